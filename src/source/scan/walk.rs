//! [`SourceWalk`]: the walk over the folders of a site, which finds the files; [`FileStat`]: metadata
//! of a file, by which a change is detected without reading it; and [`ScanError`].

use std::fs::Metadata;
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};
use std::{fs, io};

use thiserror::Error;
use walkdir::{DirEntry, WalkDir};

use crate::base::diagnostic::{Code, Diagnostic, Place};
use crate::base::paths::SourcePath;
use crate::source::content::ContentFolder;
use crate::source::folder::left_out::LeftOut;

/// A regular file that the walk found.
pub(super) struct FoundFile {
    /// The path of the file in the site.
    pub(super) key: SourcePath,
    /// The absolute path of the file.
    pub(super) path: PathBuf,
    /// The metadata of the file.
    pub(super) stat: FileStat,
}

/// A walk over the folders of a site, and its results.
pub(super) struct SourceWalk<'a> {
    /// The root of the site, without symbolic links in it.
    root: &'a Path,
    /// Folders that are excluded.
    excluded: &'a [PathBuf],
    content: &'a ContentFolder,
    /// What is not read of a shared content.
    left_out: Option<LeftOut>,
    /// The folders of a shared content that were read.
    pub(super) folders: Vec<PathBuf>,
    /// The links of a shared content that were followed.
    links: Vec<PathBuf>,
    /// The files that were found.
    pub(super) found: Vec<FoundFile>,
    /// Files and links that could not be read or followed.
    pub(super) diagnostics: Vec<Diagnostic>,
    /// The targets of symbolic links.
    pub(super) targets: Vec<PathBuf>,
}

impl<'a> SourceWalk<'a> {
    pub(super) fn new(root: &'a Path, excluded: &'a [PathBuf], content: &'a ContentFolder) -> Self {
        Self {
            root,
            excluded,
            content,
            left_out: None,
            folders: Vec::new(),
            links: Vec::new(),
            found: Vec::new(),
            diagnostics: Vec::new(),
            targets: Vec::new(),
        }
    }

    /// Walks the folder of the content, which need not exist.
    pub(super) fn content(&mut self) {
        self.left_out = self.content.is_shared().then(|| LeftOut::new(self.root));
        self.folder(self.content.as_str());
        self.left_out = None;
    }

    /// Whether an entry is left out of a shared content, or lies in a folder that is. What is reached
    /// through a link is judged by where it really is.
    fn is_left_out(&mut self, path: &Path, is_folder: bool) -> bool {
        let Some(left_out) = &mut self.left_out else {
            return false;
        };
        if left_out.leaves_out(path, is_folder) {
            return true;
        }
        if !path.is_symlink() && !self.links.iter().any(|link| path.starts_with(link)) {
            return false;
        }
        fs::canonicalize(path).is_ok_and(|real| {
            left_out.leaves_out_with_folders(&real, is_folder)
                || self.excluded.iter().any(|folder| real.starts_with(folder))
        })
    }

    /// Walks one folder of the site, which need not exist.
    pub(super) fn folder(&mut self, name: &str) {
        let mut entries =
            WalkDir::new(self.root.join(name)).follow_links(true).sort_by_file_name().into_iter();
        while let Some(entry) = entries.next() {
            match entry {
                Ok(entry) => {
                    if !self.visit(&entry) && entry.file_type().is_dir() {
                        entries.skip_current_dir();
                    }
                }
                Err(error) => self.failed(&error),
            }
        }
    }

