//! [`plan`]: the dimensions, statements, readings and questions of an instrument in the tokens of its
//! page. Headings whose ids are dimensions or bands, and numbered lists below them, must agree with
//! the front matter; where they do not, it is an error.

use std::ops::Range;

use crate::base::diagnostic::{Code, Diagnostic};
use crate::base::paths::Anchor;
use crate::base::suggest::nearest;
use crate::document::body::{Document, Located};
use crate::instrument::declaration::{ASSESSMENT, AUDIT, WORKSHEET};
use crate::instrument::keys::BandKeys;
use crate::instrument::keys::InstrumentKeys;
use crate::instrument::keys::MeasureKeys;
use crate::instrument::model::{BandReading, Dimension, Instrument};
use crate::instrument::score::{InstrumentKind, InstrumentRules, Measure, ScoredItem};
use crate::markdown::parsed_body::ParsedBody;
use crate::markdown::report::Reporter;
use crate::markdown::token::{one_line, plain_text};

use crate::instrument::prove;
use crate::markdown::sections::{self, Section};

/// The instrument of a page, and the token ranges of its texts.
#[derive(Debug, Default)]
pub struct InstrumentPlan {
    /// The instrument, in which the texts of the body are still empty.
    pub instrument: Option<Instrument>,
    /// The parts of the instrument, each with its token range, in the order of the page.
    pub parts: Vec<(Range<usize>, InstrumentPart)>,
    /// The lists of open questions, each with its token range.
    pub questions: Vec<(Range<usize>, Vec<QuestionPlan>)>,
}

/// A part of an instrument, by the token ranges of its texts.
#[derive(Debug)]
pub enum InstrumentPart {
    /// The token ranges of a dimension.
    Dimension(DimensionPlan),
    /// The token ranges of the reading of a band.
    Band(BandPlan),
}

/// The token ranges of a dimension.
#[derive(Debug)]
pub struct DimensionPlan {
    /// The place of the dimension among the dimensions.
    pub number: usize,
    /// The heading of the dimension.
    pub heading: Range<usize>,
    /// The blocks between the heading of the dimension and its statements.
    pub intro: Range<usize>,
    /// The statements of the dimension.
    pub statements: Vec<StatementPlan>,
    /// The token after the last of the dimension.
    pub end: usize,
}

/// The token ranges of a statement.
#[derive(Debug)]
pub struct StatementPlan {
    /// The token that starts the item of the statement.
    pub at: usize,
    /// The id of the statement.
    pub id: Anchor,
    /// The text of the statement.
    pub label: Range<usize>,
    /// Whether the statement is scored the other way round.
    pub reverse: bool,
}

/// The token ranges of the reading of a band.
#[derive(Debug)]
pub struct BandPlan {
    /// The place of the band among the bands.
    pub number: usize,
    /// The heading of the reading.
    pub heading: Range<usize>,
    /// The blocks below the heading of the reading.
    pub body: Range<usize>,
}

/// The token ranges of an open question.
#[derive(Debug)]
pub struct QuestionPlan {
    /// The token that starts the item of the question.
    pub at: usize,
    /// The id of the question.
    pub id: Anchor,
    /// The number of the question in its list.
    pub number: usize,
    /// The text of the question.
    pub label: Range<usize>,
    /// The rest of the item of the question.
    pub more: Range<usize>,
    /// The height of the field of the question in lines.
    pub lines: usize,
}

/// Finds the parts of the instrument that a page is. `dropped` is the heading that is not printed.
pub fn plan(
    body: &ParsedBody<'_>,
    dropped: Option<&Range<usize>>,
    keys: &InstrumentKeys,
    reporter: &Reporter<'_>,
) -> InstrumentPlan {
    let planner = InstrumentPlanner { body, sections: sections::find(body, dropped), reporter };
    planner.plan(keys)
}

/// Finds the parts of an instrument and reports where they do not agree with the front matter.
pub(super) struct InstrumentPlanner<'p, 'a> {
    pub(super) body: &'p ParsedBody<'a>,
    pub(super) sections: Vec<Section>,
    pub(super) reporter: &'p Reporter<'p>,
}

/// The role of a section in an instrument.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum SectionRole {
    Dimension(usize),
    Band(usize),
    Other,
}

