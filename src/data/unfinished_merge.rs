//! [`instead`]: one message for the marks that git leaves in a file whose merge is not finished.

use std::ops::Range;
use std::sync::Arc;

use crate::base::diagnostic::{Code, Diagnostic, Place};
use crate::base::paths::SourcePath;

/// What begins a line of git's where a merge is not finished.
pub const MARK: &str = "<<<<<<< ";
/// What to do about it.
pub const HINT: &str = "keep the lines that are right and delete the lines that git added";

/// The syntax errors of the bytes `range` of `text`; only one, under `code`, if git's marks are what
/// is wrong.
pub fn instead(
    errors: Vec<Diagnostic>,
    path: &SourcePath,
    text: &Arc<str>,
    range: Range<usize>,
    code: Code,
) -> Vec<Diagnostic> {
    if errors.is_empty() {
        return errors;
    }
    let part = text.get(range.clone()).unwrap_or_default();
    let mut lines = part.split_inclusive('\n').scan(range.start, |at, line| {
        *at += line.len();
        Some((*at - line.len(), line.trim_end()))
    });
    match lines.find(|(_, line)| line.starts_with(MARK)) {
        Some((at, line)) => {
            let place = Place::span(path, text, at..at + line.len());
            vec![Diagnostic::error(code, "unfinished merge", place).hint(HINT)]
        }
        None => errors,
    }
}
