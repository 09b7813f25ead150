//! [`PerPage`]: the values that a feature has for the pages of a site.

use std::sync::Arc;

use crate::site::tree::NodeId;

/// The values that a feature has for pages, by the number of the page. Most pages have none.
#[derive(Clone, Debug)]
pub struct PerPage<T>(Vec<Option<Arc<T>>>);

impl<T> Default for PerPage<T> {
    fn default() -> Self {
        Self(Vec::new())
    }
}

impl<T> FromIterator<Option<Arc<T>>> for PerPage<T> {
    fn from_iter<I: IntoIterator<Item = Option<Arc<T>>>>(pages: I) -> Self {
        Self(pages.into_iter().collect())
    }
}

impl<T> PerPage<T> {
    /// The value of a page, if it has one.
    pub fn get(&self, page: NodeId) -> Option<&T> {
        self.0.get(page)?.as_deref()
    }

    /// The pages that have a value, each with it, in order.
    pub fn all(&self) -> impl Iterator<Item = (NodeId, &T)> {
        let pages = self.0.iter().enumerate();
        pages.filter_map(|(page, value)| Some((page, value.as_deref()?)))
    }
}
