//! The files of the search index, as lazy outputs: listed with every build, made when one is read.

use std::collections::HashMap;
use std::mem;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use crate::base::fingerprint::Fingerprint;
use crate::base::outputs::{Output, Outputs};
use crate::features::page::PageFeatures;
use crate::page::parse::Page;
use crate::page::special_page::SpecialPage;
use crate::search::files::{self, Files};
use crate::search::index::{IndexedPage, SearchIndex, in_threads};
use crate::search::page_entries::{PageEntries, SearchEntry};
use crate::site::search_files::{FIRST, SearchFiles};
use crate::site::tree::{NodeId, Site};

use crate::compile::render_input::RenderInput;

/// The search entries of the pages of the last index, by the key of their files.
#[derive(Default)]
pub(super) struct SearchCache(Mutex<HashMap<Fingerprint, Arc<PageEntries>>>);

/// A page with the key of its file; `None` for a folder without an index file.
type SearchedFile = Option<(Fingerprint, Arc<Page>, PageFeatures)>;

/// The search entries of a page with the key of its file; `None` for a folder without an index
/// file.
type KeyedEntries = Option<(Fingerprint, Arc<PageEntries>)>;

/// Adds the files of the index if the site has a search page. Gives the address of the folder with all
/// but the first, if there are others.
pub(super) fn add(
    input: &RenderInput<'_>,
    cache: &Arc<SearchCache>,
    outputs: &mut Outputs,
) -> Option<String> {
    let site = input.site;
    let search_page = site.special_pages.get(&SpecialPage::Search)?;
    let listed = in_order(site);
    let pages: Vec<SearchedFile> = listed
        .iter()
        .map(|id| {
            let entry = input.parsed.page(&site.nodes[*id].summary.as_ref()?.path)?;
            Some((entry.key, entry.page.clone()?, entry.features.clone()))
        })
        .collect();
    let keys: Vec<Option<Fingerprint>> =
        pages.iter().map(|page| page.as_ref().map(|(key, ..)| *key)).collect();
    let nodes = listed.iter().map(|id| &site.nodes[*id]);
    let shown: Vec<_> = nodes.map(|node| (&node.title, &node.route, node.found_last)).collect();
    let language = input.config.language.clone();
    let files_key = input.feature_files.key();
    // Another version of the program may write another form.
    let version = env!("CARGO_PKG_VERSION");
    let key = Fingerprint::of(&(keys, shown, search_page, &language, files_key, version));
    let others = SearchFiles::of(listed.len()).others();
    let has_others = !others.is_empty();
    // An index in one file has the same bytes as long as it has the same content.
    let edition = if has_others { key.short() } else { String::new() };
    let route = site.nodes[*search_page].route.clone();
    let file_bytes = {
        let (site, cache, search_page) = (Arc::clone(site), Arc::clone(cache), *search_page);
        let folder = edition.clone();
        let (features, files_of) = (Arc::clone(input.features), Arc::clone(input.feature_files));
        let files: OnceLock<Mutex<Files>> = OnceLock::new();
        let pages = Mutex::new(pages);
        move |name: &str| -> Vec<u8> {
            let files = files.get_or_init(|| {
                let pages = mem::take(&mut *locked(&pages));
                let beside = features.search_entries(&files_of);
                let place = (search_page, &*language, &*folder);
                cache.index_files(&site, pages, beside.as_ref(), place).into()
            });
            // Each file is asked for once.
            locked(files).remove(name).unwrap_or_default()
        }
    };
    let file_bytes = Arc::new(file_bytes);
    let others = others.into_iter().map(|name| (format!("{edition}/{name}"), name));
    for (path, name) in [(FIRST.to_owned(), FIRST.to_owned())].into_iter().chain(others) {
        if let Ok(path) = route.file(&path) {
            let file_bytes = Arc::clone(&file_bytes);
            let key = Fingerprint::of(&(key, &name));
            outputs.insert(path, Output::lazy(key, move || file_bytes(&name)));
        }
    }
    has_others.then(|| format!("{}{edition}/*", input.urls.path(&route)))
}

/// The pages of the index: those that are to be found last come last.
fn in_order(site: &Site) -> Vec<NodeId> {
    let mut listed: Vec<NodeId> = site.listed().map(|(id, _)| id).collect();
    listed.sort_by_key(|id| site.nodes[*id].found_last);
    listed
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl SearchCache {
    /// Makes the files of the index. Entries of pages whose files did not change are taken from the
    /// last index. A page is dropped as soon as its entries are made, since nothing else may hold
    /// it.
    fn index_files(
        &self,
        site: &Site,
        mut pages: Vec<SearchedFile>,
        beside: Option<&(NodeId, Vec<SearchEntry>)>,
        (search_page, language, edition): (NodeId, &str, &str),
    ) -> Files {
        let mut cached = locked(&self.0);
        let entries: Vec<Vec<KeyedEntries>> = in_threads(&mut pages, |pages| {
            let entries_of = |file: &mut SearchedFile| {
                let (key, page, features) = file.take()?;
                let make = || Arc::new(PageEntries::of(&page, features.search_entries()));
                Some((key, cached.get(&key).cloned().unwrap_or_else(make)))
            };
            pages.iter_mut().map(entries_of).collect()
        });
        let keyed: Vec<KeyedEntries> = entries.into_iter().flatten().collect();
        *cached = keyed.iter().flatten().cloned().collect();
        drop(cached);
        let empty = Arc::new(PageEntries::empty());
        let pages = in_order(site).into_iter().zip(keyed).map(|(id, keyed)| {
            let node = &site.nodes[id];
            let mut content = keyed.map_or_else(|| Arc::clone(&empty), |(_, entries)| entries);
            if let Some((_, beside)) = beside.filter(|(page, _)| *page == id) {
                Arc::make_mut(&mut content).entries.extend_from_slice(beside);
            }
            IndexedPage {
                path: node.route.href(""),
                title: node.title.clone(),
                content,
                found_last: node.found_last,
            }
        });
        let indexed: Vec<IndexedPage> = pages.collect();
        let depth = site.nodes[search_page].route.to_string().matches('/').count();
        let up = "../".repeat(depth.saturating_sub(1));
        files::files(&SearchIndex::of(&indexed, language), &indexed, &up, edition)
    }
}
