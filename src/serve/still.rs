//! [`Still`]: a site that is served as it is, to a program on this machine.

use std::net::{IpAddr, Ipv4Addr};
use std::sync::Arc;

use tokio::runtime::Runtime;
use tokio::sync::watch;

use super::http::App;
use super::shown::Shown;
use super::{Error, Port, bind, start};
use crate::base::outputs::Outputs;

/// A site that is served until this value is dropped.
pub struct Still {
    /// Where it is: `http://127.0.0.1:50123`, to which addresses with the base path are added.
    pub origin: String,
    runtime: Option<Runtime>,
    _shown: watch::Sender<Arc<Shown>>,
}

impl Still {
    /// Serves a site whose addresses begin with `base_path`, to this machine alone.
    ///
    /// # Errors
    /// When no port can be had or the system refuses what a server needs.
    pub fn serve(outputs: Outputs, base_path: &str) -> Result<Self, Error> {
        let port = Port {
            interface: IpAddr::V4(Ipv4Addr::LOCALHOST),
            number: 0,
            or_next: false,
        };
        let listener = bind(port).map_err(|error| Error::Bind(port, error))?;
        let address = listener.local_addr().map_err(Error::Run)?;
        let shown = Shown::site(outputs, base_path, None, None);
        let (sender, receiver) = watch::channel(Arc::new(shown));
        let app = App::new(receiver, address, false, false);
        Ok(Self {
            origin: format!("http://{address}"),
            runtime: Some(start(listener, app).map_err(Error::Run)?),
            _shown: sender,
        })
    }
}

impl Drop for Still {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}
