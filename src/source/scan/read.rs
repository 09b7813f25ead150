//! [`read`]: a file on disk to a [`Source`].

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use crate::base::fingerprint::Fingerprinter;
use crate::source::Source;

/// The most bytes of a file that is held in memory, unless its extension is in [`TEXT`].
const MEMORY_LIMIT: u64 = 256 * 1024;

/// The first bytes of a large file that are held in memory: enough for the size of any usual image.
const HEAD: usize = 64 * 1024;

/// Extensions of files that a stage reads as text, or that are small by nature.
const TEXT: &[&str] = &[
    "bib",
    "css",
    "csv",
    "htm",
    "html",
    "js",
    "json",
    "markdown",
    "md",
    "mjs",
    "svg",
    "toml",
    "txt",
    "webmanifest",
    "xml",
    "yaml",
    "yml",
];

/// Reads a regular file of `len` bytes. `None` if it was deleted in the meantime.
pub(super) fn read(path: &Path, len: u64) -> io::Result<Option<Source>> {
    let source = if len <= MEMORY_LIMIT || is_text(path) {
        read_all(path, len)
    } else {
        read_in_chunks(path)
    };
    match source {
        Ok(source) => Ok(Some(source)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

fn is_text(path: &Path) -> bool {
    path.extension()
        .and_then(|extension| extension.to_str())
        .is_some_and(|extension| TEXT.iter().any(|t| t.eq_ignore_ascii_case(extension)))
}

fn read_all(path: &Path, len: u64) -> io::Result<Source> {
    let mut bytes = Vec::with_capacity(usize::try_from(len).unwrap_or(0));
    File::open(path)?.read_to_end(&mut bytes)?;
    Ok(Source::bytes(bytes))
}

fn read_in_chunks(path: &Path) -> io::Result<Source> {
    let mut file = File::open(path)?;
    let mut fingerprinter = Fingerprinter::default();
    let mut buffer = vec![0; HEAD];
    let mut head = Vec::with_capacity(HEAD);
    let mut len = 0;
    loop {
        let count = match file.read(&mut buffer) {
            Ok(0) => break,
            Ok(count) => count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        let chunk = &buffer[..count];
        fingerprinter.update(chunk);
        head.extend_from_slice(&chunk[..count.min(HEAD - head.len())]);
        len += count as u64;
    }
    Ok(Source::File {
        origin: path.to_owned(),
        len,
        fingerprint: fingerprinter.finish(),
        head: head.into(),
    })
}
