//! [`StagingFolder`]: the folder in which the files of a publish are written before they are
//! renamed into place, on the file system of the output.
//!
//! It lies beside the output as `.NAME.handbook-stage`, so that nobody serves or uploads it. Where
//! that cannot be (the parent cannot be written, the output is a mount point, the name grows too
//! long) it lies inside the output as `.handbook-stage`. Which of the two works is found by trying:
//! the folder is made inside and moved out, and where that fails, renaming files from there would
//! fail too.
//!
//! Staged files have numbers for names, their slots: shorter than any name of the site.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::base::outputs::Output;
use crate::publish::compare::{BUFFER, read_digest};
use crate::publish::disk::DiskWriter;
use crate::publish::entry::{DiskEntry, entry_at};
use crate::publish::error::PublishError;
use crate::publish::manifest;
use crate::publish::plan::PublishPlan;
use crate::publish::record::FileDigest;

const INSIDE: &str = ".handbook-stage";
const JOURNAL: &str = "journal";
const NEW_JOURNAL: &str = "journal.new";

/// A staging folder that exists.
pub(super) struct StagingFolder {
    path: PathBuf,
}

impl StagingFolder {
    /// Makes a staging folder for an output folder that exists.
    pub(super) fn create(disk: &DiskWriter<'_>, folder: &Path) -> Result<Self, PublishError> {
        let inside = folder.join(INSIDE);
        if entry_at(&inside)? != DiskEntry::Folder {
            disk.make_folder(&inside)?;
        }
        let moved = sibling_path(folder).filter(|beside| disk.rename(&inside, beside).is_ok());
        Ok(Self { path: moved.unwrap_or(inside) })
    }

    /// The staging folders that an interrupted publish left.
    pub(super) fn find(folder: &Path) -> Result<Vec<Self>, PublishError> {
        let mut found = Vec::new();
        for path in sibling_path(folder).into_iter().chain([folder.join(INSIDE)]) {
            if entry_at(&path)? == DiskEntry::Folder {
                found.push(Self { path });
            }
        }
        Ok(found)
    }

    pub(super) fn path(&self) -> &Path {
        &self.path
    }

    pub(super) fn journal(&self) -> PathBuf {
        self.path.join(JOURNAL)
    }

    /// The path under which the journal is written before it is complete.
    pub(super) fn new_journal(&self) -> PathBuf {
        self.path.join(NEW_JOURNAL)
    }

    /// The path of the staged file in a slot.
    pub(super) fn slot(&self, slot: usize) -> PathBuf {
        slot_in(&self.path, slot)
    }

    /// Writes all files of a plan, in parallel. Errors name the path in the output folder.
    pub(super) fn fill(
        &self,
        disk: &DiskWriter<'_>,
        folder: &Path,
        plan: &PublishPlan<'_>,
    ) -> Result<(), PublishError> {
        plan.files.par_iter().enumerate().try_for_each_init(
            Vec::new,
            |buffer, (slot, (path, output))| {
                let reported = folder.join(path.as_str());
                let mut file = disk.create(&self.slot(slot), &reported)?;
                if let Output::Copy { from, .. } = output {
                    buffer.resize(BUFFER, 0);
                    return copy(
                        disk,
                        from,
                        FileDigest::of(output),
                        &mut file,
                        (&reported, buffer),
                    );
                }
                match output.in_memory() {
                    Some(bytes) if !bytes.is_empty() => disk.write(&mut file, bytes, &reported),
                    _ => Ok(()),
                }
            },
        )?;
        let reported = folder.join(manifest::NAME);
        let mut file = disk.create(&self.slot(plan.files.len()), &reported)?;
        disk.write(&mut file, plan.manifest.as_bytes(), &reported)
    }

    /// Deletes the staging folder after its journal was carried out.
    pub(super) fn finish(&self, disk: &DiskWriter<'_>) -> Result<(), PublishError> {
        // The journal goes first: without it, the rest is only litter.
        disk.remove_file(&self.journal())?;
        self.discard(disk);
        Ok(())
    }

    /// Deletes the staged files, and the folder unless it holds other files. What cannot be deleted
    /// now is left to the next publish.
    pub(super) fn discard(&self, disk: &DiskWriter<'_>) {
        if disk.remove_file(&self.journal()).is_err() {
            return;
        }
        let entries = fs::read_dir(&self.path).into_iter().flatten().flatten();
        for entry in entries {
            let name = entry.file_name();
            let name = name.to_string_lossy();
            if name == NEW_JOURNAL || name.bytes().all(|b| b.is_ascii_digit()) {
                // For a folder of such a name, which is not owned, this fails.
                let _ = disk.remove_file(&entry.path());
            }
        }
        let _ = disk.remove_folder(&self.path);
    }
}

/// The path of a slot in the staging folder at `staging`.
pub(super) fn slot_in(staging: &Path, slot: usize) -> PathBuf {
    staging.join(slot.to_string())
}

fn sibling_path(folder: &Path) -> Option<PathBuf> {
    let mut name = OsString::from(".");
    name.push(folder.file_name()?);
    name.push(INSIDE);
    Some(folder.parent()?.join(name))
}

/// Copies a file and checks that it has not changed since it was scanned. `target` holds the path
/// that errors name, and scratch space.
fn copy(
    disk: &DiskWriter<'_>,
    from: &Path,
    expected: FileDigest,
    file: &mut File,
    target: (&Path, &mut [u8]),
) -> Result<(), PublishError> {
    let (reported, buffer) = target;
    let mut source = File::open(from).map_err(PublishError::io("read", from))?;
    let mut failed = None;
    let mut len = 0;
    let copied = read_digest(&mut source, buffer, |chunk| {
        len += chunk.len() as u64;
        // A file that grows without end must not fill the disk.
        if len > expected.len {
            return Err(io::ErrorKind::InvalidData.into());
        }
        disk.write(file, chunk, reported).map_err(|error| {
            failed = Some(error);
            io::ErrorKind::Other.into()
        })
    });
    if let Some(error) = failed {
        return Err(error);
    }
    match copied {
        Ok(digest) if digest == expected => Ok(()),
        Err(error) if len <= expected.len => Err(PublishError::io("read", from)(error)),
        _ => Err(PublishError::SourceChanged { path: from.to_owned() }),
    }
}
