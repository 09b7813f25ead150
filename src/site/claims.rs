//! [`PathRegistry`]: who wants to write which file of the site. Two claims to one file, also where only
//! some file systems take them for one, and a file where a folder must be, are collisions.

use std::ops::Range;

use crate::base::diagnostic::Code;
use crate::base::paths::{OutputPath, SourcePath};

use crate::site::problem::{ProblemPlace, SiteProblem};

/// Files that the build makes itself. Those in the second list give way to a file of the same name
/// in `static`.
pub const RESERVED: &[&str] = &[
    "404.html",
    "sitemap.xml",
    "atom.xml",
    "handbook.json",
    "offline.html",
    "offline.json",
    "sw.js",
];
/// Files that the build makes unless `static` has one of the same name.
pub const REPLACEABLE: &[&str] = &[
    "robots.txt",
    "_headers",
    "_redirects",
    ".nojekyll",
    "llms.txt",
];
/// What the names begin with that publishing keeps for itself.
const KEPT: &str = ".handbook-";
/// How messages name a file that the build makes.
const BUILD: &str = "a file that the build makes";
/// The page of a file.
const PAGE: &str = "the page";
/// The page of a folder without a file of its own.
const FOLDER: &str = "the page of the folder";
/// A file that is copied.
const FILE: &str = "the file";
/// The index of the search page beside it.
const INDEX: &str = "the search index of";
/// A former address, by the page that names it.
const ALIAS: &str = "an alias in";

/// Who wants to write which file.
#[derive(Debug, Default)]
pub struct PathRegistry {
    claims: Vec<RegisteredPath>,
}

#[derive(Clone, Debug)]
struct RegisteredPath {
    /// Equal for outputs that some file system takes for one. Its parts end with NUL and not with a
    /// slash, so that in order of keys the files of a folder come right after a file of its name.
    key: String,
    output: OutputPath,
    what: &'static str,
    /// `None` for a file that the build makes itself.
    at: Option<ProblemPlace>,
}

impl PathRegistry {
    /// The claims of the build itself.
    pub fn new() -> Self {
        let mut claims = Self::default();
        for name in RESERVED {
            if let Ok(output) = OutputPath::new(name) {
                claims.add(&output, BUILD, None);
            }
        }
        claims
    }

    /// The page of a file.
    pub fn page(&mut self, output: &OutputPath, at: ProblemPlace) {
        self.add(output, PAGE, Some(at));
    }

    /// The page of a folder that has no file for it.
    pub fn folder(&mut self, output: &OutputPath, folder: SourcePath) {
        self.add(output, FOLDER, Some((folder, None)));
    }

    /// A file that is copied.
    pub fn file(&mut self, output: &OutputPath, source: &SourcePath) {
        self.add(output, FILE, Some((source.clone(), None)));
    }

    /// A file that a feature puts beside its page. `what` comes before the page in messages.
    pub fn beside(&mut self, output: &OutputPath, source: &SourcePath, what: &'static str) {
        self.add(output, what, Some((source.clone(), None)));
    }

    /// A file of the index beside the search page.
    pub fn index(&mut self, output: &OutputPath, source: &SourcePath) {
        self.add(output, INDEX, Some((source.clone(), None)));
    }

    /// A redirect page.
    pub fn alias(&mut self, output: &OutputPath, source: &SourcePath, span: &Range<usize>) {
        self.add(output, ALIAS, Some((source.clone(), Some(span.clone()))));
    }

    fn add(&mut self, output: &OutputPath, what: &'static str, at: Option<ProblemPlace>) {
        self.claims
            .push(RegisteredPath::new(output.clone(), what, at));
    }