    /// Adds a file, which may be a symbolic link to one, under the path `key`.
    pub(super) fn file(&mut self, key: SourcePath, path: PathBuf) {
        match fs::metadata(&path) {
            Ok(metadata) if metadata.is_file() => {
                self.found.push(FoundFile { key, path, stat: FileStat::of(&metadata) });
            }
            Ok(_) => self.diagnostics.push(special(&key)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Err(error) => self.diagnostics.push(unreadable(&key, &error)),
        }
    }

    /// Adds the file of this name at the root of the site, if there is one.
    pub(super) fn file_if_there(&mut self, name: &str) {
        let path = self.root.join(name);
        if let Some(key) = SourcePath::new(name)
            && (!path.is_symlink() || self.may_follow(&path, &key))
        {
            self.file(key, path);
        }
    }

    /// Whether the symbolic link `path` may be followed: it leads to a file or folder within the
    /// site that is not excluded. Reports it if it leads elsewhere or nowhere.
    pub(super) fn may_follow(&mut self, path: &Path, key: &SourcePath) -> bool {
        match fs::canonicalize(path) {
            Ok(target) if !target.starts_with(self.root) => {
                self.bad_link(key, path, "points outside the site");
                false
            }
            Ok(target) => {
                let excluded = self.excluded.contains(&target);
                self.targets.push(target);
                !excluded
            }
            Err(_) => {
                self.bad_link(key, path, "points to nothing");
                false
            }
        }
    }

    /// Handles an entry of a folder. Returns whether to descend into it, if it is a folder.
    fn visit(&mut self, entry: &DirEntry) -> bool {
        if is_ignored(entry) || self.excluded.iter().any(|s| s == entry.path()) {
            return false;
        }
        if entry.path() == self.root {
            self.folders.push(self.root.to_owned());
            return true;
        }
        // The folder of the content itself was chosen, by whatever name.
        let is_chosen = entry.depth() == 0 && !entry.path_is_symlink();
        if !is_chosen && self.is_left_out(entry.path(), entry.file_type().is_dir()) {
            return false;
        }
        let Some(key) = self.key(entry.path()) else {
            self.diagnostics.push(self.invalid_name(entry.path()));
            return false;
        };
        if entry.path_is_symlink() && !self.may_follow(entry.path(), &key) {
            return false;
        }
        let is_content = || self.left_out.is_none() || self.content.rest(&key).is_some();
        if entry.file_type().is_dir() {
            if self.left_out.is_some() {
                self.folders.push(entry.path().to_owned());
                self.links.extend(entry.path_is_symlink().then(|| entry.path().to_owned()));
            }
            return true;
        }
        // A file where a folder is expected holds no sources.
        if entry.depth() > 0 && is_content() {
            self.file(key, entry.path().to_owned());
        }
        false
    }

    /// Handles an entry that could not be read.
    fn failed(&mut self, error: &walkdir::Error) {
        let Some(path) = error.path() else {
            return;
        };
        if error.depth() > 0 && path.file_name().is_some_and(|n| is_leftover(&n.to_string_lossy()))
        {
            return;
        }
        let Some(key) = self.key(path) else {
            self.diagnostics.push(self.invalid_name(path));
            return;
        };
        let is_link = fs::symlink_metadata(path).is_ok_and(|m| m.is_symlink());
        if error.loop_ancestor().is_some() {
            self.bad_link(&key, path, "points to a folder that contains it");
        } else if is_link {
            self.may_follow(path, &key);
        } else if let Some(error) = error.io_error()
            && error.kind() != io::ErrorKind::NotFound
        {
            self.diagnostics.push(unreadable(&key, error));
        }
    }

    fn key(&self, path: &Path) -> Option<SourcePath> {
        key(self.root, path)
    }

    fn invalid_name(&self, path: &Path) -> Diagnostic {
        let relative = path.strip_prefix(self.root).unwrap_or(path);
        let display = relative.to_string_lossy().replace('\\', "/");
        let message = format!("the file name `{display}` is not UTF-8");
        let diagnostic = match SourcePath::new(&display) {
            Some(place) => Diagnostic::error(Code::InvalidName, message, Place::file(&place)),
            None => Diagnostic::global(Code::InvalidName, message),
        };
        diagnostic.hint("rename the file")
    }

    fn bad_link(&mut self, key: &SourcePath, path: &Path, reason: &str) {
        let target = fs::read_link(path).unwrap_or_default();
        let target = target.to_string_lossy();
        let message = format!("the symbolic link `{key}` to `{target}` {reason}");
        let diagnostic = Diagnostic::error(Code::BadSymlink, message, Place::file(key));
        let hint = "point it to a file in the site, or replace it with the file itself";
        self.diagnostics.push(diagnostic.hint(hint));
    }
}

/// The path of a file in the site; `None` when its name is not UTF-8.
pub(super) fn key(root: &Path, path: &Path) -> Option<SourcePath> {
    let parts: Option<Vec<&str>> =
        path.strip_prefix(root).ok()?.iter().map(|part| part.to_str()).collect();
    SourcePath::new(&parts?.join("/"))
}

/// Whether a walk would skip `path`, because it or a folder above it is ignored or excluded.
pub(super) fn is_excluded(root: &Path, path: &Path, excluded: &[PathBuf]) -> bool {
    let within = path.strip_prefix(root).unwrap_or(path);
    within.iter().any(|name| is_leftover(&name.to_string_lossy()))
        || excluded.iter().any(|folder| path.starts_with(folder))
}

/// Whether an entry is hidden or a leftover of an editor.
fn is_ignored(entry: &DirEntry) -> bool {
    entry.depth() > 0 && is_leftover(&entry.file_name().to_string_lossy())
}

/// Whether a name is hidden, or that of a temporary or backup file of an editor.
fn is_leftover(name: &str) -> bool {
    // RFC 8615 gives this one hidden folder a meaning on web sites.
    if name == ".well-known" {
        return false;
    }
    let ends = |ending: &str| name.to_ascii_lowercase().ends_with(ending);
    name.starts_with('.')
        || name.ends_with('~')
        || (name.starts_with('#') && name.ends_with('#'))
        || name == "4913" // vim tries with it whether it may write
        || [".swp", ".swo", ".swx", ".tmp", "___jb_tmp___", "___jb_old___"]
            .iter()
            .any(|e| ends(e))
}

/// The diagnostic for a file or folder that cannot be read.
pub(super) fn unreadable(key: &SourcePath, error: &io::Error) -> Diagnostic {
    let message = format!("cannot read `{key}`: {}", reason(error));
    Diagnostic::error(Code::Unreadable, message, Place::file(key))
        .hint("check the permissions of the file and of the folders above it")
}

/// The diagnostic for a pipe, a socket or a device.
fn special(key: &SourcePath) -> Diagnostic {
    let message = format!("`{key}` is neither a file nor a folder and is left out");
    Diagnostic::warning(Code::Unreadable, message, Place::file(key))
        .hint("move pipes, sockets and devices out of the site")
}

/// The system's message for an error, without the number that Rust adds.
pub(super) fn reason(error: &io::Error) -> String {
    let text = error.to_string();
    match text.find(" (os error") {
        Some(at) => text[..at].to_lowercase(),
        None => text,
    }
}

/// The error of a scan: the root of the site cannot be read.
#[derive(Debug, Error)]
#[error("`{}` cannot be read: {}", .path.display(), reason(.error))]
pub struct ScanError {
    /// The root of the site.
    pub path: PathBuf,
    /// The error of the system.
    #[source]
    pub error: io::Error,
}

/// The age of the last change from which on the metadata of a file are reliable. Coarser than the
/// timestamps of any file system in use (FAT counts in steps of 2 s).
const RELIABLE_AGE: Duration = Duration::from_secs(2);

/// The identity, size and times of a file. If two are equal and reliable, so is the content.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct FileStat {
    /// The length of the file in bytes.
    pub(super) len: u64,
    /// The time of the last change of content; `None` where the file system has none.
    modified: Option<SystemTime>,
    /// The time of the last change of content or metadata, in seconds and nanoseconds since 1970.
    /// Unlike `modified`, no program can set it back.
    changed: (i64, i64),
    /// The device and inode number.
    identity: (u64, u64),
}

