//! [`Scanner`]: the disk to [`Sources`], incrementally.
//!
//! A scanner caches each file with its metadata, so that a further scan reads only the files that
//! changed. It never trusts the cache where a change could go unnoticed (see
//! [`FileStat::is_reliable`]), and it needs no hint of what changed: every scan is
//! complete.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::SystemTime;

use rayon::prelude::*;

use crate::base::diagnostic::{Code, Diagnostic, Severity};
use crate::base::fingerprint::Fingerprinter;
use crate::base::paths::SourcePath;
use crate::base::seen_file::{FileStat, SeenFile, is_exhausted};
use crate::hosting;
use crate::source::content::ContentFolder;
use crate::source::folder::PlainFolder;
use crate::source::folder::tools::content_dir;
use crate::source::repository::{Repository, RepositoryLink};
use crate::source::scan::surroundings;
use crate::source::scan::walk::{self, FoundFile, ScanError, SourceWalk};
use crate::source::sources::{PAGE_LIMIT, TEXT_LIMIT, config_path, is_text, too_large};
use crate::source::{
    BASELINE, CONFIG, LinkedFile, STATIC, Source, Sources, TEMPLATES, THEMES, is_page,
};

/// The folders below the root that are read besides the content.
const THEME_FOLDERS: [&str; 3] = [STATIC, TEMPLATES, THEMES];

/// Reads a site from disk repeatedly.
pub struct Scanner {
    root: PathBuf,
    /// `None` for a folder without a configuration.
    config: Option<PathBuf>,
    /// The content as of the last scan.
    content: ContentFolder,
    excluded: Vec<PathBuf>,
    clock: fn() -> SystemTime,
    cache: BTreeMap<SourcePath, CachedFile>,
    diagnostics: Vec<Diagnostic>,
    targets: Vec<PathBuf>,
    linked: Arc<BTreeMap<SourcePath, LinkedFile>>,
    /// The folders of a shared content that were read.
    folders: Vec<PathBuf>,
    plain: Option<Arc<PlainFolder>>,
    /// The links that may lead out of the site, and what they lead to.
    links: BTreeSet<RepositoryLink>,
    repository: Arc<Repository>,
    reads: usize,
}

/// A file as it was last read.
struct CachedFile {
    stat: FileStat,
    /// Whether the stat was reliable at that time.
    reliable: bool,
    source: Source,
}

/// A folder to watch for changes of the sources.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct WatchedPath {
    /// The absolute path of the folder.
    pub path: PathBuf,
    /// Whether to watch everything below the folder, or only its direct entries.
    pub recursive: bool,
}

impl Scanner {
    /// A scanner of the site at `root`, whose configuration is the file `config`. Neither is read
    /// before the first scan; a relative `config` is relative to the current folder.
    pub fn new(root: impl Into<PathBuf>, config: impl Into<PathBuf>) -> Self {
        Self { config: Some(config.into()), ..Self::plain(root) }
    }

    /// A scanner of a folder of pages that has no configuration.
    pub fn plain(root: impl Into<PathBuf>) -> Self {
        Self {
            root: root.into(),
            config: None,
            content: ContentFolder::default(),
            excluded: Vec::new(),
            clock: now,
            cache: BTreeMap::new(),
            diagnostics: Vec::new(),
            targets: Vec::new(),
            linked: Arc::default(),
            folders: Vec::new(),
            plain: None,
            links: BTreeSet::new(),
            repository: Arc::default(),
            reads: 0,
        }
    }

    /// Replaces the clock by which the scanner decides whether a file changed just now.
    #[must_use]
    pub fn with_clock(mut self, clock: fn() -> SystemTime) -> Self {
        self.clock = clock;
        self
    }

    /// Excludes a folder from now on: the output folder, which may lie among the sources. Returns
    /// whether that can change the result of a scan.
    pub fn skip(&mut self, folder: &Path) -> bool {
        let root = real(&self.root);
        let folder = real(&root.join(folder));
        if self.excluded.contains(&folder) {
            return false;
        }
        let folders = THEME_FOLDERS.into_iter().chain([self.content.as_str()]);
        let inside = folders.into_iter().any(|f| folder.starts_with(root.join(f)))
            || self.targets.iter().any(|t| folder.starts_with(t));
        self.excluded.push(folder);
        inside
    }

    /// Looks from now on for what these links lead to, which is no part of the site. Returns whether
    /// that changes the result of a scan.
    pub fn seek(&mut self, links: BTreeSet<RepositoryLink>) -> bool {
        self.links = links;
        let found = surroundings::look(&real(&self.root), &self.links);
        *self.repository != found
    }

