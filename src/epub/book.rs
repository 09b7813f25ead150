//! [`EpubBook`]: a handbook as the input of this module.

/// A handbook as the input of `make`: its metadata and its pages.
#[derive(Clone, Debug)]
pub struct EpubBook {
    /// The title of the book.
    pub title: String,
    /// One sentence about the handbook; may be empty.
    pub description: String,
    /// The name of the author of the book; may be empty.
    pub author: String,
    /// The language of the book as a tag of BCP 47.
    pub language: String,
    /// The direction of the text of the book: `ltr` or `rtl`.
    pub direction: String,
    /// The address of the site, with a slash at the end; a bare path if it has no host.
    pub base_url: String,
    /// The path of the site, with a slash at both ends.
    pub base_path: String,
    /// The name of the licence of the book; may be empty.
    pub rights: String,
    /// When the newest page of the book was changed, as `CCYY-MM-DDThh:mm:ssZ`.
    pub modified: Option<String>,
    /// The texts of the book that are on no page.
    pub strings: EpubStrings,
    /// The kinds of pages that close a book, in the order of their landmarks.
    pub back_matter: Vec<BackMatter>,
    /// The pages of the book, in reading order. The first has depth 0, none is more than one deeper
    /// than the one before.
    pub pages: Vec<EpubPage>,
}

/// The texts of a book that are on no page.
#[derive(Clone, Debug)]
pub struct EpubStrings {
    /// The heading of the contents.
    pub contents: String,
    /// A phrase for the author, with `{}` in the place of the name.
    pub author: String,
    /// A phrase for the licence, with `{}` in the place of its name.
    pub licence: String,
    /// A phrase for the origin of the book, with `{}` in the place of the address.
    pub source: String,
    /// A sentence with the day of the last change; may be empty.
    pub updated: String,
    /// The accessibility summary, a sentence or two.
    pub accessibility: String,
}

/// A page of the book.
#[derive(Clone, Debug)]
pub struct EpubPage {
    /// The address of the page on the site, with the base path: `/handbook/roles/two-axes/`.
    pub path: String,
    /// The title of the page.
    pub title: String,
    /// The description of the page; may be empty.
    pub description: String,
    /// The role of the page in the book.
    pub kind: EpubPageKind,
    /// The depth of the page in the contents: the number of pages above it.
    pub depth: usize,
    /// The body of the page as HTML.
    pub body: String,
}

/// The role of a page in the book.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum EpubPageKind {
    /// The home page.
    Introduction,
    /// A page with chapters below it.
    Part,
    /// Any other page.
    Chapter,
    /// A page that closes the book, such as a glossary or a bibliography.
    BackMatter(BackMatter),
}

/// The role of a page that closes a book, in the words of EPUB and of DPUB-ARIA.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BackMatter {
    /// The value of `epub:type`, which is the name of the landmark too.
    pub epub_type: &'static str,
    /// The value of `role`.
    pub role: &'static str,
}
