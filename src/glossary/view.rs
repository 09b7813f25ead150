//! The views of `term` and `terms`.

use serde::Serialize;

use crate::resolve::view::LinkView;

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
