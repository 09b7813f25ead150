//! What the words and keys in the fields of BibTeX mean: of months, editions, languages, theses.

use crate::citation::dates::FIRST_SEASON;
use crate::citation::latex::plain;
use crate::config::language::{is_language_tag, named_tag};

/// The abbreviations of the months, which BibTeX defines.
pub(super) const MONTHS: &str = "jan feb mar apr may jun jul aug sep oct nov dec";

/// The words for the kind of a thesis or a report, where the field `type` is missing or a key.
pub(super) fn genre(kind: &str, written: &str) -> String {
    match (written.to_lowercase().as_str(), kind) {
        ("phdthesis", _) | ("", "phdthesis") => "Doctoral dissertation".to_owned(),
        ("mathesis", _) | ("", "mastersthesis") => "Master’s thesis".to_owned(),
        ("bathesis", _) => "Bachelor’s thesis".to_owned(),
        ("techreport", _) | ("", "techreport") => "Technical report".to_owned(),
        ("resreport", _) => "Research report".to_owned(),
        ("datacd" | "audiocd" | "candthesis", _) => String::new(),
        (key, "patent") => patent(key).unwrap_or_else(|| written.to_owned()),
        ("", "dataset") => "Data set".to_owned(),
        _ => written.to_owned(),
    }
}

/// The words for a key of BibLaTeX such as `patentus` or `patreqeu`.
fn patent(key: &str) -> Option<String> {
    let (country, noun) = match key.strip_prefix("patreq") {
        Some(country) => (country, "patent request"),
        None => (key.strip_prefix("patent")?, "patent"),
    };
    Some(match country {
        "de" => format!("German {noun}"),
        "eu" => format!("European {noun}"),
        "fr" => format!("French {noun}"),
        "uk" => format!("British {noun}"),
        "us" => format!("U.S. {noun}"),
        _ => return None,
    })
}

/// The words for a series of a journal, which may be a number or a key.
pub(super) fn journal_series(written: &str) -> String {
    match written {
        "newseries" => "New series".to_owned(),
        "oldseries" => "Old series".to_owned(),
        number if !number.is_empty() && number.chars().all(|c| c.is_ascii_digit()) => {
            let ending = match (number.ends_with("11"), number.chars().last()) {
                (false, Some('1')) => "st",
                (_, Some('2')) if !number.ends_with("12") => "nd",
                (_, Some('3')) if !number.ends_with("13") => "rd",
                _ => "th",
            };
            format!("{number}{ending} series")
        }
        written => written.to_owned(),
    }
}

/// The seasons, some with two names.
const SEASONS: &str = "spring summer autumn/fall winter";

/// A month, and a day if it stands beside it: `5`, `May`, `12~May`; or a season, as a month from
/// [`FIRST_SEASON`] on.
pub(super) fn month(text: &str) -> Option<(u8, Option<u8>)> {
    let words = text.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let (mut month, mut numbers) = (None, Vec::new());
    for word in words {
        let lower = word.to_lowercase();
        let seasons = SEASONS.split(' ').position(|known| known.split('/').any(|one| one == lower));
        if let Some(season) = seasons.and_then(|at| u8::try_from(at).ok()) {
            return Some((FIRST_SEASON + season, None));
        }
        let start = lower.get(..3).unwrap_or_default().to_owned();
        let named = (1..).zip(MONTHS.split(' ')).find(|(_, known)| *known == start);
        if let (None, Some((named, _))) = (month, named) {
            month = Some(named);
        } else if let Ok(number) = word.parse::<u8>() {
            numbers.push(number);
        }
    }
    match month {
        Some(month) => Some((month, numbers.first().copied())),
        None => numbers.first().filter(|month| (1..=12).contains(*month)).map(|m| (*m, None)),
    }
}

/// A range within a year: months, each with a day if it stands beside it.
pub(super) struct MonthRange {
    pub(super) from: (u8, Option<u8>),
    pub(super) to: (u8, Option<u8>),
    /// Whether a slash stands between them.
    pub(super) has_slash: bool,
}

/// A range: `June/July`, `jan--feb`, `3--5~May`. `None` if the text is none.
pub(super) fn month_range(text: &str) -> Option<MonthRange> {
    let separator =
        ["--", "–", "—", "/", "-", "&", " and "].into_iter().find(|s| text.contains(s))?;
    let (first, last) = text.split_once(separator)?;
    let number = |text: &str| text.trim().parse::<u8>().ok().filter(|day| (1..=31).contains(day));
    let (from, to) = match (month(first), month(last)) {
        (Some(from), Some(to)) if number(last).is_none() || number(first).is_some() => {
            match (number(first), to.1) {
                // `3--5 May`: what stands alone is a day.
                (Some(day), Some(last)) => ((to.0, Some(day)), (to.0, Some(last))),
                _ => (from, to),
            }
        }
        (Some((month, Some(day))), _) => ((month, Some(day)), (month, Some(number(last)?))),
        (None, Some((month, Some(last)))) => ((month, Some(number(first)?)), (month, Some(last))),
        _ => return None,
    };
    // A day on one side alone says nothing of the range.
    let has_days = from.1.is_some() && to.1.is_some();
    let part = |(month, day): (u8, Option<u8>)| (month, day.filter(|_| has_days));
    (from != to).then(|| MonthRange { from: part(from), to: part(to), has_slash: separator == "/" })
}

/// The ordinal numbers that an edition may have as a word.
const ORDINALS: &str = "first second third fourth fifth sixth seventh eighth ninth tenth";

/// An edition without the words that a style puts after it.
pub(super) fn edition(text: &str) -> String {
    let text = plain(text);
    let bare = text.trim_end_matches('.');
    let word = bare.rsplit(' ').next().unwrap_or_default();
    let is_said = word.eq_ignore_ascii_case("edition") || word.eq_ignore_ascii_case("ed");
    let bare = bare[..bare.len() - if is_said { word.len() } else { 0 }].trim();
    match ORDINALS.split(' ').position(|known| known == bare.to_lowercase()) {
        Some(at) => (at + 1).to_string(),
        None if bare.is_empty() => text,
        None => {
            let digits: String = bare.chars().take_while(char::is_ascii_digit).collect();
            let is_ordinal = matches!(&bare[digits.len()..], "st" | "nd" | "rd" | "th");
            if is_ordinal { digits } else { bare.to_owned() }
        }
    }
}

/// A text that is a number, and nothing otherwise.
pub(super) fn digits(text: &str) -> String {
    let text = plain(text);
    let is_number = text.len() < 9 && text.chars().all(|c| c.is_ascii_digit());
    if is_number { text } else { String::new() }
}

/// The tag of a language by its tag or its name in `babel`; that of an undetermined one if the name
/// is unknown, and empty if there is none.
pub(super) fn language(text: &str) -> String {
    let name = plain(text).to_lowercase();
    let tag = match name.as_str() {
        "" => return name,
        "american" | "usenglish" | "british" | "ukenglish" | "australian" | "canadian" => "en",
        "ngerman" | "austrian" | "naustrian" | "swissgerman" | "nswissgerman" => "de",
        "acadian" | "canadien" => "fr",
        "brazilian" => "pt",
        "latin" => "la",
        "nynorsk" => "nn",
        "norsk" => "nb",
        tag if is_language_tag(tag) => tag,
        name => named_tag(name).unwrap_or("und"),
    };
    tag.split('-').next().unwrap_or_default().to_owned()
}
