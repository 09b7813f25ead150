//! Forms at the beginning of a line or an item: how much of a text each takes.

use crate::markdown::attributes::is_name;
use crate::markdown::foreign::LONGEST_NAME;
use crate::markdown::token::TASK_MARKS;

/// `--8<-- "file"`, `-8<- "file"`.
pub(super) fn snippet(line: &str) -> Option<usize> {
    let rest = line.split_once("8<").map_or("", |(_, rest)| rest).trim_start_matches('-');
    (rest.is_empty() || rest.starts_with(char::is_whitespace)).then_some(line.len())
}

/// A line that holds nothing else.
pub(super) fn alone(line: &str) -> Option<usize> {
    let len = line.find([']', '}']).map_or(0, |at| at + 1);
    let rest = line[len..].trim_start_matches(']');
    rest.trim().is_empty().then_some(line.len())
}

/// `:::note`, `::: {.note}`, `::name[…]{…}`.
pub(super) fn container(line: &str) -> Option<usize> {
    let name = line.trim_start_matches(':');
    let is_block = line.len() - name.len() > 2;
    let name = if is_block { name.trim_start() } else { name };
    let end = name.find(|c: char| !c.is_alphanumeric() && !"-_".contains(c)).unwrap_or(name.len());
    let is_leaf = end > 0 && name[end..].starts_with(['[', '{']);
    let is_named = name.starts_with(char::is_alphabetic) || name.starts_with('{');
    (is_block && is_named || is_leaf).then_some(line.len())
}

/// The usual kinds of admonitions of MkDocs and Material, and their short names.
const KINDS: &str = "abstract attention bug caution danger details error example fail failure faq \
     help hint important info missing note question quote seealso success summary tip warning";

/// `!!! note`, `!!!note "Title"`, `??? tip "Title"`, `???+ note inline end`. Of a word alone, only
/// those of [`KINDS`]: `??? why` is a text.
pub(super) fn admonition(line: &str) -> Option<usize> {
    let rest = line[3..].trim_start_matches('+').trim();
    let (words, is_titled) = rest.split_once('"').map_or((rest, false), |(words, _)| (words, true));
    let mut words = words.split_whitespace();
    let kind = words.next()?;
    let is_word = kind.chars().all(|c| c.is_alphanumeric() || c == '-' || c == '_');
    let is_known = KINDS.split_whitespace().any(|known| known == kind);
    let is_spaced = line.starts_with("!!! ");
    let is_kind = is_word && words.all(|word| ["inline", "end"].contains(&word));
    (is_kind && (is_titled || is_known || is_spaced)).then_some(line.len())
}

/// `[!info]`, with or without a title.
pub(super) fn callout(line: &str) -> Option<usize> {
    let (name, _) = line[2..].split_once(']')?;
    let is_name = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphabetic() || c == '-');
    is_name.then_some(line.len())
}

/// The signs that begin a heading or an item, with the no-break space of a word processor behind them.
pub(super) fn no_break_space(line: &str) -> Option<usize> {
    let hashes = line.trim_start_matches('#');
    let is_heading = (1..=6).contains(&(line.len() - hashes.len()));
    let after = if is_heading { Some(hashes) } else { line.strip_prefix(['-', '*', '+']) };
    let text = after?.strip_prefix('\u{a0}')?;
    // Between two stars it was meant as emphasis.
    (is_heading || !text.contains('*')).then_some(line.len())
}

/// `[ ]Task`, `[x]Task`, `[] Task`.
pub(super) fn tight_task(line: &str) -> Option<usize> {
    let rest = line.strip_prefix('[')?;
    let is_empty = rest.starts_with("] ");
    let tight = ["] ", " ]", "x]", "X]"].iter().find_map(|mark| rest.strip_prefix(mark))?;
    let is_tight = tight.starts_with(|c: char| c.is_alphanumeric() || c == '\u{a0}');
    (is_empty || is_tight).then_some(line.len())
}

/// `-[ ] Task`.
pub(super) fn tight_item(line: &str) -> Option<usize> {
    let after = TASK_MARKS.iter().find_map(|mark| line[1..].strip_prefix(mark));
    after.filter(|after| after.starts_with(' ')).map(|_| line.len())
}

