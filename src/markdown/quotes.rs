//! [`Quotes`]: replaces English quotation marks by those of the site's language.
//!
//! Only marks that smart punctuation made of straight quotes are replaced; typographic quotes in
//! the source stay.

use pulldown_cmark::{CowStr, Event};

use crate::markdown::token::is_inline;

/// The quotation marks of a language, and the number of inner ones that are open.
pub struct Quotes<'w> {
    /// The marks: outer opening, outer closing, inner opening, inner closing; `None` for English.
    marks: Option<[&'w str; 4]>,
    inner: usize,
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
        Self { marks: marks.filter(|marks| *marks != ["“", "”", "‘", "’"]), inner: 0 }
    }

    /// The event with the quotation marks of the language. `source` begins with the source of the
    /// event.
    pub fn localise<'a>(&mut self, event: Event<'a>, source: &str) -> Event<'a> {
        let Some([open, close, inner_open, inner_close]) = self.marks else {
            return event;
        };
        if !is_inline(&event) {
            self.inner = 0;
        }
        let Event::Text(text) = &event else {
            return event;
        };
        let mut rest = source.chars();
        let mark = match (rest.next(), &**text) {
            (Some('"'), "“") => open,
            (Some('"'), "”") => close,
            (Some('\''), "‘") => {
                self.inner += 1;
                inner_open
            }
            // The apostrophe in "it's" must not close a quotation.
            (Some('\''), "’")
                if self.inner > 0 && !rest.next().is_some_and(char::is_alphanumeric) =>
            {
                self.inner -= 1;
                inner_close
            }
            _ => return event,
        };
        Event::Text(CowStr::from(mark.to_owned()))
    }
}
