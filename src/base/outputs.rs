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
    /// Bytes that the build made or holds.
    Bytes {
        /// The content of the file.
        bytes: Arc<[u8]>,
        /// The fingerprint of `bytes`.
        fingerprint: Fingerprint,
    },
    /// Bytes that are made when somebody wants them.
    Late(Late),
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
    /// which would be too slow after each edit. Before many outputs are read at a time, [`settle`]
    /// has to be called. `key` is the fingerprint of everything that `make` reads, so that equal
    /// keys mean equal bytes.
    pub fn late(key: Fingerprint, make: impl Fn() -> Vec<u8> + Send + Sync + 'static) -> Self {
        Self::Late(Late {
            key,
            made: Arc::new(Made {
                make: Box::new(make),
                bytes: OnceLock::new(),
            }),
        })
    }

    /// Changes when the content does; nothing is made for it.
    pub fn key(&self) -> Fingerprint {
        match self {
            Self::Bytes { fingerprint, .. } | Self::Copy { fingerprint, .. } => *fingerprint,
            Self::Late(late) => late.key,
        }
    }

    /// The content, if it is or can be held in memory; late bytes are made for it.
    pub fn held(&self) -> Option<&Arc<[u8]>> {
        match self {
            Self::Bytes { bytes, .. } => Some(bytes),
            Self::Late(late) => Some(late.bytes()),
            Self::Copy { .. } => None,
        }
    }

    /// The fingerprint of the content; late bytes are made for it.
    pub fn fingerprint(&self) -> Fingerprint {
        match self {
            Self::Bytes { fingerprint, .. } | Self::Copy { fingerprint, .. } => *fingerprint,
            Self::Late(late) => Fingerprint::of_bytes(late.bytes()),
        }
    }

    /// The length of the content in bytes; late bytes are made for it.
    pub fn len(&self) -> u64 {
        match self {
            Self::Bytes { bytes, .. } => bytes.len() as u64,
            Self::Late(late) => late.bytes().len() as u64,
            Self::Copy { len, .. } => *len,
        }
    }

    /// Whether the file has no content.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

/// Makes all late bytes, several at a time. On threads of its own: one that steals work, as those of
/// `rayon` do, could come upon bytes that it is about to make.
pub fn settle(outputs: &Outputs) {
    let late: Vec<&Late> = outputs
        .values()
        .filter_map(|output| match output {
            Output::Late(late) => Some(late),
            _ => None,
        })
        .collect();
    let next = AtomicUsize::new(0);
    let threads = thread::available_parallelism().map_or(1, NonZero::get);
    thread::scope(|scope| {
        for _ in 0..threads.min(late.len()) {
            scope.spawn(|| {
                while let Some(late) = late.get(next.fetch_add(1, Ordering::Relaxed)) {
                    late.bytes();
                }
            });
        }
    });
}

/// Bytes that are made once, when they are first wanted. Two are equal if their bytes are.
#[derive(Clone)]
pub struct Late {
    key: Fingerprint,
    made: Arc<Made>,
}

struct Made {
    make: Box<dyn Fn() -> Vec<u8> + Send + Sync>,
    bytes: OnceLock<Arc<[u8]>>,
}

impl Late {
    fn bytes(&self) -> &Arc<[u8]> {
        self.made.bytes.get_or_init(|| (self.made.make)().into())
    }
}

impl fmt::Debug for Late {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Late").field(&self.key).finish()
    }
}

impl PartialEq for Late {
    fn eq(&self, other: &Self) -> bool {
        self.bytes() == other.bytes()
    }
}

impl Eq for Late {}

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
        let late = Output::late(Fingerprint::of(&1), move || {
            counted.fetch_add(1, Ordering::Relaxed);
            b"text".to_vec()
        });
        let twin = late.clone();
        assert_eq!(late.key(), Fingerprint::of(&1));
        assert_eq!(count.load(Ordering::Relaxed), 0);
        assert_eq!(late.len(), 4);
        assert_eq!(twin.fingerprint(), Output::bytes(*b"text").fingerprint());
        assert_eq!(count.load(Ordering::Relaxed), 1);
        assert_eq!(late, Output::late(Fingerprint::of(&2), || b"text".to_vec()));
        assert_ne!(
            late,
            Output::late(Fingerprint::of(&1), || b"other".to_vec())
        );
    }
}
