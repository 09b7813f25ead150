//! The site over HTTP from memory, rebuilt when a source changes.
//!
//! A loop around the one build: wait for a watch event, scan, build, replace the served snapshot.
//! The bytes served are the bytes that would be published; only HTML gets a script added on its way
//! out.

pub mod rebuild;
pub mod static_server;
pub mod watch;
pub mod watched_build;

mod difference;
mod error;
mod headers;
mod http;
mod injection;
mod limits;
mod listen;
mod lookup;
mod report;
mod request_guard;
mod response;
mod server;
mod settings;
mod snapshot;

pub use crate::serve::error::ServeError;
pub use crate::serve::report::ServerReporter;
pub use crate::serve::server::run;
pub use crate::serve::settings::{ListenAddress, ServeSettings};
