//! [`LongList`]: a list of pages that grows with the site, such as those that link to a page. A page
//! shows its beginning, and beside the page is one with the whole list.

use crate::base::fingerprint::Fingerprint;
use crate::base::paths::Route;
use crate::resolve::urls::Urls;
use crate::resolve::view::LinkView;
use crate::site::nav_groups::LONGEST_LIST;

/// A whole list of pages, for a page of its own.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct LongList {
    /// The name of the file beside the page.
    pub file: String,
    /// What the pages refer to, as plain text.
    pub title: String,
    /// The pages.
    pub pages: Vec<LinkView>,
}

/// What a page shows of a list of pages.
pub struct ShownPages {
    /// The pages: at most [`LONGEST_LIST`].
    pub pages: Vec<LinkView>,
    /// The address of the page with all of them, if there are more.
    pub all: Option<String>,
}

impl LongList {
    /// What the page at `route` shows of a list of pages, and the whole list if that is not all.
    /// `element` is the id of what they refer to on the page; empty for the page itself.
    pub fn shown(
        mut pages: Vec<LinkView>,
        (element, title): (&str, &str),
        route: &Route,
        urls: &Urls,
    ) -> (ShownPages, Option<Self>) {
        if pages.len() <= LONGEST_LIST {
            return (ShownPages { pages, all: None }, None);
        }
        // Ids such as the keys of sources may have any characters.
        let file = match element {
            "" => "links.html".to_owned(),
            id => format!("links-{}.html", Fingerprint::of_bytes(id.as_bytes()).short()),
        };
        let Ok(address) = route.file(&file) else {
            return (ShownPages { pages, all: None }, None);
        };
        let all = Self { file, title: title.to_owned(), pages: pages.clone() };
        pages.truncate(LONGEST_LIST);
        (ShownPages { pages, all: Some(urls.file(&address)) }, Some(all))
    }
}
