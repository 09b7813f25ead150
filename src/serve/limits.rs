//! The limits of the server, so that no client takes what others need.

use std::time::Duration;

/// The largest number of pages that may read the event stream at a time.
pub(super) const MAX_SUBSCRIBERS: usize = 1024;

/// The largest number of connections open at a time; further ones wait. It is above
/// [`MAX_SUBSCRIBERS`], so that there are always some left for pages.
pub(super) const MAX_CONNECTIONS: usize = 1280;

/// The time that a connection may stay without a byte in either direction. The event stream sends a
/// byte more often than that.
pub(super) const IDLE_TIMEOUT: Duration = Duration::from_secs(30);

/// The time that the header section of a request may take.
pub(super) const HEADER_TIMEOUT: Duration = Duration::from_secs(10);

/// The number of bytes that the header section of a request may have.
pub(super) const MAX_HEADER_BYTES: usize = 16 * 1024;

/// The number of header fields that a request may have.
pub(super) const MAX_HEADERS: usize = 100;
