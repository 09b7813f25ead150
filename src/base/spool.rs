//! [`Spool`]: a file without a name for the bytes of outputs that are too many for memory, and
//! [`StoredBytes`], which lie there or in memory.
//!
//! A spool is the memory of one build of a large site: nobody else sees it, and it is gone with its
//! process, however that ends. Where the system gives no file or the disk is full, bytes stay in
//! memory.

use std::fs::File;
use std::io::{self, Read, Write};
use std::iter;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};

/// The bytes that are kept in memory before the first go to the file: a small site needs none.
pub const IN_MEMORY: u64 = 4 << 20;

/// A file for bytes that are read again later. Threads write and read at places of their own, so
/// that none waits for another.
#[derive(Debug)]
pub struct Spool {
    /// The folder of the file.
    folder: PathBuf,
    /// The bytes that may still be kept in memory.
    rest: AtomicU64,
    /// The file; `None` if the system gives none.
    file: OnceLock<Option<File>>,
    /// The place in the file of what comes next.
    end: AtomicU64,
    /// Whether nothing more can be written.
    is_full: AtomicBool,
    /// Whether bytes could not be read.
    has_failed: AtomicBool,
}

impl Spool {
    /// A spool in this folder, which keeps so many bytes in memory before it makes a file.
    pub fn new(folder: PathBuf, in_memory: u64) -> Arc<Self> {
        Arc::new(Self {
            folder,
            rest: in_memory.into(),
            file: OnceLock::new(),
            end: AtomicU64::new(0),
            is_full: AtomicBool::new(false),
            has_failed: AtomicBool::new(false),
        })
    }

    /// Writes bytes to the file and gives their place in it; `None` if they must stay in memory.
    fn write(&self, bytes: &[u8]) -> Option<u64> {
        let len = bytes.len() as u64;
        let take = |rest: u64| rest.checked_sub(len);
        let stays = self.rest.fetch_update(Ordering::Relaxed, Ordering::Relaxed, take).is_ok();
        if stays || self.is_full.load(Ordering::Relaxed) {
            return None;
        }
        let file = self.file.get_or_init(|| tempfile::tempfile_in(&self.folder).ok()).as_ref()?;
        let at = self.end.fetch_add(len, Ordering::Relaxed);
        let is_written = FileAt { file, at }.write_all(bytes).is_ok();
        if !is_written {
            self.is_full.store(true, Ordering::Relaxed);
        }
        is_written.then_some(at)
    }

    fn read(&self, at: u64, len: usize) -> io::Result<Arc<[u8]>> {
        let failed = || io::Error::other("a temporary file could not be read");
        let file = self.file.get().and_then(Option::as_ref);
        let file = file.filter(|_| !self.has_failed.load(Ordering::Relaxed)).ok_or_else(failed)?;
        let mut bytes: Arc<[u8]> = iter::repeat_n(0, len).collect();
        let result = FileAt { file, at }.read_exact(Arc::make_mut(&mut bytes));
        if result.is_err() {
            // From now on every read fails, so that no site is published with what was not read.
            self.has_failed.store(true, Ordering::Relaxed);
        }
        result.map(|()| bytes)
    }
}

/// A place in a file that others read and write at the same time.
struct FileAt<'f> {
    file: &'f File,
    at: u64,
}

impl Read for FileAt<'_> {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        #[cfg(unix)]
        let read = std::os::unix::fs::FileExt::read_at(self.file, bytes, self.at)?;
        #[cfg(windows)]
        let read = std::os::windows::fs::FileExt::seek_read(self.file, bytes, self.at)?;
        self.at += read as u64;
        Ok(read)
    }
}

impl Write for FileAt<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        #[cfg(unix)]
        let written = std::os::unix::fs::FileExt::write_at(self.file, bytes, self.at)?;
        #[cfg(windows)]
        let written = std::os::windows::fs::FileExt::seek_write(self.file, bytes, self.at)?;
        self.at += written as u64;
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

/// Bytes in memory or in a spool.
#[derive(Clone, Debug)]
pub struct StoredBytes(BytePlace);

#[derive(Clone, Debug)]
enum BytePlace {
    Memory(Arc<[u8]>),
    Spool { spool: Arc<Spool>, at: u64, len: usize },
}

impl StoredBytes {
    /// Stores bytes in a spool, if there is one and memory would fill.
    pub fn new<B>(bytes: B, spool: Option<&Arc<Spool>>) -> Self
    where
        B: AsRef<[u8]> + Into<Arc<[u8]>>,
    {
        let len = bytes.as_ref().len();
        let stored = spool.and_then(|spool| Some((spool, spool.write(bytes.as_ref())?)));
        Self(match stored {
            Some((spool, at)) => BytePlace::Spool { spool: Arc::clone(spool), at, len },
            None => BytePlace::Memory(bytes.into()),
        })
    }

    /// The spool that holds the bytes; `None` for bytes in memory.
    pub fn spool(&self) -> Option<&Arc<Spool>> {
        match &self.0 {
            BytePlace::Memory(_) => None,
            BytePlace::Spool { spool, .. } => Some(spool),
        }
    }

    /// The number of bytes.
    pub fn len(&self) -> usize {
        match &self.0 {
            BytePlace::Memory(bytes) => bytes.len(),
            BytePlace::Spool { len, .. } => *len,
        }
    }

    /// Whether there are no bytes.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// The bytes, which may be read from the disk.
    ///
    /// # Errors
    /// The disk fails, or has failed since the bytes were written.
    pub fn read(&self) -> io::Result<Arc<[u8]>> {
        match &self.0 {
            BytePlace::Memory(bytes) => Ok(Arc::clone(bytes)),
            BytePlace::Spool { spool, at, len } => spool.read(*at, *len),
        }
    }
}

impl PartialEq for StoredBytes {
    fn eq(&self, other: &Self) -> bool {
        matches!((self.read(), other.read()), (Ok(a), Ok(b)) if a == b)
    }
}

impl Eq for StoredBytes {}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::{Spool, StoredBytes};

    #[test]
    fn what_memory_has_no_room_for_is_read_back_from_the_file() {
        let folder = tempfile::tempdir().expect("a folder");
        let spool = Spool::new(folder.path().to_owned(), 5);
        let stored = |text: &str| StoredBytes::new(text.as_bytes().to_vec(), Some(&spool));
        let all = ["first", "second", "", "third"].map(|text| (text, stored(text)));
        for (text, bytes) in all.iter().rev() {
            assert_eq!(&*bytes.read().expect("bytes"), text.as_bytes());
            assert_eq!(bytes.spool().is_some(), ["second", "third"].contains(text), "{text}");
        }
        assert_eq!(std::fs::read_dir(folder.path()).expect("a folder").count(), 0);
    }

    #[test]
    fn without_a_file_bytes_stay_in_memory() {
        let folder = tempfile::tempdir().expect("a folder");
        let spool = Spool::new(folder.path().join("missing"), 0);
        let bytes = StoredBytes::new(b"bytes".to_vec(), Some(&spool));
        assert!(bytes.spool().is_none());
        assert_eq!(&*bytes.read().expect("bytes"), b"bytes");
    }

    #[test]
    fn after_a_failure_nothing_can_be_read() {
        let folder = tempfile::tempdir().expect("a folder");
        let spool = Spool::new(folder.path().to_owned(), 0);
        let bytes = StoredBytes::new(b"bytes".to_vec(), Some(&spool));
        assert!(Arc::clone(&spool).read(3, 9).is_err(), "beyond the end");
        assert!(bytes.read().is_err());
    }
}
