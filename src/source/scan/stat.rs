//! [`FileStat`]: metadata of a file, by which a change is detected without reading it.

use std::fs::Metadata;
use std::time::{Duration, SystemTime};

/// The age of the last change from which on the metadata of a file are reliable. Coarser than the
/// timestamps of any file system in use (FAT counts in steps of 2 s).
const RELIABLE_AGE: Duration = Duration::from_secs(2);

/// The identity, size and times of a file. If two are equal and reliable, so is the content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FileStat {
    /// The length of the file in bytes.
    len: u64,
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
    pub(super) fn of(metadata: &Metadata) -> Self {
        let (changed, identity) = platform(metadata);
        Self { len: metadata.len(), modified: metadata.modified().ok(), changed, identity }
    }

    /// The length of the file in bytes.
    pub(super) fn len(&self) -> u64 {
        self.len
    }

    /// Whether a change from `now` on would change the stat. A file that changed a moment ago may
    /// change again within one tick of the file system's clock; git calls such a file racily clean.
    pub(super) fn is_reliable(&self, now: SystemTime) -> bool {
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
