//! [`Navigations`]: which lists the navigation of each page shows, and these lists, rendered.
//!
//! A page shows the top of the site, the list that it stands in, and the list of the pages below it.
//! Of the lists between these it shows the pages above it alone, unless all fit into
//! [`LONGEST_LIST`] entries.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use crate::base::diagnostic::Diagnostic;
use crate::base::fingerprint::Fingerprint;
use crate::base::paths::Route;
use crate::page::front_matter::Listing;
use crate::render::engine::{Engine, SharedValues};
use crate::render::nav::{Nav, NavList, ShownList};
use crate::resolve::facts::{NavFacts, NavListFacts};
use crate::resolve::urls::Urls;
use crate::resolve::view::TreeView;
use crate::site::nav_groups::{LONGEST_LIST, NavGroup, nav_groups};
use crate::site::tree::{NodeId, NodeKind, Site};

/// The rendered lists by the fingerprint of what they are made of.
pub(super) type NavMemo = BTreeMap<Fingerprint, Arc<NavList>>;

/// The lists of the navigation of a site.
#[derive(Default)]
pub(super) struct Navigations {
    /// What each page lists.
    sections: Vec<NavSection>,
    lists: BTreeMap<ListId, Arc<NavList>>,
    /// Whether every list could be rendered.
    pub(super) is_complete: bool,
}

/// The pages below one page that stand in the navigation.
struct NavSection {
    children: Vec<NodeId>,
    groups: Vec<NavGroup>,
}

/// A list of the navigation: some of the pages below a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct ListId {
    section: NodeId,
    shown: ShownEntries,
}

/// Which of the pages below a page a list shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum ShownEntries {
    Group(usize),
    Alone(NodeId),
}

/// A list on the way to a page, with the number of the entry on the way.
type Step = (ListId, Option<usize>);

