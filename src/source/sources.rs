//! [`Sources`]: everything that a build reads, as a value.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

use crate::base::diagnostic::{Code, Diagnostic, Place};
use crate::base::fingerprint::Fingerprint;
use crate::base::outputs::Output;
use crate::base::paths::SourcePath;
use crate::base::seen_file::SeenFile;
use crate::base::spool::StoredBytes;
use crate::source::content::ContentFolder;
use crate::source::folder::PlainFolder;
use crate::source::layout::{CONFIG, is_page};
use crate::source::repository::Repository;

/// All files that a build reads, and diagnostics from reading them.
#[derive(Clone, Debug)]
pub struct Sources {
    /// The files by their paths.
    pub files: Arc<BTreeMap<SourcePath, Source>>,
    /// The path of the configuration.
    pub config: SourcePath,
    /// What is known of a folder without a configuration, which has no theme of its own either.
    pub plain: Option<Arc<PlainFolder>>,
    /// What lies around the site and is no part of it, as far as pages lead there.
    pub repository: Arc<Repository>,
    /// The hosts of whose files there is one in the folder of the site, by name.
    pub hosts: Vec<&'static str>,
    /// The files of the content that are there once more through a symbolic link, by the path that
    /// they have by it.
    pub linked: Arc<BTreeMap<SourcePath, LinkedFile>>,
    /// Unreadable files, broken symbolic links, special files and invalid names.
    pub diagnostics: Vec<Diagnostic>,
}

/// A file of the content that is reached through a symbolic link.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct LinkedFile {
    /// The link: to the file, or to a folder above it.
    pub link: SourcePath,
    /// The path of the file without the link.
    pub file: SourcePath,
}

impl LinkedFile {
    /// The error about the link, which would publish a file that is left out for this reason.
    pub fn bares(&self, reason: &str) -> Diagnostic {
        let Self { link, file } = self;
        let message = format!("the symbolic link `{link}` would publish `{file}`, which {reason}");
        Diagnostic::error(Code::BadSymlink, message, Place::file(link))
    }
}

impl Default for Sources {
    fn default() -> Self {
        Self {
            files: Arc::default(),
            config: config_path(CONFIG),
            plain: None,
            repository: Arc::default(),
            hosts: Vec::new(),
            linked: Arc::default(),
            diagnostics: Vec::new(),
        }
    }
}

/// The path of a configuration from the root; its name for one outside of it.
pub(super) fn config_path(path: &str) -> SourcePath {
    let usual = || SourcePath::new(CONFIG).unwrap_or_else(|| unreachable!("a name"));
    SourcePath::new(path).unwrap_or_else(usual)
}

impl Sources {
    /// The files of the content, in order, each with its path below the folder of it.
    pub fn content<'a>(
        &'a self,
        folder: &'a ContentFolder,
    ) -> impl Iterator<Item = (&'a str, &'a SourcePath, &'a Source)> + Clone {
        let files = self.below(folder.as_str());
        files.filter_map(|(_, path, source)| Some((folder.rest(path)?, path, source)))
    }

    /// The files of a folder of the site's theme, in order, each with the rest of its path.
    pub fn of_theme<'a>(
        &'a self,
        folder: &'a str,
    ) -> impl Iterator<Item = (&'a str, &'a SourcePath, &'a Source)> + Clone {
        self.below(folder).filter(|_| self.plain.is_none())
    }

    /// The files below `folder`, in order, each with the rest of its path.
    fn below<'a>(
        &'a self,
        folder: &'a str,
    ) -> impl Iterator<Item = (&'a str, &'a SourcePath, &'a Source)> + Clone {
        let start = SourcePath::new(folder);
        self.files
            .range::<SourcePath, _>((
                start.as_ref().map_or(std::ops::Bound::Unbounded, std::ops::Bound::Excluded),
                std::ops::Bound::Unbounded,
            ))
            .skip_while(move |(path, _)| path.below(folder).is_none())
            .map_while(move |(path, source)| path.below(folder).map(|rest| (rest, path, source)))
    }

    /// Adds a file with these bytes; nothing for an invalid path.
    pub fn insert(&mut self, path: &str, bytes: impl Into<Arc<[u8]>>) {
        if let Some(path) = SourcePath::new(path) {
            Arc::make_mut(&mut self.files).insert(path, Source::bytes(bytes));
        }
    }

    /// The configuration.
    pub fn config(&self) -> Option<&Source> {
        self.files.get(&self.config)
    }

    /// The text of a file; `None` if it is missing or no UTF-8.
    pub fn text(&self, path: &SourcePath) -> Option<Arc<str>> {
        self.files.get(path)?.text(path).ok()
    }

    /// A file by its path.
    pub fn get(&self, path: &str) -> Option<(&SourcePath, &Source)> {
        self.files.get_key_value(&SourcePath::new(path)?)
    }
}

/// The texts of files, each made once: thousands of diagnostics of a file share it.
pub struct SharedTexts<'a> {
    sources: &'a Sources,
    texts: RefCell<BTreeMap<SourcePath, Option<Arc<str>>>>,
}

impl<'a> SharedTexts<'a> {
    /// None of the texts is made yet.
    pub fn of(sources: &'a Sources) -> Self {
        Self { sources, texts: RefCell::default() }
    }

    /// The text of a file; `None` if it is missing or no UTF-8.
    pub fn get(&self, path: &SourcePath) -> Option<Arc<str>> {
        let mut texts = self.texts.borrow_mut();
        texts.entry(path.clone()).or_insert_with(|| self.sources.text(path)).clone()
    }
}

