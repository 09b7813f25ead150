//! [`Site::build`]: builds a site from summaries and files.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use crate::base::diagnostic::{Diagnostic, Place};
use crate::base::fingerprint::Fingerprint;
use crate::base::paths::{Anchor, OutputPath, Route, SourcePath};
use crate::data::value::Spanned;
use crate::page::asset::Asset;
use crate::page::front_matter::Listing;
use crate::page::parse::Summary;
use crate::page::special_page::SpecialPage;
use crate::source::{LinkedFile, STATIC, is_of_gitbook, is_page};

use crate::site::former_query::FormerQuery;
use crate::site::lookup::{DestinationParts, decode};
use crate::site::path_registry::{
    ALIAS_LABEL, FEED, FILE_LABEL, FORMER_LABEL, PathRegistry, SEARCH_INDEX_LABEL,
};
use crate::site::search_files::FIRST;
use crate::site::tree::{FileEntry, Node, NodeId, NodeKind, Site, SiteInput};
use crate::site::{problem, stable_ids, tree_builder};

impl Site {
    /// Builds the site as far as its input allows, and gives its problems. `before` is the site of
    /// the last build: links that must resolve as they did there are copied.
    pub fn build(input: &SiteInput<'_>, before: Option<&Self>) -> (Self, Vec<Diagnostic>) {
        let mut problems = Vec::new();
        let mut registry = PathRegistry::new();
        let mut site = tree_builder::build_tree(input, &mut registry, &mut problems);
        site.set_reading_order();
        site.index_paths();
        site.find_special_pages(&mut problems);
        site.find_made_files(input);
        site.register_page_files(&mut registry);
        site.add_files(input, &mut registry, &mut problems);
        site.add_aliases(input, &mut registry, &mut problems);
        site.add_search_page(input, &mut registry);
        site.add_print_page(input, &mut registry);
        site.check_keys(&mut problems);
        let collisions = registry.collisions();
        problems.extend(collisions.problems);
        site.aliases.retain(|alias, _| !collisions.lost_aliases.contains(&alias.output()));
        site.moved_parts.retain(|alias, _| !collisions.lost_aliases.contains(&alias.output()));
        site.moved_queries.retain(|alias, _| !collisions.lost_aliases.contains(&alias.output()));
        let (pages, anchors) = input.generated_anchors;
        let page = site.with_files().find(|(.., summary)| pages.contains(&summary.path));
        site.generated_anchors = page.map(|(id, ..)| (id, anchors.to_vec()));
        site.moved_pages = stable_ids::moved_pages(&site, input.lock);
        site.lookup_key = site.lookup_fingerprint();
        site.set_backlinks(before);
        site.set_link_keys();
        problems.extend(site.orphans());
        (site, problems)
    }

    /// Sets the reading order and the parts. The order goes depth first through the pages in the
    /// navigation. A page outside of it (`nav` is false or `"footer"`) is skipped with all pages
    /// below it; a section outside of it has a reading order of its own.
    fn set_reading_order(&mut self) {
        let is_start = |id: &NodeId| *id == 0 || self.nodes[*id].listing != Listing::Contents;
        let starts: Vec<NodeId> = (0..self.nodes.len()).filter(is_start).collect();
        for start in starts {
            let mut chain = Vec::new();
            self.collect_chain(start, &mut chain);
            for pair in chain.windows(2) {
                self.nodes[pair[0]].higher = Some(pair[1]);
                self.nodes[pair[1]].lower = Some(pair[0]);
            }
        }
        // Parents come before their children, so the part of a parent is known here.
        for id in 1..self.nodes.len() {
            self.nodes[id].part = match self.nodes[id].parent {
                Some(0) => (self.nodes[id].kind == NodeKind::Section).then_some(id),
                Some(parent) => self.nodes[parent].part,
                None => None,
            };
        }
    }

