//! The titles and addresses of checklists, wherever they are shown or listed.

use crate::base::paths::encode_fragment;
use crate::checklist::model::Checklist;
use crate::resolve::urls::Urls;
use crate::site::link::LinkFacts;

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
