//! [`make`]: a book of the pages of a handbook.

use std::collections::{BTreeMap, BTreeSet};

use rayon::iter::{IntoParallelIterator, IntoParallelRefIterator, ParallelIterator};
use url::Url;

use crate::base::outputs::Outputs;

use crate::epub::book::{EpubBook, EpubPage};
use crate::epub::links::LinkRewriter;
use crate::epub::media::EpubMedia;
use crate::epub::names::{FileNames, NAV, STYLE, TITLE};
use crate::epub::package::EpubArchive;
use crate::epub::page::ContentDocument;
use crate::epub::{clean, notes, package, tables};
use crate::html::event::HtmlEvent;
use crate::html::read::read;

/// Makes a book of pages and of the pictures that they show, which are among the `files` of the
/// site. `None` without pages.
pub fn make(book: &EpubBook, files: &Outputs) -> Option<EpubArchive> {
    if book.pages.is_empty() {
        return None;
    }
    let (base, has_host) = base(book)?;
    let mut names = FileNames::default();
    for fixed in [NAV, TITLE, STYLE] {
        let (stem, extension) = fixed.split_once('.')?;
        names.unique(stem, extension);
    }
    let bodies: Vec<Vec<HtmlEvent<'_>>> = book.pages.par_iter().map(body).collect();
    let mut documents: Vec<ContentDocument<'_>> = Vec::with_capacity(bodies.len());
    let mut media = EpubMedia::default();
    let mut pages = BTreeMap::new();
    for (page, body) in book.pages.iter().zip(bodies) {
        let here = base.join(&page.path).unwrap_or_else(|_| base.clone());
        media.add(&body, &here, &base, files, &mut names);
        let below = page.path.strip_prefix(&book.base_path).unwrap_or(&page.path);
        let stem = match below {
            "" => "introduction".to_owned(),
            below => FileNames::stem(below),
        };
        let file = names.unique(&stem, "xhtml");
        pages.insert(here.path().to_owned(), file.clone());
        documents.push(ContentDocument { page, file, body });
    }
    let ids = documents.iter_mut().map(|document| {
        let ids = keep_first_ids(&mut document.body);
        (document.file.clone(), ids)
    });
    let ids: BTreeMap<String, BTreeSet<String>> = ids.collect();
    let links = LinkRewriter { base: &base, has_host, pages: &pages, ids: &ids, media: &media };
    let documents: Vec<ContentDocument<'_>> = documents
        .into_par_iter()
        .map(|document| ContentDocument {
            body: links.rewrite(document.body, &document.page.path, &document.file),
            ..document
        })
        .collect();
    Some(package::pack(book, has_host, &documents, &media))
}

/// The body of a page, fit for a book.
fn body(page: &EpubPage) -> Vec<HtmlEvent<'_>> {
    notes::mark(tables::wide_to_lists(&clean::clean(read(&page.body))))
}

/// The address of the home page, and whether it has a host and can be visited.
fn base(book: &EpubBook) -> Option<(Url, bool)> {
    if let Ok(url) = Url::parse(&book.base_url) {
        return Some((url, true));
    }
    let nowhere = Url::parse("https://book.invalid/").ok()?;
    Some((nowhere.join(&book.base_path).unwrap_or(nowhere), false))
}

/// Removes each id that an earlier element has, and gives the ids that are left.
fn keep_first_ids(events: &mut [HtmlEvent<'_>]) -> BTreeSet<String> {
    let mut ids = BTreeSet::new();
    for event in events {
        if let HtmlEvent::Start(element) = event
            && element.get("id").is_some_and(|id| !ids.insert(id.to_owned()))
        {
            element.remove("id");
        }
    }
    ids
}
