//! [`BookBody`]: a page of the book of the last build.

use crate::compile::builder::Builder;

use crate::base::fingerprint::Fingerprint;
use crate::book::order::{self, BookPage};
use crate::render::page::RenderedBody;

/// A page of the book with its body as HTML.
#[derive(Clone, Debug)]
pub struct BookBody {
    /// The page in the order of the book.
    pub page: BookPage,
    /// The body of the page as its template got it: HTML with all components, addresses as on the
    /// site.
    pub body: RenderedBody,
    /// The fingerprint: equal keys mean equal bodies.
    pub key: Fingerprint,
}

impl Builder {
    /// The book of the last build. Pages that could not be rendered are left out.
    pub fn book(&self) -> Vec<BookBody> {
        let pages = match &self.site {
            Some((_, (site, features, _))) => order::pages(site, &features.back_matter()),
            None => Vec::new(),
        };
        let bodies = pages.into_iter().filter_map(|page| {
            let (body, key) = self.pages.body(&page.route)?;
            Some(BookBody { page, body, key })
        });
        bodies.collect()
    }
}
