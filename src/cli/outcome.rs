//! [`CommandResult`]: how a command ended, and [`CommandError`]: why it failed.

use std::error::Error;
use std::fmt::Display;
use std::path::Path;

use crate::base::seen_file;

/// How a command ended, or a part of it.
pub(super) type CommandResult<T = ()> = Result<T, CommandError>;

/// The exit code for an error of the command or the machine.
pub(super) const COMMAND_FAILED: u8 = 2;

/// The reason why a command failed.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct CommandError {
    /// The message of the error, in one line.
    pub(super) message: String,
    /// Suggestions that help to resolve the error.
    pub(super) hints: Vec<String>,
    /// The exit code of the process: 1 for a fault of the content, 2 for one of the command or the
    /// machine.
    pub(super) exit_code: u8,
}

impl CommandError {
    pub(super) fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), hints: Vec::new(), exit_code: COMMAND_FAILED }
    }

    /// The content has errors, or what the flags of the command take for some.
    pub(super) fn refusal(message: impl Into<String>) -> Self {
        Self { exit_code: 1, ..Self::new(message) }
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

/// Errors of the edges say which file or folder they are about. Errors of the system do not: they
/// take [`CommandError::path`].
impl<E: Error> From<E> for CommandError {
    fn from(error: E) -> Self {
        let mut cause = error.source();
        let mut is_exhausted = false;
        while let Some(inner) = cause {
            is_exhausted |= inner.downcast_ref().is_some_and(seen_file::is_exhausted);
            cause = inner.source();
        }
        let told = Self::new(error.to_string());
        if is_exhausted {
            told.hint("the system lets it open no more files: close programs, or allow more with `ulimit -n 1024`")
        } else {
            told
        }
    }
}
