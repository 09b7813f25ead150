//! The scanner: the disk to [`Sources`](super::Sources). The only code that reads a site's files.

mod error;
mod read;
mod scanner;
mod stat;
mod walk;

pub use crate::source::scan::error::ScanError;
pub use crate::source::scan::scanner::{Scanner, WatchedPath};
