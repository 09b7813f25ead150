//! [`DiskWriter`]: the only functions of the crate that change the site's folder. Each change is
//! announced first, so that a test can stop the process or fill the disk at any of them.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::entry::{DiskEntry, entry_at};
use super::error::PublishError;

/// A kind of change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DiskAction {
    /// A folder is made.
    MakeFolder,
    /// An empty file is made.
    Create,
    /// Bytes are added to a file that was just made.
    Write,
    /// A file or folder gets this path, and whatever file had it is gone.
    Rename,
    /// A file or a symbolic link is deleted.
    RemoveFile,
    /// A folder is deleted if it is empty.
    RemoveFolder,
}

/// A change that is about to be made.
#[derive(Clone, Copy, Debug)]
pub struct DiskStep<'a> {
    /// What is done.
    pub action: DiskAction,
    /// To which file or folder.
    pub path: &'a Path,
}

/// Is told of each change before it is made and can forbid it.
pub type DiskHook<'a> = dyn Fn(DiskStep<'_>) -> io::Result<()> + Sync + 'a;

/// The disk, as far as it is changed.
pub(super) struct DiskWriter<'a> {
    hook: &'a DiskHook<'a>,
}

impl<'a> DiskWriter<'a> {
    pub(super) fn new(hook: &'a DiskHook<'a>) -> Self {
        Self { hook }
    }

    fn announce(&self, action: DiskAction, path: &Path) -> io::Result<()> {
        (self.hook)(DiskStep { action, path })
    }

    /// Makes one folder in a folder that exists.
    pub(super) fn make_folder(&self, path: &Path) -> Result<(), PublishError> {
        self.announce(DiskAction::MakeFolder, path)
            .and_then(|()| fs::create_dir(path))
            .map_err(PublishError::io("create the folder", path))
    }

    /// Makes a folder and those that it lies in. Returns those that were not there, outermost first.
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
                // Another process may have been quicker.
                Err(_) if folder.is_dir() => {}
                Err(error) => {
                    self.unmake_folders(&missing[..created]);
                    return Err(error);
                }
                Ok(()) => {}
            }
        }
        Ok(missing)
    }

    /// Takes [`DiskWriter::make_folders`] back as far as the folders are empty.
    pub(super) fn unmake_folders(&self, created: &[PathBuf]) {
        for folder in created.iter().rev() {
            if !matches!(self.remove_folder(folder), Ok(true)) {
                return;
            }
        }
    }

    /// Makes a file that does not exist. An error speaks of `shown`.
    pub(super) fn create(&self, path: &Path, reported: &Path) -> Result<File, PublishError> {
        self.announce(DiskAction::Create, path)
            .and_then(|()| OpenOptions::new().write(true).create_new(true).open(path))
            .map_err(PublishError::io("write", reported))
    }

    /// Adds bytes to a file made with [`DiskWriter::create`].
    pub(super) fn write(
        &self,
        file: &mut File,
        bytes: &[u8],
        reported: &Path,
    ) -> Result<(), PublishError> {
        self.announce(DiskAction::Write, reported)
            .and_then(|()| file.write_all(bytes))
            .map_err(PublishError::io("write", reported))
    }

    /// Renames a file or folder; a file that had the new name is replaced at the same instant.
    pub(super) fn rename(&self, from: &Path, to: &Path) -> Result<(), PublishError> {
        self.announce(DiskAction::Rename, to)
            .and_then(|()| fs::rename(from, to))
            .map_err(PublishError::io("write", to))
    }

    /// Deletes a file or a symbolic link. One that is not there counts as deleted.
    pub(super) fn remove_file(&self, path: &Path) -> Result<(), PublishError> {
        self.announce(DiskAction::RemoveFile, path)
            .and_then(|()| match fs::remove_file(path) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
                result => result,
            })
            .map_err(PublishError::io("delete", path))
    }

    /// Deletes a folder if it is empty, and says whether it is gone. That it is not is no error:
    /// somebody else's file may be in it, or a file system be mounted on it.
    pub(super) fn remove_folder(&self, path: &Path) -> Result<bool, PublishError> {
        use io::ErrorKind::{AlreadyExists, DirectoryNotEmpty, NotFound, ResourceBusy};
        let removed = self
            .announce(DiskAction::RemoveFolder, path)
            .and_then(|()| fs::remove_dir(path));
        match removed.map_err(|error| (error.kind(), error)) {
            Ok(()) | Err((NotFound, _)) => Ok(true),
            // Some systems say of a folder that is not empty that it exists.
            Err((DirectoryNotEmpty | AlreadyExists | ResourceBusy, _)) => Ok(false),
            Err((_, error)) => Err(PublishError::io("delete", path)(error)),
        }
    }
}
