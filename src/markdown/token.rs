//! [`Token`]: what the parser gives and what our own passes add, as one flat list.

use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{CowStr, TagEnd};

pub use pulldown_cmark::{Event, LinkType, Tag};

use crate::document::body::Role;

/// A part of a document.
#[derive(Clone, Debug, PartialEq)]
pub enum TokenKind<'a> {
    /// As the parser gave it.
    Event(Event<'a>),
    /// `==` that opens a mark.
    Mark,
    /// `==` that closes a mark.
    MarkEnd,
    /// Where the label of a task ends and its hint begins.
    Hint,
    /// Where the label or the hint of a task ends.
    TaskEnd,
    /// An inline reference with a syntax of its own.
    Role(Arc<Role>),
}

/// A part of a document and its bytes in the text of the page. The start and the end of an
/// element both have the bytes of the whole element.
#[derive(Clone, Debug, PartialEq)]
pub struct Token<'a> {
    /// The part.
    pub kind: TokenKind<'a>,
    /// Its bytes.
    pub range: Range<usize>,
}

impl<'a> Token<'a> {
    /// A token of an event.
    pub fn event(event: Event<'a>, range: Range<usize>) -> Self {
        Self {
            kind: TokenKind::Event(event),
            range,
        }
    }

    /// A token of text.
    pub fn text(text: impl Into<CowStr<'a>>, range: Range<usize>) -> Self {
        Self::event(Event::Text(text.into()), range)
    }

    /// The text, if it is nothing else.
    pub fn as_text(&self) -> Option<&CowStr<'a>> {
        match &self.kind {
            TokenKind::Event(Event::Text(text)) => Some(text),
            _ => None,
        }
    }

    /// Whether it is text that stands in the source as it is: no entity, no changed punctuation.
    pub fn is_verbatim(&self, source: &str) -> bool {
        self.as_text()
            .is_some_and(|text| source.get(self.range.clone()) == Some(text))
    }

    /// Whether it begins an element.
    pub fn opens(&self) -> bool {
        matches!(
            self.kind,
            TokenKind::Event(Event::Start(_)) | TokenKind::Mark
        )
    }

    /// Whether it ends an element.
    pub fn closes(&self) -> bool {
        matches!(
            self.kind,
            TokenKind::Event(Event::End(_)) | TokenKind::MarkEnd
        )
    }

    /// A part of a token of verbatim text, by bytes of the source.
    pub fn slice(&self, from: usize, to: usize) -> Option<Self> {
        let text = self.as_text()?;
        let inner = from.checked_sub(self.range.start)?..to.checked_sub(self.range.start)?;
        let part = match text {
            CowStr::Borrowed(text) => CowStr::Borrowed(text.get(inner)?),
            text => CowStr::from(text.get(inner)?.to_owned()),
        };
        Some(Self::text(part, from..to))
    }
}

/// Whether an event belongs to a run of text, not to the blocks around it.
pub fn is_inline(event: &Event<'_>) -> bool {
    match event {
        Event::Start(tag) => matches!(
            tag,
            Tag::Emphasis
                | Tag::Strong
                | Tag::Strikethrough
                | Tag::Superscript
                | Tag::Subscript
                | Tag::Link { .. }
                | Tag::Image { .. }
        ),
        Event::End(tag) => matches!(
            tag,
            TagEnd::Emphasis
                | TagEnd::Strong
                | TagEnd::Strikethrough
                | TagEnd::Superscript
                | TagEnd::Subscript
                | TagEnd::Link
                | TagEnd::Image
        ),
        Event::Rule | Event::Html(_) => false,
        _ => true,
    }
}

/// The bare text of tokens: no HTML, no notes, line breaks as spaces.
pub fn plain_text(tokens: &[Token<'_>]) -> String {
    let mut plain = String::new();
    for token in tokens {
        match &token.kind {
            TokenKind::Event(Event::Text(text) | Event::Code(text)) => plain.push_str(text),
            TokenKind::Event(Event::SoftBreak | Event::HardBreak) | TokenKind::Hint => {
                plain.push(' ');
            }
            // A sentence reads on without it.
            TokenKind::Role(role) if role.text.is_empty() => plain.truncate(plain.trim_end().len()),
            TokenKind::Role(role) => plain.push_str(&role.text),
            _ => {}
        }
    }
    plain
}

/// How many tokens follow up to the end of the element that `tokens` begins with, its end included.
pub fn element_len(tokens: &[Token<'_>]) -> usize {
    let mut depth = 0usize;
    for (index, token) in tokens.iter().enumerate() {
        if token.opens() {
            depth += 1;
        } else if token.closes() {
            depth = depth.saturating_sub(1);
            if depth == 0 {
                return index + 1;
            }
        }
    }
    tokens.len()
}

/// The tokens inside of the element that `tokens` begins with.
pub fn inner<'p, 'a>(tokens: &'p [Token<'a>]) -> &'p [Token<'a>] {
    let len = element_len(tokens);
    tokens.get(1..len.saturating_sub(1)).unwrap_or_default()
}

/// The tag of a token that begins an element.
pub fn start_tag<'p, 'a>(token: &'p Token<'a>) -> Option<&'p Tag<'a>> {
    match &token.kind {
        TokenKind::Event(Event::Start(tag)) => Some(tag),
        _ => None,
    }
}

/// A text with one space for each run of white space, and none at its ends.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
