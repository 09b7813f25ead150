//! `handbook explain`: what the codes of diagnostics mean.

use std::fmt::Write as _;

use crate::base::diagnostic::Code;
use crate::cli::outcome::CommandResult;
use crate::cli::terminal::Terminal;

/// Prints what one code means, or all in a table of Markdown.
pub(super) fn run(code: Option<Code>, terminal: &Terminal) -> CommandResult {
    let text = match code {
        Some(code) => one(code),
        None => all(),
    };
    terminal.result(&text)
}

/// The page of the user guide with a text about each code, and examples.
const GUIDE: &str = include_str!("../../content/editing/troubleshooting.md");

/// What the guide says of a code.
fn guide(code: Code) -> String {
    let heading = format!("\n### {code} {{#{code}}}\n");
    let text = GUIDE.split_once(&heading).map_or("", |(_, rest)| rest);
    let mut is_code = false;
    let mut shown = String::new();
    for line in text.lines() {
        is_code ^= line.starts_with("```");
        if !is_code && line.starts_with("##") {
            break;
        }
        shown.push_str(&if is_code { line.to_owned() } else { without_links(line) });
        shown.push('\n');
    }
    shown.trim().to_owned()
}

/// A line of Markdown with the texts of its links alone: a terminal knows no page beside this one.
fn without_links(line: &str) -> String {
    let mut shown = String::new();
    let mut rest = line;
    while let Some(at) = rest.find(['[', '`']) {
        let (before, from) = rest.split_at(at);
        shown.push_str(before);
        let link = link(from).filter(|(_, target, _)| !target.contains("://"));
        let (words, after) = match (link, from.strip_prefix('`')) {
            (Some((text, _, after)), _) => (text, after),
            (None, Some(code)) => from.split_at(code.find('`').map_or(1, |end| end + 2)),
            (None, None) => from.split_at(1),
        };
        shown.push_str(words);
        rest = after;
    }
    shown + rest
}

/// The text and the target of a link that a text begins with, and what follows it.
fn link(text: &str) -> Option<(&str, &str, &str)> {
    let inner = text.strip_prefix('[')?;
    let mut depth = 1;
    let end = inner.find(|c| {
        depth += i32::from(c == '[') - i32::from(c == ']');
        depth == 0
    })?;
    let (target, after) = inner[end + 1..].strip_prefix('(')?.split_once(')')?;
    Some((&inner[..end], target, after))
}

fn one(code: Code) -> String {
    let level = match code.published() {
        Some(published) => format!(
            "It can be lowered, with `--warn {code}`, `--allow {code}` or in `[lints]` of \
             `handbook.toml`. Published is then: {published}."
        ),
        None => "It cannot be lowered: the site would be wrong.".to_owned(),
    };
    format!("{code}\n\n{}\n\n{level}\n", guide(code))
}

/// The table of all codes, which the user guide holds as well.
fn all() -> String {
    let mut table =
        String::from("| Code | Meaning | Published if it is lowered |\n|---|---|---|\n");
    for code in Code::ALL {
        let published = code.published().unwrap_or("cannot be lowered");
        // Writing to a String cannot fail.
        let _ = writeln!(table, "| `{code}` | {} | {published} |", code.meaning());
    }
    table
}
