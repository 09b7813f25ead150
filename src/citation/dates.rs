//! [`read`]: dates of sources that the library does not know: ranges, `c. 1850`, `in press`.

use std::str::FromStr;

use hayagriva::citationberg::taxonomy::Season;
use hayagriva::types::Date;

use crate::citation::marks::CIRCA;

/// The month of EDTF that is the spring; those after it are the other seasons.
pub(super) const FIRST_SEASON: u8 = 21;
/// The year by which a source without one is sorted: after all others.
pub(super) const LAST_YEAR: i32 = 9999;

/// The date of a source.
#[derive(Clone, Debug)]
pub(super) struct SourceDate {
    /// The date by which the source is sorted.
    pub(super) date: Date,
    /// What is shown in the place of the year; empty if the year is.
    pub(super) shown: String,
    /// Until when it was, within the year.
    pub(super) until: Option<LaterDate>,
}

/// The end of a range within a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct LaterDate {
    /// The month, or the season as a month from [`FIRST_SEASON`] on.
    pub(super) month: u8,
    /// The day, if the beginning has one too.
    pub(super) day: Option<u8>,
    /// What stands between the months: `–`, or `/` of an issue for both.
    pub(super) separator: char,
}

/// The month of a date, or its season as a month from [`FIRST_SEASON`] on.
pub(super) fn month_of(date: &Date) -> Option<u8> {
    let season = date.season.and_then(|season| {
        let is_it = |number: &u8| Season::try_from_csl_number(*number).ok() == Some(season);
        (1..=4).find(is_it).map(|number| FIRST_SEASON - 1 + number)
    });
    season.or_else(|| date.month.map(|month| month + 1))
}

/// Reads a date in one of the forms of EDTF, or a text without digits. `None` for anything else.
pub(super) fn read(text: &str) -> Option<SourceDate> {
    let text = text.trim();
    if text.is_empty() {
        return None;
    }
    let (bare, is_approximate) = match text.trim_end_matches(['~', '?', '%']) {
        bare if bare.len() < text.len() => (bare, true),
        bare => (bare.trim_start_matches('~'), bare.starts_with('~')),
    };
    if let Some(date) = date(bare) {
        let shown = if is_approximate { format!("{CIRCA} {}", date.year) } else { String::new() };
        return Some(SourceDate { date, shown, until: None });
    }
    if let Some(range) = range(bare) {
        return Some(range);
    }
    let is_circa =
        text.split_once(|c: char| c.is_ascii_digit() || c == ' ').is_some_and(|(word, _)| {
            matches!(word.trim_end_matches('.').to_lowercase().as_str(), "c" | "ca" | "circa")
        });
    let has_digit = text.chars().any(|c| c.is_ascii_digit());
    (is_circa || !has_digit).then(|| as_written(text))
}

/// What is wrong in a date: a month or a day that there is not. `None` for another mistake.
pub(super) fn fault(text: &str) -> Option<String> {
    let mut numbers = text.trim().split('-').map(str::parse::<u32>);
    let (Ok(year), Ok(month)) = (numbers.next()?, numbers.next()?) else { return None };
    if !(1..=12).contains(&month) {
        return Some(format!("there is no month {month}"));
    }
    let day = numbers.next()?.ok()?;
    let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    let days = match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    };
    (!(1..=days).contains(&day)).then(|| format!("this month has no day {day}"))
}

/// The hint at a date.
pub(super) const DATE_HINT: &str = "write the year, `1990`, or with month and day, `1990-05-12`; a \
                                    range of years is `1990/1995`";

/// A text that is shown as it is. It is sorted by the first four digits, if there are so many.
pub(super) fn as_written(text: &str) -> SourceDate {
    let mut runs = text.split(|c: char| !c.is_ascii_digit());
    let year = runs.find(|run| run.len() == 4).and_then(|run| run.parse().ok());
    let date = Date::from_year(year.unwrap_or(LAST_YEAR));
    SourceDate { date, shown: text.to_owned(), until: None }
}

/// A single date: `1990`, `1990-05`, `1990-21` for a season, `1990-05-12`, with or without a time;
/// `44 BC`.
fn date(text: &str) -> Option<Date> {
    let (digits, era) = text.split_once(' ').unwrap_or((text, ""));
    match era.trim().trim_matches('.').to_uppercase().as_str() {
        "BC" | "BCE" => {
            let year: i32 = digits.parse().ok()?;
            return (year > 0 && year <= LAST_YEAR).then(|| Date::from_year(1 - year));
        }
        "AD" | "CE" => return date(digits),
        _ => {}
    }
    if let Some((year, season)) = text.rsplit_once('-').filter(|(year, _)| year.len() == 4) {
        let number =
            season.parse::<u8>().ok().and_then(|number| number.checked_sub(FIRST_SEASON - 1));
        if let Some(season) = number.and_then(|number| Season::try_from_csl_number(number).ok()) {
            let season = Some(season);
            return Some(Date { season, ..Date::from_year(year.parse().ok()?) });
        }
    }
    let day = text.split_once('T').map_or(text, |(day, _)| day);
    let digits = day.strip_prefix('-').unwrap_or(day);
    let is_short = digits.len() < 4 && !digits.is_empty();
    if is_short && digits.chars().all(|c| c.is_ascii_digit()) {
        return Some(Date::from_year(day.parse().ok()?));
    }
    let mut date = Date::from_str(day).ok()?;
    if date.month.is_some_and(|month| month > 11) || date.day.is_some_and(|day| day > 30) {
        return None;
    }
    date.approximate = false;
    Some(date)
}

/// A range: `1990/1995`, `1990--1995`, `1990/`, `/1990`, `1990-05/1990-06`.
fn range(text: &str) -> Option<SourceDate> {
    let (from, to) = text.split_once('/').or_else(|| {
        let separator = ["--", "–", "—", "-"].into_iter().find(|dash| text.contains(dash))?;
        let parts = text.split_once(separator)?;
        let is_year = |part: &str| part.chars().all(|c| c.is_ascii_digit());
        let (from, to) = (parts.0.trim(), parts.1.trim());
        // `2006-13` is no month; a range of years with a hyphen is written in full.
        let is_range = from.len() == 4 && (to.len() == 4 || to.len() == 2 && separator != "-");
        (is_range && is_year(from) && is_year(to)).then_some(parts)
    })?;
    let side = |text: &str| match text.trim() {
        "" | ".." => Some(None),
        text => date(text.trim_end_matches(['~', '?', '%'])).map(Some),
    };
    let (from, to) = (side(from)?, side(to)?);
    let year = |date: &Option<Date>| date.as_ref().map(|d| d.year.to_string()).unwrap_or_default();
    let (first, last) = (year(&from), year(&to));
    let (later, date) = (to, from.or(to)?);
    if first == last {
        let until = later.filter(|later| *later != date).and_then(|later| {
            let day = later.day.filter(|_| date.day.is_some()).map(|day| day + 1);
            month_of(&date)?;
            Some(LaterDate { month: month_of(&later)?, day, separator: '–' })
        });
        return Some(SourceDate { date, shown: String::new(), until });
    }
    let shown = format!("{first}–{last}");
    Some(SourceDate { date: Date::from_year(date.year), shown, until: None })
}