impl InstrumentPlanner<'_, '_> {
    fn plan(&self, keys: &InstrumentKeys) -> InstrumentPlan {
        let mut plan = InstrumentPlan::default();
        let is_assessment = matches!(keys.kind, Some(InstrumentKind::Assessment { .. }));
        let dimensions = if is_assessment { &keys.measures[..] } else { &[] };
        let roles = self.roles(dimensions, &keys.bands);
        let mut plans: Vec<DimensionPlan> = Vec::new();
        let mut has_questions = false;
        for (section, role) in self.sections.iter().zip(&roles) {
            match role {
                SectionRole::Dimension(number) => {
                    plans.push(self.dimension(section, *number, &dimensions[*number]));
                }
                SectionRole::Band(_) => {}
                SectionRole::Other if is_assessment => self.refuse_statements(section, dimensions),
                SectionRole::Other => {
                    has_questions |= self.questions(section, keys.kind.is_none(), &mut plan);
                }
            }
        }
        for (number, dimension) in dimensions.iter().enumerate() {
            let plan = plans.iter().find(|plan| plan.number == number);
            if plan.is_none_or(|plan| plan.statements.is_empty()) {
                self.report_unscored(dimension, plan.is_some());
            }
        }
        if keys.kind.is_none() && !has_questions {
            let message = "this worksheet has no questions";
            let span = Some(keys.key_span.clone());
            self.reporter.error(Code::InvalidInstrument, message, span, |d| {
                d.hint("write each question as an item of a numbered list with an id: `1. What happened? {#what}`")
            });
        }
        let name = match &keys.kind {
            Some(InstrumentKind::Assessment { .. }) => ASSESSMENT,
            Some(InstrumentKind::Audit { .. }) => AUDIT,
            None => WORKSHEET,
        };
        plan.instrument = Some(Instrument {
            id: Anchor::raw(name),
            basis: keys.basis.clone(),
            labels: keys.labels.clone(),
            rules: keys.kind.clone().map(|kind| self.rules(kind, keys, &plans)),
            dimensions: dimensions.iter().map(empty_dimension).collect(),
            bands: empty_readings(&keys.bands),
        });
        let parts = plans
            .into_iter()
            .map(|plan| (plan.heading.start..plan.end, InstrumentPart::Dimension(plan)));
        let bands = self.bands(&keys.bands, &roles).into_iter();
        let bands =
            bands.map(|plan| (plan.heading.start..plan.body.end, InstrumentPart::Band(plan)));
        plan.parts = parts.chain(bands).collect();
        plan.parts.sort_by_key(|(range, _)| range.start);
        plan
    }

    /// The rules of an instrument, proved.
    fn rules(
        &self,
        kind: InstrumentKind,
        keys: &InstrumentKeys,
        plans: &[DimensionPlan],
    ) -> InstrumentRules {
        let mut measures = measures(&keys.measures);
        for plan in plans {
            let items = plan.statements.iter().map(|statement| ScoredItem {
                id: statement.id.to_string(),
                reverse: statement.reverse,
            });
            measures[plan.number].items = items.collect();
        }
        let is_scored = |measure: &Measure| {
            matches!(kind, InstrumentKind::Audit { .. }) || !measure.items.is_empty()
        };
        let is_complete = keys.is_complete && measures.iter().all(is_scored);
        let mut rules =
            InstrumentRules { kind, measures, matching: keys.matching, bands: Vec::new() };
        prove::parse_and_prove(&mut rules, &keys.bands, &keys.key_span, is_complete, self.reporter);
        rules
    }

    /// Reports a dimension without statements.
    fn report_unscored(&self, dimension: &MeasureKeys, has_heading: bool) {
        let id = &dimension.id.value;
        let message = format!("the dimension `{id}` has no statements");
        let headings = self.sections.iter().filter_map(|section| section.id.as_ref());
        let suggestion = nearest(id.as_str(), headings.map(Anchor::as_str));
        let span = Some(dimension.id.span.clone());
        self.reporter.error(Code::InvalidInstrument, message, span, |d| {
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
            d.hint(format!(
                "write its statements below a heading with its id: `## {label} {{#{id}}}`"
            ))
        });
    }

    /// The plain text of tokens, on one line.
    pub(super) fn text(&self, range: &Range<usize>) -> String {
        one_line(&plain_text(&self.body.tokens[range.clone()]))
    }

    /// Reports an error at a range of tokens.
    pub(super) fn error(
        &self,
        code: Code,
        at: &Range<usize>,
        message: impl Into<String>,
        complete: impl FnOnce(Diagnostic) -> Diagnostic,
    ) {
        let span = self.body.span_of(at);
        // The first line is enough to see what is meant.
        let line = self.body.source.get(span.clone()).and_then(|text| text.lines().next());
        let line = line.unwrap_or_default();
        let span = span.start..span.start + line.trim_end().len();
        self.reporter.error(code, message, Some(span), complete);
    }
}

fn measures(keys: &[MeasureKeys]) -> Vec<Measure> {
    let measure = |keys: &MeasureKeys| Measure {
        id: keys.id.value.to_string(),
        label: keys.label.clone(),
        items: Vec::new(),
    };
    keys.iter().map(measure).collect()
}

/// A dimension whose texts are still empty.
fn empty_dimension(keys: &MeasureKeys) -> Dimension {
    Dimension {
        id: keys.id.value.clone(),
        title: Document::default(),
        intro: Document::default(),
        statements: Vec::new(),
    }
}

/// The readings of bands, with texts that are still empty.
fn empty_readings(keys: &[BandKeys]) -> Vec<BandReading> {
    let next = |band: &BandKeys| {
        let links = band.next.iter();
        links.map(|link| Located::link(link.value.clone(), link.span.clone())).collect()
    };
    let reading = |band: &BandKeys| BandReading {
        id: band.id.value.clone(),
        title: Document::default(),
        text: String::new(),
        condition: String::new(),
        body: Document::default(),
        next: next(band),
    };
    keys.iter().map(reading).collect()
}
