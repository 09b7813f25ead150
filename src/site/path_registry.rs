//! [`PathRegistry`]: the output paths of a site and what is written to each. Collisions are two
//! outputs at one path, or at paths that some file systems treat as one, and a file where a folder
//! must be.

use std::collections::BTreeSet;

use crate::base::diagnostic::{Code, Diagnostic, Place};
use crate::base::paths::OutputPath;
use crate::hosting::{HOST_FILES, WELL_KNOWN};

/// The name of the feed.
pub const FEED: &str = "atom.xml";
/// The output files that only the build may write.
pub const RESERVED: &[&str] =
    &["404.html", "sitemap.xml", FEED, "handbook.json", "offline.html", "offline.json", "sw.js"];
/// The output files that the build writes unless `static` has a file of that name.
pub const REPLACEABLE: &[&str] = &["robots.txt", "llms.txt"];
/// Whether a file of `static` may take the place of one that the build makes.
pub fn is_replaceable(path: &OutputPath) -> bool {
    [REPLACEABLE, HOST_FILES].iter().any(|names| names.contains(&path.as_str()))
}

/// Whether a file is hidden: hosts read it, or nobody does.
pub fn is_hidden(path: &OutputPath) -> bool {
    path.as_str().split('/').any(|part| part.starts_with('.') && part != WELL_KNOWN)
}

/// Whether a file is for hosts, search engines, feed readers, other tools or the service worker, and
/// for no page.
pub fn is_for_machines(path: &OutputPath) -> bool {
    RESERVED.contains(&path.as_str())
        || is_replaceable(path)
        || is_hidden(path)
        || path.as_str().split('/').any(|part| part == WELL_KNOWN)
}

/// The beginning of names that are reserved for publishing.
const RESERVED_PREFIX: &str = ".handbook-";
/// The label, in messages, of a file that the build writes.
const BUILD_LABEL: &str = "a file that the build makes";
/// The label of a page.
pub const PAGE_LABEL: &str = "the page";
/// The label of the page of a folder without an index file.
pub const FOLDER_LABEL: &str = "the page of the folder";
/// The label of a copied file.
pub const FILE_LABEL: &str = "the file";
/// The label of a search file.
pub const SEARCH_INDEX_LABEL: &str = "the search index of";
/// The label of an alias.
pub const ALIAS_LABEL: &str = "an alias in";
/// The label of an address with a former ending.
pub const FORMER_LABEL: &str = "a former address of";

/// The output paths of a site, each with its source.
#[derive(Debug, Default)]
pub struct PathRegistry {
    paths: Vec<RegisteredPath>,
}

/// The collisions of a site.
#[derive(Debug)]
pub struct Collisions {
    /// The problems, one for each, with both sides.
    pub problems: Vec<Diagnostic>,
    /// The outputs of aliases that cannot be written beside what else there is.
    pub lost_aliases: BTreeSet<OutputPath>,
}

#[derive(Clone, Debug)]
struct RegisteredPath {
    /// The collision key: equal for paths that some file system treats as one. Its parts end with
    /// NUL and not with a slash, so that in key order the files of a folder come right after a file
    /// with the name of the folder.
    key: String,
    output: OutputPath,
    label: &'static str,
    /// The source; `None` for a file that the build writes.
    at: Option<Place>,
}

impl PathRegistry {
    /// A registry that holds the reserved files of the build.
    pub fn new() -> Self {
        let mut registry = Self::default();
        for name in RESERVED {
            if let Ok(output) = OutputPath::new(name) {
                registry.add(&output, BUILD_LABEL, None);
            }
        }
        registry
    }

    /// Registers an output and where it comes from, if it does. `label` precedes the name of the
    /// source in messages.
    pub fn add(&mut self, output: &OutputPath, label: &'static str, at: impl Into<Option<Place>>) {
        self.paths.push(RegisteredPath::new(output.clone(), label, at.into()));
    }

    /// Whether nothing that is registered stands in the way of an output.
    pub fn is_free(&self, output: &OutputPath) -> bool {
        let RegisteredPath { key, .. } = RegisteredPath::new(output.clone(), PAGE_LABEL, None);
        let is_other =
            |path: &RegisteredPath| !key.starts_with(&path.key) && !path.key.starts_with(&key);
        self.paths.iter().all(is_other)
    }

    /// All registered paths in key order; paths with one key stay in the order of their
    /// registration. The replaceable files of the build come before others with their key, and are
    /// left out if another output has exactly their path.
    fn in_order(self) -> Vec<RegisteredPath> {
        let is_free = |output: &OutputPath| self.paths.iter().all(|path| path.output != *output);
        let replaceable =
            REPLACEABLE.iter().chain(HOST_FILES).filter_map(|n| OutputPath::new(n).ok());
        let mut paths: Vec<RegisteredPath> = replaceable
            .filter(is_free)
            .map(|output| RegisteredPath::new(output, BUILD_LABEL, None))
            .collect();
        paths.extend(self.paths);
        paths.sort_by(|a, b| a.key.cmp(&b.key));
        paths
    }

