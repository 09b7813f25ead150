//! [`Markup`]: what the library formats, as inline HTML without style attributes.

use std::borrow::Cow;
use std::collections::BTreeMap;

use hayagriva::citationberg::taxonomy::{OtherTerm, Season, Term};
use hayagriva::citationberg::{
    FontStyle, FontVariant, FontWeight, IndependentStyle, Locale, TermForm, TextDecoration,
    VerticalAlign,
};
use hayagriva::{ElemChild, ElemChildren, ElemMeta, Entry, Formatting};

use crate::base::marks::is_mark;
use crate::citation::bibliography_file::ParsedSource;
use crate::citation::dates::{self, FIRST_SEASON, LAST_YEAR};
use crate::citation::marks::{CIRCA, FORMATS, HYPHEN, IN_PRESS, INITIALS, LOCATOR, OTHERS};
use crate::document::destinations::is_web;
use crate::html::escape::{self, push_address};

/// The words that the library does not know.
#[derive(Clone)]
pub(super) struct Words<'a> {
    /// The year by which a source is sorted, and what is shown in its place, by key.
    dates: BTreeMap<&'a str, (String, String)>,
    /// How dates go on within their year, by key.
    later: BTreeMap<&'a str, DateRange<'a>>,
    /// The words for further people: `et al.`.
    et_al: &'a str,
    /// The word between the last two people: `and`.
    and: &'a str,
    /// The mark that opens a quotation, if it is one of English, in America `“` and in Britain `‘`.
    pub(super) english_quote: Option<char>,
    /// Whether a full stop stands before the marks that end a quotation.
    pub(super) stops_within_quotes: bool,
}

impl<'a> Words<'a> {
    /// The words of a style in a language. `locales` has the language first or last.
    pub(super) fn new(
        sources: impl Iterator<Item = &'a ParsedSource> + Clone,
        rules: &'a IndependentStyle,
        locales: &'a [Locale],
        language: &str,
    ) -> Self {
        let is_chosen = |locale: &&Locale| match &locale.lang {
            Some(code) => language.starts_with(&code.0),
            None => true,
        };
        let mut in_order = rules.locale.iter().filter(is_chosen).collect::<Vec<_>>();
        in_order.extend(locales.iter().filter(is_chosen));
        in_order.extend(locales);
        let term = |term: OtherTerm, form: TermForm| {
            let term = Term::Other(term);
            let mut found = in_order.iter().filter_map(|l| l.term(term, form)?.single());
            found.next()
        };
        let mut options = in_order.iter().filter_map(|locale| locale.style_options.as_ref());
        let stops_within_quotes = options.find_map(|options| options.punctuation_in_quote);
        let open_quote = term(OtherTerm::OpenQuote, TermForm::Long).unwrap_or("“");
        let in_press = term(OtherTerm::InPress, TermForm::Long).unwrap_or("in press");
        // English ones have `c.`, and the styles that matter most do not want it.
        let circa = term(OtherTerm::Circa, TermForm::Short).filter(|_| !language.starts_with("en"));
        let later = sources.clone().filter_map(|source| {
            let (date, until) = (source.entry.date()?, source.until?);
            let from = dates::month_of(date)?;
            let forms = [TermForm::Long, TermForm::Short];
            let names = forms.into_iter().filter_map(|form| {
                Some((term(month_term(from)?, form)?, term(month_term(until.month)?, form)?))
            });
            // Some styles have no full stop behind short names.
            let names: Vec<(&str, &str)> = names.collect();
            let bare = |name: &(&'a str, &'a str)| {
                (name.0.trim_end_matches('.'), name.1.trim_end_matches('.'))
            };
            let bare: Vec<(&str, &str)> = names.iter().map(bare).collect();
            let names = names.into_iter().chain(bare);
            let days = date.day.map(|day| day + 1).zip(until.day);
            let range = DateRange { names: names.collect(), days, separator: until.separator };
            Some((source.key.as_str(), range))
        });
        let later = later.collect();
        let dated = sources.filter(|source| !source.shown_date.is_empty());
        let dates = dated.filter_map(|source| {
            let year = source.entry.date()?.year.to_string();
            let shown = source.shown_date.replace(IN_PRESS, in_press);
            Some((source.key.as_str(), (year, shown.replace(CIRCA, circa.unwrap_or("ca.")))))
        });
        Self {
            dates: dates.collect(),
            later,
            et_al: term(OtherTerm::EtAl, TermForm::Long).unwrap_or("et al."),
            and: term(OtherTerm::And, TermForm::Long).unwrap_or("and"),
            english_quote: ['“', '‘'].into_iter().find(|quote| open_quote.starts_with(*quote)),
            stops_within_quotes: stops_within_quotes.unwrap_or_default(),
        }
    }

