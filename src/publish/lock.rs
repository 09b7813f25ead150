//! [`OutputLock`]: one publish to a folder at a time. The lock ends with its process at the latest.

use std::fs::File;
use std::path::Path;

use crate::publish::error::PublishError;

/// The exclusive right to change an output folder, until it is dropped.
pub(super) struct OutputLock {
    #[cfg_attr(not(unix), expect(dead_code, reason = "held until it is dropped"))]
    file: Option<File>,
}

#[cfg(unix)]
impl Drop for OutputLock {
    fn drop(&mut self) {
        // Closing is not enough while another process, started at this moment, has a copy of the
        // handle. If unlocking fails, the lock still ends with the process.
        if let Some(file) = &self.file {
            let _ = file.unlock();
        }
    }
}

#[cfg(unix)]
impl OutputLock {
    /// Locks the folder itself, so that no lock file is needed. Where the file system cannot lock
    /// folders, as over some networks, two publishes at once are not noticed.
    pub(super) fn take(folder: &Path) -> Result<Self, PublishError> {
        use std::fs::TryLockError;
        use std::os::unix::fs::MetadataExt;

        let failed = || PublishError::io("lock", folder);
        let file = File::open(folder).map_err(failed())?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(locked_error(folder)),
            Err(TryLockError::Error(_)) => return Ok(Self { file: None }),
        }
        // A failed publish that had made the folder may have deleted it before the lock was taken.
        let locked = file.metadata().map_err(failed())?;
        match std::fs::metadata(folder) {
            Ok(found) if (found.dev(), found.ino()) == (locked.dev(), locked.ino()) => {
                Ok(Self { file: Some(file) })
            }
            _ => Err(locked_error(folder)),
        }
    }
}

#[cfg(windows)]
impl OutputLock {
    /// Opens a lock file that nobody else can open and that vanishes when it is closed, since
    /// Windows cannot lock folders.
    pub(super) fn take(folder: &Path) -> Result<Self, PublishError> {
        use std::os::windows::fs::OpenOptionsExt;

        // From `winbase.h` and `winerror.h`.
        const FILE_FLAG_DELETE_ON_CLOSE: u32 = 0x0400_0000;
        const ERROR_SHARING_VIOLATION: i32 = 32;
        let opened = std::fs::OpenOptions::new()
            .write(true)
            .create(true)
            .truncate(false)
            .share_mode(0)
            .custom_flags(FILE_FLAG_DELETE_ON_CLOSE)
            .open(folder.join(".handbook-lock"));
        match opened {
            Ok(file) => Ok(Self { file: Some(file) }),
            Err(error) if error.raw_os_error() == Some(ERROR_SHARING_VIOLATION) => {
                Err(locked_error(folder))
            }
            Err(error) => Err(PublishError::io("lock", folder)(error)),
        }
    }
}

#[cfg(not(any(unix, windows)))]
impl OutputLock {
    /// Takes no lock: the standard library knows none for this system.
    pub(super) fn take(_folder: &Path) -> Result<Self, PublishError> {
        Ok(Self { file: None })
    }
}

#[cfg(any(unix, windows))]
fn locked_error(folder: &Path) -> PublishError {
    PublishError::Busy(folder.to_owned())
}
