//! [`Claims`]: who wants to write which file of the site. Two claims to one file, also where only
//! some file systems take them for one, and a file where a folder must be, are collisions.

use std::collections::BTreeMap;
use std::ops::Range;

use crate::base::diagnostic::Code;
use crate::base::paths::{OutputPath, SourcePath};

use super::problem::{At, Problem};

/// Files that the build makes itself. Those in the second list give way to a file of the same name
/// in `static`.
pub const RESERVED: &[&str] = &["404.html", "sitemap.xml", "atom.xml"];
/// Files that the build makes unless `static` has one of the same name.
pub const REPLACEABLE: &[&str] = &["robots.txt", "_headers", "_redirects", ".nojekyll"];
/// What the names begin with that publishing keeps for itself.
const KEPT: &str = ".handbook-";
/// How messages name a file that the build makes.
const BUILD: &str = "a file that the build makes";

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

    /// The page of a file or a folder.
    pub fn page(&mut self, output: &OutputPath, at: At) {
        self.add(Claim {
            output: output.clone(),
            what: "the page",
            at: Some(at),
        });
    }

    /// A file that is copied.
    pub fn file(&mut self, output: &OutputPath, source: &SourcePath) {
        self.add(Claim {
            output: output.clone(),
            what: "the file",
            at: Some((source.clone(), None)),
        });
    }

    /// A redirect page.
    pub fn alias(&mut self, output: &OutputPath, source: &SourcePath, span: &Range<usize>) {
        self.add(Claim {
            output: output.clone(),
            what: "the alias",
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

fn collision(first: &Claim, second: &Claim) -> Option<Problem> {
    let (at, other, other_what) = match (&second.at, &first.at) {
        (Some(at), other) => (at, other, first),
        (None, Some(at)) => (at, &None, second),
        (None, None) => return None,
    };
    let claim = if other_what.output == first.output && second.at.is_some() {
        second
    } else {
        first
    };
    let message = if claim.output == other_what.output {
        format!(
            "{} `{}` and {} would both be written to `{}`",
            claim.what,
            at.0.file_name(),
            name(other_what),
            claim.output
        )
    } else {
        format!(
            "{} `{}` would be written to `{}`, and {} to `{}`, which cannot stand beside it on every system",
            claim.what,
            at.0.file_name(),
            claim.output,
            name(other_what),
            other_what.output
        )
    };
    let mut problem = Problem::error(
        Code::OutputCollision,
        message,
        at.clone(),
        "rename one of them, or give one a `slug` or `path` of its own",
    );
    problem.related = other
        .as_ref()
        .map(|at| (at.clone(), "the other is here".to_owned()));
    Some(problem)
}

fn name(claim: &Claim) -> String {
    match &claim.at {
        Some((path, _)) => format!("{} `{path}`", claim.what),
        None => claim.what.to_owned(),
    }
}
