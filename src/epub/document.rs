//! [`ContentDocument`]: a page as a file of the book.

use crate::epub::book::EpubPage;
use crate::html::event::HtmlEvent;

/// A page of the handbook as a file of the book.
pub(super) struct ContentDocument<'a> {
    pub(super) page: &'a EpubPage,
    /// The name of the file.
    pub(super) file: String,
    /// The body of the page, fit for a book.
    pub(super) body: Vec<HtmlEvent<'a>>,
}
