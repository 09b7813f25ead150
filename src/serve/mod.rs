//! The site over HTTP from memory, rebuilt when a source changes.
//!
//! A loop around the one build: wait for a wake, scan, build, swap what is shown. The bytes served
//! are the bytes that would be published; only HTML gets a script added on its way out.

mod http;
mod listen;
mod lookup;
mod page;
pub mod rebuild;
pub mod watch;

use std::io;
use std::net::{IpAddr, SocketAddr, TcpListener};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender};

use tokio::runtime::Runtime;

use self::listen::Limited;
use self::page::Shown;
use self::rebuild::{Rebuilder, Rebuilt};
use self::watch::{Wake, Watcher};
use crate::base::diagnostic::Diagnostic;
use crate::source::scan::{self, Spot};

/// How many ports to try when the first one is taken.
const PORTS: u16 = 100;

/// Where to listen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settings {
    /// The address of the interface.
    pub interface: IpAddr,
    /// The port; 0 for any free one.
    pub port: u16,
    /// Whether to take the next free port when that one is taken.
    pub next_port: bool,
}

/// What happens, in the order in which it does.
pub enum Event<'a> {
    /// The server answers at this address.
    Listening(&'a str),
    /// The sources changed and were built. A site with errors is not shown.
    Rebuilt(&'a Rebuilt),
    /// The site cannot be read at the moment; what was shown stays.
    Unreadable(&'a scan::Error),
    /// The system does not tell of changes, for this reason; they are looked for every second.
    Polling(&'a str),
}

/// Who hears of what happens and puts it into words.
pub trait Audience {
    /// Something happens.
    fn hear(&mut self, event: Event<'_>);
    /// The text of a page that says what is wrong with the site.
    fn describe(&self, diagnostics: &[Diagnostic]) -> String;
}

/// Serves a site until [`Wake::Stop`] arrives on `wakes`, both ends of one channel.
///
/// # Errors
/// When the port cannot be had or the site cannot be read for the first time.
pub fn run(
    settings: Settings,
    mut rebuilder: Rebuilder,
    wakes: (Sender<Wake>, &Receiver<Wake>),
    audience: &mut dyn Audience,
) -> Result<(), Error> {
    let listener = bind(settings).map_err(|error| Error::Bind(settings, error))?;
    let address = listener.local_addr().map_err(Error::Run)?;
    let mut watch = Watch::new(wakes.0);
    watch.arm(&rebuilder, audience);
    let Some(first) = rebuilder.rebuild().map_err(Error::Scan)? else {
        return Ok(()); // the first call always builds
    };
    watch.check(&rebuilder);
    let mut has_site = !first.build.has_errors();
    let shown = shown(&first, audience);
    let url = format!("http://{address}{}", shown.base_path);
    let (sender, receiver) = tokio::sync::watch::channel(shown);
    let runtime = start(listener, receiver, address).map_err(Error::Run)?;
    audience.hear(Event::Listening(&url));
    audience.hear(Event::Rebuilt(&first));
    drop(first);

    while let Wake::Changed = watch::next(wakes.1, watch.polling) {
        watch.arm(&rebuilder, audience);
        match rebuilder.rebuild() {
            Ok(None) => {}
            Ok(Some(rebuilt)) => {
                has_site |= !rebuilt.build.has_errors();
                if !has_site || !rebuilt.build.has_errors() {
                    sender.send_replace(self::shown(&rebuilt, audience));
                }
                audience.hear(Event::Rebuilt(&rebuilt));
            }
            Err(error) => audience.hear(Event::Unreadable(&error)),
        }
        watch.check(&rebuilder);
    }
    // Event streams never end by themselves.
    runtime.shutdown_background();
    Ok(())
}

/// The system's watch, and what to do where it fails.
struct Watch {
    watcher: Watcher,
    wakes: Sender<Wake>,
    spots: Vec<Spot>,
    polling: bool,
    trouble: Option<String>,
}

impl Watch {
    fn new(wakes: Sender<Wake>) -> Self {
        let (watcher, result) = Watcher::new(wakes.clone());
        Self {
            watcher,
            wakes,
            spots: Vec::new(),
            polling: false,
            trouble: result.err(),
        }
    }

    /// Before a scan, so that nothing that happens during it is missed.
    fn arm(&mut self, rebuilder: &Rebuilder, audience: &mut dyn Audience) {
        self.spots = rebuilder.scanner().spots();
        let trouble = self.watcher.watch(&self.spots).err();
        if let Some(why) = self.trouble.take().or(trouble)
            && !self.polling
        {
            self.polling = true;
            audience.hear(Event::Polling(&why));
        }
    }

    /// After a scan, which may have found links to places that are not watched yet.
    fn check(&self, rebuilder: &Rebuilder) {
        if rebuilder.scanner().spots() != self.spots {
            // The receiver outlives this value.
            let _ = self.wakes.send(Wake::Changed);
        }
    }
}

/// What to show of a build: the site, or what is wrong with it.
fn shown(rebuilt: &Rebuilt, audience: &dyn Audience) -> Arc<Shown> {
    let build = &rebuilt.build;
    if build.has_errors() {
        return Shown::failure(&audience.describe(&build.diagnostics));
    }
    let base_path = build.config.as_ref().map_or("/", |c| &c.base_path);
    Shown::site(build.outputs.clone(), base_path)
}

fn bind(settings: Settings) -> io::Result<TcpListener> {
    let last = if settings.next_port {
        settings.port.saturating_add(PORTS)
    } else {
        settings.port
    };
    let mut result = Err(io::ErrorKind::AddrInUse.into());
    for port in settings.port..=last {
        result = TcpListener::bind((settings.interface, port));
        match &result {
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => {}
            _ => break,
        }
    }
    let listener = result?;
    listener.set_nonblocking(true)?;
    Ok(listener)
}

fn start(
    listener: TcpListener,
    shown: tokio::sync::watch::Receiver<Arc<Shown>>,
    address: SocketAddr,
) -> io::Result<Runtime> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()?;
    let listener = {
        let _inside = runtime.enter();
        tokio::net::TcpListener::from_std(listener)?
    };
    runtime.spawn(async move {
        let service = http::service(shown, address);
        // It ends with the runtime only.
        let _ = axum::serve(Limited::new(listener), service).await;
    });
    Ok(runtime)
}

/// Why a site cannot be served.
#[derive(Debug)]
pub enum Error {
    /// The port cannot be had.
    Bind(Settings, io::Error),
    /// The site cannot be read.
    Scan(scan::Error),
    /// The system refuses what a server needs.
    Run(io::Error),
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Bind(settings, error) => {
                let address = SocketAddr::new(settings.interface, settings.port);
                write!(f, "cannot listen at `{address}`: {error}")
            }
            Self::Scan(error) => error.fmt(f),
            Self::Run(error) => write!(f, "the server cannot be started: {error}"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Bind(_, error) | Self::Run(error) => Some(error),
            Self::Scan(error) => Some(error),
        }
    }
}
