//! [`Outputs`]: the whole site as a value, written by `publish` and served by `serve`.

use std::collections::BTreeMap;
use std::fmt;
use std::num::NonZero;
use std::path::PathBuf;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};
use std::thread;

use super::fingerprint::Fingerprint;
use super::paths::OutputPath;

/// Every file of the site by its place in the output folder.
pub type Outputs = BTreeMap<OutputPath, Output>;

/// One file of the site.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Output {
    /// Bytes that the build content or holds.
    Bytes {
        /// The content of the file.
        bytes: Arc<[u8]>,
        /// The fingerprint of `bytes`.
        fingerprint: Fingerprint,
    },
    /// Bytes that are content when somebody wants them.
    Lazy(LazyBytes),
    /// A copy of a file on disk that is too large to hold in memory.
    Copy {
        /// The absolute path of the file to copy.
        from: PathBuf,
        /// Its length in bytes when it was read.
        len: u64,
        /// The fingerprint of its content when it was read.
        fingerprint: Fingerprint,
    },
}

impl Output {
    /// An output that holds its bytes.
    pub fn bytes(bytes: impl Into<Arc<[u8]>>) -> Self {
        let bytes = bytes.into();
        let fingerprint = Fingerprint::of_bytes(&bytes);
        Self::Bytes { bytes, fingerprint }
    }

    /// An output whose bytes `make` makes when they are wanted: for what is folded from all pages,
    /// which would be too slow after each edit. Before many outputs are read at a time, [`force_lazy`]
    /// has to be called. `key` is the fingerprint of everything that `make` reads, so that equal
    /// keys mean equal bytes.
    pub fn lazy(key: Fingerprint, make: impl Fn() -> Vec<u8> + Send + Sync + 'static) -> Self {
        Self::Lazy(LazyBytes {
            key,
            content: Arc::new(LazyContent {
                make: Box::new(make),
                bytes: OnceLock::new(),
            }),
        })
    }

    /// Changes when the content does; nothing is content for it.
    pub fn key(&self) -> Fingerprint {
        match self {
            Self::Bytes { fingerprint, .. } | Self::Copy { fingerprint, .. } => *fingerprint,
            Self::Lazy(lazy) => lazy.key,
        }
    }

    /// The content, if it is or can be held in memory; lazy bytes are content for it.
    pub fn held(&self) -> Option<&Arc<[u8]>> {
        match self {
            Self::Bytes { bytes, .. } => Some(bytes),
            Self::Lazy(lazy) => Some(lazy.bytes()),
            Self::Copy { .. } => None,
        }
    }

    /// The fingerprint of the content; lazy bytes are content for it.
    pub fn fingerprint(&self) -> Fingerprint {
        match self {
            Self::Bytes { fingerprint, .. } | Self::Copy { fingerprint, .. } => *fingerprint,
            Self::Lazy(lazy) => Fingerprint::of_bytes(lazy.bytes()),
        }
    }

    /// The length of the content in bytes; lazy bytes are content for it.
    pub fn len(&self) -> u64 {
        match self {
            Self::Bytes { bytes, .. } => bytes.len() as u64,
            Self::Lazy(lazy) => lazy.bytes().len() as u64,
            Self::Copy { len, .. } => *len,
        }
    }

    /// Whether the file has no content.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// Makes all lazy bytes, several at a time. On threads of its own: one that steals work, as those of
/// `rayon` do, could come upon bytes that it is about to make.
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
        for _ in 0..threads.min(lazy.len()) {
            scope.spawn(|| {
                while let Some(lazy) = lazy.get(next.fetch_add(1, Ordering::Relaxed)) {
                    lazy.bytes();
                }
            });
        }
    });
}

/// Bytes that are content once, when they are first wanted. Two are equal if their bytes are.
#[derive(Clone)]
pub struct LazyBytes {
    key: Fingerprint,
    content: Arc<LazyContent>,
}

struct LazyContent {
    make: Box<dyn Fn() -> Vec<u8> + Send + Sync>,
    bytes: OnceLock<Arc<[u8]>>,
}

impl LazyBytes {
    fn bytes(&self) -> &Arc<[u8]> {
        self.content
            .bytes
            .get_or_init(|| (self.content.make)().into())
    }
}

impl fmt::Debug for LazyBytes {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("LazyBytes").field(&self.key).finish()
    }
}

impl PartialEq for LazyBytes {
    fn eq(&self, other: &Self) -> bool {
        self.bytes() == other.bytes()
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
    fn late_bytes_are_made_once_and_only_when_wanted() {
        let count = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&count);
        let lazy = Output::lazy(Fingerprint::of(&1), move || {
            counted.fetch_add(1, Ordering::Relaxed);
            b"text".to_vec()
        });
        let twin = lazy.clone();
        assert_eq!(lazy.key(), Fingerprint::of(&1));
        assert_eq!(count.load(Ordering::Relaxed), 0);
        assert_eq!(lazy.len(), 4);
        assert_eq!(twin.fingerprint(), Output::bytes(*b"text").fingerprint());
        assert_eq!(count.load(Ordering::Relaxed), 1);
        assert_eq!(lazy, Output::lazy(Fingerprint::of(&2), || b"text".to_vec()));
        assert_ne!(
            lazy,
            Output::lazy(Fingerprint::of(&1), || b"other".to_vec())
        );
    }
}
