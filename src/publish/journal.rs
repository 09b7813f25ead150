//! The journal: the list of renames and deletions that a publish is about to make, so that the next
//! one can finish it.
//!
//! The operations are carried out in the order of the journal. How many are done is not written
//! down: a staged file is gone exactly when it was renamed into place.

use std::fmt::Write;
use std::fs::File;
use std::path::Path;

use crate::base::paths::OutputPath;
use crate::publish::apply::apply;
use crate::publish::compare::{BUFFER, read_digest};
use crate::publish::disk::DiskWriter;
use crate::publish::entry::{DiskEntry, entry_at};
use crate::publish::error::PublishError;
use crate::publish::manifest::{self, Manifest};
use crate::publish::operation::{PublishOperation, StagedFile};
use crate::publish::record::{FileDigest, RecordError, decode, encode};
use crate::publish::staging::StagingFolder;

const KIND: &str = "handbook-journal";

/// Writes the journal of a complete staging folder. The rename at its end commits the publish.
pub(super) fn write(
    disk: &DiskWriter<'_>,
    staging: &StagingFolder,
    operations: &[PublishOperation],
) -> Result<(), PublishError> {
    let path = staging.new_journal();
    let mut file = disk.create(&path, &path)?;
    disk.write(&mut file, text(operations).as_bytes(), &path)?;
    drop(file);
    disk.rename(&path, &staging.journal())
}

fn text(operations: &[PublishOperation]) -> String {
    let mut lines = String::new();
    for operation in operations {
        // Writing to a String cannot fail.
        let _ = match operation {
            PublishOperation::Remove(path) => writeln!(lines, "remove {path}"),
            PublishOperation::Install(StagedFile { slot, path, digest, replace }) => {
                let action = if *replace { "replace" } else { "add" };
                writeln!(lines, "{action} {slot} {digest} {path}")
            }
        };
    }
    encode(KIND, &lines)
}

fn parse(line: &str) -> Option<PublishOperation> {
    let (action, rest) = line.split_once(' ')?;
    if action == "remove" {
        return OutputPath::new(rest).ok().map(PublishOperation::Remove);
    }
    let (slot, rest) = rest.split_once(' ')?;
    let (digest, path) = FileDigest::parse(rest)?;
    Some(PublishOperation::Install(StagedFile {
        slot: slot.parse().ok()?,
        path: OutputPath::new(path).ok()?,
        digest,
        replace: match action {
            "replace" => true,
            "add" => false,
            _ => return None,
        },
    }))
}

/// The operations in the journal of a staging folder; `None` if there is no journal or it is
/// damaged. A power failure cuts a journal off; the next publish then compares the output folder
/// anew.
fn read(staging: &StagingFolder) -> Result<Option<Vec<PublishOperation>>, PublishError> {
    let path = staging.journal();
    if !matches!(entry_at(&path)?, DiskEntry::File(_)) {
        return Ok(None);
    }
    match decode(KIND, &manifest::read(&path)?) {
        Ok(lines) => Ok(lines.lines().map(parse).collect()),
        Err(RecordError::Newer) => {
            Err(PublishError::Record { path, why: RecordError::Newer.to_string() })
        }
        Err(_) => Ok(None),
    }
}

/// Completes the publish that was interrupted, if one was, and removes its staging folder. Returns
/// whether there was one.
pub(super) fn resume(disk: &DiskWriter<'_>, folder: &Path) -> Result<bool, PublishError> {
    let found = StagingFolder::find(folder)?;
    for staging in &found {
        let Some(operations) = read(staging)? else {
            staging.discard(disk);
            continue;
        };
        let mut done = 0;
        for (index, operation) in operations.iter().enumerate() {
            if let PublishOperation::Install(StagedFile { slot, .. }) = operation
                && entry_at(&staging.slot(*slot))? == DiskEntry::Missing
            {
                done = index + 1;
            }
        }
        let (done, pending) = operations.split_at(done);
        if are_whole(staging, pending)? {
            apply(disk, folder, staging.path(), pending)?;
        } else {
            abandon(disk, folder, staging, done, operations.len())?;
        }
        staging.finish(disk)?;
    }
    Ok(!found.is_empty())
}

/// Whether the staged files have the digests of the journal; after a power failure they may not.
fn are_whole(staging: &StagingFolder, pending: &[PublishOperation]) -> Result<bool, PublishError> {
    let mut buffer = vec![0; BUFFER];
    for operation in pending {
        let PublishOperation::Install(StagedFile { slot, digest, .. }) = operation else {
            continue;
        };
        let path = staging.slot(*slot);
        if entry_at(&path)? != DiskEntry::File(digest.len) {
            return Ok(false);
        }
        let found = File::open(&path)
            .and_then(|mut file| read_digest(&mut file, &mut buffer, |_| Ok(())))
            .map_err(PublishError::io("read", &path))?;
        if found != *digest {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Abandons an interrupted publish, and adds the files that it put into place to the manifest.
fn abandon(
    disk: &DiskWriter<'_>,
    folder: &Path,
    staging: &StagingFolder,
    done: &[PublishOperation],
    free_slot: usize,
) -> Result<(), PublishError> {
    let mut manifest = Manifest::read(folder)?.unwrap_or_default();
    for operation in done {
        if let PublishOperation::Install(StagedFile { path, digest, .. }) = operation
            && !manifest::is_reserved(path)
        {
            manifest.files.insert(path.clone(), *digest);
        }
    }
    let staged = staging.slot(free_slot);
    disk.remove_file(&staged)?;
    let mut file = disk.create(&staged, &staged)?;
    disk.write(&mut file, manifest.text().as_bytes(), &staged)?;
    drop(file);
    disk.rename(&staged, &folder.join(manifest::NAME))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::base::fingerprint::Fingerprint;

    #[test]
    fn a_journal_is_read_as_it_was_written() {
        let path = |path| OutputPath::new(path).expect("a path");
        let place = |slot, name, replace| {
            PublishOperation::Install(StagedFile {
                slot,
                path: path(name),
                digest: FileDigest { fingerprint: Fingerprint::of_bytes(name.as_bytes()), len: 7 },
                replace,
            })
        };
        let operations = vec![
            PublishOperation::Remove(path("two words/é.html")),
            place(0, "a b.html", false),
            place(1, "index.html", true),
        ];
        let text = text(&operations);
        let lines = decode(KIND, text.as_bytes()).expect("a whole journal");
        let read: Option<Vec<PublishOperation>> = lines.lines().map(parse).collect();
        assert_eq!(read, Some(operations));
    }

    #[test]
    fn a_line_that_leaves_the_folder_is_refused() {
        for line in ["remove ../a", "remove /etc/passwd", "add 1 0 0 ../a", "sing 1 0 0 a"] {
            assert_eq!(parse(line), None, "{line}");
        }
    }
}
