//! The views of `citation` and `sources`.

use serde::Serialize;

use crate::resolve::view::LinkView;

/// `view` of the component `citation`: sources, cited in a text.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct CitationView {
    /// The text before the first source, as inline HTML: `(` in most styles.
    pub open: String,
    /// The text after the last source, as inline HTML: `)` in most styles.
    pub close: String,
    /// The text between two sources, as inline HTML.
    pub separator: String,
    /// The sources of the citation.
    pub sources: Vec<CitedView>,
}

/// A source within a citation.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct CitedView {
    /// The key of the source.
    pub key: String,
    /// The source in the citation style, as inline HTML without links: `Bennis, 1989, ch. 2`.
    pub html: String,
    /// The address of the source in the list of sources; empty if the site has no list.
    pub path: String,
    /// The marks of a source that is cited alone, such as `D`; may be empty. `[[ledger]]` in the
    /// configuration says which values have one.
    pub mark: String,
    /// The card of the source, where the page cites it first; `none` if it has no card.
    pub card: Option<SourceCardView>,
}

/// The card of a source that a text cites.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct SourceCardView {
    /// The id of the element of the card; unique on the page.
    pub id: String,
    /// The title of the source, as plain text; may be empty.
    pub title: String,
    /// The part of its ledger that cards show.
    pub ledger: Vec<LedgerView>,
}

/// A key and a value of the ledger of a source.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct LedgerView {
    /// The key, as it stands in the bibliography.
    pub key: String,
    /// What readers see in the place of the key.
    pub label: String,
    /// The value.
    pub value: String,
}

/// `view` of the component `sources`: the list of sources.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct SourcesView {
    /// The sources of the list, in the order of the style.
    pub sources: Vec<SourceView>,
}

/// An entry of the list of sources.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct SourceView {
    /// The id of the element of the source: its key, unless that is an id of the frame of pages.
    pub id: String,
    /// The key of the source.
    pub key: String,
    /// The source in the citation style, as inline HTML.
    pub html: String,
    /// The note of the source in the bibliography, as plain text; may be empty.
    pub note: String,
    /// The ledger of the source, in the order of the keys of `[[ledger]]`; may be empty.
    pub ledger: Vec<LedgerView>,
    /// The address of the source in the list of sources.
    pub path: String,
    /// The pages that cite the source, in reading order: the first fifty.
    pub pages: Vec<LinkView>,
    /// The address of a page that lists all pages that cite the source, if there are more than
    /// fifty; else `none`.
    pub all_pages: Option<String>,
}
