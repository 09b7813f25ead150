//! The views of `term` and `terms`.

use serde::Serialize;

use crate::resolve::view::LinkView;

/// `view` of the component `term`: a word of the glossary within a text.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct TermView {
    /// The id of the term in the glossary.
    pub id: String,
    /// The id of the element of the card of the term; unique on the page.
    pub card_id: String,
    /// The words shown in the text.
    pub text: String,
    /// The term as in the glossary, as plain text.
    pub title: String,
    /// The first definition of the term as inline HTML without buttons.
    pub definition: String,
    /// The address of the term in the glossary.
    pub path: String,
    /// Whether to draw a card with the definition: at the first use on a page, in a place where
    /// HTML allows a button.
    pub has_card: bool,
}

/// `view` of the component `terms`: a glossary, or a part of one.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct TermsView {
    /// Whether the list of terms is on another page than the glossary.
    pub is_extract: bool,
    /// The terms of the list.
    pub terms: Vec<TermEntryView>,
}

/// An entry of a glossary.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
pub struct TermEntryView {
    /// The id of the term.
    pub id: String,
    /// The term as inline HTML.
    pub title: String,
    /// The term as plain text.
    pub text: String,
    /// The letter under which readers look for the term; `#` if it begins with none.
    pub letter: String,
    /// Other words for the term.
    pub also: Vec<String>,
    /// The definitions of the term as HTML.
    pub definitions: Vec<String>,
    /// The address of the term in the glossary.
    pub path: String,
    /// The pages that use the term, in reading order: the first fifty.
    pub pages: Vec<LinkView>,
    /// The address of a page that lists all pages that use the term, if there are more than fifty;
    /// else `none`.
    pub all_pages: Option<String>,
}
