//! The files of the service worker: its script and its precache list, which names all other files.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::fingerprint::Fingerprint;
use crate::base::outputs::{Output, Outputs};
use crate::base::paths::{OutputPath, Route};
use crate::render::offline::{self, Precache, PrecachedFile};
use crate::resolve::page_view::MARKDOWN_COPY;
use crate::site::path_registry::is_for_machines;

use crate::compile::files::LLMS;
use crate::compile::options::OfflineMode;
use crate::compile::render_input::RenderInput;

/// Adds the worker and its list of files, or a worker that unregisters itself if the configuration
/// wants none.
pub(super) fn add(input: &RenderInput<'_>, outputs: &mut Outputs) {
    match input.offline {
        OfflineMode::Nothing => {}
        OfflineMode::Worker if input.config.offline => {
            let files = precached_files(input, outputs);
            // The version of the precache is a fingerprint of everything that the list is made of.
            let key = Fingerprint::of(&files.name);
            insert(outputs, offline::WORKER, Output::bytes(files.worker().into_bytes()));
            let list = Output::lazy(key, move || files.list().into_bytes());
            insert(outputs, offline::LIST, list);
        }
        OfflineMode::Worker | OfflineMode::Unregister => {
            insert(outputs, offline::WORKER, Output::bytes(offline::UNREGISTER.as_bytes()));
        }
    }
}

fn insert(outputs: &mut Outputs, name: &str, output: Output) {
    if let Ok(path) = OutputPath::new(name) {
        outputs.insert(path, output);
    }
}

/// The files that readers may cache, with redirects from aliases to the pages of today.
fn precached_files(input: &RenderInput<'_>, outputs: &Outputs) -> Precache {
    let site = input.site;
    let moved: BTreeMap<String, String> = site
        .whole_aliases()
        .filter(|(_, node)| node.is_listed())
        .map(|(alias, node)| (site_path(alias), site_path(&node.route)))
        .collect();
    let titles: BTreeMap<String, &str> =
        site.nodes.iter().map(|node| (site_path(&node.route), node.title.as_str())).collect();
    // Copies in Markdown are for other tools: readers who cache the handbook have its pages.
    let is_copy = |path: &OutputPath| {
        let name = path.as_str();
        let is_copy_name = name == LLMS || name.rsplit('/').next() == Some(MARKDOWN_COPY);
        is_copy_name && input.config.generate_markdown
    };
    let is_for_readers =
        |path: &OutputPath| path.as_str() == offline::PAGE || !is_for_machines(path);
    // The pages at former addresses that name an unlisted page.
    let names_unlisted =
        |alias: &&Route| site.pages_behind(alias).iter().any(|id| !site.nodes[*id].is_listed());
    let hidden = site.aliases.keys().filter(names_unlisted);
    let hidden: BTreeSet<OutputPath> = hidden.map(Route::output).collect();
    // An unlisted page, its files and all below it.
    let unlisted = site.nodes.iter().filter(|node| !node.is_listed());
    let unlisted: BTreeSet<String> = unlisted.map(|node| site_path(&node.route)).collect();
    let is_unlisted = |path: &OutputPath| {
        let name = path.as_str();
        let mut folders = name.match_indices('/').map(|(at, _)| &name[..=at]);
        hidden.contains(path)
            || !unlisted.is_empty() && folders.any(|folder| unlisted.contains(folder))
    };
    let is_cached =
        |path: &OutputPath| is_for_readers(path) && !is_copy(path) && !is_unlisted(path);
    let files: Vec<PrecachedFile> = outputs
        .iter()
        .filter(|(path, _)| is_cached(path))
        .filter_map(|(path, output)| {
            let name = path.as_str();
            let file = match name.strip_suffix("index.html") {
                Some(folder) if folder.is_empty() || folder.ends_with('/') => folder,
                _ => name,
            };
            let is_moved = moved.contains_key(file) && !titles.contains_key(file);
            (!is_moved).then(|| PrecachedFile {
                path: file.to_owned(),
                title: titles.get(file).map(|title| (*title).to_owned()),
                output: output.clone(),
            })
        })
        .collect();
    Precache::new(files, moved, needed(input, outputs))
}

/// The path of a page from the root of the site, not percent-encoded.
fn site_path(route: &Route) -> String {
    route.as_str()[1..].to_owned()
}

/// The files that are cached for every reader: the home page, the page for readers without a
/// network, and the style sheets, scripts and icons that these two name.
fn needed(input: &RenderInput<'_>, outputs: &Outputs) -> Vec<String> {
    let text = |name: &str| {
        let output = outputs.get(&OutputPath::new(name).ok()?)?;
        Some(String::from_utf8_lossy(&output.in_memory()?).into_owned())
    };
    let pages: Vec<String> =
        [offline::PAGE, "index.html"].iter().filter_map(|name| text(name)).collect();
    let theme = input.theme;
    let assets = theme.assets.values().map(|asset| &asset.path);
    let named = assets.chain(theme.files.keys()).filter(|path| {
        let address = format!("\"{}\"", input.urls.file(path));
        pages.iter().any(|page| page.contains(&address))
    });
    let paths = [String::new(), offline::PAGE.to_owned()];
    paths.into_iter().chain(named.map(|path| path.as_str().to_owned())).collect()
}
