//! [`Scanner`]: the disk to [`Sources`]. The only code that reads a site's files.
//!
//! A scanner remembers what the file system said of each file, so that a further scan reads only
//! the files that changed. It never trusts that memory where a change could hide (see
//! `Stat::is_settled` in `stat.rs`), and it needs no hint of what changed: every scan is complete.

mod read;
mod stat;
mod walk;

use std::collections::BTreeMap;
use std::fmt;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::SystemTime;

use rayon::prelude::*;

use self::stat::Stat;
use self::walk::{Found, Walk};
use super::{CONFIG, CONTENT, STATIC, Source, Sources, TEMPLATES, THEMES};
use crate::base::diagnostic::Diagnostic;
use crate::base::paths::SourcePath;

/// The folders that are read, below the root.
const FOLDERS: [&str; 4] = [CONTENT, STATIC, TEMPLATES, THEMES];

/// Reads a site from disk, again and again.
pub struct Scanner {
    root: PathBuf,
    config: PathBuf,
    skipped: Vec<PathBuf>,
    clock: fn() -> SystemTime,
    known: BTreeMap<SourcePath, Known>,
    diagnostics: Vec<Diagnostic>,
    targets: Vec<PathBuf>,
    reads: usize,
}

/// A file as it was when it was last read.
struct Known {
    stat: Stat,
    settled: bool,
    source: Source,
}

/// A place where a change of the sources may show.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spot {
    /// An absolute path, a folder.
    pub path: PathBuf,
    /// Whether everything below it counts, or only what it holds itself.
    pub recursive: bool,
}

impl Scanner {
    /// A scanner of the site at `root`, whose configuration is the file `config`. Neither is read
    /// before the first scan; a relative `config` is relative to the current folder.
    pub fn new(root: impl Into<PathBuf>, config: impl Into<PathBuf>) -> Self {
        Self {
            root: root.into(),
            config: config.into(),
            skipped: Vec::new(),
            clock: now,
            known: BTreeMap::new(),
            diagnostics: Vec::new(),
            targets: Vec::new(),
            reads: 0,
        }
    }

    /// The same scanner with another clock, by which it tells whether a file changed just now.
    #[must_use]
    pub fn with_clock(mut self, clock: fn() -> SystemTime) -> Self {
        self.clock = clock;
        self
    }

    /// Leaves a folder out from now on: the output folder, which may lie among the sources.
    /// Whether that can change what a scan gives.
    pub fn skip(&mut self, folder: &Path) -> bool {
        let root = real(&self.root);
        let folder = real(&root.join(folder));
        if self.skipped.contains(&folder) {
            return false;
        }
        let inside = FOLDERS.iter().any(|f| folder.starts_with(root.join(f)))
            || self.targets.iter().any(|t| folder.starts_with(t));
        self.skipped.push(folder);
        inside
    }

    /// The root of the site.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// How many files the last scan read, those left out that had not changed.
    pub fn reads(&self) -> usize {
        self.reads
    }

    /// Reads whatever changed and gives the whole site. Files that cannot be read are diagnostics;
    /// a folder that does not exist is empty.
    ///
    /// # Errors
    /// When the root itself cannot be read.
    pub fn scan(&mut self) -> Result<Sources, Error> {
        let root = fs::canonicalize(&self.root).map_err(|error| Error {
            path: self.root.clone(),
            error,
        })?;
        let now = (self.clock)();
        let mut walk = Walk::new(&root, &self.skipped);
        self.find_config(&root, &mut walk);
        for folder in FOLDERS {
            walk.folder(folder);
        }
        let Walk {
            found,
            mut diagnostics,
            targets,
            ..
        } = walk;
        self.targets = targets;

        let known = std::mem::take(&mut self.known);
        let read: Vec<_> = found
            .into_par_iter()
            .map(|file| take(file, &known, now))
            .collect();
        let mut files = BTreeMap::new();
        self.reads = 0;
        for (key, taken) in read {
            match taken {
                Ok(Some((file, fresh))) => {
                    self.reads += usize::from(fresh);
                    files.insert(key.clone(), file.source.clone());
                    self.known.insert(key, file);
                }
                Ok(None) => {}
                Err(error) => diagnostics.push(walk::unreadable(&key, &error)),
            }
        }
        self.diagnostics.clone_from(&diagnostics);
        Ok(Sources { files, diagnostics })
    }

