//! [`write()`]: one file outside of the site, such as an e-book. A file that `handbook` did not
//! write is never replaced.

use std::path::Path;

use crate::publish::edit::{SourceEdit, apply_edits, content};
use crate::publish::entry::{DiskEntry, entry_at};
use crate::publish::error::PublishError;

/// Writes a file, completely or not at all. `is_owned` decides by the content of an existing
/// file whether `handbook` wrote it.
///
/// # Errors
/// The path is taken by a file that `handbook` did not write, by a folder or by a symbolic link, or
/// the machine fails.
pub fn write(
    path: &Path,
    bytes: Vec<u8>,
    is_owned: &dyn Fn(&[u8]) -> bool,
) -> Result<(), PublishError> {
    let path_taken = || PublishError::Taken(path.to_owned());
    let before = match entry_at(path)? {
        DiskEntry::Missing => None,
        DiskEntry::File(_) => {
            let content = content(path)?;
            if !is_owned(&content) {
                return Err(path_taken());
            }
            Some(content.into())
        }
        DiskEntry::Folder | DiskEntry::Link | DiskEntry::Other => return Err(path_taken()),
    };
    let edits = [SourceEdit { path: path.to_owned(), before, after: bytes }];
    apply_edits(&edits, &|_| Ok(()))
}
