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
use std::fs;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::base::outputs::Output;
use crate::publish::digest::{BUFFER, FileDigest, copy};
use crate::publish::disk::DiskWriter;
use crate::publish::entry::{DiskEntry, entry_at};
use crate::publish::error::PublishError;
use crate::publish::manifest::{self, Manifest};
use crate::publish::owned::PlannedFile;
use crate::publish::plan::PublishPlan;

const INSIDE: &str = ".handbook-stage";
/// The name of the staged manifest of the site.
pub(super) const MANIFEST: &str = "manifest";
/// The name of the staged manifest for the time in which the site is put into place.
pub(super) const MANIFEST_BETWEEN: &str = "manifest-between";

/// A staging folder that exists.
pub(super) struct StagingFolder {
    pub(super) path: PathBuf,
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

    /// Whether an interrupted publish left a staging folder.
    pub(super) fn is_left(folder: &Path) -> Result<bool, PublishError> {
        let is_there = |path: PathBuf| Ok(entry_at(&path)? == DiskEntry::Folder);
        Ok(is_there(folder.join(INSIDE))? || sibling_path(folder).map_or(Ok(false), is_there)?)
    }

    /// Deletes the staging folders that an interrupted publish left. Returns whether there was one.
    pub(super) fn discard_all(disk: &DiskWriter<'_>, folder: &Path) -> Result<bool, PublishError> {
        let mut was_there = false;
        for path in sibling_path(folder).into_iter().chain([folder.join(INSIDE)]) {
            if entry_at(&path)? == DiskEntry::Folder {
                was_there = true;
                Self { path }.discard(disk);
            }
        }
        Ok(was_there)
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
            |buffer, (slot, PlannedFile { path, output, .. })| {
                let reported = folder.join(path.as_str());
                let mut file = disk.create(&self.path.join(slot.to_string()), &reported)?;
                if let Output::Copy { from, .. } = output {
                    buffer.resize(BUFFER, 0);
                    return copy(from, FileDigest::of(output), buffer, |chunk| {
                        disk.write(&mut file, chunk, &reported)
                    });
                }
                let read = output.read().map_err(PublishError::io("write", &reported))?;
                match read {
                    Some(bytes) if !bytes.is_empty() => disk.write(&mut file, &bytes, &reported),
                    _ => Ok(()),
                }
            },
        )?;
        let reported = folder.join(manifest::NAME);
        let write = |path: &Path, manifest: &Manifest| {
            let mut file = disk.create(path, &reported)?;
            disk.write(&mut file, manifest.text().as_bytes(), &reported)
        };
        if let Some(between) = &plan.between {
            write(&self.path.join(MANIFEST_BETWEEN), between)?;
        }
        write(&self.path.join(MANIFEST), &plan.manifest)
    }

    /// Deletes what is still staged, and the folder unless it holds other files. What cannot be
    /// deleted now is left to the next publish.
    pub(super) fn discard(&self, disk: &DiskWriter<'_>) {
        let entries = fs::read_dir(&self.path).into_iter().flatten().flatten();
        for entry in entries {
            let name = entry.file_name();
            let name = name.to_string_lossy();
            if [MANIFEST, MANIFEST_BETWEEN].contains(&&*name)
                || name.bytes().all(|b| b.is_ascii_digit())
            {
                // For a folder of such a name, which is not owned, this fails.
                let _ = disk.remove_file(&entry.path());
            }
        }
        let _ = disk.remove_folder(&self.path);
    }
}

fn sibling_path(folder: &Path) -> Option<PathBuf> {
    let mut name = OsString::from(".");
    name.push(folder.file_name()?);
    name.push(INSIDE);
    Some(folder.parent()?.join(name))
}
