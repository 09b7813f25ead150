//! [`Site`]: the pages of a site as a tree, with indexes of them.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::{Arc, OnceLock};

use crate::base::fingerprint::{Fingerprint, Keyed};
use crate::base::paths::{Anchor, OutputPath, Route, SourcePath};
use crate::page::asset::{Asset, Drawing};
use crate::page::front_matter::Listing;
use crate::page::parse::Summary;
use crate::page::special_page::SpecialPage;
use crate::source::{ContentFolder, LinkedFile, Repository, RepositoryLink};

use crate::site::anchor_index::AnchorIndex;
use crate::site::former_query::FormerQuery;
use crate::site::lock::IdLock;
use crate::site::name_index::NameIndex;

/// The index of a node in [`Site::nodes`].
pub type NodeId = usize;

/// The kind of a node of the tree.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NodeKind {
    /// The page at `/`.
    Home,
    /// The page of a folder, with pages below it.
    Section,
    /// Any other page.
    Page,
}

impl NodeKind {
    /// The name of the kind in templates.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Home => "home",
            Self::Section => "section",
            Self::Page => "page",
        }
    }
}

/// A page of the site in the tree.
#[derive(Clone, Debug)]
pub struct Node {
    /// The kind of the page.
    pub kind: NodeKind,
    /// The title of the page.
    pub title: String,
    /// The address of the page.
    pub route: Route,
    /// The summary of the file; `None` for a folder without an index file.
    pub summary: Option<Arc<Summary>>,
    /// The page above; `None` for the home page.
    pub parent: Option<NodeId>,
    /// The pages below, in order.
    pub children: Vec<NodeId>,
    /// The place where the page is listed: in the contents below its parent, or elsewhere.
    pub listing: Listing,
    /// The purpose that the page serves in the whole handbook, if it serves one.
    pub special_page: Option<SpecialPage>,
    /// Whether the page comes after the others in what a search finds, as all below it do.
    pub found_last: bool,
    /// The previous page in the reading order.
    pub lower: Option<NodeId>,
    /// The next page in the reading order.
    pub higher: Option<NodeId>,
    /// The part that the page belongs to: a section just below the home page.
    pub part: Option<NodeId>,
    /// The pages whose bodies link to this page or embed an extract of it, in ascending order.
    pub backlinks: Vec<NodeId>,
    /// The fingerprint of [`Site::link_facts`].
    pub(super) link_key: Fingerprint,
    /// The pages of which this page embeds or links to an id with mentions, such as a row of a
    /// table; in ascending order.
    pub mentions_of: Vec<NodeId>,
    /// The pages that embed or link to an id with mentions on this page, by that id; in ascending
    /// order.
    pub mentions: BTreeMap<Anchor, Vec<NodeId>>,
}

/// A file of the site that pages can link to or show.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct FileEntry {
    /// The path of the file in the output.
    pub output: OutputPath,
    /// Width and height in pixels; `None` for a file that is no image, or does not say.
    pub size: Option<(u32, u32)>,
    /// What the file holds, if it is an SVG.
    pub drawing: Option<Arc<Drawing>>,
}

/// The summaries and files that a site is built from.
#[derive(Clone, Copy, Debug, Hash)]
pub struct SiteInput<'a> {
    /// The title of the handbook: that of a home page without a title.
    pub title: &'a str,
    /// The address of the published site: what is below it is within the site.
    pub base_url: &'a str,
    /// The path of that address, with slashes at its ends.
    pub base_path: &'a str,
    /// The summaries of all pages, in order of their paths.
    pub summaries: &'a [Keyed<&'a Arc<Summary>>],
    /// The folder of the pages and the files beside them.
    pub content: &'a ContentFolder,
    /// The files beside pages. Of a shared folder only those belong to the site that a page shows
    /// or links to.
    pub assets: &'a [Arc<Asset>],
    /// Files beside pages that are read as sources, such as a bibliography: they belong to the site
    /// only if a page shows or links to them.
    pub sources: &'a [SourcePath],
    /// The files of the theme and of `static`, each with its source.
    pub files: &'a [(SourcePath, FileEntry)],
    /// The pages that ask for a list which the build writes (a bibliography), and the ids of its
    /// entries. Only the first such page of the site gets them.
    pub generated_anchors: (&'a [SourcePath], &'a [Anchor]),
    /// What lies around the site and is no part of it.
    pub repository: &'a Arc<Repository>,
    /// The files that are there once more through symbolic links.
    pub linked: &'a BTreeMap<SourcePath, LinkedFile>,
    /// The title of the search page that is made for a site without one; `None` if none is.
    pub search: Option<&'a str>,
    /// Whether a page for paper is made for a site without one.
    pub print: bool,
    /// The files that the build makes for others; the feed only if a page has a date.
    pub made: &'a [&'a str],
    /// Whether drafts are part of the site.
    pub drafts: bool,
    /// What `ids.lock` says.
    pub lock: &'a IdLock,
    /// The endings that addresses of pages had with another tool.
    pub former_endings: &'a [String],
}

