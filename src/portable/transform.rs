//! [`make_portable`]: selects the outputs that the folder holds, and rewrites each.

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use crate::base::outputs::{Output, Outputs, force_lazy};
use crate::base::paths::{OutputPath, Route};
use crate::portable::address::PortableFolder;
use crate::portable::css;
use crate::portable::html;
use crate::resolve::urls::Urls;
use crate::site::path_registry::is_for_machines;
use crate::site::tree::Site;

/// The site that a folder is made of: its title, its addresses and its redirects.
#[derive(Clone, Debug)]
pub struct PortableSite<'a> {
    /// The title of the handbook, which keeps its stored data apart from that of others on the
    /// disk.
    pub title: &'a str,
    /// The pages and their previous addresses.
    pub site: &'a Site,
    /// The base path and the origin of the site's addresses.
    pub urls: &'a Urls,
}

/// The files of a folder that opens from disk, made of the outputs of the site.
pub fn make_portable(outputs: &Outputs, portable: &PortableSite<'_>) -> Outputs {
    let files: Vec<(&OutputPath, &Output)> =
        outputs.iter().filter(|(path, _)| !is_left_out(path, portable.site)).collect();
    let folder = PortableFolder {
        urls: portable.urls,
        title: portable.title,
        files: files.iter().map(|(path, _)| *path).collect(),
    };
    force_lazy(outputs);
    files
        .into_par_iter()
        .map(|(path, output)| (path.clone(), rewritten(path, output, &folder)))
        .collect()
}

/// Whether a file is of use only at a host, where it redirects from a previous address of a page, or
/// is made for servers and other tools or the service worker, which no browser runs from a disk.
fn is_left_out(path: &OutputPath, site: &Site) -> bool {
    let route = Route::former(path.as_str()).map(|(route, _)| route);
    is_for_machines(path) || route.is_ok_and(|route| site.aliases.contains_key(&route))
}

fn rewritten(path: &OutputPath, output: &Output, folder: &PortableFolder<'_>) -> Output {
    let rewrite = match path.extension() {
        "html" | "htm" => html::rewrite,
        "css" => css::rewrite_stylesheet,
        _ => return output.clone(),
    };
    let bytes = output.in_memory();
    let text = bytes.as_deref().and_then(|bytes| std::str::from_utf8(bytes).ok());
    match text.map(|text| rewrite(text, path, folder)) {
        Some(text) => output.derived(text.into_bytes()),
        None => output.clone(),
    }
}
