//! [`Reporter`]: the diagnostics of one page, with a bound on how many of a kind are kept.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use crate::base::diagnostic::{Code, Diagnostic, Place, Severity};
use crate::base::paths::SourcePath;

/// How many diagnostics of one code a page may give; the last one tells how many more there are.
/// It keeps a page of a million mistakes from costing a million searches for suggestions.
const MAX_PER_CODE: usize = 100;

/// Collects the diagnostics of one page.
pub struct Reporter<'a> {
    source: Option<(&'a SourcePath, &'a Arc<str>)>,
    diagnostics: RefCell<Vec<Diagnostic>>,
    counts: RefCell<BTreeMap<Code, usize>>,
}

impl<'a> Reporter<'a> {
    /// None yet, for the page at `path` with this text.
    pub fn new(path: &'a SourcePath, text: &'a Arc<str>) -> Self {
        Self {
            source: Some((path, text)),
            ..Self::silent()
        }
    }

    /// For a text that is no page: whatever is told is dropped.
    pub fn silent() -> Self {
        Self {
            source: None,
            diagnostics: RefCell::default(),
            counts: RefCell::default(),
        }
    }

    /// Tells an error. `complete` adds label and hints; it runs only if the diagnostic is kept.
    pub fn error(
        &self,
        code: Code,
        message: impl Into<String>,
        span: Option<Range<usize>>,
        complete: impl FnOnce(Diagnostic) -> Diagnostic,
    ) {
        self.report(Severity::Error, code, message.into(), span, complete);
    }

    /// Tells a warning, likewise.
    pub fn warning(
        &self,
        code: Code,
        message: impl Into<String>,
        span: Option<Range<usize>>,
        complete: impl FnOnce(Diagnostic) -> Diagnostic,
    ) {
        self.report(Severity::Warning, code, message.into(), span, complete);
    }

    fn report(
        &self,
        severity: Severity,
        code: Code,
        message: String,
        span: Option<Range<usize>>,
        complete: impl FnOnce(Diagnostic) -> Diagnostic,
    ) {
        let Some(place) = self.place(span) else {
            return;
        };
        let mut counts = self.counts.borrow_mut();
        let count = counts.entry(code).or_default();
        *count += 1;
        if *count > MAX_PER_CODE {
            return;
        }
        let diagnostic = match severity {
            Severity::Error => Diagnostic::error(code, message, place),
            Severity::Warning => Diagnostic::warning(code, message, place),
            Severity::Note => Diagnostic::note(code, message, place),
        };
        self.diagnostics.borrow_mut().push(complete(diagnostic));
    }

    /// The page and its text.
    pub fn page(&self) -> Option<(&'a SourcePath, &'a Arc<str>)> {
        self.source
    }

    /// A stretch of the page, or the page as a whole.
    pub fn place(&self, span: Option<Range<usize>>) -> Option<Place> {
        let (path, text) = self.source?;
        Some(match span {
            Some(span) => Place::span(path, text, span),
            None => Place::file(path),
        })
    }

    /// All that were kept.
    pub fn finish(self) -> Vec<Diagnostic> {
        let mut diagnostics = self.diagnostics.into_inner();
        for (code, count) in self.counts.into_inner() {
            if count > MAX_PER_CODE
                && let Some(last) = diagnostics.iter_mut().rev().find(|d| d.code == code)
            {
                let more = count - MAX_PER_CODE;
                last.hints
                    .push(format!("and {more} more like this on the same page"));
            }
        }
        diagnostics
    }
}