    /// The root of the site.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The number of files that the last scan read; unchanged ones are not read.
    pub fn reads(&self) -> usize {
        self.reads
    }

    /// Reads all files that changed and gives all files of the site. Files that cannot be read
    /// become diagnostics; a folder that does not exist is empty.
    ///
    /// # Errors
    /// The root cannot be read, or the system has no file descriptors left.
    pub fn scan(&mut self) -> Result<Sources, ScanError> {
        let root = fs::canonicalize(&self.root)
            .map_err(|error| ScanError { path: self.root.clone(), error })?;
        let now = (self.clock)();
        self.plain = self.look_at_plain_folder().map(Arc::new);
        self.content = self.content_folder();
        let mut walk = SourceWalk::new(&root, &self.excluded, &self.content);
        self.find_config(&root, &mut walk);
        walk.file_if_there(BASELINE);
        walk.content();
        if self.plain.is_none() {
            for folder in THEME_FOLDERS {
                walk.folder(folder);
            }
        }
        let SourceWalk {
            found,
            mut diagnostics,
            targets,
            linked_files,
            folders,
            mut exhausted,
            ..
        } = walk;
        self.linked = Arc::new(linked_files);
        let read: Vec<_> = found.into_par_iter().map(|file| take(file, &self.cache, now)).collect();
        let (mut files, mut cache) = (BTreeMap::new(), BTreeMap::new());
        self.reads = 0;
        for (key, loaded) in read {
            match loaded {
                Ok(Some((file, fresh))) => {
                    self.reads += usize::from(fresh);
                    files.insert(key.clone(), file.source.clone());
                    cache.insert(key, file);
                }
                Ok(None) => {}
                Err((error, len)) if error.kind() == io::ErrorKind::FileTooLarge => {
                    diagnostics.push(too_large(&key, len));
                }
                Err((error, _)) if is_exhausted(&error) => exhausted = Some(error),
                Err((error, _)) => diagnostics.push(walk::unreadable(&key, &error)),
            }
        }
        if let Some(error) = exhausted {
            return Err(ScanError { path: root, error });
        }
        (self.cache, self.targets, self.folders) = (cache, targets, folders);
        self.repository = Arc::new(surroundings::look(&root, &self.links));
        if self.plain.is_some() {
            // Whatever cannot be read in such a folder need not belong to its pages.
            let is_other = |d: &Diagnostic| d.place.as_ref().is_none_or(|p| !is_page(&p.path));
            let others =
                diagnostics.iter_mut().filter(|d| is_other(d) || d.code == Code::BadSymlink);
            others.for_each(|diagnostic| diagnostic.severity = Severity::Warning);
        }
        self.diagnostics = diagnostics;
        Ok(self.sources(files))
    }

    fn sources(&self, files: BTreeMap<SourcePath, Source>) -> Sources {
        Sources {
            files: Arc::new(files),
            config: self.config_key(),
            plain: self.plain.clone(),
            repository: self.repository.clone(),
            hosts: self.hosts(),
            linked: self.linked.clone(),
            diagnostics: self.diagnostics.clone(),
        }
    }

