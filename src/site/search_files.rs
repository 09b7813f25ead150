//! The files that the search page loads: how many there are depends on the number of pages alone, so
//! that they can be listed, and their names kept free, without being made.

use crate::page::special_page::SpecialPage;

use crate::site::path_registry::PathRegistry;
use crate::site::tree::Site;

/// The name of the first file, beside the search page.
pub const FIRST: &str = "index.js";
/// A handbook of so many pages has one file.
const SMALL: usize = 200;
/// Pages for each shard of words of a larger one.
const PAGES_A_SHARD: usize = 40;
/// Pages in a block.
const BLOCK: usize = 16;

/// How an index is cut into files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SearchFiles {
    /// Whether the first file holds everything.
    pub is_small: bool,
    /// Into how many shards the words are divided.
    pub shards: usize,
    /// How many pages are in a block.
    pub block: usize,
    /// Into how many blocks the pages are divided.
    pub blocks: usize,
}

impl SearchFiles {
    /// The layout for a handbook of so many pages.
    pub fn of(pages: usize) -> Self {
        let is_small = pages <= SMALL;
        let block = if is_small { SMALL } else { BLOCK };
        Self {
            is_small,
            shards: if is_small {
                1
            } else {
                pages.div_ceil(PAGES_A_SHARD)
            },
            block,
            blocks: pages.div_ceil(block),
        }
    }

    /// The names of the files.
    pub fn names(self) -> Vec<String> {
        let mut names = vec![FIRST.to_owned()];
        if !self.is_small {
            names.extend((0..self.shards).map(|shard| format!("words-{shard}.js")));
            names.extend((0..self.blocks).map(|block| format!("pages-{block}.js")));
        }
        names
    }
}

impl Site {
    /// Registers the files beside the search page.
    pub(super) fn register_search_files(&self, registry: &mut PathRegistry) {
        let Some(node) = self
            .special_pages
            .get(&SpecialPage::Search)
            .map(|id| &self.nodes[*id])
        else {
            return;
        };
        let Some(summary) = &node.summary else {
            return;
        };
        for name in SearchFiles::of(self.nodes.len()).names() {
            if let Ok(output) = node.route.file(&name) {
                registry.search_file(&output, &summary.path);
            }
        }
    }
}
