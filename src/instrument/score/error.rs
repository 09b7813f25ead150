//! [`ConditionError`]: why a condition cannot be used.

use std::ops::Range;

/// Why a condition cannot be used.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConditionError {
    /// The range of wrong bytes within the condition.
    pub span: Range<usize>,
    /// The message of a diagnostic.
    pub message: String,
    /// How to fix the condition; may be empty.
    pub hint: String,
}

impl ConditionError {
    /// An error at a range of bytes, without a hint.
    pub(super) fn new(span: Range<usize>, message: impl Into<String>) -> Self {
        Self { span, message: message.into(), hint: String::new() }
    }

    /// Adds a hint to the error.
    pub(super) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = hint.into();
        self
    }
}
