//! The state of the Markdown writer within tables.

use pulldown_cmark::Alignment;

/// The state within a table that is being written.
#[expect(clippy::struct_excessive_bools, reason = "where the writer stands, not options")]
pub(super) struct OpenTable {
    pub(super) wide: bool,
    pub(super) alignments: Vec<Alignment>,
    /// Whether the first cell of each row is its header.
    pub(super) row_headers: bool,
    pub(super) in_head: bool,
    pub(super) has_body: bool,
    /// The column of the next cell, from 0.
    pub(super) column: usize,
    /// The end tag of the open cell.
    pub(super) close: &'static str,
}
