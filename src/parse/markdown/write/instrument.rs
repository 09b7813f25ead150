//! The texts of instruments: statements, readings and open questions as documents of their own.

use std::ops::Range;

use super::super::node::plain_text;
use super::super::plan::instrument::{
    BandPlan, DimensionPlan, InstrumentPart, InstrumentText, QuestionPlan, StatementPlan,
};
use super::Writer;
use super::heading::{contents_html, inner};
use crate::base::paths::Anchor;
use crate::parse::condition;
use crate::parse::document::{Document, Heading, Located, Own};
use crate::parse::identity::Kind;
use crate::parse::structure::instrument::{Instrument, Question, Reading, Statement};

impl Writer<'_, '_> {
    /// Writes a part of the instrument of the page. The first is where the instrument stands.
    pub(super) fn instrument_part(&mut self, at: usize, part: &InstrumentPart) {
        if part.is_first {
            let span = self.reading.pieces[at].range.clone();
            self.own(Own::Instrument, span);
        }
        match &part.what {
            InstrumentText::Dimension(plan) => self.dimension(plan),
            InstrumentText::Band(plan) => self.band(plan),
        }
    }

    fn dimension(&mut self, plan: &DimensionPlan) {
        let (title, _) = self.cut_heading(&plan.heading);
        let intro = self.apart(plan.intro.clone());
        let statements = plan.statements.iter().map(|s| self.statement(s)).collect();
        if let Some(Instrument::Assessment(assessment)) = &mut self.structures.instrument
            && let Some(dimension) = assessment.dimensions.get_mut(plan.number)
        {
            dimension.title = title;
            dimension.intro = intro;
            dimension.statements = statements;
        }
    }

    fn statement(&mut self, plan: &StatementPlan) -> Statement<Located> {
        self.anchors.push(plan.id.clone());
        self.identify_listed(Kind::Statement, plan.at, &plan.id);
        Statement {
            id: plan.id.clone(),
            label: self.apart(plan.label.clone()),
            text: self.text_of(&plan.label),
            reverse: plan.reverse,
        }
    }

    fn band(&mut self, plan: &BandPlan) {
        let (title, text) = self.cut_heading(&plan.heading);
        if let Some(heading) = self.headings.last() {
            let id = heading.anchor.clone();
            self.identify(Kind::Band, plan.heading.start, &id);
        }
        let body = self.apart(plan.body.clone());
        let words = self.settings().map(|settings| &settings.words.conditions);
        let (rules, bands): (_, &mut Vec<Reading<Located>>) = match &mut self.structures.instrument
        {
            Some(Instrument::Assessment(assessment)) => (&assessment.rules, &mut assessment.bands),
            Some(Instrument::Audit(audit)) => (&audit.rules, &mut audit.bands),
            _ => return,
        };
        if let (Some(reading), Some(band)) =
            (bands.get_mut(plan.number), rules.bands.get(plan.number))
        {
            reading.title = title;
            reading.text = text;
            reading.body = body;
            reading.condition = words
                .map(|words| condition::words(band, rules, words))
                .unwrap_or_default();
        }
    }

    /// Writes a list of open questions.
    pub(super) fn questions(&mut self, at: usize, plans: &[QuestionPlan]) {
        let span = self.reading.pieces[at].range.clone();
        let questions = plans.iter().map(|plan| self.question(plan)).collect();
        self.own(Own::Questions(self.structures.questions.len()), span);
        self.structures.questions.push(questions);
    }

    fn question(&mut self, plan: &QuestionPlan) -> Question<Located> {
        self.anchors.push(plan.id.clone());
        self.identify_listed(Kind::Question, plan.at, &plan.id);
        Question {
            id: plan.id.clone(),
            field: self.ids.unique(&Anchor::raw(&format!("{}-field", plan.id))),
            number: plan.number,
            label: self.apart(plan.label.clone()),
            text: self.text_of(&plan.label),
            more: self.apart(plan.more.clone()),
            lines: plan.lines,
        }
    }

    /// Gives the instrument of the page an id that is free, and a worksheet its place at the end.
    pub(super) fn end_instrument(&mut self) {
        let id = match &self.structures.instrument {
            None => return,
            Some(Instrument::Assessment(assessment)) => self.ids.unique(&assessment.id),
            Some(Instrument::Audit(audit)) => self.ids.unique(&audit.id),
            Some(Instrument::Worksheet(worksheet)) => self.ids.unique(&worksheet.id),
        };
        match &mut self.structures.instrument {
            None => {}
            Some(Instrument::Assessment(assessment)) => assessment.id = id,
            Some(Instrument::Audit(audit)) => audit.id = id,
            Some(Instrument::Worksheet(worksheet)) => {
                worksheet.id = id;
                let end = self.reading.source.len();
                self.own(Own::Instrument, end..end);
            }
        }
    }

    /// A heading of its own, which stands in the table of contents too, and its text.
    fn cut_heading(&mut self, heading: &Range<usize>) -> (Document<Located>, String) {
        let at = heading.start;
        let reading = self.reading;
        let pieces = inner(&reading.pieces[at..]);
        let text = plain_text(pieces).trim().to_owned();
        let attributes = reading.attributes.get(&at);
        let anchor = self.id(attributes, || Anchor::from_text(&text));
        self.headings.push(Heading {
            level: self.level(at),
            anchor,
            text: text.clone(),
            html: contents_html(pieces).trim().to_owned(),
        });
        let title = self.apart(at + 1..heading.end.saturating_sub(1).max(at + 1));
        (title, text)
    }

    /// A document whose words are apart from those around it.
    fn apart(&mut self, range: Range<usize>) -> Document<Located> {
        self.words.gap();
        let document = self.capture(range);
        self.words.gap();
        document
    }

    fn text_of(&self, range: &Range<usize>) -> String {
        let text = plain_text(&self.reading.pieces[range.clone()]);
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}
