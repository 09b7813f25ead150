//! Ids that must last: what has one, and where one can be written that was made from text.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use super::super::inline::attribute_block::SPACES;
use super::super::node::{Node, is_inline};
use super::super::read::Reading;
use super::super::report::Reports;
use super::Writer;
use crate::base::diagnostic::Code;
use crate::base::paths::Anchor;
use crate::parse::identity::{Identity, Insertion, Kind};

impl Writer<'_, '_> {
    /// Remembers that the heading, item or term that the piece `at` starts has this id.
    pub(super) fn identify(&mut self, kind: Kind, at: usize, id: &Anchor) {
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
        let start = self.reading.pieces.get(at).map_or(0, |p| p.range.start);
        self.identities.push(Identity {
            kind,
            id: id.clone(),
            span: text.unwrap_or(start..start + 1),
            insertion,
        });
    }

    /// The same of a statement or question. One whose id is missing is told where its list is read;
    /// what could be written for it is free on the page.
    pub(super) fn identify_listed(&mut self, kind: Kind, at: usize, id: &Anchor) {
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

/// The first run of text in the element that the piece `at` starts.
fn text_of(reading: &Reading<'_>, at: usize) -> Option<Range<usize>> {
    let is_paragraph = |node: &Node<'_>| matches!(node, Node::Event(Event::Start(Tag::Paragraph)));
    let run = reading
        .pieces
        .get(at + 1..)?
        .iter()
        .skip_while(|piece| is_paragraph(&piece.node))
        .take_while(|piece| match &piece.node {
            Node::Event(event) => is_inline(event),
            Node::Hint | Node::TaskEnd => false,
            _ => true,
        });
    let spans: Vec<&Range<usize>> = run.map(|piece| &piece.range).collect();
    let start = spans.first()?.start;
    let end = spans.iter().map(|span| span.end).max()?;
    let text = reading.source.get(start..end)?;
    Some(start..start + text.trim_end_matches(SPACES).len())
}

/// Warns, once for a page, of ids that change when their text does.
pub fn warn(identities: &[Identity], reports: &Reports<'_>) {
    // Rows, statements and questions tell for themselves; a term is found by its words too.
    let mut made = identities
        .iter()
        .filter(|i| i.insertion.is_some() && i.kind == Kind::Item);
    let Some(first) = made.next() else {
        return;
    };
    let (kind, id) = (first.kind, &first.id);
    reports.warning(
        Code::MissingId,
        format!("this {kind} has no id of its own"),
        Some(first.span.clone()),
        |d| {
            let d = d.hint(format!(
                "write `{{#{id}}}` at its end, or let `handbook ids --write` do it, so that it stays the same when its words change"
            ));
            match made.count() {
                0 => d,
                1 => d.hint("one more part of this page has none"),
                more => d.hint(format!("{more} more parts of this page have none")),
            }
        },
    );
}
