//! [`Site`]: the whole, built from summaries alone: which pages there are, where, in which order,
//! and who links to whom. A page whose summary stays equal leaves this value equal.

pub mod backlinks;
pub mod claims;
pub mod finder;
pub mod folders;
pub mod glossary;
pub mod keys;
pub mod lasting;
pub mod lock;
pub mod look_up;
pub mod order;
pub mod per_page;
pub mod places;
pub mod problem;
pub mod sources;

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use rayon::iter::{IntoParallelIterator, IntoParallelRefIterator, ParallelIterator};

use crate::base::fingerprint::Fingerprint;
use crate::base::paths::{Anchor, OutputPath, Route, SourcePath};
use crate::parse::asset::Asset;
use crate::parse::front_matter::Listing;
use crate::parse::front_matter::duty::Duty;
use crate::parse::page::Summary;

use backlinks::OutgoingLink;
use claims::Claims;
use problem::Problem;

/// The number of a node in [`Site::nodes`].
pub type NodeId = usize;

/// What a node is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// The page at `/`.
    Home,
    /// A folder's page, with pages below it.
    Section,
    /// Any other page.
    Page,
}

impl Kind {
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
    pub kind: Kind,
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
    by_path: HashMap<String, NodeId>,
    /// The links from each page to others.
    outgoing: Vec<Vec<OutgoingLink>>,
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
    pub places: BTreeMap<Duty, NodeId>,
    /// The page that lists things which its own file does not name, and their ids.
    listed: Option<(NodeId, Vec<Anchor>)>,
}

/// What a site is built from.
#[derive(Clone, Copy, Debug)]
pub struct Facts<'a> {
    /// The title of the handbook, for a home page without one.
    pub title: &'a str,
    /// The summaries of all pages, in order of their paths.
    pub summaries: &'a [Arc<Summary>],
    /// Files beside the pages, below `content`.
    pub assets: &'a [Arc<Asset>],
    /// Files of the theme and of `static`: source, place in the output, size if an image.
    pub files: &'a [(SourcePath, FileEntry)],
    /// The pages one of which, the first in order, lists things that its own file does not name; and
    /// their ids.
    pub listed: (&'a [SourcePath], &'a [Anchor]),
    /// Whether drafts are part of the site.
    pub drafts: bool,
}

impl Site {
    /// Builds the site. Everything wrong with it comes back as problems, the site as far as it goes.
    /// `before` is the site as it was last: look-ups that must end as they did are taken from it.
    pub fn build(facts: &Facts<'_>, before: Option<&Self>) -> (Self, Vec<Problem>) {
        let mut problems = Vec::new();
        let mut claims = Claims::new();
        let mut site = folders::plant(facts, &mut claims, &mut problems);
        order::arrange(&mut site);
        site.index_paths();
        site.find_places(&mut problems);
        site.place_page_files(&mut claims);
        site.place_finder(&mut claims);
        site.place_files(facts, &mut claims, &mut problems);
        site.place_aliases(&mut claims, &mut problems);
        site.check_keys(&mut problems);
        problems.extend(claims.collisions());
        let mut pages = site.nodes.iter().map(|node| node.summary.as_ref());
        let list = pages.position(|page| page.is_some_and(|s| facts.listed.0.contains(&s.path)));
        site.listed = list.map(|id| (id, facts.listed.1.to_vec()));
        site.lookup_key = site.key_lookups();
        site.link_back(before);
        site.key_links();
        problems.extend(site.orphans());
        (site, problems)
    }

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
    pub fn shown_children(&self, id: NodeId) -> impl Iterator<Item = NodeId> {
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
        let listed = self.listed.as_ref().filter(|(page, _)| *page == id);
        summary
            .into_iter()
            .flat_map(|s| s.headings.iter().map(|h| &h.anchor).chain(&s.anchors))
            .chain(listed.into_iter().flat_map(|(_, ids)| ids))
    }

    /// Claims the files that features put beside pages.
    fn place_page_files(&self, claims: &mut Claims) {
        for node in &self.nodes {
            let Some(summary) = &node.summary else {
                continue;
            };
            for file in &summary.files {
                if let Ok(output) = node.route.file(file.name) {
                    claims.beside(&output, &summary.path, file.what);
                }
            }
        }
    }

