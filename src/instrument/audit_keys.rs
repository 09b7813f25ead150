//! `[audit]`: entries whose amounts a reader divides over columns.

use crate::data::reader::Reader;
use crate::instrument::required::required;

/// How many entries an audit may have.
const MAX_ENTRIES: usize = 50;
/// How many points an entry may have.
const MAX_POINTS: i64 = 100;

/// How entries are written, for hints.
const ENTRIES: &str = "write `entries = { count = 5, label = \"Meeting\" }`, or a list of names";
/// How amounts are given, for hints.
const AMOUNTS: &str = "write `points = 10` for points to divide over the columns of each entry, or `unit = \"hours\"`";

/// Reads `entries`: a count with a label, or a list of names. Returns the names.
pub fn entries(table: &mut Reader<'_>) -> Vec<String> {
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
pub fn amounts(table: &mut Reader<'_>) -> (Option<i64>, String) {
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
            if points.value < 1 || points.value > MAX_POINTS {
                let problem = format!("must be between 1 and {MAX_POINTS}");
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
