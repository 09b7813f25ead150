//! [`CommandResult`]: how a command ended.

use std::error::Error;
use std::fmt::Display;
use std::path::Path;

/// How a command ended: its outcome, or an error of its own.
pub(super) type CommandResult = Result<CommandOutcome, CommandError>;

/// The result of a command that ran without an error of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CommandOutcome {
    /// The outcome of success: exit code 0.
    Fine,
    /// The content has errors, or warnings under `--strict`: exit code 1.
    Refused,
}

/// An error of the command or the machine, as opposed to the content. The process exits with code
/// 2.
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

/// Errors of the edges say which file or folder they are about. Errors of the system do not: they
/// take [`CommandError::path`].
impl<E: Error> From<E> for CommandError {
    fn from(error: E) -> Self {
        Self::new(error.to_string())
    }
}
