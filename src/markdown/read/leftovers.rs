//! What is written like syntax and is only text: forms of other tools, attribute blocks where
//! nothing takes them, headers of tables with other columns than the line below.

use std::ops::Range;

use pulldown_cmark::{Event, TagEnd};

use crate::base::diagnostic::Code;
use crate::markdown::foreign::{self, ForeignText};
use crate::markdown::inline::attribute_block;
use crate::markdown::read::reader::TokenReader;
use crate::markdown::token::{Token, TokenKind};

impl TokenReader<'_, '_> {
    /// Reports what is only text in the run that begins at the token `start`. Returns whether
    /// brackets in it are no references.
    pub(super) fn leftovers(&self, start: usize, is_definition: bool) -> bool {
        let tokens = &self.parsed.tokens[start..];
        let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else {
            return false;
        };
        // Without a space after its colon, the marker of a definition may be part of a form; after
        // a backslash nothing is.
        let is_tight = is_definition && self.source[..first.range.start].ends_with(':')
            || self.source[..first.range.start].ends_with('\\');
        let from = first.range.start - usize::from(is_tight);
        let source = self.source.get(from..last.range.end).unwrap_or_default();
        if !foreign::may_hold(source) && !source.contains("--") {
            return false;
        }
        let mut text = source.to_owned();
        let mut lines = vec![0];
        let mut is_break = false;
        for token in tokens {
            let range =
                token.range.start.saturating_sub(from)..token.range.end.saturating_sub(from);
            if text.get(range.clone()).is_none() {
                continue;
            }
            if std::mem::take(&mut is_break) {
                let escaped = text[..range.start].ends_with('\\');
                lines.push(range.start - usize::from(escaped));
            }
            match &token.kind {
                TokenKind::Event(Event::SoftBreak | Event::HardBreak) => is_break = true,
                TokenKind::Event(Event::Code(_)) => mask(&mut text, range),
                TokenKind::Event(Event::InlineHtml(html)) => {
                    let is_foreign = html.as_bytes().get(1).is_some_and(u8::is_ascii_uppercase)
                        || html.contains("={")
                        || text[..range.start].ends_with('{');
                    if !is_foreign {
                        mask(&mut text, range);
                    }
                }
                _ => {}
            }
        }
        let line = self.source[..from].rfind('\n').map_or(0, |newline| newline + 1);
        let marker = self.source[line..from].trim();
        let is_item = marker.ends_with(['-', '*', '+', '.', ')']);
        let found =
            ForeignText { text: &text, start: from, lines: &lines, is_item, is_html: false };
        self.report_delimiters(&text, from, &lines);
        found.report(self.reporter, &|span| self.raw_code.holds(&span))
    }

    /// Reports the forms of other tools in a block of raw HTML.
    pub(super) fn foreign_html(&self, range: &Range<usize>) {
        if !foreign::may_hold(&self.source[range.clone()]) {
            return;
        }
        let mut text = self.source[range.clone()].to_owned();
        let lower = text.to_ascii_lowercase();
        if ["<script", "<style", "<pre", "<textarea"].iter().any(|tag| lower.starts_with(tag)) {
            return;
        }
        let mut done = 0;
        while let Some(start) = text[done..].find("<!--").map(|len| done + len) {
            done = text[start..].find("-->").map_or(text.len(), |len| start + len + 3);
            mask(&mut text, start..done);
        }
        let found = ForeignText {
            text: &text,
            start: range.start,
            lines: &[],
            is_item: false,
            is_html: true,
        };
        found.report(self.reporter, &|_| false);
    }

    /// Reports a line of hyphens between bars that makes no table of the line above.
    fn report_delimiters(&self, text: &str, start: usize, lines: &[usize]) {
        let is_row = |line: &str| {
            line.contains("--") && line.contains('|') && line.chars().all(|c| "|-: \t".contains(c))
        };
        for at in lines.iter().skip(1) {
            let line = text[*at..].lines().next().unwrap_or_default().trim_end();
            if is_row(line) {
                let span = start + at..start + at + line.len();
                let message = "this line makes no table: it has other columns than the line above";
                self.reporter.warning(Code::BrokenTable, message, Some(span), |d| {
                    d.hint("write as many `---` as the header has cells, with `|` between them")
                });
            }
        }
    }

    /// Reports an attribute block at the end of a run that nothing takes.
    pub(super) fn report_attributes(&self, start: usize) {
        let tokens = &self.parsed.tokens[start..];
        let is_break = |token: &&Token<'_>| {
            matches!(token.kind, TokenKind::Event(Event::SoftBreak | Event::HardBreak))
        };
        let line = tokens.len() - tokens.iter().rev().take_while(|token| !is_break(token)).count();
        let Some(block) = attribute_block::at_end(self.source, &tokens[line..]) else {
            return;
        };
        let before = tokens.iter().rev().find(|token| token.range.end <= block.start);
        let is_after_image = before
            .is_some_and(|token| matches!(token.kind, TokenKind::Event(Event::End(TagEnd::Image))));
        let is_sign = |word: &str| word.starts_with('#') || word.starts_with('.');
        let inner = &self.source[block.start + 1..block.end - 1];
        let is_attached = self.source[..block.start].ends_with([')', ']', '*', '`', '_']);
        if !is_after_image && (is_attached || inner.split_whitespace().all(is_sign)) {
            let message = "attributes mean nothing here";
            self.reporter.warning(Code::InvalidAttributes, message, Some(block), |d| {
                d.hint("headings, items, terms and images take attributes")
                    .hint("for a literal brace write `\\{`")
            });
        }
    }
}

/// Replaces bytes of a text by one that begins no form.
fn mask(text: &mut String, range: Range<usize>) {
    let masked = "\u{1}".repeat(range.len());
    text.replace_range(range, &masked);
}
