//! What is written like syntax and is only text: forms of other tools, attribute blocks where
//! nothing takes them, rows of bars that are no table.

use std::ops::Range;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use crate::base::diagnostic::Code;
use crate::html::token::{HtmlToken, HtmlTokenKind, is_text_element};
use crate::markdown::foreign::{self, ForeignText};
use crate::markdown::inline::attribute_block;
use crate::markdown::raw_html::{RawCode, RawHtml};
use crate::markdown::read::reader::{RunOwner, TokenReader};
use crate::markdown::token::{Token, TokenKind};

impl TokenReader<'_, '_> {
    /// Reports what is only text in the run that begins at the token `start`; `is_task` says that it
    /// is the label of a task. Returns whether brackets in it are no references.
    pub(super) fn leftovers(&self, start: usize, owner: &RunOwner, is_task: bool) -> bool {
        let tokens = &self.parsed.tokens[start..];
        let (Some(first), Some(last)) = (tokens.first(), tokens.last()) else {
            return false;
        };
        self.report_inner_attributes(start, owner);
        // A loose definition holds a paragraph.
        let mut inner = self.open.iter().rev().take(2);
        let is_definition = inner.any(|open| open.end == TagEnd::DefinitionListDefinition);
        // Without a space after its colon, the marker of a definition may be part of a form; after
        // a backslash nothing is.
        let is_tight = is_definition && self.source[..first.range.start].ends_with(':')
            || self.source[..first.range.start].ends_with('\\');
        let from = first.range.start - usize::from(is_tight);
        let source = self.source.get(from..last.range.end).unwrap_or_default();
        if !foreign::may_hold(source) && !source.contains('|') {
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
                TokenKind::Event(Event::Code(_)) => mask(&mut text, range, foreign::CODE),
                // What stands behind a reference is text, but for an address.
                TokenKind::Event(Event::Start(Tag::Link {
                    link_type: LinkType::Shortcut, ..
                })) if !text[range.end..].starts_with('(') => {
                    mask(&mut text, range.start..range.start + 1, foreign::MARKUP);
                }
                TokenKind::Event(Event::InlineHtml(html))
                    if !foreign::is_component(html) && !text[..range.start].ends_with('{') =>
                {
                    mask(&mut text, range, foreign::MARKUP);
                }
                _ => {}
            }
        }
        if let Some(block) = self.block_of(owner)
            && let Some(at) = block.start.checked_sub(from)
            && block.end - from <= text.len()
        {
            mask(&mut text, at..block.end - from, foreign::MARKUP);
        }
        // A note within the brackets of an image comes before what stands around it.
        lines.sort_unstable();
        let is_item = !is_task && matches!(owner, RunOwner::Item(_));
        let found =
            ForeignText { text: &text, start: from, lines: &lines, is_item, is_html: false };
        self.report_bars(&text, from, &lines);
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
                let span = span.start - range.start..span.end - range.start;
                mask(&mut text, span, foreign::MARKUP);
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

