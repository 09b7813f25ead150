//! [`SiteProblems`]: the errors and warnings of the site that is served, and what each page is told
//! of them: those in its own file, with the words to mark, and those of the rest.

use std::collections::BTreeMap;
use std::sync::Arc;

use serde::Serialize;

use crate::base::diagnostic::{Diagnostic, DiagnosticTotals, Severity, boundary_at};
use crate::base::fingerprint::Fingerprint;
use crate::base::paths::{Route, SourcePath};
use crate::serve::marked_words::{MarkedWords, PageOutline};
use crate::site::tree::Site;
use crate::site::tree_builder::default_route;
use crate::source::is_page;

/// The most problems that a page lists of its own file, and of all others.
const LISTED: usize = 100;

/// The most marks of a page.
const MARKED: usize = 300;

/// The most bytes of one message in a list.
const LONGEST: usize = 4_000;

/// The most bytes of the message of a mark.
const LONGEST_OF_A_MARK: usize = 1_000;

/// Puts diagnostics into words as a terminal shows them: of very many that are alike, the first
/// ones and how many more there are.
pub(super) type DescribeProblems = fn(&[&Diagnostic]) -> Vec<BrowserDiagnostic>;

/// A message as a browser lists it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BrowserDiagnostic {
    /// The file of the problem; `None` for a problem of the site and for several in one message.
    pub file: Option<SourcePath>,
    /// The file and, where known, the line and the column: `content/a.md:3:7`. May be empty.
    pub place: String,
    /// The text that the terminal shows.
    pub text: String,
}

impl BrowserDiagnostic {
    /// The text about a diagnostic, or about several.
    pub fn new(diagnostic: Option<&Diagnostic>, text: String) -> Self {
        let file = diagnostic.and_then(Diagnostic::file).cloned();
        Self { file, place: diagnostic.map(place_of).unwrap_or_default(), text }
    }
}

/// The problems of a site.
pub(super) struct SiteProblems {
    /// The errors and warnings, in order of their files.
    diagnostics: Vec<Diagnostic>,
    totals: DiagnosticTotals,
    /// Files that could not become pages, by the address that their names give.
    unread: BTreeMap<Route, SourcePath>,
    site: Arc<Site>,
    describe: DescribeProblems,
    /// The messages of the whole site: first those that belong to no page.
    listed: Vec<BrowserDiagnostic>,
}

/// What a page is told of the problems of its site.
#[derive(Serialize)]
pub(super) struct PageProblems {
    /// The number of errors of the site.
    errors: usize,
    /// The number of warnings of the site.
    warnings: usize,
    /// The number of errors in the page's own file, or of warnings if the site has no errors.
    own: usize,
    /// The problems in the page's own file, to be marked.
    marks: Vec<PageMark>,
    /// The messages about the page's own file.
    here: Vec<ListedProblem>,
    /// The messages about the rest of the site.
    elsewhere: Vec<ListedProblem>,
    /// The number of messages that are left out of the two lists.
    more: usize,
}

/// A message in a list.
#[derive(Serialize)]
pub(super) struct ListedProblem {
    place: String,
    pub(super) text: String,
    /// The address of the page with the problem.
    href: Option<String>,
}

/// A problem to be marked on its page.
#[derive(Serialize)]
struct PageMark {
    severity: Severity,
    /// What [`ListedProblem::place`] is for the same problem.
    place: String,
    /// The message and its hints.
    text: String,
    #[serde(flatten)]
    words: MarkedWords,
}

impl PageProblems {
    /// The messages that may say why the page could not be rendered: all but those about other
    /// pages, if there are any.
    pub(super) fn reasons(&self) -> Vec<&ListedProblem> {
        let others = self.elsewhere.iter().filter(|problem| problem.href.is_none());
        let reasons: Vec<_> = self.here.iter().chain(others).collect();
        if reasons.is_empty() { self.elsewhere.iter().collect() } else { reasons }
    }
}

impl SiteProblems {
    /// The problems of a build, whose diagnostics are sorted by file.
    pub(super) fn of(
        diagnostics: &[Diagnostic],
        totals: DiagnosticTotals,
        site: &Arc<Site>,
        describe: DescribeProblems,
    ) -> Self {
        let is_problem = |d: &&Diagnostic| d.is_error() || d.is_warning();
        let diagnostics: Vec<Diagnostic> = diagnostics.iter().filter(is_problem).cloned().collect();
        let is_unread = |path: &&SourcePath| {
            is_page(path) && !site.by_source.contains_key(*path) && !site.drafts.contains_key(*path)
        };
        let files = diagnostics.iter().filter(|d| d.is_error()).filter_map(Diagnostic::file);
        let unread = files.filter(is_unread);
        let unread =
            unread.filter_map(|path| Some((default_route(site, path, None)?, path.clone())));
        let unread = unread.collect();
        let (pages, others): (Vec<&Diagnostic>, Vec<_>) =
            diagnostics.iter().partition(|d| d.file().is_some_and(is_page));
        let listed = describe(&[others, pages].concat());
        Self { unread, site: Arc::clone(site), describe, listed, diagnostics, totals }
    }

