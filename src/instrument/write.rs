//! Writes the texts of instruments: each statement, reading and open question becomes a document.

use std::cell::RefCell;
use std::ops::Range;

use crate::base::paths::Anchor;
use crate::document::body::Document;
use crate::instrument::condition::{self, ConditionWords};
use crate::instrument::declaration::{BAND, BLOCK, QUESTION, QUESTIONS, STATEMENT};
use crate::instrument::model::{Instrument, Question, Statement};
use crate::instrument::plan::{
    BandPlan, DimensionPlan, InstrumentPart, QuestionPlan, StatementPlan,
};
use crate::markdown::token::{inner, plain_text};
use crate::markdown::write::writer::Writer;

/// The instrument of a page that is being written.
#[derive(Debug, Default)]
pub struct WrittenInstrument {
    /// The instrument that the page is; its texts are filled in as they are written.
    pub instrument: RefCell<Option<Instrument>>,
    /// The lists of open questions, in the order of the text.
    pub questions: RefCell<Vec<Vec<Question>>>,
}

/// Writes a part of the instrument of the page. A slot for the form takes the place of the first
/// part.
pub fn write_part(
    writer: &mut Writer<'_, '_>,
    written: &WrittenInstrument,
    words: &ConditionWords,
    at: usize,
    (number, part): (usize, &InstrumentPart),
) {
    if number == 0 {
        let span = writer.parsed.tokens[at].range.clone();
        writer.block(BLOCK, 0, span);
    }
    match part {
        InstrumentPart::Dimension(plan) => write_dimension(writer, written, plan),
        InstrumentPart::Band(plan) => write_band(writer, written, words, plan),
    }
}

fn write_dimension(writer: &mut Writer<'_, '_>, written: &WrittenInstrument, plan: &DimensionPlan) {
    let (title, _) = write_heading(writer, &plan.heading);
    let intro = writer.capture_block(plan.intro.clone());
    let statements = plan.statements.iter().map(|s| write_statement(writer, s)).collect();
    if let Some(instrument) = &mut *written.instrument.borrow_mut()
        && let Some(dimension) = instrument.dimensions.get_mut(plan.number)
    {
        dimension.title = title;
        dimension.intro = intro;
        dimension.statements = statements;
    }
}

fn write_statement(writer: &mut Writer<'_, '_>, plan: &StatementPlan) -> Statement {
    writer.anchors.push(plan.id.clone());
    writer.record_listed_id(STATEMENT, plan.at, &plan.id);
    Statement {
        id: plan.id.clone(),
        label: writer.capture_block(plan.label.clone()),
        text: writer.text_of(&plan.label),
        reverse: plan.reverse,
    }
}

fn write_band(
    writer: &mut Writer<'_, '_>,
    written: &WrittenInstrument,
    words: &ConditionWords,
    plan: &BandPlan,
) {
    let (title, text) = write_heading(writer, &plan.heading);
    if let Some(heading) = writer.headings.last() {
        let id = heading.anchor.clone();
        writer.record_id(BAND, plan.heading.start, &id);
    }
    let body = writer.capture_block(plan.body.clone());
    if let Some(Instrument { rules: Some(rules), bands, .. }) =
        &mut *written.instrument.borrow_mut()
        && let (Some(reading), Some(band)) =
            (bands.get_mut(plan.number), rules.bands.get(plan.number))
    {
        reading.title = title;
        reading.text = text;
        reading.body = body;
        reading.condition = condition::describe(band, rules, words);
    }
}

/// Writes a list of open questions.
pub fn write_questions(
    writer: &mut Writer<'_, '_>,
    written: &WrittenInstrument,
    at: usize,
    plans: &[QuestionPlan],
) {
    let span = writer.parsed.tokens[at].range.clone();
    let questions = plans.iter().map(|plan| write_question(writer, plan)).collect();
    writer.block(QUESTIONS, written.questions.borrow().len(), span);
    written.questions.borrow_mut().push(questions);
}

fn write_question(writer: &mut Writer<'_, '_>, plan: &QuestionPlan) -> Question {
    writer.anchors.push(plan.id.clone());
    writer.record_listed_id(QUESTION, plan.at, &plan.id);
    Question {
        id: plan.id.clone(),
        field: writer.ids.unique(&Anchor::raw(&format!("{}-field", plan.id))),
        number: plan.number,
        label: writer.capture_block(plan.label.clone()),
        text: writer.text_of(&plan.label),
        more: writer.capture_block(plan.more.clone()),
        lines: plan.lines,
    }
}

/// Makes the id of the instrument unique on the page, records the pages to read next, and puts the
/// slot of a worksheet at the end.
pub fn write_end(writer: &mut Writer<'_, '_>, written: &WrittenInstrument) {
    let mut instrument = written.instrument.borrow_mut();
    let Some(instrument) = &mut *instrument else {
        return;
    };
    instrument.id = writer.ids.unique(&instrument.id);
    for link in instrument.bands.iter().flat_map(|band| &band.next) {
        writer.add_destination(&link.reference);
    }
    if instrument.rules.is_none() {
        let end = writer.parsed.source.len();
        writer.block(BLOCK, 0, end..end);
    }
}

/// Writes a heading as a document and adds it to the table of contents. Returns its plain text too.
fn write_heading(writer: &mut Writer<'_, '_>, heading: &Range<usize>) -> (Document, String) {
    let at = heading.start;
    let body = writer.parsed;
    let text = plain_text(inner(&body.tokens[at..])).trim().to_owned();
    let anchor = writer.id(body.attributes.get(&at), || Anchor::from_text(&text));
    writer.add_heading(at, anchor, text.clone());
    let title = writer.capture_block(at + 1..heading.end.saturating_sub(1).max(at + 1));
    (title, text)
}
