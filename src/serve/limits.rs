//! The limits of the server, so that no client takes what others need.

use std::time::Duration;

/// How many pages may read the event stream at a time.
pub(super) const MAX_SUBSCRIBERS: usize = 1024;

/// How many connections are open at a time; more wait. It is above [`MAX_SUBSCRIBERS`], so that
/// there are always some left for pages.
pub(super) const MAX_CONNECTIONS: usize = 1280;

/// How long a connection may stay without a byte in either direction. The event stream sends one
/// more often than that.
pub(super) const IDLE_TIMEOUT: Duration = Duration::from_secs(30);

/// How long the header section of a request may take.
pub(super) const HEADER_TIMEOUT: Duration = Duration::from_secs(10);

/// How many bytes the header section of a request may have.
pub(super) const MAX_HEADER_BYTES: usize = 16 * 1024;

/// How many header fields a request may have.
pub(super) const MAX_HEADERS: usize = 100;
