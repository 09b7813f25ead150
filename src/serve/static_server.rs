//! [`StaticServer`]: serves a site that does not change to a program on this machine.

use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;

use tokio::runtime::Runtime;
use tokio::sync::watch;

use crate::base::outputs::Outputs;
use crate::serve::error::ServeError;
use crate::serve::http::HttpService;
use crate::serve::listen::{bind, start};
use crate::serve::settings::ListenAddress;
use crate::serve::snapshot::ServedSnapshot;

/// A server of a site that does not change, which runs until it is dropped.
pub struct StaticServer {
    /// The origin of the server, such as `http://127.0.0.1:50123`. Paths with the base path follow
    /// it.
    pub origin: String,
    runtime: Option<Runtime>,
    _snapshot: watch::Sender<Arc<ServedSnapshot>>,
}

impl StaticServer {
    /// Serves a site whose addresses begin with `base_path`, to this machine alone.
    ///
    /// # Errors
    /// No port can be bound, or the system refuses what a server needs.
    pub fn serve(outputs: Outputs, base_path: &str) -> Result<Self, ServeError> {
        let port =
            ListenAddress { interface: IpAddr::V4(Ipv4Addr::LOCALHOST), number: 0, or_next: false };
        let listener = bind(port).map_err(|error| ServeError::Bind(port, error))?;
        let address = listener.local_addr().map_err(ServeError::Start)?;
        let snapshot = ServedSnapshot::site(outputs, base_path, None, None);
        let (sender, receiver) = watch::channel(Arc::new(snapshot));
        let service = HttpService::new(receiver, address, false, false);
        Ok(Self {
            origin: format!("http://{address}"),
            runtime: Some(start(listener, service).map_err(ServeError::Start)?),
            _snapshot: sender,
        })
    }
}

impl Drop for StaticServer {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}
