//! An instrument as data for the script of its page: JSON with conditions as small trees.

use serde::Serialize;
use serde_json::{Value, json};

use crate::instrument::score::condition::{Name, Number, Truth, When};
use crate::instrument::score::cut_score;
use crate::instrument::score::instrument::{Chart, InstrumentKind, InstrumentRules};

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
        InstrumentKind::Assessment {
            from,
            answers,
            skip,
            chart,
        } => InstrumentJson::Assessment {
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
        InstrumentKind::Audit {
            entries,
            points,
            unit,
        } => InstrumentJson::Audit {
            entries: *entries,
            points: *points,
            unit,
            matching: instrument.matching.as_str(),
            measures: instrument
                .measures
                .iter()
                .map(|measure| ColumnJson {
                    id: &measure.id,
                    label: &measure.label,
                })
                .collect(),
            bands: bands(instrument),
        },
    };
    // Texts and numbers alone cannot fail to be written.
    serde_json::to_string(&data)
        .unwrap_or_default()
        .replace('<', "\\u003c")
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
                cut: cut_score::cut_score(instrument, at),
                items: measure.items.iter().map(|item| item.id.as_str()).collect(),
            }
        })
        .collect()
}

fn bands(instrument: &InstrumentRules) -> Vec<BandJson<'_>> {
    let ids = VariableIds {
        measures: instrument
            .measures
            .iter()
            .map(|measure| measure.id.as_str())
            .collect(),
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
                When::Holds(truth) => ids.truth(truth),
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
    fn truth(&self, truth: &Truth) -> Value {
        match truth {
            Truth::Compare(how, a, b) => json!([how.symbol(), self.number(a), self.number(b)]),
            Truth::And(of) => tree("and", of.iter().map(|one| self.truth(one))),
            Truth::Or(of) => tree("or", of.iter().map(|one| self.truth(one))),
            Truth::Not(of) => json!(["not", self.truth(of)]),
        }
    }

    fn number(&self, number: &Number) -> Value {
        match number {
            Number::Literal(number) => json!(number),
            Number::Name(Name::Measure(at)) => json!(self.measures.get(*at)),
            Number::Name(Name::Item(at)) => json!(self.items.get(*at)),
            Number::Name(Name::Score) => json!("score"),
            Number::Sum(a, b) => json!(["+", self.number(a), self.number(b)]),
            Number::Difference(a, b) => json!(["-", self.number(a), self.number(b)]),
            Number::Negative(a) => json!(["-", self.number(a)]),
            Number::Least(of) => tree("min", of.iter().map(|one| self.number(one))),
            Number::Greatest(of) => tree("max", of.iter().map(|one| self.number(one))),
        }
    }
}

fn tree(word: &str, parts: impl Iterator<Item = Value>) -> Value {
    std::iter::once(json!(word)).chain(parts).collect()
}
