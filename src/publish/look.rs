//! [`look`]: what is at a path of the output, without following a symbolic link.

use std::collections::HashMap;
use std::fs;
use std::io;
use std::path::Path;

use super::error::Error;

/// What is at a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Seen {
    /// Nothing, or nothing that can be reached through folders.
    Nothing,
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
pub(super) fn look(path: &Path) -> Result<Seen, Error> {
    match fs::symlink_metadata(path) {
        Ok(found) if found.is_symlink() => Ok(Seen::Link),
        Ok(found) if found.is_dir() => Ok(Seen::Folder),
        Ok(found) if found.is_file() => Ok(Seen::File(found.len())),
        Ok(_) => Ok(Seen::Other),
        Err(error) if is_absence(&error) => Ok(Seen::Nothing),
        Err(error) => Err(Error::io("read", path)(error)),
    }
}

fn is_absence(error: &io::Error) -> bool {
    use io::ErrorKind::{InvalidFilename, NotADirectory, NotFound};
    // A name that is too long for the file system is the name of nothing.
    matches!(error.kind(), NotFound | NotADirectory | InvalidFilename)
}

/// The folders below the output that were looked at, so that each is looked at once.
pub(super) struct Folders<'a> {
    output: &'a Path,
    seen: HashMap<&'a str, Seen>,
}

impl<'a> Folders<'a> {
    pub(super) fn new(output: &'a Path) -> Self {
        Self {
            output,
            seen: HashMap::new(),
        }
    }

    /// What is at the relative path `folder`, reached through real folders only; below anything
    /// else there is nothing.
    pub(super) fn look(&mut self, folder: &'a str) -> Result<Seen, Error> {
        if folder.is_empty() {
            return Ok(Seen::Folder);
        }
        if let Some(seen) = self.seen.get(folder) {
            return Ok(*seen);
        }
        let seen = match self.look(parent(folder))? {
            Seen::Folder => look(&self.output.join(folder))?,
            _ => Seen::Nothing,
        };
        self.seen.insert(folder, seen);
        Ok(seen)
    }

    /// What [`Folders::look`] found before; nothing where it was not asked.
    pub(super) fn known(&self, folder: &str) -> Seen {
        if folder.is_empty() {
            return Seen::Folder;
        }
        self.seen.get(folder).copied().unwrap_or(Seen::Nothing)
    }

    /// Whether [`Folders::look`] was asked for this path, which is then a folder of the site.
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
pub(super) fn is_same(a: &Path, b: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    let identity = |path| fs::symlink_metadata(path).map(|found| (found.dev(), found.ino()));
    a == b || matches!((identity(a), identity(b)), (Ok(a), Ok(b)) if a == b)
}

/// Whether two paths name one file or folder. The canonical path has the case of the disk.
#[cfg(not(unix))]
pub(super) fn is_same(a: &Path, b: &Path) -> bool {
    let canonical = |path| fs::canonicalize(path);
    a == b || matches!((canonical(a), canonical(b)), (Ok(a), Ok(b)) if a == b)
}
