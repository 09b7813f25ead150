//! [`Outputs`]: all files of the site as a value, written by `publish` and served by `serve`.

use std::collections::BTreeMap;
use std::fmt;
use std::io;
use std::num::NonZero;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, OnceLock, PoisonError};
use std::thread;

use crate::base::fingerprint::Fingerprint;
use crate::base::paths::OutputPath;
use crate::base::seen_file::SeenFile;
use crate::base::spool::{Spool, StoredBytes};

/// Every file of the site by its path in the output folder.
pub type Outputs = BTreeMap<OutputPath, Output>;

/// The name of the list of a published site's files, which lies beside them and is not for readers.
pub const MANIFEST: &str = ".handbook-manifest";

/// The fingerprint of the source of each page, by the file of the page; at a former address, that of
/// [`former_source`].
pub type PageSources = BTreeMap<OutputPath, Fingerprint>;

/// What stands for the source of a page at a former address: the page that it leads to.
pub fn former_source(page: &OutputPath) -> Fingerprint {
    Fingerprint::of(&("former", page))
}

/// One file of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Output {
    /// Bytes in memory, or in the spool of the build.
    Bytes {
        /// The content of the file.
        bytes: StoredBytes,
        /// The fingerprint of `bytes`.
        fingerprint: Fingerprint,
    },
    /// Bytes that are computed when they are first read.
    Lazy(LazyBytes),
    /// A copy of a file on disk that is too large to hold in memory.
    Copy {
        /// The file to copy, as it was when it was read.
        from: SeenFile,
        /// The length of the file in bytes when it was read.
        len: u64,
        /// The fingerprint of the content of the file when it was read.
        fingerprint: Fingerprint,
    },
}

impl Output {
    /// An output with its bytes in memory.
    pub fn bytes(bytes: impl Into<Arc<[u8]>>) -> Self {
        Self::stored::<Arc<[u8]>>(bytes.into(), None)
    }

    /// An output with its bytes in memory, or in the spool if there is one and memory would fill.
    pub fn stored<B>(bytes: B, spool: Option<&Arc<Spool>>) -> Self
    where
        B: AsRef<[u8]> + Into<Arc<[u8]>>,
    {
        let fingerprint = Fingerprint::of_bytes(bytes.as_ref());
        Self::Bytes { bytes: StoredBytes::new(bytes, spool), fingerprint }
    }

    /// An output that is made of this one, and stored where this one is.
    #[must_use]
    pub fn derived(&self, bytes: Vec<u8>) -> Self {
        Self::stored(bytes, self.spool())
    }

    /// The spool that holds the bytes.
    fn spool(&self) -> Option<&Arc<Spool>> {
        match self {
            Self::Bytes { bytes, .. } => bytes.spool(),
            Self::Lazy(lazy) => lazy.content.spool.get(),
            Self::Copy { .. } => None,
        }
    }

    /// An output whose bytes `compute` returns when they are first read: for files that depend on
    /// all pages, which would be too slow to make after each edit. `key` is the fingerprint of
    /// everything that `compute` reads, so that equal keys mean equal bytes. Call [`force_lazy`]
    /// before many outputs are read in parallel.
    pub fn lazy(key: Fingerprint, compute: impl FnOnce() -> Vec<u8> + Send + 'static) -> Self {
        let content = LazyContent {
            compute: Mutex::new(Some(Box::new(compute))),
            spool: OnceLock::new(),
            computed: OnceLock::new(),
        };
        Self::Lazy(LazyBytes { key, content: Arc::new(content) })
    }

    /// A key that changes when the content does. Does not compute lazy bytes.
    pub fn key(&self) -> Fingerprint {
        match self {
            Self::Bytes { fingerprint, .. } | Self::Copy { fingerprint, .. } => *fingerprint,
            Self::Lazy(lazy) => lazy.key,
        }
    }

    /// The content; `None` for a copy, which stays on disk. Computes lazy bytes.
    ///
    /// # Errors
    /// Bytes of a spool cannot be read.
    pub fn read(&self) -> io::Result<Option<Arc<[u8]>>> {
        match self {
            Self::Bytes { bytes, .. } => bytes.read().map(Some),
            Self::Lazy(lazy) => lazy.computed().0.read().map(Some),
            Self::Copy { .. } => Ok(None),
        }
    }

