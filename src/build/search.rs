//! The files of the search index: listed with every build, made when somebody wants one.

use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use crate::base::fingerprint::Fingerprint;
use crate::base::outputs::{Output, Outputs};
use crate::parse::front_matter::duty::Duty;
use crate::parse::page::Page;
use crate::search::files::{self, Files};
use crate::search::index::{Index, Listed, in_threads};
use crate::search::part::Part;
use crate::site::Site;
use crate::site::finder::Layout;

use super::pages::Setting;

/// What can be found on each page, by the key of its file, as the last index was made of it.
#[derive(Default)]
pub(super) struct Parts(Mutex<HashMap<Fingerprint, Arc<Part>>>);

/// A page, or a folder without one, and the key of its file.
type File = Option<(Fingerprint, Arc<Page>)>;

/// Adds the files of the index where the site has a page for searching.
pub(super) fn add(
    setting: &Setting<'_>,
    (site, parts): (&Arc<Site>, &Arc<Parts>),
    outputs: &mut Outputs,
) {
    let Some(place) = site.places.get(&Duty::Search) else {
        return;
    };
    let pages: Vec<File> = site
        .nodes
        .iter()
        .map(|node| {
            let entry = setting.parsed.page(&node.summary.as_ref()?.path)?;
            Some((entry.key, entry.page.clone()?))
        })
        .collect();
    let keys: Vec<Option<Fingerprint>> = pages
        .iter()
        .map(|page| page.as_ref().map(|(key, _)| *key))
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
        move |name: &str| -> Vec<u8> {
            let files = files.get_or_init(|| parts.fold(&site, &pages, place, &language));
            files.get(name).cloned().unwrap_or_default()
        }
    };
    let made = Arc::new(made);
    for name in Layout::of(site.nodes.len()).names() {
        if let Ok(path) = route.file(&name) {
            let made = Arc::clone(&made);
            let key = Fingerprint::of(&(key, &name));
            outputs.insert(path, Output::late(key, move || made(&name)));
        }
    }
}

impl Parts {
    /// The files of the index. Parts of pages whose files are as they were are taken from the last one.
    fn fold(&self, site: &Site, pages: &[File], place: usize, language: &str) -> Files {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let parts: Vec<Vec<Arc<Part>>> = in_threads(pages, |pages| {
            let part = |file: &File| match file {
                Some((key, page)) => known
                    .get(key)
                    .cloned()
                    .unwrap_or_else(|| Arc::new(Part::of(page))),
                None => Arc::new(Part::empty()),
            };
            pages.iter().map(part).collect()
        });
        let parts: Vec<Arc<Part>> = parts.into_iter().flatten().collect();
        let keyed = pages.iter().zip(&parts);
        *known = keyed
            .filter_map(|(file, part)| Some((file.as_ref()?.0, Arc::clone(part))))
            .collect();
        drop(known);
        let listed: Vec<Listed> = site
            .nodes
            .iter()
            .zip(parts)
            .map(|(node, part)| Listed {
                path: node.route.href(""),
                title: node.title.clone(),
                part,
            })
            .collect();
        let depth = site.nodes[place].route.to_string().matches('/').count();
        let up = "../".repeat(depth.saturating_sub(1));
        files::files(&Index::of(&listed, language), &listed, &up)
    }
}
