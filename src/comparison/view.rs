//! `view` of the component `comparison`: a table whose rows have identity.

use serde::Serialize;

use crate::resolve::view::LinkView;

/// A comparison, whole or an extract of it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct ComparisonView {
    /// The prefix of the ids of the elements of the comparison; unique on the page.
    pub id: String,
    /// The title of the comparison.
    pub title: String,
    /// The description of the comparison; may be empty.
    pub description: String,
    /// The address of the page with the whole table.
    pub path: String,
    /// Whether the table is an extract on another page.
    pub is_extract: bool,
    /// The shown columns, in order.
    pub columns: Vec<ColumnView>,
    /// The shown rows, by group; rows before the first group are in a group without a title.
    pub groups: Vec<GroupView>,
    /// The number of shown rows.
    pub row_count: usize,
    /// The number of rows in the whole table.
    pub total_rows: usize,
    /// The number of shown rows whose shown cells are all equal.
    pub same_rows: usize,
    /// The address of the table as comma-separated values.
    pub csv_path: String,
    /// The address of the table as Markdown.
    pub md_path: String,
}

/// A column of a comparison.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct ColumnView {
    /// The id of the column.
    pub id: String,
    /// The number of the column in the whole table, from 1 to 6, for style sheets.
    pub number: usize,
    /// The label of the column.
    pub label: String,
    /// The address of the page about the column, if there is one.
    pub path: Option<String>,
}

/// A group of a comparison: rows under one heading.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct GroupView {
    /// The id of the heading of the group; empty for rows without one.
    pub id: String,
    /// The heading of the group as inline HTML; empty for rows without one.
    pub title: String,
    /// The blocks between the heading of the group and its first row, as HTML; may be empty.
    pub intro: String,
    /// The rows of the group.
    pub rows: Vec<RowView>,
}

/// A row of a comparison.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct RowView {
    /// The id of the row, which is the fragment of its address.
    pub id: String,
    /// The heading of the row as inline HTML.
    pub title: String,
    /// The heading of the row as plain text.
    pub text: String,
    /// The address of the row in the whole table.
    pub path: String,
    /// Whether all shown cells of the row are equal.
    pub same: bool,
    /// The cells of the row, one for each shown column.
    pub cells: Vec<CellView>,
    /// The note below the row as HTML; may be empty.
    pub note: String,
    /// The pages that show the row or link to it: the first fifty; empty in an extract.
    pub pages: Vec<LinkView>,
    /// The address of a page that lists all of them, if there are more than fifty; else `none`.
    pub all_pages: Option<String>,
}

/// A cell of a comparison.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct CellView {
    /// The number of the column of the cell.
    pub number: usize,
    /// The label of the column of the cell.
    pub label: String,
    /// The content of the cell, as inline HTML.
    pub html: String,
}