    /// The hosts of whose files there is one in the folder of the site. A folder of another tool says
    /// nothing of where a handbook is to go.
    fn hosts(&self) -> Vec<&'static str> {
        if self.plain.is_some() {
            return Vec::new();
        }
        hosting::found(|sign| self.root.join(sign).exists())
    }

    /// The path of the configuration in the site; its name alone if it lies elsewhere.
    fn config_key(&self) -> SourcePath {
        let Some(config) = &self.config else {
            return config_path(CONFIG);
        };
        let key = walk::key(&real(&self.root), &real_parent(config));
        key.unwrap_or_else(|| {
            config_path(&config.file_name().unwrap_or_default().to_string_lossy())
        })
    }

    /// What is known of a folder without a configuration.
    pub fn look_at_plain_folder(&self) -> Option<PlainFolder> {
        self.config.is_none().then(|| PlainFolder::look_at(&real(&self.root), &self.excluded))
    }

    /// The content that the configuration names, or else the usual one.
    pub fn content_folder(&self) -> ContentFolder {
        if let Some(plain) = &self.plain {
            return plain.content.clone();
        }
        let text = self.config.as_ref().and_then(|config| read_text(config));
        let named = text.and_then(|text| content_dir(&text));
        named.and_then(|named| ContentFolder::new(&named).ok()).unwrap_or_default()
    }

    /// Reads these files of the site's folders only, and takes all others from the cache. `None`
    /// where a complete scan is needed: for folders, links, the configuration, unreadable files,
    /// and before the first scan.
    pub fn rescan(&mut self, paths: &[PathBuf]) -> Option<Sources> {
        let root = fs::canonicalize(&self.root).ok()?;
        if self.cache.is_empty() {
            return None;
        }
        let now = (self.clock)();
        let mut loaded = Vec::new();
        for path in paths {
            if walk::is_excluded(&root, path, &self.excluded) {
                continue;
            }
            let key = walk::key(&root, path).filter(|key| self.is_surely_read(key))?;
            match SeenFile::look(path) {
                Ok(file) => {
                    let (key, file) = take(FoundFile { key, file }, &self.cache, now);
                    loaded.push((key, file.ok()?.map(|(file, _)| file)));
                }
                // A path without a cached file may have been a folder.
                Err(error) if error.kind() == io::ErrorKind::NotFound => {
                    self.cache.get(&key)?;
                    loaded.push((key, None));
                }
                _ => return None,
            }
        }
        self.reads = loaded.len();
        for (key, file) in loaded {
            match file {
                Some(file) => self.cache.insert(key, file),
                None => self.cache.remove(&key),
            };
        }
        let sources = |(key, file): (&SourcePath, &CachedFile)| (key.clone(), file.source.clone());
        Some(self.sources(self.cache.iter().map(sources).collect()))
    }

    /// Whether a file belongs to the site, whatever else has changed. In a shared folder only a
    /// complete scan knows that of a new file.
    fn is_surely_read(&self, key: &SourcePath) -> bool {
        if self.content.is_shared() {
            return *key != self.config_key() && self.cache.contains_key(key);
        }
        let mut folders = THEME_FOLDERS.into_iter().chain([self.content.as_str()]);
        folders.any(|folder| key.below(folder).is_some())
    }

    /// The folders to watch for changes, as of the last scan: the existing folders of the site, the
    /// folders that hold them and the configuration, and the targets of links. None lies within a
    /// recursive one.
    pub fn watched_paths(&self) -> Vec<WatchedPath> {
        let root = real(&self.root);
        let mut paths: BTreeMap<PathBuf, bool> = BTreeMap::new();
        let mut watch = |path: PathBuf, recursive| *paths.entry(path).or_default() |= recursive;
        watch(root.clone(), false);
        if let Some(folder) = self.config.as_deref().map(real).as_deref().and_then(Path::parent) {
            watch(folder.to_owned(), false);
        }
        if self.content.is_shared() {
            self.folders.iter().for_each(|folder| watch(folder.clone(), false));
        } else {
            watch(root.join(self.content.as_str()), true);
        }
        if self.config.is_some() {
            for folder in THEME_FOLDERS {
                watch(root.join(folder), true);
            }
        }
        let content = root.join(self.content.as_str());
        let around = surroundings::folders(&root, &content, &self.links);
        for folder in around {
            watch(folder, false);
        }
        for target in &self.targets {
            // Where a folder above is moved, nothing tells it of what is below.
            let above = target.ancestors().skip(1).take_while(|a| a.starts_with(&root));
            above.for_each(|above| watch(above.to_owned(), false));
            watch(target.clone(), true);
        }
        paths.retain(|path, _| path.is_dir());
        let mut watched: Vec<WatchedPath> = Vec::new();
        // A folder comes before what lies in it.
        let mut covered: Option<PathBuf> = None;
        for (path, recursive) in paths {
            if covered.as_ref().is_some_and(|folder| path.starts_with(folder)) {
                continue;
            }
            if recursive {
                covered = Some(path.clone());
            }
            watched.push(WatchedPath { path, recursive });
        }
        watched
    }

    /// Adds the configuration, wherever it lies. A link out of the site is
    /// followed only if the command line names it.
    fn find_config(&self, root: &Path, walk: &mut SourceWalk<'_>) {
        let Some(config) = &self.config else {
            return;
        };
        let key = self.config_key();
        let usual = root.join(CONFIG);
        let is_usual = fs::canonicalize(config).ok() == fs::canonicalize(&usual).ok();
        if is_usual && usual.is_symlink() && !walk.may_follow(&usual, &key, false) {
            return;
        }
        walk.file(key, real_parent(config));
    }
}

/// The text of a small file, if it can be read.
fn read_text(path: &Path) -> Option<Arc<str>> {
    let file = SeenFile::look(fs::canonicalize(path).ok()?).ok()?;
    let source = (file.stat().len <= MEMORY_LIMIT).then(|| read(&file).ok())??;
    Some(String::from_utf8_lossy(source.head()).into())
}

