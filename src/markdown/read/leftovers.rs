//! What is written like syntax and is only text: forms of other tools, attribute blocks where
//! nothing takes them, headers of tables with other columns than the line below.

use std::ops::Range;

use pulldown_cmark::{Event, TagEnd};

use crate::base::diagnostic::Code;
use crate::html::token::{HtmlToken, HtmlTokenKind, is_text_element};
use crate::markdown::foreign::{self, ForeignText};
use crate::markdown::inline::attribute_block;
use crate::markdown::raw_html::{RawCode, RawHtml};
use crate::markdown::read::reader::TokenReader;
use crate::markdown::token::{Token, TokenKind};

impl TokenReader<'_, '_> {
    /// Reports what is only text in the run that begins at the token `start`; `is_item` says that
    /// an item of a list begins with it. Returns whether brackets in it are no references.
    pub(super) fn leftovers(&self, start: usize, is_definition: bool, is_item: bool) -> bool {
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
                TokenKind::Event(Event::InlineHtml(html))
                    if !foreign::is_component(html) && !text[..range.start].ends_with('{') =>
                {
                    mask(&mut text, range);
                }
                _ => {}
            }
        }
        // A note within the brackets of an image comes before what stands around it.
        lines.sort_unstable();
        let found =
            ForeignText { text: &text, start: from, lines: &lines, is_item, is_html: false };
        self.report_delimiters(&text, from, &lines);
        found.report(self.reporter, &|span| self.raw_code.holds(&span))
    }

    /// Reports the forms of other tools in a block of raw HTML, but for those in comments, in code
    /// and in elements that hold only text.
    pub(super) fn foreign_html(
        &self,
        raw: &RawHtml<'_>,
        html_tokens: &[HtmlToken<'_>],
        range: &Range<usize>,
    ) {
        if !foreign::may_hold(&self.source[range.clone()]) {
            return;
        }
        let mut text = self.source[range.clone()].to_owned();
        let mut code = RawCode::default();
        let mut is_only_text = false;
        for token in html_tokens {
            let span = raw.span(&token.span);
            let is_hidden = match &token.kind {
                HtmlTokenKind::Text(_) => is_only_text,
                kind => *kind == HtmlTokenKind::Other,
            };
            if is_hidden {
                mask(&mut text, span.start - range.start..span.end - range.start);
            }
            code.add(&token.kind, &span);
            is_only_text =
                matches!(&token.kind, HtmlTokenKind::Start(tag) if is_text_element(&tag.name));
        }
        code.end(range.end);
        let found = ForeignText {
            text: &text,
            start: range.start,
            lines: &[],
            is_item: false,
            is_html: true,
        };
        found.report(self.reporter, &|span| code.holds(&span));
    }

    /// Reports a line of hyphens between bars that makes no table of the line above.
    fn report_delimiters(&self, text: &str, start: usize, lines: &[usize]) {
        let is_row = |line: &str| {
            line.contains("--") && line.contains('|') && line.chars().all(|c| "|-: \t".contains(c))
        };
        let columns = |line: &str| {
            let line = line.trim();
            let line = line.strip_prefix('|').unwrap_or(line);
            let line = line.strip_suffix('|').unwrap_or(line);
            line.matches('|').count() - line.matches("\\|").count()
        };
        for pair in lines.windows(2) {
            let at = pair[1];
            // The parser gives text within the address of a link a place of its own.
            let (Some(header), Some(below)) = (text.get(pair[0]..at), text.get(at..)) else {
                continue;
            };
            let line = below.lines().next().unwrap_or_default().trim_end();
            if !is_row(line) {
                continue;
            }
            let (why, hint) = if columns(header) == columns(line) {
                (
                    "a table begins after an empty line",
                    "put an empty line before the line of its header",
                )
            } else {
                (
                    "it has other columns than the line above",
                    "write as many `---` as the header has cells, with `|` between them",
                )
            };
            let span = start + at..start + at + line.len();
            let message = format!("this line makes no table: {why}");
            self.reporter.warning(Code::BrokenTable, message, Some(span), |d| d.hint(hint));
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
        // The link has been told, and takes them once it is one.
        let is_told = foreign::ends_with_spaced_link(&self.source[..block.start]);
        if !is_after_image && !is_told && (is_attached || inner.split_whitespace().all(is_sign)) {
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
