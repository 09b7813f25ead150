//! [`Outputs`]: the whole site as a value, written by `publish` and served by `serve`.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;

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

    /// The fingerprint of the content.
    pub fn fingerprint(&self) -> Fingerprint {
        match self {
            Self::Bytes { fingerprint, .. } | Self::Copy { fingerprint, .. } => *fingerprint,
        }
    }

    /// The length of the content in bytes.
    pub fn len(&self) -> u64 {
        match self {
            Self::Bytes { bytes, .. } => bytes.len() as u64,
            Self::Copy { len, .. } => *len,
        }
    }

    /// Whether the file has no content.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }
}