/// A file and whether it was read; `None` if it was deleted in the meantime. With an error, the length
/// of the file.
type Taken = Result<Option<(CachedFile, bool)>, (io::Error, u64)>;

/// The file from the cache if it is unchanged, or else from disk.
fn take(
    file: FoundFile,
    cache: &BTreeMap<SourcePath, CachedFile>,
    now: SystemTime,
) -> (SourcePath, Taken) {
    let FoundFile { key, mut file } = file;
    for _ in 0..CHANGES {
        let (stat, reliable) = (file.stat().clone(), file.stat().is_reliable(now));
        if let Some(old) = cache.get(&key)
            && old.reliable
            && old.stat == stat
        {
            let source = old.source.clone();
            return (key, Ok(Some((CachedFile { stat, reliable, source }, false))));
        }
        let is_too_large = is_page(&key) && stat.len > PAGE_LIMIT;
        let read = if is_too_large { Err(io::ErrorKind::FileTooLarge.into()) } else { read(&file) };
        match read {
            Ok(source) => return (key, Ok(Some((CachedFile { stat, reliable, source }, true)))),
            Err(error) if error.kind() == io::ErrorKind::NotFound => return (key, Ok(None)),
            Err(error) if error.kind() == io::ErrorKind::FileTooLarge => {
                return (key, Err((error, stat.len)));
            }
            // It may have been saved since the walk: what is at its place now is looked at anew,
            // unless a folder above became a link.
            Err(error) => match look_again(file.as_ref()) {
                Ok(again) if again != file => file = again,
                Err(gone) if gone.kind() == io::ErrorKind::NotFound => return (key, Ok(None)),
                _ => return (key, Err((error, stat.len))),
            },
        }
    }
    let error = io::Error::other("it is changed again and again");
    (key, Err((error, file.stat().len)))
}

/// How often a file may be saved while it is read.
const CHANGES: usize = 100;

fn look_again(path: &Path) -> io::Result<SeenFile> {
    let real = fs::canonicalize(path)?;
    if real != path {
        return Err(io::Error::other("it became a link"));
    }
    SeenFile::look(real)
}

#[expect(
    clippy::disallowed_methods,
    reason = "compared with the times of files only, to read again what changed just now"
)]
fn now() -> SystemTime {
    SystemTime::now()
}

/// The canonical path; of a path that does not exist, only its folder is made canonical.
fn real(path: &Path) -> PathBuf {
    fs::canonicalize(path).unwrap_or_else(|_| real_parent(path))
}

/// A path whose folder is made canonical, but not its last segment.
fn real_parent(path: &Path) -> PathBuf {
    match (path.parent(), path.file_name()) {
        (Some(folder), Some(name)) => {
            let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
            fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned()).join(name)
        }
        _ => path.to_owned(),
    }
}

/// The most bytes of a file that is held in memory, unless it is text.
const MEMORY_LIMIT: u64 = 256 * 1024;

/// The first bytes of a large file that are held in memory: enough for the size of any usual image,
/// and to tell text from other content.
const HEAD: usize = 64 * 1024;

/// Reads a file. Of a text of more than [`TEXT_LIMIT`], as of any large file, only the first bytes are
/// held.
fn read(seen: &SeenFile) -> io::Result<Source> {
    let mut file = seen.open()?;
    let len = seen.stat().len;
    let mut head = Vec::with_capacity(usize::try_from(len).unwrap_or(HEAD).min(HEAD));
    file.by_ref().take(HEAD as u64).read_to_end(&mut head)?;
    if len <= MEMORY_LIMIT || len <= TEXT_LIMIT && is_text(&head) {
        // What is added meanwhile is read at the next scan.
        file.take(len.saturating_sub(head.len() as u64)).read_to_end(&mut head)?;
        return Ok(Source::bytes(head));
    }
    let mut fingerprinter = Fingerprinter::default();
    fingerprinter.update(&head);
    let mut total = head.len() as u64;
    let mut buffer = vec![0; HEAD];
    loop {
        let count = match file.read(&mut buffer) {
            Ok(0) => break,
            Ok(count) => count,
            Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
            Err(error) => return Err(error),
        };
        fingerprinter.update(&buffer[..count]);
        total += count as u64;
    }
    Ok(Source::File {
        origin: seen.clone(),
        len: total,
        fingerprint: fingerprinter.finish(),
        head: head.into(),
    })
}
