//! [`WatchedBuild`]: builds a site again whenever its sources change, for `handbook serve` and for
//! `handbook build --watch`.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender};
use std::time::{Duration, Instant};

use crate::serve::rebuild::{Rebuilder, Rebuilt};
use crate::serve::watch::{self, FileWatcher, WatchBatch, WatchEvent};
use crate::source::scan::{self, WatchedPath};

/// The default of [`WatchSettings::debounce`]. A file that is saved in two steps with a longer
/// pause between them is built twice.
pub const DEBOUNCE: Duration = Duration::from_millis(5);

/// The interval at which the sources are polled where the system does not report changes, and at
/// which what failed is tried again.
const POLL: Duration = Duration::from_secs(1);

/// The time after the last change at which a further scan makes sure that no event was lost.
const QUIET_PERIOD: Duration = Duration::from_millis(500);

/// The time without a change after which new errors are taken for meant. Editors save in several
/// steps: for a moment a file is empty, or is not there at all.
const SETTLING: Duration = Duration::from_millis(50);

/// The longest time that new errors are held back while changes go on.
const LONGEST_SETTLING: Duration = Duration::from_millis(500);

/// The settings for noticing changes of the sources.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WatchSettings {
    /// The time without an event that must pass after a change before the sources are read.
    pub debounce: Duration,
    /// Whether to poll every second instead of asking the system, which does not report changes
    /// that other machines make.
    pub poll: bool,
}

/// An event of a site that is watched.
pub enum WatchedBuildEvent {
    /// The sources changed and were built.
    Rebuilt(Box<Rebuilt>),
    /// The site cannot be read at the moment. The program looks again every second.
    Unreadable(scan::ScanError),
    /// The second is over after which [`WatchedBuild::next`] was to return.
    Retry,
    /// The system does not report changes, for this reason. The sources are polled every second.
    Polling(String),
}

/// Watches and rebuilds one site.
pub struct WatchedBuild {
    rebuilder: Rebuilder,
    watcher: Option<FileWatcher>,
    watching: WatchSettings,
    watched_paths: Vec<WatchedPath>,
    polling: bool,
    unavailable: Option<String>,
    next_scan: NextScan,
    /// Why the site could not be read when it was last looked at.
    unreadable: Option<String>,
    /// The number of errors of the last build that was given.
    errors: usize,
    /// A build with new errors, and since when builds with new errors have been held back.
    held: Option<(Instant, Rebuilt)>,
}

/// The time at which the next complete scan is due without any event.
#[derive(Clone, Copy, PartialEq)]
enum NextScan {
    /// The scan is due at once: only the files that events named were read.
    Now,
    /// The scan is due when no event came for a moment: there are new errors.
    Soon,
    /// The scan is due when no event came for a while.
    Later,
    /// The scan is due after [`POLL`]: the last one failed.
    Again,
    /// No scan is due until there is an event.
    Never,
}

impl WatchedBuild {
    /// A watched build that has not built yet. Its watcher sends to `events`, whose receiver
    /// [`WatchedBuild::next`] reads.
    pub fn new(rebuilder: Rebuilder, watching: WatchSettings, events: Sender<WatchEvent>) -> Self {
        let watcher = (!watching.poll).then(|| FileWatcher::new(events)).transpose();
        let (watcher, unavailable) = match watcher {
            Ok(watcher) => (watcher, None),
            Err(why) => (None, Some(why)),
        };
        Self {
            rebuilder,
            watcher,
            watching,
            watched_paths: Vec::new(),
            polling: watching.poll,
            unavailable,
            next_scan: NextScan::Later,
            unreadable: None,
            errors: 0,
            held: None,
        }
    }

    /// The first build.
    ///
    /// # Errors
    /// The root of the site cannot be read.
    pub fn first(&mut self) -> Result<Rebuilt, scan::ScanError> {
        loop {
            self.watch_paths();
            if let Some(rebuilt) = self.rebuilder.rebuild()? {
                self.check_paths();
                self.errors = rebuilt.build.totals().errors;
                return Ok(rebuilt);
            }
        }
    }

