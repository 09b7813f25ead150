//! [`Stage`]: the folder in which a publish is made ready, on the same file system as the output.
//!
//! It lies beside the output as `.NAME.handbook-stage`, so that nobody serves or uploads it, and
//! where that cannot be (the parent is not ours to write, the output is a mount of its own, the
//! name grows too long) inside the output as `.handbook-stage`. Which of the two it is, is not
//! guessed: it is made inside and moved out, and if that fails, renaming files in from there would
//! have failed too.
//!
//! Staged files have numbers for names: shorter than any name of the site.

use std::ffi::OsString;
use std::fs::{self, File};
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::disk::Disk;
use super::error::Error;
use super::look::{Seen, look};
use super::plan::Plan;
use super::record::Stamp;
use super::same::{BUFFER, read_stamp};
use crate::base::outputs::Output;

const INSIDE: &str = ".handbook-stage";
const JOURNAL: &str = "journal";
const NEW_JOURNAL: &str = "journal.new";

/// A stage that exists.
pub(super) struct Stage {
    path: PathBuf,
}

impl Stage {
    /// Makes a stage for an output folder that exists.
    pub(super) fn create(disk: &Disk<'_>, folder: &Path) -> Result<Self, Error> {
        let inside = folder.join(INSIDE);
        if look(&inside)? != Seen::Folder {
            disk.make_folder(&inside)?;
        }
        let moved = beside(folder).filter(|beside| disk.rename(&inside, beside).is_ok());
        Ok(Self {
            path: moved.unwrap_or(inside),
        })
    }

    /// The stages that an interrupted publish left.
    pub(super) fn find(folder: &Path) -> Result<Vec<Self>, Error> {
        let mut found = Vec::new();
        for path in beside(folder).into_iter().chain([folder.join(INSIDE)]) {
            if look(&path)? == Seen::Folder {
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

    /// Where the journal is written before it is whole.
    pub(super) fn new_journal(&self) -> PathBuf {
        self.path.join(NEW_JOURNAL)
    }

    /// Where the file of a number is staged.
    pub(super) fn slot(&self, slot: usize) -> PathBuf {
        slot_in(&self.path, slot)
    }

    /// Writes all files of a plan, several at a time. Errors speak of the final path.
    pub(super) fn fill(
        &self,
        disk: &Disk<'_>,
        folder: &Path,
        plan: &Plan<'_>,
    ) -> Result<(), Error> {
        plan.files.par_iter().enumerate().try_for_each_init(
            Vec::new,
            |buffer, (slot, (path, output))| {
                let shown = folder.join(path.as_str());
                let mut file = disk.create(&self.slot(slot), &shown)?;
                if let Output::Copy { from, .. } = output {
                    buffer.resize(BUFFER, 0);
                    return copy(disk, from, Stamp::of(output), &mut file, (&shown, buffer));
                }
                match output.held() {
                    Some(bytes) if !bytes.is_empty() => disk.write(&mut file, bytes, &shown),
                    _ => Ok(()),
                }
            },
        )?;
        let shown = folder.join(super::MANIFEST);
        let mut file = disk.create(&self.slot(plan.files.len()), &shown)?;
        disk.write(&mut file, plan.manifest.as_bytes(), &shown)
    }

    /// Deletes the stage after its journal was carried out.
    pub(super) fn finish(&self, disk: &Disk<'_>) -> Result<(), Error> {
        // First: without it, what is left is only litter.
        disk.remove_file(&self.journal())?;
        self.discard(disk);
        Ok(())
    }

    /// Deletes what was staged, and the folder unless it holds something of others. What cannot be
    /// deleted now is left to the next publish.
    pub(super) fn discard(&self, disk: &Disk<'_>) {
        if disk.remove_file(&self.journal()).is_err() {
            return;
        }
        let entries = fs::read_dir(&self.path).into_iter().flatten().flatten();
        for entry in entries {
            let name = entry.file_name();
            let name = name.to_string_lossy();
            if name == NEW_JOURNAL || name.bytes().all(|b| b.is_ascii_digit()) {
                // A folder of such a name is not ours, and this fails for it.
                let _ = disk.remove_file(&entry.path());
            }
        }
        let _ = disk.remove_folder(&self.path);
    }
}

/// Where the file of a number is staged in the stage at `stage`.
pub(super) fn slot_in(stage: &Path, slot: usize) -> PathBuf {
    stage.join(slot.to_string())
}

fn beside(folder: &Path) -> Option<PathBuf> {
    let mut name = OsString::from(".");
    name.push(folder.file_name()?);
    name.push(INSIDE);
    Some(folder.parent()?.join(name))
}

/// Copies a file and checks that it is still the one that was scanned. `target` is the final path,
/// and scratch space.
fn copy(
    disk: &Disk<'_>,
    from: &Path,
    expected: Stamp,
    file: &mut File,
    target: (&Path, &mut [u8]),
) -> Result<(), Error> {
    let (shown, buffer) = target;
    let mut source = File::open(from).map_err(Error::io("read", from))?;
    let mut failed = None;
    let mut len = 0;
    let copied = read_stamp(&mut source, buffer, |piece| {
        len += piece.len() as u64;
        // A file that grows for ever must not fill the disk.
        if len > expected.len {
            return Err(io::ErrorKind::InvalidData.into());
        }
        disk.write(file, piece, shown).map_err(|error| {
            failed = Some(error);
            io::ErrorKind::Other.into()
        })
    });
    if let Some(error) = failed {
        return Err(error);
    }
    match copied {
        Ok(stamp) if stamp == expected => Ok(()),
        Err(error) if len <= expected.len => Err(Error::io("read", from)(error)),
        _ => Err(Error::Changed {
            path: from.to_owned(),
        }),
    }
}
