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
    let lines = text.lines().take_while(|line| {
        is_code ^= line.starts_with("```");
        is_code || !line.starts_with("##")
    });
    lines.collect::<Vec<_>>().join("\n").trim().to_owned()
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