    /// Waits for the next change and builds; `None` when the process shall end. To `retry` what failed,
    /// it waits for no longer than a second.
    pub fn next(
        &mut self,
        events: &Receiver<WatchEvent>,
        retry: bool,
    ) -> Option<WatchedBuildEvent> {
        loop {
            if let Some(why) = self.unavailable.take()
                && !self.polling
            {
                self.polling = true;
                return Some(WatchedBuildEvent::Polling(why));
            }
            let was_idle = self.next_scan == NextScan::Never;
            let batch = watch::next(events, self.timeout(retry), self.watching.debounce)?;
            let is_quiet = batch == WatchBatch::Timeout;
            match self.read(batch) {
                Ok(rebuilt) => {
                    self.unreadable = None;
                    if let Some(rebuilt) = self.settled(rebuilt, is_quiet) {
                        return Some(WatchedBuildEvent::Rebuilt(Box::new(rebuilt)));
                    }
                    if retry && was_idle && is_quiet {
                        return Some(WatchedBuildEvent::Retry);
                    }
                }
                Err(error) => {
                    self.next_scan = NextScan::Again;
                    let why = Some(error.to_string());
                    if self.unreadable != why {
                        self.unreadable = why;
                        return Some(WatchedBuildEvent::Unreadable(error));
                    }
                }
            }
        }
    }

    /// Reads what changed after these events.
    fn read(&mut self, batch: WatchBatch) -> Result<Option<Rebuilt>, scan::ScanError> {
        let due = std::mem::replace(&mut self.next_scan, NextScan::Later);
        match batch {
            WatchBatch::Files(files) => {
                if let Some(watcher) = &mut self.watcher {
                    for path in &files {
                        watcher.forget(path);
                    }
                }
                // A complete scan that is due now reads the named files as well.
                if !matches!(due, NextScan::Now | NextScan::Again) {
                    return self.read_named(&files.into_iter().collect::<Vec<_>>());
                }
            }
            WatchBatch::Timeout if matches!(due, NextScan::Later | NextScan::Never) => {
                self.next_scan = NextScan::Never;
            }
            WatchBatch::Timeout => {}
            WatchBatch::Unavailable(why) => self.unavailable = Some(why),
            WatchBatch::Anything => {
                if let Some(watcher) = &mut self.watcher {
                    watcher.forget_all();
                }
            }
        }
        self.read_all()
    }

    /// The build to give after a read that gave `rebuilt`. One with new errors is held back until a
    /// scan after a quiet moment still finds them.
    fn settled(&mut self, rebuilt: Option<Rebuilt>, is_quiet: bool) -> Option<Rebuilt> {
        let held = self.held.take();
        let since = held.as_ref().map(|(since, _)| *since);
        let rebuilt = match (held, rebuilt) {
            (Some((_, before)), Some(after)) => Some(after.following(before.changed)),
            (held, rebuilt) => rebuilt.or(held.map(|(_, held)| held)),
        }?;
        let is_long = since.is_some_and(|since| since.elapsed() > LONGEST_SETTLING);
        let is_settled = since.is_some() && (is_quiet || is_long);
        let errors = rebuilt.build.totals().errors;
        if errors > self.errors && !is_settled {
            self.held = Some((since.unwrap_or_else(Instant::now), rebuilt));
            self.next_scan = NextScan::Soon;
            return None;
        }
        self.errors = errors;
        Some(rebuilt)
    }

    /// The time to wait for an event; `None` to wait for as long as it takes.
    fn timeout(&self, retry: bool) -> Option<Duration> {
        match self.next_scan {
            NextScan::Now => Some(Duration::ZERO),
            NextScan::Soon => Some(SETTLING),
            NextScan::Later => Some(QUIET_PERIOD),
            NextScan::Again => Some(POLL),
            NextScan::Never => (self.polling || retry).then_some(POLL),
        }
    }

    /// Reads these files alone if that can be trusted; a complete scan follows at once in any case.
    fn read_named(&mut self, files: &[PathBuf]) -> Result<Option<Rebuilt>, scan::ScanError> {
        self.next_scan = NextScan::Now;
        if let Some(rebuilt) = self.rebuilder.rebuild_files(files) {
            return Ok(Some(rebuilt));
        }
        self.next_scan = NextScan::Later;
        self.read_all()
    }

    fn read_all(&mut self) -> Result<Option<Rebuilt>, scan::ScanError> {
        self.watch_paths();
        let result = self.rebuilder.rebuild();
        self.check_paths();
        result
    }

    /// Watches the folders of the site. Must run before a scan, so that no change during it is
    /// missed.
    fn watch_paths(&mut self) {
        self.watched_paths = self.rebuilder.scanner.watched_paths();
        if let Some(Err(why)) = self.watcher.as_mut().map(|w| w.watch(&self.watched_paths)) {
            self.unavailable = Some(why);
        }
    }

    /// Schedules another scan if the last one found links to places that are not watched yet.
    fn check_paths(&mut self) {
        if self.rebuilder.scanner.watched_paths() != self.watched_paths {
            self.next_scan = NextScan::Now;
        }
    }
}
