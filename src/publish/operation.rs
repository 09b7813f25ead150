//! [`PublishOperation`]: one change to the output folder, as a plan lists it and a journal records it.

use crate::base::paths::OutputPath;
use crate::publish::record::FileDigest;

/// One change to the output folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum PublishOperation {
    /// Deletes a file that an earlier publish wrote, and the folders that this leaves empty.
    Remove(OutputPath),
    /// Renames a staged file into its place in the output folder.
    Install(StagedFile),
}

/// A file in the staging folder and where it goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct StagedFile {
    /// The number that is its name in the staging folder.
    pub(super) slot: usize,
    /// Its path in the output folder.
    pub(super) path: OutputPath,
    /// The digest of its content.
    pub(super) digest: FileDigest,
    /// Whether it may replace a file that has its path.
    pub(super) replace: bool,
}