    /// No problems, of a site whose pages are not known.
    pub(super) fn none() -> Self {
        Self::of(&[], DiagnosticTotals::default(), &Arc::default(), |_| Vec::new())
    }

    /// A fingerprint of all problems.
    pub(super) fn fingerprint(&self) -> Fingerprint {
        let facts = self.diagnostics.iter().map(|d| {
            let start = d.place.as_ref().and_then(|p| Some(p.excerpt.as_ref()?.range.start));
            (d.severity, d.code, d.file(), start, &d.message, &d.hints)
        });
        Fingerprint::of(&facts.collect::<Vec<_>>())
    }

    /// The number of errors.
    pub(super) fn errors(&self) -> usize {
        self.totals.errors
    }

    /// Whether the site has a page at an address, or would have one if its file could be read.
    pub(super) fn has_page(&self, route: &Route) -> bool {
        self.site.by_route.contains_key(route) || self.unread.contains_key(route)
    }

    /// What the page at an address is told.
    pub(super) fn of_page(&self, route: Option<&Route>, base_path: &str) -> PageProblems {
        let file = route.and_then(|route| self.file_at(route));
        let own = self.in_file(file);
        let here = if own.is_empty() {
            Vec::new()
        } else {
            (self.describe)(&own.iter().collect::<Vec<_>>())
        };
        let others = self.listed.iter().filter(|d| d.file.is_none() || d.file.as_ref() != file);
        let others: Vec<&BrowserDiagnostic> = others.collect();
        let list = |problem: &BrowserDiagnostic| {
            let id = problem.file.as_ref().and_then(|file| self.site.by_source.get(file));
            ListedProblem {
                place: problem.place.clone(),
                text: clipped(&problem.text, LONGEST),
                href: id.map(|id| self.site.nodes[*id].route.href(base_path)),
            }
        };
        let DiagnosticTotals { errors, warnings } = self.totals;
        let mut outline = PageOutline::default();
        PageProblems {
            errors,
            warnings,
            own: own.iter().filter(|d| d.is_error() || errors == 0).count(),
            marks: own.iter().filter_map(|d| mark_of(d, &mut outline)).take(MARKED).collect(),
            here: here.iter().take(LISTED).map(list).collect(),
            elsewhere: others.iter().take(LISTED).map(|problem| list(problem)).collect(),
            more: here.len().saturating_sub(LISTED) + others.len().saturating_sub(LISTED),
        }
    }

    /// The file of the page at an address.
    fn file_at(&self, route: &Route) -> Option<&SourcePath> {
        let node = self.site.by_route.get(route).map(|id| &self.site.nodes[*id]);
        let summary = node.and_then(|node| node.summary.as_ref());
        summary.map(|summary| &summary.path).or_else(|| self.unread.get(route))
    }

    /// The problems of a file.
    fn in_file(&self, file: Option<&SourcePath>) -> &[Diagnostic] {
        if file.is_none() {
            return &[];
        }
        let start = self.diagnostics.partition_point(|d| d.file() < file);
        let end = self.diagnostics.partition_point(|d| d.file() <= file);
        &self.diagnostics[start..end]
    }
}

/// The file and, where known, the line and the column of a diagnostic.
fn place_of(diagnostic: &Diagnostic) -> String {
    let Some(place) = &diagnostic.place else { return String::new() };
    match &place.excerpt {
        Some(excerpt) => {
            let (line, column) = excerpt.line_and_column();
            format!("{}:{line}:{column}", place.path)
        }
        None => place.path.to_string(),
    }
}

/// The mark of a problem whose place in its file is known.
fn mark_of(diagnostic: &Diagnostic, outline: &mut PageOutline) -> Option<PageMark> {
    let excerpt = diagnostic.place.as_ref()?.excerpt.as_ref()?;
    let mut text = format!("{} [{}]", diagnostic.message, diagnostic.code);
    for hint in &diagnostic.hints {
        text.push('\n');
        text.push_str(hint);
    }
    Some(PageMark {
        severity: diagnostic.severity,
        place: place_of(diagnostic),
        text: clipped(&text, LONGEST_OF_A_MARK),
        words: MarkedWords::of(excerpt, diagnostic.code, outline),
    })
}

/// A text of at most so many bytes.
fn clipped(text: &str, bytes: usize) -> String {
    if text.len() <= bytes {
        text.to_owned()
    } else {
        format!("{} …", &text[..boundary_at(text, bytes)])
    }
}
