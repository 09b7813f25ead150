//! The state of the Markdown writer within tables and footnotes.

use std::collections::HashMap;

use pulldown_cmark::Alignment;

use crate::base::paths::Anchor;

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

/// The state of the footnotes of a page.
#[derive(Default)]
pub(super) struct NoteState {
    /// The number of each note, from 1, by the key of its label.
    pub(super) numbers: HashMap<String, usize>,
    pub(super) printed: Vec<PrintedNote>,
    /// The definition that is being written: the index of its note, and of the token after it.
    pub(super) current: Option<(usize, usize)>,
}

/// A note that is printed, and how many of its references have been written.
pub(super) struct PrintedNote {
    pub(super) id: Anchor,
    /// The ids of the references to the note, in source order.
    pub(super) references: Vec<Anchor>,
    /// The number of references that have been written.
    pub(super) written: usize,
}