    /// Adds a letter to the years of sources with equal citations, in their order.
    pub(super) fn add_letters(&mut self, sources: &[&'a Entry]) {
        for (place, source) in sources.iter().enumerate() {
            let Some(date) = source.date_any() else { continue };
            let year = date.year.to_string();
            let (_, shown) = self.dates.entry(source.key()).or_insert_with(|| (year.clone(), year));
            shown.extend(shown.ends_with(char::is_alphabetic).then_some('-'));
            shown.push_str(&letters(place));
        }
    }
}

/// How the date of a source goes on within its year.
#[derive(Clone)]
struct DateRange<'a> {
    /// The names of the first and the last month or season, the long ones before the short ones.
    names: Vec<(&'a str, &'a str)>,
    /// The first and the last day.
    days: Option<(u8, u8)>,
    /// What stands between months.
    separator: char,
}

impl DateRange<'_> {
    /// A date as a style writes it, with its end after its beginning. `None` if it has none of the
    /// names in it.
    fn shown(&self, date: &str) -> Option<String> {
        let (from, to) = self.names.iter().find(|(from, _)| date.contains(from))?;
        let Some((first, last)) = self.days else {
            return Some(date.replacen(from, &format!("{from}{}{to}", self.separator), 1));
        };
        // Some styles write the day with a zero, or a full stop after it.
        let forms = [(1, ""), (2, ""), (1, ".")].into_iter().flat_map(|(digits, stop)| {
            let [first, last] = [first, last].map(|day| format!("{day:0digits$}{stop}"));
            let [after, before] = if from == to {
                [format!("{from} {first}–{last}"), format!("{first}–{last} {from}")]
            } else {
                [format!("{from} {first}–{to} {last}"), format!("{first} {from}–{last} {to}")]
            };
            [(format!("{from} {first}"), after), (format!("{first} {from}"), before)]
        });
        let mut forms = forms;
        let (old, new) = forms.find(|(old, _)| date.contains(old))?;
        Some(date.replacen(&old, &new, 1))
    }
}

/// The word for a month, or for a season as a month from [`FIRST_SEASON`] on.
fn month_term(month: u8) -> Option<OtherTerm> {
    match month.checked_sub(FIRST_SEASON - 1) {
        Some(season) => Season::try_from_csl_number(season).ok().map(OtherTerm::season),
        None => OtherTerm::month(month.checked_sub(1)?),
    }
}

/// The letters at a place: `a`, `b` … `z`, `aa`.
fn letters(place: usize) -> String {
    let before = if place < 26 { String::new() } else { letters(place / 26 - 1) };
    before + &('a'..='z').nth(place % 26).unwrap_or('a').to_string()
}

/// The HTML of a source while it is written.
pub(super) struct Markup<'a> {
    pub(super) html: String,
    /// Whether addresses are links.
    pub(super) has_links: bool,
    words: &'a Words<'a>,
    /// The key of the source.
    key: &'a str,
    /// Whether the date of the source has been written.
    is_dated: bool,
    /// How its date goes on, until that has been written.
    range: Option<&'a DateRange<'a>>,
    /// Whether the date has just been written, which has the letter that it needs.
    ends_with_date: bool,
}

impl<'a> Markup<'a> {
    pub(super) fn new(words: &'a Words<'a>, key: &'a str) -> Self {
        Self {
            html: String::new(),
            has_links: false,
            words,
            key,
            is_dated: false,
            range: words.later.get(key),
            ends_with_date: false,
        }
    }

    pub(super) fn children(&mut self, children: &ElemChildren) {
        for child in &children.0 {
            self.child(child);
        }
    }

