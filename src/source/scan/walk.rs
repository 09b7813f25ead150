//! [`SourceWalk`]: the walk over the folders of a site, which finds the files; and [`ScanError`].

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::{fs, io};

use thiserror::Error;
use walkdir::{DirEntry, WalkDir};

use crate::base::diagnostic::{Code, Diagnostic, Place};
use crate::base::paths::SourcePath;
use crate::base::seen_file::{SeenFile, is_exhausted};
use crate::source::LinkedFile;
use crate::source::content::ContentFolder;
use crate::source::folder::left_out::LeftOut;
use crate::source::layout::{STATIC, TEMPLATES, THEMES, is_page};
use crate::source::names::{is_for_host, is_left_out, is_leftover};

/// A regular file that the walk found.
pub(super) struct FoundFile {
    /// The path of the file in the site.
    pub(super) key: SourcePath,
    /// The file on the disk, without links in its path.
    pub(super) file: SeenFile,
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
    /// The links to folders that were followed on the way to the current entry, the first of them
    /// first, each with its depth.
    links: Vec<(usize, SourcePath)>,
    /// The number of entries that were reached through links.
    linked: usize,
    /// The folders of the site, without links in their paths, once a link was found.
    folders_of_site: Option<Vec<Option<PathBuf>>>,
    /// The files that were found.
    pub(super) found: Vec<FoundFile>,
    /// The files of the content that links lead to.
    pub(super) linked_files: BTreeMap<SourcePath, LinkedFile>,
    /// Files and links that could not be read or followed.
    pub(super) diagnostics: Vec<Diagnostic>,
    /// The targets of symbolic links.
    pub(super) targets: Vec<PathBuf>,
    /// The error of a system that can open no more files.
    pub(super) exhausted: Option<io::Error>,
}

/// How deep folders of the content may be nested: the components of menus nest as deep.
const DEPTH_LIMIT: usize = 18;

/// The most entries that may be reached through links.
const LINKED_LIMIT: usize = 20_000;

/// For how many an entry counts that is reached through a link below another one: such links multiply.
const NESTED: usize = 20;

/// The folders of which readers get files by their names.
const OF_READERS: usize = 2;

