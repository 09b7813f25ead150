//! [`WrittenLocator`]: a place within a source as its author wrote it, `pp. 12-15`, and of what kind
//! it is, since a style has its own words for each kind.

use std::borrow::Cow;

use hayagriva::citationberg::taxonomy::Locator;

/// The kinds of places, with the words that stand before one and before several of them, separated by
/// spaces. Words with a full stop and signs need no space after them.
const LABELS: &[(Locator, &str, &str)] = &[
    (Locator::Page, "page p. p", "pages pp. pp"),
    (Locator::Chapter, "chapter chap. ch.", "chapters chaps. chs."),
    (Locator::Section, "section sec. sect. §", "sections secs. §§"),
    (Locator::Paragraph, "paragraph para. ¶", "paragraphs paras. ¶¶"),
    (Locator::Part, "part pt.", "parts pts."),
    (Locator::Volume, "volume vol.", "volumes vols."),
    (Locator::Book, "book bk.", "books bks."),
    (Locator::Column, "column col.", "columns cols."),
    (Locator::Figure, "figure fig.", "figures figs."),
    (Locator::Folio, "folio fol.", "folios fols."),
    (Locator::Issue, "number no.", "numbers nos."),
    (Locator::Line, "line l.", "lines ll."),
    (Locator::Note, "note n.", "notes nn."),
    (Locator::Opus, "opus op.", "opera opp."),
    (Locator::Verse, "verse", "verses vv."),
    (Locator::Appendix, "appendix app.", "appendices apps."),
    (Locator::Equation, "equation eq.", "equations eqs."),
];

/// How many places there are, and whether they have numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
enum LocatorNumber {
    Words,
    One,
    Several,
}

/// A kind of places within sources, as far as styles have different words for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct LocatorKind {
    /// The index in [`LABELS`].
    label: usize,
    number: LocatorNumber,
}

impl LocatorKind {
    const PAGE: usize = 0;

    /// The kind as the library knows it.
    pub(super) fn of_style(self) -> Locator {
        LABELS[self.label].0
    }

    /// What stands after a text in its place, so that the library takes it for so many.
    pub(super) fn number(self) -> &'static str {
        match self.number {
            LocatorNumber::Words => "",
            LocatorNumber::One => "1",
            LocatorNumber::Several => "1-2",
        }
    }

    /// Whether places of this kind are pages, for which some styles have no word.
    pub(super) fn is_page(self) -> bool {
        self.label == Self::PAGE
    }
}

/// A place within a source.
pub(super) struct WrittenLocator<'a> {
    /// The kind; `None` if it is not known, so that only the author's own words can be shown.
    pub(super) kind: Option<LocatorKind>,
    /// The text after the author's word for the kind.
    pub(super) text: Cow<'a, str>,
    /// The whole text, in the author's own words.
    pub(super) own: Cow<'a, str>,
}

impl<'a> WrittenLocator<'a> {
    /// Reads a place by the rules of Pandoc: a number without a word before it is a page, and so is
    /// all that stands between braces.
    pub(super) fn read(written: &'a str) -> Self {
        let braced = written.strip_prefix('{').and_then(|inner| inner.strip_suffix('}'));
        let own = braced.unwrap_or(written).trim();
        let (label, is_plural, rest) = match labelled(own) {
            Some(found) => found,
            None if braced.is_some() || begins_with_pages(own) => (LocatorKind::PAGE, false, own),
            None => return Self { kind: None, text: own.into(), own: own.into() },
        };
        let is_page = label == LocatorKind::PAGE;
        let has_number = rest.starts_with(|c: char| c.is_ascii_digit());
        let number = match rest {
            _ if is_plural || has_several(rest, is_page) => LocatorNumber::Several,
            _ if has_number || is_page => LocatorNumber::One,
            _ => LocatorNumber::Words,
        };
        let is_dashed = is_page || number == LocatorNumber::Several || rest.contains("pp. ");
        let shown =
            |text: &'a str| if is_dashed { Cow::from(dashed(text)) } else { Cow::from(text) };
        let kind = Some(LocatorKind { label, number });
        Self { kind, text: shown(rest), own: shown(own) }
    }
}

