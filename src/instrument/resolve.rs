//! The views of instruments for their components: the form of an assessment or audit, the end of a
//! worksheet, lists of open questions.

use crate::base::diagnostic::{Code, Diagnostic};
use crate::base::paths::encode_fragment;
use crate::config::security::{allows, origin_of};
use crate::document::body::{Located, Printed, Reference, SourceSpan};
use crate::instrument::condition;
use crate::instrument::declaration::{ASSESSMENT, AUDIT, QUESTIONS, WORKSHEET};
use crate::instrument::model::{
    BandReading, Dimension, Instrument, Label, PageInstrument, Question,
};
use crate::instrument::score::{Chart, InstrumentKind, InstrumentRules, data};
use crate::instrument::view::{
    AssessmentView, AuditColumnView, AuditEntryView, AuditView, BandView, DimensionView,
    QuestionView, QuestionsView, ScaleView, SendView, StatementView, WorksheetView,
};
use crate::resolve::resolver::Resolver;
use crate::resolve::text_hash::text_hash;
use crate::resolve::view::LinkView;
use crate::site::keys;
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
    let instrument = page.instrument.as_ref()?;
    Some(match &instrument.rules {
        None => {
            let view = worksheet_view(resolver, instrument, page);
            resolver.component(WORKSHEET, view)
        }
        Some(rules) => match &rules.kind {
            InstrumentKind::Assessment { from, skip, chart, .. } => {
                let settings = (*from, *skip, *chart);
                let view = assessment_view(resolver, instrument, rules, settings);
                resolver.component(ASSESSMENT, view)
            }
            InstrumentKind::Audit { points, unit, .. } => {
                let view = audit_view(resolver, instrument, rules, (*points, unit));
                resolver.component(AUDIT, view)
            }
        },
    })
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
    let (page, summary) = resolver.page(resolver.node);
    CommonFields {
        title: page.title.to_owned(),
        path: resolver.input.urls.path(page.route),
        key: keys::key(page.route, summary),
        former_keys: keys::previous_keys(page.route, summary),
    }
}

fn assessment_view(
    resolver: &mut Resolver<'_>,
    instrument: &Instrument,
    rules: &InstrumentRules,
    (from, skip, chart): (i64, bool, Option<Chart>),
) -> AssessmentView {
    let common = common_fields(resolver);
    let mut statement_count = 0;
    let mut dimensions = Vec::with_capacity(instrument.dimensions.len());
    for (at, dimension) in instrument.dimensions.iter().enumerate() {
        let before = statement_count;
        statement_count += dimension.statements.len();
        dimensions.push(dimension_view(resolver, rules, dimension, at, before));
    }
    AssessmentView {
        id: instrument.id.to_string(),
        title: common.title,
        path: common.path,
        key: common.key,
        former_keys: common.former_keys,
        basis: instrument.basis.clone(),
        scale: scale(&instrument.labels, from),
        skip,
        skip_label: instrument.skip_label.clone(),
        layout: if is_for_rows(instrument, skip) { "rows" } else { "choices" }.to_owned(),
        result: if instrument.lists_answers { "answers" } else { "points" }.to_owned(),
        dimensions,
        total: statement_count,
        matching: rules.matching.as_str().to_owned(),
        chart: chart.map(|chart| chart.as_str().to_owned()),
        is_plain: condition::is_plain(rules),
        bands: band_views(resolver, &instrument.bands),
        commitment: instrument.has_commitment,
        data: data::json(rules),
    }
}

