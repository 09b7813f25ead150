//! `[checklist]`: how often the lists of a page start again, and who signs a round.

use std::ops::Range;

use crate::checklist::declaration::TABLE;
use crate::checklist::model::Rounds;
use crate::data::reader::Reader;
use crate::data::value::Spanned;

/// An example of shifts, for hints.
const EXAMPLE: &str = "write when each begins: `shifts = [\"06:00\", \"14:00\", \"22:00\"]`";

/// How often lists start again.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Repeat {
    Daily,
    Weekly,
    Shift,
}

/// Reads the `[checklist]` table: the rounds, and the span of the name of the table; `None` if the
/// page has none.
pub fn read(reader: &mut Reader<'_>) -> Option<(Rounds, Range<usize>)> {
    let span = reader.key_span(TABLE);
    let mut table = reader.open(TABLE);
    let words = [("daily", Repeat::Daily), ("weekly", Repeat::Weekly), ("shift", Repeat::Shift)];
    let repeat = table.choice("repeat", &words);
    if repeat == Some(Repeat::Shift) {
        table.require("shifts", EXAMPLE);
    }
    let shifts = shifts(&mut table, repeat);
    let names = names(&mut table);
    reader.close(table, &[("every", "write `repeat`"), ("signatures", "write `names`")]);
    let repeat = match repeat {
        Some(Repeat::Daily) => "daily".to_owned(),
        Some(Repeat::Weekly) => "weekly".to_owned(),
        Some(Repeat::Shift) => shifts.join(" "),
        None => String::new(),
    };
    span.map(|span| (Rounds { repeat, names }, span))
}

/// The times at which shifts begin, such as `06:00`, in the order of the day.
fn shifts(table: &mut Reader<'_>, repeat: Option<Repeat>) -> Vec<String> {
    let Some(span) = table.value_span("shifts") else { return Vec::new() };
    let is_list = table.is_list("shifts");
    let texts = table.list_of_texts("shifts");
    if repeat != Some(Repeat::Shift) {
        table.refuse("shifts", &span, "means nothing here", "write `repeat = \"shift\"` with it");
        return Vec::new();
    }
    if is_list && texts.is_empty() {
        table.refuse("shifts", &span, "is empty", EXAMPLE);
    }
    let mut times = Vec::with_capacity(texts.len());
    for Spanned { value, span } in &texts {
        if is_time(value) {
            times.push(value.clone());
        } else {
            let hint = "write hours and minutes with two digits each, such as `06:00`";
            table.refuse("shifts", span, &format!("has `{value}`, which is no time"), hint);
        }
    }
    times.sort();
    times.dedup();
    times
}

/// Whether a text is a time of day, `00:00` to `23:59`.
fn is_time(text: &str) -> bool {
    let number = |digits: &str| {
        let is_two = digits.len() == 2 && digits.bytes().all(|b| b.is_ascii_digit());
        digits.parse::<u8>().ok().filter(|_| is_two)
    };
    text.split_once(':').is_some_and(|(hours, minutes)| {
        number(hours).is_some_and(|h| h < 24) && number(minutes).is_some_and(|m| m < 60)
    })
}

/// How many people sign a round.
fn names(table: &mut Reader<'_>) -> u8 {
    let Some(Spanned { value, span }) = table.integer("names") else { return 0 };
    match value {
        1 => 1,
        2 => 2,
        _ => {
            let problem = format!("cannot be {value}");
            table.refuse("names", &span, &problem, "write 1 or 2, for those who sign a round");
            0
        }
    }
}
