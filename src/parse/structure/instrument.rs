//! [`Instrument`]: an assessment, an audit or a worksheet; and [`Question`], an open question in one.

use crate::base::paths::Anchor;
use crate::parse::document::Document;

/// What a reader fills in.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Instrument<L> {
    /// Statements to agree with, scored by dimension.
    Assessment(Vec<L>),
    /// Numbers to divide over columns.
    Audit(Vec<L>),
    /// Open questions alone.
    Worksheet,
}

/// An open question.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Question<L> {
    /// Its id.
    pub id: Anchor,
    /// The question.
    pub label: Document<L>,
    /// The same as plain text.
    pub text: String,
    /// What else stands in the item.
    pub more: Document<L>,
    /// The height of its field in lines.
    pub lines: usize,
}

impl<L> Instrument<L> {
    /// The same with something else in every slot.
    pub fn map<M>(&self, map: &mut impl FnMut(&L) -> M) -> Instrument<M> {
        match self {
            Self::Assessment(all) => Instrument::Assessment(all.iter().map(map).collect()),
            Self::Audit(all) => Instrument::Audit(all.iter().map(map).collect()),
            Self::Worksheet => Instrument::Worksheet,
        }
    }
}

impl<L> Question<L> {
    /// The same with something else in every slot.
    pub fn map<M>(&self, map: &mut impl FnMut(&L) -> M) -> Question<M> {
        Question {
            id: self.id.clone(),
            label: self.label.map(map),
            text: self.text.clone(),
            more: self.more.map(map),
            lines: self.lines,
        }
    }
}