/// The view of the dimension at the place `at`; `before` is the number of statements before it.
fn dimension_view(
    resolver: &mut Resolver<'_>,
    rules: &InstrumentRules,
    dimension: &Dimension,
    at: usize,
    before: usize,
) -> DimensionView {
    let (min, max) = rules.range(at);
    let measure = rules.measures.get(at);
    let numbered = (before + 1..).zip(&dimension.statements);
    let statements = numbered.map(|(number, statement)| StatementView {
        id: statement.id.to_string(),
        element_id: statement.id.to_string(),
        number,
        html: resolver.html(&statement.label),
        text: statement.text.clone(),
        hash: text_hash(&statement.text),
        reverse: statement.reverse,
    });
    let statements = statements.collect();
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

fn audit_view(
    resolver: &mut Resolver<'_>,
    instrument: &Instrument,
    rules: &InstrumentRules,
    (points, unit): (Option<i64>, &str),
) -> AuditView {
    let common = common_fields(resolver);
    let columns = rules.measures.iter().enumerate();
    let columns = columns.map(|(at, measure)| AuditColumnView {
        id: measure.id.clone(),
        number: at + 1,
        label: measure.label.clone(),
        hash: text_hash(&measure.label),
    });
    let entries = instrument.labels.iter().map(|entry| AuditEntryView {
        id: entry.id.to_string(),
        label: entry.text.clone(),
        hash: text_hash(&entry.text),
    });
    AuditView {
        id: instrument.id.to_string(),
        title: common.title,
        path: common.path,
        key: common.key,
        former_keys: common.former_keys,
        basis: instrument.basis.clone(),
        entries: entries.collect(),
        points,
        unit: unit.to_owned(),
        intended: instrument.intended.as_ref().map(|label| AuditEntryView {
            // Ids of authors have no colon.
            id: ":intended".to_owned(),
            label: label.clone(),
            hash: text_hash(label),
        }),
        columns: columns.collect(),
        matching: rules.matching.as_str().to_owned(),
        bands: band_views(resolver, &instrument.bands),
        commitment: instrument.has_commitment,
        data: data::json(rules),
    }
}

fn worksheet_view(
    resolver: &mut Resolver<'_>,
    instrument: &Instrument,
    page: &PageInstrument,
) -> WorksheetView {
    let common = common_fields(resolver);
    WorksheetView {
        id: instrument.id.to_string(),
        title: common.title,
        path: common.path,
        key: common.key,
        former_keys: common.former_keys,
        total: page.questions.iter().map(Vec::len).sum(),
        commitment: instrument.has_commitment,
        send: instrument.send.as_ref().and_then(|(to, span)| send_view(resolver, to, span)),
    }
}

/// Where a worksheet may be sent; `None` if the policy of the site keeps browsers from it, which is
/// reported.
fn send_view(resolver: &mut Resolver<'_>, to: &str, span: &SourceSpan) -> Option<SendView> {
    let view = |name: &str, is_mail| {
        Some(SendView { address: to.to_owned(), name: name.to_owned(), is_mail })
    };
    if let Some(mail) = to.strip_prefix("mailto:") {
        return view(mail, true);
    }
    let origin = origin_of(to).unwrap_or_default();
    if allows(&resolver.input.allowed.forms, to) {
        return view(origin.trim_start_matches("https://"), false);
    }
    let message = format!("the site does not let forms be sent to `{origin}`");
    let hint = format!("add `{origin}` to `forms` under `[security]` in `handbook.toml`");
    let place = resolver.place(span);
    resolver.report(Diagnostic::error(Code::InvalidInstrument, message, place).hint(hint));
    None
}

fn band_views(resolver: &mut Resolver<'_>, readings: &[BandReading]) -> Vec<BandView> {
    let views = readings.iter().map(|reading| BandView {
        id: reading.id.to_string(),
        title: resolver.html(&reading.title),
        text: reading.text.clone(),
        condition: reading.condition.clone(),
        html: resolver.html(&reading.body),
        next: reading.next.iter().filter_map(|next| next_page(resolver, next)).collect(),
    });
    views.collect()
}

/// A link to a page to read next; `None` if it leads to no page, which is reported.
fn next_page(resolver: &mut Resolver<'_>, next: &Located) -> Option<LinkView> {
    let Reference::Link(reference) = &next.reference else {
        return None;
    };
    let _ = resolver.look_up(reference, &next.span)?;
    let site = resolver.site();
    let target = site.look_up(resolver.path(), &reference.destination);
    // What is missing is reported by now.
    let LinkTarget::Page { node, anchor, .. } = target.ok()? else {
        let message = format!("`{}` is not a page of this handbook", reference.destination);
        let diagnostic =
            Diagnostic::error(Code::InvalidInstrument, message, resolver.place(&next.span))
                .hint("`next` lists pages; link to anything else in the reading");
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

/// Whether the answers fit above narrow columns beside the statements, which leaves these half of the
/// width of a sheet.
fn is_for_rows(instrument: &Instrument, skip: bool) -> bool {
    const MOST_ANSWERS: usize = 7;
    const LONGEST_LABEL: usize = 28;
    const LONGEST_WORD: usize = 11;
    let labels = instrument.labels.iter().map(|label| &label.text).chain(&instrument.skip_label);
    let is_short = |label: &String| {
        let longest = label.split_whitespace().map(|word| word.chars().count()).max();
        label.chars().count() <= LONGEST_LABEL && longest <= Some(LONGEST_WORD)
    };
    instrument.labels.len() + usize::from(skip) <= MOST_ANSWERS && labels.into_iter().all(is_short)
}

/// The answers with their points, for statements scored either way.
fn scale(labels: &[Label], from: i64) -> Vec<ScaleView> {
    let points: Vec<i64> = (from..).take(labels.len()).collect();
    let answers = labels.iter().zip(&points).zip(points.iter().rev());
    answers
        .map(|((label, &points), &reverse_points)| ScaleView {
            id: label.id.to_string(),
            label: label.text.clone(),
            points,
            reverse_points,
        })
        .collect()
}
