//! [`ScanError`]: the root of a site cannot be read.

use std::io;
use std::path::PathBuf;

use thiserror::Error;

/// The system's message for an error, without the number that Rust adds.
pub(super) fn reason(error: &io::Error) -> String {
    let text = error.to_string();
    match text.find(" (os error") {
        Some(at) => text[..at].to_lowercase(),
        None => text,
    }
}

/// The error of a scan: the root of the site cannot be read.
#[derive(Debug, Error)]
#[error("`{}` cannot be read: {}", .path.display(), reason(.error))]
pub struct ScanError {
    /// The root of the site.
    pub path: PathBuf,
    /// The error of the system.
    #[source]
    pub error: io::Error,
}
