//! The state of the Markdown writer within tables and raw HTML, and what it leaves for the end.

use std::collections::BTreeMap;
use std::ops::Range;

use pulldown_cmark::Alignment;

use crate::base::paths::Anchor;
use crate::html::open::OpenElement;

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

/// The open elements of raw HTML and, as bounds, those of Markdown around it.
#[derive(Debug, Default)]
pub(super) struct OpenHtml {
    pub(super) open: Vec<OpenElement<'static, OpenTag>>,
    /// Whether what is written is a block of raw HTML.
    pub(super) is_block: bool,
    /// How many elements of each name were closed before their end tags or left out, which is
    /// reported.
    without_end: BTreeMap<String, usize>,
}

impl OpenHtml {
    /// Notes that an end tag with this name may come and mean nothing.
    pub(super) fn expect_end(&mut self, name: String) {
        *self.without_end.entry(name).or_default() += 1;
    }

    /// Whether an end tag with this name is one that means nothing.
    pub(super) fn takes_end(&mut self, name: &str) -> bool {
        let Some(count) = self.without_end.get_mut(name).filter(|count| **count > 0) else {
            return false;
        };
        *count -= 1;
        true
    }
}

/// The start tag of an open element.
#[derive(Debug, Default)]
pub(super) struct OpenTag {
    /// The bytes of the tag in the source.
    pub(super) span: Range<usize>,
    /// Whether the tag ends with `/>`, as only elements of SVG and MathML can.
    pub(super) is_self_closing: bool,
    /// Whether the element stands in one that shows code.
    pub(super) is_code: bool,
    /// Whether the tag stands in a block of raw HTML, where Markdown has no meaning.
    pub(super) is_in_block: bool,
}

/// A term of a definition list to which its author gave no id.
pub(super) struct UnnamedTerm {
    /// The byte of the HTML behind the name in its tag.
    pub(super) at: usize,
    /// The id that a heading with its words has.
    pub(super) id: Anchor,
}
