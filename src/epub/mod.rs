//! [`make`]: the handbook as a book for reading devices, EPUB 3.3.
//!
//! A book is the bodies of pages, drawn with the components for books, each in a file of its own:
//!
//! 1. `tree`: the HTML of a body as a value.
//! 2. `clean`, `tables`, `notes`: what a book can hold, fit for a small screen.
//! 3. `media`, `links`: pictures are taken along, links lead to files of the book or to the site.
//! 4. `page`, `xml`: the file of a page, well-formed whatever its author wrote.
//! 5. `nav`, `package`: the contents, and what reading systems want to know.
//!
//! Nothing here knows the time or the machine: the same pages give the same bytes.

mod clean;
mod links;
mod media;
mod names;
mod nav;
mod notes;
mod package;
mod page;
mod tables;
mod tree;
mod xml;

use std::collections::{BTreeMap, BTreeSet};

use rayon::iter::{IntoParallelIterator, IntoParallelRefIterator, ParallelIterator};
use url::Url;

use crate::base::outputs::{Output, Outputs};

use links::Links;
use media::Media;
use names::Names;
use tree::Node;

/// The folder within the archive that holds the book.
const FOLDER: &str = "EPUB";
/// The navigation document.
const NAV: &str = "nav.xhtml";
/// The title page.
const TITLE: &str = "title.xhtml";
/// The style sheet.
const STYLE: &str = "style.css";

/// The handbook, as far as a book shows it.
#[derive(Clone, Debug)]
pub struct Book {
    /// Its title.
    pub title: String,
    /// One sentence about it; may be empty.
    pub description: String,
    /// Who wrote it; may be empty.
    pub author: String,
    /// The language tag.
    pub language: String,
    /// `ltr` or `rtl`.
    pub direction: String,
    /// The address of the site, with a slash at the end; a bare path if it has no host.
    pub base_url: String,
    /// Its path, with a slash at both ends.
    pub base_path: String,
    /// The name of its licence; may be empty.
    pub rights: String,
    /// When the newest of its pages was changed, as `CCYY-MM-DDThh:mm:ssZ`.
    pub modified: Option<String>,
    /// What the book says itself.
    pub words: Words,
    /// Its pages, in reading order. The first has depth 0, none is more than one deeper than the
    /// one before.
    pub pages: Vec<Page>,
}

/// What the book says itself.
#[derive(Clone, Debug)]
pub struct Words {
    /// The heading of the contents.
    pub contents: String,
    /// The name of the author, with `{}` in its place.
    pub author: String,
    /// The name of the licence, with `{}` in its place.
    pub licence: String,
    /// Where the book comes from, with `{}` in the place of the address.
    pub source: String,
    /// When it was last changed, as a sentence; may be empty.
    pub updated: String,
    /// How it can be read, in a sentence or two.
    pub accessibility: String,
}

/// A page of the book.
#[derive(Clone, Debug)]
pub struct Page {
    /// Its address on the site, with the base path: `/handbook/roles/two-axes/`.
    pub path: String,
    /// Its title.
    pub title: String,
    /// Its description; may be empty.
    pub description: String,
    /// What it is.
    pub kind: Kind,
    /// How many pages it lies below in the contents.
    pub depth: usize,
    /// Its body as HTML.
    pub body: String,
}

/// What a page of the book is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// The home page.
    Introduction,
    /// A page with chapters below it.
    Part,
    /// Any other page.
    Chapter,
    /// The glossary.
    Glossary,
    /// The list of sources.
    Bibliography,
}

/// A book, ready to be packed: its files in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Archive {
    /// The name of each file within the archive, and its content.
    pub files: Vec<(String, Output)>,
    /// How many pages of the handbook it holds.
    pub pages: usize,
}

/// How many files at the beginning of an archive must not be compressed: what it is, which EPUB
/// wants so, and who wrote it, so that [`is_ours`] can see it.
pub const STORED: usize = 2;

/// Whether a file is a book that this program wrote.
pub fn is_ours(file: &[u8]) -> bool {
    let mark = package::MARK.as_bytes();
    let head = &file[..file.len().min(1024)];
    head.starts_with(b"PK\x03\x04") && head.windows(mark.len()).any(|bytes| bytes == mark)
}

/// A page as a file of the book.
struct Leaf<'a> {
    page: &'a Page,
    file: String,
    body: Vec<Node>,
}

/// Makes the book of pages and of the `files` of the site that they show. `None` without pages.
pub fn make(book: &Book, files: &Outputs) -> Option<Archive> {
    if book.pages.is_empty() {
        return None;
    }
    let (base, has_host) = base(book)?;
    let mut names = Names::default();
    for fixed in [NAV, TITLE, STYLE] {
        let (stem, extension) = fixed.split_once('.')?;
        names.give(stem, extension);
    }
    let bodies: Vec<Vec<Node>> = book.pages.par_iter().map(body).collect();
    let mut leaves: Vec<Leaf<'_>> = Vec::with_capacity(bodies.len());
    let mut media = Media::default();
    let mut pages = BTreeMap::new();
    for (page, body) in book.pages.iter().zip(bodies) {
        let here = base.join(&page.path).unwrap_or_else(|_| base.clone());
        media.add(&body, &here, &base, files, &mut names);
        let below = page
            .path
            .strip_prefix(&book.base_path)
            .unwrap_or(&page.path);
        let word = match below {
            "" => "introduction".to_owned(),
            below => Names::word(below),
        };
        let file = names.give(&word, "xhtml");
        pages.insert(here.path().to_owned(), file.clone());
        leaves.push(Leaf { page, file, body });
    }
    let ids = leaves.iter_mut().map(|leaf| {
        let ids = keep_first_ids(&mut leaf.body);
        (leaf.file.clone(), ids)
    });
    let ids: BTreeMap<String, BTreeSet<String>> = ids.collect();
    let links = Links {
        base: &base,
        has_host,
        pages: &pages,
        ids: &ids,
        media: &media,
    };
    let leaves: Vec<Leaf<'_>> = leaves
        .into_par_iter()
        .map(|leaf| Leaf {
            body: links.rewrite(leaf.body, &leaf.page.path, &leaf.file),
            ..leaf
        })
        .collect();
    Some(package::pack(book, has_host, &leaves, &media))
}

/// The body of a page as far as a book can hold it.
fn body(page: &Page) -> Vec<Node> {
    let mut body = tables::turn(clean::clean(tree::parse(&page.body)));
    notes::mark(&mut body);
    body
}

/// The address of the home page, and whether it can be visited.
fn base(book: &Book) -> Option<(Url, bool)> {
    if let Ok(url) = Url::parse(&book.base_url) {
        return Some((url, true));
    }
    let nowhere = Url::parse("https://book.invalid/").ok()?;
    Some((nowhere.join(&book.base_path).unwrap_or(nowhere), false))
}

/// Takes ids away that an element before has, and gives those that are left.
fn keep_first_ids(nodes: &mut [Node]) -> BTreeSet<String> {
    let mut ids = BTreeSet::new();
    tree::walk_mut(nodes, &mut |element| {
        let is_taken = element
            .get("id")
            .is_some_and(|id| !ids.insert(id.to_owned()));
        if is_taken {
            element.take("id");
        }
    });
    ids
}
