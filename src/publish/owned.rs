//! [`OwnedFiles`]: which files in the output folder `handbook` owns, and which must go to make
//! room.

use std::collections::{BTreeSet, HashMap};
use std::fs;
use std::path::Path;

use crate::base::outputs::{Output, Outputs};
use crate::base::paths::OutputPath;
use crate::publish::entry::{DiskEntry, OutputFolders, entry_at, is_same_file, parent};
use crate::publish::error::PublishError;
use crate::publish::manifest::Manifest;
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

/// A deletion in the output folder.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Removal {
    /// Deletes a file that an earlier publish wrote, and the folders that this leaves empty.
    File(OutputPath),
    /// Deletes a folder, and those above it, as far as they are empty.
    EmptyFolder(String),
}

impl Removal {
    /// Deletes the folder that an interrupted publish may have made for `path`.
    pub(super) fn folder_of(path: &OutputPath) -> Self {
        Self::EmptyFolder(parent(path.as_str()).to_owned())
    }
}

/// A file of the site that is to be written.
pub(super) struct PlannedFile<'a> {
    pub(super) path: &'a OutputPath,
    pub(super) output: &'a Output,
    /// Whether the file may replace another that has its path.
    pub(super) replace: bool,
}

/// The files that `handbook` owns in an output folder, and those of them that must be deleted
/// before the site can be put there: a file where a folder comes, the files of a folder where a
/// file comes, and a file whose new name differs in case alone on a file system that ignores case.
pub(super) struct OwnedFiles<'a> {
    outputs: &'a Outputs,
    manifest: &'a Manifest,
    folder: &'a Path,
    /// The files of the manifest that the site no longer has.
    removed: BTreeSet<&'a OutputPath>,
    /// The values of `removed` by the key under which names collide on file systems that ignore
    /// case.
    removed_by_key: HashMap<String, &'a OutputPath>,
    /// The deletions that must come before the site can be put there.
    pub(super) blocking: BTreeSet<Removal>,
}

impl<'a> OwnedFiles<'a> {
    pub(super) fn new(outputs: &'a Outputs, manifest: &'a Manifest, folder: &'a Path) -> Self {
        let listed = manifest.files.keys();
        let removed: BTreeSet<_> = listed.filter(|path| !outputs.contains_key(*path)).collect();
        let removed_by_key = removed.iter().map(|path| (path.collision_key(), *path));
        Self {
            outputs,
            manifest,
            folder,
            removed_by_key: removed_by_key.collect(),
            removed,
            blocking: BTreeSet::new(),
        }
    }

    /// The file of the manifest that the site no longer has and that the disk finds under this
    /// name.
    fn stale_at(&self, path: &OutputPath) -> Option<Removal> {
        if self.removed.is_empty() || self.removed.contains(path) {
            return self.removed.get(path).map(|path| Removal::File((*path).clone()));
        }
        let old = *self.removed_by_key.get(&path.collision_key())?;
        let absolute = |path: &OutputPath| self.folder.join(path.as_str());
        is_same_file(&absolute(old), &absolute(path)).then(|| Removal::File(old.clone()))
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
            DiskEntry::Link => Err(PublishError::SymbolicLink(path())),
            DiskEntry::File(_) | DiskEntry::Other => {
                let stale = OutputPath::new(name).ok().and_then(|path| self.stale_at(&path));
                let stale = stale.ok_or_else(|| PublishError::InTheWay(path()))?;
                self.blocking.insert(stale);
                Ok(())
            }
        }
    }

    /// Decides whether a file of the site is written, and whether over one that may be replaced;
    /// `None` for one that is there.
    pub(super) fn planned(
        &mut self,
        path: &'a OutputPath,
        output: &'a Output,
        found: OutputState,
        options: PublishOptions,
    ) -> Result<Option<PlannedFile<'a>>, PublishError> {
        let planned = |replace| Ok(Some(PlannedFile { path, output, replace }));
        match found {
            OutputState::Differs(DiskEntry::Missing) => return planned(false),
            OutputState::Differs(DiskEntry::Folder) => {
                self.check_contents(path)?;
                return planned(false);
            }
            OutputState::UpToDate | OutputState::Differs(_) => {}
        }
        let is_owned = self.manifest.files.contains_key(path);
        // What is pending may be found under a name that an interrupted publish has not deleted.
        if (!is_owned || self.manifest.pending.contains_key(path))
            && let Some(old) = self.stale_at(path)
        {
            self.blocking.insert(old);
            return planned(false);
        }
        match found {
            OutputState::UpToDate => Ok(None),
            OutputState::Differs(_) if is_owned || options.force => planned(true),
            OutputState::Differs(_) => {
                Err(PublishError::UnownedFile(self.folder.join(path.as_str())))
            }
        }
    }

    /// Checks that a folder that has the path of a file of the site holds only stale files that are
    /// owned, or was made for a file that is still pending, and marks it for deletion.
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
            self.blocking.insert(stale.ok_or(PublishError::InTheWay(entry))?);
        }
        if is_empty {
            let inside = format!("{name}/");
            if !self.manifest.pending.keys().any(|path| path.as_str().starts_with(&inside)) {
                return Err(PublishError::InTheWay(folder));
            }
            self.blocking.insert(Removal::EmptyFolder(name.to_string()));
        }
        Ok(())
    }

    /// The deletions, in order, that come after the site was put there: of the files that it no
    /// longer has and that are still there, and of folders that an interrupted publish left empty.
    pub(super) fn stale(
        &self,
        folders: &mut OutputFolders<'a>,
    ) -> Result<Vec<Removal>, PublishError> {
        let mut stale = Vec::new();
        for path in &self.removed {
            let path: &'a OutputPath = path;
            if folders.entry_at(parent(path.as_str()))? == DiskEntry::Folder
                && matches!(
                    entry_at(&self.folder.join(path.as_str()))?,
                    DiskEntry::File(_) | DiskEntry::Link
                )
            {
                stale.push(Removal::File(path.clone()));
            }
        }
        let pending = self.manifest.pending.keys();
        let gone = pending
            .filter(|path| !self.outputs.contains_key(*path) && !parent(path.as_str()).is_empty());
        stale.extend(gone.map(Removal::folder_of));
        stale.retain(|removal| !self.blocking.contains(removal));
        Ok(stale)
    }
}
