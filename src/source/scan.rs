//! [`Scanner`]: the disk to [`super::Sources`]. The only code that reads a site's files.

/// Reads a site from disk.
pub struct Scanner {}
