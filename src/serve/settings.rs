//! [`ServeSettings`] and [`ListenAddress`]: how and where to serve.

use std::net::IpAddr;

use crate::serve::watched_build::WatchSettings;

/// The settings of a server.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ServeSettings {
    /// The interface and the port to listen at.
    pub port: ListenAddress,
    /// The settings of how changes of the sources are noticed.
    pub watching: WatchSettings,
    /// Whether open pages are kept up to date.
    pub reload: bool,
    /// Whether pages may register a service worker.
    pub worker: bool,
    /// Whether open pages navigate to the page that was changed.
    pub visit: bool,
}

/// The interface and the port that a server listens at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ListenAddress {
    /// The address of the interface.
    pub interface: IpAddr,
    /// The port; 0 for any free one.
    pub number: u16,
    /// Whether to take the next free port when the given port is taken.
    pub or_next: bool,
}
