//! [`run`]: serves a site and rebuilds it whenever a source changes. [`StaticServer`]: serves one that
//! does not change.

use std::io;
use std::net::{IpAddr, Ipv4Addr, SocketAddr};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender};

use thiserror::Error;
use tokio::runtime::Runtime;
use tokio::sync::watch;

use crate::base::diagnostic::Diagnostic;
use crate::base::outputs::Outputs;
use crate::hosting::plan::HostingPlan;
use crate::serve::http::HttpService;
use crate::serve::listen::{ListenAddress, bind, start};
use crate::serve::problems::{BrowserDiagnostic, SiteProblems};
use crate::serve::rebuild::{Rebuilder, Rebuilt};
use crate::serve::snapshot::ServedSnapshot;
use crate::serve::watch::WatchEvent;
use crate::serve::watched_build::{WatchSettings, WatchedBuild, WatchedBuildEvent};
use crate::source::scan::ScanError;

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

/// Reports the events of a server and puts diagnostics into words.
pub trait ServerReporter {
    /// The server answers at this address of the home page, which other machines may reach if it
    /// is open to others.
    fn listening(&mut self, url: &str, open_to_others: bool);
    /// Reports an event. Events come in the order in which they happen.
    fn report(&mut self, event: &WatchedBuildEvent);
    /// Diagnostics as a terminal shows them, without colours: of very many that are alike, the first
    /// ones and how many more there are.
    fn describe(diagnostics: &[&Diagnostic]) -> Vec<BrowserDiagnostic>;
}

/// Serves a site until [`WatchEvent::Stop`] arrives on `events`, the two ends of one channel.
///
/// # Errors
/// The port cannot be bound, the system refuses what a server needs, or the first scan fails.
pub fn run<R: ServerReporter>(
    settings: ServeSettings,
    rebuilder: Rebuilder,
    events: (Sender<WatchEvent>, &Receiver<WatchEvent>),
    reporter: &mut R,
) -> Result<(), ServeError> {
    let listener = bind(settings.port).map_err(|error| ServeError::Bind(settings.port, error))?;
    let address = listener.local_addr().map_err(ServeError::Start)?;
    let mut watched_build = WatchedBuild::new(rebuilder, settings.watching, events.0);
    let mut first = watched_build.first()?;
    let snapshot = take_snapshot::<R>(&mut first, None, false);
    let url = format!("http://{address}{}", snapshot.base_path);
    let (sender, receiver) = watch::channel(Arc::new(snapshot));
    let service = HttpService::new(receiver, address, settings.reload, settings.worker);
    let runtime = start(listener, service).map_err(ServeError::Start)?;
    reporter.listening(&url, !address.ip().to_canonical().is_loopback());
    reporter.report(&WatchedBuildEvent::Rebuilt(Box::new(first)));

    while let Some(mut event) = watched_build.next(events.1, false) {
        if let WatchedBuildEvent::Rebuilt(rebuilt) = &mut event {
            let before = Arc::clone(&sender.borrow());
            let snapshot = take_snapshot::<R>(rebuilt, Some(&before), settings.visit);
            sender.send_replace(Arc::new(snapshot));
        }
        reporter.report(&event);
    }
    // Event streams never end on their own.
    runtime.shutdown_background();
    Ok(())
}

/// The snapshot to serve after a build: its outputs, which are taken out of it, and its problems.
fn take_snapshot<R: ServerReporter>(
    rebuilt: &mut Rebuilt,
    before: Option<&ServedSnapshot>,
    visit: bool,
) -> ServedSnapshot {
    let build = &mut rebuilt.build;
    let base_path = &build.hosting.base_path;
    let page = visit.then(|| {
        let nodes = build.site.nodes.iter();
        let mut changed = nodes.filter(|node| {
            let path = node.summary.as_ref().map(|summary| &summary.path);
            path.is_some_and(|path| rebuilt.changed.binary_search(path).is_ok())
        });
        changed.next().map(|node| node.route.href(base_path))
    });
    let problems = SiteProblems::of(&build.diagnostics, build.totals(), &build.site, R::describe);
    let outputs = std::mem::take(&mut build.outputs);
    ServedSnapshot::new(outputs, &build.hosting, problems, before, page.flatten())
}

/// A server of a site that does not change, which runs until it is dropped.
pub struct StaticServer {
    /// The origin of the server, such as `http://127.0.0.1:50123`. Paths with the base path follow
    /// it.
    pub origin: String,
    _runtime: Runtime,
    _snapshot: watch::Sender<Arc<ServedSnapshot>>,
}

impl StaticServer {
    /// Serves a site by its plan, to this machine alone.
    ///
    /// # Errors
    /// No port can be bound, or the system refuses what a server needs.
    pub fn serve(outputs: Outputs, plan: &HostingPlan) -> Result<Self, ServeError> {
        let port =
            ListenAddress { interface: IpAddr::V4(Ipv4Addr::LOCALHOST), number: 0, or_next: false };
        let listener = bind(port).map_err(|error| ServeError::Bind(port, error))?;
        let address = listener.local_addr().map_err(ServeError::Start)?;
        let snapshot = ServedSnapshot::new(outputs, plan, SiteProblems::none(), None, None);
        let (sender, receiver) = watch::channel(Arc::new(snapshot));
        let service = HttpService::new(receiver, address, false, false);
        Ok(Self {
            origin: format!("http://{address}"),
            _runtime: start(listener, service).map_err(ServeError::Start)?,
            _snapshot: sender,
        })
    }
}
