//! [`Token`]: an event of the Markdown parser, or an element of an extension, with its span.

use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{CowStr, TagEnd};

pub use pulldown_cmark::{Event, LinkType, Tag};

use crate::document::body::Role;

/// The marks of tasks.
pub const TASK_MARKS: [&str; 3] = ["[ ]", "[x]", "[X]"];

/// The kind of a [`Token`].
#[derive(Clone, Debug, PartialEq)]
pub enum TokenKind<'a> {
    /// An event of the Markdown parser.
    Event(Event<'a>),
    /// `==` that opens `<mark>`.
    Mark,
    /// `==` that closes `<mark>`.
    MarkEnd,
    /// The end of the label of a task that is followed by a hint.
    Hint,
    /// The end of a task: of its hint, or of its label if it has no hint.
    TaskEnd,
    /// An inline reference with a syntax of its own.
    Role(Arc<Role>),
}

/// A token of the flat list into which a body is parsed. The start and the end of an element both
/// have the span of the whole element.
#[derive(Clone, Debug, PartialEq)]
pub struct Token<'a> {
    /// The kind of the token, with its content.
    pub kind: TokenKind<'a>,
    /// The bytes of the token in the text of the page.
    pub range: Range<usize>,
}

impl<'a> Token<'a> {
    /// A token for an event.
    pub fn event(event: Event<'a>, range: Range<usize>) -> Self {
        Self { kind: TokenKind::Event(event), range }
    }

    /// A token for text.
    pub fn text(text: impl Into<CowStr<'a>>, range: Range<usize>) -> Self {
        Self::event(Event::Text(text.into()), range)
    }

    /// The text, if the token is one of text.
    pub fn as_text(&self) -> Option<&CowStr<'a>> {
        match &self.kind {
            TokenKind::Event(Event::Text(text)) => Some(text),
            _ => None,
        }
    }

    /// Whether the token is text that equals its source: no entity, no smart punctuation.
    pub fn is_verbatim(&self, source: &str) -> bool {
        self.as_text().is_some_and(|text| source.get(self.range.clone()) == Some(text))
    }

    /// Whether the token starts an element.
    pub fn opens(&self) -> bool {
        matches!(self.kind, TokenKind::Event(Event::Start(_)) | TokenKind::Mark)
    }

    /// Whether the token ends an element.
    pub fn closes(&self) -> bool {
        matches!(self.kind, TokenKind::Event(Event::End(_)) | TokenKind::MarkEnd)
    }

    /// The part of a verbatim text token between two bytes of the source.
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

/// Whether an event is inline, not part of the block structure.
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

/// The plain text of tokens: without HTML and footnote references, line breaks as spaces.
pub fn plain_text(tokens: &[Token<'_>]) -> String {
    let mut plain = String::new();
    for token in tokens {
        match &token.kind {
            TokenKind::Event(Event::Text(text) | Event::Code(text)) => plain.push_str(text),
            TokenKind::Event(Event::SoftBreak | Event::HardBreak) | TokenKind::Hint => {
                plain.push(' ');
            }
            // A role without text leaves no gap before punctuation.
            TokenKind::Role(role) if role.text.is_empty() => plain.truncate(plain.trim_end().len()),
            TokenKind::Role(role) => plain.push_str(&role.text),
            _ => {}
        }
    }
    plain
}

/// The number of tokens of the element that `tokens` begins with, start and end included; 1 for a
/// token that starts no element.
pub fn element_len(tokens: &[Token<'_>]) -> usize {
    if tokens.first().is_some_and(|token| !token.opens()) {
        return 1;
    }
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

/// The tokens between the start and the end of the element that `tokens` begins with.
pub fn inner<'p, 'a>(tokens: &'p [Token<'a>]) -> &'p [Token<'a>] {
    let len = element_len(tokens);
    tokens.get(1..len.saturating_sub(1)).unwrap_or_default()
}

/// The tag of a token that starts an element.
pub fn start_tag<'p, 'a>(token: &'p Token<'a>) -> Option<&'p Tag<'a>> {
    match &token.kind {
        TokenKind::Event(Event::Start(tag)) => Some(tag),
        _ => None,
    }
}

/// A text with each run of white space collapsed to one space, trimmed.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