/// All pages and files of a site.
#[derive(Clone, Debug, Default)]
pub struct Site {
    /// The address of the published site: a link to what is below it is a link within the site.
    pub(super) base_url: String,
    /// The path of that address, with slashes at its ends.
    pub(super) base_path: String,
    /// The folder of the pages and the files beside them.
    pub content: ContentFolder,
    /// All pages of the site, depth first: the home page, then its children in order.
    pub nodes: Vec<Node>,
    /// The pages by their file.
    pub by_source: BTreeMap<SourcePath, NodeId>,
    /// The pages of folders, by the path of the folder from the root: `content/roles`.
    pub by_folder: BTreeMap<String, NodeId>,
    /// The pages by the path of their file or folder: the index that serves nearly every look-up.
    pub(super) by_path: HashMap<String, NodeId>,
    /// The drafts by the addresses that they would have, on first use.
    pub(super) draft_routes: OnceLock<HashMap<Route, SourcePath>>,
    /// Every path that can be linked to, by its form without differences of case; made when it is
    /// wanted.
    pub(super) folded_paths: OnceLock<HashMap<String, Vec<String>>>,
    /// The pages and files by their names, for suggestions; made when one is wanted.
    pub(super) names: OnceLock<NameIndex>,
    /// The anchors of each page by what leads to them; made when a link to one is looked up.
    pub(super) anchor_indexes: Vec<OnceLock<Arc<AnchorIndex>>>,
    /// The outgoing links of each page.
    pub(super) outgoing: Vec<OutgoingLinks>,
    /// What lies around the site and is no part of it, as far as links to it are known.
    pub(super) repository: Arc<Repository>,
    /// The fingerprint of everything that a look-up reads: pages with their numbers, anchors,
    /// aliases, files. Titles and other words of pages are not in it.
    pub lookup_key: Fingerprint,
    /// The pages by their address.
    pub by_route: BTreeMap<Route, NodeId>,
    /// The aliases, each with the page that it leads to.
    pub aliases: BTreeMap<Route, NodeId>,
    /// The aliases with fragments: the parts of former pages by their fragments, decoded, each with the page
    /// and the anchor that it leads to.
    pub moved_parts: BTreeMap<Route, BTreeMap<String, (NodeId, String)>>,
    /// The aliases with queries, each with the page that it leads to. The empty query is that of the
    /// alias without one, if there is such an alias.
    pub moved_queries: BTreeMap<Route, BTreeMap<FormerQuery, NodeId>>,
    /// The pages that have moved without an alias, as their ids tell, by their former addresses.
    pub(super) moved_pages: BTreeMap<Route, NodeId>,
    /// The pages that this build leaves out, because they are drafts or below a draft section.
    pub drafts: BTreeMap<SourcePath, Arc<Summary>>,
    /// The files that pages can link to, by their source.
    pub files: BTreeMap<SourcePath, FileEntry>,
    /// The sources of the files that pages can link to, by their path in the output.
    pub by_output: BTreeMap<OutputPath, SourcePath>,
    /// The files that the build makes for hosts, search engines, feed readers and other tools, by
    /// their path in the output.
    pub made: BTreeMap<OutputPath, FileEntry>,
    /// The special pages, by kind.
    pub special_pages: BTreeMap<SpecialPage, NodeId>,
    /// The page with a list that the build writes (the bibliography), and the ids of its entries.
    pub(super) generated_anchors: Option<(NodeId, Vec<Anchor>)>,
}

/// The links of a page.
#[derive(Clone, Debug, Default)]
pub(super) struct OutgoingLinks {
    /// Those to other pages.
    pub(super) pages: Vec<OutgoingLink>,
    /// Those to no page or file of the site.
    pub(super) out: Vec<RepositoryLink>,
}

/// A link from one page to another.
#[derive(Clone, Debug)]
pub(super) struct OutgoingLink {
    pub(super) to: NodeId,
    /// The ids with mentions that the link names.
    pub(super) parts: Vec<Anchor>,
}

impl Node {
    /// A node that nothing leads to or from yet.
    pub(super) fn new(kind: NodeKind, title: String, route: Route, parent: Option<NodeId>) -> Self {
        Self {
            kind,
            title,
            route,
            summary: None,
            parent,
            children: Vec::new(),
            listing: Listing::default(),
            special_page: None,
            found_last: false,
            lower: None,
            higher: None,
            part: None,
            backlinks: Vec::new(),
            link_key: Fingerprint::default(),
            mentions_of: Vec::new(),
            mentions: BTreeMap::new(),
        }
    }

