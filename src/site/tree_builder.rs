//! The tree of pages, built from folders. It decides which file is the page of a folder, which
//! folders are sections, and the address of each page.
//!
//! The page of a folder is its `_index.md`, which makes it a section, or else its `index.md` or
//! `README.md`. With one of the latter the folder is a section if there are pages beside or below
//! it, and a page with files beside it if not. If the folder `roles` has no index file, or only a
//! `README.md`, the page `roles.md` beside it is its page. Any other folder of pages is a section with
//! a page that has no file. A `README.md` that is not the page of its folder is a page in it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::base::diagnostic::{Code, Diagnostic, Place};
use crate::base::natural_order::NaturalOrder;
use crate::base::paths::{PathProblem, Route, SourcePath, slugify};
use crate::data::value::Spanned;
use crate::page::front_matter::Listing;
use crate::page::parse::Summary;
use crate::source::{ContentFolder, README_RANK, folder_page_rank, page_name};

use crate::site::page_addresses::{Named, PageAddresses, second_index};
use crate::site::path_registry::{FOLDER_LABEL, PAGE_LABEL, PathRegistry};
use crate::site::problem::{invalid_route, invalid_slug, place_of};
use crate::site::tree::{Node, NodeId, NodeKind, Site, SiteInput};

/// The pages of one folder, before they are nodes.
#[derive(Debug, Default)]
struct FolderDraft {
    /// The summary of the index file.
    index: Option<Arc<Summary>>,
    /// The pages of the folder besides its index file.
    pages: Vec<Arc<Summary>>,
    /// The subfolders with pages somewhere below, by name.
    folders: BTreeMap<String, FolderDraft>,
}

impl FolderDraft {
    /// Whether the folder is a page with files beside it: it has an `index.md` or `README.md` and
    /// no other pages. A folder with an `_index.md` is always a section.
    fn is_leaf(&self) -> bool {
        let is_section = self.index.as_deref().and_then(index_rank) == Some(0);
        self.pages.is_empty() && self.folders.is_empty() && !is_section
    }
}

/// Builds the tree of nodes, with children in order; reading order and links are not set. Registers
/// the output path of each page.
pub(super) fn build_tree(
    input: &SiteInput<'_>,
    registry: &mut PathRegistry,
    problems: &mut Vec<Diagnostic>,
) -> Site {
    let mut site = Site {
        base_url: input.base_url.to_owned(),
        base_path: input.base_path.to_owned(),
        content: input.content.clone(),
        repository: input.repository.clone(),
        nodes: Vec::with_capacity(input.summaries.len()),
        ..Site::default()
    };
    let draft_folders = draft_folders(input);
    let mut root = FolderDraft::default();
    for summary in input.summaries {
        let summary: &Arc<Summary> = summary;
        let is_left_out = !input.drafts
            && (summary.front.draft
                || draft_folders.iter().any(|folder| summary.path.below(folder).is_some()));
        if is_left_out {
            site.drafts.insert(summary.path.clone(), summary.clone());
        } else {
            folder_at(&mut root, &summary.path, input.content).pages.push(summary.clone());
        }
    }
    choose_index(&mut root);
    adopt_pages(&mut root);
    let published = input.summaries.iter().map(|summary| -> &Arc<Summary> { summary });
    let published = published.filter(|page| !site.drafts.contains_key(&page.path));
    let addresses = PageAddresses::of(published.map(|summary| &**summary));
    let mut builder =
        TreeBuilder { site: &mut site, registry, problems, addresses, title: input.title };
    builder.check_home(root.index.as_ref());
    builder.folder(&root, input.content.as_str(), None, Route::root());
    site.by_source = site.with_files().map(|(id, _, s)| (s.path.clone(), id)).collect();
    // The first of two pages at one address wins.
    let nodes = site.nodes.iter().enumerate().rev();
    site.by_route = nodes.map(|(id, node)| (node.route.clone(), id)).collect();
    site
}

/// The folders of draft sections.
fn draft_folders<'a>(input: &SiteInput<'a>) -> BTreeSet<&'a str> {
    let folder = |s: &'a Summary| {
        let path = s.path.as_str();
        if is_index(s) {
            s.path.folder()
        } else {
            path.rsplit_once('.').map_or(path, |(stem, _)| stem)
        }
    };
    let summaries = input.summaries.iter().map(|summary| summary.as_ref());
    let drafts = summaries.filter(|summary| summary.front.draft);
    drafts.map(folder).filter(|folder| *folder != input.content.as_str()).collect()
}

pub(super) fn is_index(summary: &Summary) -> bool {
    index_rank(summary).is_some()
}

/// The rank of an index file: of several, the lowest is the page of the folder. `None` for other
/// files.
fn index_rank(summary: &Summary) -> Option<usize> {
    folder_page_rank(&summary.path)
}