    /// The collisions of paths.
    pub fn collisions(self) -> Collisions {
        let paths = self.in_order();
        let problems = paths
            .iter()
            .skip(paths.partition_point(|path| path.key.as_str() < RESERVED_PREFIX))
            .take_while(|path| path.key.starts_with(RESERVED_PREFIX))
            .filter_map(reserved_name)
            .collect();
        let mut found = Collisions { problems, lost_aliases: BTreeSet::new() };
        // The files at the paths of the folders above a path: the first for each.
        let mut above: Vec<&RegisteredPath> = Vec::new();
        for same in paths.chunk_by(|a, b| a.key == b.key) {
            for pair in same.windows(2) {
                found.add(&pair[0], &pair[1]);
            }
            let first = &same[0];
            while above.pop_if(|file| !first.key.starts_with(&file.key)).is_some() {}
            for file in &above {
                found.add(file, first);
            }
            above.push(first);
        }
        found
    }
}

impl Collisions {
    /// Adds the collision of two paths. Of an alias and something else, that is what stays.
    fn add(&mut self, first: &RegisteredPath, second: &RegisteredPath) {
        self.problems.extend(collision(first, second));
        let is_same = first.label == second.label && first.output == second.output;
        if second.is_former() && !is_same {
            self.lost_aliases.insert(second.output.clone());
        } else if first.is_former() && !second.is_former() {
            self.lost_aliases.insert(first.output.clone());
        }
    }
}

impl RegisteredPath {
    fn new(output: OutputPath, label: &'static str, at: Option<Place>) -> Self {
        Self { key: output.collision_key().replace('/', "\0") + "\0", output, label, at }
    }

    /// Whether it leads on to a page that is elsewhere.
    fn is_former(&self) -> bool {
        [ALIAS_LABEL, FORMER_LABEL].contains(&self.label)
    }
}

/// The problem of a name that is reserved for publishing.
fn reserved_name(path: &RegisteredPath) -> Option<Diagnostic> {
    let at = path.at.as_ref()?;
    let message = format!(
        "{} `{}` would be written to `{}`, but names that begin with `{RESERVED_PREFIX}` are \
         reserved",
        path.label,
        at.path.file_name(),
        path.output
    );
    let problem = Diagnostic::error(Code::OutputCollision, message, at.clone());
    Some(problem.hint("rename it, or give it another address"))
}

/// The collision of two paths, reported at the later one that has a source.
fn collision(first: &RegisteredPath, second: &RegisteredPath) -> Option<Diagnostic> {
    let (path, other) = match (&second.at, &first.at) {
        (Some(_), _) => (second, first),
        (None, Some(_)) => (first, second),
        (None, None) => return None,
    };
    let at = path.at.as_ref()?;
    let here = format!("{} `{}`", path.label, at.path);
    let there = match &other.at {
        Some(at) => format!("{} `{}`", other.label, at.path),
        None => other.label.to_owned(),
    };
    let (mine, theirs) = (&path.output, &other.output);
    let message = if mine == theirs {
        format!("{here} and {there} would both be written to `{mine}`")
    } else {
        let why = if path.key != other.key {
            "which cannot be both a file and a folder"
        } else {
            "which some systems treat as the same name"
        };
        format!("{here} would be written to `{mine}`, and {there} to `{theirs}`, {why}")
    };
    let has_alias = [path, other].iter().any(|one| one.is_former());
    let code = if has_alias { Code::AliasCollision } else { Code::OutputCollision };
    let problem = Diagnostic::error(code, message, at.clone()).hint(remedy(path, other));
    Some(match &other.at {
        Some(at) => problem.related(at.clone(), "the other one"),
        None => problem,
    })
}

fn remedy(path: &RegisteredPath, other: &RegisteredPath) -> &'static str {
    if [path, other].iter().any(|one| one.label == FORMER_LABEL) {
        "rename one of them, or take the ending out of `former_endings`"
    } else if path.label == ALIAS_LABEL {
        "remove or change the alias"
    } else if other.label == ALIAS_LABEL {
        "remove or change the alias of the other page"
    } else if other.at.is_none() {
        "give it another name"
    } else if path.label == FILE_LABEL && other.label == FILE_LABEL {
        "rename or remove one of them"
    } else {
        "rename one of them, or give one a `slug` or `path` of its own"
    }
}
