//! `[assessment]`, `[audit]` and `[worksheet]`: what makes a page an instrument.

use std::ops::Range;

use crate::base::paths::Anchor;
use crate::data::reader::Reader;
use crate::data::value::Spanned;
use crate::instrument::declaration::{ASSESSMENT, AUDIT, WORKSHEET};
use crate::instrument::score::{Chart, InstrumentKind, MEASURE_LIMIT, Matching, is_reserved};

/// The most points that an answer can have: the style sheet, which adds them up where scripts do
/// not run, has a rule for each number.
const MAX_ANSWER_POINTS: i64 = 10;
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

impl InstrumentKeys {
    /// Whether the page is an assessment.
    pub fn is_assessment(&self) -> bool {
        matches!(self.kind, Some(InstrumentKind::Assessment { .. }))
    }

    /// The dimensions of an assessment.
    pub fn dimensions(&self) -> &[MeasureKeys] {
        if self.is_assessment() { &self.measures } else { &[] }
    }
}

/// The tables of instruments, of which a page can have one.
const TABLES: [&str; 3] = [ASSESSMENT, AUDIT, WORKSHEET];

/// Reads the table of an instrument; `None` if the page has none.
pub fn read(reader: &mut Reader<'_>) -> Option<InstrumentKeys> {
    let mut found = None;
    for name in TABLES {
        let Some(span) = reader.key_span(name) else {
            // Asking for the key makes it a suggestion for mistyped ones.
            let _ = reader.any(name);
            continue;
        };
        let mut table = reader.open(name);
        found = Some(instrument(&mut table, name, span));
        reader.close(table, KEY_HINTS);
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
        keys.measures = read_measures(table, "dimensions", "dimension", MAX_DIMENSIONS);
        keys.matching = table.choice("match", MATCHING).unwrap_or_default();
        let chart = chart(table, keys.measures.len());
        let (answers, skip) = (scale.len(), table.bool("skip").unwrap_or(false));
        keys.kind = Some(InstrumentKind::Assessment { from, answers, skip, chart });
        keys.labels = scale;
    } else {
        keys.labels = audit_entries(table);
        let (points, unit) = audit_amounts(table);
        keys.kind = Some(InstrumentKind::Audit { entries: keys.labels.len(), points, unit });
        keys.measures = read_measures(table, "columns", "column", MEASURE_LIMIT);
        keys.matching = table.choice("match", MATCHING).unwrap_or_default();
    }
    keys.bands = read_bands(table);
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
    if first < 0 || first.saturating_add(last) > MAX_ANSWER_POINTS {
        let problem = format!("gives points outside 0 to {MAX_ANSWER_POINTS}");
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

/// How many entries an audit may have.
const MAX_ENTRIES: usize = 50;
/// How many points an entry may have.
const MAX_ENTRY_POINTS: i64 = 100;

/// How entries are written, for hints.
const ENTRIES: &str = "write `entries = { count = 5, label = \"Meeting\" }`, or a list of names";
/// How amounts are given, for hints.
const AMOUNTS: &str = "write `points = 10` for points to divide over the columns of each entry, or `unit = \"hours\"`";

/// Reads `entries`: a count with a label, or a list of names. Returns the names.
fn audit_entries(table: &mut Reader<'_>) -> Vec<String> {
    table.require("entries", ENTRIES);
    let Some(span) = table.value_span("entries") else {
        return Vec::new();
    };
    let names = if table.is_list("entries") {
        let names = table.list_of_texts("entries");
        names.into_iter().map(|name| name.value.trim().to_owned()).collect()
    } else {
        let mut inner = table.open("entries");
        inner.require("count", ENTRIES);
        let count = inner.integer("count").map(|count| count.value);
        let label = required(&mut inner, "label", ENTRIES);
        table.close(inner, &[("name", "write `label`")]);
        let (Some(count), Some(label)) = (count, label) else {
            return Vec::new();
        };
        let limit = i64::try_from(MAX_ENTRIES).unwrap_or(i64::MAX).saturating_add(1);
        let numbered = |number| format!("{} {number}", label.value.trim());
        (1..=count.min(limit)).map(numbered).collect::<Vec<String>>()
    };
    if names.is_empty() || names.len() > MAX_ENTRIES {
        let problem = format!("must be between 1 and {MAX_ENTRIES}");
        table.refuse("entries", &span, &problem, ENTRIES);
    } else if names.iter().any(String::is_empty) {
        table.refuse("entries", &span, "contains an empty name", ENTRIES);
    }
    names
}

/// Reads `points` and `unit`, of which one is given.
fn audit_amounts(table: &mut Reader<'_>) -> (Option<i64>, String) {
    let has_points = table.has("points");
    let unit = table.filled_text("unit", AMOUNTS);
    let points = table.integer("points");
    match (points, unit) {
        (Some(points), Some(unit)) => {
            let problem = "cannot be combined with `points`";
            table.refuse("unit", &unit.span, problem, "remove one of them");
            (Some(points.value), String::new())
        }
        (Some(points), None) => {
            if points.value < 1 || points.value > MAX_ENTRY_POINTS {
                let problem = format!("must be between 1 and {MAX_ENTRY_POINTS}");
                table.refuse("points", &points.span, &problem, AMOUNTS);
            }
            (Some(points.value), String::new())
        }
        (None, Some(unit)) => (None, unit.value.trim().to_owned()),
        (None, None) => {
            if !has_points {
                table.require("points", AMOUNTS);
            }
            (None, String::new())
        }
    }
}

/// A dimension of an assessment or a column of an audit.
#[derive(Clone, Debug, PartialEq)]
pub struct MeasureKeys {
    /// `id`: the id by which conditions name the dimension or column.
    pub id: Spanned<Anchor>,
    /// `label`: the label of the dimension or column, which readers see.
    pub label: String,
}

/// Reads the list `key` of tables; messages call one of them a `noun`. More than `limit` are an
/// error.
fn read_measures(
    table: &mut Reader<'_>,
    key: &'static str,
    noun: &str,
    limit: usize,
) -> Vec<MeasureKeys> {
    let hint = format!("write each {noun} as `{{ id = \"team\", label = \"The team\" }}`");
    table.require(key, &hint);
    let Some(list) = table.open_list(key) else {
        return Vec::new();
    };
    let count = list.value.len();
    let mut measures: Vec<MeasureKeys> = Vec::new();
    for mut reader in list.value {
        if let Some(measure) = measure(&mut reader) {
            let id = &measure.id;
            if measures.iter().any(|other| other.id.value == id.value) {
                let problem = format!("repeats `{}`", id.value);
                reader.refuse("id", &id.span, &problem, &format!("give each {noun} its own id"));
            } else {
                measures.push(measure);
            }
        }
        table.close(reader, &[("name", "write `label`"), ("title", "write `label`")]);
    }
    if count == 0 {
        table.refuse(key, &list.span, "is empty", &hint);
    } else if count > limit {
        let problem = format!("has more than {limit}");
        table.refuse(key, &list.span, &problem, "remove some of them");
    }
    measures
}

fn measure(reader: &mut Reader<'_>) -> Option<MeasureKeys> {
    let id = required_id(reader, "conditions name it by its id");
    let label = required(reader, "label", "write the text that readers see");
    let id = id?;
    if is_reserved(id.value.as_str()) {
        let problem = format!("cannot be `{}`, which has another meaning in conditions", id.value);
        reader.refuse("id", &id.span, &problem, "choose another id");
        return None;
    }
    Some(MeasureKeys { id, label: label?.value.trim().to_owned() })
}

/// Reads the required key `id`. `why` is the hint if it is missing.
fn required_id(reader: &mut Reader<'_>, why: &str) -> Option<Spanned<Anchor>> {
    let id = required(reader, "id", why)?;
    reader.authored_id("id", id)
}

/// The values of `match`.
const MATCHING: &[(&str, Matching)] = &[("first", Matching::First), ("all", Matching::All)];

/// How a condition is written, for hints.
const WHEN: &str = "write its condition: `when = \"m >= 18 and l < 18\"`, or `when = \"else\"`";

/// A `[[….band]]` table.
#[derive(Clone, Debug, PartialEq)]
pub struct BandKeys {
    /// `id`: the id of the heading with the reading of the band.
    pub id: Spanned<Anchor>,
    /// `when`: the condition of the band, as written.
    pub when: Spanned<String>,
    /// `each`: whether the condition of the band is applied to each dimension in turn.
    pub each: bool,
    /// `next`: the pages to read next, as links of the page of the instrument.
    pub next: Vec<Spanned<String>>,
}

/// Reads the list `band` of the table of an instrument.
fn read_bands(table: &mut Reader<'_>) -> Vec<BandKeys> {
    const HINT: &str = "an instrument needs a reading for every score: `id`, `when` and a heading in the body for each band";
    table.require("band", HINT);
    let Some(list) = table.open_list("band") else {
        return Vec::new();
    };
    let mut bands: Vec<BandKeys> = Vec::new();
    if list.value.is_empty() {
        table.refuse("band", &list.span, "is empty", HINT);
    }
    for mut reader in list.value {
        if let Some(band) = band(&mut reader) {
            let id = &band.id;
            if bands.iter().any(|other| other.id.value == id.value) {
                let problem = format!("repeats `{}`", id.value);
                reader.refuse("id", &id.span, &problem, "every band needs its own id and heading");
            } else {
                bands.push(band);
            }
        }
        table.close(reader, BAND_KEY_HINTS);
    }
    bands
}

/// Keys that authors may try in a band, with what to write instead.
const BAND_KEY_HINTS: &[(&str, &str)] = &[
    ("if", "write `when`"),
    ("condition", "write `when`"),
    ("title", "write its title as the heading with its id in the body"),
    ("label", "write its title as the heading with its id in the body"),
    ("reading", "write its reading below the heading with its id in the body"),
    ("text", "write its reading below the heading with its id in the body"),
    ("links", "write `next`"),
];

fn band(reader: &mut Reader<'_>) -> Option<BandKeys> {
    let id = required_id(reader, "write the id of the heading above its reading in the body");
    let when = required(reader, "when", WHEN);
    let each = reader.bool("each").unwrap_or(false);
    let next = reader.list_of_texts("next");
    Some(BandKeys { id: id?, when: when?, each, next })
}

/// How a basis is written, for hints.
const BASIS: &str =
    "write where the questions come from, such as `Written for this handbook after Kotter (1990).`";

/// Reads the text of a required key. Reports a key that is missing or empty.
fn required(table: &mut Reader<'_>, key: &'static str, hint: &str) -> Option<Spanned<String>> {
    table.require(key, hint);
    table.filled_text(key, hint)
}
