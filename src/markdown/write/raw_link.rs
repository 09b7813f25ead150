//! Links of raw HTML without text, which get the title of what they lead to, as those of Markdown do,
//! unless they show an image.

use std::ops::Range;

use crate::base::diagnostic::{Code, Diagnostic};
use crate::document::body::Reference;
use crate::html::token::{HtmlToken, HtmlTokenKind, StartTag, tokens};
use crate::markdown::raw_html::RawHtml;
use crate::markdown::token::{Event, Token, TokenKind};
use crate::markdown::write::writer::Writer;

/// The most tokens of Markdown and of HTML that are looked at for the text of a link.
const MOST_TOKENS: usize = 20;

/// The attributes that give an element a name.
const NAMES: [&str; 3] = ["aria-label", "aria-labelledby", "title"];

/// Whether an element has a name of its own.
pub(super) fn is_named(tag: &StartTag<'_>) -> bool {
    NAMES.iter().any(|name| tag.get(name).is_some_and(|value| !value.trim().is_empty()))
}

/// What a link of raw HTML holds, read up to its end.
#[derive(Default)]
struct RawLinkText {
    /// Whether an image without words was met.
    has_image: bool,
    /// Whether the link ends without text; `None` while neither its end nor a text was met.
    is_blank: Option<bool>,
}

impl RawLinkText {
    fn add(&mut self, html: &HtmlToken<'_>) {
        if self.is_blank.is_some() {
            return;
        }
        self.is_blank = match &html.kind {
            HtmlTokenKind::End(name) => (name == "a").then_some(true),
            HtmlTokenKind::Text(text) => (!text.trim().is_empty()).then_some(false),
            HtmlTokenKind::Other => None,
            HtmlTokenKind::Start(tag) => {
                self.has_image |= tag.name == "img";
                let is_text = match &*tag.name {
                    "img" => tag.get("alt").is_some_and(|alt| !alt.trim().is_empty()),
                    "b" | "br" | "em" | "i" | "span" | "strong" => false,
                    _ => true,
                };
                (is_text || is_named(tag)).then_some(false)
            }
        };
    }

    fn add_markdown(&mut self, token: &Token<'_>) {
        match &token.kind {
            TokenKind::Event(Event::Html(html) | Event::InlineHtml(html)) => {
                tokens(html).for_each(|html| self.add(&html));
            }
            TokenKind::Event(Event::Text(text)) if text.trim().is_empty() => {}
            TokenKind::Event(Event::SoftBreak | Event::HardBreak) => {}
            _ => self.is_blank = Some(false),
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
        let mut link = RawLinkText::default();
        rest.iter().take(MOST_TOKENS).for_each(|html| link.add(html));
        let after = self.parsed.tokens.get(next..).unwrap_or_default().iter();
        for token in after.take(MOST_TOKENS) {
            if link.is_blank.is_some() {
                break;
            }
            link.add_markdown(token);
        }
        if link.is_blank != Some(true) {
            return;
        }
        let message = format!("the link to `{destination}` has no text");
        let hint = if link.has_image {
            "say in the `alt` of its image where it leads"
        } else {
            "write the words that readers press before `</a>`, or an `aria-label`"
        };
        let place = raw.span(span);
        let warn = |d: Diagnostic| d.hint(hint);
        self.reporter.warning(Code::EmptyLink, message, Some(place.clone()), warn);
        // Beside an image, words would change what is seen.
        if !link.has_image {
            self.slot(Reference::Title(destination.to_owned()), place);
        }
    }
}
