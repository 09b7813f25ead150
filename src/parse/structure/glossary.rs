//! [`Term`]: an entry of a glossary.

use crate::base::paths::Anchor;
use crate::parse::document::Document;

/// A term with its definitions.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Term<L> {
    /// Where it stands.
    pub here: L,
    /// Its id.
    pub id: Anchor,
    /// The term.
    pub title: Document<L>,
    /// The same as plain text.
    pub text: String,
    /// Other words for it.
    pub also: Vec<String>,
    /// Its definitions, at least one.
    pub definitions: Vec<Document<L>>,
    /// The first paragraph of the first definition, as inline HTML without footnotes.
    pub short: Document<L>,
}

impl<L> Term<L> {
    /// The same with something else in every slot.
    pub fn map<M>(&self, map: &mut impl FnMut(&L) -> M) -> Term<M> {
        Term {
            here: map(&self.here),
            id: self.id.clone(),
            title: self.title.map(map),
            text: self.text.clone(),
            also: self.also.clone(),
            definitions: self.definitions.iter().map(|d| d.map(map)).collect(),
            short: self.short.map(map),
        }
    }
}
