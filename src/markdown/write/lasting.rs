//! Ids that must last: what has one, and where one can be written that was made from text.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use crate::base::paths::Anchor;
use crate::document::stable_id::{IdKind, Insertion, StableId};
use crate::markdown::inline::attribute_block::SPACES;
use crate::markdown::reading::ParsedBody;
use crate::markdown::token::{TokenKind, is_inline};
use crate::markdown::write::writer::Writer;

impl Writer<'_, '_> {
    /// Remembers that the heading, item or term that the token `at` starts has this id.
    pub fn identify(&mut self, kind: IdKind, at: usize, id: &Anchor) {
        let text = text_of(self.reading, at);
        let insertion = match self.reading.attributes.get(&at) {
            // One that was refused is told, and replaced by nobody but its author.
            Some(attributes) if self.names_id(&attributes.span) => None,
            Some(attributes) => Some(Insertion {
                at: attributes.span.start + 1,
                in_block: true,
            }),
            None => text.as_ref().map(|text| Insertion {
                at: text.end,
                in_block: false,
            }),
        };
        let start = self.reading.tokens.get(at).map_or(0, |p| p.range.start);
        self.identities.push(StableId {
            kind,
            id: id.clone(),
            span: text.unwrap_or(start..start + 1),
            insertion,
        });
    }

    /// Remembers that an item whose missing id was reported when its list was read has this id. The id
    /// that could be written for it is free on the page.
    pub fn identify_listed(&mut self, kind: IdKind, at: usize, id: &Anchor) {
        let attributes = self.reading.attributes.get(&at);
        if attributes.is_some_and(|attributes| attributes.id.is_some()) {
            self.identify(kind, at, id);
        } else {
            let free = self.ids.unique(id);
            self.identify(kind, at, &free);
        }
    }

    fn names_id(&self, block: &Range<usize>) -> bool {
        let block = self.reading.source.get(block.clone());
        block.is_some_and(|block| block.contains('#'))
    }
}

/// The first run of text in the element that the token `at` starts.
fn text_of(reading: &ParsedBody<'_>, at: usize) -> Option<Range<usize>> {
    let is_paragraph =
        |node: &TokenKind<'_>| matches!(node, TokenKind::Event(Event::Start(Tag::Paragraph)));
    let run = reading
        .tokens
        .get(at + 1..)?
        .iter()
        .skip_while(|token| is_paragraph(&token.node))
        .take_while(|token| match &token.node {
            TokenKind::Event(event) => is_inline(event),
            TokenKind::Hint | TokenKind::TaskEnd => false,
            _ => true,
        });
    let spans: Vec<&Range<usize>> = run.map(|token| &token.range).collect();
    let start = spans.first()?.start;
    let end = spans.iter().map(|span| span.end).max()?;
    let text = reading.source.get(start..end)?;
    Some(start..start + text.trim_end_matches(SPACES).len())
}
