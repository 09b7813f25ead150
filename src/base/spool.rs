//! [`Spool`]: a file without a name for the bytes of outputs that are too many for memory, and
//! [`StoredBytes`], which lie there or in memory.
//!
//! A spool is the memory of one build of a large site: nobody else sees it, and it is gone with its
//! process, however that ends. Where the system gives no file or the disk is full, bytes stay in
//! memory.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};
use std::iter;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// The bytes that are kept in memory before the first go to the file: a small site needs none.
pub const IN_MEMORY: u64 = 4 << 20;

/// A file for bytes that are read again later.
#[derive(Debug)]
pub struct Spool(Mutex<SpoolState>);

#[derive(Debug)]
struct SpoolState {
    /// The folder of the file.
    folder: PathBuf,
    /// The bytes that may still be kept in memory.
    rest: u64,
    file: Option<File>,
    /// The length of the file.
    end: u64,
    /// Whether nothing more can be written.
    is_full: bool,
}

impl Spool {
    /// A spool in this folder, which keeps so many bytes in memory before it makes a file.
    pub fn new(folder: PathBuf, in_memory: u64) -> Arc<Self> {
        let state = SpoolState { folder, rest: in_memory, file: None, end: 0, is_full: false };
        Arc::new(Self(Mutex::new(state)))
    }

    fn state(&self) -> MutexGuard<'_, SpoolState> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Writes bytes to the file and gives their place in it; `None` if they must stay in memory.
    fn write(&self, bytes: &[u8]) -> Option<u64> {
        let SpoolState { folder, rest, file, end, is_full } = &mut *self.state();
        let len = bytes.len() as u64;
        if let Some(left) = rest.checked_sub(len) {
            *rest = left;
            return None;
        }
        if file.is_none() && !*is_full {
            *file = tempfile::tempfile_in(folder).ok();
        }
        let file = file.as_mut().filter(|_| !*is_full);
        let at = *end;
        let written = file.is_some_and(|file| {
            file.seek(SeekFrom::Start(at)).and_then(|_| file.write_all(bytes)).is_ok()
        });
        *is_full = !written;
        *end += if written { len } else { 0 };
        written.then_some(at)
    }

    fn read(&self, at: u64, len: usize) -> io::Result<Arc<[u8]>> {
        let mut state = self.state();
        let failed = || io::Error::other("a temporary file could not be read");
        let mut file = state.file.take().ok_or_else(failed)?;
        let mut bytes: Arc<[u8]> = iter::repeat_n(0, len).collect();
        file.seek(SeekFrom::Start(at))?;
        file.read_exact(Arc::make_mut(&mut bytes))?;
        // After an error every read fails, so that no site is published with what was not read.
        state.file = Some(file);
        Ok(bytes)
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