    /// Appends one element or text.
    pub(super) fn child(&mut self, child: &ElemChild) {
        match child {
            ElemChild::Text(text) => self.text(&text.text, text.formatting),
            ElemChild::Elem(element) => {
                // A field that the style puts on a line or in a column of its own.
                let is_separate = element.display.is_some();
                if is_separate && !self.html.is_empty() && !self.html.ends_with(' ') {
                    self.html.push(' ');
                }
                let start = self.html.len();
                self.children(&element.children);
                match element.meta {
                    Some(ElemMeta::Date) => self.show_date(start),
                    Some(ElemMeta::Names(_)) => self.show_others(start),
                    _ => {}
                }
                if is_separate && !self.html.ends_with(' ') {
                    self.html.push(' ');
                }
            }
            ElemChild::Markup(text) => escape::push_text(&mut self.html, text),
            ElemChild::Link { text, url } if self.has_links && is_web(url) => {
                self.html.push_str("<a href=\"");
                push_address(&mut self.html, url);
                self.html.push_str("\" rel=\"noopener\">");
                self.text(&text.text, text.formatting);
                self.html.push_str("</a>");
            }
            ElemChild::Link { text, .. } => self.text(&text.text, text.formatting),
            ElemChild::Transparent { .. } => {}
        }
    }

    /// Puts what is shown of a date in the place of the year, in the HTML from `start`. Later dates
    /// are those of a visit, unless they have the year that stands for none.
    fn show_date(&mut self, start: usize) {
        self.ends_with_date = true;
        if let Some(whole) = self.range.and_then(|range| range.shown(&self.html[start..])) {
            self.html.replace_range(start.., &whole);
            self.range = None;
        }
        let Some((year, shown)) = self.words.dates.get(self.key) else { return };
        if self.is_dated && *year != LAST_YEAR.to_string() {
            return;
        }
        let date = self.html.split_off(start);
        let Some((before, after)) = date.split_once(year.as_str()) else {
            self.html.push_str(&date);
            return;
        };
        self.is_dated = true;
        let mut shown = Cow::from(shown);
        if before.is_empty() && shown.starts_with(char::is_lowercase) && !is_circa(&shown) {
            if self.html.ends_with(". ") && self.has_links {
                // Words begin a part of a line: `King, Ann. Forthcoming.`
                shown = capitalized(&shown).into();
            } else if !self.has_links && self.html.ends_with(' ') && self.last_but_space() {
                // A style without a comma between name and year has one before words.
                self.html.insert(self.html.len() - 1, ',');
            }
        }
        self.html.push_str(before);
        escape::push_text(&mut self.html, &shown);
        self.html.push_str(after);
    }

    /// Whether a word stands before the space at the end.
    fn last_but_space(&self) -> bool {
        self.html
            .trim_end_matches(' ')
            .ends_with(|c: char| c.is_alphanumeric() || c == '.' || c == '>')
    }

    /// Puts `et al.` in the place of the name of [`OTHERS`] and of the words before it, in the HTML
    /// from `start`.
    fn show_others(&mut self, start: usize) {
        while let Some(len) = self.html[start..].find(OTHERS) {
            let at = start + len;
            let before = self.html[start..at].trim_end();
            let word = before.strip_suffix("&amp;").or_else(|| {
                before.strip_suffix(self.words.and).filter(|rest| rest.ends_with([' ', ',']))
            });
            let before = word.unwrap_or(before).trim_end();
            let bare = before.strip_suffix(',').unwrap_or(before);
            let separator = match (bare.is_empty(), bare.len() < before.len()) {
                (true, _) => "",
                (_, true) => ", ",
                (_, false) => " ",
            };
            let words = format!("{separator}{}", self.words.et_al);
            let from = start + bare.len();
            let mut to = at + OTHERS.len_utf8();
            if words.ends_with('.') && self.html[to..].starts_with('.') {
                to += 1;
            }
            self.html.replace_range(from..to, &words);
        }
    }

