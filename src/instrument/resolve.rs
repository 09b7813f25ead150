//! The views of instruments for their components: the form of an assessment or audit, the end of a
//! worksheet, lists of open questions.

use crate::base::diagnostic::{Code, Diagnostic};
use crate::base::paths::encode_fragment;
use crate::document::body::{Located, Printed, Reference};
use crate::instrument::condition;
use crate::instrument::declaration::{ASSESSMENT, AUDIT, QUESTIONS, WORKSHEET};
use crate::instrument::model::PageInstrument;
use crate::instrument::model::{
    Assessment, Audit, BandReading, Dimension, Instrument, Question, Worksheet,
};
use crate::instrument::score::{Chart, InstrumentKind as Kind, data};
use crate::instrument::view::{
    AssessmentView, AuditColumnView, AuditView, BandView, DimensionView, QuestionView,
    QuestionsView, ScaleView, StatementView, WorksheetView,
};
use crate::resolve::resolver::Resolver;
use crate::resolve::text_hash::text_hash;
use crate::resolve::view::LinkView;
use crate::site::lookup::LinkTarget;

/// The fields that the views of all instruments have.
struct CommonFields {
    title: String,
    path: String,
    key: String,
    former_keys: Vec<String>,
}

/// Resolves the instrument of a page; `None` if the page is none.
pub fn instrument(resolver: &mut Resolver<'_>, page: &PageInstrument) -> Option<Printed> {
    let printed = match page.instrument.as_ref()? {
        Instrument::Assessment(assessment) => {
            let view = assessment_view(resolver, assessment);
            resolver.component(ASSESSMENT, view)
        }
        Instrument::Audit(audit) => {
            let view = audit_view(resolver, audit);
            resolver.component(AUDIT, view)
        }
        Instrument::Worksheet(worksheet) => {
            let view = worksheet_view(resolver, worksheet, page);
            resolver.component(WORKSHEET, view)
        }
    };
    Some(printed)
}

/// Resolves the list of open questions with a number; `None` if there is no such list.
pub fn questions(
    resolver: &mut Resolver<'_>,
    page: &PageInstrument,
    number: usize,
) -> Option<Printed> {
    let list = page.questions.get(number)?;
    let questions = list.iter().map(|question| question_view(resolver, question)).collect();
    let view = QuestionsView {
        key: common_fields(resolver).key,
        start: list.first().map_or(1, |question| question.number),
        questions,
    };
    Some(resolver.component(QUESTIONS, view))
}

fn common_fields(resolver: &Resolver<'_>) -> CommonFields {
    let site = resolver.input.site;
    let node = &site.nodes[resolver.node];
    CommonFields {
        title: node.title.clone(),
        path: resolver.input.urls.path(&node.route),
        key: site.key(resolver.node),
        former_keys: site.previous_keys(resolver.node),
    }
}

fn assessment_view(resolver: &mut Resolver<'_>, assessment: &Assessment) -> AssessmentView {
    let common = common_fields(resolver);
    let mut statement_count = 0;
    let mut dimensions = Vec::with_capacity(assessment.dimensions.len());
    for (at, dimension) in assessment.dimensions.iter().enumerate() {
        let before = statement_count;
        statement_count += dimension.statements.len();
        dimensions.push(dimension_view(resolver, assessment, dimension, at, before));
    }
    let (from, skip, chart) = match &assessment.rules.kind {
        Kind::Assessment { from, skip, chart, .. } => (*from, *skip, *chart),
        Kind::Audit { .. } => (1, false, None),
    };
    AssessmentView {
        id: assessment.id.to_string(),
        title: common.title,
        path: common.path,
        key: common.key,
        former_keys: common.former_keys,
        basis: assessment.basis.clone(),
        scale: scale(&assessment.scale, from),
        skip,
        dimensions,
        total: statement_count,
        matching: assessment.rules.matching.as_str().to_owned(),
        chart: chart.map(|chart: Chart| chart.as_str().to_owned()),
        is_plain: condition::is_plain(&assessment.rules),
        bands: band_views(resolver, &assessment.bands),
        data: data::json(&assessment.rules),
    }
}

