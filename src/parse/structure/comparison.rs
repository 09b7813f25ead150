//! [`Comparison`]: a table whose rows have identity.

use crate::base::paths::Anchor;
use crate::parse::document::Document;

/// How many columns a comparison may have.
pub const MAX_COLUMNS: usize = 6;

/// A comparison.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Comparison<L> {
    /// Its columns, in order.
    pub columns: Vec<Column<L>>,
    /// The headings that group rows, in order.
    pub groups: Vec<Group<L>>,
    /// Its rows, in order.
    pub rows: Vec<Row<L>>,
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Column<L> {
    /// Its id.
    pub id: Anchor,
    /// Its label.
    pub label: String,
    /// The page about it.
    pub link: Option<L>,
}

/// A heading with rows below it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Group<L> {
    /// Its id.
    pub id: Anchor,
    /// Its heading.
    pub title: Document<L>,
    /// Its heading as plain text.
    pub text: String,
    /// What stands between its heading and its first row.
    pub intro: Document<L>,
}

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Row<L> {
    /// Its id.
    pub id: Anchor,
    /// Its heading.
    pub title: Document<L>,
    /// Its heading as plain text.
    pub text: String,
    /// The number of its group in [`Comparison::groups`].
    pub group: Option<usize>,
    /// A cell for each column, in the order of the columns.
    pub cells: Vec<Cell<L>>,
    /// What stands below its cells.
    pub note: Document<L>,
    /// The same as plain text.
    pub note_text: String,
}

/// A cell.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Cell<L> {
    /// What it says.
    pub document: Document<L>,
    /// The same as plain text.
    pub text: String,
    /// The same as Markdown on one line, ready for a table; each slot is a destination.
    pub markdown: Document<L>,
}

impl<L> Comparison<L> {
    /// The same with something else in every slot.
    pub fn map<M>(&self, map: &mut impl FnMut(&L) -> M) -> Comparison<M> {
        Comparison {
            columns: self
                .columns
                .iter()
                .map(|column| Column {
                    id: column.id.clone(),
                    label: column.label.clone(),
                    link: column.link.as_ref().map(&mut *map),
                })
                .collect(),
            groups: self
                .groups
                .iter()
                .map(|group| Group {
                    id: group.id.clone(),
                    title: group.title.map(map),
                    text: group.text.clone(),
                    intro: group.intro.map(map),
                })
                .collect(),
            rows: self.rows.iter().map(|row| row.map(map)).collect(),
        }
    }
}

impl<L> Row<L> {
    fn map<M>(&self, map: &mut impl FnMut(&L) -> M) -> Row<M> {
        Row {
            id: self.id.clone(),
            title: self.title.map(map),
            text: self.text.clone(),
            group: self.group,
            cells: self
                .cells
                .iter()
                .map(|cell| Cell {
                    document: cell.document.map(map),
                    text: cell.text.clone(),
                    markdown: cell.markdown.map(map),
                })
                .collect(),
            note: self.note.map(map),
            note_text: self.note_text.clone(),
        }
    }
}

impl<L> Default for Cell<L> {
    fn default() -> Self {
        Self {
            document: Document::default(),
            text: String::new(),
            markdown: Document::default(),
        }
    }
}
