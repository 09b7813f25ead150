//! [`FileDigest`]: what tells the content of one file from that of another. Files are compared and
//! hashed in chunks.

use std::fmt;
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use crate::base::fingerprint::{Fingerprint, Fingerprinter};
use crate::base::outputs::Output;
use crate::base::seen_file::SeenFile;
use crate::publish::entry::{DiskEntry, entry_at};
use crate::publish::error::PublishError;

/// The size of the buffers that files are read through, in bytes.
pub(super) const BUFFER: usize = 64 * 1024;

/// The fingerprint and the length of a file, written as `FINGERPRINT LENGTH`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct FileDigest {
    pub(super) fingerprint: Fingerprint,
    pub(super) len: u64,
}

impl fmt::Display for FileDigest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {}", self.fingerprint, self.len)
    }
}

impl FileDigest {
    /// The digest of a file that holds `output`.
    pub(super) fn of(output: &Output) -> Self {
        Self { fingerprint: output.fingerprint(), len: output.len() }
    }

    /// Parses the digest at the start of a line. Returns it with the text after the space that
    /// follows.
    pub(super) fn parse(line: &str) -> Option<(Self, &str)> {
        let (fingerprint, rest) = line.split_once(' ')?;
        let (len, rest) = rest.split_once(' ')?;
        let digest = Self { fingerprint: fingerprint.parse().ok()?, len: len.parse().ok()? };
        Some((digest, rest))
    }
}

/// Whether the regular file at `path` has the content of `output`. `buffer` is scratch space.
pub(super) fn has_content(
    path: &Path,
    output: &Output,
    buffer: &mut [u8],
) -> Result<bool, PublishError> {
    compare(path, |file| match output.read()? {
        Some(bytes) => matches_bytes(file, &bytes, buffer),
        None => Ok(read_digest(file, buffer, |_| Ok(()))? == FileDigest::of(output)),
    })
}

/// Whether there is a regular file at `path` with this digest. `buffer` is scratch space.
pub(super) fn has_digest(
    path: &Path,
    digest: FileDigest,
    buffer: &mut [u8],
) -> Result<bool, PublishError> {
    Ok(entry_at(path)? == DiskEntry::File(digest.len)
        && compare(path, |file| Ok(read_digest(file, buffer, |_| Ok(()))? == digest))?)
}

fn compare(
    path: &Path,
    is_equal: impl FnOnce(&mut File) -> io::Result<bool>,
) -> Result<bool, PublishError> {
    match File::open(path) {
        Ok(mut file) => is_equal(&mut file).map_err(PublishError::io("read", path)),
        // A file that cannot be read can still be replaced.
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => Ok(false),
        Err(error) => Err(PublishError::io("read", path)(error)),
    }
}

fn matches_bytes(file: &mut File, bytes: &[u8], buffer: &mut [u8]) -> io::Result<bool> {
    let mut rest = bytes;
    loop {
        let count = fill(file, buffer)?;
        match rest.split_at_checked(count) {
            Some((next, after)) if *next == buffer[..count] => rest = after,
            _ => return Ok(false),
        }
        if count < buffer.len() {
            return Ok(rest.is_empty());
        }
    }
}

/// Reads a file to its end, passes each chunk to `chunk`, and returns the digest of the whole.
pub(super) fn read_digest(
    file: &mut File,
    buffer: &mut [u8],
    mut chunk: impl FnMut(&[u8]) -> io::Result<()>,
) -> io::Result<FileDigest> {
    let mut fingerprinter = Fingerprinter::default();
    let mut len = 0;
    loop {
        let count = fill(file, buffer)?;
        fingerprinter.update(&buffer[..count]);
        len += count as u64;
        if count > 0 {
            chunk(&buffer[..count])?;
        }
        if count < buffer.len() {
            return Ok(FileDigest { fingerprint: fingerprinter.finish(), len });
        }
    }
}

/// Reads a file, passes each chunk to `write`, and checks that it has not changed since it was
/// scanned.
pub(super) fn copy(
    from: &SeenFile,
    expected: FileDigest,
    buffer: &mut [u8],
    mut write: impl FnMut(&[u8]) -> Result<(), PublishError>,
) -> Result<(), PublishError> {
    let mut source = from.open_present().map_err(PublishError::io("read", from.as_ref()))?;
    let mut failed = None;
    let mut len = 0;
    let copied = read_digest(&mut source, buffer, |chunk| {
        len += chunk.len() as u64;
        // A file that grows without end must not fill the disk.
        if len > expected.len {
            return Err(io::ErrorKind::InvalidData.into());
        }
        write(chunk).map_err(|error| {
            failed = Some(error);
            io::ErrorKind::Other.into()
        })
    });
    if let Some(error) = failed {
        return Err(error);
    }
    match copied {
        Ok(digest) if digest == expected => Ok(()),
        Err(error) if len <= expected.len => Err(PublishError::io("read", from.as_ref())(error)),
        _ => Err(PublishError::SourceChanged(from.as_ref().to_owned())),
    }
}

/// Reads until the buffer is full or the file ends.
fn fill(file: &mut File, buffer: &mut [u8]) -> io::Result<usize> {
    let mut count = 0;
    while count < buffer.len() {
        match file.read(&mut buffer[count..]) {
            Ok(0) => break,
            Ok(more) => count += more,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok(count)
}
