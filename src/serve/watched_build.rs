//! [`WatchedBuild`]: one build after the other, as the sources change. What `serve` shows and what
//! `build --watch` writes.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender};
use std::time::Duration;

use super::rebuild::{Rebuilder, Rebuilt};
use super::watch::{self, FileWatcher, WatchBatch, WatchEvent};
use crate::source::scan::{self, Spot};

/// How long nothing must happen after a save before it is read, where nobody says otherwise. What
/// is saved in two steps with a longer pause between them is built twice.
pub const DEBOUNCE: Duration = Duration::from_millis(5);

/// How often to look for changes where the system does not tell of them.
const POLL: Duration = Duration::from_secs(1);

/// How long after the last change a further look makes sure that no event was lost.
const SETTLED: Duration = Duration::from_millis(500);

/// How to notice changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WatchSettings {
    /// How long nothing must happen after a change before it is looked at.
    pub debounce: Duration,
    /// Whether to look every second and not to ask the system, which is told nothing of changes
    /// that other machines make.
    pub poll: bool,
}

impl Default for WatchSettings {
    fn default() -> Self {
        Self {
            debounce: DEBOUNCE,
            poll: false,
        }
    }
}

/// What happened to a site that is followed.
pub enum WatchedBuildEvent {
    /// The sources changed and were built.
    Rebuilt(Rebuilt),
    /// The site cannot be read at the moment.
    Unreadable(scan::Error),
    /// The system does not tell of changes, for this reason; they are looked for every second.
    Polling(String),
}

/// Follows the sources of one site.
pub struct WatchedBuild {
    rebuilder: Rebuilder,
    watcher: Option<FileWatcher>,
    watching: WatchSettings,
    watched_paths: Vec<Spot>,
    polling: bool,
    unavailable: Option<String>,
    next_scan: NextScan,
}

/// When the next complete scan is due without any event.
#[derive(Clone, Copy, PartialEq)]
enum NextScan {
    /// At once: only the files that events named were read.
    Now,
    /// When it has been quiet for a while.
    Later,
    /// Not at all.
    Never,
}

impl WatchedBuild {
    /// One that has not built yet. `wakes` is what [`WatchedBuild::next`] listens to.
    pub fn new(rebuilder: Rebuilder, watching: WatchSettings, events: Sender<WatchEvent>) -> Self {
        let (watcher, unavailable) = if watching.poll {
            (None, None)
        } else {
            let (watcher, result) = FileWatcher::new(events);
            (Some(watcher), result.err())
        };
        Self {
            rebuilder,
            watcher,
            watching,
            watched_paths: Vec::new(),
            polling: watching.poll,
            unavailable,
            next_scan: NextScan::Later,
        }
    }

    /// The first build.
    ///
    /// # Errors
    /// When the root of the site cannot be read.
    pub fn first(&mut self) -> Result<Rebuilt, scan::Error> {
        loop {
            self.arm();
            if let Some(rebuilt) = self.rebuilder.rebuild()? {
                self.check();
                return Ok(rebuilt);
            }
        }
    }

    /// Waits for the next change and builds; `None` when it is time to end.
    pub fn next(&mut self, events: &Receiver<WatchEvent>) -> Option<WatchedBuildEvent> {
        loop {
            if let Some(why) = self.unavailable.take()
                && !self.polling
            {
                self.polling = true;
                return Some(WatchedBuildEvent::Polling(why));
            }
            let files = match watch::next(events, self.patience(), self.watching.debounce) {
                WatchBatch::Stop => return None,
                // What was named meanwhile is read by the complete scan as well.
                WatchBatch::Files(files) if self.next_scan != NextScan::Now => Some(files),
                WatchBatch::Timeout if self.next_scan == NextScan::Later => {
                    self.next_scan = NextScan::Never;
                    None
                }
                WatchBatch::Unavailable(why) => {
                    self.unavailable = Some(why);
                    self.next_scan = NextScan::Later;
                    None
                }
                _ => {
                    self.next_scan = NextScan::Later;
                    None
                }
            };
            let result = match files {
                Some(files) => self.read_first(&files.into_iter().collect::<Vec<_>>()),
                None => self.read_all(),
            };
            match result {
                Ok(None) => {}
                Ok(Some(rebuilt)) => return Some(WatchedBuildEvent::Rebuilt(rebuilt)),
                Err(error) => return Some(WatchedBuildEvent::Unreadable(error)),
            }
        }
    }

    /// How long to wait for an event.
    fn patience(&self) -> Option<Duration> {
        match self.next_scan {
            NextScan::Now => Some(Duration::ZERO),
            NextScan::Later => Some(SETTLED),
            NextScan::Never => self.polling.then_some(POLL),
        }
    }

    /// Reads these files only, if that can be trusted; everything else is read at once after.
    fn read_first(&mut self, files: &[PathBuf]) -> Result<Option<Rebuilt>, scan::Error> {
        self.next_scan = NextScan::Now;
        if let Some(rebuilt) = self.rebuilder.rebuild_files(files) {
            return Ok(Some(rebuilt));
        }
        self.next_scan = NextScan::Later;
        self.read_all()
    }

    fn read_all(&mut self) -> Result<Option<Rebuilt>, scan::Error> {
        self.arm();
        let result = self.rebuilder.rebuild();
        self.check();
        result
    }

    /// Before a scan, so that nothing that happens during it is missed.
    fn arm(&mut self) {
        self.watched_paths = self.rebuilder.scanner().spots();
        if let Some(Err(why)) = self.watcher.as_mut().map(|w| w.watch(&self.watched_paths)) {
            self.unavailable = Some(why);
        }
    }

    /// After a scan, which may have found links to places that are not watched yet.
    fn check(&mut self) {
        if self.rebuilder.scanner().spots() != self.watched_paths {
            self.next_scan = NextScan::Now;
        }
    }
}