impl<'a> SourceWalk<'a> {
    pub(super) fn new(root: &'a Path, excluded: &'a [PathBuf], content: &'a ContentFolder) -> Self {
        Self {
            root,
            excluded,
            content,
            left_out: None,
            folders: Vec::new(),
            links: Vec::new(),
            linked: 0,
            folders_of_site: None,
            found: Vec::new(),
            linked_files: BTreeMap::new(),
            diagnostics: Vec::new(),
            targets: Vec::new(),
            exhausted: None,
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
        if !path.is_symlink() && self.links.is_empty() {
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
                    self.links.retain(|(depth, _)| *depth < entry.depth());
                    if !self.visit(&entry) && entry.file_type().is_dir() {
                        entries.skip_current_dir();
                    }
                }
                Err(error) => self.failed(error),
            }
        }
        self.links.clear();
    }

    /// Adds a file, which may be a symbolic link to one, under the path `key`.
    pub(super) fn file(&mut self, key: SourcePath, path: PathBuf) {
        let is_link = path.is_symlink();
        let is_linked = is_link || !self.links.is_empty();
        let real = if is_linked { fs::canonicalize(path) } else { Ok(path) };
        if is_linked
            && let Ok(real) = &real
            && let Some(file) = self.in_content(real).filter(|file| *file != key)
            && let Some(link) =
                if is_link { Some(&key) } else { self.links.last().map(|(_, link)| link) }
        {
            let linked = LinkedFile { link: link.clone(), file };
            self.linked_files.insert(key.clone(), linked);
        }
        match real.and_then(SeenFile::look) {
            Ok(file) => self.found.push(FoundFile { key, file }),
            Err(error) => self.unreadable(&key, error),
        }
    }

    /// Reports a file or folder that cannot be read, unless it is gone.
    fn unreadable(&mut self, key: &SourcePath, error: io::Error) {
        match error.kind() {
            io::ErrorKind::NotFound => {}
            io::ErrorKind::InvalidInput => self.diagnostics.push(special(key)),
            _ if is_exhausted(&error) => self.exhausted = Some(error),
            _ => self.diagnostics.push(unreadable(key, &error)),
        }
    }

    /// Adds the file of this name at the root of the site, if there is one.
    pub(super) fn file_if_there(&mut self, name: &str) {
        let path = self.root.join(name);
        if let Some(key) = SourcePath::new(name)
            && (!path.is_symlink() || self.may_follow(&path, &key, false))
        {
            self.file(key, path);
        }
    }

    /// Whether the symbolic link `path` may be followed: it leads to a file or folder within the
    /// site that is not excluded and, if it is `for_readers`, one of those that they may get. Reports
    /// it if it leads elsewhere or nowhere.
    pub(super) fn may_follow(&mut self, path: &Path, key: &SourcePath, for_readers: bool) -> bool {
        let Ok(target) = fs::canonicalize(path) else {
            self.bad_link(key, path, "points to nothing");
            return false;
        };
        if !target.starts_with(self.root) {
            self.bad_link(key, path, "points outside the site");
            return false;
        }
        if self.excluded.contains(&target) {
            self.targets.push(target);
            return false;
        }
        let within = target.strip_prefix(self.root).unwrap_or(&target);
        if for_readers && is_left_out(within) {
            self.bad_link(key, path, "points to a hidden file or folder");
            return false;
        }
        if for_readers && !self.is_of_folders(&target, key) {
            self.bad_link(key, path, "points out of the folders that are published");
            return false;
        }
        if for_readers && self.bares_a_page(&target, key) {
            self.bad_link(key, path, "would publish the source of a page");
            return false;
        }
        self.targets.push(target);
        true
    }

    /// Whether what the link `key` leads to lies in the content or in `static`, or for one of a theme
    /// in a folder of themes. A folder of the site may itself be a link.
    fn is_of_folders(&mut self, target: &Path, key: &SourcePath) -> bool {
        if self.content.is_shared() {
            let is_content = |key| !self.content.is_root() || self.content.rest(&key).is_some();
            return self.key(target).is_some_and(is_content);
        }
        let folders = [self.content.as_str(), STATIC, TEMPLATES, THEMES];
        let real = self.folders_of_site.get_or_insert_with(|| {
            folders.iter().map(|folder| fs::canonicalize(self.root.join(folder)).ok()).collect()
        });
        let is_below =
            |real: &Option<PathBuf>| real.as_ref().is_some_and(|real| target.starts_with(real));
        match folders.iter().position(|f| key.as_str() == *f || key.below(f).is_some()) {
            Some(at) if key.as_str() == folders[at] => {
                let mut others = real[..at].iter().chain(&real[at + 1..]);
                target != self.root && !others.any(is_below)
            }
            Some(at) if at < OF_READERS => real[..OF_READERS].iter().any(is_below),
            _ => real.iter().any(is_below),
        }
    }

    /// Whether the link `key` leads to a page, or to a folder of the content, from where pages are
    /// copied as they are, drafts as well.
    fn bares_a_page(&self, target: &Path, key: &SourcePath) -> bool {
        let is_static = self.content.has_theme_folders() && key.below(STATIC).is_some();
        if !is_static && (is_page(key) || self.content.rest(key).is_none()) {
            return false;
        }
        let source = self.in_content(target);
        if target.is_dir() {
            let is_all = || self.real_content().is_some_and(|folder| folder == target);
            return is_static && (source.is_some() || is_all());
        }
        source.is_some_and(|source| is_page(&source))
    }

    /// The path of a file or folder of the content; `None` for any other, and for the content itself.
    fn in_content(&self, real: &Path) -> Option<SourcePath> {
        let rest = real.strip_prefix(self.real_content()?).ok()?;
        let source = SourcePath::new(&self.content.path_of(&rest.to_string_lossy()));
        source.filter(|source| self.content.rest(source).is_some())
    }

    /// The folder of the content, which may itself be a link.
    fn real_content(&self) -> Option<PathBuf> {
        fs::canonicalize(self.root.join(self.content.as_str())).ok()
    }

    /// Whether an entry is hidden or a leftover of a program, and none that a host reads.
    fn is_ignored(&self, entry: &DirEntry) -> bool {
        let within = entry.path().strip_prefix(self.root).unwrap_or(entry.path());
        entry.depth() > 0 && is_leftover(entry.path()) && !is_for_host(within)
    }

    /// Handles an entry of a folder. Returns whether to descend into it, if it is a folder.
    fn visit(&mut self, entry: &DirEntry) -> bool {
        if self.is_ignored(entry) || self.excluded.iter().any(|s| s == entry.path()) {
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
        let is_deep = entry.depth() > DEPTH_LIMIT && self.content.rest(&key).is_some();
        if is_deep && entry.file_type().is_dir() {
            let message = format!("the folder `{key}` lies more than {DEPTH_LIMIT} folders deep");
            let diagnostic = Diagnostic::error(Code::InvalidName, message, Place::file(&key));
            self.diagnostics.push(diagnostic.hint("move it further up"));
            return false;
        }
        if entry.path_is_symlink() && !self.may_follow(entry.path(), &key, true) {
            return false;
        }
        if entry.path_is_symlink() && entry.file_type().is_dir() {
            self.links.push((entry.depth(), key.clone()));
        }
        if !self.links.is_empty() && self.is_one_too_many(entry.path()) {
            return false;
        }
        let is_content = || self.left_out.is_none() || self.content.rest(&key).is_some();
        if entry.file_type().is_dir() {
            if self.left_out.is_some() {
                self.folders.push(entry.path().to_owned());
            }
            return true;
        }
        // A file where a folder is expected holds no sources.
        if entry.depth() > 0 && is_content() {
            self.file(key, entry.path().to_owned());
        }
        false
    }

    /// Whether more entries were reached through links than may be. Reports the first.
    fn is_one_too_many(&mut self, path: &Path) -> bool {
        let was_too_many = self.linked > LINKED_LIMIT;
        self.linked += if self.links.len() > 1 { NESTED } else { 1 };
        if !was_too_many
            && self.linked > LINKED_LIMIT
            && let Some((_, link)) = self.links.first()
        {
            let message =
                format!("symbolic links below `{link}` lead to too many files and folders");
            let last = path.strip_prefix(self.root).unwrap_or(path).display();
            let hint = format!("remove links to folders that hold links; the last one is `{last}`");
            let place = Place::file(link);
            self.diagnostics.push(Diagnostic::error(Code::BadSymlink, message, place).hint(hint));
        }
        self.linked > LINKED_LIMIT
    }

    /// Handles an entry that could not be read.
    fn failed(&mut self, error: walkdir::Error) {
        let Some(path) = error.path().map(Path::to_owned) else {
            return;
        };
        let path = path.as_path();
        if error.depth() > 0 && is_leftover(path) {
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
            self.may_follow(path, &key, true);
        } else if let Some(error) = error.into_io_error() {
            self.unreadable(&key, error);
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
        let hint = "point it to a file or folder of the handbook, or replace it with a copy";
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
    is_left_out(within) || excluded.iter().any(|folder| path.starts_with(folder))
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
