//! The keys of pages: under which a reader's device keeps ticks and answers.

use crate::base::paths::Route;

use super::{NodeId, Site};

impl Site {
    /// The key of a page.
    pub fn key(&self, id: NodeId) -> String {
        self.nodes[id].route.href("/")
    }

    /// The keys that a page had before, in the order of its aliases.
    pub fn former_keys(&self, id: NodeId) -> Vec<String> {
        let Some(summary) = &self.nodes[id].summary else {
            return Vec::new();
        };
        let aliases = summary.aliases.iter();
        aliases
            .filter_map(|alias| Some(Route::new(&alias.text).ok()?.href("/")))
            .collect()
    }
}
