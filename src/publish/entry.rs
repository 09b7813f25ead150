//! [`entry_at`]: the kind of file at a path, without following a symbolic link.

use std::collections::HashMap;
use std::fs;
use std::io;
use std::path::Path;

use crate::publish::error::PublishError;

/// The kind of file at a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DiskEntry {
    /// There is nothing, or nothing that can be reached through folders.
    Missing,
    /// A folder, not a link to one.
    Folder,
    /// A regular file; its length in bytes.
    File(u64),
    /// A symbolic link, wherever it leads.
    Link,
    /// A pipe, a device or the like.
    Other,
}

/// The kind of file at `path`. Links in the folders above are followed, so those must have been
/// checked before.
pub(super) fn entry_at(path: &Path) -> Result<DiskEntry, PublishError> {
    match fs::symlink_metadata(path) {
        Ok(found) if found.is_symlink() => Ok(DiskEntry::Link),
        Ok(found) if found.is_dir() => Ok(DiskEntry::Folder),
        Ok(found) if found.is_file() => Ok(DiskEntry::File(found.len())),
        Ok(_) => Ok(DiskEntry::Other),
        Err(error) if is_absence(&error) => Ok(DiskEntry::Missing),
        Err(error) => Err(PublishError::io("read", path)(error)),
    }
}

fn is_absence(error: &io::Error) -> bool {
    use io::ErrorKind::{InvalidFilename, NotADirectory, NotFound};
    // Nothing can have a name that is too long for the file system.
    matches!(error.kind(), NotFound | NotADirectory | InvalidFilename)
}

/// A cache of the folders below the output, so that each is read from disk once.
pub(super) struct OutputFolders<'a> {
    output: &'a Path,
    seen: HashMap<&'a str, DiskEntry>,
}

impl<'a> OutputFolders<'a> {
    pub(super) fn new(output: &'a Path) -> Self {
        Self { output, seen: HashMap::new() }
    }

    /// The kind of file at the relative path `folder`, reached without a symbolic link; missing
    /// below anything that is no folder.
    pub(super) fn entry_at(&mut self, folder: &'a str) -> Result<DiskEntry, PublishError> {
        if folder.is_empty() {
            return Ok(DiskEntry::Folder);
        }
        if let Some(seen) = self.seen.get(folder) {
            return Ok(*seen);
        }
        let seen = match self.entry_at(parent(folder))? {
            DiskEntry::Folder => entry_at(&self.output.join(folder))?,
            _ => DiskEntry::Missing,
        };
        self.seen.insert(folder, seen);
        Ok(seen)
    }

    /// Remembers what has come to a path.
    pub(super) fn set(&mut self, path: &'a str, entry: DiskEntry) {
        self.seen.insert(path, entry);
    }

    /// The kind of file at a path that [`OutputFolders::entry_at`] was asked for before; missing
    /// for any other path.
    pub(super) fn known(&self, folder: &str) -> DiskEntry {
        if folder.is_empty() {
            return DiskEntry::Folder;
        }
        self.seen.get(folder).copied().unwrap_or(DiskEntry::Missing)
    }

    /// Whether [`OutputFolders::entry_at`] was asked for this path, which is then a folder of the
    /// site.
    pub(super) fn is_known(&self, folder: &str) -> bool {
        self.seen.contains_key(folder)
    }
}

/// The relative path of the folder above `path`; empty at the top.
pub(super) fn parent(path: &str) -> &str {
    path.rfind('/').map_or("", |slash| &path[..slash])
}

/// Whether two paths name one file or folder, by spelling or by device and inode, which sees
/// through bind mounts and names that differ in case. A symbolic link differs from its target.
#[cfg(unix)]
pub(super) fn is_same_file(a: &Path, b: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let identity = |path| fs::symlink_metadata(path).map(|found| (found.dev(), found.ino()));
    a == b || matches!((identity(a), identity(b)), (Ok(a), Ok(b)) if a == b)
}

/// Whether two paths name one file or folder. The canonical path has the case of the disk.
#[cfg(not(unix))]
pub(super) fn is_same_file(a: &Path, b: &Path) -> bool {
    let canonical = |path| fs::canonicalize(path);
    a == b || matches!((canonical(a), canonical(b)), (Ok(a), Ok(b)) if a == b)
}
