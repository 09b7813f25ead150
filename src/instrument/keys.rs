//! `[assessment]`, `[audit]` and `[worksheet]`: what makes a page an instrument.

use std::ops::Range;

use crate::data::reader::Reader;
use crate::instrument::audit_keys;
use crate::instrument::band_keys::{self, BandKeys};
use crate::instrument::declaration::{ASSESSMENT, AUDIT, WORKSHEET};
use crate::instrument::measure_keys::{self, MeasureKeys};
use crate::instrument::required::{BASIS, required};
use crate::instrument::score::{Chart, InstrumentKind, MEASURE_LIMIT, Matching};

/// The most points that an answer can have: the style sheet, which adds them up where scripts do
/// not run, has a rule for each number.
const MAX_POINTS: i64 = 10;
/// How many dimensions an assessment may have: the style sheet has a counter for each.
const MAX_DIMENSIONS: usize = 6;

/// The table of an instrument.
#[derive(Clone, Debug, PartialEq)]
pub struct InstrumentKeys {
    /// The bytes of the name of the table in the file.
    pub key_span: Range<usize>,
    /// `basis`: where the statements or columns come from.
    pub basis: String,
    /// `scale`: the answers of an assessment, in order; `entries`: the names of those of an audit.
    pub labels: Vec<String>,
    /// What scores are made of; `None` for a worksheet, which has questions alone.
    pub kind: Option<InstrumentKind>,
    /// `dimensions` of an assessment, `columns` of an audit.
    pub measures: Vec<MeasureKeys>,
    /// `match`: how many bands are shown.
    pub matching: Matching,
    /// `band`: the readings.
    pub bands: Vec<BandKeys>,
    /// Whether the table was read without errors; if not, later checks could report consequences.
    pub is_complete: bool,
}

/// The tables of instruments, of which a page can have one.
const TABLES: [&str; 3] = [ASSESSMENT, AUDIT, WORKSHEET];

/// Reads the table of an instrument; `None` if the page has none. `others` are the names of tables
/// that cannot stand beside it.
pub fn read(reader: &mut Reader<'_>, others: &[&str]) -> Option<InstrumentKeys> {
    let mut found = None;
    for name in TABLES {
        let Some(span) = reader.key_span(name) else {
            // Asking for the key makes it a suggestion for mistyped ones.
            let _ = reader.any(name);
            continue;
        };
        let mut table = reader.open(name);
        let keys = instrument(&mut table, name, span.clone());
        reader.close(table, KEY_HINTS);
        if found.is_some() || others.iter().any(|other| reader.has(other)) {
            let problem = "cannot stand beside another table that makes a page what it is";
            reader.refuse(name, &span, problem, "put each on its own page");
        }
        found = found.or(Some(keys));
    }
    found
}

/// Keys that authors may try in the table of an instrument, with what to write instead.
const KEY_HINTS: &[(&str, &str)] = &[
    ("bands", "write `[[….band]]` for each band"),
    ("questions", "write questions as items of a numbered list in the body"),
    ("statements", "write statements as items of numbered lists in the body"),
    ("items", "write statements as items of numbered lists in the body"),
    ("key", "move it above the table, to the keys of the page"),
    ("next", "move it into a band"),
];

fn instrument(table: &mut Reader<'_>, name: &str, key_span: Range<usize>) -> InstrumentKeys {
    let mut keys = InstrumentKeys {
        key_span,
        basis: String::new(),
        labels: Vec::new(),
        kind: None,
        measures: Vec::new(),
        matching: Matching::default(),
        bands: Vec::new(),
        is_complete: true,
    };
    if name == WORKSHEET {
        return keys;
    }
    let reported_before = table.count();
    keys.basis = required(table, "basis", BASIS).map(|text| text.value).unwrap_or_default();
    if name == ASSESSMENT {
        let (scale, from) = scale(table);
        keys.measures = measure_keys::read(table, "dimensions", "dimension", MAX_DIMENSIONS);
        keys.matching = table.choice("match", band_keys::MATCHING).unwrap_or_default();
        let chart = chart(table, keys.measures.len());
        let (answers, skip) = (scale.len(), table.bool("skip").unwrap_or(false));
        keys.kind = Some(InstrumentKind::Assessment { from, answers, skip, chart });
        keys.labels = scale;
    } else {
        keys.labels = audit_keys::entries(table);
        let (points, unit) = audit_keys::amounts(table);
        keys.kind = Some(InstrumentKind::Audit { entries: keys.labels.len(), points, unit });
        keys.measures = measure_keys::read(table, "columns", "column", MEASURE_LIMIT);
        keys.matching = table.choice("match", band_keys::MATCHING).unwrap_or_default();
    }
    keys.bands = band_keys::read(table);
    keys.is_complete = table.count() == reported_before;
    keys
}

/// Reads `scale` and `from`: the labels of the answers, and the points of the first.
fn scale(table: &mut Reader<'_>) -> (Vec<String>, i64) {
    const HINT: &str =
        "write the answers from least to most: `scale = [\"Never\", \"Sometimes\", \"Often\"]`";
    table.require("scale", HINT);
    let span = table.value_span("scale");
    let labels: Vec<String> = table.list_of_texts("scale").into_iter().map(|t| t.value).collect();
    let from = table.integer("from");
    let Some(span) = span else {
        return (labels, 1);
    };
    if labels.len() < 2 {
        table.refuse("scale", &span, "has fewer than two answers", HINT);
    } else if labels.iter().any(|label| label.trim().is_empty()) {
        table.refuse("scale", &span, "has an empty answer", HINT);
    }
    let first = from.as_ref().map_or(1, |from| from.value);
    let last = i64::try_from(labels.len()).unwrap_or(i64::MAX).saturating_sub(1);
    let (key, at) = match &from {
        Some(from) => ("from", &from.span),
        None => ("scale", &span),
    };
    if first < 0 || first.saturating_add(last) > MAX_POINTS {
        let problem = format!("gives points outside 0 to {MAX_POINTS}");
        table.refuse(key, at, &problem, "use fewer answers, or a lower `from`");
        return (labels, 1);
    }
    (labels, first)
}

fn chart(table: &mut Reader<'_>, dimensions: usize) -> Option<Chart> {
    let span = table.value_span("chart");
    let charts = [Chart::TwoByTwo, Chart::Profile].map(|chart| (chart.as_str(), chart));
    let chart = table.choice("chart", &charts)?;
    if let Some(span) = span
        && chart == Chart::TwoByTwo
        && dimensions != 2
    {
        let problem = "can be `two-by-two` only with two dimensions";
        table.refuse("chart", &span, problem, "write `profile` for one bar per dimension");
    }
    Some(chart)
}
