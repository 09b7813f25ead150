//! [`CommandError`]: an error of the command or the machine, as opposed to the content.

use std::fmt::Display;
use std::path::Path;

use crate::publish::PublishError;
use crate::serve::ServeError;
use crate::source::scan::ScanError;

/// An error of the command or the machine. The process exits with code 2.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct CommandError {
    /// The message of the error, in one line.
    pub(super) message: String,
    /// Suggestions that help to resolve the error.
    pub(super) hints: Vec<String>,
}

impl CommandError {
    pub(super) fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), hints: Vec::new() }
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

/// Errors of the edges say which file or folder they are about.
macro_rules! from_error {
    ($($error:ty)+) => {$(
        impl From<$error> for CommandError {
            fn from(error: $error) -> Self {
                Self::new(error.to_string())
            }
        }
    )+};
}

from_error! { PublishError ScanError ServeError }
