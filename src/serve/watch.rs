//! [`Watcher`]: wakes the server when a source may have changed.
//!
//! An event says that something happened, never what: every wake leads to a complete scan. So an
//! event that is lost, doubled or out of order can make a rebuild late, never wrong.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant, SystemTime};

use notify_debouncer_full::notify::event::{AccessKind, AccessMode};
use notify_debouncer_full::notify::{
    self, Config, ErrorKind, EventKind, RecommendedWatcher, RecursiveMode,
};
use notify_debouncer_full::{DebounceEventResult, Debouncer, NoCache, new_debouncer_opt};

use crate::source::scan::Spot;

/// How long a file must rest before its events are passed on.
const DEBOUNCE: Duration = Duration::from_millis(50);

/// A burst is over when nothing happened for so long …
const QUIET: Duration = Duration::from_millis(20);

/// … or when it has lasted so long.
const CAP: Duration = Duration::from_millis(500);

/// How often to look for changes where the system cannot tell of them.
const POLL: Duration = Duration::from_secs(1);

/// What wakes the server.
#[derive(Debug)]
pub enum Wake {
    /// A source may have changed.
    Changed,
    /// It is time to end.
    Stop,
}

/// The system's watch over the folders of a site.
pub struct Watcher {
    debouncer: Option<Debouncer<RecommendedWatcher, NoCache>>,
    watched: BTreeMap<PathBuf, (bool, Identity)>,
}

/// Which folder it is, so that one that was deleted and made anew is watched anew.
type Identity = (Option<SystemTime>, u64);

impl Watcher {
    /// A watcher of nothing yet. Whatever goes wrong with it comes back from [`Watcher::watch`].
    pub fn new(wakes: Sender<Wake>) -> (Self, Result<(), String>) {
        let wake = move |result: DebounceEventResult| {
            // An error may mean lost events, so it wakes as well. The channel closes at the end.
            if result.map_or(true, |events| events.iter().any(|e| is_change(e.kind))) {
                let _ = wakes.send(Wake::Changed);
            }
        };
        // The scanner names the targets of links itself, and only those within the site.
        let config = Config::default().with_follow_symlinks(false);
        let (debouncer, result) = match new_debouncer_opt(DEBOUNCE, None, wake, NoCache, config) {
            Ok(debouncer) => (Some(debouncer), Ok(())),
            Err(error) => (None, Err(describe(&error))),
        };
        let watcher = Self {
            debouncer,
            watched: BTreeMap::new(),
        };
        (watcher, result)
    }

    /// Watches these spots and no others. To be called before each scan, so that whatever changes
    /// in a new folder is either seen by the scan or wakes.
    ///
    /// # Errors
    /// Why some of them cannot be watched; call [`next`] with `polling` from then on.
    pub fn watch(&mut self, spots: &[Spot]) -> Result<(), String> {
        let Some(debouncer) = &mut self.debouncer else {
            return Ok(());
        };
        let wanted: BTreeMap<PathBuf, (bool, Identity)> = spots
            .iter()
            .filter_map(|s| Some((s.path.clone(), (s.recursive, identity(&s.path)?))))
            .collect();
        let gone = |path: &PathBuf, how| wanted.get(path) != Some(how);
        for (path, _) in self.watched.iter().filter(|(p, how)| gone(p, how)) {
            // A folder that no longer exists has lost its watch already.
            let _ = debouncer.unwatch(path);
        }
        let mut result = Ok(());
        for (path, how) in &wanted {
            if self.watched.get(path) == Some(how) {
                continue;
            }
            let mode = if how.0 {
                RecursiveMode::Recursive
            } else {
                RecursiveMode::NonRecursive
            };
            match debouncer.watch(path, mode) {
                Err(error) if path.exists() => result = Err(describe(&error)),
                _ => {}
            }
        }
        self.watched = wanted;
        result
    }
}

/// Waits for the next wake and for the end of the burst that it begins; when `polling`, no longer
/// than a second.
pub fn next(wakes: &Receiver<Wake>, polling: bool) -> Wake {
    let first = if polling {
        wakes.recv_timeout(POLL)
    } else {
        wakes.recv().map_err(RecvTimeoutError::from)
    };
    match first {
        Ok(Wake::Stop) | Err(RecvTimeoutError::Disconnected) => return Wake::Stop,
        Err(RecvTimeoutError::Timeout) => return Wake::Changed,
        Ok(Wake::Changed) => {}
    }
    let start = Instant::now();
    while start.elapsed() < CAP {
        match wakes.recv_timeout(QUIET) {
            Ok(Wake::Changed) => {}
            Ok(Wake::Stop) => return Wake::Stop,
            Err(_) => break,
        }
    }
    Wake::Changed
}

/// Whether an event may change a source. Reading does not, and the scan reads; a system that says
/// nothing more precise is believed.
fn is_change(kind: EventKind) -> bool {
    match kind {
        EventKind::Access(AccessKind::Close(AccessMode::Write)) => true,
        EventKind::Access(_) => false,
        _ => true,
    }
}

fn describe(error: &notify::Error) -> String {
    match &error.kind {
        ErrorKind::MaxFilesWatch => "the system allows no more watched folders \
             (on Linux: raise `fs.inotify.max_user_watches`)"
            .to_owned(),
        ErrorKind::Io(error) => error.to_string(),
        _ => error.to_string(),
    }
}

fn identity(path: &Path) -> Option<Identity> {
    let metadata = fs::metadata(path).ok()?;
    #[cfg(unix)]
    let inode = std::os::unix::fs::MetadataExt::ino(&metadata);
    #[cfg(not(unix))]
    let inode = 0;
    Some((metadata.created().ok(), inode))
}

#[cfg(test)]
mod tests {
    use std::sync::mpsc::channel;

    use super::*;

    #[test]
    fn a_burst_is_one_wake_and_a_stop_in_it_is_not_lost() {
        let (sender, wakes) = channel();
        for _ in 0..100 {
            sender.send(Wake::Changed).unwrap();
        }
        assert!(matches!(next(&wakes, false), Wake::Changed));
        assert!(wakes.try_recv().is_err());
        sender.send(Wake::Changed).unwrap();
        sender.send(Wake::Stop).unwrap();
        assert!(matches!(next(&wakes, false), Wake::Stop));
    }

    #[test]
    fn polling_wakes_by_itself_and_a_closed_channel_stops() {
        let (sender, wakes) = channel();
        assert!(matches!(next(&wakes, true), Wake::Changed));
        drop(sender);
        assert!(matches!(next(&wakes, true), Wake::Stop));
    }

    #[test]
    fn reading_is_no_change() {
        assert!(!is_change(EventKind::Access(AccessKind::Open(
            AccessMode::Any
        ))));
        assert!(is_change(EventKind::Access(AccessKind::Close(
            AccessMode::Write
        ))));
        assert!(is_change(EventKind::Any));
    }
}
