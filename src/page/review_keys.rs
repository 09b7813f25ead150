//! [`check`]: the keys of `[extra]` that `handbook check` reads, `review_by` and `owner`. All others
//! are the site's own.

use crate::base::diagnostic::{Code, Diagnostic};
use crate::base::suggest::is_slip_of;
use crate::data::date::{self, EXPECTED};
use crate::data::reader::Reader;
use crate::data::value::Value;

/// The day by which a page is to be reviewed.
pub const REVIEW_BY: &str = "review_by";

/// Who reviews the page.
pub const OWNER: &str = "owner";

/// Warns of a `review_by` that is no date, and of keys that are nearly one of the two.
pub(super) fn check(reader: &mut Reader<'_>) {
    let Some(Value::Table(extra)) = reader.value("extra") else { return };
    let mut found = Vec::new();
    for (key, value) in extra {
        if key.value == REVIEW_BY {
            let meant = match &value.value {
                Value::Text(text) | Value::Date(text) if date::normalise(text).is_ok() => continue,
                Value::Integer(number) => day_of_digits(*number),
                _ => None,
            };
            let meant =
                meant.map_or_else(|| EXPECTED.to_owned(), |day| format!("`{REVIEW_BY} = {day}`"));
            let message = format!("`{REVIEW_BY}` is not a date");
            found.push(
                Diagnostic::warning(Code::ReviewDue, message, reader.place(&value.span))
                    .hint(format!("write {meant}")),
            );
            continue;
        }
        let is_there = |name: &&str| extra.iter().any(|(key, _)| key.value == **name);
        let meant = [REVIEW_BY, OWNER].into_iter().find(|name| is_slip_of(&key.value, name));
        if let Some(meant) = meant.filter(|meant| !is_there(meant)) {
            let message = format!("`handbook check` reads no `{}`", key.value);
            found.push(
                Diagnostic::warning(Code::UnknownKey, message, reader.place(&key.span))
                    .did_you_mean(Some(meant)),
            );
        }
    }
    for diagnostic in found {
        reader.report(diagnostic);
    }
}

/// The day that eight digits are, `2026-01-31`.
fn day_of_digits(number: i64) -> Option<String> {
    let digits = number.to_string();
    let (year, rest) = digits.split_at_checked(4).filter(|_| digits.len() == 8)?;
    let (month, day) = rest.split_at(2);
    date::normalise(&format!("{year}-{month}-{day}")).ok()
}
