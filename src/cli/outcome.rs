//! [`CommandOutcome`]: how a command ended that did its work.

/// How a command ended that did its work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CommandOutcome {
    /// All is well.
    Fine,
    /// The content is refused.
    Refused,
}