fn folder_at<'a>(
    root: &'a mut FolderDraft,
    path: &SourcePath,
    content: &ContentFolder,
) -> &'a mut FolderDraft {
    let below = path.folder().strip_prefix(content.as_str()).unwrap_or_default();
    below
        .split('/')
        .filter(|name| !name.is_empty())
        .fold(root, |folder, name| folder.folders.entry(name.to_owned()).or_default())
}

/// Moves the index file of each folder out of its pages. Other index files of the folder stay among
/// its pages: they have an address of their own.
fn choose_index(folder: &mut FolderDraft) {
    let pages = folder.pages.iter().enumerate();
    let best = pages.filter_map(|(at, page)| Some((index_rank(page)?, at))).min();
    folder.index = best.map(|(_, at)| folder.pages.remove(at));
    folder.folders.values_mut().for_each(choose_index);
}

/// Makes the page `roles.md` the page of the folder `roles` beside it, if that has no index file or
/// only a `README.md`, which is a page of the folder then.
fn adopt_pages(folder: &mut FolderDraft) {
    let folders = &mut folder.folders;
    let is_readme = |page: &Arc<Summary>| index_rank(page) == Some(README_RANK);
    folder.pages.retain(|page| match folders.get_mut(page_name(&page.path)) {
        Some(child) if child.index.as_ref().is_none_or(is_readme) => {
            child.pages.extend(child.index.replace(page.clone()));
            false
        }
        _ => true,
    });
    folders.values_mut().for_each(adopt_pages);
}

/// The route of a file that is no page of the site, from its `slug` or its name and its folder.
pub fn default_route(site: &Site, path: &SourcePath, slug: Option<&str>) -> Option<Route> {
    let (above, name) = match (folder_page_rank(path), path.folder()) {
        (Some(_), folder) if folder == site.content.as_str() => return Some(Route::root()),
        (Some(_), folder) => folder.rsplit_once('/').unwrap_or(("", folder)),
        (None, folder) => (folder, page_name(path)),
    };
    let base = match site.by_folder.get(above) {
        Some(id) => site.nodes[*id].route.clone(),
        None => folder_route(&site.content, above).ok()?,
    };
    base.child(&slug.map_or_else(|| slugify(name), str::to_owned)).ok()
}

/// The route that a folder such as `content/roles` gets from its name.
pub(super) fn folder_route(content: &ContentFolder, folder: &str) -> Result<Route, PathProblem> {
    let below = folder.strip_prefix(content.as_str()).unwrap_or_default();
    let parts = below.split('/').filter(|part| !part.is_empty());
    let parts: Vec<String> = parts.map(slugify).collect();
    Route::new(&parts.join("/"))
}

struct TreeBuilder<'a> {
    site: &'a mut Site,
    registry: &'a mut PathRegistry,
    problems: &'a mut Vec<Diagnostic>,
    addresses: PageAddresses,
    title: &'a str,
}

/// A page or a subfolder of a folder.
struct Child<'d> {
    /// The file of the page, or of the page of the subfolder.
    summary: Option<&'d Arc<Summary>>,
    /// The name of the page or of the subfolder.
    name: &'d str,
    /// The subfolder.
    below: Option<&'d FolderDraft>,
}

