//! [`PageFacts`]: everything that the view of a page is made of.
//!
//! A view reads nothing else, and the hash of the facts covers each of them, so that a page which
//! went stale would be one whose view cannot be written: what a view must know of the rest of the
//! site becomes a field here first.

use std::cell::LazyCell;
use std::collections::BTreeSet;

use crate::base::fingerprint::Keyed;
use crate::base::paths::{Route, encode_fragment};
use crate::config::Config;
use crate::page::parse::Page;
use crate::page::special_page::SpecialPage;
use crate::resolve::long_list::{LongList, ShownPages};
use crate::resolve::resolver::ResolvedBody;
use crate::resolve::urls::Urls;
use crate::resolve::view::{FoundView, LetterView, LinkView};
use crate::search::letters::{FeatureNames, ListedEntry, letters};
use crate::site::link::LinkedPage;
use crate::site::nav_groups::LONGEST_LIST;
use crate::site::tree::{Node, NodeId, NodeKind, Site};

/// A body whose references are resolved when somebody wants it, unless they are already.
pub type LazyBody<'a> = LazyCell<ResolvedBody<'a>, Box<dyn FnOnce() -> ResolvedBody<'a> + 'a>>;

/// Everything that the view of a page is made of.
#[derive(Debug, Hash)]
pub struct PageFacts<'a> {
    /// What other pages may show of the page.
    pub link: LinkedPage<'a>,
    /// The file of the page; `None` for a folder without a page of its own.
    pub file: Option<Keyed<&'a Page>>,
    /// The purpose that the page serves in the whole handbook, if it serves one.
    pub special_page: Option<SpecialPage>,
    /// The body of the page with every reference resolved.
    pub body: Keyed<LazyBody<'a>>,
    /// The pages above, the home page first.
    pub ancestors: Vec<LinkedPage<'a>>,
    /// The page before this one in the reading order.
    pub lower: Option<LinkedPage<'a>>,
    /// The page after this one in the reading order.
    pub higher: Option<LinkedPage<'a>>,
    /// The part that the page belongs to.
    pub part: Option<LinkedPage<'a>>,
    /// The pages whose bodies link to this one and that it does not show elsewhere.
    pub backlinks: Vec<LinkedPage<'a>>,
    /// The comparisons that have a row which this page shows or links to.
    pub compared_in: Vec<LinkedPage<'a>>,
    /// The section that the page is or that holds it.
    pub section: LinkedPage<'a>,
    /// The pages of the section, if the page is the section itself.
    pub children: Vec<LinkedPage<'a>>,
    /// Everything that can be found, from A to Z; empty on all pages but the search page.
    pub index: Vec<LetterView>,
    /// The path of the file below the folder of the content; empty without a file.
    pub relative_path: &'a str,
    /// The address where files can be edited, with `{path}` for the path; may be empty.
    pub edit_url: &'a str,
    /// The address where readers report mistakes, with `{path}` and `{title}` for those of a page;
    /// may be empty.
    pub report_url: &'a str,
    /// Whether search engines leave the page out.
    pub is_noindex: bool,
    /// Whether pages have copies in Markdown.
    pub has_markdown_copies: bool,
    /// The printer of addresses.
    pub urls: &'a Urls,
}

impl<'a> PageFacts<'a> {
    /// What the page shows of the pages that link to it, and all of them if that is not all.
    pub fn shown_backlinks(&self) -> (ShownPages, Option<LongList>) {
        let pages = self.backlinks.iter().map(|page| LinkView::of(page, self.urls)).collect();
        LongList::shown(pages, ("", self.link.title), self.link.route, self.urls)
    }

    /// All pages that link to the page, if it does not show them all.
    pub fn long_backlinks(&self) -> Option<LongList> {
        (self.backlinks.len() > LONGEST_LIST).then(|| self.shown_backlinks().1).flatten()
    }

