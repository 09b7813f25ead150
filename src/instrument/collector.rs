//! [`InstrumentCollector`]: the feature while one page is being read.

use crate::data::reader::Reader;
use crate::document::body::Located;
use crate::instrument::condition::ConditionWords;
use crate::instrument::declaration::{BLOCK, QUESTIONS};
use crate::instrument::keys::{self, InstrumentKeys};
use crate::instrument::model::PageInstrument;
use crate::instrument::plan::{self, InstrumentPart, QuestionPlan};
use crate::instrument::write::{self, WrittenInstrument};
use crate::markdown::parsed_body::ParsedBody;
use crate::markdown::report::Reporter;
use crate::markdown::write::writer::{FeatureBlocks, Writer};
use std::cell::RefCell;
use std::ops::Range;
use std::sync::Arc;

/// The instrument of a page that is being read.
#[derive(Debug, Default)]
pub struct InstrumentCollector {
    keys: RefCell<Option<InstrumentKeys>>,
    parts: RefCell<Vec<InstrumentPart>>,
    lists: RefCell<Vec<Vec<QuestionPlan>>>,
    written: WrittenInstrument,
}

impl InstrumentCollector {
    /// Reads the table of the instrument in the front matter. The tables `others` cannot stand
    /// beside it.
    pub fn read(&self, reader: &mut Reader<'_>, others: &[&str]) {
        self.keys.replace(keys::read(reader, others));
    }

    /// Finds the parts of the instrument in the body.
    pub fn find(
        &self,
        body: &ParsedBody<'_>,
        dropped: Option<&Range<usize>>,
        reporter: &Reporter<'_>,
        blocks: &mut FeatureBlocks,
    ) {
        let keys = self.keys.borrow();
        let Some(keys) = keys.as_ref().filter(|_| !body.timed_out) else {
            return;
        };
        let found = plan::plan(body, dropped, keys, reporter);
        self.written.instrument.replace(found.instrument);
        for (number, (range, part)) in found.parts.into_iter().enumerate() {
            blocks.add(range, BLOCK, number);
            self.parts.borrow_mut().push(part);
        }
        for (number, (range, list)) in found.questions.into_iter().enumerate() {
            blocks.add(range, QUESTIONS, number);
            self.lists.borrow_mut().push(list);
        }
    }

    /// Writes a part of the instrument, which begins at the token `at`.
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

    /// Writes a list of open questions, which begins at the token `at`.
    pub fn write_questions(&self, writer: &mut Writer<'_, '_>, at: usize, number: usize) {
        let lists = self.lists.borrow();
        if let Some(list) = lists.get(number) {
            write::write_questions(writer, &self.written, at, list);
        }
    }

    /// Writes the end of the form that the page is.
    pub fn write_end(&self, writer: &mut Writer<'_, '_>) {
        write::write_end(writer, &self.written);
    }

    /// Calls the visitor with every reference in the instrument.
    pub fn visit(&self, visitor: &mut dyn FnMut(&Located)) {
        let instrument = self.written.instrument.borrow();
        instrument.iter().for_each(|instrument| instrument.visit(visitor));
        let lists = self.written.questions.borrow();
        lists.iter().flatten().for_each(|question| question.visit(visitor));
    }

    /// The instrument of the page, if it has one.
    pub fn end(&self) -> Option<Arc<PageInstrument>> {
        let own = PageInstrument {
            instrument: self.written.instrument.take(),
            questions: self.written.questions.take(),
        };
        let is_empty = own.instrument.is_none() && own.questions.is_empty();
        (!is_empty).then(|| Arc::new(own))
    }
}
