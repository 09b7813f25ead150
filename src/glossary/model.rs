//! [`Term`]: an entry of a glossary.

use crate::base::paths::Anchor;
use crate::document::body::{Document, Located};

/// A term with its definitions.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Term {
    /// The place of the term in its file.
    pub location: Located,
    /// The id of the term on its page.
    pub id: Anchor,
    /// The term as its author wrote it.
    pub title: Document<Located>,
    /// The title of the term as plain text.
    pub text: String,
    /// Synonyms of the term.
    pub also: Vec<String>,
    /// The definitions of the term, at least one.
    pub definitions: Vec<Document<Located>>,
    /// The first paragraph of the first definition, as inline HTML without footnotes.
    pub first_paragraph: Document<Located>,
}

impl Term {
    /// Calls `visitor` with every reference in the title, the definitions and the first paragraph
    /// of the term.
    pub fn visit(&self, visitor: &mut dyn FnMut(&Located)) {
        self.title.visit(visitor);
        self.definitions.iter().for_each(|d| d.visit(visitor));
        self.first_paragraph.visit(visitor);
    }
}
