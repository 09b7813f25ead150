//! Writes the title and the definitions of each term of a glossary into separate documents.

use std::cell::RefCell;
use std::ops::Range;

use crate::base::diagnostic::Code;
use crate::base::paths::Anchor;
use crate::base::suggest::nearest;
use crate::document::body::{Document, Reference, Slot, SourceSpan};
use crate::glossary::declaration::{BLOCK, TERM};
use crate::glossary::model::Term;
use crate::markdown::attributes::{ALSO, Attributes};
use crate::markdown::parsed_body::ParsedBody;
use crate::markdown::token::{
    Event, Tag, TokenKind, element_len, is_inline, plain_text, start_tag,
};
use crate::markdown::write::writer::Writer;

/// The lists of terms of a page while it is being written, in the order of the text.
pub type TermLists = RefCell<Vec<Vec<Term>>>;

/// Finds the definition lists that are not nested in another one, nor in a directive: all of them
/// are lists of terms. Returns the tokens of each.
pub fn find(body: &ParsedBody<'_>) -> Vec<Range<usize>> {
    let mut lists = Vec::new();
    let mut at = 0;
    while at < body.tokens.len() {
        let element = body.element(at);
        at = match start_tag(&body.tokens[at]) {
            Some(Tag::DefinitionList | Tag::CodeBlock(_)) => element.end,
            _ => at + 1,
        };
        if matches!(start_tag(&body.tokens[element.start]), Some(Tag::DefinitionList)) {
            lists.push(element);
        }
    }
    lists
}

/// Writes a list of terms.
pub fn write(writer: &mut Writer<'_, '_>, lists: &TermLists, list: &Range<usize>) {
    let number = lists.borrow().len();
    // Reserves the index, since a definition may hold another list in a footnote.
    lists.borrow_mut().push(Vec::new());
    let body = writer.parsed;
    writer.block(BLOCK, number, body.tokens[list.start].range.clone());
    let mut terms: Vec<Term> = Vec::new();
    let mut at = list.start + 1;
    while at < list.end {
        let element = body.element(at);
        at = element.end;
        match (start_tag(&body.tokens[element.start]), terms.last_mut()) {
            (Some(Tag::DefinitionListTitle), _) => terms.push(write_title(writer, &element)),
            (Some(Tag::DefinitionListDefinition), Some(term)) => {
                let (document, paragraph) = write_definition(writer, &element);
                if term.definitions.is_empty() {
                    term.first_paragraph = paragraph;
                }
                term.definitions.push(document);
            }
            _ => {}
        }
    }
    lists.borrow_mut()[number] = terms;
}

/// Writes a term, still without its definitions.
fn write_title(writer: &mut Writer<'_, '_>, tokens: &Range<usize>) -> Term {
    let body = writer.parsed;
    let at = tokens.start;
    let inner = at + 1..tokens.end.saturating_sub(1);
    let text = plain_text(&body.tokens[inner.clone()]).trim().to_owned();
    let attributes = body.attributes.get(&at);
    let id = writer.id(attributes, || Anchor::authorable(&text, TERM.word));
    writer.anchors.push(id.clone());
    writer.record_id(TERM, at, &id);
    let also = attributes.map(Attributes::also).unwrap_or_default();
    if let Some(attributes) = attributes {
        report_unknown(writer, attributes);
    }
    let first = body.tokens.get(inner.start).map(|token| &token.range);
    let last = body.tokens.get(inner.end.saturating_sub(1));
    let span = match (first, last) {
        (Some(first), Some(last)) => first.start..last.range.end.max(first.start),
        _ => body.tokens[at].range.clone(),
    };
    let title = writer.capture(inner);
    writer.word_counter.end_word();
    Term {
        span: SourceSpan(span),
        id,
        title,
        text,
        also,
        definitions: Vec::new(),
        first_paragraph: Document::default(),
    }
}

/// Writes a definition. Returns the document, and its first paragraph as inline HTML.
fn write_definition(writer: &mut Writer<'_, '_>, range: &Range<usize>) -> (Document, Document) {
    let tokens = &writer.parsed.tokens;
    let inner = range.start + 1..range.end.saturating_sub(1).max(range.start + 1);
    let is_paragraph = tokens
        .get(inner.start)
        .is_some_and(|token| matches!(token.kind, TokenKind::Event(Event::Start(Tag::Paragraph))));
    // In a tight list the first paragraph is bare text up to the first block.
    let len = if is_paragraph {
        element_len(&tokens[inner.clone()])
    } else {
        let blocks = tokens[inner.clone()]
            .iter()
            .position(|token| matches!(&token.kind, TokenKind::Event(event) if !is_inline(event)));
        blocks.unwrap_or(inner.len())
    };
    let split = inner.start + len;
    let mut first = 0;
    let document = writer.capture_with(|writer| {
        writer.tokens(inner.start..split);
        first = writer.html.len();
        if !is_paragraph && split < inner.end && !writer.html.ends_with('\n') {
            writer.html.push('\n');
        }
        writer.tokens(split..inner.end);
    });
    writer.word_counter.end_word();
    let first_paragraph = inline_html(&document, first);
    (document, first_paragraph)
}

/// Reports all attributes of a term but `also`.
fn report_unknown(writer: &Writer<'_, '_>, attributes: &Attributes) {
    let pairs = attributes.pairs.iter().map(|(key, _)| key);
    for key in pairs.filter(|key| key.value != ALSO).chain(&attributes.flags) {
        let message = format!("terms have no attribute `{}`", key.value);
        let span = Some(key.span.clone());
        writer.reporter.error(Code::InvalidAttributes, message, span, |d| {
            d.did_you_mean(nearest(&key.value, [ALSO]))
                .hint("write other words for a term as `{#id also=\"one, another\"}`")
        });
    }
}

/// The paragraph that ends at the byte `end` of a document, without its `<p>` tags and without
/// footnote references, which are shown only where the definition itself stands.
fn inline_html(document: &Document, end: usize) -> Document {
    let html = document.html[..end].trim_end();
    let inner = html.strip_prefix("<p>").and_then(|html| html.strip_suffix("</p>"));
    let offset = if inner.is_some() { "<p>".len() } else { 0 };
    let html = inner.unwrap_or(html).to_owned();
    let slots = document.slots.iter().filter(|slot| {
        slot.at <= offset + html.len() && !matches!(slot.link.reference, Reference::Note(_))
    });
    let slots = slots.map(|slot| Slot { at: slot.at - offset, link: slot.link.clone() });
    Document { slots: slots.collect(), html }
}
