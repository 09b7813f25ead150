//! [`InstrumentCollector`]: the feature while one page is being read. Headings whose ids are
//! dimensions or bands, and numbered lists below them, must agree with the front matter; where they
//! do not, it is an error.

use std::cell::{Cell, OnceCell, RefCell};
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

use crate::base::diagnostic::Code;
use crate::base::paths::Anchor;
use crate::base::suggest::nearest;
use crate::data::reader::Reader;
use crate::document::body::{Document, Located, SourceSpan};
use crate::instrument::bands::{BandPlan, SectionRole, section_roles};
use crate::instrument::condition::{self, ConditionWords};
use crate::instrument::declaration::{
    ASSESSMENT, AUDIT, BAND, BLOCK, COLUMN, ENTRY, OPTION, QUESTIONS, WORKSHEET,
};
use crate::instrument::items::InstrumentBody;
use crate::instrument::keys::{self, BandKeys, InstrumentKeys, LabelKeys};
use crate::instrument::model::{
    BandReading, Dimension, Instrument, Label, PageInstrument, Question, Statement,
};
use crate::instrument::prove;
use crate::instrument::score::{InstrumentKind, InstrumentRules, Measure, ScoredItem};
use crate::markdown::parsed_body::ParsedBody;
use crate::markdown::report::Reporter;
use crate::markdown::sections::{self, Section};
use crate::markdown::token::{inner, plain_text};
use crate::markdown::write::writer::{FeatureBlocks, Writer};

/// The heading, the introduction and the statements of a dimension.
type DimensionTexts = (Document, Document, Vec<Statement>);
/// The heading of a band, its text, and the reading.
type ReadingTexts = (Document, String, Document);

/// The instrument of a page that is being read.
#[derive(Debug, Default)]
pub struct InstrumentCollector {
    keys: OnceCell<Option<InstrumentKeys>>,
    /// The sections of the page, if they were looked at.
    sections: OnceCell<Vec<Section>>,
    /// Whether the slot of the form is written.
    has_slot: Cell<bool>,
    /// The dimensions, by their places.
    dimensions: RefCell<BTreeMap<usize, DimensionTexts>>,
    /// The readings of bands, by their places.
    readings: RefCell<BTreeMap<usize, ReadingTexts>>,
    instrument: RefCell<Option<Instrument>>,
    /// The lists of open questions, in the order of the text.
    questions: RefCell<Vec<Vec<Question>>>,
}

impl InstrumentCollector {
    /// Reads the table of the instrument in the front matter.
    pub fn read(&self, reader: &mut Reader<'_>) {
        self.keys.get_or_init(|| keys::read(reader));
    }

    /// Whether the page is an instrument.
    pub fn is_there(&self) -> bool {
        self.keys.get().is_some_and(Option::is_some)
    }

