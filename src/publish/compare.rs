//! [`has_content`] and [`read_digest`]: the content of files, compared and hashed in chunks.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use crate::base::fingerprint::Fingerprinter;
use crate::base::outputs::Output;
use crate::publish::error::PublishError;
use crate::publish::record::FileDigest;

/// The size of the buffers that files are read through, in bytes.
pub(super) const BUFFER: usize = 64 * 1024;

/// Whether the regular file at `path` has the content of `output`. `buffer` is scratch space.
pub(super) fn has_content(
    path: &Path,
    output: &Output,
    buffer: &mut [u8],
) -> Result<bool, PublishError> {
    let mut file = match File::open(path) {
        Ok(file) => file,
        // A file that cannot be read can still be replaced.
        Err(error) if error.kind() == io::ErrorKind::PermissionDenied => return Ok(false),
        Err(error) => return Err(PublishError::io("read", path)(error)),
    };
    match output.in_memory() {
        Some(bytes) => matches_bytes(&mut file, bytes, buffer),
        None => read_digest(&mut file, buffer, |_| Ok(()))
            .map(|digest| digest == FileDigest::of(output)),
    }
    .map_err(PublishError::io("read", path))
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
