//! [`CommandError`]: an error of the command or the machine, as opposed to the content.

use std::fmt::Display;
use std::path::Path;

use crate::{publish, serve, source};

/// An error of the command or the machine. The process exits with code 2.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct CommandError {
    /// The message, in one line.
    pub(super) message: String,
    /// Suggestions that help.
    pub(super) hints: Vec<String>,
}

impl CommandError {
    pub(super) fn new(message: impl Into<String>) -> Self {
        Self {
            message: message.into(),
            hints: Vec::new(),
        }
    }

    /// An operation on a file or folder that failed; `done` names it as a participle, such as
    /// "written".
    pub(super) fn path(path: &Path, done: &str, why: impl Display) -> Self {
        Self::new(format!("`{}` cannot be {done}: {why}", path.display()))
    }

    #[must_use]
    pub(super) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hints.push(hint.into());
        self
    }
}

impl From<source::scan::ScanError> for CommandError {
    fn from(error: source::scan::ScanError) -> Self {
        Self::new(error.to_string())
    }
}

impl From<publish::Error> for CommandError {
    fn from(error: publish::Error) -> Self {
        Self::new(error.to_string())
    }
}

impl From<serve::Error> for CommandError {
    fn from(error: serve::Error) -> Self {
        Self::new(error.to_string())
    }
}
