//! The views of the components `page_list` and `instrument`, which is a card.

use serde::Serialize;

use crate::resolve::view::LinkView;

/// `view` of the component `page_list`: a list of pages.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct PageListView {
    /// The kind of pages listed; empty for all kinds.
    pub kind: String,
    /// The entries of the list, in reading order.
    pub entries: Vec<PageEntryView>,
}

/// An entry of a list of pages.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct PageEntryView {
    /// The link to the page.
    pub link: LinkView,
    /// The kind of the page: `comparison`, `assessment`, `audit`, `worksheet`, `checklist` or
    /// `page`.
    pub kind: String,
    /// The number of rows, statements, entries, questions or items; 0 for a page.
    pub count: usize,
    /// Roughly how many minutes the page takes.
    pub minutes: usize,
    /// The rows of the page, if it is a comparison.
    pub rows: Vec<RowLinkView>,
    /// The checklists of the page; filled only in a list of checklists.
    pub lists: Vec<ListLinkView>,
}

/// A row of a comparison in a list of pages.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct RowLinkView {
    /// The heading of the row, as plain text.
    pub title: String,
    /// The address of the row.
    pub path: String,
}

/// A checklist in a list of pages, with what a script needs to show the saved progress.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct ListLinkView {
    /// The title of the checklist.
    pub title: String,
    /// The address of the checklist.
    pub path: String,
    /// The key of the page.
    pub key: String,
    /// The former keys of the page.
    pub former_keys: Vec<String>,
    /// The ids of the items, nested ones included.
    pub items: Vec<String>,
    /// The ids of the items that the source marks as done.
    pub done: Vec<String>,
    /// How often the checklist starts again: `daily`, `weekly`, or the times at which shifts begin,
    /// such as `06:00 18:00`; empty if it does not.
    pub repeat: String,
}

/// `view` of the component `instrument`: a card that leads to an instrument or a checklist.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct InstrumentCardView {
    /// The kind of the page: `assessment`, `audit`, `worksheet`, `checklist` or `comparison`.
    pub kind: String,
    /// The link to the page.
    pub link: LinkView,
    /// The number of statements, entries, questions, items or rows.
    pub count: usize,
    /// Roughly how many minutes the page takes.
    pub minutes: usize,
    /// The author's text about the page, as HTML; may be empty.
    pub body: String,
}
