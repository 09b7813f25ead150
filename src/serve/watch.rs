//! [`FileWatcher`]: sends an event when a source may have changed.
//!
//! An event may name files to read first; a complete scan always follows. An event that is lost,
//! doubled or out of order can delay a rebuild but never make it wrong.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::ops::Bound;
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::time::{Duration, Instant, SystemTime};

use notify::event::{AccessKind, AccessMode};
use notify::{Config, ErrorKind, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};

use crate::source::scan::WatchedPath;

/// The number of changed paths that are taken for a checkout or a copy rather than a save of an
/// editor.
const MANY_PATHS: usize = 32;

/// The debounce once [`MANY_PATHS`] have changed: a copy pauses for longer while it is at work.
const MANY_PATHS_DEBOUNCE: Duration = Duration::from_millis(50);

/// The longest time for which events that do not stop are collected.
const MAX_BURST: Duration = Duration::from_millis(500);

/// An event that a watched build waits for.
#[derive(Debug)]
pub enum WatchEvent {
    /// These files may have changed; if the list is empty, any file may have.
    Changed(Vec<PathBuf>),
    /// The system no longer reports changes, for this reason.
    Unavailable(String),
    /// The process shall end.
    Stop,
}

/// The system's file watcher over the folders of a site.
pub struct FileWatcher {
    system: RecommendedWatcher,
    /// The watched paths, each with whether all below it is watched, and with the folder that it is;
    /// `None` where its watch may be lost.
    watched: BTreeMap<PathBuf, (bool, Option<FolderIdentity>)>,
}

/// The creation time and inode of a folder, so that one that was deleted and made anew is watched
/// anew.
type FolderIdentity = (Option<SystemTime>, u64);

impl FileWatcher {
    /// A watcher of no folder yet, which sends its events to `events`.
    ///
    /// # Errors
    /// The reason why the system offers no watcher.
    pub fn new(events: Sender<WatchEvent>) -> Result<Self, String> {
        let send = move |result| {
            // The channel closes only when nobody waits for events any more.
            let _ = watch_event(result).map(|event| events.send(event));
        };
        // The scanner names the targets of links itself, and only those within the site.
        let config = Config::default().with_follow_symlinks(false);
        let system = RecommendedWatcher::new(send, config).map_err(|error| describe(&error))?;
        Ok(Self { system, watched: BTreeMap::new() })
    }

    /// Watches a folder, and those in it, anew: a folder that was moved or deleted has lost its watch,
    /// even if it is back by now.
    pub fn forget(&mut self, named: &Path) {
        let below = self.watched.range_mut::<Path, _>((Bound::Included(named), Bound::Unbounded));
        for (_, (_, identity)) in below.take_while(|(path, _)| path.starts_with(named)) {
            *identity = None;
        }
    }

    /// Watches all folders anew.
    pub fn forget_all(&mut self) {
        self.watched.values_mut().for_each(|(_, identity)| *identity = None);
    }

    /// Watches these paths and no others. Must be called before each scan, so that a change in a
    /// new folder is either seen by the scan or reported.
    ///
    /// # Errors
    /// The reason why some paths cannot be watched; the caller must poll from then on.
    pub fn watch(&mut self, watched_paths: &[WatchedPath]) -> Result<(), String> {
        let wanted: BTreeMap<PathBuf, (bool, Option<FolderIdentity>)> = watched_paths
            .iter()
            .filter_map(|s| Some((s.path.clone(), (s.recursive, Some(identity(&s.path)?)))))
            .collect();
        let is_unwanted = |path: &PathBuf, how| wanted.get(path) != Some(how);
        for (path, _) in self.watched.iter().filter(|(p, how)| is_unwanted(p, how)) {
            // A folder that no longer exists has lost its watch already.
            let _ = self.system.unwatch(path);
        }
        let mut result = Ok(());
        for (path, how) in &wanted {
            if self.watched.get(path) == Some(how) {
                continue;
            }
            let mode = if how.0 { RecursiveMode::Recursive } else { RecursiveMode::NonRecursive };
            match self.system.watch(path, mode) {
                Err(error) if path.exists() => result = Err(describe(&error)),
                _ => {}
            }
        }
        self.watched = wanted;
        result
    }
}

/// The events that [`next`] collected, as one.
#[derive(Debug, PartialEq, Eq)]
pub enum WatchBatch {
    /// These files may have changed.
    Files(BTreeSet<PathBuf>),
    /// Anything may have changed.
    Anything,
    /// Anything may have changed, and the system no longer reports changes, for this reason.
    Unavailable(String),
    /// No event came in the time given.
    Timeout,
}

/// Waits for an event, `timeout` at most, and then for the end of the burst that it begins: until
/// no event came for the time `debounce`. `None` when the process shall end.
pub fn next(
    events: &Receiver<WatchEvent>,
    timeout: Option<Duration>,
    debounce: Duration,
) -> Option<WatchBatch> {
    let first = match timeout {
        Some(timeout) => events.recv_timeout(timeout),
        None => events.recv().map_err(RecvTimeoutError::from),
    };
    let mut burst = WatchBurst::default();
    match first {
        Err(RecvTimeoutError::Timeout) => return Some(WatchBatch::Timeout),
        Err(RecvTimeoutError::Disconnected) => return None,
        Ok(event) => burst.add(event),
    }
    let start = Instant::now();
    while !burst.stop && start.elapsed() < MAX_BURST.max(debounce) {
        let debounce = if burst.files.len() < MANY_PATHS {
            debounce
        } else {
            debounce.max(MANY_PATHS_DEBOUNCE)
        };
        match events.recv_timeout(debounce) {
            Ok(event) => burst.add(event),
            Err(_) => break,
        }
    }
    burst.into_batch()
}

