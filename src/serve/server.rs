//! [`run`]: serves a site and rebuilds it whenever a source changes.

use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender};

use crate::base::diagnostic::Diagnostic;
use crate::serve::error::ServeError;
use crate::serve::http::HttpService;
use crate::serve::listen::{bind, start};
use crate::serve::rebuild::{Rebuilder, Rebuilt};
use crate::serve::report::ServerReporter;
use crate::serve::settings::ServeSettings;
use crate::serve::snapshot::{BrowserDiagnostic, ServedSnapshot};
use crate::serve::watch::WatchEvent;
use crate::serve::watched_build::{WatchedBuild, WatchedBuildEvent};

/// Serves a site until [`WatchEvent::Stop`] arrives on `events`, the two ends of one channel.
///
/// # Errors
/// The port cannot be bound, the system refuses what a server needs, or the first scan fails.
pub fn run(
    settings: ServeSettings,
    rebuilder: Rebuilder,
    events: (Sender<WatchEvent>, &Receiver<WatchEvent>),
    reporter: &mut dyn ServerReporter,
) -> Result<(), ServeError> {
    let listener = bind(settings.port).map_err(|error| ServeError::Bind(settings.port, error))?;
    let address = listener.local_addr().map_err(ServeError::Start)?;
    let mut watched_build = WatchedBuild::new(rebuilder, settings.watching, events.0);
    let mut first = watched_build.first()?;
    let snapshot = take_snapshot(&mut first, None, false, reporter);
    let url = format!("http://{address}{}", snapshot.base_path);
    let (sender, receiver) = tokio::sync::watch::channel(Arc::new(snapshot));
    let service = HttpService::new(receiver, address, settings.reload, settings.worker);
    let runtime = start(listener, service).map_err(ServeError::Start)?;
    reporter.listening(&url, !address.ip().is_loopback());
    reporter.report(&WatchedBuildEvent::Rebuilt(first));

    while let Some(mut event) = watched_build.next(events.1) {
        if let WatchedBuildEvent::Rebuilt(rebuilt) = &mut event {
            let before = Arc::clone(&sender.borrow());
            let snapshot = take_snapshot(rebuilt, Some(&before), settings.visit, reporter);
            sender.send_replace(Arc::new(snapshot));
        }
        reporter.report(&event);
    }
    // Event streams never end on their own.
    runtime.shutdown_background();
    Ok(())
}

/// The snapshot to serve after a build: its outputs, which are taken out of it, or its errors.
fn take_snapshot(
    rebuilt: &mut Rebuilt,
    before: Option<&ServedSnapshot>,
    visit: bool,
    reporter: &dyn ServerReporter,
) -> ServedSnapshot {
    let build = &mut rebuilt.build;
    if build.has_errors() {
        let errors = build.diagnostics.iter().filter(|d| d.is_error());
        let problems = errors.map(|d| browser_diagnostic(d, reporter)).collect();
        return match before {
            Some(before) => before.broken(problems),
            None => ServedSnapshot::failure(problems),
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
    ServedSnapshot::site(outputs, base_path, before, page.flatten().as_deref())
}

fn browser_diagnostic(diagnostic: &Diagnostic, reporter: &dyn ServerReporter) -> BrowserDiagnostic {
    let place = diagnostic.place.as_ref().map(|place| match &place.excerpt {
        Some(excerpt) => {
            let (line, column) = excerpt.line_and_column();
            format!("{}:{line}:{column}", place.path)
        }
        None => place.path.to_string(),
    });
    BrowserDiagnostic { place: place.unwrap_or_default(), text: reporter.describe(diagnostic) }
}
