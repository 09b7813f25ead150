//! The scanner: the disk to [`Sources`](super::Sources). The only code that reads a site's files.

mod error;
mod read;
mod scanner;
mod stat;
mod walk;

pub use error::ScanError;
pub use scanner::{Scanner, WatchedPath};
