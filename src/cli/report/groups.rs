//! [`grouped`]: many diagnostics of one code as the first few and a count.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use crate::base::diagnostic::{Code, Diagnostic, Excerpt, Place, Severity};
use crate::cli::report::excerpt::visible;

/// The most diagnostics of all codes for which a terminal has room.
const MANY: usize = 100;
/// The most diagnostics of one code that are all shown, and how many of a larger group are.
const OF_A_CODE: (usize, usize) = (10, 3);
/// Of more than [`MANY`] diagnostics: the most of one code that are all shown, and how many of a
/// larger group are.
const OF_A_CODE_AMONG_MANY: (usize, usize) = (3, 1);
/// The further places of a larger group that are named.
const PLACES: usize = 3;

/// The most kinds among [`MANY`] diagnostics of which each has its own few.
const FEW_KINDS: usize = 4;
/// The lines that many diagnostics of more kinds take.
const ROOM: usize = 50;
/// The most kinds of which each has a line for its place.
const MOST_PLACED: usize = 24;
/// How to see what is left out.
const ALL_ARE_SHOWN: &str = "  = help: `--verbose` shows all\n";

/// Diagnostics that are shown whole, and what is left out of each large group, in words.
pub(super) struct GroupedDiagnostics<'a> {
    pub(super) whole: Vec<&'a Diagnostic>,
    pub(super) rest: Vec<String>,
}

type DiagnosticGroups<'a> = BTreeMap<(Severity, Code), Vec<&'a Diagnostic>>;

/// Groups diagnostics by severity and code. `lines_of` is the number of lines that one takes when it
/// is shown whole.
pub(super) fn grouped<'a>(
    diagnostics: &[&'a Diagnostic],
    lines_of: &dyn Fn(&Diagnostic) -> usize,
) -> GroupedDiagnostics<'a> {
    let (all_up_to, first) =
        if diagnostics.len() > MANY { OF_A_CODE_AMONG_MANY } else { OF_A_CODE };
    let mut groups = DiagnosticGroups::new();
    for diagnostic in diagnostics {
        groups.entry((diagnostic.severity, diagnostic.code)).or_default().push(diagnostic);
    }
    if diagnostics.len() > MANY && groups.len() > FEW_KINDS {
        return one_of_each(&groups, lines_of);
    }
    groups.retain(|_, group| group.len() > all_up_to);
    let mut shown: BTreeMap<(Severity, Code), usize> = BTreeMap::new();
    let is_whole = |diagnostic: &&Diagnostic| {
        let key = (diagnostic.severity, diagnostic.code);
        let count = shown.entry(key).or_default();
        *count += 1;
        *count <= first || !groups.contains_key(&key)
    };
    let whole = diagnostics.iter().copied().filter(is_whole).collect();
    let rest = groups.iter().map(|(kind, group)| rest_of(&head_of(*kind), &group[first..]));
    GroupedDiagnostics { whole, rest: rest.collect() }
}

/// The beginning of a message: `error[broken-link]`.
fn head_of((severity, code): (Severity, Code)) -> String {
    let severity = match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    };
    format!("{severity}[{code}]")
}

/// Many diagnostics of many kinds in few lines: one of each kind with its place, and as long as there
/// is room the first of a kind whole, errors first.
fn one_of_each<'a>(
    groups: &DiagnosticGroups<'a>,
    lines_of: &dyn Fn(&Diagnostic) -> usize,
) -> GroupedDiagnostics<'a> {
    let mut room = ROOM.saturating_sub(2 * groups.len());
    let mut whole = Vec::new();
    let mut lines = String::new();
    for (kind, group) in groups {
        let [first, rest @ ..] = group.as_slice() else { continue };
        let cost = lines_of(first) + 1;
        if let Some(left) = room.checked_sub(cost) {
            room = left;
            whole.push(*first);
            if !rest.is_empty() {
                let count = in_files(rest);
                lines.push_str(&format!("{}: {} more, {count}\n", head_of(*kind), rest.len()));
            }
            continue;
        }
        let message = visible(&first.message);
        lines.push_str(&format!("{}: {message}", head_of(*kind)));
        if !rest.is_empty() {
            lines.push_str(&format!(" ({} more, {})", rest.len(), in_files(rest)));
        }
        lines.push('\n');
        if groups.len() <= MOST_PLACED {
            lines.extend(first.place.iter().map(|place| format!(" --> {}\n", at(place))));
        }
    }
    GroupedDiagnostics { whole, rest: vec![lines + ALL_ARE_SHOWN] }
}

/// In how many files diagnostics are.
fn in_files(group: &[&Diagnostic]) -> String {
    let files: BTreeSet<_> = group.iter().filter_map(|d| d.file()).collect();
    format!("in {} {}", files.len(), if files.len() == 1 { "file" } else { "files" })
}

/// A place as it follows an arrow.
fn at(place: &Place) -> String {
    let at = place.excerpt.as_ref().map(Excerpt::line_and_column);
    let at = at.map(|(line, column)| format!(":{line}:{column}")).unwrap_or_default();
    format!("{}{at}", visible(place.path.as_str()))
}

/// The rest of a group in words: its size, its first places, and how to see all.
fn rest_of(head: &str, group: &[&Diagnostic]) -> String {
    let mut text = format!("{head}: {} more, {}\n", group.len(), in_files(group));
    let places = group.iter().filter_map(|d| d.place.as_ref()).take(PLACES);
    text.extend(places.map(|place| format!(" --> {}\n", at(place))));
    text + ALL_ARE_SHOWN
}
