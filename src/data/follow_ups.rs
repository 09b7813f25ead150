//! [`drop_follow_ups`]: the diagnostics of a data file without those that follow from others.

use crate::base::diagnostic::{Code, Diagnostic, Excerpt};

/// All diagnostics of a data file, in its order: every syntax error, and of the diagnostics of its
/// content only those before the first syntax error, since the rest may follow from it.
/// Missing keys are dropped as well if there is a syntax error.
pub fn drop_follow_ups(syntax: Vec<Diagnostic>, content: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let first = syntax.iter().map(line_start).min();
    let is_reliable = |diagnostic: &Diagnostic| {
        first.is_none_or(|first| diagnostic.code != Code::MissingKey && offset(diagnostic) < first)
    };
    let mut all: Vec<Diagnostic> = content.into_iter().filter(is_reliable).collect();
    all.extend(syntax);
    all.sort_by_key(offset);
    all
}

fn excerpt(diagnostic: &Diagnostic) -> Option<&Excerpt> {
    diagnostic.place.as_ref()?.excerpt.as_ref()
}

fn offset(diagnostic: &Diagnostic) -> usize {
    excerpt(diagnostic).map_or(0, |excerpt| excerpt.range.start)
}

fn line_start(diagnostic: &Diagnostic) -> usize {
    excerpt(diagnostic)
        .and_then(|excerpt| excerpt.text.get(..excerpt.range.start))
        .and_then(|before| before.rfind('\n'))
        .map_or(0, |newline| newline + 1)
}