    /// Reads these files alone, which lie in the folders of the site, and takes all others as the
    /// last scan found them. `None` where only a complete scan can tell: for folders, links, the
    /// configuration, files that cannot be read, and before the first scan.
    pub fn rescan(&mut self, paths: &[PathBuf]) -> Option<Sources> {
        let root = fs::canonicalize(&self.root).ok()?;
        if self.known.is_empty() {
            return None;
        }
        let now = (self.clock)();
        let mut taken = Vec::new();
        for path in paths {
            if walk::is_left_out(&root, path, &self.skipped) {
                continue;
            }
            let key = walk::key(&root, path).filter(|key| FOLDERS.contains(&first(key)))?;
            match fs::symlink_metadata(path) {
                Ok(metadata) if metadata.is_file() => {
                    let stat = Stat::of(&metadata);
                    let path = path.clone();
                    let (key, file) = take(Found { key, path, stat }, &self.known, now);
                    taken.push((key, file.ok()?.map(|(file, _)| file)));
                }
                // One that never was known may have been a folder.
                Err(error) if error.kind() == io::ErrorKind::NotFound => {
                    self.known.get(&key)?;
                    taken.push((key, None));
                }
                _ => return None,
            }
        }
        self.reads = taken.len();
        for (key, file) in taken {
            match file {
                Some(file) => self.known.insert(key, file),
                None => self.known.remove(&key),
            };
        }
        let sources = |(key, file): (&SourcePath, &Known)| (key.clone(), file.source.clone());
        Some(Sources {
            files: self.known.iter().map(sources).collect(),
            diagnostics: self.diagnostics.clone(),
        })
    }

    /// Where a change of the sources may show, as far as the last scan knows: the folders that
    /// exist, those that hold the configuration and the folders, and the targets of links. None
    /// lies within a recursive one.
    pub fn spots(&self) -> Vec<Spot> {
        let root = real(&self.root);
        let spot = |path: PathBuf, recursive| Spot { path, recursive };
        let mut spots = vec![spot(root.clone(), false)];
        if let Some(folder) = real(&self.config).parent() {
            spots.push(spot(folder.to_owned(), false));
        }
        spots.extend(FOLDERS.iter().map(|f| spot(root.join(f), true)));
        for target in &self.targets {
            if target.is_dir() {
                spots.push(spot(target.clone(), true));
            } else if let Some(folder) = target.parent() {
                spots.push(spot(folder.to_owned(), false));
            }
        }
        spots.retain(|s| s.path.is_dir());
        // Of two for one folder the recursive one comes first and is kept.
        spots.sort_by(|a, b| (&a.path, b.recursive).cmp(&(&b.path, a.recursive)));
        spots.dedup_by(|a, b| a.path == b.path);
        let whole: Vec<PathBuf> = spots
            .iter()
            .filter(|s| s.recursive)
            .map(|s| s.path.clone())
            .collect();
        spots.retain(|s| !whole.iter().any(|w| s.path != *w && s.path.starts_with(w)));
        spots
    }

    /// Takes the configuration under its usual name, wherever it lies. A link out of the site is
    /// followed only where the command line names it.
    fn find_config(&self, root: &Path, walk: &mut Walk<'_>) {
        let Some(key) = SourcePath::new(CONFIG) else {
            return;
        };
        let usual = root.join(CONFIG);
        let is_usual = fs::canonicalize(&self.config).ok() == fs::canonicalize(&usual).ok();
        if is_usual && usual.is_symlink() && !walk.may_follow(&usual, &key) {
            return;
        }
        walk.file(key, real_parent(&self.config));
    }
}

/// The first part of a path.
fn first(key: &SourcePath) -> &str {
    key.as_str().split('/').next().unwrap_or_default()
}

type Taken = io::Result<Option<(Known, bool)>>;

/// The file from memory, or else from disk; and whether it was read.
fn take(file: Found, known: &BTreeMap<SourcePath, Known>, now: SystemTime) -> (SourcePath, Taken) {
    let settled = file.stat.is_settled(now);
    let source = match known.get(&file.key) {
        Some(old) if old.settled && old.stat == file.stat => Ok(Some((old.source.clone(), false))),
        _ => read::read(&file.path, file.stat.len()).map(|s| s.map(|s| (s, true))),
    };
    let taken = source.map(|source| {
        source.map(|(source, fresh)| {
            let known = Known {
                stat: file.stat,
                settled,
                source,
            };
            (known, fresh)
        })
    });
    (file.key, taken)
}

#[expect(
    clippy::disallowed_methods,
    reason = "compared with the times of files only, to read again what changed just now"
)]
fn now() -> SystemTime {
    SystemTime::now()
}

/// The path without symbolic links and `..` where it exists, else as far as it does.
fn real(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| real_parent(path))
}

/// The path with its folder freed of symbolic links.
fn real_parent(path: &Path) -> PathBuf {
    match (path.parent(), path.file_name()) {
        (Some(folder), Some(name)) => {
            let folder = if folder.as_os_str().is_empty() {
                Path::new(".")
            } else {
                folder
            };
            fs::canonicalize(folder)
                .unwrap_or_else(|_| folder.to_owned())
                .join(name)
        }
        _ => path.to_owned(),
    }
}

/// What the system says of an error, without the number that Rust adds.
fn reason(error: &io::Error) -> String {
    let text = error.to_string();
    match text.find(" (os error") {
        Some(at) => text[..at].to_lowercase(),
        None => text,
    }
}

/// Why a site could not be read at all.
#[derive(Debug)]
pub struct Error {
    /// The folder.
    pub path: PathBuf,
    /// What the system said.
    pub error: io::Error,
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let path = self.path.display();
        write!(f, "`{path}` cannot be read: {}", reason(&self.error))
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.error)
    }
}
