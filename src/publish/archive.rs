//! [`pack`]: a zip archive whose bytes depend on the names and contents of its files alone.

use std::io::{Cursor, Write};
use std::path::Path;

use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, DateTime, System, ZipWriter};

use crate::base::outputs::Output;
use crate::publish::digest::{BUFFER, FileDigest, copy};
use crate::publish::error::PublishError;

/// Packs files in their order and returns the bytes of the archive. The first `stored` files are
/// not compressed. Files that are copied from disk are read in chunks; the archive is held in
/// memory.
///
/// # Errors
/// A file that is copied cannot be read, or has changed since it was scanned.
pub fn pack(files: &[(String, Output)], stored: usize) -> Result<Vec<u8>, PublishError> {
    // Only copying files can fail with a path; everything else happens in memory.
    let failed = || PublishError::io("write", Path::new(""));
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
        archive.start_file(name.as_str(), options).map_err(|error| failed()(error.into()))?;
        if let Output::Copy { from, .. } = output {
            copy(from, FileDigest::of(output), &mut buffer, |chunk| {
                archive.write_all(chunk).map_err(failed())
            })?;
        } else {
            let bytes = output.read().map_err(failed())?.unwrap_or_default();
            archive.write_all(&bytes).map_err(failed())?;
        }
    }
    let packed = archive.finish().map_err(|error| failed()(error.into()))?;
    Ok(packed.into_inner())
}