    /// The facts of a page of the site. `body` has the key of everything that its references
    /// became.
    pub fn of(
        site: &'a Site,
        id: NodeId,
        (file, body): (Option<Keyed<&'a Page>>, Keyed<LazyBody<'a>>),
        features: &dyn FeatureNames,
        config: &'a Config,
        urls: &'a Urls,
    ) -> Self {
        let node = &site.nodes[id];
        let link = |id: NodeId| site.link(id);
        let is_section = node.kind != NodeKind::Page;
        let section = if is_section { id } else { node.parent.unwrap_or(0) };
        Self {
            link: link(id),
            file,
            special_page: node.special_page,
            body,
            ancestors: site.ancestors(id).into_iter().map(link).collect(),
            lower: node.lower.map(link),
            higher: node.higher.map(link),
            part: node.part.map(link),
            backlinks: mentions(node).map(link).collect(),
            compared_in: node.mentions_of.iter().copied().map(link).collect(),
            section: link(section),
            children: site.nav_children(section).filter(|_| is_section).map(link).collect(),
            index: search_index(site, features, id, urls),
            relative_path: (node.summary.as_ref())
                .and_then(|page| site.content.rest(&page.path))
                .unwrap_or_default(),
            edit_url: &config.edit_url,
            report_url: &config.report_url,
            is_noindex: config.noindex || !node.is_listed() || node.is_special(),
            has_markdown_copies: config.generate_markdown,
            urls,
        }
    }
}

/// What the navigation shows of a page.
#[derive(Clone, Copy, Debug, Hash)]
pub struct NavFacts<'a> {
    /// The title of the page.
    pub title: &'a str,
    /// The address of the page.
    pub route: &'a Route,
    /// The kind of the page.
    pub kind: NodeKind,
}

impl<'a> NavFacts<'a> {
    /// What the navigation shows of a page.
    pub fn of(site: &'a Site, id: NodeId) -> Self {
        let node = &site.nodes[id];
        Self { title: &node.title, route: &node.route, kind: node.kind }
    }
}

/// Everything that one list of the navigation is made of.
#[derive(Debug, Hash)]
pub struct NavListFacts<'a> {
    /// The page whose list it is.
    pub section: NavFacts<'a>,
    /// Whether it is the first list, which holds all others.
    pub is_top: bool,
    /// The first page of each stretch of the section's pages before these.
    pub before: Vec<NavFacts<'a>>,
    /// The pages that are listed.
    pub entries: Vec<NavFacts<'a>>,
    /// The first page of each stretch of the section's pages after these.
    pub after: Vec<NavFacts<'a>>,
    /// The printer of addresses.
    pub urls: &'a Urls,
}

/// The alphabetical index of everything that can be found; empty on all pages but the search page.
fn search_index(
    site: &Site,
    features: &dyn FeatureNames,
    id: NodeId,
    urls: &Urls,
) -> Vec<LetterView> {
    if site.special_pages.get(&SpecialPage::Search) != Some(&id) {
        return Vec::new();
    }
    let found = |place: ListedEntry| {
        let node = &site.nodes[place.page];
        let fragment = if place.anchor.is_empty() {
            String::new()
        } else {
            format!("#{}", encode_fragment(&place.anchor))
        };
        FoundView {
            title: place.name,
            kind: place.kind.word,
            path: urls.path(&node.route) + &fragment,
            page: node.title.clone(),
        }
    };
    let letters = letters(site, features).into_iter().map(|letter| LetterView {
        letter: letter.letter,
        places: letter.entries.into_iter().map(found).collect(),
    });
    letters.collect()
}

/// The backlinks of a page that it does not show elsewhere: without the pages in
/// [`Node::mentions_of`], and without those that it lists at one of its parts, such as a row.
fn mentions(node: &Node) -> impl Iterator<Item = NodeId> {
    let at_a_part: BTreeSet<&NodeId> = node.mentions.values().flatten().collect();
    let is_elsewhere =
        move |id: &NodeId| at_a_part.contains(id) || node.mentions_of.binary_search(id).is_ok();
    node.backlinks.iter().filter(move |id| !is_elsewhere(id)).copied()
}
