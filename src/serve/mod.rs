//! The site over HTTP from memory, rebuilt when a source changes.
//!
//! A loop around the one build: wait for a watch event, scan, build, replace the served snapshot.
//! The bytes served are the bytes that would be published, faults or not; only HTML gets a script
//! added on its way out, which marks what is at fault.

pub mod rebuild;
pub mod watch;
pub mod watched_build;

mod difference;
mod headers;
mod http;
mod injection;
mod listen;
mod lookup;
mod marked_words;
mod problems;
mod request_guard;
mod response;
mod server;
mod snapshot;

pub use crate::serve::listen::ListenAddress;
pub use crate::serve::problems::BrowserDiagnostic;
pub use crate::serve::server::{ServeError, ServeSettings, ServerReporter, StaticServer, run};
