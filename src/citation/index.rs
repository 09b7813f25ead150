//! [`CitedSources`]: the page that lists the sources of a site, and the pages that cite each of them.

use std::collections::BTreeMap;

use crate::base::diagnostic::{Code, Diagnostic, Place};
use crate::base::paths::Anchor;
use crate::citation::locator::LocatorKind;
use crate::citation::style::CslStyle;
use crate::data::value::Spanned;
use crate::page::parse::Summary;

use crate::site::per_page::PerPage;
use crate::site::problem::second_page;
use crate::site::tree::{NodeId, Site};

/// The citations of a page, and its list of sources if it has one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct PageSources {
    /// The keys of the sources that the page cites; sorted, without repetition.
    pub cites: Vec<String>,
    /// The kinds of the places that its citations name; sorted, without repetition.
    pub locators: Vec<LocatorKind>,
    /// Whether the page has a citation that omits the author.
    pub cites_without_author: bool,
    /// Whether the page has a citation that names a place within the source.
    pub cites_with_locator: bool,
    /// The table `[sources]` of the front matter, if the page has it.
    pub list: Option<SourcesPage>,
}

/// The table `[sources]` of a page that lists the sources.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct SourcesPage {
    /// `file`: the bibliography, relative to the page.
    pub file: Option<Spanned<String>>,
    /// `style`: the CSL style that formats the sources.
    pub style: CslStyle,
    /// `unused`: whether the list of sources may have some that no page cites.
    pub unused: bool,
}

/// The page that lists the sources of a site, and the pages that cite each source.
#[derive(Clone, Debug, Default)]
pub struct CitedSources {
    /// The page that lists the sources, if there is one.
    pub page: Option<NodeId>,
    /// The pages that cite each source, in reading order, by its key.
    pub citing: BTreeMap<String, Vec<NodeId>>,
    /// Whether the list of sources may have some that no page cites, so that none is reported as
    /// unused.
    pub unused: bool,
}

impl CitedSources {
    /// Finds the page that lists the sources and the pages that cite them. `keys` are the keys of
    /// all sources. Reports a second list and keys that are ids on the page of the list.
    pub fn of(
        site: &Site,
        pages: &PerPage<PageSources>,
        keys: &[Anchor],
        problems: &mut Vec<Diagnostic>,
    ) -> Self {
        let mut cited = Self::default();
        for (id, page) in pages.all() {
            for key in &page.cites {
                cited.citing.entry(key.clone()).or_default().push(id);
            }
            let (Some(list), Some(summary)) = (&page.list, &site.nodes[id].summary) else {
                continue;
            };
            if let Some(first) = cited.page {
                let (first, second) = (&site.nodes[first], &site.nodes[id]);
                problems.extend(second_page(first, second, "lists the sources", "sources"));
            } else {
                cited.page = Some(id);
                cited.unused = list.unused;
                problems.extend(taken_keys(summary, keys));
            }
        }
        cited
    }
}

/// Errors for keys of sources that are also ids of other elements on the page that lists the
/// sources.
fn taken_keys(summary: &Summary, keys: &[Anchor]) -> Vec<Diagnostic> {
    let headings = summary.headings.iter().map(|heading| &heading.anchor);
    headings
        .chain(&summary.anchors)
        .filter(|anchor| keys.contains(anchor))
        .map(|anchor| {
            let message =
                format!("the id `{anchor}` is also the key of a source listed on this page");
            Diagnostic::error(Code::DuplicateId, message, Place::file(&summary.path))
                .hint(format!("give the heading or item another id, such as `{{#about-{anchor}}}`"))
        })
        .collect()
}

/// The citations and lists of sources of the pages of a site.
pub type SourcesOfPages = PerPage<PageSources>;