    /// A page that is made, below the home page and in no navigation.
    pub(super) fn made(title: &str, route: Route, purpose: SpecialPage) -> Self {
        Self {
            listing: Listing::Nowhere,
            special_page: Some(purpose),
            ..Self::new(NodeKind::Page, title.to_owned(), route, Some(0))
        }
    }

    /// Whether lists, search and the sitemap may name the page.
    pub fn is_listed(&self) -> bool {
        self.listing != Listing::Unlisted
    }

    /// Whether the page is a special page (for searching, settings or paper), which holds nothing
    /// to read.
    pub fn is_special(&self) -> bool {
        self.special_page.is_some()
    }

    /// Whether the build makes the page, for a purpose that no file of the site serves.
    pub fn is_made(&self) -> bool {
        self.is_special() && self.summary.is_none()
    }

    /// The date of the last change of the page, or else of its publication.
    pub fn changed(&self) -> Option<&str> {
        let front = &self.summary.as_deref()?.front;
        front.updated.as_deref().or(front.date.as_deref())
    }
}

impl Site {
    /// The pages that lists, search and the sitemap may name, in order.
    pub fn listed(&self) -> impl Iterator<Item = (NodeId, &Node)> {
        self.nodes.iter().enumerate().filter(|(_, node)| node.is_listed())
    }

    /// The pages for search engines and feeds: all but special and unlisted pages, drafts and pages
    /// below one.
    pub fn published(&self) -> impl Iterator<Item = &Node> {
        let draft = |node: &Node| node.summary.as_ref().is_some_and(|s| s.front.draft);
        let above =
            |node| std::iter::successors(Some(node), |n: &&Node| Some(&self.nodes[n.parent?]));
        let listed = self.listed().map(|(_, node)| node);
        listed.filter(move |node| !node.is_special() && !above(*node).any(draft))
    }

    /// The former addresses of whole pages, each with the page that it leads to.
    pub fn whole_aliases(&self) -> impl Iterator<Item = (&Route, &Node)> {
        let is_whole = |alias: &Route| {
            !self.moved_parts.contains_key(alias) && !self.moved_queries.contains_key(alias)
        };
        let whole = self.aliases.iter().filter(move |(alias, _)| is_whole(alias));
        whole.map(|(alias, id)| (alias, &self.nodes[*id]))
    }

    /// All pages that the page at a former address may lead to, in order.
    pub fn pages_behind(&self, alias: &Route) -> BTreeSet<NodeId> {
        let parts = self.moved_parts.get(alias).into_iter().flat_map(BTreeMap::values);
        let queries = self.moved_queries.get(alias).into_iter().flat_map(BTreeMap::values);
        let whole = self.aliases.get(alias).into_iter();
        parts.map(|(id, _)| id).chain(queries).chain(whole).copied().collect()
    }

    /// The pages that have a file, each with its summary.
    pub fn with_files(&self) -> impl Iterator<Item = (NodeId, &Node, &Summary)> {
        let nodes = self.nodes.iter().enumerate();
        nodes.filter_map(|(id, node)| Some((id, node, node.summary.as_deref()?)))
    }

    /// The pages above a page, the home page first.
    pub fn ancestors(&self, id: NodeId) -> Vec<NodeId> {
        let mut above: Vec<NodeId> =
            std::iter::successors(self.nodes[id].parent, |id| self.nodes[*id].parent).collect();
        above.reverse();
        above
    }

    /// The children of a page that stand in the navigation.
    pub fn nav_children(&self, id: NodeId) -> impl Iterator<Item = NodeId> {
        self.nodes[id]
            .children
            .iter()
            .copied()
            .filter(|child| self.nodes[*child].listing == Listing::Contents)
    }

    /// The pages that every page lists at its foot, in order.
    pub fn footer(&self) -> impl Iterator<Item = NodeId> {
        (1..self.nodes.len()).filter(|id| self.nodes[*id].listing == Listing::Footer)
    }

    /// Whether a page has an anchor of this name.
    pub fn has_anchor(&self, id: NodeId, anchor: &str) -> bool {
        self.anchors(id).any(|known| known.as_str() == anchor)
    }

    /// All anchors of a page.
    pub fn anchors(&self, id: NodeId) -> impl Iterator<Item = &Anchor> {
        let summary = self.nodes[id].summary.as_deref();
        let generated = self.generated_anchors.as_ref().filter(|(page, _)| *page == id);
        summary
            .into_iter()
            .flat_map(|s| s.headings.iter().map(|h| &h.anchor).chain(&s.anchors))
            .chain(generated.into_iter().flat_map(|(_, ids)| ids))
    }

    /// The ids of a page that list their mentions, in order of kind and id.
    pub fn mentionable(&self, id: NodeId) -> impl Iterator<Item = &Anchor> {
        let summary = self.nodes[id].summary.as_deref();
        let ids = summary.into_iter().flat_map(|summary| &summary.ids);
        ids.filter(|(kind, _)| kind.has_mentions).map(|(_, id)| id)
    }
}
