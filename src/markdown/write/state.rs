//! What a [`Writer`](super::writer::Writer) remembers of tables and notes that are being written.

use std::collections::HashMap;

use pulldown_cmark::Alignment;

use crate::base::paths::Anchor;

/// A table that is being written.
#[expect(
    clippy::struct_excessive_bools,
    reason = "where the writer stands, not options"
)]
pub(super) struct OpenTable {
    pub(super) wide: bool,
    pub(super) alignments: Vec<Alignment>,
    /// Whether the first cell of each row is its header.
    pub(super) row_headers: bool,
    pub(super) in_head: bool,
    pub(super) has_body: bool,
    /// The column of the cell that comes next.
    pub(super) column: usize,
    /// The end tag of the cell that is open.
    pub(super) close: &'static str,
}

/// The notes of a page, in the order of their numbers.
#[derive(Default)]
pub(super) struct NoteState {
    /// The numbers of labels, from 1.
    pub(super) numbers: HashMap<String, usize>,
    pub(super) printed: Vec<PrintedNote>,
    /// The definition that is being written: the index of its note and the token that follows it.
    pub(super) current: Option<(usize, usize)>,
}

/// A note, and how far it has been written.
pub(super) struct PrintedNote {
    pub(super) id: Anchor,
    /// The ids of its references, in the order of the text.
    pub(super) references: Vec<Anchor>,
    /// How many references have been written.
    pub(super) written: usize,
}
