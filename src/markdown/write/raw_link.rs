//! Links of raw HTML without text, which get the title of what they lead to, as those of Markdown do.

use std::ops::Range;

use crate::base::diagnostic::Code;
use crate::document::body::Reference;
use crate::html::token::{HtmlToken, HtmlTokenKind, StartTag, tokens};
use crate::markdown::raw_html::RawHtml;
use crate::markdown::token::{Event, TokenKind};
use crate::markdown::write::writer::Writer;

/// The most tokens of Markdown and of HTML that are looked at for the text of a link.
const MOST_TOKENS: usize = 20;

/// The attributes that give an element a name.
const NAMES: [&str; 3] = ["aria-label", "aria-labelledby", "title"];

/// Whether an element has a name of its own.
pub(super) fn is_named(tag: &StartTag<'_>) -> bool {
    NAMES.iter().any(|name| tag.get(name).is_some_and(|value| !value.trim().is_empty()))
}

/// Whether HTML within a link is its end (`Some(true)`) or may be its text (`Some(false)`); `None` for
/// what shows nothing.
fn ends_blank(html: &HtmlToken<'_>) -> Option<bool> {
    match &html.kind {
        HtmlTokenKind::End(name) => (name == "a").then_some(true),
        HtmlTokenKind::Text(text) => (!text.trim().is_empty()).then_some(false),
        HtmlTokenKind::Other => None,
        HtmlTokenKind::Start(tag) => {
            let is_text = match &*tag.name {
                "img" => tag.get("alt").is_some_and(|alt| !alt.trim().is_empty()),
                "b" | "br" | "em" | "i" | "span" | "strong" => false,
                _ => true,
            };
            (is_text || is_named(tag)).then_some(false)
        }
    }
}

impl Writer<'_, '_> {
    /// Reports a link of raw HTML without text, and writes a slot for the title of its target. `rest`
    /// is what follows its start tag in the same raw HTML, `next` the index of the token after that.
    pub(super) fn name_raw_link(
        &mut self,
        raw: &RawHtml<'_>,
        tag: &StartTag<'_>,
        span: &Range<usize>,
        (rest, next): (&[HtmlToken<'_>], usize),
    ) {
        let destination = tag.get("href").unwrap_or_default().trim();
        if tag.name != "a" || destination.is_empty() || is_named(tag) {
            return;
        }
        let mut is_blank = rest.iter().take(MOST_TOKENS).find_map(ends_blank);
        let after = self.parsed.tokens.get(next..).unwrap_or_default().iter();
        for token in after.take(MOST_TOKENS) {
            if is_blank.is_some() {
                break;
            }
            is_blank = match &token.kind {
                TokenKind::Event(Event::Html(html) | Event::InlineHtml(html)) => {
                    tokens(html).find_map(|html| ends_blank(&html))
                }
                TokenKind::Event(Event::Text(text)) if text.trim().is_empty() => None,
                TokenKind::Event(Event::SoftBreak | Event::HardBreak) => None,
                _ => Some(false),
            };
        }
        if is_blank != Some(true) {
            return;
        }
        let message = format!("the link to `{destination}` has no text");
        self.reporter.warning(Code::EmptyLink, message, Some(raw.span(span)), |d| {
            d.hint("write the words that readers press before `</a>`, or an `aria-label`")
        });
        self.slot(Reference::Title(destination.to_owned()), raw.span(span));
    }
}
