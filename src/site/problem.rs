//! [`SiteProblem`]: a problem of the site as a whole. It is a diagnostic without the texts of
//! files, which summaries do not hold; the builder adds them.

use std::ops::Range;
use std::sync::Arc;

use crate::base::diagnostic::{Code, Diagnostic, Place, Severity};
use crate::base::paths::{PathProblem, SourcePath};
use crate::page::parse::KeyedText;

/// A problem of the site, without the texts of files.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SiteProblem {
    /// The severity of the problem.
    pub severity: Severity,
    /// The code of the diagnostic.
    pub code: Code,
    /// The message of the problem, in one line.
    pub message: String,
    /// The place of the problem.
    pub at: ProblemPlace,
    /// A related place, with a few words about it.
    pub related: Option<(ProblemPlace, String)>,
    /// Hints how to fix the problem.
    pub hints: Vec<String>,
}

/// A file, and a range of its bytes unless the whole file is meant.
pub type ProblemPlace = (SourcePath, Option<Range<usize>>);

impl SiteProblem {
    /// A problem that is an error.
    pub fn error(code: Code, message: String, at: ProblemPlace, hint: impl Into<String>) -> Self {
        Self {
            severity: Severity::Error,
            code,
            message,
            at,
            related: None,
            hints: vec![hint.into()],
        }
    }

    /// The warning about a page that no navigation and no link leads to.
    pub fn orphan(path: &SourcePath) -> Self {
        let message = format!(
            "nothing leads to `{}`: it is in no navigation and no page links to it",
            path.file_name()
        );
        let hint =
            "link to it, remove `nav = false` from its front matter, or write `nav = \"footer\"`";
        Self {
            severity: Severity::Warning,
            ..Self::error(Code::OrphanPage, message, (path.clone(), None), hint)
        }
    }

    /// The error about a `slug`, `path` or alias that cannot be an address.
    pub fn invalid_route(path: &SourcePath, key: &KeyedText, problem: PathProblem) -> Self {
        let at = (path.clone(), Some(key.span.clone()));
        Self::error(
            Code::InvalidRoute,
            format!("`{}` {problem}", key.text),
            at,
            "an address is made of names with `/` between them, such as `roles/two-axes`",
        )
    }

    /// The error about a `slug` that cannot be one part of an address.
    pub fn invalid_slug(path: &SourcePath, key: &KeyedText, problem: PathProblem) -> Self {
        if problem != PathProblem::ForbiddenCharacter('/') {
            let hint = "a slug is one name, such as `two-axes`".to_owned();
            return Self { hints: vec![hint], ..Self::invalid_route(path, key, problem) };
        }
        Self::error(
            Code::InvalidRoute,
            format!("the slug `{}` is more than one name", key.text),
            (path.clone(), Some(key.span.clone())),
            "a slug replaces the last part of an address; write `path` to replace the whole",
        )
    }

    /// The error about a file whose name cannot be part of an address.
    pub fn invalid_name(path: &SourcePath, problem: PathProblem) -> Self {
        Self::error(
            Code::InvalidName,
            format!("`{}` {problem}", path.file_name()),
            (path.clone(), None),
            "rename the file",
        )
    }

    /// The diagnostic. `text_of` gives the texts of files, for excerpts.
    pub fn diagnostic(&self, text_of: &impl Fn(&SourcePath) -> Option<Arc<str>>) -> Diagnostic {
        let place = |(path, span): &ProblemPlace| match (span, text_of(path)) {
            (Some(span), Some(text)) => Place::span(path, &text, span.clone()),
            _ => Place::file(path),
        };
        let mut diagnostic = Diagnostic::error(self.code, self.message.clone(), place(&self.at));
        diagnostic.severity = self.severity;
        if let Some((at, words)) = &self.related {
            diagnostic = diagnostic.related(place(at), words.clone());
        }
        let hints = self.hints.iter().filter(|hint| !hint.is_empty());
        diagnostic.hints.extend(hints.cloned());
        diagnostic
    }
}
