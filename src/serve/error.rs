//! [`ServeError`]: why a site cannot be served.

use std::fmt;
use std::io;
use std::net::SocketAddr;

use crate::serve::settings::ListenAddress;
use crate::source::scan;

/// Why a site cannot be served.
#[derive(Debug)]
pub enum ServeError {
    /// The port cannot be bound.
    Bind(ListenAddress, io::Error),
    /// The folder of the site cannot be scanned.
    Scan(scan::ScanError),
    /// The system refuses a socket or a thread that a server needs.
    Start(io::Error),
}

impl fmt::Display for ServeError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bind(port, error) => {
                let address = SocketAddr::new(port.interface, port.number);
                write!(f, "cannot listen at `{address}`: {error}")
            }
            Self::Scan(error) => error.fmt(f),
            Self::Start(error) => write!(f, "the server cannot be started: {error}"),
        }
    }
}

impl std::error::Error for ServeError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Bind(_, error) | Self::Start(error) => Some(error),
            Self::Scan(error) => Some(error),
        }
    }
}
