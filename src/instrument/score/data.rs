//! An instrument as data for the script of its page: JSON with conditions as small trees.

use serde::Serialize;
use serde_json::{Value, json};

use crate::instrument::score::condition::{BoolExpr, NumberExpr, Variable, When};
use crate::instrument::score::instrument::{Chart, InstrumentKind, InstrumentRules, Measure};
use crate::instrument::score::quarters::quarters;
use crate::instrument::score::thresholds::Thresholds;

/// An instrument as JSON. The order of the fields is that of the output.
#[derive(Serialize)]
struct InstrumentJson<'a> {
    #[serde(flatten)]
    kind: &'a InstrumentKind,
    #[serde(rename = "match")]
    matching: &'static str,
    #[serde(flatten)]
    chart: Option<ChartJson>,
    /// The bands that name the four fields of the chart of two dimensions.
    #[serde(skip_serializing_if = "Option::is_none")]
    quarters: Option<[Option<usize>; 4]>,
    measures: Vec<MeasureJson<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reverse: Option<Vec<&'a str>>,
    bands: Vec<BandJson<'a>>,
}

/// The chart of an assessment as JSON.
#[derive(Serialize)]
struct ChartJson {
    chart: Option<&'static str>,
}

/// A measure as JSON.
#[derive(Serialize)]
struct MeasureJson<'a> {
    id: &'a str,
    label: &'a str,
    #[serde(flatten)]
    dimension: Option<DimensionJson<'a>>,
}

/// What only a dimension of an assessment has, as JSON.
#[derive(Serialize)]
struct DimensionJson<'a> {
    min: i64,
    max: i64,
    cut: Option<i64>,
    items: Vec<&'a str>,
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
    let chart = match instrument.kind {
        InstrumentKind::Assessment { chart, .. } => Some(chart.map(Chart::as_str)),
        InstrumentKind::Audit { .. } => None,
    };
    let quarters = quarters(instrument);
    let lines = quarters.as_ref().map(|quarters| quarters.lines);
    let line = |at: usize| lines.and_then(|lines| lines.get(at).copied());
    let reversed = || instrument.items().filter(|item| item.reverse);
    let data = InstrumentJson {
        kind: &instrument.kind,
        matching: instrument.matching.as_str(),
        chart: chart.map(|chart| ChartJson { chart }),
        quarters: quarters.map(|quarters| quarters.bands),
        measures: (0..instrument.measures.len())
            .map(|at| measure(instrument, at, line(at)))
            .collect(),
        reverse: chart.map(|_| reversed().map(|item| item.id.as_str()).collect()),
        bands: bands(instrument),
    };
    // Texts and numbers alone cannot fail to be written.
    serde_json::to_string(&data).unwrap_or_default().replace('<', "\\u003c")
}

fn measure(instrument: &InstrumentRules, at: usize, line: Option<i64>) -> MeasureJson<'_> {
    let Measure { id, label, items } = &instrument.measures[at];
    let is_dimension = matches!(instrument.kind, InstrumentKind::Assessment { .. });
    let dimension = is_dimension.then(|| {
        let (min, max) = instrument.range(at);
        let cut = line.or_else(|| Thresholds::of(instrument, at).cut_score());
        DimensionJson { min, max, cut, items: items.iter().map(|item| item.id.as_str()).collect() }
    });
    MeasureJson { id, label, dimension }
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