    /// Reports an attribute by which other tools read what stands right after a tag as Markdown.
    pub(super) fn report_markdown_attribute(
        &self,
        raw: &RawHtml<'_>,
        html_tokens: &[HtmlToken<'_>],
    ) {
        let attribute = html_tokens.iter().enumerate().find_map(|(at, token)| match &token.kind {
            HtmlTokenKind::Start(tag) => {
                // Of kramdown, `0` says that it stays HTML.
                let is_on = |value: &str| value != "0";
                let mut attributes = tag.attributes.iter();
                Some((at, attributes.find(|one| one.name == "markdown" && is_on(&one.value))?))
            }
            _ => None,
        });
        let Some((at, attribute)) = attribute else { return };
        let is_text = |token: &HtmlToken<'_>| matches!(&token.kind, HtmlTokenKind::Text(text) if !text.trim().is_empty());
        if html_tokens[at..].iter().any(is_text) {
            let span = raw.span(&attribute.span);
            let message = "`markdown` of MkDocs and kramdown means nothing here: what stands right below the tag is HTML";
            self.reporter.warning(Code::ForeignSyntax, message, Some(span), |d| {
                d.hint("put an empty line after the tag and one before its end, and remove the attribute")
            });
        }
    }

    /// Reports lines between bars that are no table, once.
    fn report_bars(&self, text: &str, start: usize, lines: &[usize]) {
        // The parser gives text within the address of a link a place of its own.
        let line_at = |at: &usize| text.get(*at..).and_then(|below| below.lines().next());
        let line_at = |at: &usize| line_at(at).unwrap_or_default().trim();
        let found = lines.iter().enumerate().find_map(|(number, at)| {
            let above = number.checked_sub(1).map(|above| line_at(&lines[above]));
            why_no_table(above, line_at(at)).map(|why| (*at, why))
        });
        let is_row = |at: &usize| columns(line_at(at)) > 1 && line_at(at).starts_with('|');
        let is_whole = || lines.len() > 1 && lines.iter().all(is_row);
        let missing = ("a line of hyphens has to follow its header", HYPHENS);
        let Some((at, (why, hint))) = found.or_else(|| is_whole().then_some((0, missing))) else {
            return;
        };
        let span = start + at..start + at + line_at(&at).len();
        let message = format!("this line makes no table: {why}");
        self.reporter.warning(Code::BrokenTable, message, Some(span), |d| d.hint(hint));
    }

    /// The bytes of the attribute block that the owner of a run has.
    fn block_of(&self, owner: &RunOwner) -> Option<&Range<usize>> {
        match owner {
            RunOwner::Heading(at) | RunOwner::Term(at) | RunOwner::Item(at) => {
                self.parsed.attributes.get(at).map(|block| &block.span)
            }
            RunOwner::Other => None,
        }
    }

    /// Reports an attribute block in the run that begins at the token `start` with text behind it, of
    /// a heading or another owner that takes one at its end.
    fn report_inner_attributes(&self, start: usize, owner: &RunOwner) {
        let what = match owner {
            RunOwner::Heading(_) => "heading",
            RunOwner::Term(_) => "term",
            RunOwner::Item(_) => "item",
            RunOwner::Other => return,
        };
        let is_sign = |word: &str| {
            let name = word.strip_prefix(['#', '.']);
            name.is_some_and(|name| name.starts_with(char::is_alphabetic))
        };
        for token in self.parsed.tokens[start..].iter().filter(|t| t.is_verbatim(self.source)) {
            for (at, _) in self.source[token.range.clone()].match_indices(" {") {
                let open = token.range.start + at + 1;
                let inner = &self.source[open + 1..];
                let Some(len) = inner.find(['{', '}', '\n']).filter(|len| *len > 0) else {
                    continue;
                };
                let (inner, after) = inner.split_at(len);
                let is_block = after.starts_with('}');
                let mut behind = after[1..].chars().take_while(|c| *c != '\n');
                let goes_on = after[1..].starts_with([' ', '\t', '.', ',', ':', ';'])
                    && behind.any(|c| !c.is_whitespace());
                let span = open..open + len + "{}".len();
                if is_block
                    && goes_on
                    && inner.split_whitespace().all(is_sign)
                    && !self.raw_code.holds(&span)
                {
                    let message = format!("attributes in the middle of this {what} are text");
                    self.reporter.warning(Code::InvalidAttributes, message, Some(span), |d| {
                        d.hint(format!("put them at the end of the {what}"))
                            .hint("for a literal brace write `\\{`")
                    });
                }
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
        let is_text = |token: Option<&Token<'_>>| token.is_some_and(|t| t.as_text().is_some());
        let is_after_image = before
            .is_some_and(|token| matches!(token.kind, TokenKind::Event(Event::End(TagEnd::Image))));
        let is_sign = |word: &str| word.starts_with('#') || word.starts_with('.');
        let inner = &self.source[block.start + 1..block.end - 1];
        let is_attached = self.source[..block.start].ends_with([')', ']', '*', '`', '_']);
        // What is before them is told: a link takes them once it is one.
        let is_told = foreign::ends_with_spaced_link(&self.source[..block.start])
            || is_text(before) && foreign::ends_with_span(&self.source[..block.end]);
        if !is_after_image && !is_told && (is_attached || inner.split_whitespace().all(is_sign)) {
            let message = "attributes mean nothing here";
            self.reporter.warning(Code::InvalidAttributes, message, Some(block), |d| {
                d.hint("headings, items, terms and images take attributes")
                    .hint("for a literal brace write `\\{`")
            });
        }
    }
}

/// What to write below the header of a table.
const HYPHENS: &str = "write `|---|---|` below the header, with as many `---` as it has cells";

/// Why a line that can only be meant as the one below a table's header makes no table, and what to
/// write. `None` for other lines.
fn why_no_table(above: Option<&str>, line: &str) -> Option<(&'static str, &'static str)> {
    let is_bars = line.contains('|') && line.contains(['-', '–', '—', '=']);
    let is_grid = line.starts_with('+') && line.ends_with('+') && line.contains("--");
    let is_delimiter = (is_bars || is_grid) && line.chars().all(|c| "|-–—=+: \t".contains(c));
    let header = above.filter(|above| above.contains('|'));
    if !is_delimiter || header.is_none() && !line.contains("--") {
        return None;
    }
    Some(if !line.contains('-') || line.contains(['+', '–', '—', '=']) {
        ("it has other signs than hyphens and bars", HYPHENS)
    } else if header.is_none() {
        ("no header stands right above it", "put it below the line of its header")
    } else if header.map(columns) == Some(columns(line)) {
        ("a table begins after an empty line", "put an empty line before the line of its header")
    } else {
        (
            "it has other columns than the line above",
            "write as many `---` as the header has cells, with `|` between them",
        )
    })
}

/// How many cells a row of a table has.
fn columns(line: &str) -> usize {
    let line = line.strip_prefix('|').unwrap_or(line);
    let line = line.strip_suffix('|').unwrap_or(line);
    1 + line.matches('|').count() - line.matches("\\|").count()
}

/// Replaces bytes of a text by one that begins no form.
fn mask(text: &mut String, range: Range<usize>, by: &str) {
    let masked = by.repeat(range.len());
    text.replace_range(range, &masked);
}