    /// Finds the parts of the instrument in the body. `dropped` is the heading that is not printed.
    pub fn find<'e>(
        &'e self,
        body: &ParsedBody<'_>,
        dropped: Option<&Range<usize>>,
        reporter: &Reporter<'_>,
        blocks: &mut FeatureBlocks<'e>,
    ) {
        let Some(Some(keys)) = self.keys.get().filter(|_| !body.is_cut) else {
            return;
        };
        let sections = self.sections.get_or_init(|| sections::find(body, dropped));
        let page = InstrumentBody { body, reporter };
        let dimensions = keys.dimensions();
        let roles = section_roles(sections, dimensions, &keys.bands);
        let mut has_questions = false;
        for (section, role) in sections.iter().zip(&roles) {
            match role {
                SectionRole::Dimension(number) => {
                    let (number, keys) = (*number, &dimensions[*number]);
                    blocks.add(section.heading.start..section.end, move |writer| {
                        self.write_dimension(writer, number, keys, section);
                    });
                }
                SectionRole::Band(_) => {}
                SectionRole::Other if keys.is_assessment() => {
                    page.refuse_statements(section, dimensions);
                }
                SectionRole::Other => {
                    let lists = page.question_lists(section);
                    has_questions |= !lists.is_empty();
                    if lists.is_empty() && keys.kind.is_none() {
                        has_questions |= page.refuse_questions(section);
                    }
                    for list in lists {
                        blocks.add(list.clone(), move |writer| self.write_questions(writer, &list));
                    }
                }
            }
        }
        if keys.kind.is_none() && !has_questions {
            let message = "this worksheet has no questions";
            let span = Some(keys.key_span.clone());
            reporter.error(Code::InvalidInstrument, message, span, |d| {
                d.hint("write each question as an item of a numbered list with an id: `1. What happened? {#what}`")
            });
        }
        for band in page.bands(sections, &keys.bands, &roles) {
            let range = band.heading.start..band.body.end;
            blocks.add(range, move |writer| self.write_reading(writer, &band));
        }
    }

    /// Writes a slot for the form in the place of the first part of the instrument.
    fn write_slot(&self, writer: &mut Writer<'_, '_>, at: usize) {
        if !self.has_slot.replace(true) {
            writer.block(BLOCK, 0, writer.parsed.tokens[at].range.clone());
        }
    }

    fn write_dimension(
        &self,
        writer: &mut Writer<'_, '_>,
        number: usize,
        keys: &LabelKeys,
        section: &Section,
    ) {
        self.write_slot(writer, section.heading.start);
        let (intro, items) = InstrumentBody::of(writer).statements(section, keys);
        let (title, _) = write_heading(writer, &section.heading);
        let intro = writer.capture_block(intro);
        let statements = items.iter().map(|item| item.write_statement(writer)).collect();
        self.dimensions.borrow_mut().insert(number, (title, intro, statements));
    }

    fn write_reading(&self, writer: &mut Writer<'_, '_>, band: &BandPlan) {
        self.write_slot(writer, band.heading.start);
        let before = writer.headings.len();
        let (title, text) = write_heading(writer, &band.heading);
        if let Some(heading) = writer.headings.last() {
            let id = heading.anchor.clone();
            writer.record_id(BAND, band.heading.start, &id);
        }
        let body = writer.capture_block(band.body.clone());
        // A list of the readings would tell the results before there is one.
        for heading in &mut writer.headings[before..] {
            heading.is_listed = false;
        }
        self.readings.borrow_mut().insert(band.number, (title, text, body));
    }

    fn write_questions(&self, writer: &mut Writer<'_, '_>, list: &Range<usize>) {
        let span = writer.parsed.tokens[list.start].range.clone();
        let items = InstrumentBody::of(writer).items(list);
        let questions = items.iter().map(|item| item.write_question(writer)).collect();
        writer.block(QUESTIONS, self.questions.borrow().len(), span);
        self.questions.borrow_mut().push(questions);
    }

    /// Completes the instrument: its rules, proved; the pages to read next; and the slot of a
    /// worksheet, which stands at the end. `words` describe its conditions.
    pub fn write_end(&self, writer: &mut Writer<'_, '_>, words: &ConditionWords) {
        let (Some(Some(keys)), Some(sections)) = (self.keys.get(), self.sections.get()) else {
            return;
        };
        let name = match &keys.kind {
            Some(InstrumentKind::Assessment { .. }) => ASSESSMENT,
            Some(InstrumentKind::Audit { .. }) => AUDIT,
            None => WORKSHEET,
        };
        let rules = keys.kind.clone().map(|kind| self.rules(writer, kind, keys, sections));
        let mut dimensions = self.dimensions.take();
        let dimension = |(number, keys): (usize, &LabelKeys)| {
            let (title, intro, statements) = dimensions.remove(&number).unwrap_or_default();
            Dimension { id: keys.id.value.clone(), title, intro, statements }
        };
        let mut readings = self.readings.take();
        // Where no points are shown, conditions name answers too.
        let answers = if keys.lists_answers { &keys.labels[..] } else { &[] };
        let band = |(number, keys): (usize, &BandKeys)| {
            let (title, text, body) = readings.remove(&number).unwrap_or_default();
            let rules = rules.as_ref();
            let next = keys.next.iter();
            BandReading {
                id: keys.id.value.clone(),
                title,
                text,
                condition: rules
                    .map(|r| condition::describe(&r.bands[number], r, answers, words))
                    .unwrap_or_default(),
                body,
                next: next.map(|n| Located::link(n.value.clone(), n.span.clone())).collect(),
            }
        };
        Self::record_ids(writer, keys);
        let label =
            |keys: &LabelKeys| Label { id: keys.id.value.clone(), text: keys.label.clone() };
        let instrument = Instrument {
            id: writer.ids.unique(&Anchor::raw(name)),
            basis: keys.basis.clone(),
            labels: keys.labels.iter().map(label).collect(),
            dimensions: keys.dimensions().iter().enumerate().map(dimension).collect(),
            bands: keys.bands.iter().enumerate().map(band).collect(),
            rules,
            has_commitment: keys.has_commitment,
            skip_label: keys.skip_label.clone(),
            lists_answers: keys.lists_answers,
            intended: keys.intended.clone(),
            send: keys.send.as_ref().map(|to| (to.value.clone(), SourceSpan(to.span.clone()))),
        };
        for link in instrument.bands.iter().flat_map(|band| &band.next) {
            writer.add_destination(&link.reference);
        }
        if instrument.rules.is_none() {
            let end = writer.parsed.source.len();
            writer.block(BLOCK, 0, end..end);
        }
        self.instrument.replace(Some(instrument));
    }

    /// Records the ids under which answers are stored and which front matter gives.
    fn record_ids(writer: &mut Writer<'_, '_>, keys: &InstrumentKeys) {
        let is_assessment = keys.is_assessment();
        let of_labels = keys.labels.iter().map(|k| (if is_assessment { OPTION } else { ENTRY }, k));
        let columns = keys.measures.iter().filter(|_| !is_assessment).map(|k| (COLUMN, k));
        for (kind, LabelKeys { id, .. }) in of_labels.chain(columns) {
            writer.record_given_id(kind, &id.value, &id.span);
        }
    }

    /// The rules of an instrument, proved. Reports dimensions without statements.
    fn rules(
        &self,
        writer: &Writer<'_, '_>,
        kind: InstrumentKind,
        keys: &InstrumentKeys,
        sections: &[Section],
    ) -> InstrumentRules {
        // What was cut off is not missing.
        let mut is_complete = keys.is_complete && !writer.is_cut;
        let written = self.dimensions.borrow();
        let measure = |(number, measure): (usize, &LabelKeys)| {
            let dimension = written.get(&number);
            let statements = dimension.map_or(&[][..], |(.., statements)| statements);
            if keys.is_assessment() && statements.is_empty() && !writer.is_cut {
                is_complete = false;
                report_unscored(writer.reporter, measure, dimension.is_some(), sections);
            }
            let items = statements
                .iter()
                .map(|statement| ScoredItem {
                    id: statement.id.to_string(),
                    reverse: statement.reverse,
                })
                .collect();
            Measure { id: measure.id.value.to_string(), label: measure.label.clone(), items }
        };
        let measures = keys.measures.iter().enumerate().map(measure).collect();
        let mut rules =
            InstrumentRules { kind, measures, matching: keys.matching, bands: Vec::new() };
        prove::parse_and_prove(&mut rules, keys, is_complete, writer.reporter);
        rules
    }

    /// The instrument of the page, if it has one.
    pub fn end(&self) -> Option<Arc<PageInstrument>> {
        let instrument = self.instrument.take();
        let own = PageInstrument { instrument, questions: self.questions.take() };
        let is_empty = own.instrument.is_none() && own.questions.is_empty();
        (!is_empty).then(|| Arc::new(own))
    }
}

/// Reports a dimension without statements.
fn report_unscored(
    reporter: &Reporter<'_>,
    dimension: &LabelKeys,
    has_heading: bool,
    sections: &[Section],
) {
    let id = &dimension.id.value;
    let message = format!("the dimension `{id}` has no statements");
    let headings = sections.iter().filter_map(|section| section.id.as_ref());
    let suggestion = nearest(id.as_str(), headings.map(Anchor::as_str));
    let span = Some(dimension.id.span.clone());
    reporter.error(Code::InvalidInstrument, message, span, |d| {
        if has_heading {
            return d.hint(format!(
                "write its statements as a numbered list below its heading: `1. … {{#{id}-1}}`"
            ));
        }
        let d = match suggestion {
            Some(heading) => d.hint(format!("the heading `{heading}` has a similar id")),
            None => d,
        };
        let label = &dimension.label;
        d.hint(format!("write its statements below a heading with its id: `## {label} {{#{id}}}`"))
    });
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
