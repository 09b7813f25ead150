//! Writes the title and the definitions of each term of a glossary into separate documents.

use std::cell::RefCell;
use std::ops::Range;

use crate::markdown::token::{Event, Tag};

use crate::base::diagnostic::Code;
use crate::base::paths::Anchor;
use crate::base::suggest::nearest;
use crate::data::value::Spanned;
use crate::document::body::{Document, Reference, Slot, SourceSpan};
use crate::glossary::declaration::{BLOCK, TERM};
use crate::glossary::model::Term;
use crate::glossary::plan::TermTokens;
use crate::markdown::attributes::Attributes;
use crate::markdown::token::{TokenKind, element_len, is_inline, plain_text};
use crate::markdown::write::writer::Writer;

/// The names of the attributes that a term may have.
const ATTRIBUTES: &[&str] = &["also"];

/// The lists of terms of a page while it is being written, in the order of the text.
pub type TermLists = RefCell<Vec<Vec<Term>>>;

/// Writes the list of terms that begins at the token `at`.
pub fn write(writer: &mut Writer<'_, '_>, lists: &TermLists, at: usize, terms: &[TermTokens]) {
    let number = lists.borrow().len();
    // Reserves the index, since a definition may hold another list in a footnote.
    lists.borrow_mut().push(Vec::new());
    let span = writer.parsed.tokens[at].range.clone();
    writer.block(BLOCK, number, span);
    let written: Vec<Term> = terms.iter().map(|t| write_term(writer, t)).collect();
    lists.borrow_mut()[number] = written;
}

fn write_term(writer: &mut Writer<'_, '_>, term: &TermTokens) -> Term {
    let body = writer.parsed;
    let at = term.title.start;
    let inner = at + 1..term.title.end.saturating_sub(1);
    let text = plain_text(&body.tokens[inner.clone()]).trim().to_owned();
    let attributes = body.attributes.get(&at);
    let id = writer.id(attributes, || Anchor::authorable(&text, TERM.word));
    writer.anchors.push(id.clone());
    writer.record_id(TERM, at, &id);
    let also = attributes.map(|a| synonyms(writer, a)).unwrap_or_default();
    let first = body.tokens.get(inner.start).map(|token| &token.range);
    let last = body.tokens.get(inner.end.saturating_sub(1));
    let span = match (first, last) {
        (Some(first), Some(last)) => first.start..last.range.end.max(first.start),
        _ => body.tokens[at].range.clone(),
    };
    let title = writer.capture(inner);
    writer.word_counter.end_word();
    let mut first_paragraph = Document::default();
    let mut definitions = Vec::with_capacity(term.definitions.len());
    for range in &term.definitions {
        let (document, paragraph) = write_definition(writer, range);
        if definitions.is_empty() {
            first_paragraph = paragraph;
        }
        definitions.push(document);
    }
    Term { span: SourceSpan(span), id, title, text, also, definitions, first_paragraph }
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

/// The synonyms in the attribute `also`, separated by commas. Reports all other attributes.
fn synonyms(writer: &Writer<'_, '_>, attributes: &Attributes) -> Vec<String> {
    let mut also = Vec::new();
    for (key, value) in &attributes.pairs {
        if key.value == "also" {
            let words = value.value.split(',').map(str::trim);
            also.extend(words.filter(|word| !word.is_empty()).map(str::to_owned));
        } else {
            report_unknown_attribute(writer, key);
        }
    }
    for flag in &attributes.flags {
        report_unknown_attribute(writer, flag);
    }
    also
}

fn report_unknown_attribute(writer: &Writer<'_, '_>, key: &Spanned<String>) {
    writer.reporter.error(
        Code::InvalidAttributes,
        format!("terms have no attribute `{}`", key.value),
        Some(key.span.clone()),
        |d| {
            d.did_you_mean(nearest(&key.value, ATTRIBUTES.iter().copied()))
                .hint("write other words for a term as `{#id also=\"one, another\"}`")
        },
    );
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