    fn collect_chain(&self, id: NodeId, chain: &mut Vec<NodeId>) {
        chain.push(id);
        for child in self.nav_children(id) {
            self.collect_chain(child, chain);
        }
    }

    /// Finds the special pages (search, settings, print), and reports a second one of a kind.
    fn find_special_pages(&mut self, problems: &mut Vec<Diagnostic>) {
        let mut special_pages: BTreeMap<SpecialPage, NodeId> = BTreeMap::new();
        for (id, node, summary) in self.with_files() {
            let Some(special_page) = summary.front.special_page else {
                continue;
            };
            let first = *special_pages.entry(special_page).or_insert(id);
            if first != id {
                let table = special_page.as_str();
                let it = format!("has the table `[{table}]`");
                problems.extend(problem::second_page(&self.nodes[first], node, &it, table));
            }
        }
        self.special_pages = special_pages;
    }

    /// Adds a page for searching, without a file, to a site that has none.
    fn add_search_page(&mut self, input: &SiteInput<'_>, registry: &mut PathRegistry) {
        let Some(title) = input.search else { return };
        let names = &["search", "find"];
        self.add_made_page(title, SpecialPage::Search, names, &[FIRST], registry);
    }

    /// Adds a page for paper, without a file, to a site that has none.
    fn add_print_page(&mut self, input: &SiteInput<'_>, registry: &mut PathRegistry) {
        if input.print {
            self.add_made_page(input.title, SpecialPage::Print, &["print"], &[], registry);
        }
    }

    /// Adds a special page without a file to a site that has none, with these files beside it. It
    /// takes no address that anything else has: the first of `names` that is free, or one with a
    /// number.
    fn add_made_page(
        &mut self,
        title: &str,
        purpose: SpecialPage,
        names: &[&str],
        files: &[&str],
        registry: &mut PathRegistry,
    ) {
        if self.special_pages.contains_key(&purpose) {
            return;
        }
        let id = self.nodes.len();
        let numbered = (2..).map(|number| format!("{}-{number}", names[0]));
        let routes = names.iter().map(|name| (*name).to_owned()).chain(numbered);
        let outputs = |route: &Route| -> Vec<OutputPath> {
            let files = files.iter().filter_map(|file| route.file(file).ok());
            files.chain([route.output()]).collect()
        };
        let is_free = |route: &Route| outputs(route).iter().all(|output| registry.is_free(output));
        let Some(route) = routes.filter_map(|name| Route::new(&name).ok()).find(is_free) else {
            return;
        };
        for output in outputs(&route) {
            registry.add(&output, SEARCH_INDEX_LABEL, None);
        }
        self.by_route.insert(route.clone(), id);
        self.nodes.push(Node::made(title, route, purpose));
        self.special_pages.insert(purpose, id);
    }

    fn find_made_files(&mut self, input: &SiteInput<'_>) {
        let is_dated = self.published().any(|node| node.changed().is_some());
        let made = input.made.iter().filter(|name| is_dated || **name != FEED);
        let entry = |output| FileEntry { output, size: None, drawing: None };
        let made = made.filter_map(|name| OutputPath::new(name).ok());
        self.made = made.map(|output| (output.clone(), entry(output))).collect();
    }

    /// Registers the files beside pages: those of features, and those of the search index.
    fn register_page_files(&self, registry: &mut PathRegistry) {
        let mut add = |id: NodeId, name: &str, label| {
            let node = &self.nodes[id];
            if let (Ok(output), Some(summary)) = (node.route.file(name), &node.summary) {
                registry.add(&output, label, Place::file(&summary.path));
            }
        };
        for (id, _, summary) in self.with_files() {
            for file in &summary.files {
                add(id, file.name, file.description);
            }
        }
        if let Some(search) = self.special_pages.get(&SpecialPage::Search) {
            add(*search, FIRST, SEARCH_INDEX_LABEL);
        }
    }

