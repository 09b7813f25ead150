//! [`Watcher`]: wakes whoever follows a site when a source may have changed.
//!
//! An event may say which files to read first; a complete scan always follows. So an event that is
//! lost, doubled or out of order can make a rebuild late, never wrong.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant, SystemTime};

use notify::event::{AccessKind, AccessMode};
use notify::{Config, ErrorKind, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

use crate::source::scan::WatchedPath;

/// So many changed paths are no save of an editor but a checkout or a copy …
const MANY: usize = 32;

/// … which pauses for longer while it is still at work.
const PAUSE: Duration = Duration::from_millis(50);

/// A burst that does not end is looked at all the same when it has lasted so long.
const CAP: Duration = Duration::from_millis(500);

/// What wakes whoever follows a site.
#[derive(Debug)]
pub enum Wake {
    /// These files may have changed; without any, anything may.
    Changed(Vec<PathBuf>),
    /// The system tells no more of changes, for this reason.
    Blind(String),
    /// It is time to end.
    Stop,
}

/// The system's watch over the folders of a site.
pub struct Watcher {
    system: Option<RecommendedWatcher>,
    watched: BTreeMap<PathBuf, (bool, Identity)>,
}

/// Which folder it is, so that one that was deleted and made anew is watched anew.
type Identity = (Option<SystemTime>, u64);

impl Watcher {
    /// A watcher of nothing yet. If the system has none to give, it never wakes.
    ///
    /// # Errors
    /// Why there is none, beside a watcher that never wakes.
    pub fn new(wakes: Sender<Wake>) -> (Self, Result<(), String>) {
        let tell = move |result| {
            // The channel closes only when nobody follows the site any more.
            let _ = wake(result).map(|wake| wakes.send(wake));
        };
        // The scanner names the targets of links itself, and only those within the site.
        let config = Config::default().with_follow_symlinks(false);
        let (system, result) = match RecommendedWatcher::new(tell, config) {
            Ok(system) => (Some(system), Ok(())),
            Err(error) => (None, Err(describe(&error))),
        };
        let watched = BTreeMap::new();
        (Self { system, watched }, result)
    }

    /// Watches these watched_paths and no others. To be called before each scan, so that whatever changes
    /// in a new folder is either seen by the scan or wakes.
    ///
    /// # Errors
    /// Why some of them cannot be watched; look for changes every second from then on.
    pub fn watch(&mut self, watched_paths: &[WatchedPath]) -> Result<(), String> {
        let Some(system) = &mut self.system else {
            return Ok(());
        };
        let wanted: BTreeMap<PathBuf, (bool, Identity)> = watched_paths
            .iter()
            .filter_map(|s| Some((s.path.clone(), (s.recursive, identity(&s.path)?))))
            .collect();
        let gone = |path: &PathBuf, how| wanted.get(path) != Some(how);
        for (path, _) in self.watched.iter().filter(|(p, how)| gone(p, how)) {
            // A folder that no longer exists has lost its watch already.
            let _ = system.unwatch(path);
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
            match system.watch(path, mode) {
                Err(error) if path.exists() => result = Err(describe(&error)),
                _ => {}
            }
        }
        self.watched = wanted;
        result
    }
}

/// What [`next`] heard.
#[derive(Debug, PartialEq, Eq)]
pub enum Heard {
    /// These files may have changed.
    Files(BTreeSet<PathBuf>),
    /// Anything may have changed.
    Anything,
    /// The same, and the system tells no more of changes, for this reason.
    Blind(String),
    /// Nothing in the time given.
    Silence,
    /// It is time to end.
    Stop,
}

/// Waits for a wake, `patience` at most, and for the end of the burst that it begins: until nothing
/// happened for the time `debounce`.
pub fn next(wakes: &Receiver<Wake>, patience: Option<Duration>, debounce: Duration) -> Heard {
    let first = match patience {
        Some(patience) => wakes.recv_timeout(patience),
        None => wakes.recv().map_err(RecvTimeoutError::from),
    };
    let mut burst = Burst::default();
    match first {
        Err(RecvTimeoutError::Timeout) => return Heard::Silence,
        Err(RecvTimeoutError::Disconnected) => return Heard::Stop,
        Ok(wake) => burst.add(wake),
    }
    let start = Instant::now();
    while !burst.stop && start.elapsed() < CAP.max(debounce) {
        let quiet = if burst.files.len() < MANY {
            debounce
        } else {
            debounce.max(PAUSE)
        };
        match wakes.recv_timeout(quiet) {
            Ok(wake) => burst.add(wake),
            Err(_) => break,
        }
    }
    burst.heard()
}

/// All that happened in a short time.
#[derive(Default)]
struct Burst {
    files: BTreeSet<PathBuf>,
    anything: bool,
    blind: Option<String>,
    stop: bool,
}

impl Burst {
    fn add(&mut self, wake: Wake) {
        match wake {
            Wake::Changed(paths) => {
                self.anything |= paths.is_empty();
                self.files.extend(paths);
            }
            Wake::Blind(why) => self.blind = Some(why),
            Wake::Stop => self.stop = true,
        }
    }

    fn heard(self) -> Heard {
        match self.blind {
            _ if self.stop => Heard::Stop,
            Some(why) => Heard::Blind(why),
            None if self.anything || self.files.len() >= MANY => Heard::Anything,
            None => Heard::Files(self.files),
        }
    }
}

/// What the system said, as far as anybody should wake for it.
fn wake(said: notify::Result<notify::Event>) -> Option<Wake> {
    match said {
        // The system had more to tell than it could keep.
        Ok(event) if event.need_rescan() => Some(Wake::Changed(Vec::new())),
        Ok(event) if is_change(event.kind) => Some(Wake::Changed(event.paths)),
        Ok(_) => None,
        Err(error) if matches!(error.kind, ErrorKind::MaxFilesWatch) => {
            Some(Wake::Blind(describe(&error)))
        }
        // An error may mean lost events.
        Err(_) => Some(Wake::Changed(Vec::new())),
    }
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
        // EMFILE: each program that watches takes one of a few instances.
        ErrorKind::Io(error) if error.raw_os_error() == Some(24) => {
            "the system allows no more watchers \
             (on Linux: raise `fs.inotify.max_user_instances`)"
                .to_owned()
        }
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

    const DEBOUNCE: Duration = Duration::from_millis(5);

    fn changed(path: &str) -> Wake {
        Wake::Changed(vec![path.into()])
    }

    #[test]
    fn a_burst_is_one_and_a_stop_in_it_is_not_lost() {
        let (sender, wakes) = channel();
        for _ in 0..10 {
            sender.send(changed("a.md")).unwrap();
            sender.send(changed("b.md")).unwrap();
        }
        let files = BTreeSet::from(["a.md".into(), "b.md".into()]);
        assert_eq!(next(&wakes, None, DEBOUNCE), Heard::Files(files));
        assert!(wakes.try_recv().is_err());
        sender.send(changed("a.md")).unwrap();
        sender.send(Wake::Stop).unwrap();
        assert_eq!(next(&wakes, None, DEBOUNCE), Heard::Stop);
    }

    #[test]
    fn an_event_without_a_path_and_a_flood_of_paths_mean_anything() {
        let (sender, wakes) = channel();
        sender.send(changed("a.md")).unwrap();
        sender.send(Wake::Changed(Vec::new())).unwrap();
        assert_eq!(next(&wakes, None, Duration::ZERO), Heard::Anything);
        for number in 0..MANY {
            sender.send(changed(&number.to_string())).unwrap();
        }
        assert_eq!(next(&wakes, None, DEBOUNCE), Heard::Anything);
    }

    #[test]
    fn a_burst_that_does_not_end_is_looked_at_all_the_same() {
        let (sender, wakes) = channel();
        let flood = std::thread::spawn(move || while sender.send(changed("a.md")).is_ok() {});
        for _ in 0..3 {
            assert!(matches!(next(&wakes, None, DEBOUNCE), Heard::Files(_)));
        }
        drop(wakes);
        flood.join().unwrap();
    }

    #[test]
    fn silence_ends_and_a_closed_channel_stops() {
        let (sender, wakes) = channel();
        assert_eq!(next(&wakes, Some(DEBOUNCE), DEBOUNCE), Heard::Silence);
        sender.send(Wake::Blind("why".to_owned())).unwrap();
        let blind = Heard::Blind("why".to_owned());
        assert_eq!(next(&wakes, None, DEBOUNCE), blind);
        drop(sender);
        assert_eq!(next(&wakes, None, DEBOUNCE), Heard::Stop);
    }

    #[test]
    fn lost_events_mean_anything_and_a_limit_is_told() {
        use notify::event::Flag;
        let lost = notify::Event::new(EventKind::Other).set_flag(Flag::Rescan);
        assert!(matches!(wake(Ok(lost)), Some(Wake::Changed(paths)) if paths.is_empty()));
        let broken = notify::Error::generic("broken");
        assert!(matches!(wake(Err(broken)), Some(Wake::Changed(paths)) if paths.is_empty()));
        let limit = notify::Error::new(ErrorKind::MaxFilesWatch);
        assert!(
            matches!(wake(Err(limit)), Some(Wake::Blind(why)) if why.contains("max_user_watches"))
        );
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
