//! [`ScanError`]: the root of a site cannot be read.

use std::fmt;
use std::io;
use std::path::PathBuf;

/// The system's message for an error, without the number that Rust adds.
pub(super) fn reason(error: &io::Error) -> String {
    let text = error.to_string();
    match text.find(" (os error") {
        Some(at) => text[..at].to_lowercase(),
        None => text,
    }
}

/// The error of a scan: the root of the site cannot be read.
#[derive(Debug)]
pub struct ScanError {
    /// The root of the site.
    pub path: PathBuf,
    /// The error of the system.
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
