//! [`CommandResult`]: how a command ended.

use crate::cli::error::CommandError;

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
