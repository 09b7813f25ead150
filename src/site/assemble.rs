//! [`Site::build`]: builds a site from summaries and files.

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use crate::base::diagnostic::{Diagnostic, Place};
use crate::base::fingerprint::Fingerprint;
use crate::base::paths::{Anchor, Route, SourcePath};
use crate::page::front_matter::Listing;

use crate::site::input::SiteInput;
use crate::site::path_registry::{ALIAS_LABEL, FILE_LABEL, PathRegistry};
use crate::site::tree::{FileEntry, Node, Site};
use crate::site::{order, problem, tree_builder};

impl Site {
    /// Builds the site as far as its input allows, and gives its problems. `before` is the site of
    /// the last build: links that must resolve as they did there are copied.
    pub fn build(input: &SiteInput<'_>, before: Option<&Self>) -> (Self, Vec<Diagnostic>) {
        let mut problems = Vec::new();
        let mut registry = PathRegistry::new();
        let mut site = tree_builder::build_tree(input, &mut registry, &mut problems);
        order::set_reading_order(&mut site);
        site.index_paths();
        site.find_special_pages(&mut problems);
        site.register_page_files(&mut registry);
        site.register_search_files(&mut registry);
        site.add_files(input, &mut registry, &mut problems);
        site.add_aliases(&mut registry, &mut problems);
        site.check_keys(&mut problems);
        problems.extend(registry.collisions());
        let mut pages = site.nodes.iter().map(|node| node.summary.as_ref());
        let page = pages
            .position(|page| page.is_some_and(|s| input.generated_anchors.0.contains(&s.path)));
        site.generated_anchors = page.map(|id| (id, input.generated_anchors.1.to_vec()));
        site.lookup_key = site.lookup_fingerprint();
        site.set_backlinks(before);
        site.set_link_keys();
        problems.extend(site.orphans());
        (site, problems)
    }

    /// Registers the files that features put beside pages.
    fn register_page_files(&self, registry: &mut PathRegistry) {
        for node in &self.nodes {
            let Some(summary) = &node.summary else {
                continue;
            };
            for file in &summary.files {
                if let Ok(output) = node.route.file(file.name) {
                    registry.add(&output, file.description, Place::file(&summary.path));
                }
            }
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
        for asset in input.assets {
            let Some((route, rest)) = self.base_of(&asset.path) else {
                continue;
            };
            match route.file(rest) {
                Ok(output) => {
                    registry.add(&output, FILE_LABEL, Place::file(&asset.path));
                    self.add_file(asset.path.clone(), FileEntry { output, size: asset.size });
                }
                Err(why) => problems.push(problem::invalid_name(&asset.path, why)),
            }
        }
    }

    fn add_file(&mut self, source: SourcePath, entry: FileEntry) {
        self.by_output.insert(entry.output.clone(), source.clone());
        self.files.insert(source, entry);
    }

    /// The route of the nearest page whose folder holds a file, and the path of the file below that
    /// folder. `None` if the page is left out of this build.
    fn base_of<'p>(&self, path: &'p SourcePath) -> Option<(Route, &'p str)> {
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

    fn add_aliases(&mut self, registry: &mut PathRegistry, problems: &mut Vec<Diagnostic>) {
        for (id, node) in self.nodes.iter().enumerate() {
            let Some(summary) = &node.summary else {
                continue;
            };
            for alias in &summary.front.aliases {
                match Route::new(&alias.value) {
                    Ok(route) => {
                        let at = problem::place_of(&summary.path, alias);
                        registry.add(&route.output(), ALIAS_LABEL, at);
                        self.aliases.insert(route, id);
                    }
                    Err(why) => problems.push(problem::invalid_route(&summary.path, alias, why)),
                }
            }
        }
    }

    fn index_paths(&mut self) {
        let files = self.by_source.iter().map(|(path, id)| (path.to_string(), *id));
        // A folder hides a file of the same name.
        let folders = self.by_folder.iter().map(|(path, id)| (path.clone(), *id));
        self.by_path = files.chain(folders).collect();
    }

    fn lookup_fingerprint(&self) -> Fingerprint {
        let pages: Vec<Fingerprint> = (0..self.nodes.len())
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
        Fingerprint::of(&(pages, &self.by_folder, &self.aliases, &self.files, drafts))
    }

    fn set_link_keys(&mut self) {
        let ids = (0..self.nodes.len()).into_par_iter();
        let keys: Vec<Fingerprint> = ids.map(|id| Fingerprint::of(&self.link_facts(id))).collect();
        for (node, key) in self.nodes.iter_mut().zip(keys) {
            node.link_key = key;
        }
    }

    fn orphans(&self) -> Vec<Diagnostic> {
        let orphan = |node: &&Node| node.listing == Listing::Nowhere && node.backlinks.is_empty();
        self.nodes
            .iter()
            .skip(1)
            .filter(orphan)
            .filter_map(|node| Some(problem::orphan(&node.summary.as_ref()?.path)))
            .collect()
    }
}
