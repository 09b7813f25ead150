//! The files of the search index: listed with every build, made when somebody wants one.

use std::collections::HashMap;
use std::mem;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use crate::base::fingerprint::Fingerprint;
use crate::base::outputs::{Output, Outputs};
use crate::features::PageFeatures;
use crate::page::parse::Page;
use crate::page::special_page::SpecialPage;
use crate::search::files::{self, Files};
use crate::search::index::{IndexedPage, SearchIndex, in_threads};
use crate::search::part::PageEntries;
use crate::site::finder::SearchFiles;
use crate::site::tree::Site;

use crate::compile::setting::RenderInput;

/// What can be found on each page, by the key of its file, as the last index was made of it.
#[derive(Default)]
pub(super) struct SearchCache(Mutex<HashMap<Fingerprint, Arc<PageEntries>>>);

/// A page, or a folder without one, and the key of its file.
type SearchedFile = Option<(Fingerprint, Arc<Page>, PageFeatures)>;

/// What can be found on a page, by the key of its file.
type KeyedEntries = Option<(Fingerprint, Arc<PageEntries>)>;

/// Adds the files of the index where the site has a page for searching.
pub(super) fn add(setting: &RenderInput<'_>, parts: &Arc<SearchCache>, outputs: &mut Outputs) {
    let site = setting.site;
    let Some(place) = site.places.get(&SpecialPage::Search) else {
        return;
    };
    let pages: Vec<SearchedFile> = site
        .nodes
        .iter()
        .map(|node| {
            let entry = setting.parsed.page(&node.summary.as_ref()?.path)?;
            Some((entry.key, entry.page.clone()?, entry.features.clone()))
        })
        .collect();
    let keys: Vec<Option<Fingerprint>> = pages
        .iter()
        .map(|page| page.as_ref().map(|(key, ..)| *key))
        .collect();
    let places: Vec<_> = site
        .nodes
        .iter()
        .map(|node| (&node.title, &node.route))
        .collect();
    let language = setting.config.language.clone();
    let key = Fingerprint::of(&(keys, places, place, &language));
    let route = site.nodes[*place].route.clone();
    let made = {
        let (site, parts, place) = (Arc::clone(site), Arc::clone(parts), *place);
        let files: OnceLock<Files> = OnceLock::new();
        let pages = Mutex::new(pages);
        move |name: &str| -> Vec<u8> {
            let files = files.get_or_init(|| {
                let pages = mem::take(&mut *locked(&pages));
                parts.fold(&site, pages, place, &language)
            });
            files.get(name).cloned().unwrap_or_default()
        }
    };
    let made = Arc::new(made);
    for name in SearchFiles::of(site.nodes.len()).names() {
        if let Ok(path) = route.file(&name) {
            let made = Arc::clone(&made);
            let key = Fingerprint::of(&(key, &name));
            outputs.insert(path, Output::lazy(key, move || made(&name)));
        }
    }
}

fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl SearchCache {
    /// The files of the index. Entries of pages whose files are as they were are taken from the last
    /// one. A page is let go as soon as its part is made: nobody else may need it any more.
    fn fold(
        &self,
        site: &Site,
        mut pages: Vec<SearchedFile>,
        place: usize,
        language: &str,
    ) -> Files {
        let mut known = locked(&self.0);
        let parts: Vec<Vec<KeyedEntries>> = in_threads(&mut pages, |pages| {
            let part = |file: &mut SearchedFile| {
                let (key, page, features) = file.take()?;
                let part = known.get(&key).cloned();
                Some((
                    key,
                    part.unwrap_or_else(|| {
                        Arc::new(PageEntries::of(&page, features.search_entries()))
                    }),
                ))
            };
            pages.iter_mut().map(part).collect()
        });
        let keyed: Vec<KeyedEntries> = parts.into_iter().flatten().collect();
        *known = keyed.iter().flatten().cloned().collect();
        let part = |keyed: KeyedEntries| {
            keyed.map_or_else(|| Arc::new(PageEntries::empty()), |(_, part)| part)
        };
        let parts = keyed.into_iter().map(part);
        drop(known);
        let listed: Vec<IndexedPage> = site
            .nodes
            .iter()
            .zip(parts)
            .map(|(node, part)| IndexedPage {
                path: node.route.href(""),
                title: node.title.clone(),
                part,
            })
            .collect();
        let depth = site.nodes[place].route.to_string().matches('/').count();
        let up = "../".repeat(depth.saturating_sub(1));
        files::files(&SearchIndex::of(&listed, language), &listed, &up)
    }
}
