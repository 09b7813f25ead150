//! [`Follower`]: one build after the other, as the sources change. What `serve` shows and what
//! `build --watch` writes.

use std::path::PathBuf;
use std::sync::mpsc::{Receiver, Sender};
use std::time::Duration;

use super::rebuild::{Rebuilder, Rebuilt};
use super::watch::{self, Heard, Wake, Watcher};
use crate::source::scan::{self, WatchedPath};

/// How long nothing must happen after a save before it is read, where nobody says otherwise. What
/// is saved in two steps with a longer pause between them is built twice.
pub const DEBOUNCE: Duration = Duration::from_millis(5);

/// How often to look for changes where the system does not tell of them.
const POLL: Duration = Duration::from_secs(1);

/// How long after the last change a further look makes sure that no event was lost.
const SETTLED: Duration = Duration::from_millis(500);

/// How to notice changes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Watching {
    /// How long nothing must happen after a change before it is looked at.
    pub debounce: Duration,
    /// Whether to look every second and not to ask the system, which is told nothing of changes
    /// that other machines make.
    pub poll: bool,
}

impl Default for Watching {
    fn default() -> Self {
        Self {
            debounce: DEBOUNCE,
            poll: false,
        }
    }
}

/// What happened to a site that is followed.
pub enum News {
    /// The sources changed and were built.
    Rebuilt(Rebuilt),
    /// The site cannot be read at the moment.
    Unreadable(scan::ScanError),
    /// The system does not tell of changes, for this reason; they are looked for every second.
    Polling(String),
}

/// Follows the sources of one site.
pub struct Follower {
    rebuilder: Rebuilder,
    watcher: Option<Watcher>,
    watching: Watching,
    watched_paths: Vec<WatchedPath>,
    polling: bool,
    trouble: Option<String>,
    due: Due,
}

/// When the next complete scan is due without any event.
#[derive(Clone, Copy, PartialEq)]
enum Due {
    /// At once: only the files that events named were read.
    Now,
    /// When it has been quiet for a while.
    Later,
    /// Not at all.
    Never,
}

impl Follower {
    /// One that has not built yet. `wakes` is what [`Follower::next`] listens to.
    pub fn new(rebuilder: Rebuilder, watching: Watching, wakes: Sender<Wake>) -> Self {
        let (watcher, trouble) = if watching.poll {
            (None, None)
        } else {
            let (watcher, result) = Watcher::new(wakes);
            (Some(watcher), result.err())
        };
        Self {
            rebuilder,
            watcher,
            watching,
            watched_paths: Vec::new(),
            polling: watching.poll,
            trouble,
            due: Due::Later,
        }
    }

    /// The first build.
    ///
    /// # Errors
    /// When the root of the site cannot be read.
    pub fn first(&mut self) -> Result<Rebuilt, scan::ScanError> {
        loop {
            self.arm();
            if let Some(rebuilt) = self.rebuilder.rebuild()? {
                self.check();
                return Ok(rebuilt);
            }
        }
    }

    /// Waits for the next change and builds; `None` when it is time to end.
    pub fn next(&mut self, wakes: &Receiver<Wake>) -> Option<News> {
        loop {
            if let Some(why) = self.trouble.take()
                && !self.polling
            {
                self.polling = true;
                return Some(News::Polling(why));
            }
            let files = match watch::next(wakes, self.patience(), self.watching.debounce) {
                Heard::Stop => return None,
                // What was named meanwhile is read by the complete scan as well.
                Heard::Files(files) if self.due != Due::Now => Some(files),
                Heard::Silence if self.due == Due::Later => {
                    self.due = Due::Never;
                    None
                }
                Heard::Blind(why) => {
                    self.trouble = Some(why);
                    self.due = Due::Later;
                    None
                }
                _ => {
                    self.due = Due::Later;
                    None
                }
            };
            let result = match files {
                Some(files) => self.read_first(&files.into_iter().collect::<Vec<_>>()),
                None => self.read_all(),
            };
            match result {
                Ok(None) => {}
                Ok(Some(rebuilt)) => return Some(News::Rebuilt(rebuilt)),
                Err(error) => return Some(News::Unreadable(error)),
            }
        }
    }

    /// How long to wait for an event.
    fn patience(&self) -> Option<Duration> {
        match self.due {
            Due::Now => Some(Duration::ZERO),
            Due::Later => Some(SETTLED),
            Due::Never => self.polling.then_some(POLL),
        }
    }

    /// Reads these files only, if that can be trusted; everything else is read at once after.
    fn read_first(&mut self, files: &[PathBuf]) -> Result<Option<Rebuilt>, scan::ScanError> {
        self.due = Due::Now;
        if let Some(rebuilt) = self.rebuilder.rebuild_files(files) {
            return Ok(Some(rebuilt));
        }
        self.due = Due::Later;
        self.read_all()
    }

    fn read_all(&mut self) -> Result<Option<Rebuilt>, scan::ScanError> {
        self.arm();
        let result = self.rebuilder.rebuild();
        self.check();
        result
    }

    /// Before a scan, so that nothing that happens during it is missed.
    fn arm(&mut self) {
        self.watched_paths = self.rebuilder.scanner().watched_paths();
        if let Some(Err(why)) = self.watcher.as_mut().map(|w| w.watch(&self.watched_paths)) {
            self.trouble = Some(why);
        }
    }

    /// After a scan, which may have found links to places that are not watched yet.
    fn check(&mut self) {
        if self.rebuilder.scanner().watched_paths() != self.watched_paths {
            self.due = Due::Now;
        }
    }
}
