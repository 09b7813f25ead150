//! [`create_new`]: files that a command creates and never overwrites.

use std::fs::OpenOptions;
use std::io::{self, Write as _};
use std::path::Path;

/// Writes a file that must not exist yet; `AlreadyExists` is an error otherwise.
pub(super) fn create_new(path: &Path, bytes: &[u8]) -> io::Result<()> {
    OpenOptions::new().write(true).create_new(true).open(path)?.write_all(bytes)
}
