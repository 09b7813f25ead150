//! [`LockState`]: what the last build knew of `ids.lock`.

use crate::base::diagnostic::Diagnostic;
use crate::compile::memo::Memo;
use crate::source::Source;

/// What the last build knew of ids that must last.
#[derive(Default)]
pub(super) struct LockState {
    /// The lock as it was read.
    pub(super) source: Option<Source>,
    /// What is wrong with it, and with the site by it.
    pub(super) diagnostics: Memo<Vec<Diagnostic>>,
}
