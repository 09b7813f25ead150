//! The site over HTTP from memory, rebuilt when a source changes.
//!
//! A loop around the one build: wait for a wake, scan, build, swap what is shown. The bytes served
//! are the bytes that would be published; only HTML gets a script added on its way out.

mod admit;
mod answer;
mod difference;
pub mod follow;
mod headers;
mod http;
mod listen;
mod lookup;
mod page;
pub mod rebuild;
mod shown;
pub mod still;
pub mod watch;

use std::io;
use std::net::{IpAddr, SocketAddr, TcpListener};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender};

use tokio::runtime::Runtime;

use self::follow::{Follower, News, Watching};
use self::http::App;
use self::listen::listen;
use self::rebuild::{Rebuilder, Rebuilt};
use self::shown::{Problem, Shown};
use self::watch::Wake;
use crate::base::diagnostic::Diagnostic;
use crate::source::scan;

/// How many ports to try when the first one is taken.
const PORTS: u16 = 100;

/// How to serve.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Settings {
    /// Where to listen.
    pub port: Port,
    /// How to notice changes.
    pub watching: Watching,
    /// Whether open pages are kept up to date.
    pub reload: bool,
    /// Whether pages may register a service worker.
    pub worker: bool,
    /// Whether open pages go to the page that was changed.
    pub visit: bool,
}

/// Where to listen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Port {
    /// The address of the interface.
    pub interface: IpAddr,
    /// The port; 0 for any free one.
    pub number: u16,
    /// Whether to take the next free port when that one is taken.
    pub or_next: bool,
}

/// What happens, in the order in which it does.
pub enum Event<'a> {
    /// The server answers at this address, which others can reach or not.
    Listening {
        /// The address of the home page.
        url: &'a str,
        /// Whether other machines may reach it.
        open_to_others: bool,
    },
    /// The sources changed and were built. A site with errors is not shown.
    Rebuilt(&'a Rebuilt),
    /// The site cannot be read at the moment; what was shown stays.
    Unreadable(&'a scan::ScanError),
    /// The system does not tell of changes, for this reason; they are looked for every second.
    Polling(&'a str),
}

/// Who hears of what happens and puts it into words.
pub trait Audience {
    /// Something happens.
    fn hear(&mut self, event: Event<'_>);
    /// What a terminal would say of one error, without colours.
    fn describe(&self, diagnostic: &Diagnostic) -> String;
}

/// Serves a site until [`Wake::Stop`] arrives on `wakes`, both ends of one channel.
///
/// # Errors
/// When the port cannot be had or the site cannot be read for the first time.
pub fn run(
    settings: Settings,
    rebuilder: Rebuilder,
    wakes: (Sender<Wake>, &Receiver<Wake>),
    audience: &mut dyn Audience,
) -> Result<(), Error> {
    let listener = bind(settings.port).map_err(|error| Error::Bind(settings.port, error))?;
    let address = listener.local_addr().map_err(Error::Run)?;
    let mut follower = Follower::new(rebuilder, settings.watching, wakes.0);
    let mut first = follower.first().map_err(Error::Scan)?;
    let shown = show(&mut first, None, false, audience);
    let url = format!("http://{address}{}", shown.base_path);
    let (sender, receiver) = tokio::sync::watch::channel(Arc::new(shown));
    let app = App::new(receiver, address, settings.reload, settings.worker);
    let runtime = start(listener, app).map_err(Error::Run)?;
    audience.hear(Event::Listening {
        url: &url,
        open_to_others: !address.ip().is_loopback(),
    });
    audience.hear(Event::Rebuilt(&first));
    drop(first);

    while let Some(news) = follower.next(wakes.1) {
        match news {
            News::Rebuilt(mut rebuilt) => {
                let before = Arc::clone(&sender.borrow());
                let shown = show(&mut rebuilt, Some(&before), settings.visit, audience);
                sender.send_replace(Arc::new(shown));
                audience.hear(Event::Rebuilt(&rebuilt));
            }
            News::Unreadable(error) => audience.hear(Event::Unreadable(&error)),
            News::Polling(why) => audience.hear(Event::Polling(&why)),
        }
    }
    // Event streams never end by themselves.
    runtime.shutdown_background();
    Ok(())
}

/// What to show after a build: its outputs, which are taken out of it, or what is wrong.
fn show(
    rebuilt: &mut Rebuilt,
    before: Option<&Shown>,
    visit: bool,
    audience: &dyn Audience,
) -> Shown {
    let build = &mut rebuilt.build;
    if build.has_errors() {
        let errors = build.diagnostics.iter().filter(|d| d.is_error());
        let problems = errors.map(|d| problem(d, audience)).collect();
        return match before {
            Some(before) => before.broken(problems),
            None => Shown::failure(problems),
        };
    }
    let base_path = build.config.as_ref().map_or("/", |c| &c.base_path);
    let page = visit.then(|| {
        let nodes = build.site.nodes.iter();
        let mut changed = nodes.filter(|node| {
            let path = node.summary.as_ref().map(|summary| &summary.path);
            path.is_some_and(|path| rebuilt.changed.binary_search(path).is_ok())
        });
        changed.next().map(|node| node.route.href(base_path))
    });
    let outputs = std::mem::take(&mut build.outputs);
    Shown::site(outputs, base_path, before, page.flatten().as_deref())
}

fn problem(diagnostic: &Diagnostic, audience: &dyn Audience) -> Problem {
    let place = diagnostic.place.as_ref().map(|place| match &place.excerpt {
        Some(excerpt) => {
            let (line, column) = excerpt.line_and_column();
            format!("{}:{line}:{column}", place.path)
        }
        None => place.path.to_string(),
    });
    Problem {
        place: place.unwrap_or_default(),
        text: audience.describe(diagnostic),
    }
}

fn bind(port: Port) -> io::Result<TcpListener> {
    let last = if port.or_next {
        port.number.saturating_add(PORTS)
    } else {
        port.number
    };
    let mut result = Err(io::ErrorKind::AddrInUse.into());
    for number in port.number..=last {
        result = TcpListener::bind((port.interface, number));
        match &result {
            Err(error) if error.kind() == io::ErrorKind::AddrInUse => {}
            _ => break,
        }
    }
    let listener = result?;
    listener.set_nonblocking(true)?;
    Ok(listener)
}

fn start(listener: TcpListener, app: App) -> io::Result<Runtime> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(2)
        .enable_all()
        .build()?;
    let listener = {
        let _inside = runtime.enter();
        tokio::net::TcpListener::from_std(listener)?
    };
    runtime.spawn(listen(listener, app));
    Ok(runtime)
}

/// Why a site cannot be served.
#[derive(Debug)]
pub enum Error {
    /// The port cannot be had.
    Bind(Port, io::Error),
    /// The site cannot be read.
    Scan(scan::ScanError),
    /// The system refuses what a server needs.
    Run(io::Error),
}

impl std::fmt::Display for Error {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Bind(port, error) => {
                let address = SocketAddr::new(port.interface, port.number);
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
