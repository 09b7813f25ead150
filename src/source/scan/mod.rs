//! The scanner: the disk to [`Sources`](super::Sources). The only code that reads a site's files.

mod scanner;
mod surroundings;
mod walk;

pub use crate::source::scan::scanner::{Scanner, WatchedPath};
pub use crate::source::scan::walk::ScanError;
