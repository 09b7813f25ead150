//! [`look`]: what is at a path of the output, without following a symbolic link.

use std::collections::HashMap;
use std::fs;
use std::io;
use std::path::Path;

use super::error::PublishError;

/// What is at a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum DiskEntry {
    /// Nothing, or nothing that can be reached through folders.
    Missing,
    /// A real folder.
    Folder,
    /// A regular file of so many bytes.
    File(u64),
    /// A symbolic link, whatever it leads to.
    Link,
    /// A pipe, a device or the like.
    Other,
}

/// What is at `path` itself. The folders that it lies in must have been looked at before.
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
    // A name that is too long for the file system is the name of nothing.
    matches!(error.kind(), NotFound | NotADirectory | InvalidFilename)
}

/// The folders below the output that were looked at, so that each is looked at once.
pub(super) struct OutputFolders<'a> {
    output: &'a Path,
    seen: HashMap<&'a str, DiskEntry>,
}

impl<'a> OutputFolders<'a> {
    pub(super) fn new(output: &'a Path) -> Self {
        Self {
            output,
            seen: HashMap::new(),
        }
    }

    /// What is at the relative path `folder`, reached through real folders only; below anything
    /// else there is nothing.
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

    /// What [`OutputFolders::entry_at`] found before; nothing where it was not asked.
    pub(super) fn known(&self, folder: &str) -> DiskEntry {
        if folder.is_empty() {
            return DiskEntry::Folder;
        }
        self.seen.get(folder).copied().unwrap_or(DiskEntry::Missing)
    }

    /// Whether [`OutputFolders::entry_at`] was asked for this path, which is then a folder of the site.
    pub(super) fn is_known(&self, folder: &str) -> bool {
        self.seen.contains_key(folder)
    }
}

/// The relative path of the folder that `path` lies in; empty at the top.
pub(super) fn parent(path: &str) -> &str {
    path.rfind('/').map_or("", |slash| &path[..slash])
}

/// Whether two paths name one file or folder, by spelling or by identity, which sees through bind
/// mounts and names that differ in case. A symbolic link is not what it leads to.
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