    /// The content as far as it can be read; `None` for a copy, which stays on disk. Computes lazy
    /// bytes. For whoever does not write the site: once a spool fails, publishing does too.
    pub fn in_memory(&self) -> Option<Arc<[u8]>> {
        self.read().ok().flatten()
    }

    /// The fingerprint of the content. Computes lazy bytes.
    pub fn fingerprint(&self) -> Fingerprint {
        match self {
            Self::Bytes { fingerprint, .. } | Self::Copy { fingerprint, .. } => *fingerprint,
            Self::Lazy(lazy) => lazy.computed().1,
        }
    }

    /// The length of the content in bytes. Computes lazy bytes.
    pub fn len(&self) -> u64 {
        match self {
            Self::Bytes { bytes, .. } => bytes.len() as u64,
            Self::Lazy(lazy) => lazy.computed().0.len() as u64,
            Self::Copy { len, .. } => *len,
        }
    }

    /// Whether the file has no content.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// Lets lazy bytes lie in the spool once they are computed.
pub fn spool_lazy(outputs: &Outputs, spool: &Arc<Spool>) {
    for output in outputs.values() {
        if let Output::Lazy(lazy) = output {
            lazy.content.spool.get_or_init(|| Arc::clone(spool));
        }
    }
}

/// Computes all lazy bytes in parallel, on threads of its own: a work-stealing thread, as those of
/// `rayon` are, could come upon bytes that it is already computing.
pub fn force_lazy(outputs: &Outputs) {
    let lazy: Vec<&LazyBytes> = outputs
        .values()
        .filter_map(|output| match output {
            Output::Lazy(lazy) => Some(lazy),
            _ => None,
        })
        .collect();
    let next = AtomicUsize::new(0);
    let threads = thread::available_parallelism().map_or(1, NonZero::get);
    thread::scope(|scope| {
        let work = || {
            while let Some(lazy) = lazy.get(next.fetch_add(1, Ordering::Relaxed)) {
                lazy.computed();
            }
        };
        for _ in 0..threads.min(lazy.len()) {
            // Where the system gives no thread, this one does the work.
            if thread::Builder::new().spawn_scoped(scope, work).is_err() {
                work();
            }
        }
    });
}

/// Bytes that are computed once, when they are first read. Two are equal if their bytes are.
#[derive(Clone)]
pub struct LazyBytes {
    key: Fingerprint,
    content: Arc<LazyContent>,
}

/// Makes bytes once.
type Computation = Box<dyn FnOnce() -> Vec<u8> + Send>;

/// The computation of lazy bytes until it runs, and then its result with the fingerprint of that.
struct LazyContent {
    compute: Mutex<Option<Computation>>,
    spool: OnceLock<Arc<Spool>>,
    computed: OnceLock<(StoredBytes, Fingerprint)>,
}

impl LazyBytes {
    fn computed(&self) -> &(StoredBytes, Fingerprint) {
        let LazyContent { compute, spool, computed } = &*self.content;
        computed.get_or_init(|| {
            let compute = compute.lock().unwrap_or_else(PoisonError::into_inner).take();
            let bytes = compute.map(|compute| compute()).unwrap_or_default();
            let fingerprint = Fingerprint::of_bytes(&bytes);
            (StoredBytes::new(bytes, spool.get()), fingerprint)
        })
    }
}

impl fmt::Debug for LazyBytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("LazyBytes").field(&self.key).finish()
    }
}

impl PartialEq for LazyBytes {
    fn eq(&self, other: &Self) -> bool {
        self.computed().1 == other.computed().1
    }
}

impl Eq for LazyBytes {}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::Output;
    use crate::base::fingerprint::Fingerprint;

    #[test]
    fn lazy_bytes_are_computed_once_and_only_when_read() {
        let count = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&count);
        let lazy = Output::lazy(Fingerprint::of(&1), move || {
            counted.fetch_add(1, Ordering::Relaxed);
            b"text".to_vec()
        });
        let copy = lazy.clone();
        assert_eq!(lazy.key(), Fingerprint::of(&1));
        assert_eq!(count.load(Ordering::Relaxed), 0);
        assert_eq!(lazy.len(), 4);
        assert_eq!(copy.fingerprint(), Output::bytes(*b"text").fingerprint());
        assert_eq!(count.load(Ordering::Relaxed), 1);
        assert_eq!(lazy, Output::lazy(Fingerprint::of(&2), || b"text".to_vec()));
        assert_ne!(lazy, Output::lazy(Fingerprint::of(&1), || b"other".to_vec()));
    }
}
