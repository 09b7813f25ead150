//! Records stable ids, and where a generated one can be inserted into the source.

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use crate::base::diagnostic::Code;
use crate::base::paths::Anchor;
use crate::data::value::Spanned;
use crate::document::stable_id::{IdKind, Insertion, StableId};
use crate::markdown::attributes::right_id;
use crate::markdown::inline::attribute_block::SPACES;
use crate::markdown::parsed_body::ParsedBody;
use crate::markdown::token::{TokenKind, is_inline};
use crate::markdown::write::writer::Writer;

impl Writer<'_, '_> {
    /// Records the stable id of the heading, item or term that starts at the token `at`.
    pub fn record_id(&mut self, kind: IdKind, at: usize, id: &Anchor) {
        if self.is_refused(at) {
            return;
        }
        let text = text_of(self.parsed, at);
        let insertion = match self.parsed.attributes.get(&at) {
            // A refused id has been reported; only its author can replace it.
            Some(_) if self.parsed.names_id(at) => None,
            Some(attributes) => Some(Insertion { at: attributes.id_place, in_block: true }),
            None => text.as_ref().map(|text| Insertion { at: text.end, in_block: false }),
        };
        let start = self.parsed.tokens.get(at).map_or(0, |token| token.range.start);
        self.stable_ids.push(StableId {
            kind,
            id: id.clone(),
            span: text.unwrap_or(start..start + 1),
            insertion,
        });
    }

    /// Whether the author wrote an id on which readers' answers cannot rely, though HTML allows it,
    /// which is reported.
    fn is_refused(&self, at: usize) -> bool {
        let written = self.parsed.attributes.get(&at).and_then(|block| block.id.as_ref());
        let is_wrong = |id: &&Spanned<Anchor>| Anchor::authored(id.value.as_str()).is_none();
        let Some(Spanned { value, span }) = written.filter(is_wrong) else {
            return false;
        };
        let written = self.parsed.source.get(span.clone()).unwrap_or(value.as_str());
        let message = format!("`{written}` is not a valid id");
        let hint = right_id(value.as_str());
        let code = Code::InvalidAttributes;
        self.reporter.error(code, message, Some(span.clone()), |d| d.hint(hint));
        true
    }

    /// Records a stable id that front matter gives at `span`.
    pub fn record_given_id(&mut self, kind: IdKind, id: &Anchor, span: &Range<usize>) {
        let (id, span) = (id.clone(), span.clone());
        self.stable_ids.push(StableId { kind, id, span, insertion: None });
    }

    /// Records the stable id of an item whose missing id was reported when its list was parsed. If
    /// the author wrote none, a free id is recorded, which can be inserted.
    pub fn record_listed_id(&mut self, kind: IdKind, at: usize, id: &Anchor) {
        let attributes = self.parsed.attributes.get(&at);
        if attributes.is_some_and(|attributes| attributes.id.is_some()) {
            self.record_id(kind, at, id);
        } else {
            let free = self.ids.unique(id);
            self.record_id(kind, at, &free);
        }
    }
}

/// The bytes of the first run of text in the element that starts at the token `at`.
fn text_of(parsed: &ParsedBody<'_>, at: usize) -> Option<Range<usize>> {
    let is_paragraph =
        |kind: &TokenKind<'_>| matches!(kind, TokenKind::Event(Event::Start(Tag::Paragraph)));
    let run = parsed
        .tokens
        .get(at + 1..)?
        .iter()
        .skip_while(|token| is_paragraph(&token.kind))
        .take_while(|token| match &token.kind {
            TokenKind::Event(event) => is_inline(event),
            TokenKind::Hint | TokenKind::TaskEnd => false,
            _ => true,
        });
    let spans: Vec<&Range<usize>> = run.map(|token| &token.range).collect();
    let start = spans.first()?.start;
    let end = spans.iter().map(|span| span.end).max()?;
    let text = parsed.source.get(start..end)?;
    Some(start..start + text.trim_end_matches(SPACES).len())
}
