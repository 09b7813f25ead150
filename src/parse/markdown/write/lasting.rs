//! Ids that must last: what has one, and where one can be written that was made from text.

use pulldown_cmark::{Event, Tag};

use super::super::inline::attribute_block::SPACES;
use super::super::node::{Node, is_inline};
use super::super::read::Reading;
use super::Writer;
use crate::base::paths::Anchor;
use crate::parse::identity::{Identity, Insertion, Kind};

impl Writer<'_, '_> {
    /// Remembers that the heading, item or term that the piece `at` starts has this id.
    pub(super) fn identify(&mut self, kind: Kind, at: usize, id: &Anchor) {
        let attributes = self.reading.attributes.get(&at);
        let insertion = match attributes {
            Some(attributes) if attributes.id.is_some() => None,
            Some(attributes) => Some(Insertion {
                at: attributes.span.start + 1,
                in_block: true,
            }),
            None => end_of_text(self.reading, at).map(|at| Insertion {
                at,
                in_block: false,
            }),
        };
        self.identities.push(Identity {
            kind,
            id: id.clone(),
            insertion,
        });
    }
}

/// The end of the first run of text in the element that the piece `at` starts.
fn end_of_text(reading: &Reading<'_>, at: usize) -> Option<usize> {
    let is_paragraph = |node: &Node<'_>| matches!(node, Node::Event(Event::Start(Tag::Paragraph)));
    let run = reading
        .pieces
        .get(at + 1..)?
        .iter()
        .skip_while(|piece| is_paragraph(&piece.node))
        .take_while(|piece| match &piece.node {
            Node::Event(event) => is_inline(event),
            Node::Mark | Node::MarkEnd => true,
            Node::Hint | Node::TaskEnd => false,
        });
    let end = run.map(|piece| piece.range.end).max()?;
    Some(reading.source.get(..end)?.trim_end_matches(SPACES).len())
}
