//! [`apply_edits`]: changes to a site's own sources, the only files of others that `handbook`
//! writes. No edit of an author is lost: a file is replaced only while it still has the content
//! that was read.
//!
//! Every new file is written beside the one that it replaces, under a hidden name, before the first
//! is renamed into place, so that whatever can fail has failed by then. A rename is atomic: each
//! file is complete at any moment.

use std::fs::{self, File};
use std::io::{self, Read, Write as _};
use std::path::{Path, PathBuf};
use std::sync::Arc;

use crate::publish::disk::{DiskHook, DiskWriter};
use crate::publish::entry::{DiskEntry, entry_at};
use crate::publish::error::PublishError;

/// The suffix of the hidden name under which a new file is written.
const SUFFIX: &str = ".handbook-new";

/// A change to one source file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceEdit {
    /// The absolute path of the file.
    pub path: PathBuf,
    /// The content that was read; `None` for a file that does not exist yet.
    pub before: Option<Arc<[u8]>>,
    /// The new content of the file.
    pub after: Vec<u8>,
}

/// Makes the changes, in order. `hook` gets every change to the disk before it is made.
///
/// # Errors
/// A file is a symbolic link, is read-only or has another content than was read, or the machine
/// fails. Nothing has changed then, unless the machine failed at a rename: the files before that
/// one are changed.
pub fn apply_edits(edits: &[SourceEdit], hook: &DiskHook<'_>) -> Result<(), PublishError> {
    let disk = DiskWriter { hook };
    let mut ready: Vec<PathBuf> = Vec::new();
    let result = prepare(edits, &disk, &mut ready).and_then(|()| {
        edits.iter().try_for_each(check)?;
        for (edit, new) in edits.iter().zip(&ready) {
            check(edit)?;
            disk.rename(new, &edit.path)?;
        }
        Ok(())
    });
    if result.is_err() {
        for new in &ready {
            // A file that stays is hidden and in nobody's way; the next edit deletes it.
            let _ = disk.remove_file(new);
        }
    }
    result
}

/// Creates a file. One that cannot be written whole is deleted again, so that nobody takes half of
/// it, or an empty one, for the file.
///
/// # Errors
/// There is a file of that name already, or the machine fails.
pub fn create_file(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let written = File::create_new(path)?.write_all(bytes);
    written.inspect_err(|_| {
        // What stays is what the error is about.
        let _ = fs::remove_file(path);
    })
}

fn prepare(
    edits: &[SourceEdit],
    disk: &DiskWriter<'_>,
    ready: &mut Vec<PathBuf>,
) -> Result<(), PublishError> {
    for edit in edits {
        check(edit)?;
        let new = temporary_path(&edit.path);
        if entry_at(&new)? != DiskEntry::Missing {
            disk.remove_file(&new)?;
        }
        let mut file = disk.create(&new, &edit.path)?;
        ready.push(new);
        disk.write(&mut file, &edit.after, &edit.path)?;
        if edit.before.is_some() {
            let like = fs::metadata(&edit.path).map_err(PublishError::io("read", &edit.path))?;
            file.set_permissions(like.permissions())
                .map_err(PublishError::io("write", &edit.path))?;
        }
        // A lost source cannot be rebuilt: it must be on the medium before it is renamed.
        file.sync_all().map_err(PublishError::io("write", &edit.path))?;
    }
    Ok(())
}

/// Checks that the file still has the content that was read, and may be written.
fn check(edit: &SourceEdit) -> Result<(), PublishError> {
    let path = || edit.path.clone();
    let seen = entry_at(&edit.path)?;
    match (&edit.before, seen) {
        (_, DiskEntry::Link) => Err(PublishError::SourceIsLink(path())),
        (None, DiskEntry::Missing) => Ok(()),
        (Some(before), DiskEntry::File(len)) => {
            if len != before.len() as u64 || content(&edit.path)? != **before {
                return Err(PublishError::SourceEdited(path()));
            }
            let found = fs::metadata(&edit.path).map_err(PublishError::io("read", &edit.path))?;
            if found.permissions().readonly() {
                return Err(PublishError::SourceReadOnly(path()));
            }
            Ok(())
        }
        _ => Err(PublishError::SourceEdited(path())),
    }
}

/// The content of a file.
pub(super) fn content(path: &Path) -> Result<Vec<u8>, PublishError> {
    let mut bytes = Vec::new();
    File::open(path)
        .and_then(|mut file| file.read_to_end(&mut bytes))
        .map_err(PublishError::io("read", path))?;
    Ok(bytes)
}

/// The hidden path in the same folder under which the new file is written. Scans leave it out.
fn temporary_path(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}{SUFFIX}"))
}

/// Writes files outside of the site, such as an e-book: all of them or none. `is_owned` decides by the
/// content of an existing file whether `handbook` wrote it; one that is as it would be written may stand.
///
/// # Errors
/// A path is taken by a file that `handbook` did not write, by a folder or by a symbolic link, or
/// the machine fails.
pub fn write_files(
    files: impl IntoIterator<Item = (PathBuf, Vec<u8>)>,
    is_owned: &dyn Fn(&[u8]) -> bool,
) -> Result<(), PublishError> {
    let edit = |(path, after): (PathBuf, Vec<u8>)| {
        let before = match entry_at(&path)? {
            DiskEntry::Missing => None,
            DiskEntry::File(_) => {
                let content = content(&path)?;
                if content != after && !is_owned(&content) {
                    return Err(PublishError::Taken(path));
                }
                Some(content.into())
            }
            DiskEntry::Folder | DiskEntry::Link | DiskEntry::Other => {
                return Err(PublishError::Taken(path));
            }
        };
        Ok(SourceEdit { path, before, after })
    };
    let edits: Vec<SourceEdit> = files.into_iter().map(edit).collect::<Result<_, _>>()?;
    apply_edits(&edits, &|_| Ok(()))
}

/// Writes one file outside of the site, as [`write_files`] does.
///
/// # Errors
/// Those of [`write_files`].
pub fn write_file(
    path: &Path,
    bytes: Vec<u8>,
    is_owned: &dyn Fn(&[u8]) -> bool,
) -> Result<(), PublishError> {
    write_files([(path.to_owned(), bytes)], is_owned)
}
