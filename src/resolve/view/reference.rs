//! The views of `term`, `terms`, `citation`, `sources`, `figure` and `page_list`.

use serde::Serialize;

use super::LinkView;

/// `view` of the component `term`: a word of the glossary within a text.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct TermView {
    /// The id of the term in the glossary.
    pub id: String,
    /// The id of the element of its card; unique on the page.
    pub card_id: String,
    /// The words that stand in the text.
    pub text: String,
    /// The term as the glossary writes it, plain.
    pub title: String,
    /// The first definition as inline HTML without buttons.
    pub definition: String,
    /// Its address in the glossary.
    pub path: String,
    /// Whether a card with the definition belongs here: at the first use on a page, where buttons may stand.
    pub has_card: bool,
}

/// `view` of the component `terms`: a glossary, or a part of one.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct TermsView {
    /// Whether it stands on another page than the glossary.
    pub is_extract: bool,
    /// The terms.
    pub terms: Vec<TermEntryView>,
}

/// An entry of a glossary.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct TermEntryView {
    /// Its id.
    pub id: String,
    /// The term as inline HTML.
    pub title: String,
    /// The term as plain text.
    pub text: String,
    /// Other words for it.
    pub also: Vec<String>,
    /// Its definitions as HTML.
    pub definitions: Vec<String>,
    /// Its address in the glossary.
    pub path: String,
    /// The pages that use it, in reading order.
    pub pages: Vec<LinkView>,
}

/// `view` of the component `citation`: sources, cited in a text.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct CitationView {
    /// What stands before the first, as inline HTML: `(` in most styles.
    pub open: String,
    /// What stands after the last, as inline HTML: `)` in most styles.
    pub close: String,
    /// What stands between two, as inline HTML.
    pub separator: String,
    /// The sources.
    pub sources: Vec<CitedView>,
}

/// A source within a citation.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct CitedView {
    /// Its key.
    pub key: String,
    /// As the style writes it, as inline HTML without links: `Bennis, 1989, ch. 2`.
    pub html: String,
    /// Its address in the list of sources; empty where the site has none.
    pub path: String,
}

/// `view` of the component `sources`: the list of sources.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct SourcesView {
    /// The sources, in the order of the style.
    pub sources: Vec<SourceView>,
}

/// An entry of the list of sources.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct SourceView {
    /// Its key, which is the id of its element.
    pub key: String,
    /// As the style writes it, as inline HTML.
    pub html: String,
    /// The note of the bibliography, plain; may be empty.
    pub note: String,
    /// Its address in the list of sources.
    pub path: String,
    /// The pages that cite it, in reading order.
    pub pages: Vec<LinkView>,
}

/// `view` of the component `figure`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct FigureView {
    /// The address of the image.
    pub path: String,
    /// Its intrinsic width in CSS pixels, where the file tells.
    pub width: Option<u32>,
    /// Its intrinsic height in CSS pixels, where the file tells.
    pub height: Option<u32>,
    /// What stands for the image where it cannot be seen.
    pub alt: String,
    /// The caption as HTML; may be empty.
    pub caption: String,
}

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
    /// What it is called.
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
    /// What the author says about it, as HTML; may be empty.
    pub body: String,
}
