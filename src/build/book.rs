//! The pages of the last build as a book.

use std::sync::Arc;

use crate::base::fingerprint::Fingerprint;
use crate::book::order::{self, BookPage};

use super::Builder;

/// A page of the book with its body.
#[derive(Clone, Debug)]
pub struct BookBody {
    /// The page.
    pub page: BookPage,
    /// Its body as its template got it: HTML with all components, addresses as on the site.
    pub body: Arc<str>,
    /// Equal keys mean equal bodies.
    pub key: Fingerprint,
}

impl Builder {
    /// The book of the last build, if [`super::Options::book`] asked for its bodies. Pages that
    /// could not be rendered are left out.
    pub fn book(&self) -> Vec<BookBody> {
        let site = self.site.as_ref().map(|(_, (site, _))| site.as_ref());
        let pages = site.map(order::pages).unwrap_or_default();
        let bodies = pages.into_iter().filter_map(|page| {
            let (body, key) = self.pages.body(&page.route)?;
            Some(BookBody { page, body, key })
        });
        bodies.collect()
    }
}
