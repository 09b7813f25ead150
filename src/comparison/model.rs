//! [`Comparison`]: a table whose rows have ids.

use crate::base::paths::Anchor;
use crate::comparison::declaration::KIND;
use crate::document::body::{Document, Located};
use crate::resolve::offer::Offer;
use crate::site::per_page::PerPage;

/// How many columns a comparison may have.
pub const MAX_COLUMNS: usize = 6;

/// A comparison, with its references still unresolved.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Comparison {
    /// The columns of the comparison, in order.
    pub columns: Vec<ComparisonColumn>,
    /// The headings that group rows, in order.
    pub groups: Vec<RowGroup>,
    /// The rows of the comparison, in order.
    pub rows: Vec<ComparisonRow>,
}

/// A column of a comparison.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ComparisonColumn {
    /// The id of the column.
    pub id: Anchor,
    /// The label of the column.
    pub label: String,
    /// A link to the page about the column, if the author gave one.
    pub link: Option<Located>,
}

/// A group of a comparison: a heading with rows below it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct RowGroup {
    /// The id of the group.
    pub id: Anchor,
    /// The heading of the group.
    pub title: Document,
    /// The heading of the group as plain text.
    pub text: String,
    /// The blocks between the heading of the group and its first row.
    pub intro: Document,
}

/// A row of a comparison.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ComparisonRow {
    /// The id of the row.
    pub id: Anchor,
    /// The heading of the row.
    pub title: Document,
    /// The heading of the row as plain text.
    pub text: String,
    /// Other words for the row, by which readers find it.
    pub also: Vec<String>,
    /// The place of the group of the row in [`Comparison::groups`].
    pub group: Option<usize>,
    /// A cell for each column, in the order of the columns.
    pub cells: Vec<ComparisonCell>,
    /// The blocks below the cells of the row.
    pub note: Document,
    /// The note of the row as plain text.
    pub note_text: String,
}

/// A cell of a comparison.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
pub struct ComparisonCell {
    /// The content of the cell.
    pub document: Document,
    /// The content of the cell as plain text.
    pub text: String,
}

impl Comparison {
    /// The offer of the page of the comparison: so many rows to compare.
    pub fn offer(&self) -> Offer {
        Offer { kind: KIND, count: self.rows.len() }
    }

    /// The heading of the group of a row as plain text; `None` if the row stands in none.
    pub fn group_of(&self, row: &ComparisonRow) -> Option<&str> {
        Some(&self.groups.get(row.group?)?.text)
    }
}

/// The comparisons of a site, by page.
pub type Comparisons = PerPage<Comparison>;
