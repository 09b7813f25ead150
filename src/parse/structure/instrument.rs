//! [`Instrument`]: an assessment, an audit or a worksheet; and [`Question`], an open question in one.

use crate::base::paths::Anchor;
use crate::parse::document::Document;
use crate::score;

/// What a reader fills in.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Instrument<L> {
    /// Statements to agree with, scored by dimension.
    Assessment(Assessment<L>),
    /// Numbers to divide over columns.
    Audit(Audit<L>),
    /// Open questions alone.
    Worksheet(Worksheet),
}

/// A self-assessment.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Assessment<L> {
    /// What ids of its elements begin with.
    pub id: Anchor,
    /// Where it comes from.
    pub basis: String,
    /// The labels of the answers, in order.
    pub scale: Vec<String>,
    /// How it is scored; its measures are the dimensions, in the same order.
    pub rules: score::InstrumentRules,
    /// The dimensions, in the order of the front matter.
    pub dimensions: Vec<Dimension<L>>,
    /// The readings, in the order of the front matter.
    pub bands: Vec<Reading<L>>,
}

/// A dimension of an assessment.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Dimension<L> {
    /// Its id.
    pub id: Anchor,
    /// Its heading.
    pub title: Document<L>,
    /// What stands between its heading and its statements.
    pub intro: Document<L>,
    /// Its statements, in order.
    pub statements: Vec<Statement<L>>,
}

/// A statement to agree or disagree with.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Statement<L> {
    /// Its id.
    pub id: Anchor,
    /// The statement.
    pub label: Document<L>,
    /// The same as plain text.
    pub text: String,
    /// Whether it is scored the other way round.
    pub reverse: bool,
}

/// A reading for some scores.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Reading<L> {
    /// Its id.
    pub id: Anchor,
    /// Its heading.
    pub title: Document<L>,
    /// The same as plain text.
    pub text: String,
    /// Whom it is for, in words.
    pub condition: String,
    /// What it says.
    pub body: Document<L>,
    /// What to read next: links.
    pub next: Vec<L>,
}

/// An audit.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Audit<L> {
    /// What ids of its elements begin with.
    pub id: Anchor,
    /// Where it comes from.
    pub basis: String,
    /// The names of the entries.
    pub entries: Vec<String>,
    /// How it is scored; its measures are the columns.
    pub rules: score::InstrumentRules,
    /// The readings, in the order of the front matter.
    pub bands: Vec<Reading<L>>,
}

/// A worksheet: its questions stand where their author wrote them.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Worksheet {
    /// What ids of its elements begin with.
    pub id: Anchor,
}

/// An open question.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Question<L> {
    /// Its id.
    pub id: Anchor,
    /// The id of its field.
    pub field: Anchor,
    /// Its number in the list.
    pub number: usize,
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
            Self::Assessment(assessment) => Instrument::Assessment(Assessment {
                id: assessment.id.clone(),
                basis: assessment.basis.clone(),
                scale: assessment.scale.clone(),
                rules: assessment.rules.clone(),
                dimensions: assessment.dimensions.iter().map(|d| d.map(map)).collect(),
                bands: assessment.bands.iter().map(|band| band.map(map)).collect(),
            }),
            Self::Audit(audit) => Instrument::Audit(Audit {
                id: audit.id.clone(),
                basis: audit.basis.clone(),
                entries: audit.entries.clone(),
                rules: audit.rules.clone(),
                bands: audit.bands.iter().map(|band| band.map(map)).collect(),
            }),
            Self::Worksheet(worksheet) => Instrument::Worksheet(worksheet.clone()),
        }
    }
}

impl<L> Dimension<L> {
    fn map<M>(&self, map: &mut impl FnMut(&L) -> M) -> Dimension<M> {
        let statements = self.statements.iter().map(|statement| Statement {
            id: statement.id.clone(),
            label: statement.label.map(map),
            text: statement.text.clone(),
            reverse: statement.reverse,
        });
        let statements = statements.collect();
        Dimension {
            id: self.id.clone(),
            title: self.title.map(map),
            intro: self.intro.map(map),
            statements,
        }
    }
}

impl<L> Reading<L> {
    fn map<M>(&self, map: &mut impl FnMut(&L) -> M) -> Reading<M> {
        Reading {
            id: self.id.clone(),
            title: self.title.map(map),
            text: self.text.clone(),
            condition: self.condition.clone(),
            body: self.body.map(map),
            next: self.next.iter().map(map).collect(),
        }
    }
}

impl<L> Question<L> {
    /// The same with something else in every slot.
    pub fn map<M>(&self, map: &mut impl FnMut(&L) -> M) -> Question<M> {
        Question {
            id: self.id.clone(),
            field: self.field.clone(),
            number: self.number,
            label: self.label.map(map),
            text: self.text.clone(),
            more: self.more.map(map),
            lines: self.lines,
        }
    }
}
