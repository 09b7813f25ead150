//! [`DiskWriter`]: the only functions of the crate that change the site's folder. Each change is
//! passed to a [`DiskHook`] first, so that a test can stop the process or fill the disk at any of
//! them.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::publish::entry::{DiskEntry, entry_at};
use crate::publish::error::PublishError;

/// A kind of change to the disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DiskAction {
    /// Makes a folder.
    MakeFolder,
    /// Makes an empty file.
    Create,
    /// Writes bytes to a file that was just made.
    Write,
    /// Gives a file or folder a new path and replaces the file that had it.
    Rename,
    /// Deletes a file or a symbolic link.
    RemoveFile,
    /// Deletes a folder if it is empty.
    RemoveFolder,
}

/// A change to the disk that is about to be made.
#[derive(Clone, Copy, Debug)]
pub struct DiskStep<'a> {
    /// The kind of change to the disk.
    pub action: DiskAction,
    /// The file or folder that is changed.
    pub path: &'a Path,
}

/// A callback that gets each change before it is made. Its error forbids the change.
pub type DiskHook<'a> = dyn Fn(DiskStep<'_>) -> io::Result<()> + Sync + 'a;

/// Changes files and folders. Calls its hook before each change.
pub(super) struct DiskWriter<'a> {
    pub(super) hook: &'a DiskHook<'a>,
}

impl DiskWriter<'_> {
    fn call_hook(&self, action: DiskAction, path: &Path) -> io::Result<()> {
        (self.hook)(DiskStep { action, path })
    }

    /// Makes one folder in a folder that exists.
    pub(super) fn make_folder(&self, path: &Path) -> Result<(), PublishError> {
        self.call_hook(DiskAction::MakeFolder, path)
            .and_then(|()| fs::create_dir(path))
            .map_err(PublishError::io("create the folder", path))
    }

    /// Makes a folder and all missing ones above it. Returns those that were missing, outermost
    /// first.
    pub(super) fn make_folders(&self, path: &Path) -> Result<Vec<PathBuf>, PublishError> {
        let mut missing = Vec::new();
        for folder in path.ancestors() {
            if entry_at(folder)? != DiskEntry::Missing {
                break;
            }
            missing.push(folder.to_owned());
        }
        missing.reverse();
        for (created, folder) in missing.iter().enumerate() {
            match self.make_folder(folder) {
                // Another process may have made it first.
                Err(_) if folder.is_dir() => {}
                Err(error) => {
                    self.remove_created_folders(&missing[..created]);
                    return Err(error);
                }
                Ok(()) => {}
            }
        }
        Ok(missing)
    }

    /// Undoes [`DiskWriter::make_folders`] as far as the folders are empty.
    pub(super) fn remove_created_folders(&self, created: &[PathBuf]) {
        for folder in created.iter().rev() {
            if !matches!(self.remove_folder(folder), Ok(true)) {
                return;
            }
        }
    }

    /// Makes a file that does not exist. An error names the path `reported`.
    pub(super) fn create(&self, path: &Path, reported: &Path) -> Result<File, PublishError> {
        self.call_hook(DiskAction::Create, path)
            .and_then(|()| OpenOptions::new().write(true).create_new(true).open(path))
            .map_err(PublishError::io("write", reported))
    }

    /// Writes bytes to the end of a file made with [`DiskWriter::create`]. An error names the path
    /// `reported`.
    pub(super) fn write(
        &self,
        file: &mut File,
        bytes: &[u8],
        reported: &Path,
    ) -> Result<(), PublishError> {
        self.call_hook(DiskAction::Write, reported)
            .and_then(|()| file.write_all(bytes))
            .map_err(PublishError::io("write", reported))
    }

    /// Renames a file or folder. A file that had the new name is replaced atomically.
    pub(super) fn rename(&self, from: &Path, to: &Path) -> Result<(), PublishError> {
        self.call_hook(DiskAction::Rename, to)
            .and_then(|()| fs::rename(from, to))
            .map_err(PublishError::io("write", to))
    }

    /// Deletes a file or a symbolic link. A missing one is no error.
    pub(super) fn remove_file(&self, path: &Path) -> Result<(), PublishError> {
        self.call_hook(DiskAction::RemoveFile, path)
            .and_then(|()| match fs::remove_file(path) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
                result => result,
            })
            .map_err(PublishError::io("delete", path))
    }

    /// Deletes a folder if it is empty and returns whether it is gone. A folder that stays is no
    /// error: it may hold a file of another program, or be a mount point.
    pub(super) fn remove_folder(&self, path: &Path) -> Result<bool, PublishError> {
        use io::ErrorKind::{AlreadyExists, DirectoryNotEmpty, NotFound, ResourceBusy};
        let removed =
            self.call_hook(DiskAction::RemoveFolder, path).and_then(|()| fs::remove_dir(path));
        match removed.map_err(|error| (error.kind(), error)) {
            Ok(()) | Err((NotFound, _)) => Ok(true),
            // Some systems report that a folder exists when they mean that it is not empty.
            Err((DirectoryNotEmpty | AlreadyExists | ResourceBusy, _)) => Ok(false),
            Err((_, error)) => Err(PublishError::io("delete", path)(error)),
        }
    }
}
