//! [`ServeSettings`] and [`ListenAddress`]: how and where to serve.

use std::net::IpAddr;

use super::watched_build::WatchSettings;

/// How to serve.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ServeSettings {
    /// Where to listen.
    pub port: ListenAddress,
    /// How to notice changes.
    pub watching: WatchSettings,
    /// Whether open pages are kept up to date.
    pub reload: bool,
    /// Whether pages may register a service worker.
    pub worker: bool,
    /// Whether open pages go to the page that was changed.
    pub visit: bool,
}

/// Where to listen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ListenAddress {
    /// The address of the interface.
    pub interface: IpAddr,
    /// The port; 0 for any free one.
    pub number: u16,
    /// Whether to take the next free port when that one is taken.
    pub or_next: bool,
}
