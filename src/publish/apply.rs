//! [`apply`]: makes the changes of a plan to the output folder. It never writes through a symbolic
//! link.

use std::collections::HashSet;
use std::path::Path;

use crate::publish::disk::DiskWriter;
use crate::publish::entry::{DiskEntry, OutputFolders, entry_at, parent};
use crate::publish::error::PublishError;
use crate::publish::manifest;
use crate::publish::owned::{PlannedFile, Removal};
use crate::publish::plan::PublishPlan;
use crate::publish::staging::{self, StagingFolder};

/// Makes the output folder equal to the site, from the files of a staging folder that
/// [`StagingFolder::fill`] has filled. Returns how many files were deleted.
pub(super) fn apply<'a>(
    disk: &'a DiskWriter<'a>,
    folder: &'a Path,
    staging: &StagingFolder,
    plan: &'a PublishPlan<'a>,
) -> Result<usize, PublishError> {
    let manifest = folder.join(manifest::NAME);
    if plan.between.is_some() {
        disk.rename(&staging.path.join(staging::MANIFEST_BETWEEN), &manifest)?;
    }
    let mut deleted = FolderChanger::new(disk, folder).remove_all(&plan.blocking)?;
    // What was missing may not be any more: another one looks again.
    let mut changer = FolderChanger::new(disk, folder);
    for (slot, file) in plan.files.iter().enumerate() {
        changer.install(&staging.path.join(slot.to_string()), file)?;
    }
    deleted += changer.remove_all(&plan.stale)?;
    disk.rename(&staging.path.join(staging::MANIFEST), &manifest)?;
    Ok(deleted)
}

/// Changes the files of one output folder.
pub(super) struct FolderChanger<'a> {
    disk: &'a DiskWriter<'a>,
    folder: &'a Path,
    folders: OutputFolders<'a>,
    /// The folders that this run made, in which nobody else has put a file.
    made: HashSet<&'a str>,
}

impl<'a> FolderChanger<'a> {
    pub(super) fn new(disk: &'a DiskWriter<'a>, folder: &'a Path) -> Self {
        Self { disk, folder, folders: OutputFolders::new(folder), made: HashSet::new() }
    }

    fn install(&mut self, staged: &Path, file: &PlannedFile<'a>) -> Result<(), PublishError> {
        let path = file.path.as_str();
        self.ensure_folder(parent(path))?;
        let target = self.folder.join(path);
        // Another program may have put a file there since the plan was made.
        let may_be_taken = !file.replace && !self.made.contains(parent(path));
        if may_be_taken && entry_at(&target)? != DiskEntry::Missing {
            return Err(PublishError::UnownedFile(target));
        }
        self.disk.rename(staged, &target)
    }

    /// Makes the folder `name` of the output, and those above it, where they are missing.
    fn ensure_folder(&mut self, name: &'a str) -> Result<(), PublishError> {
        let path = || self.folder.join(name);
        match self.folders.entry_at(name)? {
            DiskEntry::Folder => return Ok(()),
            DiskEntry::Missing => {}
            DiskEntry::Link => return Err(PublishError::SymbolicLink(path())),
            DiskEntry::File(_) | DiskEntry::Other => return Err(PublishError::InTheWay(path())),
        }
        self.ensure_folder(parent(name))?;
        self.disk.make_folder(&self.folder.join(name))?;
        self.folders.set(name, DiskEntry::Folder);
        self.made.insert(name);
        Ok(())
    }

    /// Makes the deletions, in order. Returns how many files were deleted.
    pub(super) fn remove_all(&mut self, removals: &'a [Removal]) -> Result<usize, PublishError> {
        let mut deleted = 0;
        for removal in removals {
            let folder = match removal {
                Removal::File(path) => {
                    deleted += usize::from(self.remove_file(path.as_str())?);
                    parent(path.as_str())
                }
                Removal::EmptyFolder(folder) => folder,
            };
            self.remove_empty_folders(folder)?;
        }
        Ok(deleted)
    }

    /// Deletes a file. Returns whether it was there.
    fn remove_file(&mut self, path: &'a str) -> Result<bool, PublishError> {
        let target = self.folder.join(path);
        let is_there = self.folders.entry_at(parent(path))? == DiskEntry::Folder
            && matches!(entry_at(&target)?, DiskEntry::File(_) | DiskEntry::Link);
        if is_there {
            self.disk.remove_file(&target)?;
        }
        Ok(is_there)
    }

    /// Deletes a folder and those above it as far as they are empty.
    fn remove_empty_folders(&mut self, mut name: &'a str) -> Result<(), PublishError> {
        while !name.is_empty() {
            if self.folders.entry_at(name)? == DiskEntry::Folder {
                if !self.disk.remove_folder(&self.folder.join(name))? {
                    break;
                }
                self.folders.set(name, DiskEntry::Missing);
            }
            name = parent(name);
        }
        Ok(())
    }
}
