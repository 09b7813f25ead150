//! Instruments: what readers fill in. Self-assessments, audits and worksheets.
//!
//! The front matter has one of the tables `[assessment]`, `[audit]` and `[worksheet]`. In the body the
//! headings whose ids are dimensions hold statements, as items of numbered lists; the headings whose
//! ids are bands hold what is said for some scores; numbered lists elsewhere are open questions:
//!
//! ```text
//! ## Team {#team}
//!
//! 1. We say what we decided. {#decided}
//! ```
//!
//! `score` is the arithmetic of it, and `proof` shows that every score has a band.

use std::cell::RefCell;
use std::ops::Range;
use std::sync::Arc;

use crate::base::diagnostic::Code;
use crate::data::reader::Reader;
use crate::feature::{Declaration, TableSpec};
use crate::parse::condition::ConditionWords;
use crate::parse::document::{BlockRef, Located};
use crate::parse::front_matter::instrument::{self as keys, InstrumentKeys};
use crate::parse::identity::IdKind;
use crate::parse::markdown::plan::instrument::{self as plan, InstrumentPart, QuestionPlan};
use crate::parse::markdown::reading::Reading;
use crate::parse::markdown::report::Reports;
use crate::parse::markdown::write::instrument::{self as write, Written};
use crate::parse::markdown::write::writer::{Blocks, Writer};
use crate::parse::structure::instrument::{Instrument, Question};
use crate::site::per_page::PerPage;

/// The name of the block that the form is.
pub const BLOCK: &str = "instrument";
/// The name of the blocks that lists of open questions are, and of the component that draws them.
pub const QUESTIONS: &str = "questions";
/// The table and the component of an assessment.
pub const ASSESSMENT: &str = "assessment";
/// The table and the component of an audit.
pub const AUDIT: &str = "audit";
/// The table and the component of a worksheet.
pub const WORKSHEET: &str = "worksheet";
/// The ids of bands.
pub const BAND: IdKind = IdKind {
    word: "band",
    has_mentions: false,
};
/// The ids of statements.
pub const STATEMENT: IdKind = IdKind {
    word: "statement",
    has_mentions: false,
};
/// The ids of open questions.
pub const QUESTION: IdKind = IdKind {
    word: "question",
    has_mentions: false,
};

/// The feature.
pub const DECLARATION: Declaration = Declaration {
    name: "instrument",
    tables: &[
        TableSpec {
            name: ASSESSMENT,
            keys: &[
                "basis",
                "scale",
                "from",
                "dimensions",
                "match",
                "chart",
                "band",
                "skip",
            ],
            is_kind: true,
        },
        TableSpec {
            name: AUDIT,
            keys: &[
                "basis", "entries", "unit", "points", "columns", "match", "band",
            ],
            is_kind: true,
        },
        TableSpec {
            name: WORKSHEET,
            keys: &[],
            is_kind: true,
        },
    ],
    directives: &[],
    components: &[ASSESSMENT, AUDIT, WORKSHEET, QUESTIONS],
    ids: &[BAND, QUESTION, STATEMENT],
    codes: &[
        Code::InvalidInstrument,
        Code::InvalidCondition,
        Code::ScoreWithoutBand,
        Code::UnreachableBand,
        Code::UnprovenBands,
    ],
};

/// What a page has to fill in.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct PageInstrument {
    /// The instrument that the page is.
    pub instrument: Option<Instrument>,
    /// Its lists of open questions, in the order of the text.
    pub questions: Vec<Vec<Question>>,
}

impl PageInstrument {
    /// How many statements, entries or questions there are.
    pub fn count(&self) -> usize {
        match &self.instrument {
            Some(Instrument::Assessment(assessment)) => {
                let dimensions = assessment.dimensions.iter();
                dimensions.map(|dimension| dimension.statements.len()).sum()
            }
            Some(Instrument::Audit(audit)) => audit.entries.len(),
            Some(Instrument::Worksheet(_)) => self.questions.iter().map(Vec::len).sum(),
            None => 0,
        }
    }
}

/// The instruments of a site.
pub type Instruments = PerPage<PageInstrument>;

/// An instrument while its page is being read.
#[derive(Debug, Default)]
pub struct Collector {
    keys: RefCell<Option<InstrumentKeys>>,
    parts: RefCell<Vec<InstrumentPart>>,
    lists: RefCell<Vec<Vec<QuestionPlan>>>,
    written: Written,
}

impl Collector {
    /// Reads the tables of the front matter. `others` cannot stand beside them.
    pub fn read(&self, reader: &mut Reader<'_>, others: &[&str]) {
        self.keys.replace(keys::read(reader, others));
    }

    /// Finds the parts of the instrument in the body.
    pub fn find(
        &self,
        reading: &Reading<'_>,
        dropped: Option<&Range<usize>>,
        reports: &Reports<'_>,
        blocks: &mut Blocks,
    ) {
        let keys = self.keys.borrow();
        let Some(keys) = keys.as_ref().filter(|_| !reading.cut) else {
            return;
        };
        let found = plan::plan(reading, dropped, keys, reports);
        self.written.instrument.replace(found.instrument);
        for (number, (range, part)) in found.parts.into_iter().enumerate() {
            blocks.add(
                range,
                BlockRef {
                    name: BLOCK,
                    number,
                },
            );
            self.parts.borrow_mut().push(part);
        }
        for (number, (range, list)) in found.questions.into_iter().enumerate() {
            let name = QUESTIONS;
            blocks.add(range, BlockRef { name, number });
            self.lists.borrow_mut().push(list);
        }
    }

    /// Writes a part of the instrument, which begins at the piece `at`.
    pub fn write_part(
        &self,
        writer: &mut Writer<'_, '_>,
        words: &ConditionWords,
        at: usize,
        number: usize,
    ) {
        let parts = self.parts.borrow();
        if let Some(part) = parts.get(number) {
            write::write_part(writer, &self.written, words, at, part);
        }
    }

    /// Writes a list of open questions, which begins at the piece `at`.
    pub fn write_questions(&self, writer: &mut Writer<'_, '_>, at: usize, number: usize) {
        let lists = self.lists.borrow();
        if let Some(list) = lists.get(number) {
            write::write_questions(writer, &self.written, at, list);
        }
    }

    /// Writes what stands at the end of the page.
    pub fn write_end(&self, writer: &mut Writer<'_, '_>) {
        write::write_end(writer, &self.written);
    }

    /// Shows every reference in the instrument.
    pub fn visit(&self, show: &mut dyn FnMut(&Located)) {
        let instrument = self.written.instrument.borrow();
        instrument
            .iter()
            .for_each(|instrument| instrument.visit(show));
        let lists = self.written.questions.borrow();
        lists
            .iter()
            .flatten()
            .for_each(|question| question.visit(show));
    }

    /// What the page has to fill in.
    pub fn end(&self) -> Option<Arc<PageInstrument>> {
        let own = PageInstrument {
            instrument: self.written.instrument.take(),
            questions: self.written.questions.take(),
        };
        let is_empty = own.instrument.is_none() && own.questions.is_empty();
        (!is_empty).then(|| Arc::new(own))
    }
}
