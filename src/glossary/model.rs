//! [`Term`]: an entry of a glossary.

use crate::base::paths::Anchor;
use crate::document::body::{Document, Located};

/// A term with its definitions.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Term {
    /// Where it stands.
    pub location: Located,
    /// Its id.
    pub id: Anchor,
    /// The term.
    pub title: Document<Located>,
    /// The same as plain text.
    pub text: String,
    /// Other words for it.
    pub also: Vec<String>,
    /// Its definitions, at least one.
    pub definitions: Vec<Document<Located>>,
    /// The first paragraph of the first definition, as inline HTML without footnotes.
    pub first_paragraph: Document<Located>,
}

impl Term {
    /// Shows every reference in it.
    pub fn visit(&self, visitor: &mut dyn FnMut(&Located)) {
        self.title.visit(visitor);
        self.definitions.iter().for_each(|d| d.visit(visitor));
        self.first_paragraph.visit(visitor);
    }
}
