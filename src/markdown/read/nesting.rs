//! [`QuoteNesting`]: keeps quotations from being nested without bound. Of all blocks only they can be,
//! with one character for each level.

use pulldown_cmark::{Event, Tag, TagEnd};

/// How deep quotations may be nested. Browsers nest elements up to 512 deep.
pub(super) const QUOTE_DEPTH: usize = 100;

/// The quotations around the current event.
#[derive(Default)]
pub(super) struct QuoteNesting {
    open: usize,
    /// How many of the innermost ones are left out.
    left_out: usize,
    /// The byte at which the first one begins that is left out.
    pub(super) first: Option<usize>,
}

impl QuoteNesting {
    /// Whether an event that begins at this byte is to be read: it neither begins nor ends a quotation
    /// that lies too deep. What such a quotation holds is read.
    pub(super) fn keeps(&mut self, event: &Event<'_>, at: usize) -> bool {
        match event {
            Event::Start(Tag::BlockQuote(_)) if self.open == QUOTE_DEPTH => {
                self.first.get_or_insert(at);
                self.left_out += 1;
                return false;
            }
            Event::Start(Tag::BlockQuote(_)) => self.open += 1,
            Event::End(TagEnd::BlockQuote(_)) if self.left_out > 0 => {
                self.left_out -= 1;
                return false;
            }
            Event::End(TagEnd::BlockQuote(_)) => self.open -= 1,
            _ => {}
        }
        true
    }
}