impl Navigations {
    /// Renders the lists of all pages, unless they are in `memo`.
    pub(super) fn render(
        site: &Site,
        urls: &Urls,
        (shared, engine): (&SharedValues, &Engine),
        memo: &mut NavMemo,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Self {
        let section = |id| {
            let children: Vec<NodeId> = site.nav_children(id).collect();
            let routes: Vec<&Route> = children.iter().map(|id| &site.nodes[*id].route).collect();
            NavSection { groups: nav_groups(&routes), children }
        };
        let sections = (0..site.nodes.len()).into_par_iter().map(section).collect();
        let mut this = Self { sections, lists: BTreeMap::new(), is_complete: true };
        let paths = (0..site.nodes.len()).into_par_iter().map(|id| this.path(site, id));
        let lists: BTreeSet<ListId> = paths.flatten_iter().map(|(list, _)| list).collect();
        let previous = std::mem::take(memo);
        let render = |id: ListId| {
            let facts = this.facts(site, id, urls);
            let key = Fingerprint::of(&(&facts, shared.fingerprint));
            let summary = site.nodes[id.section].summary.as_ref();
            let list = || NavList::render(&facts, key, shared, engine, summary.map(|s| &s.path));
            (id, key, previous.get(&key).cloned().map_or_else(list, Ok))
        };
        let rendered: Vec<_> = lists.into_par_iter().map(render).collect();
        for (id, key, list) in rendered {
            match list {
                Ok(list) => {
                    memo.insert(key, list.clone());
                    this.lists.insert(id, list);
                }
                Err(diagnostic) => {
                    diagnostics.push(diagnostic);
                    this.is_complete = false;
                }
            }
        }
        this
    }

    /// The navigation of a page; `None` if a list of it could not be rendered, or the templates do
    /// not compile.
    pub(super) fn of(&self, site: &Site, id: NodeId) -> Option<Nav> {
        if self.sections.is_empty() {
            return None;
        }
        let path = self.path(site, id);
        let shown = |(number, (list, entry)): (usize, &Step)| {
            Some(ShownList {
                list: self.lists.get(list)?.clone(),
                open: entry.filter(|_| number + 1 < path.len()),
                current: entry.filter(|entry| self.entries(list).get(*entry) == Some(&id)),
            })
        };
        path.iter().enumerate().map(shown).collect::<Option<_>>().map(Nav)
    }

    /// The lists that the navigation of a page shows, from the top down.
    fn path(&self, site: &Site, id: NodeId) -> Vec<Step> {
        let is_listed = |id: &NodeId| site.nodes[*id].listing == Listing::Contents;
        let way: Vec<NodeId> = site.ancestors(id).into_iter().chain([id]).skip(1).collect();
        // A part that is not in the navigation of the site has its own.
        let part =
            way.first().filter(|id| site.nodes[**id].kind == NodeKind::Section && !is_listed(id));
        let rest = way.iter().skip(usize::from(part.is_some())).copied().take_while(is_listed);
        let way: Vec<NodeId> = part.copied().into_iter().chain(rest).collect();
        let mut path: Vec<Step> = Vec::with_capacity(way.len() + 1);
        let mut section = 0;
        for entry in &way {
            path.push(match part {
                Some(part) if part == entry => alone(section, *entry),
                _ => self.around(section, *entry),
            });
            section = *entry;
        }
        if path.is_empty() || !self.sections[section].children.is_empty() {
            path.push((ListId { section, shown: ShownEntries::Group(0) }, None));
        }
        let length = |(list, _): &Step| self.entries(list).len();
        let between = 1..way.len().saturating_sub(1).max(1);
        let mut entries: usize =
            (0..path.len()).filter(|n| !between.contains(n)).map(|n| length(&path[n])).sum();
        for number in between.rev() {
            entries += length(&path[number]);
            if entries > LONGEST_LIST {
                path[number] = alone(path[number].0.section, way[number]);
            }
        }
        path
    }

    /// The group of a section that holds an entry, and the number of the entry in it.
    fn around(&self, section: NodeId, entry: NodeId) -> Step {
        let NavSection { children, groups } = &self.sections[section];
        // Nodes are numbered in the order of the site.
        let at = children.partition_point(|child| *child < entry);
        let group = groups.partition_point(|group| group.entries.end <= at);
        let start = groups.get(group).map_or(0, |group| group.entries.start);
        (ListId { section, shown: ShownEntries::Group(group) }, Some(at - start))
    }

    /// The pages that a list shows.
    fn entries<'a>(&'a self, list: &'a ListId) -> &'a [NodeId] {
        let NavSection { children, groups } = &self.sections[list.section];
        match &list.shown {
            ShownEntries::Alone(entry) => std::slice::from_ref(entry),
            ShownEntries::Group(group) => {
                groups.get(*group).map_or(&[], |group| &children[group.entries.clone()])
            }
        }
    }

    fn facts<'a>(&self, site: &'a Site, list: ListId, urls: &'a Urls) -> NavListFacts<'a> {
        let NavSection { children, groups } = &self.sections[list.section];
        let group = match list.shown {
            ShownEntries::Group(group) => groups.get(group),
            ShownEntries::Alone(_) => None,
        };
        let further = |entries: &[usize]| {
            entries.iter().map(|entry| NavFacts::of(site, children[*entry])).collect()
        };
        NavListFacts {
            section: NavFacts::of(site, list.section),
            is_top: list.section == 0,
            before: group.map_or_else(Vec::new, |group| further(&group.before)),
            entries: self.entries(&list).iter().map(|id| NavFacts::of(site, *id)).collect(),
            after: group.map_or_else(Vec::new, |group| further(&group.after)),
            urls,
        }
    }
}

/// The list of one entry of a section alone.
fn alone(section: NodeId, entry: NodeId) -> Step {
    (ListId { section, shown: ShownEntries::Alone(entry) }, Some(0))
}

/// All pages below a page that stand in the navigation, as a tree.
pub(super) fn all_pages(site: &Site, id: NodeId, urls: &Urls) -> Vec<TreeView> {
    let view = |id: NodeId| {
        let node = &site.nodes[id];
        TreeView {
            title: node.title.clone(),
            path: urls.path(&node.route),
            kind: node.kind.as_str(),
            children: all_pages(site, id, urls),
        }
    };
    site.nav_children(id).map(view).collect()
}
