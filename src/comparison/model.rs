//! [`Comparison`]: a table whose rows have identity.

use crate::base::paths::Anchor;
use crate::comparison::declaration::KIND;
use crate::document::body::{Document, Located};
use crate::resolve::offer::Offer;
use crate::site::per_page::PerPage;

/// How many columns a comparison may have.
pub const MAX_COLUMNS: usize = 6;

/// A comparison.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Comparison {
    /// Its columns, in order.
    pub columns: Vec<ComparisonColumn>,
    /// The headings that group rows, in order.
    pub groups: Vec<RowGroup>,
    /// Its rows, in order.
    pub rows: Vec<ComparisonRow>,
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ComparisonColumn {
    /// Its id.
    pub id: Anchor,
    /// Its label.
    pub label: String,
    /// The page about it.
    pub link: Option<Located>,
}

/// A heading with rows below it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct RowGroup {
    /// Its id.
    pub id: Anchor,
    /// Its heading.
    pub title: Document<Located>,
    /// Its heading as plain text.
    pub text: String,
    /// What stands between its heading and its first row.
    pub intro: Document<Located>,
}

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ComparisonRow {
    /// Its id.
    pub id: Anchor,
    /// Its heading.
    pub title: Document<Located>,
    /// Its heading as plain text.
    pub text: String,
    /// The number of its group in [`Comparison::groups`].
    pub group: Option<usize>,
    /// A cell for each column, in the order of the columns.
    pub cells: Vec<ComparisonCell>,
    /// What stands below its cells.
    pub note: Document<Located>,
    /// The same as plain text.
    pub note_text: String,
}

/// A cell.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Default)]
pub struct ComparisonCell {
    /// What it says.
    pub document: Document<Located>,
    /// The same as plain text.
    pub text: String,
    /// The same as Markdown on one line, ready for a table; each slot is a destination.
    pub markdown: Document<Located>,
}

impl Comparison {
    /// What its page offers.
    pub fn offer(&self) -> Offer {
        Offer {
            kind: KIND,
            count: self.rows.len(),
        }
    }

    /// Shows every reference in it.
    pub fn visit(&self, visitor: &mut dyn FnMut(&Located)) {
        self.columns
            .iter()
            .filter_map(|c| c.link.as_ref())
            .for_each(&mut *visitor);
        for group in &self.groups {
            group.title.visit(visitor);
            group.intro.visit(visitor);
        }
        for row in &self.rows {
            row.title.visit(visitor);
            for cell in &row.cells {
                cell.document.visit(visitor);
                cell.markdown.visit(visitor);
            }
            row.note.visit(visitor);
        }
    }
}

/// The comparisons of a site.
pub type Comparisons = PerPage<Comparison>;
