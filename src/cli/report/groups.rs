//! [`grouped`]: many diagnostics of one code as the first few and a count.

use std::collections::BTreeMap;
use std::collections::BTreeSet;

use crate::base::diagnostic::{Code, Diagnostic, Excerpt, Place, Severity};

/// The most diagnostics of all codes for which a terminal has room.
const MANY: usize = 100;
/// The most diagnostics of one code that are all shown, and how many of a larger group are.
const OF_A_CODE: (usize, usize) = (10, 3);
/// Of more than [`MANY`] diagnostics: the most of one code that are all shown, and how many of a
/// larger group are.
const OF_A_CODE_AMONG_MANY: (usize, usize) = (3, 1);
/// The further places of a larger group that are named.
const PLACES: usize = 3;

/// Diagnostics that are shown whole, and what is left out of each large group, in words.
pub(super) struct GroupedDiagnostics<'a> {
    pub(super) whole: Vec<&'a Diagnostic>,
    pub(super) rest: Vec<String>,
}

/// Groups diagnostics by severity and code.
pub(super) fn grouped<'a>(diagnostics: &[&'a Diagnostic]) -> GroupedDiagnostics<'a> {
    let (all_up_to, first) =
        if diagnostics.len() > MANY { OF_A_CODE_AMONG_MANY } else { OF_A_CODE };
    let mut groups: BTreeMap<(Severity, Code), Vec<&Diagnostic>> = BTreeMap::new();
    for diagnostic in diagnostics {
        groups.entry((diagnostic.severity, diagnostic.code)).or_default().push(diagnostic);
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
    let rest = groups.iter().map(|((severity, code), group)| {
        let head = match severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        };
        rest_of(&format!("{head}[{code}]"), &group[first..])
    });
    GroupedDiagnostics { whole, rest: rest.collect() }
}

/// The rest of a group in words: its size, its first places, and how to see all.
fn rest_of(head: &str, group: &[&Diagnostic]) -> String {
    let places: Vec<&Place> = group.iter().filter_map(|d| d.place.as_ref()).collect();
    let files: BTreeSet<_> = places.iter().map(|place| &place.path).collect();
    let noun = if files.len() == 1 { "file" } else { "files" };
    let mut text = format!("{head}: {} more, in {} {noun}\n", group.len(), files.len());
    for place in places.iter().take(PLACES) {
        let at = place.excerpt.as_ref().map(Excerpt::line_and_column);
        let at = at.map(|(line, column)| format!(":{line}:{column}")).unwrap_or_default();
        text.push_str(&format!(" --> {}{at}\n", place.path));
    }
    text + "  = help: `--verbose` shows all\n"
}