    /// Appends text in tags for its formatting.
    pub(super) fn text(&mut self, text: &str, formatting: Formatting) {
        let is_ended = text.starts_with('.') && self.last_char().is_some_and(|c| "?!.".contains(c));
        let text = text.strip_prefix('.').filter(|_| is_ended).unwrap_or(text);
        let text = if self.html.ends_with(' ') { text.trim_start_matches(' ') } else { text };
        // The style of Chicago has a space too many where there is no number of the issue before the
        // pages.
        let is_apart = text.starts_with(" : ") && self.html.ends_with(|c: char| c.is_ascii_digit());
        let text = text.strip_prefix(' ').filter(|_| is_apart).unwrap_or(text);
        if text.is_empty() {
            return;
        }
        if text.starts_with([':', ';']) && self.html.ends_with(' ') {
            self.html.pop();
        }
        let follows_date = std::mem::take(&mut self.ends_with_date);
        if follows_date && text.len() < 3 && text.chars().all(|c| c.is_ascii_lowercase()) {
            return;
        }
        if text.contains(OTHERS) {
            self.html.push_str(text);
            return;
        }
        let tags = tags(formatting);
        for (open, _) in &tags {
            self.html.push_str(open);
        }
        if text.contains(is_mark) {
            self.marked(text, formatting.font_style == FontStyle::Italic);
        } else {
            escape::push_text(&mut self.html, text);
        }
        for (open, close) in tags.iter().rev() {
            match self.html.strip_suffix(open).map(str::len) {
                Some(len) => self.html.truncate(len),
                None => self.html.push_str(close),
            }
        }
    }

    /// The last character that is not part of a tag.
    fn last_char(&self) -> Option<char> {
        let mut html = self.html.as_str();
        while let Some(tag) = html.strip_suffix('>').and_then(|html| html.rfind('<')) {
            html = &html[..tag];
        }
        html.chars().next_back()
    }

    /// Appends text with marks in it. Within italics, emphasis is upright.
    fn marked(&mut self, text: &str, is_italic: bool) {
        let mut open: Vec<usize> = Vec::new();
        for piece in text.split_inclusive(is_mark) {
            let plain = piece.trim_end_matches(is_mark);
            let mark = piece[plain.len()..].chars().next();
            // In the list the given name stands beside the family name.
            if mark != Some(INITIALS.1) || !self.has_links {
                escape::push_text(&mut self.html, plain);
            }
            let Some(mark) = mark else { continue };
            match mark {
                HYPHEN => self.html.push('-'),
                LOCATOR => self.html.push(LOCATOR),
                mark => {
                    if let Some(at) = FORMATS.iter().position(|(begin, ..)| *begin == mark) {
                        open.push(at);
                        self.tag(at, is_italic, true);
                    } else if FORMATS.iter().any(|(_, end, _)| *end == mark)
                        && let Some(at) = open.pop()
                    {
                        self.tag(at, is_italic, false);
                    }
                }
            }
        }
        while let Some(at) = open.pop() {
            self.tag(at, is_italic, false);
        }
    }

    /// A tag of an element of [`FORMATS`].
    fn tag(&mut self, at: usize, is_italic: bool, begins: bool) {
        let (.., element) = FORMATS[at];
        let is_upright = element == "i" && is_italic;
        if begins && is_upright && self.html.ends_with("<i>") {
            self.html.truncate(self.html.len() - "<i>".len());
            return;
        }
        self.html.push_str(if begins == is_upright { "</" } else { "<" });
        self.html.push_str(element);
        self.html.push('>');
    }
}

/// Whether what is shown of a date begins with a short word for its vagueness: `ca. 1850`.
fn is_circa(shown: &str) -> bool {
    let word = shown.split(' ').next().unwrap_or_default();
    word.ends_with('.') || matches!(word, "c" | "ca" | "circa")
}

fn capitalized(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

fn tags(formatting: Formatting) -> Vec<(&'static str, &'static str)> {
    let mut tags = Vec::new();
    if formatting.font_weight == FontWeight::Bold {
        tags.push(("<b>", "</b>"));
    }
    if formatting.text_decoration == TextDecoration::Underline {
        tags.push(("<u>", "</u>"));
    }
    if formatting.font_variant == FontVariant::SmallCaps {
        tags.push(("<span class=\"small-caps\">", "</span>"));
    }
    match formatting.vertical_align {
        VerticalAlign::Sup => tags.push(("<sup>", "</sup>")),
        VerticalAlign::Sub => tags.push(("<sub>", "</sub>")),
        _ => {}
    }
    if formatting.font_style == FontStyle::Italic {
        tags.push(("<i>", "</i>"));
    }
    tags
}
