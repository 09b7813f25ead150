//! The ids of headings of raw HTML: as forges do, by the rule of all headings.

use crate::base::paths::Anchor;
use crate::html::event::is_heading;
use crate::html::token::{HtmlToken, HtmlTokenKind, StartTag, tokens};
use crate::markdown::token::{Event, Token, TokenKind};
use crate::markdown::write::heading::typed;
use crate::markdown::write::writer::Writer;

/// The most tokens of Markdown and of HTML that are looked at for the end of a heading.
const MOST_TOKENS: usize = 200;

/// The words of a heading of raw HTML, read up to its end.
#[derive(Default)]
struct RawHeadingText {
    text: String,
    /// Whether the end tag was met: `Some(false)` if another heading begins before it.
    ends: Option<bool>,
}

impl RawHeadingText {
    fn add(&mut self, html: &HtmlToken<'_>) {
        match &html.kind {
            _ if self.ends.is_some() => {}
            HtmlTokenKind::Text(text) => self.text.push_str(text),
            HtmlTokenKind::Start(tag) if is_heading(&tag.name) => self.ends = Some(false),
            HtmlTokenKind::End(name) if is_heading(name) => self.ends = Some(true),
            _ => {}
        }
    }

    fn add_markdown(&mut self, token: &Token<'_>) {
        match &token.kind {
            TokenKind::Event(Event::Html(html) | Event::InlineHtml(html)) => {
                tokens(html).for_each(|html| self.add(&html));
            }
            _ => self.text.push_str(&typed(token)),
        }
    }
}

impl Writer<'_, '_> {
    /// A free id for a heading of raw HTML; `None` for another element, a heading that has an id, one
    /// without words and one that nothing ends. `rest` is what follows its start tag in the same raw
    /// HTML, `next` the index of the token after that.
    pub(super) fn id_of_raw_heading(
        &mut self,
        tag: &StartTag<'_>,
        rest: &[HtmlToken<'_>],
        next: usize,
    ) -> Option<Anchor> {
        if !is_heading(&tag.name) || tag.get("id").is_some() {
            return None;
        }
        let mut heading = RawHeadingText::default();
        rest.iter().take(MOST_TOKENS).for_each(|html| heading.add(html));
        let after = self.parsed.tokens.get(next..).unwrap_or_default().iter();
        for token in after.take(MOST_TOKENS) {
            if heading.ends.is_some() {
                break;
            }
            heading.add_markdown(token);
        }
        let text = heading.text.trim();
        if heading.ends != Some(true) || text.is_empty() {
            return None;
        }
        let anchor = self.ids.unique(&Anchor::of_heading(text));
        self.anchors.push(anchor.clone());
        Some(anchor)
    }
}
