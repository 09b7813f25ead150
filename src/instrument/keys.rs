//! `[assessment]`, `[audit]` and `[worksheet]`: what makes a page an instrument.

use std::collections::HashSet;
use std::ops::Range;

use crate::base::paths::Anchor;
use crate::data::reader::Reader;
use crate::data::value::Spanned;
use crate::instrument::declaration::{ASSESSMENT, AUDIT, COMMITMENT, WORKSHEET};
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
    /// `scale`: the answers of an assessment, in order; `entries` of an audit.
    pub labels: Vec<LabelKeys>,
    /// What scores are made of; `None` for a worksheet, which has questions alone.
    pub kind: Option<InstrumentKind>,
    /// `dimensions` of an assessment, `columns` of an audit.
    pub measures: Vec<LabelKeys>,
    /// The bytes of the value of `chart` of an assessment.
    pub chart_span: Option<Range<usize>>,
    /// `match`: how many bands are shown.
    pub matching: Matching,
    /// `band`: the readings.
    pub bands: Vec<BandKeys>,
    /// `commitment`: whether one is asked for at the end.
    pub has_commitment: bool,
    /// `skip_label` of an assessment: the words of the answer that leaves a statement out, in place
    /// of those of the theme.
    pub skip_label: Option<String>,
    /// `result` of an assessment: whether the result lists the statements by their answers, and no
    /// points are shown.
    pub lists_answers: bool,
    /// `intended` of an audit: the name of the entry for what the reader meant, which is set beside
    /// the others and is no part of their sum.
    pub intended: Option<String>,
    /// `send` of a worksheet: the address that the reader may send the answers to.
    pub send: Option<Spanned<String>>,
    /// Whether the table was read without errors; if not, later checks could report consequences.
    pub is_complete: bool,
}

impl InstrumentKeys {
    /// Whether the page is an assessment.
    pub fn is_assessment(&self) -> bool {
        matches!(self.kind, Some(InstrumentKind::Assessment { .. }))
    }