    /// All claims, those of one key in the order in which they were made. Files that the build makes
    /// only where `static` has none of exactly that name come before the others.
    fn in_order(self) -> Vec<RegisteredPath> {
        let is_free = |output: &OutputPath| self.claims.iter().all(|claim| claim.output != *output);
        let replaceable = REPLACEABLE.iter().filter_map(|n| OutputPath::new(n).ok());
        let mut claims: Vec<RegisteredPath> = replaceable
            .filter(is_free)
            .map(|output| RegisteredPath::new(output, BUILD, None))
            .collect();
        claims.extend(self.claims);
        claims.sort_by(|a, b| a.key.cmp(&b.key));
        claims
    }

    /// Every collision, each named once with both sides.
    pub fn collisions(self) -> Vec<SiteProblem> {
        let claims = self.in_order();
        let mut problems: Vec<SiteProblem> = claims
            .iter()
            .skip(claims.partition_point(|claim| claim.key.as_str() < KEPT))
            .take_while(|claim| claim.key.starts_with(KEPT))
            .filter_map(kept)
            .collect();
        // The first files of the names that the folders of a claim have.
        let mut above: Vec<&RegisteredPath> = Vec::new();
        for same in claims.chunk_by(|a, b| a.key == b.key) {
            for pair in same.windows(2) {
                problems.extend(collision(&pair[0], &pair[1]));
            }
            let first = &same[0];
            while above
                .pop_if(|file| !first.key.starts_with(&file.key))
                .is_some()
            {}
            problems.extend(above.iter().filter_map(|file| collision(file, first)));
            above.push(first);
        }
        problems
    }
}

impl RegisteredPath {
    fn new(output: OutputPath, what: &'static str, at: Option<ProblemPlace>) -> Self {
        Self {
            key: output.collision_key().replace('/', "\0") + "\0",
            output,
            what,
            at,
        }
    }
}

/// A name that only publishing may use.
fn kept(claim: &RegisteredPath) -> Option<SiteProblem> {
    let at = claim.at.as_ref()?;
    let message = format!(
        "{} `{}` would be written to `{}`, and the build keeps names that begin with `{KEPT}` for itself",
        claim.what,
        at.0.file_name(),
        claim.output
    );
    Some(SiteProblem::error(
        Code::OutputCollision,
        message,
        at.clone(),
        "rename it, or give it another address",
    ))
}

/// What is wrong with two claims, told at the one that comes later and names a source.
fn collision(first: &RegisteredPath, second: &RegisteredPath) -> Option<SiteProblem> {
    let (claim, other) = match (&second.at, &first.at) {
        (Some(_), _) => (second, first),
        (None, Some(_)) => (first, second),
        (None, None) => return None,
    };
    let at = claim.at.as_ref()?;
    let here = format!("{} `{}`", claim.what, at.0.file_name());
    let there = name(other);
    let (mine, theirs) = (&claim.output, &other.output);
    let message = if mine == theirs {
        format!("{here} and {there} would both be written to `{mine}`")
    } else {
        let why = if claim.key != other.key {
            "which would have to be a file and a folder"
        } else {
            "which some systems take for the same name"
        };
        format!("{here} would be written to `{mine}`, and {there} to `{theirs}`, {why}")
    };
    let mut problem = SiteProblem::error(
        Code::OutputCollision,
        message,
        at.clone(),
        remedy(claim, other),
    );
    problem.related = other
        .at
        .as_ref()
        .map(|at| (at.clone(), "the other is here".to_owned()));
    Some(problem)
}

fn remedy(claim: &RegisteredPath, other: &RegisteredPath) -> &'static str {
    if claim.what == ALIAS {
        "remove the alias, or write another"
    } else if other.what == ALIAS {
        "remove the alias of the other, or write another"
    } else if other.at.is_none() {
        "give it another name"
    } else if claim.what == FILE && other.what == FILE {
        "rename or remove one of them"
    } else {
        "rename one of them, or give one a `slug` or `path` of its own"
    }
}

fn name(claim: &RegisteredPath) -> String {
    match &claim.at {
        Some((path, _)) => format!("{} `{path}`", claim.what),
        None => claim.what.to_owned(),
    }
}
