//! [`pack`]: a zip archive whose bytes depend on the names and contents of its files alone.

use std::fs::File;
use std::io::{self, Cursor, Write};
use std::path::Path;

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipWriter};

use crate::base::outputs::Output;
use crate::publish::digest::{BUFFER, FileDigest, read_digest};
use crate::publish::error::PublishError;

/// Packs files in their order and returns the bytes of the archive. The first `stored` files are
/// not compressed. Files that are copied from disk are read in chunks; the archive is held in
/// memory.
///
/// # Errors
/// A file that is copied cannot be read, or has changed since it was scanned.
pub fn pack(files: &[(String, Output)], stored: usize) -> Result<Vec<u8>, PublishError> {
    let mut failure = None;
    let packed = fill(files, stored, &mut failure);
    // Only copying files can fail with a path; everything else happens in memory.
    packed
        .map_err(|error| failure.unwrap_or_else(|| PublishError::io("write", Path::new(""))(error)))
}

fn fill(
    files: &[(String, Output)],
    stored: usize,
    failure: &mut Option<PublishError>,
) -> io::Result<Vec<u8>> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let mut buffer = vec![0; BUFFER];
    for (index, (name, output)) in files.iter().enumerate() {
        let method =
            if index < stored { CompressionMethod::Stored } else { CompressionMethod::Deflated };
        // Fixed values, so that the bytes are equal on every system and at any time.
        let options = SimpleFileOptions::default()
            .compression_method(method)
            .last_modified_time(DateTime::DEFAULT)
            .system(System::Unix)
            .unix_permissions(0o644)
            .large_file(output.len() >= u64::from(u32::MAX));
        archive.start_file(name.as_str(), options)?;
        match output {
            Output::Copy { from, .. } => {
                copy(from, FileDigest::of(output), &mut archive, &mut buffer, failure)?;
            }
            _ => archive.write_all(output.in_memory().map_or(&[], |bytes| &**bytes))?,
        }
    }
    Ok(archive.finish()?.into_inner())
}

fn copy(
    from: &Path,
    expected: FileDigest,
    to: &mut impl Write,
    buffer: &mut [u8],
    failure: &mut Option<PublishError>,
) -> io::Result<()> {
    let copied = File::open(from)
        .and_then(|mut source| read_digest(&mut source, buffer, |chunk| to.write_all(chunk)));
    match copied {
        Ok(digest) if digest == expected => return Ok(()),
        Err(error) => *failure = Some(PublishError::io("read", from)(error)),
        Ok(_) => {
            let path = from.to_owned();
            *failure = Some(PublishError::SourceChanged { path });
        }
    }
    Err(io::ErrorKind::Other.into())
}
