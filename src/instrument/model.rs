//! [`Instrument`]: an assessment, an audit or a worksheet; and [`Question`], an open question in one.

use crate::base::paths::Anchor;
use crate::document::body::{Document, Located};
use crate::instrument::declaration::{ASSESSMENT_KIND, AUDIT_KIND, WORKSHEET_KIND};
use crate::instrument::score;
use crate::resolve::offer::Offer;
use crate::site::per_page::PerPage;

/// What a reader fills in.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Instrument {
    /// Statements to agree with, scored by dimension.
    Assessment(Assessment),
    /// Numbers to divide over columns.
    Audit(Audit),
    /// Open questions alone.
    Worksheet(Worksheet),
}

/// A self-assessment.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Assessment {
    /// What ids of its elements begin with.
    pub id: Anchor,
    /// Where it comes from.
    pub basis: String,
    /// The labels of the answers, in order.
    pub scale: Vec<String>,
    /// How it is scored; its measures are the dimensions, in the same order.
    pub rules: score::InstrumentRules,
    /// The dimensions, in the order of the front matter.
    pub dimensions: Vec<Dimension>,
    /// The readings, in the order of the front matter.
    pub bands: Vec<BandReading>,
}

/// A dimension of an assessment.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Dimension {
    /// Its id.
    pub id: Anchor,
    /// Its heading.
    pub title: Document<Located>,
    /// What stands between its heading and its statements.
    pub intro: Document<Located>,
    /// Its statements, in order.
    pub statements: Vec<Statement>,
}

/// A statement to agree or disagree with.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Statement {
    /// Its id.
    pub id: Anchor,
    /// The statement.
    pub label: Document<Located>,
    /// The same as plain text.
    pub text: String,
    /// Whether it is scored the other way round.
    pub reverse: bool,
}

/// A reading for some scores.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct BandReading {
    /// Its id.
    pub id: Anchor,
    /// Its heading.
    pub title: Document<Located>,
    /// The same as plain text.
    pub text: String,
    /// Whom it is for, in words.
    pub condition: String,
    /// What it says.
    pub body: Document<Located>,
    /// What to read next: links.
    pub next: Vec<Located>,
}

/// An audit.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Audit {
    /// What ids of its elements begin with.
    pub id: Anchor,
    /// Where it comes from.
    pub basis: String,
    /// The names of the entries.
    pub entries: Vec<String>,
    /// How it is scored; its measures are the columns.
    pub rules: score::InstrumentRules,
    /// The readings, in the order of the front matter.
    pub bands: Vec<BandReading>,
}

/// A worksheet: its questions stand where their author wrote them.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Worksheet {
    /// What ids of its elements begin with.
    pub id: Anchor,
}

/// An open question.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Question {
    /// Its id.
    pub id: Anchor,
    /// The id of its field.
    pub field: Anchor,
    /// Its number in the list.
    pub number: usize,
    /// The question.
    pub label: Document<Located>,
    /// The same as plain text.
    pub text: String,
    /// What else stands in the item.
    pub more: Document<Located>,
    /// The height of its field in lines.
    pub lines: usize,
}

impl Instrument {
    /// Shows every reference in it.
    pub fn visit(&self, visitor: &mut dyn FnMut(&Located)) {
        let bands = match self {
            Self::Assessment(assessment) => {
                for dimension in &assessment.dimensions {
                    dimension.title.visit(visitor);
                    dimension.intro.visit(visitor);
                    dimension
                        .statements
                        .iter()
                        .for_each(|statement| statement.label.visit(visitor));
                }
                &assessment.bands
            }
            Self::Audit(audit) => &audit.bands,
            Self::Worksheet(_) => return,
        };
        for band in bands {
            band.title.visit(visitor);
            band.body.visit(visitor);
            band.next.iter().for_each(&mut *visitor);
        }
    }
}

impl Question {
    /// Shows every reference in it.
    pub fn visit(&self, visitor: &mut dyn FnMut(&Located)) {
        self.label.visit(visitor);
        self.more.visit(visitor);
    }
}

/// What a page has to fill in.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct PageInstrument {
    /// The instrument that the page is.
    pub instrument: Option<Instrument>,
    /// Its lists of open questions, in the order of the text.
    pub questions: Vec<Vec<Question>>,
}

impl PageInstrument {
    /// What the page offers: statements, entries or questions.
    pub fn offer(&self) -> Option<Offer> {
        let (kind, count) = match self.instrument.as_ref()? {
            Instrument::Assessment(assessment) => {
                let dimensions = assessment.dimensions.iter();
                let count = dimensions.map(|dimension| dimension.statements.len());
                (ASSESSMENT_KIND, count.sum())
            }
            Instrument::Audit(audit) => (AUDIT_KIND, audit.entries.len()),
            Instrument::Worksheet(_) => (WORKSHEET_KIND, self.questions.iter().map(Vec::len).sum()),
        };
        Some(Offer { kind, count })
    }
}

/// The instruments of a site.
pub type Instruments = PerPage<PageInstrument>;