impl TreeBuilder<'_> {
    fn folder(&mut self, folder: &FolderDraft, path: &str, parent: Option<NodeId>, route: Route) {
        let name = path.rsplit('/').next().unwrap_or_default();
        let kind = match parent {
            None => NodeKind::Home,
            Some(_) if folder.is_leaf() => NodeKind::Page,
            Some(_) => NodeKind::Section,
        };
        let id = self.node(kind, folder.index.as_ref(), (name, path), parent, route);
        self.site.by_folder.insert(path.to_owned(), id);
        let pages = folder.pages.iter().map(|page| Child {
            summary: Some(page),
            name: page_name(&page.path),
            below: None,
        });
        let folders = folder.folders.iter().map(|(name, below)| Child {
            summary: below.index.as_ref(),
            name: name.as_str(),
            below: Some(below),
        });
        let mut children: Vec<Child<'_>> = pages.chain(folders).collect();
        // Lighter pages come first, those without a weight last, then it is the name that counts.
        children.sort_by_cached_key(|child| {
            let weight = child.summary.and_then(|s| s.front.weight);
            (weight.is_none(), weight.unwrap_or_default(), NaturalOrder::of(child.name))
        });
        let routes = self.routes(&children, path, id);
        for (Child { summary, name, below }, route) in children.into_iter().zip(routes) {
            if let Some(below) = below {
                self.folder(below, &folder_below(path, name), Some(id), route);
            } else {
                self.node(NodeKind::Page, summary, (name, path), Some(id), route);
            }
        }
    }

    /// Adds a page. Its title comes from `name` if its file gives none; `folder` is the path of the
    /// folder that it stands for, or lies in.
    fn node(
        &mut self,
        kind: NodeKind,
        summary: Option<&Arc<Summary>>,
        (name, folder): (&str, &str),
        parent: Option<NodeId>,
        route: Route,
    ) -> NodeId {
        let title = if parent.is_none() { self.title.to_owned() } else { title_from(name) };
        let id = self.site.nodes.len();
        let output = route.output();
        if let Some(summary) = summary {
            let key = summary.front.path.as_ref().or(summary.front.slug.as_ref());
            let file = || Place::file(&summary.path);
            let at = key.map_or_else(file, |key| place_of(&summary.path, key));
            self.registry.add(&output, PAGE_LABEL, at);
        } else {
            let folder = folder_place(&self.site.content, folder);
            self.registry.add(&output, FOLDER_LABEL, Place::file(&folder));
        }
        let is_below_unlisted = parent.is_some_and(|above| !self.site.nodes[above].is_listed());
        let listing = match summary {
            _ if is_below_unlisted => Listing::Unlisted,
            Some(summary) => summary.front.nav,
            None => Listing::default(),
        };
        let found_last = parent.is_some_and(|above| self.site.nodes[above].found_last)
            || summary.is_some_and(|summary| summary.front.found_last);
        let title = summary.and_then(|s| s.title.clone()).unwrap_or(title);
        self.site.nodes.push(Node {
            summary: summary.cloned(),
            listing,
            special_page: summary.and_then(|summary| summary.front.special_page),
            found_last,
            ..Node::new(kind, title, route, parent)
        });
        if let Some(parent) = parent {
            self.site.nodes[parent].children.push(id);
        }
        id
    }

    /// The routes of what lies in a folder, in its order: the `path` of a page, its `slug` below the
    /// route of its parent, or what is made of the name. A page whose route is invalid is reported
    /// and gets one from its name, so that the pages below it and the links to it are still checked.
    fn routes(&mut self, children: &[Child<'_>], folder: &str, parent: NodeId) -> Vec<Route> {
        let above = self.site.nodes[parent].route.clone();
        let mut routes: Vec<Option<Route>> = Vec::with_capacity(children.len());
        for Child { summary, .. } in children {
            let written = summary.and_then(|summary| written_route(summary, &above));
            let route = written.and_then(|route| route.map_err(|p| self.problems.push(p)).ok());
            if let Some(route) = &route {
                self.addresses.take(route);
            }
            routes.push(route);
        }
        let nameless = children.iter().enumerate().filter(|(at, _)| routes[*at].is_none());
        let named = nameless.map(|(at, Child { summary, name, below })| {
            let file = summary.map(|summary| summary.path.clone());
            let path = file
                .unwrap_or_else(|| folder_place(&self.site.content, &folder_below(folder, name)));
            (at, Named { name, path, is_folder: below.is_some() })
        });
        let index = self.site.nodes[parent].summary.clone();
        for (at, route, problem) in self.addresses.below(&above, named.collect()) {
            let second =
                children[at].summary.filter(|page| children[at].below.is_none() && is_index(page));
            let problem = match (second, &index) {
                (Some(page), Some(index)) if index_rank(page) != Some(README_RANK) => {
                    Some(second_index(&page.path, &index.path, &route))
                }
                _ => problem,
            };
            self.problems.extend(problem);
            routes[at] = Some(route);
        }
        routes.into_iter().map(|route| route.unwrap_or_else(|| above.clone())).collect()
    }

    /// Reports a `path` or `slug` of the home page, whose address is always `/`.
    fn check_home(&mut self, summary: Option<&Arc<Summary>>) {
        let Some(summary) = summary else { return };
        let is_elsewhere = |key: &&Spanned<String>| Route::new(&key.value) != Ok(Route::root());
        let keys = summary.front.path.iter().chain(&summary.front.slug);
        for key in keys.filter(is_elsewhere) {
            let place = place_of(&summary.path, key);
            let message = "the home page is always at `/`";
            let problem = Diagnostic::error(Code::InvalidRoute, message, place);
            self.problems.push(problem.hint("remove this line"));
        }
    }
}

/// The path of a folder in a folder.
fn folder_below(folder: &str, name: &str) -> String {
    format!("{folder}/{name}").trim_start_matches('/').to_owned()
}

/// The route that the front matter of a page names, if it names one.
fn written_route(summary: &Summary, above: &Route) -> Option<Result<Route, Diagnostic>> {
    let path = &summary.path;
    Some(match (&summary.front.path, &summary.front.slug) {
        (Some(whole), _) => {
            Route::new(&whole.value).map_err(|problem| invalid_route(path, whole, problem))
        }
        (None, Some(slug)) => {
            above.child(&slug.value).map_err(|problem| invalid_slug(path, slug, problem))
        }
        (None, None) => return None,
    })
}

/// The place of a folder; that of the page that is missing where the root has no path of its own.
fn folder_place(content: &ContentFolder, folder: &str) -> SourcePath {
    let missing = || SourcePath::new(&content.path_of("_index.md"));
    SourcePath::new(folder).or_else(missing).unwrap_or_else(|| unreachable!("a name"))
}

/// The title made from a file name: `Two axes` for `two-axes`.
pub fn title_from(name: &str) -> String {
    let spaced = name.replace(['-', '_'], " ");
    let mut chars = spaced.trim().chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => name.to_owned(),
    }
}
