//! [`edit`]: changes of a site's own sources, the only files that `handbook` did not write and yet
//! writes. No edit of anybody is lost: a file is replaced only while it holds what was read of it.
//!
//! All files are made ready beside the ones that they replace, under a hidden name, before the first
//! is renamed into place, so that whatever can fail has failed by then. A rename is atomic: each file
//! is whole at any moment.

use std::fs::{self, File};
use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::disk::{DiskHook, DiskWriter};
use super::entry::{DiskEntry, entry_at};
use super::error::PublishError;

/// What the name ends with under which a file is made ready.
const SUFFIX: &str = ".handbook-new";

/// A change of one file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceEdit {
    /// Its absolute path.
    pub path: PathBuf,
    /// What was read of it; `None` if it is new.
    pub before: Option<Arc<[u8]>>,
    /// What it shall hold.
    pub after: Vec<u8>,
}

/// Makes the changes, in order. `watch` is told of every step on the disk.
///
/// # Errors
/// A file is a symbolic link, is read-only or is not what was read, or the machine fails. Nothing
/// has changed then, unless the machine failed at a rename: the files before that one are changed.
pub fn apply_edits(edits: &[SourceEdit], hook: &DiskHook<'_>) -> Result<(), PublishError> {
    let disk = DiskWriter::new(hook);
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
            // What cannot be deleted is hidden and of no use to anybody; the next edit deletes it.
            let _ = disk.remove_file(new);
        }
    }
    result
}

fn prepare(
    edits: &[SourceEdit],
    disk: &DiskWriter<'_>,
    ready: &mut Vec<PathBuf>,
) -> Result<(), PublishError> {
    for edit in edits {
        check(edit)?;
        let new = beside(&edit.path);
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
        // A source is not made again by the next run: it must be on the medium before it counts.
        file.sync_all()
            .map_err(PublishError::io("write", &edit.path))?;
    }
    Ok(())
}

/// Whether the file still is what was read of it, and may be written.
fn check(edit: &SourceEdit) -> Result<(), PublishError> {
    let path = || edit.path.clone();
    let seen = entry_at(&edit.path)?;
    match (&edit.before, seen) {
        (_, DiskEntry::Link) => Err(PublishError::SourceIsLink { path: path() }),
        (None, DiskEntry::Missing) => Ok(()),
        (Some(before), DiskEntry::File(len)) => {
            if len != before.len() as u64 || content(&edit.path)? != **before {
                return Err(PublishError::SourceEdited { path: path() });
            }
            let found = fs::metadata(&edit.path).map_err(PublishError::io("read", &edit.path))?;
            if found.permissions().readonly() {
                return Err(PublishError::SourceReadOnly { path: path() });
            }
            Ok(())
        }
        _ => Err(PublishError::SourceEdited { path: path() }),
    }
}

fn content(path: &Path) -> Result<Vec<u8>, PublishError> {
    let mut bytes = Vec::new();
    File::open(path)
        .and_then(|mut file| file.read_to_end(&mut bytes))
        .map_err(PublishError::io("read", path))?;
    Ok(bytes)
}

/// A name in the same folder, which scans leave out because it is hidden.
fn beside(path: &Path) -> PathBuf {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    path.with_file_name(format!(".{name}{SUFFIX}"))
}
