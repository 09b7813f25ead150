//! [`Quotes`]: turns quotation marks the right way round, and replaces English ones by those of the
//! site's language.
//!
//! Only marks that smart punctuation made of straight quotes are replaced; typographic quotes in
//! the source stay.

use pulldown_cmark::{CowStr, Event, Options, Parser};

use crate::markdown::inline::mark::{flanks, is_without_spaces};
use crate::markdown::settings::MarkdownSettings;
use crate::markdown::token::is_inline;

/// The quotation marks of a language, and which are open.
pub struct Quotes<'w> {
    /// The marks: outer opening, outer closing, inner opening, inner closing; `None` for English.
    marks: Option<[&'w str; 4]>,
    /// The number of inner ones that are open.
    inner: usize,
    /// Whether the last double and the last single mark opened a quotation.
    is_open: [bool; 2],
}

impl<'w> Quotes<'w> {
    /// Takes four marks, separated by single spaces. Any other number of marks means English ones.
    pub fn new(marks: &'w str) -> Self {
        let mut list = marks.split(' ');
        let mut next = || list.next().filter(|mark| !mark.is_empty());
        let four = [next(), next(), next(), next()];
        let marks = match four {
            [Some(a), Some(b), Some(c), Some(d)] if next().is_none() => Some([a, b, c, d]),
            _ => None,
        };
        Self {
            marks: marks.filter(|marks| *marks != ["“", "”", "‘", "’"]),
            inner: 0,
            is_open: [false; 2],
        }
    }

    /// The event that stands at the byte `at` of a text, with the quotation marks of the language.
    pub fn localise<'a>(&mut self, event: Event<'a>, text: &str, at: usize) -> Event<'a> {
        if !is_inline(&event) {
            self.inner = 0;
            self.is_open = [false; 2];
        }
        let Event::Text(mark) = &event else {
            return event;
        };
        let Some(written) = text[at..].chars().next().filter(|c| matches!(c, '"' | '\'')) else {
            return event;
        };
        let (before, after) = (text[..at].chars().next_back(), text[at + 1..].chars().next());
        let (before, after) = (before.unwrap_or(' '), after.unwrap_or(' '));
        let is_open = &mut self.is_open[usize::from(written == '\'')];
        let Some(mark) = paired(written, before, after, *is_open)
            .or_else(|| directed(mark, written, before, after))
        else {
            return event;
        };
        *is_open = matches!(mark, "“" | "‘");
        let Some([open, close, inner_open, inner_close]) = self.marks else {
            return Event::Text(CowStr::Borrowed(mark));
        };
        let mark = match mark {
            "“" => open,
            "”" => close,
            "‘" => {
                self.inner += 1;
                inner_open
            }
            // The apostrophe in "it's" must not close a quotation.
            "’" if self.inner > 0 && !after.is_alphanumeric() => {
                self.inner -= 1;
                inner_close
            }
            mark => return Event::Text(CowStr::Borrowed(mark)),
        };
        Event::Text(CowStr::from(mark.to_owned()))
    }
}

/// A plain text, such as a title in front matter, with the typography of Markdown and none of its
/// markup.
pub fn typographic(text: &str, settings: &MarkdownSettings) -> String {
    let may_change = text.contains(['"', '\'']) || text.contains("--") || text.contains("...");
    if !settings.markdown.smart_punctuation || !may_change {
        return text.to_owned();
    }
    // The word before the text keeps it from beginning a block.
    let mut escaped = String::from("x ");
    for c in text.chars() {
        if c.is_ascii_punctuation() && !"\"'-.".contains(c) {
            escaped.push('\\');
        }
        escaped.push(if c.is_control() { ' ' } else { c });
    }
    let mut quotes = Quotes::new(&settings.strings.quotes);
    let mut out = String::with_capacity(text.len() + 8);
    for (event, range) in
        Parser::new_ext(&escaped, Options::ENABLE_SMART_PUNCTUATION).into_offset_iter()
    {
        if let Event::Text(part) = quotes.localise(event, &escaped, range.start) {
            out.push_str(&part);
        }
    }
    out.strip_prefix("x ").unwrap_or(text).to_owned()
}

/// The mark in the place of a straight one between letters of which one belongs to a script without
/// spaces, as in `我说"好"了`: what stands beside it says nothing. `None` elsewhere.
fn paired(written: char, before: char, after: char, is_open: bool) -> Option<&'static str> {
    let is_between = before.is_alphanumeric() && after.is_alphanumeric();
    let is_spaceless = is_without_spaces(before) || is_without_spaces(after);
    (is_between && is_spaceless).then_some(match (written, is_open) {
        ('"', false) => "“",
        ('"', true) => "”",
        (_, false) => "‘",
        (_, true) => "’",
    })
}

/// The mark in the place of a straight one that the parser took for `mark`: an opening one cannot
/// stand where only the end of a quotation can, as in `6" wide`, nor the other way around, and one
/// between spaces is neither. `None` for other texts.
fn directed(mark: &str, written: char, before: char, after: char) -> Option<&'static str> {
    let (can_open, can_close) = flanks(before, after);
    Some(match (written, mark) {
        ('"', "“" | "”") if !can_open && !can_close => "\"",
        ('"', "“" | "”") if can_open != can_close => {
            if can_open {
                "“"
            } else {
                "”"
            }
        }
        ('"', "“") => "“",
        ('"', "”") => "”",
        ('\'', "‘") if can_open => "‘",
        ('\'', "‘" | "’") => "’",
        _ => return None,
    })
}
