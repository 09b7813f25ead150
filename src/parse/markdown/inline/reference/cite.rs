//! The sources within the brackets of a citation.

use super::{Scan, text};
use crate::bibliography::{Cite, key_len};

/// What a locator may begin with where no comma stands before it.
const LOCATORS: &[&str] = &["p.", "pp.", "ch.", "chap.", "sec.", "§"];

impl Scan<'_, '_> {
    /// Whether a key stands at `at`, after its `@` or `-@`: white space, the beginning or a sign of
    /// the citation comes before it, so that an address of e-mail is none.
    pub(super) fn key_at(&self, start: usize, at: usize) -> bool {
        let before = |at: usize| {
            at <= start
                || self.glyphs.get(at - 1).is_some_and(|glyph| {
                    glyph.sign.is_whitespace() || glyph.is_plain && ";,(".contains(glyph.sign)
                })
        };
        let lone = before(at) || at > start && self.is(at - 1, '-') && before(at - 1);
        self.is(at, '@') && lone && self.key_end(at + 1) > at + 1
    }

    /// Where the key ends that begins at `at`.
    fn key_end(&self, at: usize) -> usize {
        let rest = self.glyphs.get(at..).unwrap_or_default();
        let plain: String = rest
            .iter()
            .take_while(|glyph| glyph.is_plain)
            .map(|glyph| glyph.sign)
            .collect();
        at + plain[..key_len(&plain)].chars().count()
    }

    /// The sources between `open` and `close`. What is wrong is told.
    pub(super) fn cites(&self, open: usize, close: usize) -> Option<Vec<Cite>> {
        let mut cites = Vec::new();
        let mut start = open;
        let mut whole = true;
        for at in open..=close {
            if at < close && !self.is(at, ';') {
                continue;
            }
            match self.cite(start, at) {
                Some(cite) => cites.push(cite),
                None => whole = false,
            }
            start = at + 1;
        }
        whole.then_some(cites)
    }

    fn cite(&self, start: usize, end: usize) -> Option<Cite> {
        let whole = start.saturating_sub(1)..(end + 1).min(self.glyphs.len());
        let Some(at) = (start..end).find(|at| self.key_at(start, *at)) else {
            let hint = "each part between semicolons is a source: `[@one; see @two, ch. 2]`";
            self.error("a part of this citation names no source", whole, hint);
            return None;
        };
        let without_author = at > start && self.is(at - 1, '-');
        let key = at + 1..self.key_end(at + 1);
        if let Some(second) = (key.end..end).find(|at| self.key_at(key.end, *at)) {
            let hint = "separate two sources by a semicolon";
            self.error(
                "two sources in one part",
                at..self.key_end(second + 1),
                hint,
            );
            return None;
        }
        let mut cite = Cite {
            prefix: text(&self.glyphs[start..at - usize::from(without_author)]),
            without_author,
            key: text(&self.glyphs[key.clone()]),
            ..Cite::default()
        };
        let rest = &self.glyphs[key.end..end];
        if rest.first().is_some_and(|glyph| glyph.sign == ',') {
            cite.locator = text(&rest[1..]);
            if cite.locator.is_empty() {
                let hint =
                    "write the place in the source after it, or take it out: `[@key, ch. 2]`";
                self.error("nothing follows the comma", whole, hint);
                return None;
            }
            return Some(cite);
        }
        let rest = text(rest);
        let is_locator = rest.starts_with(|c: char| c.is_ascii_digit())
            || LOCATORS.iter().any(|word| rest.starts_with(word));
        if is_locator {
            cite.locator = rest;
        } else {
            cite.suffix = rest;
        }
        Some(cite)
    }
}
