//! [`read`]: a file on disk to a [`Source`].

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use crate::base::fingerprint::Fingerprinter;
use crate::source::Source;

/// The most bytes of a file that is held in memory, unless it is text.
const MEMORY_LIMIT: u64 = 256 * 1024;

/// The first bytes of a large file that are held in memory: enough for the size of any usual image,
/// and to tell text from other content.
const HEAD: usize = 64 * 1024;

/// Reads a regular file of `len` bytes. `None` if it was deleted in the meantime.
pub(super) fn read(path: &Path, len: u64) -> io::Result<Option<Source>> {
    match read_file(path, len) {
        Ok(source) => Ok(Some(source)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

fn read_file(path: &Path, len: u64) -> io::Result<Source> {
    let mut file = File::open(path)?;
    let mut head = Vec::with_capacity(usize::try_from(len).unwrap_or(HEAD).min(HEAD));
    file.by_ref().take(HEAD as u64).read_to_end(&mut head)?;
    if len <= MEMORY_LIMIT || is_text(&head) {
        file.read_to_end(&mut head)?;
        return Ok(Source::bytes(head));
    }
    let mut fingerprinter = Fingerprinter::default();
    fingerprinter.update(&head);
    let mut total = head.len() as u64;
    let mut buffer = vec![0; HEAD];
    loop {
        let count = match file.read(&mut buffer) {
            Ok(0) => break,
            Ok(count) => count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        fingerprinter.update(&buffer[..count]);
        total += count as u64;
    }
    Ok(Source::File {
        origin: path.to_owned(),
        len: total,
        fingerprint: fingerprinter.finish(),
        head: head.into(),
    })
}

/// Whether a file that begins with `head` is text: UTF-8 without a zero byte. The name of a file
/// says less, since stages read as text what authors name as they like.
fn is_text(head: &[u8]) -> bool {
    let is_cut = |error: std::str::Utf8Error| error.error_len().is_none();
    !head.contains(&0) && std::str::from_utf8(head).map_or_else(is_cut, |_| true)
}
