//! [`apply`]: carries out publish operations on the output folder. It never writes through a
//! symbolic link.

use std::collections::HashMap;
use std::path::Path;

use crate::publish::disk::DiskWriter;
use crate::publish::entry::{DiskEntry, entry_at, parent};
use crate::publish::error::PublishError;
use crate::publish::operation::{PublishOperation, StagedFile};
use crate::publish::staging::slot_in;

/// Carries out `operations` in order, taking staged files from the folder `staging`. Returns how
/// many files were deleted.
pub(super) fn apply(
    disk: &DiskWriter<'_>,
    folder: &Path,
    staging: &Path,
    operations: &[PublishOperation],
) -> Result<usize, PublishError> {
    let mut runner = OperationRunner { disk, folder, known_folders: HashMap::new() };
    let mut deleted = 0;
    for operation in operations {
        match operation {
            PublishOperation::Remove(path) => deleted += usize::from(runner.remove(path.as_str())?),
            PublishOperation::Install(staged) => runner.install(staging, staged)?,
        }
    }
    Ok(deleted)
}

/// Carries out operations on one output folder.
struct OperationRunner<'a> {
    disk: &'a DiskWriter<'a>,
    folder: &'a Path,
    /// The folders below the output folder that are known to be reachable without a symbolic link,
    /// and whether this run made them.
    known_folders: HashMap<String, bool>,
}

impl OperationRunner<'_> {
    fn install(&mut self, staging: &Path, staged: &StagedFile) -> Result<(), PublishError> {
        let path = staged.path.as_str();
        let is_new_folder = self.ensure_folder(parent(path))?;
        let target = self.folder.join(path);
        // Another program may have put a file there since the plan was made.
        if !staged.replace && !is_new_folder && entry_at(&target)? != DiskEntry::Missing {
            return Err(PublishError::UnownedFile { path: target });
        }
        self.disk.rename(&slot_in(staging, staged.slot), &target)
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
            DiskEntry::Link => return Err(PublishError::SymbolicLink { path }),
            DiskEntry::File(_) | DiskEntry::Other => return Err(PublishError::InTheWay { path }),
        }
        let created = found == DiskEntry::Missing;
        self.known_folders.insert(name.to_owned(), created);
        Ok(created)
    }

    /// Deletes a file and the folders that this leaves empty. Returns whether the file was there.
    /// Where it was not, an interrupted publish may have deleted it and stopped, so the empty
    /// folders go in any case.
    fn remove(&mut self, path: &str) -> Result<bool, PublishError> {
        let target = self.folder.join(path);
        let is_there = self.is_reachable(parent(path))?
            && matches!(entry_at(&target)?, DiskEntry::File(_) | DiskEntry::Link);
        if is_there {
            self.disk.remove_file(&target)?;
        }
        let mut above = parent(path);
        while !above.is_empty() {
            if self.is_reachable(above)? {
                if !self.disk.remove_folder(&self.folder.join(above))? {
                    break;
                }
                self.known_folders.remove(above);
            }
            above = parent(above);
        }
        Ok(is_there)
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