/// The events of a short time.
#[derive(Default)]
struct WatchBurst {
    files: BTreeSet<PathBuf>,
    any_file: bool,
    unavailable: Option<String>,
    stop: bool,
}

impl WatchBurst {
    fn add(&mut self, event: WatchEvent) {
        match event {
            WatchEvent::Changed(paths) => {
                self.any_file |= paths.is_empty();
                self.files.extend(paths);
            }
            WatchEvent::Unavailable(why) => self.unavailable = Some(why),
            WatchEvent::Stop => self.stop = true,
        }
    }

    fn into_batch(self) -> Option<WatchBatch> {
        let is_any = self.any_file || self.files.len() >= MANY_PATHS;
        (!self.stop).then_some(match self.unavailable {
            Some(why) => WatchBatch::Unavailable(why),
            None if is_any => WatchBatch::Anything,
            None => WatchBatch::Files(self.files),
        })
    }
}

/// The event for a result of the system, if it may concern a source.
fn watch_event(result: notify::Result<notify::Event>) -> Option<WatchEvent> {
    match result {
        // The system's queue overflowed.
        Ok(event) if event.need_rescan() => Some(WatchEvent::Changed(Vec::new())),
        Ok(event) if is_change(event.kind) => Some(WatchEvent::Changed(event.paths)),
        Ok(_) => None,
        Err(error) if matches!(error.kind, ErrorKind::MaxFilesWatch) => {
            Some(WatchEvent::Unavailable(describe(&error)))
        }
        // An error may mean lost events.
        Err(_) => Some(WatchEvent::Changed(Vec::new())),
    }
}

/// Whether an event may mean a changed source. Reading does not, and the scan reads; an event of
/// unknown kind may.
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

fn identity(path: &Path) -> Option<FolderIdentity> {
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

    fn changed(path: &str) -> WatchEvent {
        WatchEvent::Changed(vec![path.into()])
    }

    #[test]
    fn a_burst_is_one_and_a_stop_in_it_is_not_lost() {
        let (sender, events) = channel();
        for _ in 0..10 {
            sender.send(changed("a.md")).unwrap();
            sender.send(changed("b.md")).unwrap();
        }
        let files = BTreeSet::from(["a.md".into(), "b.md".into()]);
        assert_eq!(next(&events, None, DEBOUNCE), Some(WatchBatch::Files(files)));
        assert!(events.try_recv().is_err());
        sender.send(changed("a.md")).unwrap();
        sender.send(WatchEvent::Stop).unwrap();
        assert_eq!(next(&events, None, DEBOUNCE), None);
    }

    #[test]
    fn an_event_without_a_path_and_a_flood_of_paths_mean_anything() {
        let (sender, events) = channel();
        sender.send(changed("a.md")).unwrap();
        sender.send(WatchEvent::Changed(Vec::new())).unwrap();
        assert_eq!(next(&events, None, Duration::ZERO), Some(WatchBatch::Anything));
        for number in 0..MANY_PATHS {
            sender.send(changed(&number.to_string())).unwrap();
        }
        assert_eq!(next(&events, None, DEBOUNCE), Some(WatchBatch::Anything));
    }

    #[test]
    fn a_burst_that_does_not_end_is_looked_at_all_the_same() {
        let (sender, events) = channel();
        let flood = std::thread::spawn(move || while sender.send(changed("a.md")).is_ok() {});
        for _ in 0..3 {
            assert!(matches!(next(&events, None, DEBOUNCE), Some(WatchBatch::Files(_))));
        }
        drop(events);
        flood.join().unwrap();
    }

    #[test]
    fn silence_ends_and_a_closed_channel_stops() {
        let (sender, events) = channel();
        assert_eq!(next(&events, Some(DEBOUNCE), DEBOUNCE), Some(WatchBatch::Timeout));
        sender.send(WatchEvent::Unavailable("why".to_owned())).unwrap();
        let unavailable = WatchBatch::Unavailable("why".to_owned());
        assert_eq!(next(&events, None, DEBOUNCE), Some(unavailable));
        drop(sender);
        assert_eq!(next(&events, None, DEBOUNCE), None);
    }

    #[test]
    fn lost_events_mean_anything_and_a_limit_is_told() {
        use notify::event::Flag;
        let lost = notify::Event::new(EventKind::Other).set_flag(Flag::Rescan);
        assert!(
            matches!(watch_event(Ok(lost)), Some(WatchEvent::Changed(paths)) if paths.is_empty())
        );
        let broken = notify::Error::generic("broken");
        assert!(
            matches!(watch_event(Err(broken)), Some(WatchEvent::Changed(paths)) if paths.is_empty())
        );
        let limit = notify::Error::new(ErrorKind::MaxFilesWatch);
        assert!(
            matches!(watch_event(Err(limit)), Some(WatchEvent::Unavailable(why)) if why.contains("max_user_watches"))
        );
    }

    #[test]
    fn reading_is_no_change() {
        assert!(!is_change(EventKind::Access(AccessKind::Open(AccessMode::Any))));
        assert!(is_change(EventKind::Access(AccessKind::Close(AccessMode::Write))));
        assert!(is_change(EventKind::Any));
    }
}
