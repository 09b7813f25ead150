//! An instrument as data for the script of its page: JSON with conditions as small trees.

use serde::Serialize;
use serde_json::{Value, json};

use crate::instrument::score::condition::{BoolExpr, NumberExpr, Variable, When};
use crate::instrument::score::instrument::{Chart, InstrumentKind, InstrumentRules};
use crate::instrument::score::thresholds::Thresholds;

/// An instrument as JSON. The order of the fields is that of the output.
#[derive(Serialize)]
#[serde(rename_all = "lowercase", tag = "kind")]
enum InstrumentJson<'a> {
    Assessment {
        from: i64,
        answers: usize,
        skip: bool,
        #[serde(rename = "match")]
        matching: &'static str,
        chart: Option<&'static str>,
        measures: Vec<DimensionJson<'a>>,
        reverse: Vec<&'a str>,
        bands: Vec<BandJson<'a>>,
    },
    Audit {
        entries: usize,
        points: Option<i64>,
        unit: &'a str,
        #[serde(rename = "match")]
        matching: &'static str,
        measures: Vec<ColumnJson<'a>>,
        bands: Vec<BandJson<'a>>,
    },
}

/// A dimension of an assessment as JSON.
#[derive(Serialize)]
struct DimensionJson<'a> {
    id: &'a str,
    label: &'a str,
    min: i64,
    max: i64,
    cut: Option<i64>,
    items: Vec<&'a str>,
}

/// A column of an audit as JSON.
#[derive(Serialize)]
struct ColumnJson<'a> {
    id: &'a str,
    label: &'a str,
}

/// A band as JSON, its condition as a tree of lists.
#[derive(Serialize)]
struct BandJson<'a> {
    id: &'a str,
    each: bool,
    when: Value,
}

/// An instrument as JSON in one line, safe inside a `<script>` block: without `<`.
pub fn json(instrument: &InstrumentRules) -> String {
    let data = match &instrument.kind {
        InstrumentKind::Assessment { from, answers, skip, chart } => InstrumentJson::Assessment {
            from: *from,
            answers: *answers,
            skip: *skip,
            matching: instrument.matching.as_str(),
            chart: chart.map(Chart::as_str),
            measures: dimensions(instrument),
            reverse: instrument
                .items()
                .filter(|item| item.reverse)
                .map(|item| item.id.as_str())
                .collect(),
            bands: bands(instrument),
        },
        InstrumentKind::Audit { entries, points, unit } => InstrumentJson::Audit {
            entries: *entries,
            points: *points,
            unit,
            matching: instrument.matching.as_str(),
            measures: instrument
                .measures
                .iter()
                .map(|measure| ColumnJson { id: &measure.id, label: &measure.label })
                .collect(),
            bands: bands(instrument),
        },
    };
    // Texts and numbers alone cannot fail to be written.
    serde_json::to_string(&data).unwrap_or_default().replace('<', "\\u003c")
}

fn dimensions(instrument: &InstrumentRules) -> Vec<DimensionJson<'_>> {
    instrument
        .measures
        .iter()
        .enumerate()
        .map(|(at, measure)| {
            let (min, max) = instrument.range(at);
            DimensionJson {
                id: &measure.id,
                label: &measure.label,
                min,
                max,
                cut: Thresholds::of(instrument, at).cut_score(),
                items: measure.items.iter().map(|item| item.id.as_str()).collect(),
            }
        })
        .collect()
}

fn bands(instrument: &InstrumentRules) -> Vec<BandJson<'_>> {
    let ids = VariableIds {
        measures: instrument.measures.iter().map(|measure| measure.id.as_str()).collect(),
        items: instrument.items().map(|item| item.id.as_str()).collect(),
    };
    instrument
        .bands
        .iter()
        .map(|band| BandJson {
            id: &band.id,
            each: band.each,
            when: match &band.when {
                When::Else => json!("else"),
                When::Holds(truth) => ids.condition(truth),
            },
        })
        .collect()
}

/// The ids of measures and statements, which conditions hold by their places.
struct VariableIds<'a> {
    measures: Vec<&'a str>,
    items: Vec<&'a str>,
}

impl VariableIds<'_> {
    fn condition(&self, truth: &BoolExpr) -> Value {
        match truth {
            BoolExpr::Compare(operator, a, b) => {
                json!([operator.symbol(), self.number(a), self.number(b)])
            }
            BoolExpr::And(parts) => tree("and", parts.iter().map(|part| self.condition(part))),
            BoolExpr::Or(parts) => tree("or", parts.iter().map(|part| self.condition(part))),
            BoolExpr::Not(operand) => json!(["not", self.condition(operand)]),
        }
    }

    fn number(&self, number: &NumberExpr) -> Value {
        match number {
            NumberExpr::Literal(number) => json!(number),
            NumberExpr::Variable(Variable::Measure(at)) => json!(self.measures.get(*at)),
            NumberExpr::Variable(Variable::Item(at)) => json!(self.items.get(*at)),
            NumberExpr::Variable(Variable::Score) => json!("score"),
            NumberExpr::Sum(a, b) => json!(["+", self.number(a), self.number(b)]),
            NumberExpr::Difference(a, b) => json!(["-", self.number(a), self.number(b)]),
            NumberExpr::Negative(a) => json!(["-", self.number(a)]),
            NumberExpr::Least(parts) => tree("min", parts.iter().map(|part| self.number(part))),
            NumberExpr::Greatest(parts) => tree("max", parts.iter().map(|part| self.number(part))),
        }
    }
}

fn tree(operator: &str, parts: impl Iterator<Item = Value>) -> Value {
    std::iter::once(json!(operator)).chain(parts).collect()
}
