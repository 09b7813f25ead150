//! [`ServeError`]: why a site cannot be served.

use std::io;
use std::net::SocketAddr;

use thiserror::Error;

use crate::serve::settings::ListenAddress;
use crate::source::scan::ScanError;

/// Why a site cannot be served.
#[derive(Debug, Error)]
pub enum ServeError {
    /// The port cannot be bound.
    #[error("cannot listen at `{to}`: {1}", to = SocketAddr::new(.0.interface, .0.number))]
    Bind(ListenAddress, #[source] io::Error),
    /// The folder of the site cannot be scanned.
    #[error(transparent)]
    Scan(#[from] ScanError),
    /// The system refuses a socket or a thread that a server needs.
    #[error("the server cannot be started: {0}")]
    Start(#[source] io::Error),
}