/// Whether a text begins with a place: a number, or a word for a kind of places and one.
pub(super) fn begins(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_digit()) || labelled(text).is_some()
}

/// The braces at the start of a text, with what they hold.
pub(super) fn in_braces(text: &str) -> Option<&str> {
    let inner = text.strip_prefix('{')?;
    Some(&text[..inner.find('}')? + 2])
}

/// The kind whose word a text begins with, whether it is that of several, and the text after it.
fn labelled(text: &str) -> Option<(usize, bool, &str)> {
    let after = |word: &str| {
        let start = text.get(..word.len()).filter(|start| start.eq_ignore_ascii_case(word))?;
        let rest = &text[start.len()..];
        let may_touch = !word.ends_with(char::is_alphabetic);
        let is_apart = rest.starts_with(char::is_whitespace)
            || may_touch && rest.starts_with(|c: char| c.is_ascii_digit());
        Some(rest.trim_start()).filter(|rest| is_apart && has_place(rest))
    };
    LABELS.iter().enumerate().find_map(|(label, (_, one, several))| {
        let found = |words: &str| words.split(' ').find_map(after);
        let several = found(several).map(|rest| (label, true, rest));
        several.or_else(|| Some((label, false, found(one)?)))
    })
}

/// Whether the first word of a text is a place: it has a digit, or it is a Roman number or a letter.
fn has_place(text: &str) -> bool {
    let word = text.split([' ', ',', ';', '-', '–', '.']).next().unwrap_or_default();
    let is_letter = word.len() == 1 && word.starts_with(|c: char| c.is_ascii_uppercase());
    word.contains(|c: char| c.is_ascii_digit()) || is_roman(word) || is_letter
}

fn is_roman(word: &str) -> bool {
    !word.is_empty() && word.chars().all(|c| "ivxlcdm".contains(c.to_ascii_lowercase()))
}

/// Whether a word is the number of a page: `12`, `12a`, `3ff.`, `S45`, but no `1st`.
fn is_page(word: &str) -> bool {
    let word = word.trim_end_matches('.');
    let letters = word.len() - word.trim_start_matches(|c: char| c.is_ascii_alphabetic()).len();
    let rest = word[letters..].trim_start_matches(|c: char| c.is_ascii_digit());
    let ending = !matches!(rest, "st" | "nd" | "rd" | "th");
    let has_digits = rest.len() < word.len() - letters;
    letters <= 2 && has_digits && ending && rest.len() <= 2 && rest.chars().all(char::is_alphabetic)
}

/// Whether a text without a word for its kind begins with pages, `12-15`, and is not something else
/// that begins with a number: `1 Cor. 13`, `12:30`, `2nd ed.`.
fn begins_with_pages(text: &str) -> bool {
    let text = text.replace("--", "–");
    let mut words = text.split(' ');
    let first = words.next().unwrap_or_default();
    let bare = first.trim_end_matches(',');
    let mut parts = bare.split(['-', '–', ',']);
    let is_first = if bare.starts_with(|c: char| c.is_ascii_digit()) {
        parts.all(is_page)
    } else {
        // `A-12` is one page.
        is_page(&bare.replacen('-', "", 1)) || parts.all(is_page)
    };
    let goes_on = |next: &str| {
        let beside = ["and", "&", "–", "f.", "ff.", "n.", "passim"];
        beside.contains(&next.trim_end_matches(',')) || is_page(next.trim_end_matches(','))
    };
    is_first && (first.ends_with(',') || words.next().is_none_or(goes_on))
}

