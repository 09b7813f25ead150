//! [`Quotes`]: quotation marks as the language of the site writes them.
//!
//! The parser makes English ones of straight ones; those alone are changed. What an author wrote as
//! curly marks stays.

use pulldown_cmark::{CowStr, Event};

use crate::markdown::token::is_inline;

/// The marks of a language, and how many inner ones are open.
pub struct Quotes<'w> {
    /// Outer and inner ones, each opening and closing; `None` where they are those of English.
    marks: Option<[&'w str; 4]>,
    inner: usize,
}

impl<'w> Quotes<'w> {
    /// Takes the four marks from one string with spaces between them. Any other number of marks
    /// leaves the English ones.
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
        }
    }

    /// The event with the marks of the language. `written` is what the author wrote for it, and what
    /// follows.
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
            // The mark in "it's" looks the same as one that closes a quotation.
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