/// `.. note::`.
pub(super) fn directive(line: &str) -> Option<usize> {
    let (name, _) = line[3..].split_once("::")?;
    let is_name = !name.is_empty() && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    is_name.then_some(line.len())
}

/// `=== "Tab"`.
pub(super) fn tab(line: &str) -> Option<usize> {
    let rest = line[3..].trim_start_matches(['!', '+']).strip_prefix(' ')?;
    rest.starts_with(['"', '\'']).then_some(line.len())
}

/// `<<< @/code.js`, `<<< ./code.js`.
pub(super) fn vitepress(line: &str) -> Option<usize> {
    line[4..].starts_with(['@', '.', '/']).then_some(line.len())
}

/// `import X from './x'`, `import './x'`.
pub(super) fn import(line: &str) -> Option<usize> {
    let rest = line["import ".len()..].trim().trim_end_matches(';');
    let source = rest.rsplit_once(" from ").map_or(rest, |(_, source)| source).trim();
    let is_quoted =
        |mark: char| source.len() > 2 && source.starts_with(mark) && source.ends_with(mark);
    (is_quoted('"') || is_quoted('\'')).then_some(line.len())
}

/// `export const x = …`, `export default …`.
pub(super) fn export(line: &str) -> Option<usize> {
    let rest = &line["export ".len()..];
    let is_binding = ["const ", "let ", "var "].iter().any(|word| rest.starts_with(word));
    let is_other =
        ["default ", "function ", "async ", "{"].iter().any(|word| rest.starts_with(word));
    (is_binding && rest.contains('=') || is_other && rest.contains(['(', '{']))
        .then_some(line.len())
}

/// `$$…$$`, in one line or with the marks on lines of their own.
pub(super) fn formula(text: &str) -> Option<usize> {
    let line = text.lines().next().unwrap_or_default().trim_end();
    if line == "$$" {
        return Some(text[2..].find("\n$$").map_or(line.len(), |at| at + 5));
    }
    (line.len() > 4 && line.ends_with("$$")).then_some(line.len())
}

/// `##Heading`.
pub(super) fn tight_heading(line: &str) -> Option<usize> {
    let text = line.trim_start_matches('#');
    (line.len() - text.len() <= 6 && text.starts_with(char::is_alphanumeric)).then_some(line.len())
}

/// `[x ] Task`, `[-] Task`: boxes of other tools.
pub(super) fn other_task(line: &str) -> Option<usize> {
    const MARKS: [&str; 9] =
        ["[x ] ", "[ x] ", "[X ] ", "[ X] ", "[ x ] ", "[ X ] ", "[-] ", "[/] ", "[>] "];
    MARKS.iter().any(|mark| line.starts_with(mark)).then_some(line.len())
}

/// `/// note`, `/// details | Title`.
pub(super) fn pymdown(line: &str) -> Option<usize> {
    let name = line.trim_start_matches('/').strip_prefix(' ')?;
    let name = name.split(" | ").next().unwrap_or_default().trim();
    let is_lower = !name.contains(|c: char| c.is_ascii_uppercase());
    (is_name(name) && is_lower).then_some(line.len())
}

/// `*[HTML]: Hyper Text Markup Language`.
pub(super) fn abbreviation(line: &str) -> Option<usize> {
    let (name, text) = line.strip_prefix("*[")?.split_once("]:")?;
    let is_short =
        name.len() < LONGEST_NAME && !name.trim().is_empty() && !name.contains(['[', ']']);
    (is_short && text.starts_with(' ')).then_some(line.len())
}

/// `{{toc}}`, `{{ TOC }}`, alone.
pub(super) fn contents(line: &str) -> Option<usize> {
    let name = line.trim_end().strip_prefix("{{")?.strip_suffix("}}")?;
    name.trim().eq_ignore_ascii_case("toc").then_some(line.len())
}

/// `\begin{align}`.
pub(super) fn environment(line: &str) -> Option<usize> {
    let (name, _) = line.strip_prefix("\\begin{")?.split_once('}')?;
    is_name(name.trim_end_matches('*')).then_some(line.len())
}
