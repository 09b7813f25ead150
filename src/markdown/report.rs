//! [`Reporter`]: collects the diagnostics of one page, with a limit per code.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use crate::base::diagnostic::{Code, Diagnostic, Place, Severity};
use crate::base::paths::SourcePath;

/// The maximal number of diagnostics per code and page; a hint of the last one says how many more
/// there are. It keeps a page with a million mistakes from costing a million searches for
/// suggestions.
const MAX_PER_CODE: usize = 100;

/// Collects the diagnostics of one page.
pub struct Reporter<'a> {
    source: Option<(&'a SourcePath, &'a Arc<str>)>,
    diagnostics: RefCell<Vec<Diagnostic>>,
    counts: RefCell<BTreeMap<Code, usize>>,
}

impl<'a> Reporter<'a> {
    /// A reporter without diagnostics for the page at `path` with this text.
    pub fn new(path: &'a SourcePath, text: &'a Arc<str>) -> Self {
        Self { source: Some((path, text)), ..Self::silent() }
    }

    /// A reporter that drops all diagnostics, for text that is no page.
    pub fn silent() -> Self {
        Self { source: None, diagnostics: RefCell::default(), counts: RefCell::default() }
    }

    /// A part of the page as it stands there.
    pub fn written(&self, span: &Range<usize>) -> Option<&'a str> {
        self.source.and_then(|(_, text)| text.get(span.clone()))
    }

    /// Reports an error. `complete` adds label and hints; it runs only below the limit per code.
    pub fn error(
        &self,
        code: Code,
        message: impl Into<String>,
        span: Option<Range<usize>>,
        complete: impl FnOnce(Diagnostic) -> Diagnostic,
    ) {
        self.report(Severity::Error, code, message, span, complete);
    }

    /// Reports a warning. `complete` adds label and hints; it runs only below the limit per code.
    pub fn warning(
        &self,
        code: Code,
        message: impl Into<String>,
        span: Option<Range<usize>>,
        complete: impl FnOnce(Diagnostic) -> Diagnostic,
    ) {
        self.report(Severity::Warning, code, message, span, complete);
    }

    /// Reports a diagnostic of any severity. `complete` is as for errors.
    pub fn report(
        &self,
        severity: Severity,
        code: Code,
        message: impl Into<String>,
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
        let diagnostic = Diagnostic::new(severity, code, message.into(), Some(place));
        self.diagnostics.borrow_mut().push(complete(diagnostic));
    }

    /// Reports a task without text, at its mark or at all of it.
    pub fn empty_task(&self, span: Range<usize>) {
        self.warning(Code::EmptyTask, "this task has no text", Some(span), |d| {
            d.hint("write what is to be done after the mark, and any block below it")
        });
    }

    /// The path and the text of the page; `None` for text that is no page.
    pub fn page(&self) -> Option<(&'a SourcePath, &'a Arc<str>)> {
        self.source
    }

    /// The place of a span of the page, or of the page as a whole; `None` for text that is no page.
    pub fn place(&self, span: Option<Range<usize>>) -> Option<Place> {
        let (path, text) = self.source?;
        Some(match span {
            Some(span) => Place::span(path, text, span),
            None => Place::file(path),
        })
    }

    /// The collected diagnostics.
    pub fn finish(self) -> Vec<Diagnostic> {
        let mut diagnostics = self.diagnostics.into_inner();
        for (code, count) in self.counts.into_inner() {
            if count > MAX_PER_CODE
                && let Some(last) = diagnostics.iter_mut().rev().find(|d| d.code == code)
            {
                let more = count - MAX_PER_CODE;
                last.hints.push(format!("and {more} more like this on the same page"));
            }
        }
        diagnostics
    }
}
