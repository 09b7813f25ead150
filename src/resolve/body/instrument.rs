//! Instruments as components get them: the form of an assessment or audit, the end of a worksheet,
//! lists of open questions.

use crate::base::diagnostic::{Code, Diagnostic};
use crate::base::paths::encode_fragment;
use crate::parse::condition;
use crate::parse::document::{Located, Printed, Reference};
use crate::parse::structure::instrument::{
    Assessment, Audit, Dimension, Instrument, Question, Reading, Worksheet,
};
use crate::resolve::checklists::text_hash;
use crate::resolve::pages::link;
use crate::resolve::view::{
    Arguments, AssessmentView, AuditColumnView, AuditView, BandView, DimensionView, LinkView,
    QuestionView, QuestionsView, ScaleView, StatementView, WorksheetView,
};
use crate::score::{Chart, InstrumentKind as Kind, data};
use crate::site::look_up::Target;

use super::Resolver;

/// What every view of an instrument has in common.
struct Frame {
    title: String,
    path: String,
    key: String,
    former_keys: Vec<String>,
}

impl Resolver<'_> {
    /// The instrument of this page.
    pub(super) fn instrument(&mut self) -> Option<Printed> {
        let page = self.page;
        let printed = match page.structures.instrument.as_ref()? {
            Instrument::Assessment(assessment) => {
                let view = self.assessment(assessment);
                self.component("assessment", Arguments::Assessment(view))
            }
            Instrument::Audit(audit) => {
                let view = self.audit(audit);
                self.component("audit", Arguments::Audit(view))
            }
            Instrument::Worksheet(worksheet) => {
                let view = self.worksheet(worksheet);
                self.component("worksheet", Arguments::Worksheet(view))
            }
        };
        Some(printed)
    }

    /// A list of open questions of this page.
    pub(super) fn questions(&mut self, number: usize) -> Option<Printed> {
        let page = self.page;
        let list = page.structures.questions.get(number)?;
        let questions = list
            .iter()
            .map(|question| self.question(question))
            .collect();
        let view = QuestionsView {
            key: self.frame().key,
            start: list.first().map_or(1, |question| question.number),
            questions,
        };
        Some(self.component("questions", Arguments::Questions(view)))
    }

    fn frame(&self) -> Frame {
        let site = self.setting.site;
        let node = &site.nodes[self.node];
        Frame {
            title: node.title.clone(),
            path: self.setting.urls.path(&node.route),
            key: site.key(self.node),
            former_keys: site.former_keys(self.node),
        }
    }

    fn assessment(&mut self, assessment: &Assessment<Located>) -> AssessmentView {
        let frame = self.frame();
        let mut before = 0;
        let mut dimensions = Vec::with_capacity(assessment.dimensions.len());
        for (at, dimension) in assessment.dimensions.iter().enumerate() {
            let number = before;
            before += dimension.statements.len();
            dimensions.push(self.dimension(assessment, dimension, at, number));
        }
        let (from, skip, chart) = match &assessment.rules.kind {
            Kind::Assessment {
                from, skip, chart, ..
            } => (*from, *skip, *chart),
            Kind::Audit { .. } => (1, false, None),
        };
        AssessmentView {
            id: assessment.id.to_string(),
            title: frame.title,
            path: frame.path,
            key: frame.key,
            former_keys: frame.former_keys,
            basis: assessment.basis.clone(),
            scale: scale(&assessment.scale, from),
            skip,
            dimensions,
            total: before,
            matching: assessment.rules.matching.as_str().to_owned(),
            chart: chart.map(|chart: Chart| chart.as_str().to_owned()),
            is_plain: condition::is_plain(&assessment.rules),
            bands: self.bands(&assessment.bands),
            data: data::json(&assessment.rules),
        }
    }

    /// The dimension at a place, before which so many statements stand.
    fn dimension(
        &mut self,
        assessment: &Assessment<Located>,
        dimension: &Dimension<Located>,
        at: usize,
        before: usize,
    ) -> DimensionView {
        let (min, max) = assessment.rules.range(at);
        let measure = assessment.rules.measures.get(at);
        let mut statements = Vec::with_capacity(dimension.statements.len());
        for (index, statement) in dimension.statements.iter().enumerate() {
            statements.push(StatementView {
                id: statement.id.to_string(),
                element_id: statement.id.to_string(),
                number: before + index + 1,
                html: self.html(&statement.label),
                text: statement.text.clone(),
                hash: text_hash(&statement.text),
                reverse: statement.reverse,
            });
        }
        DimensionView {
            id: dimension.id.to_string(),
            number: at + 1,
            label: measure
                .map(|measure| measure.label.clone())
                .unwrap_or_default(),
            title: self.html(&dimension.title),
            intro: self.html(&dimension.intro),
            statements,
            min,
            max,
        }
    }

    fn audit(&mut self, audit: &Audit<Located>) -> AuditView {
        let frame = self.frame();
        let (points, unit) = match &audit.rules.kind {
            Kind::Audit { points, unit, .. } => (*points, unit.clone()),
            Kind::Assessment { .. } => (None, String::new()),
        };
        let columns = audit.rules.measures.iter().enumerate();
        let columns = columns.map(|(at, measure)| AuditColumnView {
            id: measure.id.clone(),
            number: at + 1,
            label: measure.label.clone(),
        });
        AuditView {
            id: audit.id.to_string(),
            title: frame.title,
            path: frame.path,
            key: frame.key,
            former_keys: frame.former_keys,
            basis: audit.basis.clone(),
            entries: audit.entries.clone(),
            points,
            unit,
            columns: columns.collect(),
            matching: audit.rules.matching.as_str().to_owned(),
            bands: self.bands(&audit.bands),
            data: data::json(&audit.rules),
        }
    }

    fn worksheet(&self, worksheet: &Worksheet) -> WorksheetView {
        let frame = self.frame();
        WorksheetView {
            id: worksheet.id.to_string(),
            title: frame.title,
            path: frame.path,
            key: frame.key,
            former_keys: frame.former_keys,
            total: self.page.structures.questions.iter().map(Vec::len).sum(),
        }
    }

    fn bands(&mut self, readings: &[Reading<Located>]) -> Vec<BandView> {
        let mut views = Vec::with_capacity(readings.len());
        for reading in readings {
            views.push(BandView {
                id: reading.id.to_string(),
                title: self.html(&reading.title),
                text: reading.text.clone(),
                condition: reading.condition.clone(),
                html: self.html(&reading.body),
                next: reading
                    .next
                    .iter()
                    .filter_map(|next| self.next_page(next))
                    .collect(),
            });
        }
        views
    }

    /// A page to read next; nothing if it is none, which is told.
    fn next_page(&mut self, next: &Located) -> Option<LinkView> {
        let Reference::Link(reference) = &next.reference else {
            return None;
        };
        let _ = self.look_up(reference, &next.span)?;
        let site = self.setting.site;
        let found = site.look_up(&self.page.summary.path, &reference.destination);
        let Ok(Target::Page { node, anchor, .. }) = found else {
            let message = format!("`{}` is no page of this handbook", reference.destination);
            let diagnostic =
                Diagnostic::error(Code::InvalidInstrument, message, self.place(&next.span))
                    .hint("what to read next is a page: link to other things in the reading");
            self.diagnostics.push(diagnostic);
            return None;
        };
        let mut view = link(site, node, self.setting.urls);
        if let Some(anchor) = anchor {
            let fragment = encode_fragment(&anchor);
            view.path = format!("{}#{fragment}", view.path);
            view.permalink = format!("{}#{fragment}", view.permalink);
        }
        Some(view)
    }

    fn question(&mut self, question: &Question<Located>) -> QuestionView {
        QuestionView {
            id: question.id.to_string(),
            element_id: question.id.to_string(),
            field_id: question.field.to_string(),
            html: self.html(&question.label),
            text: question.text.clone(),
            hash: text_hash(&question.text),
            more: self.html(&question.more),
            lines: question.lines,
        }
    }
}

/// The answers with their points, for statements scored either way.
fn scale(labels: &[String], from: i64) -> Vec<ScaleView> {
    let points = || (from..).take(labels.len());
    let mut reverse: Vec<i64> = points().collect();
    reverse.reverse();
    labels
        .iter()
        .zip(points())
        .zip(reverse)
        .map(|((label, points), reverse_points)| ScaleView {
            label: label.clone(),
            points,
            reverse_points,
        })
        .collect()
}
