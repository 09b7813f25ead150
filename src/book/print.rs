//! [`assemble`]: the whole book as one page.
//!
//! The chrome of that page is rendered like any other page; where the book belongs, its template
//! prints the markers of [`BookView`](crate::resolve::page_view::BookView).

use std::collections::{BTreeSet, HashMap};
use std::fmt::Write;
use std::sync::{Arc, OnceLock};

use percent_encoding::percent_decode_str;
use rayon::iter::{IntoParallelRefIterator, ParallelIterator};

use crate::base::paths::encode_fragment;
use crate::html::escape::escape;
use crate::html::read::read;
use crate::render::page::RenderedBody;
use crate::resolve::page_view::{BOOK_CONTENTS, BOOK_PAGES};
use crate::resolve::urls::Urls;

use crate::book::body::{ID_SEPARATOR, PreparedBody, SiteAddress};
use crate::book::order::BookPage;
use crate::book::paper::prepare;

/// A page of the printed book. Its body is prepared when it is first needed, and kept then if it
/// lies in memory in any case.
#[derive(Debug)]
pub struct PrintedPage {
    page: BookPage,
    body: RenderedBody,
    base_path: String,
    ids: OnceLock<BTreeSet<String>>,
    prepared: OnceLock<PreparedBody>,
}

/// The pages of a book that are in memory at a time besides the book itself.
const PAGES_AT_ONCE: usize = 256;

impl PrintedPage {
    /// A page with the body that its template got, on a site at `base_path`.
    pub fn new(page: BookPage, body: RenderedBody, base_path: &str) -> Self {
        let base_path = base_path.to_owned();
        Self { page, body, base_path, ids: OnceLock::new(), prepared: OnceLock::new() }
    }

    /// What `of` finds in the prepared body.
    fn with_body<T>(&self, of: impl FnOnce(&PreparedBody) -> T) -> T {
        let make =
            || PreparedBody::new(prepare(read(&self.body.html())), &self.page, &self.base_path);
        if self.body.is_in_memory() { of(self.prepared.get_or_init(make)) } else { of(&make()) }
    }

    fn ids(&self) -> &BTreeSet<String> {
        self.ids.get_or_init(|| self.with_body(|body| body.ids.clone()))
    }

    /// The page as a part of the book.
    fn html(&self, by_path: &PagesByPath<'_>, urls: &Urls) -> String {
        let BookPage { title, description, level, id, .. } = &self.page;
        let body = self.with_body(|body| body.to_html(&|link| address(link, by_path, urls)));
        // Writing to a String cannot fail.
        let mut html = String::with_capacity(body.len() + 160);
        let _ = write!(html, "<div class=\"book-page book-level-{level}\" id=\"{id}\">");
        // The home page has no heading: its title is the title of the book.
        if *level > 1 {
            let _ = write!(html, "\n<h{level}>{}</h{level}>", escape(title));
            if !description.is_empty() {
                let _ = write!(html, "\n<p class=\"lead\">{}</p>", escape(description));
            }
        }
        if !body.trim().is_empty() {
            let _ = write!(html, "\n<div class=\"prose\">\n{}\n</div>", body.trim());
        }
        html.push_str("\n</div>\n");
        html
    }
}

/// The pages of the book by their paths on the site, to find the links that stay within it.
type PagesByPath<'a> = HashMap<String, &'a PrintedPage>;

/// The page `chrome` with the contents and the pages of the book in the place of its two markers.
pub fn assemble(chrome: &str, pages: &[Arc<PrintedPage>], urls: &Urls) -> String {
    let by_path = pages.iter().map(|page| (page.page.route.href("/"), &**page)).collect();
    let mut html = String::new();
    for span in chrome.split_inclusive([BOOK_CONTENTS, BOOK_PAGES]) {
        if let Some(before) = span.strip_suffix(BOOK_CONTENTS) {
            html.push_str(before);
            contents(pages, &mut html);
        } else if let Some(before) = span.strip_suffix(BOOK_PAGES) {
            html.push_str(before);
            for pages in pages.chunks(PAGES_AT_ONCE) {
                let bodies = pages.par_iter().map(|page| page.html(&by_path, urls));
                html.extend(bodies.collect::<Vec<String>>());
            }
        } else {
            html.push_str(span);
        }
    }
    html
}

/// The address of a page or place in the book if the book holds it, else on the site. `None` for a
/// link to a site without a host, since nothing on paper can lead there.
fn address(address: &SiteAddress, by_path: &PagesByPath<'_>, urls: &Urls) -> Option<String> {
    let Urls { base_path, origin, .. } = urls;
    if address.is_shown {
        return Some(address.on(base_path));
    }
    let Some(printed) = by_path.get(&address.path) else {
        return (!origin.is_empty()).then(|| address.on(&format!("{origin}{base_path}")));
    };
    let id = &printed.page.id;
    let anchor = percent_decode_str(&address.fragment).decode_utf8_lossy();
    let has_anchor = printed.ids().contains(&*anchor);
    let anchor = has_anchor.then(|| format!("{id}{ID_SEPARATOR}{anchor}"));
    Some(format!("#{}", encode_fragment(anchor.as_ref().unwrap_or(id))))
}

/// Appends the pages as nested lists of links, without the home page, whose title is that of the
/// book.
fn contents(pages: &[Arc<PrintedPage>], html: &mut String) {
    // The levels of the lists that are open.
    let mut open: Vec<u8> = Vec::new();
    for printed in pages.iter().filter(|printed| printed.page.level > 1) {
        let BookPage { title, level, id, .. } = &printed.page;
        while open.len() > 1 && open.last() > Some(level) {
            html.push_str("</li>\n</ol>");
            open.pop();
        }
        if open.last() < Some(level) {
            html.push_str("\n<ol>\n");
            open.push(*level);
        } else {
            html.push_str("</li>\n");
        }
        // Writing to a String cannot fail.
        let _ = write!(html, "<li><a href=\"#{}\">{}</a>", encode_fragment(id), escape(title));
    }
    html.push_str(&"</li>\n</ol>".repeat(open.len()));
}