    fn add_files(
        &mut self,
        input: &SiteInput<'_>,
        registry: &mut PathRegistry,
        problems: &mut Vec<Diagnostic>,
    ) {
        for (source, entry) in input.files {
            registry.add(&entry.output, FILE_LABEL, Place::file(source));
            self.add_file(source.clone(), entry.clone());
        }
        for asset in self.published_assets(input, problems) {
            let Some((route, rest)) = self.base_of(&asset.path) else {
                continue;
            };
            match route.file(&shown_path(rest)) {
                Ok(output) => {
                    registry.add(&output, FILE_LABEL, Place::file(&asset.path));
                    self.add_file(
                        asset.path.clone(),
                        FileEntry { output, size: asset.size, drawing: asset.drawing.clone() },
                    );
                }
                Err(why) => problems.push(problem::invalid_name(&asset.path, why)),
            }
        }
    }

    /// The files beside pages that are published. A file of a shared folder or of GitBook's, a source,
    /// or a file that only drafts show is published only if a page shows it or links to it.
    fn published_assets<'a>(
        &mut self,
        input: &SiteInput<'a>,
        problems: &mut Vec<Diagnostic>,
    ) -> Vec<&'a Asset> {
        let assets = input.assets.iter().map(|asset| &**asset);
        let is_shared = input.content.is_shared();
        let has_hidden = assets.clone().any(|asset| is_of_gitbook(&asset.path));
        if !is_shared && !has_hidden && input.sources.is_empty() && self.drafts.is_empty() {
            return assets.collect();
        }
        let known = (self.files.clone(), self.by_output.clone());
        for asset in assets.clone() {
            if let Some((route, rest)) = self.base_of(&asset.path)
                && let Ok(output) = route.file(&shown_path(rest))
            {
                self.add_file(asset.path.clone(), FileEntry { output, size: None, drawing: None });
            }
        }
        let shown = self.files_shown_by(self.with_files().map(|(.., page)| page));
        let drafted = self.files_shown_by(self.drafts.values().map(|page| &**page));
        let sources: BTreeSet<&SourcePath> = input.sources.iter().collect();
        let draft_folders = self.drafts.keys().map(SourcePath::folder).collect();
        let is_drafted = |path: &SourcePath| {
            !shown.contains(path)
                && (drafted.contains(path) || self.is_of_draft(path, &draft_folders))
        };
        let is_wanted = |path: &SourcePath| {
            !is_shared && !is_of_gitbook(path) && !sources.contains(path) && !is_drafted(path)
        };
        // What a page shows or links to through a symbolic link is meant.
        let bares = |path: &SourcePath, linked: &LinkedFile| {
            let is_static = path.below(STATIC).is_some();
            !shown.contains(path) && (is_static || is_wanted(path)) && is_drafted(&linked.file)
        };
        let linked = input.linked.iter().filter(|(path, _)| !is_page(path));
        let bared: BTreeMap<_, _> = linked.filter(|(path, linked)| bares(path, linked)).collect();
        let is_published = |asset: &&Asset| {
            let path = &asset.path;
            shown.contains(path) || is_wanted(path) && !bared.contains_key(path)
        };
        problems.extend(problem::bared_files(&bared));
        let published = assets.filter(is_published).collect();
        // All other files are unknown from here on, and so is what look-ups remember of them.
        (self.files, self.by_output) = known;
        self.folded_paths = OnceLock::new();
        self.draft_routes = OnceLock::new();
        self.names = OnceLock::new();
        published
    }

    /// The sources of the files that pages show or link to.
    fn files_shown_by<'p>(&self, pages: impl Iterator<Item = &'p Summary>) -> BTreeSet<SourcePath> {
        let addresses =
            pages.flat_map(|page| page.links.iter().map(|address| (&page.path, address)));
        let files = addresses.filter_map(|(from, address)| self.file_at(from, address));
        files.filter_map(|file| self.by_output.get(&file.output)).cloned().collect()
    }

    fn add_file(&mut self, source: SourcePath, entry: FileEntry) {
        self.by_output.insert(entry.output.clone(), source.clone());
        self.files.insert(source, entry);
    }

    /// The route of the nearest page of this build whose folder holds a file, and the path of the
    /// file below that folder.
    fn base_of<'p>(&self, path: &'p SourcePath) -> Option<(Route, &'p str)> {
        let folder = folders_above(path).find(|folder| self.by_folder.contains_key(*folder))?;
        Some((self.nodes[self.by_folder[folder]].route.clone(), path.below(folder)?))
    }

    /// Whether the nearest folder with a page of its own above a file is that of a draft.
    fn is_of_draft(&self, path: &SourcePath, draft_folders: &BTreeSet<&str>) -> bool {
        let mut folders = folders_above(path).take_while(|f| !self.by_folder.contains_key(*f));
        folders.any(|folder| draft_folders.contains(folder))
    }

    /// The warning about an alias that is hardly meant as it is written.
    fn doubt_alias(&self, path: &SourcePath, alias: &Spanned<String>) -> Option<Diagnostic> {
        // A part of the site may have the name of the folder in which the site is.
        let base = Route::new(&self.base_path).ok();
        let is_part = base.is_some_and(|base| self.by_route.contains_key(&base));
        let with_base = || problem::alias_with_base(path, alias, &self.base_path);
        let with_base = if is_part { None } else { with_base() };
        with_base.or_else(|| problem::alias_encoding(path, alias))
    }

    /// Adds the former addresses of pages, and those of parts of former pages.
    fn add_aliases(
        &mut self,
        input: &SiteInput<'_>,
        registry: &mut PathRegistry,
        problems: &mut Vec<Diagnostic>,
    ) {
        let mut aliases = BTreeMap::new();
        let (mut parts, mut queries) = (Vec::new(), Vec::new());
        for (id, node, summary) in self.with_files() {
            for alias in &summary.front.aliases {
                let at = problem::place_of(&summary.path, alias);
                if let Some(error) = problem::whole_alias(&summary.path, alias, input.base_url) {
                    problems.push(error);
                    continue;
                }
                problems.extend(self.doubt_alias(&summary.path, alias));
                if !FormerQuery::of(DestinationParts::of(&alias.value).query).is_empty() {
                    queries.push((id, alias.clone()));
                    continue;
                }
                match Route::former(&alias.value) {
                    Err(why) => {
                        problems.push(problem::invalid_route(&summary.path, alias, why));
                    }
                    Ok((route, Some(fragment))) if !fragment.is_empty() => {
                        parts.push((id, route, fragment, at));
                    }
                    // Where the page is, no redirect is needed.
                    Ok((route, _)) if route != node.route => {
                        registry.add(&route.output(), ALIAS_LABEL, at);
                        aliases.entry(route).or_insert(id);
                    }
                    Ok(_) => {}
                }
            }
        }
        let mut moved: BTreeMap<Route, BTreeMap<String, (NodeId, String)>> = BTreeMap::new();
        let mut places: BTreeMap<(Route, String), Place> = BTreeMap::new();
        for (id, route, fragment, at) in parts {
            let node = &self.nodes[id];
            let (from, to) = fragment.split_once(char::is_whitespace).unwrap_or((fragment, ""));
            let (from, to) = (decode(from), decode(to.trim().trim_start_matches('#')));
            if !to.is_empty() && !self.has_anchor(id, &to) {
                problems.push(problem::missing_anchor(node, &to, at.clone()));
            }
            if route == node.route {
                problems.push(problem::own_anchor(&from, at));
                continue;
            }
            if let Some(first) = places.get(&(route.clone(), from.clone())) {
                problems.push(problem::second_alias(&format!("{route}#{from}"), first, at));
                continue;
            }
            if !moved.contains_key(&route) && !aliases.contains_key(&route) {
                registry.add(&route.output(), ALIAS_LABEL, at.clone());
            }
            places.insert((route.clone(), from.clone()), at);
            let to = if to.is_empty() { &from } else { &to };
            let to = if self.has_anchor(id, to) { to.clone() } else { String::new() };
            moved.entry(route).or_default().insert(from, (id, to));
        }
        for (route, parts) in &moved {
            if let Some((id, _)) = parts.values().next() {
                aliases.entry(route.clone()).or_insert(*id);
            }
        }
        for (id, node, summary) in self.with_files() {
            for ending in input.former_endings {
                let address = node.route.href("/");
                let former = format!("{}{ending}", address.trim_end_matches('/'));
                if node.route != Route::root()
                    && let Ok((route, _)) = Route::former(&former)
                    && let Entry::Vacant(free) = aliases.entry(route)
                {
                    registry.add(&free.key().output(), FORMER_LABEL, Place::file(&summary.path));
                    free.insert(id);
                }
            }
        }
        (self.aliases, self.moved_parts) = (aliases, moved);
        self.add_query_aliases(&queries, registry, problems);
    }

    fn index_paths(&mut self) {
        let files = self.by_source.iter().map(|(path, id)| (path.to_string(), *id));
        // A folder hides a file of the same name.
        let folders = self.by_folder.iter().map(|(path, id)| (path.clone(), *id));
        self.by_path = files.chain(folders).collect();
        self.anchor_indexes.resize_with(self.nodes.len(), OnceLock::new);
    }

    fn lookup_fingerprint(&self) -> Fingerprint {
        let pages: Vec<Fingerprint> = (0..self.nodes.len())
            .into_par_iter()
            .map(|id| {
                let node = &self.nodes[id];
                let path = node.summary.as_ref().map(|s| &s.path);
                let anchors: Vec<&Anchor> = self.anchors(id).collect();
                let headings = node.summary.iter().flat_map(|s| &s.headings);
                let texts: Vec<&str> = headings.map(|heading| heading.text.as_str()).collect();
                let parts: Vec<&Anchor> = self.mentionable(id).collect();
                Fingerprint::of(&(path, &node.route, anchors, texts, parts))
            })
            .collect();
        let drafts: Vec<&SourcePath> = self.drafts.keys().collect();
        let moved = (&self.moved_parts, &self.moved_queries, &self.moved_pages);
        let former = (&self.aliases, moved);
        let addresses = (&self.base_url, former, &self.repository);
        Fingerprint::of(&(pages, &self.by_folder, addresses, &self.files, &self.made, drafts))
    }

    fn set_link_keys(&mut self) {
        let ids = (0..self.nodes.len()).into_par_iter();
        let keys: Vec<Fingerprint> = ids.map(|id| Fingerprint::of(&self.link_facts(id))).collect();
        for (node, key) in self.nodes.iter_mut().zip(keys) {
            node.link_key = key;
        }
    }

    fn orphans(&self) -> Vec<Diagnostic> {
        self.with_files()
            .filter(|(id, node, _)| {
                *id != 0 && node.listing == Listing::Nowhere && node.backlinks.is_empty()
            })
            .map(|(.., summary)| problem::orphan(&summary.path, summary.front.hidden_by))
            .collect()
    }
}

/// The path of a file in the site. Many hosts and ways to copy a folder leave out what has a dot
/// before its name.
fn shown_path(rest: &str) -> String {
    format!("/{rest}").replace("/.gitbook/", "/gitbook/").split_off(1)
}

/// The folders that hold a file, the nearest first, up to the root.
fn folders_above(path: &SourcePath) -> impl Iterator<Item = &str> {
    std::iter::successors(Some(path.folder()), |folder| match folder.rfind('/') {
        Some(slash) => Some(&folder[..slash]),
        None => (!folder.is_empty()).then_some(""),
    })
}
