//! `view` of the component `comparison`: a table whose rows have identity.

use serde::Serialize;

use crate::resolve::view::LinkView;

/// A comparison, whole or an extract of it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct ComparisonView {
    /// The prefix of the ids of elements; unique on the page.
    pub id: String,
    /// The title of the comparison.
    pub title: String,
    /// The description of the comparison; may be empty.
    pub description: String,
    /// The address of the page with the whole table.
    pub path: String,
    /// Whether this is an extract on another page.
    pub is_extract: bool,
    /// The columns that are shown, in order.
    pub columns: Vec<ColumnView>,
    /// The rows that are shown, by group; rows before the first group have one without a title.
    pub groups: Vec<GroupView>,
    /// How many rows are shown.
    pub row_count: usize,
    /// How many rows the whole table has.
    pub total_rows: usize,
    /// How many of the rows shown say the same in every column shown.
    pub same_rows: usize,
    /// The address of the table as comma-separated values.
    pub csv_path: String,
    /// The address of the table as Markdown.
    pub md_path: String,
}

/// A column.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct ColumnView {
    /// Its id.
    pub id: String,
    /// Its place in the whole table, from 1 to 6: style sheets know no names of authors.
    pub number: usize,
    /// Its label.
    pub label: String,
    /// The address of the page about it, if it has one.
    pub path: Option<String>,
}

/// Rows under one heading.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct GroupView {
    /// The id of the heading; empty for rows without one.
    pub id: String,
    /// The heading as inline HTML; empty for rows without one.
    pub title: String,
    /// The blocks between the heading and the first row, as HTML; may be empty.
    pub intro: String,
    /// Its rows.
    pub rows: Vec<RowView>,
}

/// A row.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct RowView {
    /// Its id, which is the fragment of its address.
    pub id: String,
    /// Its heading as inline HTML.
    pub title: String,
    /// Its heading as plain text.
    pub text: String,
    /// The address of the row in the whole table.
    pub path: String,
    /// Whether all cells shown say the same.
    pub same: bool,
    /// A cell for each column shown.
    pub cells: Vec<CellView>,
    /// The note below it as HTML; may be empty.
    pub note: String,
    /// The pages that show or cite the row; filled in the whole table only.
    pub pages: Vec<LinkView>,
}

/// A cell.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct CellView {
    /// The number of its column.
    pub number: usize,
    /// The label of its column.
    pub label: String,
    /// The content of the cell, as inline HTML.
    pub html: String,
}
