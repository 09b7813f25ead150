//! What a page holds besides prose: values with identity that other pages can show, cite and link to.
//!
//! All are generic over their references: `Structures<Located>` is what parsing gives, with places for
//! messages; `Structures<Reference>` is what the whole site may know of it, without places, so that
//! a word more in the prose above leaves it equal.

pub mod checklist;
pub mod comparison;
pub mod directive;
pub mod glossary;
pub mod instrument;

use super::document::{Located, Reference};

use checklist::Checklist;
use comparison::Comparison;
use glossary::Term;
use instrument::{Instrument, Question};

/// The structures of a page.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Structures<L> {
    /// The comparison, on a page that is one.
    pub comparison: Option<Comparison<L>>,
    /// The checklists, in the order of the text.
    pub checklists: Vec<Checklist<L>>,
    /// The assessment, audit or worksheet, on a page that is one.
    pub instrument: Option<Instrument<L>>,
    /// The lists of open questions, in the order of the text.
    pub questions: Vec<Vec<Question<L>>>,
    /// The lists of terms of a glossary, in the order of the text.
    pub terms: Vec<Vec<Term<L>>>,
}

impl<L> Default for Structures<L> {
    fn default() -> Self {
        Self {
            comparison: None,
            checklists: Vec::new(),
            instrument: None,
            questions: Vec::new(),
            terms: Vec::new(),
        }
    }
}

impl<L> Structures<L> {
    /// The same with something else in every slot.
    pub fn map<M>(&self, map: &mut impl FnMut(&L) -> M) -> Structures<M> {
        Structures {
            comparison: self.comparison.as_ref().map(|c| c.map(map)),
            checklists: self.checklists.iter().map(|c| c.map(map)).collect(),
            instrument: self.instrument.as_ref().map(|i| i.map(map)),
            questions: self
                .questions
                .iter()
                .map(|list| list.iter().map(|q| q.map(map)).collect())
                .collect(),
            terms: self
                .terms
                .iter()
                .map(|list| list.iter().map(|t| t.map(map)).collect())
                .collect(),
        }
    }
}

impl Structures<Located> {
    /// The same without places.
    pub fn unlocated(&self) -> Structures<Reference> {
        self.map(&mut |located| located.reference.clone())
    }
}
