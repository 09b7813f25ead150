//! [`CitedSources`]: the page that lists the sources of a site, and who cites them.

use std::collections::BTreeMap;

use crate::base::diagnostic::Code;
use crate::base::paths::Anchor;
use crate::citation::style::CslStyle;
use crate::page::parse::{KeyedText, Summary};

use crate::site::per_page::PerPage;
use crate::site::problem::SiteProblem;
use crate::site::tree::{Node, NodeId, Site};

/// What a page has to do with sources.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct PageSources {
    /// The keys of sources that it cites; sorted, without repetition.
    pub cites: Vec<String>,
    /// Whether it leaves out the author of a source that it cites.
    pub cites_without_author: bool,
    /// The `[sources]` of the front matter.
    pub list: Option<SourcesPage>,
}

/// The page that lists the sources.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct SourcesPage {
    /// `file`: the bibliography, relative to the page.
    pub file: Option<KeyedText>,
    /// `style`: how sources are written.
    pub style: CslStyle,
    /// `unused`: whether sources that no page cites are wanted.
    pub unused: bool,
}

/// Where the sources of a site are listed and cited.
#[derive(Clone, Debug, Default)]
pub struct CitedSources {
    /// The page that lists them.
    pub page: Option<NodeId>,
    /// The pages that cite each source, in reading order, by its key.
    pub citing: BTreeMap<String, Vec<NodeId>>,
    /// Whether sources that no page cites are wanted.
    pub unused: bool,
}

impl CitedSources {
    /// Finds the page of sources and who cites what. `keys` are those of the sources.
    pub fn of(
        site: &Site,
        pages: &PerPage<PageSources>,
        keys: &[Anchor],
        problems: &mut Vec<SiteProblem>,
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
                problems.extend(second_page(&site.nodes[first], summary));
            } else {
                cited.page = Some(id);
                cited.unused = list.unused;
                problems.extend(taken_keys(summary, keys));
            }
        }
        cited
    }
}

/// Keys of sources that are ids of something else on the page that lists them.
fn taken_keys(summary: &Summary, keys: &[Anchor]) -> Vec<SiteProblem> {
    let headings = summary.headings.iter().map(|heading| &heading.anchor);
    headings
        .chain(&summary.anchors)
        .filter(|anchor| keys.contains(anchor))
        .map(|anchor| {
            SiteProblem::error(
                Code::DuplicateId,
                format!("the id `{anchor}` is the key of a source, which this page lists"),
                (summary.path.clone(), None),
                format!("give the heading or item another id, such as `{{#about-{anchor}}}`"),
            )
        })
        .collect()
}

fn second_page(first: &Node, second: &Summary) -> Option<SiteProblem> {
    let first = first.summary.as_ref()?;
    let message = "a second page lists the sources".to_owned();
    let hint = "take `[sources]` out of one of the two";
    let at = (second.path.clone(), None);
    Some(SiteProblem {
        related: Some(((first.path.clone(), None), "the first one".to_owned())),
        ..SiteProblem::error(Code::InvalidValue, message, at, hint)
    })
}

/// What the pages of a site have to do with sources.
pub type SourcesOfPages = PerPage<PageSources>;
