//! [`PerPage`]: what a feature keeps of each page of a site.

use std::sync::Arc;

use crate::site::tree::NodeId;

/// What a feature keeps of each page, by the number of the page; nothing of most.
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
    /// What is kept of a page.
    pub fn get(&self, page: NodeId) -> Option<&T> {
        self.0.get(page)?.as_deref()
    }

    /// What is kept of all pages that have any, in order.
    pub fn all(&self) -> impl Iterator<Item = (NodeId, &T)> {
        let pages = self.0.iter().enumerate();
        pages.filter_map(|(page, value)| Some((page, value.as_deref()?)))
    }
}
