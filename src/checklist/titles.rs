//! The titles and addresses of checklists, wherever they are shown or listed.

use crate::base::paths::{SourcePath, encode_fragment};
use crate::checklist::model::Checklist;
use crate::site::link::LinkFacts;
use crate::site::tree::{NodeId, Site};

use crate::resolve::suggestions::relative;
use crate::resolve::urls::Urls;

/// The title of a list: the text of the heading above it, or the title of its page.
pub fn title(page: LinkFacts<'_>, list: &Checklist) -> String {
    if list.title.is_empty() { page.title.to_owned() } else { list.title.clone() }
}

/// The address of a list: that of the heading above it, or of its page.
pub fn path(page: LinkFacts<'_>, list: &Checklist, urls: &Urls) -> String {
    let page = urls.path(page.route);
    match &list.heading {
        Some(heading) => format!("{page}#{}", encode_fragment(heading.as_str())),
        None => page,
    }
}

/// The path of the file of a page, relative to another file; `None` if the page has no file.
pub fn relative_file(site: &Site, from: &SourcePath, node: NodeId) -> Option<String> {
    let summary = site.nodes[node].summary.as_deref()?;
    Some(relative(from, summary.path.as_str()))
}
