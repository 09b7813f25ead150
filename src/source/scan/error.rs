//! [`ScanError`]: why a site cannot be read at all, and the system's words for it.

use std::fmt;
use std::io;
use std::path::PathBuf;

/// What the system says of an error, without the number that Rust adds.
pub(super) fn reason(error: &io::Error) -> String {
    let text = error.to_string();
    match text.find(" (os error") {
        Some(at) => text[..at].to_lowercase(),
        None => text,
    }
}

/// Why a site could not be read at all.
#[derive(Debug)]
pub struct ScanError {
    /// The folder.
    pub path: PathBuf,
    /// What the system said.
    pub error: io::Error,
}

impl fmt::Display for ScanError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.path.display();
        write!(f, "`{path}` cannot be read: {}", reason(&self.error))
    }
}

impl std::error::Error for ScanError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.error)
    }
}
