//! The files that the search page loads. Their number depends on the number of pages alone, so that
//! they can be listed before the index is built.
//!
//! The first keeps its address, since every page names it, and a new name after each edit would change
//! every page. All others lie in a folder that is named for the edition of the index, so that no page
//! meets a file of another build.

/// The name of the first search file, beside the search page.
pub const FIRST: &str = "index.js";
/// The most pages of a handbook whose index is one file, of at most 100 KiB compressed if they are
/// no longer than most.
const SMALL: usize = 120;
/// The number of pages for each shard of words, if the index has several files.
const PAGES_A_SHARD: usize = 40;
/// The number of pages in a block.
const BLOCK: usize = 16;

/// The layout of a search index: how it is split into files.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SearchFiles {
    /// Whether the first file holds the whole index.
    pub is_small: bool,
    /// The number of shards of words.
    pub shards: usize,
    /// The number of pages in a block.
    pub block: usize,
    /// The number of blocks of pages.
    pub blocks: usize,
}

impl SearchFiles {
    /// The layout for a handbook with this number of pages.
    pub fn of(pages: usize) -> Self {
        let is_small = pages <= SMALL;
        let block = if is_small { SMALL } else { BLOCK };
        Self {
            is_small,
            shards: if is_small { 1 } else { pages.div_ceil(PAGES_A_SHARD) },
            block,
            blocks: pages.div_ceil(block),
        }
    }

    /// The names of the search files besides the first, in the folder of their edition.
    pub fn others(self) -> Vec<String> {
        if self.is_small {
            return Vec::new();
        }
        let shards = (0..self.shards).map(|shard| format!("words-{shard}.js"));
        shards.chain((0..self.blocks).map(|block| format!("pages-{block}.js"))).collect()
    }
}