/// The content of a source file, as bytes in memory or as a reference to a large file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    /// A file in memory: every file of text, and other files up to a size limit.
    Bytes {
        /// The content of the file.
        bytes: Arc<[u8]>,
        /// The fingerprint of `bytes`.
        fingerprint: Fingerprint,
    },
    /// A large file that stays on disk.
    File {
        /// The file, as it was when it was read.
        origin: SeenFile,
        /// The length of the file in bytes.
        len: u64,
        /// The fingerprint of the file's content.
        fingerprint: Fingerprint,
        /// The first bytes of the file, enough to detect an image's type and size.
        head: Arc<[u8]>,
    },
}

impl Source {
    /// A file with these bytes in memory.
    pub fn bytes(bytes: impl Into<Arc<[u8]>>) -> Self {
        let bytes = bytes.into();
        let fingerprint = Fingerprint::of_bytes(&bytes);
        Self::Bytes { bytes, fingerprint }
    }

    /// The fingerprint of the content.
    pub fn fingerprint(&self) -> Fingerprint {
        match self {
            Self::Bytes { fingerprint, .. } | Self::File { fingerprint, .. } => *fingerprint,
        }
    }

    /// A key that changes when the content does, and when a large file is another file on the disk,
    /// which whoever reads it later must know.
    pub fn state(&self) -> Fingerprint {
        match self {
            Self::Bytes { fingerprint, .. } => *fingerprint,
            Self::File { fingerprint, origin, .. } => Fingerprint::of(&(fingerprint, origin)),
        }
    }

    /// The first bytes: all of a file in memory, the first 64 KiB of another.
    pub fn head(&self) -> &[u8] {
        match self {
            Self::Bytes { bytes, .. } => bytes,
            Self::File { head, .. } => head,
        }
    }

    /// Whether the first bytes are all.
    pub fn is_whole(&self) -> bool {
        match self {
            Self::Bytes { .. } => true,
            Self::File { head, len, .. } => {
                u64::try_from(head.len()).is_ok_and(|read| read == *len)
            }
        }
    }

    /// The unchanged file as an output.
    pub fn output(&self) -> Output {
        match self {
            Self::Bytes { bytes, fingerprint } => {
                let bytes = StoredBytes::new(bytes.clone(), None);
                Output::Bytes { bytes, fingerprint: *fingerprint }
            }
            Self::File { origin, len, fingerprint, .. } => {
                Output::Copy { from: origin.clone(), len: *len, fingerprint: *fingerprint }
            }
        }
    }

    /// The file as text: UTF-8, without a byte order mark, every line end as `\n`.
    ///
    /// # Errors
    /// A [`Code::NotUtf8`] diagnostic that names the first bad byte, or [`Code::Unreadable`] for a
    /// text of more than [`TEXT_LIMIT`].
    pub fn text(&self, path: &SourcePath) -> Result<Arc<str>, Diagnostic> {
        let bytes = self.head();
        if let Self::File { len, .. } = self
            && is_text(bytes)
        {
            return Err(too_large(path, *len));
        }
        let text = std::str::from_utf8(bytes).map_err(|error| error.valid_up_to());
        let text = match self {
            Self::Bytes { .. } => text,
            // A large file of text would be in memory: its first bytes show what it is instead.
            Self::File { .. } => {
                Err(bytes.iter().position(|b| *b == 0).or(text.err()).unwrap_or(0))
            }
        };
        let text = text.map_err(|offset| {
            let line = bytes[..offset].split(|b| *b == b'\n').count();
            let byte = bytes.get(offset).copied().unwrap_or_default();
            not_utf8(path, &format!("byte {offset} (line {line}) is 0x{byte:02x}"))
        })?;
        let text = text.strip_prefix('\u{feff}').unwrap_or(text);
        if text.contains('\r') {
            Ok(text.replace("\r\n", "\n").replace('\r', "\n").into())
        } else {
            Ok(text.into())
        }
    }
}

fn not_utf8(path: &SourcePath, reason: &str) -> Diagnostic {
    let message = format!("`{}` is not UTF-8 text: {reason}", path.file_name());
    let error = Diagnostic::error(Code::NotUtf8, message, Place::file(path));
    let error = error.hint("save the file as UTF-8");
    // Without a page the site can be published, without another text it would be another site.
    if is_page(path) { error } else { error.fixed() }
}

/// The most bytes of a page: what is made of it is many times as large.
pub(super) const PAGE_LIMIT: u64 = 8 << 20;

/// The most bytes of another text.
pub(super) const TEXT_LIMIT: u64 = 64 << 20;

/// Whether a file that begins with `head` is text: UTF-8 without a zero byte. The name of a file
/// says less, since stages read as text what authors name as they like.
pub(super) fn is_text(head: &[u8]) -> bool {
    let is_cut = |error: std::str::Utf8Error| error.error_len().is_none();
    !head.contains(&0) && std::str::from_utf8(head).map_or_else(is_cut, |_| true)
}

/// The diagnostic for a text that is too large to be read.
pub(super) fn too_large(path: &SourcePath, len: u64) -> Diagnostic {
    let limit = if is_page(path) { PAGE_LIMIT } else { TEXT_LIMIT };
    let kind = if is_page(path) { "page" } else { "text" };
    // Rounded up, so that a little more than the limit is not the limit.
    let (name, len, limit) = (path.file_name(), len.div_ceil(1 << 20), limit >> 20);
    let message = format!("`{name}` has {len} MB, and a {kind} that is read at most {limit} MB");
    Diagnostic::error(Code::Unreadable, message, Place::file(path)).hint("split the file")
}