/// Whether a text names several places. A hyphen stands between pages; between other numbers, it may
/// be part of one: `section 3-4`.
fn has_several(text: &str, are_pages: bool) -> bool {
    let spaced = text.replace("--", "–").replace(" and ", ",").replace(['&', ';'], ",");
    let spaced = spaced.replace('–', ",–");
    // `A-12` is one page.
    let is_one = || {
        let (before, after) = text.split_once('-').unwrap_or_default();
        before.len() == 1 && !before.starts_with(|c: char| c.is_ascii_digit()) && is_page(after)
    };
    let spaced = if are_pages && !is_one() { spaced.replace('-', ",-") } else { spaced };
    let mut places =
        spaced.split(',').map(|part| part.trim().trim_start_matches(['–', '-']).trim());
    let is_place = |part: &str| {
        let word = part.split(' ').next().unwrap_or_default();
        let is_letter = part.len() == 1 && part.starts_with(|c: char| c.is_ascii_uppercase());
        is_page(word) || is_roman(word) || is_letter
    };
    places.next().is_some_and(is_place) && places.next().is_some_and(is_place)
}

/// A text with dashes for the hyphens between numbers.
fn dashed(text: &str) -> String {
    let mut told = String::with_capacity(text.len());
    let mut parts = text.replace("--", "-").replace('–', "-");
    while let Some((before, after)) = parts.split_once('-') {
        let from = before.rsplit([' ', ',', '(', '–', '-']).next().unwrap_or_default();
        let to = after.split([' ', ',', ';', ')', '-']).next().unwrap_or_default();
        let is_number =
            |word: &str| word.starts_with(|c: char| c.is_ascii_digit()) && is_page(word);
        let is_range = is_number(from) && is_number(to)
            || is_page(from) && is_page(to) && !is_number(to)
            || is_roman(from.trim_matches(['(', ')'])) && is_roman(to.trim_matches(['(', ')']))
            || from.len() == 1 && to.len() == 1;
        told.push_str(before);
        told.push(if is_range { '–' } else { '-' });
        parts = after.to_owned();
    }
    told + &parts
}

#[cfg(test)]
mod tests {
    use super::{LABELS, LocatorNumber, WrittenLocator};

    #[test]
    fn a_place_is_read_by_its_word_or_its_number() {
        let read = |text: &str| {
            let WrittenLocator { kind, text, .. } = WrittenLocator::read(text);
            let Some(kind) = kind else { return format!("? {text}") };
            let count = match kind.number {
                LocatorNumber::Words => 0,
                LocatorNumber::One => 1,
                LocatorNumber::Several => 2,
            };
            format!("{:?} {count} {text}", LABELS[kind.label].0)
        };
        let cases = [
            ("12", "Page 1 12"),
            ("12-15", "Page 2 12–15"),
            ("12--15, 20", "Page 2 12–15, 20"),
            ("12 and on", "Page 1 12 and on"),
            ("A-12", "Page 1 A-12"),
            ("S12-S15", "Page 2 S12–S15"),
            ("p. 12-15", "Page 2 12–15"),
            ("pp.3ff.", "Page 2 3ff."),
            ("pp. iv-ix", "Page 2 iv–ix"),
            ("ch. 3", "Chapter 1 3"),
            ("Chapters 3 and 4", "Chapter 2 3 and 4"),
            ("sec. 3-4", "Section 1 3-4"),
            ("§§ 3-4", "Section 2 3–4"),
            ("§3", "Section 1 3"),
            ("vol. 2, pp. 3-5", "Volume 1 2, pp. 3–5"),
            ("Table 1", "? Table 1"),
            ("{appendix B}", "Appendix 0 B"),
            ("{ii, A, D-Z}", "Page 2 ii, A, D–Z"),
            ("part of the problem", "? part of the problem"),
            ("passim", "? passim"),
            ("1 Cor. 13:1", "? 1 Cor. 13:1"),
            ("12:30", "? 12:30"),
            ("2nd ed.", "? 2nd ed."),
            ("", "? "),
        ];
        for (written, expected) in cases {
            assert_eq!(read(written), expected);
        }
    }
}
