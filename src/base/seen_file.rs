//! [`SeenFile`]: a file on disk as it was seen, which is opened only while it is that file; and
//! [`FileStat`], the metadata by which a change is detected without reading it.

use std::fs::{File, Metadata, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

/// The age of the last change from which on the metadata of a file are reliable. Coarser than the
/// timestamps of any file system in use (FAT counts in steps of 2 s).
const RELIABLE_AGE: Duration = Duration::from_secs(2);

/// The identity, size and times of a file. If two are equal and reliable, so is the content.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct FileStat {
    /// The length of the file in bytes.
    pub len: u64,
    /// The time of the last change of content; `None` where the file system has none.
    modified: Option<SystemTime>,
    /// The time of the last change of content or metadata, in seconds and nanoseconds since 1970.
    /// Unlike `modified`, no program can set it back.
    changed: (i64, i64),
    /// The device and inode number.
    identity: (u64, u64),
}

impl FileStat {
    /// The stat of a file from its current metadata.
    pub fn of(metadata: &Metadata) -> Self {
        let (changed, identity) = platform(metadata);
        Self { len: metadata.len(), modified: metadata.modified().ok(), changed, identity }
    }

    /// Whether a change from `now` on would change the stat. A file that changed a moment ago may
    /// change again within one tick of the file system's clock; git calls such a file racily clean.
    pub fn is_reliable(&self, now: SystemTime) -> bool {
        let old = |time: SystemTime| time.checked_add(RELIABLE_AGE).is_some_and(|then| then <= now);
        let changed = u64::try_from(self.changed.0)
            .ok()
            .and_then(|seconds| SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(seconds)));
        self.modified.is_some_and(old) && changed.is_none_or(old)
    }
}

#[cfg(unix)]
fn platform(metadata: &Metadata) -> ((i64, i64), (u64, u64)) {
    use std::os::unix::fs::MetadataExt;
    ((metadata.ctime(), metadata.ctime_nsec()), (metadata.dev(), metadata.ino()))
}

#[cfg(not(unix))]
fn platform(_: &Metadata) -> ((i64, i64), (u64, u64)) {
    ((0, 0), (0, 0))
}

/// Whether an error is that of a system that can open no more files, so that those that are there seem
/// not to be: ENOMEM, ENFILE and EMFILE.
pub fn is_exhausted(error: &io::Error) -> bool {
    cfg!(unix) && matches!(error.raw_os_error(), Some(12 | 23 | 24))
}

/// A file on disk as it was seen.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SeenFile {
    path: PathBuf,
    stat: FileStat,
}

impl SeenFile {
    /// The regular file at a path, which is no symbolic link, as it is now.
    ///
    /// # Errors
    /// There is no file that can be looked at, or something else than a regular file.
    pub fn look(path: impl Into<PathBuf>) -> io::Result<Self> {
        let path = path.into();
        let metadata = path.symlink_metadata()?;
        if !metadata.is_file() {
            return Err(io::Error::new(io::ErrorKind::InvalidInput, "it is no regular file"));
        }
        Ok(Self { stat: FileStat::of(&metadata), path })
    }

    /// The metadata of the file when it was seen.
    pub fn stat(&self) -> &FileStat {
        &self.stat
    }

    /// Opens the file for reading.
    ///
    /// # Errors
    /// The file cannot be opened, or is no longer the one that was seen.
    pub fn open(&self) -> io::Result<File> {
        let file = self.open_present()?;
        if FileStat::of(&file.metadata()?) == self.stat {
            return Ok(file);
        }
        Err(io::Error::other("it is being changed"))
    }

    /// Opens the regular file that is at the path now, for those who compare its content. What was
    /// put in the place of the file, such as a link that leads out of the site or a pipe, is neither
    /// followed nor waited for.
    ///
    /// # Errors
    /// The file cannot be opened, or is no regular file.
    pub fn open_present(&self) -> io::Result<File> {
        let mut options = OpenOptions::new();
        options.read(true);
        #[cfg(unix)]
        {
            use std::os::unix::fs::OpenOptionsExt as _;
            options.custom_flags(libc::O_NOFOLLOW | libc::O_NONBLOCK);
        }
        let file = options.open(&self.path)?;
        if file.metadata()?.is_file() { Ok(file) } else { Err(io::Error::other("it is no file")) }
    }
}

impl AsRef<Path> for SeenFile {
    fn as_ref(&self) -> &Path {
        &self.path
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stat(modified: u64, changed: i64) -> FileStat {
        FileStat {
            len: 1,
            modified: Some(SystemTime::UNIX_EPOCH + Duration::from_secs(modified)),
            changed: (changed, 0),
            identity: (1, 1),
        }
    }

    #[test]
    fn a_stat_is_reliable_two_seconds_after_the_last_change_of_either_kind() {
        let now = SystemTime::UNIX_EPOCH + Duration::from_secs(100);
        assert!(stat(98, 98).is_reliable(now));
        assert!(!stat(99, 98).is_reliable(now));
        assert!(!stat(98, 99).is_reliable(now));
        assert!(!stat(200, 98).is_reliable(now), "a time in the future");
    }
}