    /// The dimensions of an assessment.
    pub fn dimensions(&self) -> &[LabelKeys] {
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
        reader.close(table, if name == WORKSHEET { WORKSHEET_HINTS } else { KEY_HINTS });
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

/// Keys that authors may try in the table of a worksheet, which has no bands, with what to write
/// instead.
const WORKSHEET_HINTS: &[(&str, &str)] = &[
    ("questions items", "write questions as items of a numbered list in the body"),
    ("key", "move it above the table, to the keys of the page"),
    ("band bands next", "a worksheet has no readings: link to other pages in the body"),
];

fn instrument(table: &mut Reader<'_>, name: &str, key_span: Range<usize>) -> InstrumentKeys {
    let mut keys = InstrumentKeys {
        key_span,
        basis: String::new(),
        labels: Vec::new(),
        kind: None,
        measures: Vec::new(),
        chart_span: table.value_span("chart"),
        matching: Matching::default(),
        bands: Vec::new(),
        has_commitment: table.bool(COMMITMENT).unwrap_or(true),
        skip_label: None,
        lists_answers: false,
        intended: None,
        send: None,
        is_complete: true,
    };
    if name == WORKSHEET {
        keys.send = send(table);
        return keys;
    }
    let reported_before = table.count();
    keys.basis = required(table, "basis", BASIS).map(|text| text.value).unwrap_or_default();
    if name == ASSESSMENT {
        let (scale, from) = scale(table);
        keys.measures = read_labels(table, &DIMENSIONS);
        keys.matching = table.choice("match", MATCHING).unwrap_or_default();
        keys.lists_answers = table.choice("result", RESULTS).unwrap_or_default();
        let chart = chart(table, keys.chart_span.as_ref(), keys.measures.len(), keys.lists_answers);
        let (answers, skip) = (scale.len(), table.bool("skip").unwrap_or(false));
        keys.skip_label = skip_label(table, skip);
        keys.kind = Some(InstrumentKind::Assessment { from, answers, skip, chart });
        keys.labels = scale;
    } else {
        keys.labels = audit_entries(table);
        let (points, unit) = audit_amounts(table);
        keys.intended = table.filled_text("intended", INTENDED).map(|text| text.value);
        keys.kind = Some(InstrumentKind::Audit { entries: keys.labels.len(), points, unit });
        keys.measures = read_labels(table, &COLUMNS);
        keys.matching = table.choice("match", MATCHING).unwrap_or_default();
    }
    keys.bands = read_bands(table);
    keys.is_complete = table.count() == reported_before;
    keys
}

/// Reads `send`: a mail address or one of a server.
fn send(table: &mut Reader<'_>) -> Option<Spanned<String>> {
    const HINT: &str = "write `mailto:` and a mail address, or the address of a form of your own that begins with `https://`";
    let found = table.filled_text("send", HINT)?;
    let is_blank = found.value.contains(char::is_whitespace);
    let is_right = match found.value.split_once(':') {
        Some(("mailto", to)) => {
            let is_part = |part: &str| !part.is_empty() && !part.contains(['@', '?', '#', ',']);
            to.split_once('@').is_some_and(|(name, host)| is_part(name) && is_part(host))
        }
        Some(("https", rest)) => {
            rest.strip_prefix("//").is_some_and(|host| host.starts_with(char::is_alphanumeric))
        }
        _ => false,
    };
    if is_blank || !is_right {
        table.refuse("send", &found.span, "is no address to send answers to", HINT);
        return None;
    }
    Some(found)
}

/// Reads `scale` and `from`: the answers, and the points of the first.
fn scale(table: &mut Reader<'_>) -> (Vec<LabelKeys>, i64) {
    let span = table.value_span("scale");
    let reported_before = table.count();
    let labels = read_labels(table, &SCALE);
    let from = table.integer("from");
    let Some(span) = span else {
        return (labels, 1);
    };
    if labels.len() == 1 && table.count() == reported_before {
        table.refuse("scale", &span, "has fewer than two answers", SCALE.hint);
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

/// The values of `result`: whether the answers are listed in place of points.
const RESULTS: &[(&str, bool)] = &[("points", false), ("answers", true)];
/// How the entry for what the reader meant is written, for hints.
const INTENDED: &str = "write what the entry is called: `intended = \"The week I meant\"`";

/// Reads `skip_label`, which needs an answer to be the words of.
fn skip_label(table: &mut Reader<'_>, skip: bool) -> Option<String> {
    let label = table.filled_text("skip_label", "write the words of the answer, or remove it")?;
    if !skip {
        let problem = "has no answer that it could name";
        table.refuse("skip_label", &label.span, problem, "add `skip = true`, or remove it");
    }
    Some(label.value)
}

fn chart(
    table: &mut Reader<'_>,
    span: Option<&Range<usize>>,
    dimensions: usize,
    lists_answers: bool,
) -> Option<Chart> {
    let charts = [Chart::TwoByTwo, Chart::Profile].map(|chart| (chart.as_str(), chart));
    let chart = table.choice("chart", &charts)?;
    let span = span?;
    if lists_answers {
        let problem = "cannot be drawn of a result that lists answers";
        table.refuse("chart", span, problem, "remove it, or write `result = \"points\"`");
    } else if chart == Chart::TwoByTwo && dimensions != 2 {
        let problem = "can be `two-by-two` only with two dimensions";
        table.refuse("chart", span, problem, "write `profile` for one bar per dimension");
    }
    Some(chart)
}

/// How many points an entry may have.
const MAX_ENTRY_POINTS: i64 = 100;
/// How amounts are given, for hints.
const AMOUNTS: &str = "write `points = 10` for points to divide over the columns of each entry, or `unit = \"hours\"`";

/// Reads `entries`: a list, or a count with the label and the id that are numbered.
fn audit_entries(table: &mut Reader<'_>) -> Vec<LabelKeys> {
    let span = table.value_span("entries").filter(|_| !table.is_list("entries"));
    let Some(span) = span else {
        return read_labels(table, &ENTRIES);
    };
    let mut inner = table.open("entries");
    inner.require("count", ENTRIES.hint);
    let count = inner.integer("count").map(|count| count.value);
    let label = label_keys(&mut inner, &ENTRIES, ENTRIES.hint);
    table.close(inner, &[("name", "write `label`")]);
    let (Some(count), Some(LabelKeys { id, label })) = (count, label) else {
        return Vec::new();
    };
    if count < 1 || usize::try_from(count).is_ok_and(|count| count > ENTRIES.limit) {
        let problem = format!("must be between 1 and {}", ENTRIES.limit);
        table.refuse("entries", &span, &problem, ENTRIES.hint);
        return Vec::new();
    }
    let numbered = |number| LabelKeys {
        id: Spanned {
            value: Anchor::raw(&format!("{}-{number}", id.value)),
            span: id.span.clone(),
        },
        label: format!("{label} {number}"),
    };
    (1..=count).map(numbered).collect()
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

/// A dimension or an answer of an assessment, a column or an entry of an audit.
#[derive(Clone, Debug, PartialEq)]
pub struct LabelKeys {
    /// `id`: the id under which answers are stored, and by which conditions name a dimension or
    /// column.
    pub id: Spanned<Anchor>,
    /// `label`: the text that readers see.
    pub label: String,
}

/// How a list of labels with ids is read.
struct LabelList {
    key: &'static str,
    /// What messages call one of them.
    noun: &'static str,
    /// More are an error.
    limit: usize,
    /// Whether conditions name them. Of others the id may be made from the label, and a text
    /// stands for a label.
    is_in_conditions: bool,
    /// How the list is written.
    hint: &'static str,
}

const DIMENSIONS: LabelList = LabelList {
    key: "dimensions",
    noun: "dimension",
    limit: MAX_DIMENSIONS,
    is_in_conditions: true,
    hint: "write each dimension as `{ id = \"team\", label = \"The team\" }`",
};
const COLUMNS: LabelList = LabelList {
    key: "columns",
    noun: "column",
    limit: MEASURE_LIMIT,
    is_in_conditions: true,
    hint: "write each column as `{ id = \"team\", label = \"The team\" }`",
};
const SCALE: LabelList = LabelList {
    key: "scale",
    noun: "answer",
    // Their points have a limit.
    limit: usize::MAX,
    is_in_conditions: false,
    hint: "write the answers from least to most: `scale = [\"Never\", \"Sometimes\", \"Often\"]`",
};
const ENTRIES: LabelList = LabelList {
    key: "entries",
    noun: "entry",
    limit: 50,
    is_in_conditions: false,
    hint: "write `entries = { count = 5, label = \"Meeting\" }`, or a list of names",
};

/// Reads a list of labels with ids.
fn read_labels(table: &mut Reader<'_>, what: &LabelList) -> Vec<LabelKeys> {
    let LabelList { key, noun, limit, .. } = *what;
    table.require(key, what.hint);
    let text = Some("label").filter(|_| !what.is_in_conditions);
    let Some(list) = table.open_list(key, text) else {
        return Vec::new();
    };
    let count = list.value.len();
    let mut found: Vec<LabelKeys> = Vec::new();
    let mut ids = HashSet::new();
    let mut repeated = Vec::new();
    for mut reader in list.value {
        let has_id = reader.has("id");
        if let Some(keys) = label_keys(&mut reader, what, "write the text that readers see") {
            if ids.insert(keys.id.value.clone()) {
                found.push(keys);
            } else {
                let LabelKeys { id, label } = keys;
                if has_id {
                    let problem = format!("repeats `{}`", id.value);
                    reader.refuse(
                        "id",
                        &id.span,
                        &problem,
                        &format!("give each {noun} its own id"),
                    );
                } else {
                    let problem = format!("gives `{label}` an id that another {noun} has");
                    let hint = format!("write `{{ id = \"…\", label = \"{label}\" }}`");
                    repeated.push((id.span, problem, hint));
                }
            }
        }
        table.close(reader, &[("name", "write `label`"), ("title", "write `label`")]);
    }
    for (span, problem, hint) in repeated {
        table.refuse(key, &span, &problem, &hint);
    }
    if count == 0 {
        table.refuse(key, &list.span, "is empty", what.hint);
    } else if count > limit {
        let problem = format!("has more than {limit}");
        table.refuse(key, &list.span, &problem, "remove some of them");
    }
    found
}

/// Reads a label with its id, which may be made from the label unless conditions need it.
fn label_keys(reader: &mut Reader<'_>, what: &LabelList, hint: &str) -> Option<LabelKeys> {
    let is_made = !what.is_in_conditions && !reader.has("id");
    let id = (!is_made).then(|| required_id(reader, "conditions name it by its id"));
    let label = required(reader, "label", hint);
    let (id, label) = match (id, label) {
        (Some(id), label) => (id?, label?),
        (None, label) => {
            // Asking for the key makes it a known one.
            let _ = reader.any("id");
            let Spanned { value, span } = label?;
            let id = Spanned { value: Anchor::authorable(&value, what.noun), span: span.clone() };
            (id, Spanned { value, span })
        }
    };
    if what.is_in_conditions && is_reserved(id.value.as_str()) {
        let problem = format!("cannot be `{}`, which has another meaning in conditions", id.value);
        reader.refuse("id", &id.span, &problem, "choose another id");
        return None;
    }
    Some(LabelKeys { id, label: label.value.trim().to_owned() })
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
    let Some(list) = table.open_list("band", None) else {
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
