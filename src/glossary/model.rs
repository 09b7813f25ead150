//! [`Term`]: an entry of a glossary.

use crate::base::paths::Anchor;
use crate::document::body::{Document, SourceSpan};

/// A term with its definitions.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Term {
    /// The place of the term in its file.
    pub span: SourceSpan,
    /// The id of the term on its page.
    pub id: Anchor,
    /// The term as its author wrote it.
    pub title: Document,
    /// The title of the term as plain text.
    pub text: String,
    /// Synonyms of the term.
    pub also: Vec<String>,
    /// The definitions of the term, at least one.
    pub definitions: Vec<Document>,
    /// The first paragraph of the first definition, as inline HTML without footnotes.
    pub first_paragraph: Document,
}
