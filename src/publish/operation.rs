//! [`PublishOperation`]: one change to the output folder, as a plan lists it and a journal records it.

use crate::base::paths::OutputPath;
use crate::publish::record::FileDigest;

/// A change to the output folder.
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
    /// The number that is the name of the file in the staging folder.
    pub(super) slot: usize,
    /// The path of the file in the output folder.
    pub(super) path: OutputPath,
    /// The digest of the file's content.
    pub(super) digest: FileDigest,
    /// Whether the file may replace another that has its path.
    pub(super) replace: bool,
}
