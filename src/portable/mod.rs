//! [`portable`]: a site as a folder that opens from disk, without a server.
//!
//! One transformation of what was built, whoever made it: every address within the site becomes
//! relative and names its file, since a disk knows neither base paths nor `index.html`; what only
//! a host or a browser at a host can use is left out.
//!
//! Where addresses stand in HTML is decided by the names of attributes alone ([`attributes`]), so
//! that nothing else that looks like one is touched, such as the key of a page.

mod address;
mod attributes;
mod css;
mod html;

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use crate::base::outputs::{Output, Outputs, force_lazy};
use crate::base::paths::{OutputPath, Route};
use crate::render::hosting::FOR_HOSTS;
use crate::render::offline;
use crate::resolve::urls::Urls;
use crate::site::Site;

use address::Folder;

/// Files of the service worker, which no browser runs from a disk.
const OF_WORKER: &[&str] = &[offline::LIST, offline::PAGE, offline::WORKER];

/// What makes a folder of a site: its name among others on the same disk, and its addresses.
#[derive(Clone, Debug)]
pub struct Portable<'a> {
    /// The title of the handbook.
    pub title: &'a str,
    /// The pages and their former addresses.
    pub site: &'a Site,
    /// How the site prints its addresses.
    pub urls: &'a Urls,
}

/// The folder that opens from disk, from the outputs of the same site.
pub fn portable(outputs: &Outputs, about: &Portable<'_>) -> Outputs {
    let kept: Vec<(&OutputPath, &Output)> = outputs
        .iter()
        .filter(|(path, _)| !is_left_out(path, about.site))
        .collect();
    let folder = Folder {
        urls: about.urls,
        title: about.title,
        files: kept.iter().map(|(path, _)| *path).collect(),
    };
    force_lazy(outputs);
    kept.into_par_iter()
        .map(|(path, output)| (path.clone(), changed(path, output, &folder)))
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

fn changed(path: &OutputPath, output: &Output, folder: &Folder<'_>) -> Output {
    let rewrite = match path.extension() {
        "html" | "htm" => html::rewrite,
        "css" => css::rewrite_sheet,
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
