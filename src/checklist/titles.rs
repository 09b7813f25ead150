//! What is said of checklists wherever they are shown or listed.

use crate::base::paths::{SourcePath, encode_fragment};
use crate::checklist::model::Checklist;
use crate::site::tree::{NodeId, Site};

use crate::resolve::suggestions::relative;
use crate::resolve::urls::Urls;

/// What a list is called: the text of the heading above it, or the title of its page.
pub fn title(site: &Site, node: NodeId, list: &Checklist) -> String {
    if list.title.is_empty() {
        site.nodes[node].title.clone()
    } else {
        list.title.clone()
    }
}

/// Its address on its own page: that of the heading above it, or of the page.
pub fn path(site: &Site, node: NodeId, list: &Checklist, urls: &Urls) -> String {
    let page = urls.path(&site.nodes[node].route);
    match &list.heading {
        Some(heading) => format!("{page}#{}", encode_fragment(heading.as_str())),
        None => page,
    }
}

/// The file of a page as a link from another.
pub fn relative_file(site: &Site, from: &SourcePath, node: NodeId) -> Option<String> {
    let summary = site.nodes[node].summary.as_deref()?;
    Some(relative(from, summary.path.as_str()))
}
