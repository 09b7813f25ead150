//! The views of the components `page_list` and `instrument`, which is a card.

use serde::Serialize;

use crate::resolve::view::LinkView;

/// `view` of the component `page_list`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct PageListView {
    /// The kind of pages that was asked for; empty for all.
    pub kind: String,
    /// The pages, in reading order.
    pub entries: Vec<PageEntryView>,
}

/// An entry of a list of pages.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct PageEntryView {
    /// The page.
    pub link: LinkView,
    /// `comparison`, `assessment`, `audit`, `worksheet`, `checklist` or `page`.
    pub kind: String,
    /// The number of rows, statements, entries, questions or items; 0 for a page.
    pub count: usize,
    /// About how many minutes it takes.
    pub minutes: usize,
    /// The rows of a comparison.
    pub rows: Vec<RowLinkView>,
    /// The checklists of the page; filled when checklists are asked for.
    pub lists: Vec<ListLinkView>,
}

/// A row of a comparison in a list of pages.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct RowLinkView {
    /// Its heading, plain.
    pub title: String,
    /// Its address.
    pub path: String,
}

/// A checklist in a list of pages, with what a script needs to show the saved progress.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct ListLinkView {
    /// The title of the checklist.
    pub title: String,
    /// Its address.
    pub path: String,
    /// The key of its page.
    pub key: String,
    /// The keys that the page had before.
    pub former_keys: Vec<String>,
    /// The ids of its items, nested ones included.
    pub items: Vec<String>,
    /// The ids of those that were written as done.
    pub done: Vec<String>,
}

/// `view` of the component `instrument`: a card that leads to an instrument or a checklist.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct InstrumentCardView {
    /// `assessment`, `audit`, `worksheet`, `checklist` or `comparison`.
    pub kind: String,
    /// Where it is.
    pub link: LinkView,
    /// The number of statements, entries, questions, items or rows.
    pub count: usize,
    /// About how many minutes it takes.
    pub minutes: usize,
    /// The author's own words about the page, as HTML; may be empty.
    pub body: String,
}
