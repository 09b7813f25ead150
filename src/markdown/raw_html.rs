//! [`RawHtml`]: raw HTML as it stands in the tokens of a page; and [`RawCode`], the elements that
//! show code.

use std::borrow::Cow;
use std::ops::Range;

use crate::data::value::Spanned;
use crate::html::token::{HtmlToken, HtmlTokenKind, tokens};
use crate::markdown::token::{Event, Token, TokenKind};

/// A piece of raw HTML: a block, or a tag or comment within a text.
#[derive(Debug)]
pub struct RawHtml<'t> {
    /// The HTML without the marks of quotations and lists around it.
    pub html: Cow<'t, str>,
    /// Where each of its lines begins, in the HTML and in the source.
    lines: Vec<(usize, usize)>,
    source: &'t str,
    whole: Range<usize>,
}

impl<'t> RawHtml<'t> {
    /// The HTML in tokens, which stand in `source`.
    pub fn of(source: &'t str, html_tokens: &'t [Token<'_>]) -> Self {
        let mut html = Cow::Borrowed("");
        let mut lines = Vec::new();
        for token in html_tokens {
            if let TokenKind::Event(
                Event::Html(line) | Event::InlineHtml(line) | Event::Text(line),
            ) = &token.kind
            {
                lines.push((html.len(), token.range.start));
                html += &**line;
            }
        }
        let start = html_tokens.first().map_or(0, |token| token.range.start);
        let end = html_tokens.last().map_or(start, |token| token.range.end);
        let end = start + source.get(start..end).unwrap_or_default().trim_end().len();
        Self { html, lines, source, whole: start..end }
    }

    /// The tags and texts.
    pub fn tokens(&self) -> Vec<HtmlToken<'_>> {
        tokens(&self.html).collect()
    }

    /// The bytes of the source for bytes of the HTML. An expanded tab shifts the rest of its line;
    /// the span is then that of all.
    pub fn span(&self, inner: &Range<usize>) -> Range<usize> {
        let place = |at: usize| {
            let line = self.lines.partition_point(|(start, _)| *start <= at);
            let (start, in_source) = self.lines.get(line.saturating_sub(1)).copied()?;
            Some(in_source + at - start)
        };
        let last = inner.end.saturating_sub(1).max(inner.start);
        let span = match (place(inner.start), place(last)) {
            (Some(start), Some(last)) => start..last + inner.len().min(1),
            _ => return self.whole.clone(),
        };
        let first_line = |text: Option<&'t str>| text.map(|text| text.lines().next());
        let written = first_line(self.source.get(span.clone()));
        let read = self.html.get(inner.clone()).map(|text| text.lines().next());
        if written.is_some() && written == read { span } else { self.whole.clone() }
    }

    /// The ids among the tags: `id="…"` on any element and `name="…"` on `<a>`, each once per
    /// element, with its bytes in the source.
    pub fn ids(&self, html_tokens: &[HtmlToken<'_>]) -> Vec<Spanned<String>> {
        let mut found: Vec<Spanned<String>> = Vec::new();
        for token in html_tokens {
            let HtmlTokenKind::Start(tag) = &token.kind else {
                continue;
            };
            let first = found.len();
            for attribute in &tag.attributes {
                let is_id = attribute.name == "id" || attribute.name == "name" && tag.name == "a";
                let value = &attribute.value;
                let is_repeated = found[first..].iter().any(|id| id.value == **value);
                if is_id
                    && !is_repeated
                    && !value.is_empty()
                    && !value.contains(char::is_whitespace)
                {
                    let span = self.span(&attribute.value_span);
                    found.push(Spanned { value: value.clone().into_owned(), span });
                }
            }
        }
        found
    }
}

/// Whether an element shows code.
pub fn shows_code(name: &str) -> bool {
    matches!(name, "code" | "pre" | "kbd" | "samp")
}

/// The HTML elements of a page or a block that show code: brackets in them are no references.
#[derive(Debug, Default)]
pub struct RawCode {
    /// The bytes of the contents, in order.
    closed: Vec<Range<usize>>,
    /// The number of open elements, and the first byte of the outer one.
    open: (usize, usize),
}

impl RawCode {
    /// Adds what may be a tag, at bytes of the page.
    pub fn add(&mut self, tag: &HtmlTokenKind<'_>, range: &Range<usize>) {
        let (is_end, name) = match tag {
            HtmlTokenKind::Start(tag) if !tag.is_self_closing => (false, &*tag.name),
            HtmlTokenKind::End(name) => (true, &**name),
            _ => return,
        };
        if !shows_code(name) {
            return;
        }
        let (depth, start) = self.open;
        match (is_end, depth) {
            (false, 0) => self.open = (1, range.end),
            (false, _) => self.open.0 += 1,
            (true, 0) => {}
            (true, 1) => self.end(range.start),
            (true, _) => self.open = (depth - 1, start),
        }
    }

    /// Ends what is still open, at a byte of the page.
    pub fn end(&mut self, at: usize) {
        if std::mem::take(&mut self.open.0) > 0 {
            self.closed.push(self.open.1..at);
        }
    }

    /// Whether a span of the page lies in one of the elements.
    pub fn holds(&self, span: &Range<usize>) -> bool {
        let before = self.closed.partition_point(|code| code.end < span.end);
        self.closed.get(before).is_some_and(|code| code.start <= span.start)
    }
}
