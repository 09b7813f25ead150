//! [`apply`]: makes the changes of a plan to the output folder. It never writes through a symbolic
//! link.

use std::collections::HashMap;
use std::path::Path;

use crate::publish::disk::DiskWriter;
use crate::publish::entry::{DiskEntry, entry_at, parent};
use crate::publish::error::PublishError;
use crate::publish::manifest;
use crate::publish::owned::Removal;
use crate::publish::plan::{PlannedFile, PublishPlan};
use crate::publish::staging::StagingFolder;

/// Makes the output folder equal to the site, from the files of a staging folder that
/// [`StagingFolder::fill`] has filled. Returns how many files were deleted.
pub(super) fn apply(
    disk: &DiskWriter<'_>,
    folder: &Path,
    staging: &StagingFolder,
    plan: &PublishPlan<'_>,
) -> Result<usize, PublishError> {
    let mut changer = FolderChanger::new(disk, folder);
    let manifest = folder.join(manifest::NAME);
    if plan.between.is_some() {
        disk.rename(&staging.manifest_between(), &manifest)?;
    }
    let mut deleted = changer.remove_all(&plan.blocking)?;
    for (slot, file) in plan.files.iter().enumerate() {
        changer.install(&staging.slot(slot), file)?;
    }
    deleted += changer.remove_all(&plan.stale)?;
    disk.rename(&staging.manifest(), &manifest)?;
    Ok(deleted)
}

/// Changes the files of one output folder.
pub(super) struct FolderChanger<'a> {
    disk: &'a DiskWriter<'a>,
    folder: &'a Path,
    /// The folders below the output folder that are known to be reachable without a symbolic link,
    /// and whether this run made them.
    known_folders: HashMap<String, bool>,
}

impl<'a> FolderChanger<'a> {
    pub(super) fn new(disk: &'a DiskWriter<'a>, folder: &'a Path) -> Self {
        Self { disk, folder, known_folders: HashMap::new() }
    }

    fn install(&mut self, staged: &Path, file: &PlannedFile<'_>) -> Result<(), PublishError> {
        let path = file.path.as_str();
        let is_new_folder = self.ensure_folder(parent(path))?;
        let target = self.folder.join(path);
        // Another program may have put a file there since the plan was made.
        if !file.replace && !is_new_folder && entry_at(&target)? != DiskEntry::Missing {
            return Err(PublishError::UnownedFile(target));
        }
        self.disk.rename(staged, &target)
    }

    /// Makes the folder `name` of the output, and those above it, where they are missing. Returns
    /// whether this run made it.
    fn ensure_folder(&mut self, name: &str) -> Result<bool, PublishError> {
        if name.is_empty() {
            return Ok(false);
        }
        if let Some(created) = self.known_folders.get(name) {
            return Ok(*created);
        }
        let path = self.folder.join(name);
        let found =
            if self.ensure_folder(parent(name))? { DiskEntry::Missing } else { entry_at(&path)? };
        match found {
            DiskEntry::Folder => {}
            DiskEntry::Missing => self.disk.make_folder(&path)?,
            DiskEntry::Link => return Err(PublishError::SymbolicLink(path)),
            DiskEntry::File(_) | DiskEntry::Other => return Err(PublishError::InTheWay(path)),
        }
        let created = found == DiskEntry::Missing;
        self.known_folders.insert(name.to_owned(), created);
        Ok(created)
    }

    /// Makes the deletions, in order. Returns how many files were deleted.
    pub(super) fn remove_all(&mut self, removals: &[Removal]) -> Result<usize, PublishError> {
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
    fn remove_file(&mut self, path: &str) -> Result<bool, PublishError> {
        let target = self.folder.join(path);
        let is_there = self.is_reachable(parent(path))?
            && matches!(entry_at(&target)?, DiskEntry::File(_) | DiskEntry::Link);
        if is_there {
            self.disk.remove_file(&target)?;
        }
        Ok(is_there)
    }

    /// Deletes a folder and those above it as far as they are empty.
    fn remove_empty_folders(&mut self, mut name: &str) -> Result<(), PublishError> {
        while !name.is_empty() {
            if self.is_reachable(name)? {
                if !self.disk.remove_folder(&self.folder.join(name))? {
                    break;
                }
                self.known_folders.remove(name);
            }
            name = parent(name);
        }
        Ok(())
    }

    /// Whether a folder of the output can be reached without a symbolic link.
    fn is_reachable(&mut self, name: &str) -> Result<bool, PublishError> {
        if name.is_empty() || self.known_folders.contains_key(name) {
            return Ok(true);
        }
        let is_real = self.is_reachable(parent(name))?
            && entry_at(&self.folder.join(name))? == DiskEntry::Folder;
        if is_real {
            self.known_folders.insert(name.to_owned(), false);
        }
        Ok(is_real)
    }
}
