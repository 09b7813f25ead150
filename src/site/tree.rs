//! [`Site`]: the pages of a site as a tree, with everything that they can be looked up by.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use crate::base::fingerprint::Fingerprint;
use crate::base::paths::{Anchor, OutputPath, Route, SourcePath};
use crate::page::front_matter::Listing;
use crate::page::parse::Summary;
use crate::page::special_page::SpecialPage;

/// The number of a node in [`Site::nodes`].
pub type NodeId = usize;

/// What a node is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NodeKind {
    /// The page at `/`.
    Home,
    /// A folder's page, with pages below it.
    Section,
    /// Any other page.
    Page,
}

impl NodeKind {
    /// The word that templates see.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Home => "home",
            Self::Section => "section",
            Self::Page => "page",
        }
    }
}

/// A page of the site and its place in the tree.
#[derive(Clone, Debug)]
pub struct Node {
    /// What it is.
    pub kind: NodeKind,
    /// Its title.
    pub title: String,
    /// Its address.
    pub route: Route,
    /// Its file's summary; `None` for a folder without a page of its own.
    pub summary: Option<Arc<Summary>>,
    /// The page above it; `None` for the home page.
    pub parent: Option<NodeId>,
    /// The pages below it, in order.
    pub children: Vec<NodeId>,
    /// Where it is listed: in the contents below its parent, or elsewhere.
    pub listing: Listing,
    /// The page before it in the reading order.
    pub lower: Option<NodeId>,
    /// The page after it in the reading order.
    pub higher: Option<NodeId>,
    /// The section just below the home page that it belongs to.
    pub part: Option<NodeId>,
    /// The pages whose bodies link to it or show an extract of it, in order of their numbers.
    pub backlinks: Vec<NodeId>,
    /// The key of everything that a link to it shows: title, description, address, kind, part,
    /// data of the author's own.
    pub link_key: Fingerprint,
    /// The pages of which this page shows or links to a part whose mentions are told, such as a row of
    /// a table; in order of their numbers.
    pub mentions_of: Vec<NodeId>,
    /// The pages that show or link to such a part of this page, by its id; in order of their numbers.
    pub mentions: BTreeMap<Anchor, Vec<NodeId>>,
}

/// A file that a page can link to or show.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct FileEntry {
    /// Where it goes.
    pub output: OutputPath,
    /// Width and height in pixels, if it is an image that tells them.
    pub size: Option<(u32, u32)>,
}

/// The whole site.
#[derive(Clone, Debug, Default)]
pub struct Site {
    /// All pages: the home page first, then depth first in order.
    pub nodes: Vec<Node>,
    /// Pages by their file.
    pub by_source: BTreeMap<SourcePath, NodeId>,
    /// Pages by their folder below the root, without a slash at its end: `content/roles`.
    pub by_folder: BTreeMap<String, NodeId>,
    /// Pages by their file or folder as text: the index that nearly every look-up ends in.
    pub(super) by_path: HashMap<String, NodeId>,
    /// The links from each page to others.
    pub(super) outgoing: Vec<Vec<OutgoingLink>>,
    /// The key of everything that a look-up reads: which pages, places and files there are, and the
    /// numbers of the pages. Titles and other words of pages are not in it.
    pub lookup_key: Fingerprint,
    /// Pages by their address.
    pub by_route: BTreeMap<Route, NodeId>,
    /// Former addresses and the page that each leads to.
    pub aliases: BTreeMap<Route, NodeId>,
    /// Pages that this build leaves out because they are drafts or below one.
    pub drafts: BTreeMap<SourcePath, Arc<Summary>>,
    /// Files that pages can link to, by their source.
    pub files: BTreeMap<SourcePath, FileEntry>,
    /// The same by their place in the output.
    pub by_output: BTreeMap<OutputPath, SourcePath>,
    /// The pages with a duty for the whole handbook.
    pub special_pages: BTreeMap<SpecialPage, NodeId>,
    /// The page that lists things which its own file does not name, and their ids.
    pub(super) generated_anchors: Option<(NodeId, Vec<Anchor>)>,
}

/// A link from one page to another.
#[derive(Clone, Debug)]
pub(super) struct OutgoingLink {
    pub(super) to: NodeId,
    /// The parts of the page that it mentions.
    pub(super) parts: Vec<Anchor>,
}

impl Site {
    /// The node of a file.
    pub fn node_of(&self, path: &SourcePath) -> Option<NodeId> {
        self.by_source.get(path).copied()
    }

    /// The pages above a node, the home page first.
    pub fn ancestors(&self, id: NodeId) -> Vec<NodeId> {
        let mut above: Vec<NodeId> =
            std::iter::successors(self.nodes[id].parent, |id| self.nodes[*id].parent).collect();
        above.reverse();
        above
    }

    /// The children of a node that stand in the navigation.
    pub fn nav_children(&self, id: NodeId) -> impl Iterator<Item = NodeId> {
        self.nodes[id]
            .children
            .iter()
            .copied()
            .filter(|child| self.nodes[*child].listing == Listing::Contents)
    }

    /// The pages that are listed at the foot of every page, in order.
    pub fn footer(&self) -> impl Iterator<Item = NodeId> {
        (1..self.nodes.len()).filter(|id| self.nodes[*id].listing == Listing::Footer)
    }

    /// Whether a page has a place of that name.
    pub fn has_anchor(&self, id: NodeId, anchor: &str) -> bool {
        self.anchors(id).any(|known| known.as_str() == anchor)
    }

    /// Every place on a page.
    pub fn anchors(&self, id: NodeId) -> impl Iterator<Item = &Anchor> {
        let summary = self.nodes[id].summary.as_deref();
        let generated = self
            .generated_anchors
            .as_ref()
            .filter(|(page, _)| *page == id);
        summary
            .into_iter()
            .flat_map(|s| s.headings.iter().map(|h| &h.anchor).chain(&s.anchors))
            .chain(generated.into_iter().flat_map(|(_, ids)| ids))
    }

    /// The ids of a page whose mentions are told, in order of kind and id.
    pub fn mentionable(&self, id: NodeId) -> impl Iterator<Item = &Anchor> {
        let summary = self.nodes[id].summary.as_deref();
        let ids = summary.into_iter().flat_map(|summary| &summary.ids);
        ids.filter(|(kind, _)| kind.has_mentions).map(|(_, id)| id)
    }
}
