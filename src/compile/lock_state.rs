//! [`LockState`]: the lock file as the last build read it.

use crate::base::diagnostic::Diagnostic;
use crate::compile::memo::Memo;
use crate::source::Source;

/// The lock file of the last build.
#[derive(Default)]
pub(super) struct LockState {
    /// The lock file as it was read.
    pub(super) source: Option<Source>,
    /// The problems of the lock file, and of the site compared with it.
    pub(super) diagnostics: Memo<Vec<Diagnostic>>,
}
