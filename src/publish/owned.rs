//! [`OwnedFiles`]: which files in the output folder `handbook` owns, and which must go to make
//! room.

use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::path::Path;

use crate::base::outputs::Outputs;
use crate::base::paths::OutputPath;
use crate::publish::entry::{DiskEntry, OutputFolders, entry_at, is_same_file, parent};
use crate::publish::error::PublishError;
use crate::publish::manifest::Manifest;
use crate::publish::operation::PublishOperation;
use crate::publish::target::PublishOptions;

/// The state of a file of the site in the output folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum OutputState {
    /// A regular file with the right content has the path of the output.
    UpToDate,
    /// Something else than a regular file with the right content, or nothing, has the path of the
    /// output.
    Differs(DiskEntry),
}

/// The decision about a file of the site.
pub(super) enum FileDecision {
    /// Leave the file that is there.
    Keep,
    /// Write the output where no file is, or none will be.
    Add,
    /// Write the output over a file that may be replaced.
    Replace,
}

/// The files that `handbook` owns in an output folder, and those of them that must be deleted
/// before the site can be put there: a file where a folder comes, the files of a folder where a
/// file comes, and a file whose new name differs in case alone on a file system that ignores case.
pub(super) struct OwnedFiles<'a> {
    folder: &'a Path,
    manifest: Option<&'a Manifest>,
    /// The files of the manifest that the site no longer has.
    removed: BTreeSet<&'a OutputPath>,
    /// The values of `removed` by the key under which names collide on file systems that ignore
    /// case.
    removed_by_key: HashMap<String, &'a OutputPath>,
    /// The files of `removed` that must be deleted before the site can be put there.
    pub(super) blocking: BTreeSet<OutputPath>,
}

impl<'a> OwnedFiles<'a> {
    pub(super) fn new(outputs: &Outputs, manifest: Option<&'a Manifest>, folder: &'a Path) -> Self {
        let listed = manifest.into_iter().flat_map(|manifest| manifest.files.keys());
        let removed: BTreeSet<_> = listed.filter(|path| !outputs.contains_key(*path)).collect();
        let removed_by_key = removed.iter().map(|path| (path.collision_key(), *path));
        Self {
            folder,
            manifest,
            removed_by_key: removed_by_key.collect(),
            removed,
            blocking: BTreeSet::new(),
        }
    }

    /// The file of the manifest that the site no longer has and that the disk finds under this
    /// name.
    fn stale_at(&self, path: &OutputPath) -> Option<OutputPath> {
        if self.removed.is_empty() || self.removed.contains(path) {
            return self.removed.get(path).map(|path| (*path).clone());
        }
        let old = *self.removed_by_key.get(&path.collision_key())?;
        let absolute = |path: &OutputPath| self.folder.join(path.as_str());
        is_same_file(&absolute(old), &absolute(path)).then(|| old.clone())
    }

    /// Checks that the folder `name` and those above it exist or can be made.
    pub(super) fn check_folders(
        &mut self,
        folders: &mut OutputFolders<'a>,
        name: &'a str,
    ) -> Result<(), PublishError>
    where
        Self: 'a,
    {
        if name.is_empty() || folders.is_known(name) {
            return Ok(());
        }
        self.check_folders(folders, parent(name))?;
        let path = || self.folder.join(name);
        match folders.entry_at(name)? {
            DiskEntry::Missing | DiskEntry::Folder => Ok(()),
            DiskEntry::Link => Err(PublishError::SymbolicLink { path: path() }),
            DiskEntry::File(_) | DiskEntry::Other => {
                let stale = OutputPath::new(name).ok().and_then(|path| self.stale_at(&path));
                let stale = stale.ok_or_else(|| PublishError::InTheWay { path: path() })?;
                self.blocking.insert(stale);
                Ok(())
            }
        }
    }

    /// Decides whether a file of the site is kept, added or replaced.
    pub(super) fn decide(
        &mut self,
        path: &OutputPath,
        found: OutputState,
        options: PublishOptions,
    ) -> Result<FileDecision, PublishError> {
        let is_listed = self.manifest.is_some_and(|manifest| manifest.files.contains_key(path));
        match found {
            OutputState::Differs(DiskEntry::Missing) => return Ok(FileDecision::Add),
            OutputState::Differs(DiskEntry::Folder) => {
                self.check_contents(path)?;
                return Ok(FileDecision::Add);
            }
            OutputState::UpToDate if is_listed => return Ok(FileDecision::Keep),
            OutputState::Differs(_) if is_listed => return Ok(FileDecision::Replace),
            OutputState::UpToDate | OutputState::Differs(_) => {}
        }
        if let Some(old) = self.stale_at(path) {
            self.blocking.insert(old);
            return Ok(FileDecision::Add);
        }
        match found {
            OutputState::UpToDate => Ok(FileDecision::Keep),
            OutputState::Differs(_) if options.force => Ok(FileDecision::Replace),
            OutputState::Differs(_) => {
                Err(PublishError::UnownedFile { path: self.folder.join(path.as_str()) })
            }
        }
    }

    /// Checks that a folder that has the path of a file of the site holds only stale files that are
    /// owned, and marks them for deletion.
    fn check_contents(&mut self, name: &OutputPath) -> Result<(), PublishError> {
        let folder = self.folder.join(name.as_str());
        let failed = || PublishError::io("read", &folder);
        let mut is_empty = true;
        for entry in fs::read_dir(&folder).map_err(failed())? {
            is_empty = false;
            let entry = entry.map_err(failed())?.path();
            let inner = entry.file_name().and_then(|inner| inner.to_str());
            let inner = inner.and_then(|inner| OutputPath::new(&format!("{name}/{inner}")).ok());
            let stale = match (&inner, entry_at(&entry)?) {
                (Some(inner), DiskEntry::Folder) => {
                    self.check_contents(inner)?;
                    continue;
                }
                (Some(inner), _) => self.stale_at(inner),
                (None, _) => None,
            };
            self.blocking.insert(stale.ok_or(PublishError::InTheWay { path: entry })?);
        }
        if is_empty {
            return Err(PublishError::InTheWay { path: folder });
        }
        Ok(())
    }

    /// The deletions, in order, of the files of the manifest that the site no longer has, that are
    /// still there and are not deleted already to make room.
    pub(super) fn stale(
        &self,
        folders: &mut OutputFolders<'a>,
    ) -> Result<Vec<PublishOperation>, PublishError> {
        let mut stale = Vec::new();
        for path in &self.removed {
            let path: &'a OutputPath = path;
            if !self.blocking.contains(path)
                && folders.entry_at(parent(path.as_str()))? == DiskEntry::Folder
                && matches!(
                    entry_at(&self.folder.join(path.as_str()))?,
                    DiskEntry::File(_) | DiskEntry::Link
                )
            {
                stale.push(PublishOperation::Remove(path.clone()));
            }
        }
        Ok(stale)
    }
}