    fn place_files(&mut self, facts: &Facts<'_>, claims: &mut Claims, problems: &mut Vec<Problem>) {
        for (source, entry) in facts.files {
            claims.file(&entry.output, source);
            self.add_file(source.clone(), entry.clone());
        }
        for asset in facts.assets {
            let Some((route, rest)) = self.home_of(&asset.path) else {
                continue;
            };
            match route.file(rest) {
                Ok(output) => {
                    claims.file(&output, &asset.path);
                    self.add_file(
                        asset.path.clone(),
                        FileEntry {
                            output,
                            size: asset.size,
                        },
                    );
                }
                Err(problem) => problems.push(Problem::invalid_name(&asset.path, problem)),
            }
        }
    }

    fn add_file(&mut self, source: SourcePath, entry: FileEntry) {
        self.by_output.insert(entry.output.clone(), source.clone());
        self.files.insert(source, entry);
    }

    /// The route of the nearest folder above a file that is a page, and the rest of the file's path.
    /// `None` if that folder is left out of this build.
    fn home_of<'p>(&self, path: &'p SourcePath) -> Option<(Route, &'p str)> {
        let mut folder = path.folder();
        loop {
            if let Some(id) = self.by_folder.get(folder) {
                return Some((self.nodes[*id].route.clone(), path.below(folder)?));
            }
            if self.drafts.keys().any(|draft| draft.folder() == folder) {
                return None;
            }
            folder = &folder[..folder.rfind('/')?];
        }
    }

    fn place_aliases(&mut self, claims: &mut Claims, problems: &mut Vec<Problem>) {
        for (id, node) in self.nodes.iter().enumerate() {
            let Some(summary) = &node.summary else {
                continue;
            };
            for alias in &summary.aliases {
                match Route::new(&alias.text) {
                    Ok(route) => {
                        claims.alias(&route.output(), &summary.path, &alias.span);
                        self.aliases.insert(route, id);
                    }
                    Err(problem) => {
                        problems.push(Problem::invalid_route(&summary.path, alias, problem));
                    }
                }
            }
        }
    }

    fn index_paths(&mut self) {
        let files = self
            .by_source
            .iter()
            .map(|(path, id)| (path.to_string(), *id));
        // A folder hides a file of the same name.
        let folders = self.by_folder.iter().map(|(path, id)| (path.clone(), *id));
        self.by_path = files.chain(folders).collect();
    }

    fn key_lookups(&self) -> Fingerprint {
        let places: Vec<Fingerprint> = (0..self.nodes.len())
            .into_par_iter()
            .map(|id| {
                let node = &self.nodes[id];
                let path = node.summary.as_ref().map(|s| &s.path);
                let anchors: Vec<&Anchor> = self.anchors(id).collect();
                let parts: Vec<&Anchor> = self.mentionable(id).collect();
                Fingerprint::of(&(path, &node.route, anchors, parts))
            })
            .collect();
        let drafts: Vec<&SourcePath> = self.drafts.keys().collect();
        Fingerprint::of(&(places, &self.by_folder, &self.aliases, &self.files, drafts))
    }

    fn key_links(&mut self) {
        let key = |node: &Node| {
            let summary = node.summary.as_deref();
            let part = node.part.map(|part| &self.nodes[part].title);
            let description = summary.map(|s| &s.description);
            let address = (node.kind.as_str(), &node.route);
            let extra = summary.map(|s| &s.extra);
            Fingerprint::of(&(&node.title, description, address, part, extra))
        };
        let keys: Vec<Fingerprint> = self.nodes.par_iter().map(key).collect();
        for (node, key) in self.nodes.iter_mut().zip(keys) {
            node.link_key = key;
        }
    }

    fn orphans(&self) -> Vec<Problem> {
        let orphan = |node: &&Node| node.listing == Listing::Nowhere && node.backlinks.is_empty();
        self.nodes
            .iter()
            .skip(1)
            .filter(orphan)
            .filter_map(|node| Some(Problem::orphan(&node.summary.as_ref()?.path)))
            .collect()
    }
}