/// The view of the dimension at the place `at`; `before` is the number of statements before it.
fn dimension_view(
    resolver: &mut Resolver<'_>,
    assessment: &Assessment,
    dimension: &Dimension,
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
            html: resolver.html(&statement.label),
            text: statement.text.clone(),
            hash: text_hash(&statement.text),
            reverse: statement.reverse,
        });
    }
    DimensionView {
        id: dimension.id.to_string(),
        number: at + 1,
        label: measure.map(|measure| measure.label.clone()).unwrap_or_default(),
        title: resolver.html(&dimension.title),
        intro: resolver.html(&dimension.intro),
        statements,
        min,
        max,
    }
}

fn audit_view(resolver: &mut Resolver<'_>, audit: &Audit) -> AuditView {
    let common = common_fields(resolver);
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
        title: common.title,
        path: common.path,
        key: common.key,
        former_keys: common.former_keys,
        basis: audit.basis.clone(),
        entries: audit.entries.clone(),
        points,
        unit,
        columns: columns.collect(),
        matching: audit.rules.matching.as_str().to_owned(),
        bands: band_views(resolver, &audit.bands),
        data: data::json(&audit.rules),
    }
}

fn worksheet_view(
    resolver: &Resolver<'_>,
    worksheet: &Worksheet,
    page: &PageInstrument,
) -> WorksheetView {
    let common = common_fields(resolver);
    WorksheetView {
        id: worksheet.id.to_string(),
        title: common.title,
        path: common.path,
        key: common.key,
        former_keys: common.former_keys,
        total: page.questions.iter().map(Vec::len).sum(),
    }
}

fn band_views(resolver: &mut Resolver<'_>, readings: &[BandReading]) -> Vec<BandView> {
    let mut views = Vec::with_capacity(readings.len());
    for reading in readings {
        views.push(BandView {
            id: reading.id.to_string(),
            title: resolver.html(&reading.title),
            text: reading.text.clone(),
            condition: reading.condition.clone(),
            html: resolver.html(&reading.body),
            next: reading.next.iter().filter_map(|next| next_page(resolver, next)).collect(),
        });
    }
    views
}

/// A link to a page to read next; `None` if it leads to no page, which is reported.
fn next_page(resolver: &mut Resolver<'_>, next: &Located) -> Option<LinkView> {
    let Reference::Link(reference) = &next.reference else {
        return None;
    };
    let _ = resolver.look_up(reference, &next.span)?;
    let site = resolver.input.site;
    let target = site.look_up(resolver.path(), &reference.destination);
    let Ok(LinkTarget::Page { node, anchor, .. }) = target else {
        let message = format!("`{}` is no page of this handbook", reference.destination);
        let diagnostic =
            Diagnostic::error(Code::InvalidInstrument, message, resolver.place(&next.span))
                .hint("what to read next is a page: link to other things in the reading");
        resolver.report(diagnostic);
        return None;
    };
    let mut view = LinkView::of(&site.link(node), resolver.input.urls);
    if let Some(anchor) = anchor {
        let fragment = encode_fragment(&anchor);
        view.path = format!("{}#{fragment}", view.path);
        view.permalink = format!("{}#{fragment}", view.permalink);
    }
    Some(view)
}

fn question_view(resolver: &mut Resolver<'_>, question: &Question) -> QuestionView {
    QuestionView {
        id: question.id.to_string(),
        element_id: question.id.to_string(),
        field_id: question.field.to_string(),
        html: resolver.html(&question.label),
        text: question.text.clone(),
        hash: text_hash(&question.text),
        more: resolver.html(&question.more),
        lines: question.lines,
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
