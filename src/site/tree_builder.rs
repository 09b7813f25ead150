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
    choose_index(&mut root, input.content, registry);
    adopt_pages(&mut root);
    let mut builder = TreeBuilder { site: &mut site, registry, problems, title: input.title };
    builder.folder(&root, input.content.as_str(), None);
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

/// Moves the index file of each folder out of its pages. A second index file is registered at the
/// path of the first, so that the collision is reported with both names.
fn choose_index(folder: &mut FolderDraft, content: &ContentFolder, registry: &mut PathRegistry) {
    let pages = std::mem::take(&mut folder.pages).into_iter();
    let (mut indexes, pages): (Vec<_>, Vec<_>) = pages.partition(|page| is_index(page));
    folder.pages = pages;
    let best = (0..indexes.len()).min_by_key(|at| index_rank(&indexes[*at]));
    folder.index = best.map(|best| indexes.remove(best));
    // A `README.md` may be there for a forge alone: beside another index file it is a page.
    let is_readme = |page: &Arc<Summary>| index_rank(page) == Some(README_RANK);
    let (readmes, seconds): (Vec<_>, Vec<_>) = indexes.into_iter().partition(is_readme);
    folder.pages.extend(readmes);
    for second in seconds {
        if let Ok(route) = folder_route(content, second.path.folder()) {
            registry.add(&route.output(), PAGE_LABEL, Place::file(&second.path));
        }
    }
    for child in folder.folders.values_mut() {
        choose_index(child, content, registry);
    }
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
    title: &'a str,
}

impl TreeBuilder<'_> {
    fn folder(&mut self, folder: &FolderDraft, path: &str, parent: Option<NodeId>) {
        let name = path.rsplit('/').next().unwrap_or_default();
        let kind = match parent {
            None => NodeKind::Home,
            Some(_) if folder.is_leaf() => NodeKind::Page,
            Some(_) => NodeKind::Section,
        };
        let id = self.node(kind, folder.index.as_ref(), (name, path), parent);
        self.site.by_folder.insert(path.to_owned(), id);
        let pages = folder.pages.iter().map(|page| (Some(page), page_name(&page.path), None));
        let folders = folder.folders.iter();
        let folders =
            folders.map(|(name, below)| (below.index.as_ref(), name.as_str(), Some(below)));
        let mut children: Vec<_> = pages.chain(folders).collect();
        // Lighter pages come first, those without a weight last, then it is the name that counts.
        children.sort_by_cached_key(|(summary, name, _)| {
            let weight = summary.and_then(|s| s.front.weight);
            (weight.is_none(), weight.unwrap_or_default(), NaturalOrder::of(name))
        });
        for (summary, name, below) in children {
            if let Some(below) = below {
                self.folder(below, format!("{path}/{name}").trim_start_matches('/'), Some(id));
            } else {
                let name = summary.map_or(name, |summary| page_name(&summary.path));
                self.node(NodeKind::Page, summary, (name, path), Some(id));
            }
        }
    }

    /// Adds a page. Its title and its route come from `name` if its file gives none; `folder` is
    /// the path of the folder that it stands for, or lies in.
    fn node(
        &mut self,
        kind: NodeKind,
        summary: Option<&Arc<Summary>>,
        (name, folder): (&str, &str),
        parent: Option<NodeId>,
    ) -> NodeId {
        let title = if parent.is_none() { self.title.to_owned() } else { title_from(name) };
        let route = self.route(summary, name, folder, parent);
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

    /// The route of a page: its `path`, or its `slug` or name below the route of its parent. A page
    /// whose route is invalid is reported and gets a substitute, so that the pages below it and the
    /// links to it are still checked.
    fn route(
        &mut self,
        summary: Option<&Arc<Summary>>,
        name: &str,
        folder: &str,
        parent: Option<NodeId>,
    ) -> Route {
        let Some(parent) = parent else {
            self.check_home(summary);
            return Route::root();
        };
        let above = self.site.nodes[parent].route.clone();
        let requested = summary.map(|s| (s, s.front.path.as_ref(), s.front.slug.as_ref()));
        let route = match requested {
            Some((summary, Some(path), _)) => {
                Route::new(&path.value).map_err(|p| invalid_route(&summary.path, path, p))
            }
            Some((summary, None, Some(slug))) => {
                above.child(&slug.value).map_err(|p| invalid_slug(&summary.path, slug, p))
            }
            _ => above.child(&slugify(name)).map_err(|p| {
                unusable_name(summary, name, &folder_place(&self.site.content, folder), p)
            }),
        };
        route.unwrap_or_else(|problem| {
            self.problems.push(problem);
            let unnamed = format!("unnamed-{}", self.site.nodes.len());
            let of_file = above.child(&slugify(name)).or_else(|_| above.child(&unnamed));
            of_file.unwrap_or(above)
        })
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

/// The problem of a name without a letter or digit, or one that some systems cannot store.
fn unusable_name(
    summary: Option<&Arc<Summary>>,
    name: &str,
    folder: &SourcePath,
    problem: PathProblem,
) -> Diagnostic {
    let message = match problem {
        PathProblem::LeavesFolder => {
            format!("the name `{name}` has no letter or digit to use in an address")
        }
        problem => format!("`{name}` {problem}"),
    };
    let path = summary.map_or(folder, |s| &s.path);
    Diagnostic::error(Code::InvalidRoute, message, Place::file(path))
        .hint("rename it, or give a `slug` in its front matter")
        .fixed()
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