impl FileStat {
    /// The stat of a file from its current metadata.
    pub(super) fn of(metadata: &Metadata) -> Self {
        let (changed, identity) = platform(metadata);
        Self { len: metadata.len(), modified: metadata.modified().ok(), changed, identity }
    }

    /// Whether a change from `now` on would change the stat. A file that changed a moment ago may
    /// change again within one tick of the file system's clock; git calls such a file racily clean.
    pub(super) fn is_reliable(&self, now: SystemTime) -> bool {
        let old = |time: SystemTime| time.checked_add(RELIABLE_AGE).is_some_and(|then| then <= now);
        let changed = u64::try_from(self.changed.0)
            .ok()
            .and_then(|seconds| SystemTime::UNIX_EPOCH.checked_add(Duration::from_secs(seconds)));
        self.modified.is_some_and(old) && changed.is_none_or(old)
    }
}

#[cfg(unix)]
fn platform(metadata: &Metadata) -> ((i64, i64), (u64, u64)) {
    use std::os::unix::fs::MetadataExt;
    ((metadata.ctime(), metadata.ctime_nsec()), (metadata.dev(), metadata.ino()))
}

#[cfg(not(unix))]
fn platform(_: &Metadata) -> ((i64, i64), (u64, u64)) {
    ((0, 0), (0, 0))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn stat(modified: u64, changed: i64) -> FileStat {
        FileStat {
            len: 1,
            modified: Some(SystemTime::UNIX_EPOCH + Duration::from_secs(modified)),
            changed: (changed, 0),
            identity: (1, 1),
        }
    }

    #[test]
    fn a_stat_is_reliable_two_seconds_after_the_last_change_of_either_kind() {
        let now = SystemTime::UNIX_EPOCH + Duration::from_secs(100);
        assert!(stat(98, 98).is_reliable(now));
        assert!(!stat(99, 98).is_reliable(now));
        assert!(!stat(98, 99).is_reliable(now));
        assert!(!stat(200, 98).is_reliable(now), "a time in the future");
    }
}
