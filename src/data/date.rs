//! Dates as authors write them, in the form of RFC 3339.

use std::time::SystemTime;

use jiff::civil::Date;
use jiff::fmt::temporal::{Pieces, PiecesOffset};
use jiff::tz::TimeZone;
use jiff::{Timestamp, Unit};

/// The description of a valid date; continues "expected …".
pub const EXPECTED: &str =
    "a date such as 2026-11-22, or a date and time such as 2026-11-22T09:30:00+01:00";

/// The reason why a text is not a date.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DateProblem {
    /// The text does not have the form of [`EXPECTED`].
    Form,
    /// The text has the form of [`EXPECTED`], but no calendar has such a day or no clock such a
    /// time.
    Impossible,
    /// A date and time without an offset from UTC.
    NoOffset,
}

/// The date in RFC 3339 form: `2026-11-22` or `2026-11-22T09:30:00+01:00`.
///
/// A space instead of `T`, a time without seconds and an offset without a colon are accepted.
///
/// # Errors
/// The reason why it is not a date.
pub fn normalise(text: &str) -> Result<String, DateProblem> {
    let (day, time) = split(text.trim()).ok_or(DateProblem::Form)?;
    let date: Date = day.parse().map_err(|_| DateProblem::Impossible)?;
    if time.is_empty() {
        return Ok(date.to_string());
    }
    let pieces = Pieces::parse(text.trim()).map_err(|_| {
        let digits = time.chars().filter(char::is_ascii_digit).count();
        if digits < 4 { DateProblem::Form } else { DateProblem::Impossible }
    });
    // Some write a space before the offset, which the standard does not.
    let joined = format!("{day}T{}", time.replace(' ', ""));
    let pieces = match pieces {
        Ok(pieces) => pieces,
        Err(problem) => Pieces::parse(&joined).map_err(|_| problem)?,
    };
    let clock = pieces.time().ok_or(DateProblem::Form)?;
    if pieces.time_zone_annotation().is_some() {
        return Err(DateProblem::Form);
    }
    let offset = match pieces.offset().ok_or(DateProblem::NoOffset)? {
        PiecesOffset::Zulu => "Z".to_owned(),
        other => {
            let seconds = other.to_numeric_offset().seconds();
            let (hours, minutes) = (seconds.abs() / 3600, seconds.abs() / 60 % 60);
            // RFC 3339 has no seconds in an offset and no hour above 23.
            if seconds % 60 != 0 || hours > 23 {
                return Err(DateProblem::Impossible);
            }
            let sign = if seconds < 0 { '-' } else { '+' };
            format!("{sign}{hours:02}:{minutes:02}")
        }
    };
    Ok(format!("{date}T{clock}{offset}"))
}

/// A date in RFC 3339 form as a time in UTC, rounded to seconds: `2026-11-22T08:30:00Z`. A day
/// stands for its beginning. `None` for a text of any other form, and for years beyond four digits.
pub fn moment(date: &str) -> Option<String> {
    let with_time = match date.len() {
        10 => format!("{date}T00:00:00Z"),
        _ => date.to_owned(),
    };
    let moment: Timestamp = with_time.parse().ok()?;
    let moment = moment.round(Unit::Second).ok()?.to_string();
    (moment.len() == "2026-11-22T08:30:00Z".len()).then_some(moment)
}

/// The day of a moment in UTC, `2026-11-22`; `None` beyond the year 9999.
pub fn day_of(moment: SystemTime) -> Option<String> {
    let moment = Timestamp::try_from(moment).ok()?;
    Some(moment.to_zoned(TimeZone::UTC).date().to_string())
}

/// The day, `2026-11-22`, and the rest after its `T` or space, which is empty for a day alone.
fn split(text: &str) -> Option<(&str, &str)> {
    let (day, rest) = text.split_at_checked(10)?;
    let shape = day.bytes().enumerate().all(|(i, b)| match i {
        4 | 7 => b == b'-',
        _ => b.is_ascii_digit(),
    });
    let time = match rest.as_bytes().first() {
        None => "",
        Some(b'T' | b't' | b' ') if rest.len() > 1 => &rest[1..],
        Some(_) => return None,
    };
    shape.then_some((day, time))
}

#[cfg(test)]
mod tests {
    use super::{DateProblem, moment, normalise};

    #[test]
    fn moments_are_given_in_utc() {
        for (date, expected) in [
            ("2026-11-22", Some("2026-11-22T00:00:00Z")),
            ("2026-11-22T09:30:00+01:00", Some("2026-11-22T08:30:00Z")),
            ("2026-11-22T09:30:00.5Z", Some("2026-11-22T09:30:01Z")),
            ("0000-01-01T00:00:00+01:00", None),
            ("soon", None),
        ] {
            assert_eq!(moment(date).as_deref(), expected, "{date}");
        }
    }

    #[test]
    fn days_and_times_come_out_in_one_form() {
        for (written, expected) in [
            ("2026-11-22", "2026-11-22"),
            (" 2024-02-29 ", "2024-02-29"),
            ("2026-11-22T09:30:00Z", "2026-11-22T09:30:00Z"),
            ("2026-11-22t09:30:00z", "2026-11-22T09:30:00Z"),
            ("2026-11-22 09:30:00+01:00", "2026-11-22T09:30:00+01:00"),
            ("2026-11-22 09:30:00 -0530", "2026-11-22T09:30:00-05:30"),
            ("2026-11-22T09:30Z", "2026-11-22T09:30:00Z"),
            ("2026-11-22T09:30:00.5Z", "2026-11-22T09:30:00.5Z"),
            ("2026-11-22T09:30:00+00:00", "2026-11-22T09:30:00+00:00"),
        ] {
            assert_eq!(normalise(written).as_deref(), Ok(expected), "{written}");
        }
    }

    #[test]
    fn anything_else_is_refused() {
        use DateProblem::{Form, Impossible, NoOffset};
        for (written, problem) in [
            ("", Form),
            ("soon", Form),
            ("2026-1-5", Form),
            ("22.11.2026", Form),
            ("2026-11-22T", Form),
            ("2026-11-22x", Form),
            ("2026-11-22TT", Form),
            ("２０２６-11-22", Form),
            ("2026-02-30", Impossible),
            ("2026-13-01", Impossible),
            ("2026-11-22T25:00:00Z", Impossible),
            ("2026-11-22T09:30:00+99:00", Impossible),
            ("2026-11-22T09:30:00", NoOffset),
            ("2026-11-22T09:30:00+01:00[Europe/Berlin]", Form),
        ] {
            assert_eq!(normalise(written), Err(problem), "{written}");
        }
    }
}
