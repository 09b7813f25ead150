//! [`make_portable`]: which outputs the folder holds, and how each is rewritten.

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use super::address::PortableFolder;
use super::css;
use super::html;
use crate::base::outputs::{Output, Outputs, settle};
use crate::base::paths::{OutputPath, Route};
use crate::render::hosting::FOR_HOSTS;
use crate::render::offline;
use crate::resolve::urls::Urls;
use crate::site::Site;

/// Files of the service worker, which no browser runs from a disk.
const OF_WORKER: &[&str] = &[offline::LIST, offline::PAGE, offline::WORKER];

/// What makes a folder of a site: its name among others on the same disk, and its addresses.
#[derive(Clone, Debug)]
pub struct PortableSite<'a> {
    /// The title of the handbook.
    pub title: &'a str,
    /// The pages and their former addresses.
    pub site: &'a Site,
    /// How the site prints its addresses.
    pub urls: &'a Urls,
}

/// The folder that opens from disk, from the outputs of the same site.
pub fn make_portable(outputs: &Outputs, about: &PortableSite<'_>) -> Outputs {
    let files: Vec<(&OutputPath, &Output)> = outputs
        .iter()
        .filter(|(path, _)| !is_left_out(path, about.site))
        .collect();
    let folder = PortableFolder {
        urls: about.urls,
        title: about.title,
        files: files.iter().map(|(path, _)| *path).collect(),
    };
    settle(outputs);
    files
        .into_par_iter()
        .map(|(path, output)| (path.clone(), rewritten(path, output, &folder)))
        .collect()
}

fn is_left_out(path: &OutputPath, site: &Site) -> bool {
    let is_named = |names: &[&str]| names.contains(&path.as_str());
    is_named(FOR_HOSTS) || is_named(OF_WORKER) || is_redirect(path, site)
}

/// Whether the page only leads from a former address to a new one.
fn is_redirect(path: &OutputPath, site: &Site) -> bool {
    let Some(folder) = path.as_str().strip_suffix("index.html") else {
        return false;
    };
    Route::new(folder).is_ok_and(|route| site.aliases.contains_key(&route))
}

fn rewritten(path: &OutputPath, output: &Output, folder: &PortableFolder<'_>) -> Output {
    let rewrite = match path.extension() {
        "html" | "htm" => html::rewrite,
        "css" => css::rewrite_stylesheet,
        _ => return output.clone(),
    };
    let text = output
        .held()
        .and_then(|bytes| std::str::from_utf8(bytes).ok());
    match text.map(|text| rewrite(text, path, folder)) {
        Some(text) => Output::bytes(text.into_bytes()),
        None => output.clone(),
    }
}
