//! [`EpubArchive`]: the files of a book, and how a book of this program is recognised.

use crate::base::outputs::Output;

/// The text in `container.xml` by which a book of this program is recognised.
pub(super) const SIGNATURE: &str = "<!-- written by handbook -->";

/// A book that can be packed as a zip archive.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EpubArchive {
    /// The name of each file within the archive, and its content, in the order of the archive.
    pub files: Vec<(String, Output)>,
    /// The number of pages of the handbook that the book holds.
    pub pages: usize,
}

/// The number of files at the beginning of an archive that must not be compressed: `mimetype`, as
/// EPUB demands, and `container.xml`, so that [`is_generated`] finds the signature.
pub const STORED: usize = 2;

/// Whether the bytes of a file are a book that this program wrote.
pub fn is_generated(file: &[u8]) -> bool {
    let signature = SIGNATURE.as_bytes();
    let head = &file[..file.len().min(1024)];
    head.starts_with(b"PK\x03\x04") && head.windows(signature.len()).any(|bytes| bytes == signature)
}
