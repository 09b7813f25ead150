//! [`InstrumentCollector`]: the feature while one page is being read.

use crate::data::reader::Reader;
use crate::instrument::condition::ConditionWords;
use crate::instrument::keys::{self, InstrumentKeys};
use crate::instrument::model::PageInstrument;
use crate::instrument::plan;
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
    written: WrittenInstrument,
}

impl InstrumentCollector {
    /// Reads the table of the instrument in the front matter. The tables `others` cannot stand
    /// beside it.
    pub fn read(&self, reader: &mut Reader<'_>, others: &[&str]) {
        self.keys.replace(keys::read(reader, others));
    }

    /// Finds the parts of the instrument in the body.
    pub fn find<'e>(
        &'e self,
        body: &ParsedBody<'_>,
        dropped: Option<&Range<usize>>,
        words: &'e ConditionWords,
        reporter: &Reporter<'_>,
        blocks: &mut FeatureBlocks<'e>,
    ) {
        let keys = self.keys.borrow();
        let Some(keys) = keys.as_ref().filter(|_| !body.timed_out) else {
            return;
        };
        let found = plan::plan(body, dropped, keys, reporter);
        self.written.instrument.replace(found.instrument);
        for (number, (range, part)) in found.parts.into_iter().enumerate() {
            let at = range.start;
            let written = &self.written;
            blocks.add(range, move |writer| {
                write::write_part(writer, written, words, at, (number, &part));
            });
        }
        for (range, list) in found.questions {
            let at = range.start;
            blocks
                .add(range, move |writer| write::write_questions(writer, &self.written, at, &list));
        }
    }

    /// Writes the end of the form that the page is.
    pub fn write_end(&self, writer: &mut Writer<'_, '_>) {
        write::write_end(writer, &self.written);
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
