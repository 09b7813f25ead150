//! [`Claims`]: who wants to write which file of the site. Two claims to one file, also where only
//! some file systems take them for one, and a file where a folder must be, are collisions.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::base::diagnostic::Code;
use crate::base::paths::{OutputPath, SourcePath};

use super::problem::{At, Problem};

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
/// The data of a comparison beside its page.
const TABLE: &str = "the table of";
/// A former address, by the page that names it.
const ALIAS: &str = "an alias in";

/// Who wants to write which file.
#[derive(Debug, Default)]
pub struct Claims {
    by_key: BTreeMap<String, Vec<Claim>>,
}

#[derive(Clone, Debug)]
struct Claim {
    output: OutputPath,
    what: &'static str,
    /// `None` for a file that the build makes itself.
    at: Option<At>,
}

impl Claims {
    /// The claims of the build itself.
    pub fn new() -> Self {
        let mut claims = Self::default();
        for name in RESERVED {
            if let Ok(output) = OutputPath::new(name) {
                claims.add(Claim {
                    output,
                    what: BUILD,
                    at: None,
                });
            }
        }
        claims
    }

    /// The page of a file.
    pub fn page(&mut self, output: &OutputPath, at: At) {
        self.add(Claim {
            output: output.clone(),
            what: PAGE,
            at: Some(at),
        });
    }

    /// The page of a folder that has no file for it.
    pub fn folder(&mut self, output: &OutputPath, folder: SourcePath) {
        self.add(Claim {
            output: output.clone(),
            what: FOLDER,
            at: Some((folder, None)),
        });
    }

    /// A file that is copied.
    pub fn file(&mut self, output: &OutputPath, source: &SourcePath) {
        self.add(Claim {
            output: output.clone(),
            what: FILE,
            at: Some((source.clone(), None)),
        });
    }

    /// The table of a comparison in another form, beside its page.
    pub fn table(&mut self, output: &OutputPath, source: &SourcePath) {
        self.add(Claim {
            output: output.clone(),
            what: TABLE,
            at: Some((source.clone(), None)),
        });
    }

    /// A file of the index beside the search page.
    pub fn index(&mut self, output: &OutputPath, source: &SourcePath) {
        self.add(Claim {
            output: output.clone(),
            what: INDEX,
            at: Some((source.clone(), None)),
        });
    }

    /// A redirect page.
    pub fn alias(&mut self, output: &OutputPath, source: &SourcePath, span: &Range<usize>) {
        self.add(Claim {
            output: output.clone(),
            what: ALIAS,
            at: Some((source.clone(), Some(span.clone()))),
        });
    }

    /// A file that the build makes only where `static` has none of exactly that name.
    fn claim_replaceable(&mut self) {
        for output in REPLACEABLE.iter().filter_map(|n| OutputPath::new(n).ok()) {
            let claims = self.by_key.entry(output.collision_key()).or_default();
            if claims.iter().all(|claim| claim.output != output) {
                let what = BUILD;
                claims.insert(
                    0,
                    Claim {
                        output,
                        what,
                        at: None,
                    },
                );
            }
        }
    }

    fn add(&mut self, claim: Claim) {
        self.by_key
            .entry(claim.output.collision_key())
            .or_default()
            .push(claim);
    }

    /// Every collision, each named once with both sides.
    pub fn collisions(mut self) -> Vec<Problem> {
        self.claim_replaceable();
        let mut problems = Vec::new();
        for claim in self.by_key.range(KEPT.to_owned()..) {
            if !claim.0.starts_with(KEPT) {
                break;
            }
            problems.extend(claim.1.iter().filter_map(kept));
        }
        for (key, claims) in &self.by_key {
            for pair in claims.windows(2) {
                problems.extend(collision(&pair[0], &pair[1]));
            }
            let parents = key.match_indices('/').map(|(slash, _)| &key[..slash]);
            for file in parents.filter_map(|parent| self.by_key.get(parent)) {
                problems.extend(collision(&file[0], &claims[0]));
            }
        }
        problems
    }
}

/// A name that only publishing may use.
fn kept(claim: &Claim) -> Option<Problem> {
    let at = claim.at.as_ref()?;
    let message = format!(
        "{} `{}` would be written to `{}`, and the build keeps names that begin with `{KEPT}` for itself",
        claim.what,
        at.0.file_name(),
        claim.output
    );
    Some(Problem::error(
        Code::OutputCollision,
        message,
        at.clone(),
        "rename it, or give it another address",
    ))
}

/// What is wrong with two claims, told at the one that comes later and names a source.
fn collision(first: &Claim, second: &Claim) -> Option<Problem> {
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
        let why = if holds(mine, theirs) || holds(theirs, mine) {
            "which would have to be a file and a folder"
        } else {
            "which some systems take for the same name"
        };
        format!("{here} would be written to `{mine}`, and {there} to `{theirs}`, {why}")
    };
    let mut problem = Problem::error(
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

/// Whether the file `inner` would lie in a folder of the name of the file `outer`.
fn holds(outer: &OutputPath, inner: &OutputPath) -> bool {
    let (outer, inner) = (outer.collision_key(), inner.collision_key());
    inner
        .strip_prefix(&outer)
        .is_some_and(|rest| rest.starts_with('/'))
}

fn remedy(claim: &Claim, other: &Claim) -> &'static str {
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

fn name(claim: &Claim) -> String {
    match &claim.at {
        Some((path, _)) => format!("{} `{path}`", claim.what),
        None => claim.what.to_owned(),
    }
}
