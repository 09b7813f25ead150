//! Footnotes: which are shown, in which order, and how often each is referred to.

use std::collections::HashMap;
use std::ops::Range;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::base::diagnostic::Code;
use crate::markdown::reading::{NoteDefinition, ParsedBody};
use crate::markdown::report::Reporter;
use crate::markdown::token::TokenKind;

/// The notes that are shown.
#[derive(Debug, Default)]
pub struct NoteNumbers {
    /// Indices of [`ParsedBody::notes`], in the order of their numbers.
    pub order: Vec<usize>,
    /// By [`key`] of a label: its number, from 1.
    pub numbers: HashMap<String, usize>,
    /// How often each note is referred to, in the order of their numbers.
    pub uses: Vec<usize>,
}

/// Labels are equal without regard to case.
pub fn key(label: &str) -> String {
    label.to_lowercase()
}

/// Numbers the notes by their first reference: in the text of the page first, then in the notes
/// themselves. Tells notes that nothing refers to, and labels that are defined twice.
pub fn plan(
    reading: &ParsedBody<'_>,
    dropped: Option<&Range<usize>>,
    reports: &Reporter<'_>,
) -> NoteNumbers {
    let mut plan = NoteNumbers::default();
    if reading.notes.is_empty() {
        return plan;
    }
    let mut by_label: HashMap<String, usize> = HashMap::new();
    for (index, note) in reading.notes.iter().enumerate() {
        let first = *by_label.entry(key(&note.label)).or_insert(index);
        if first != index {
            twice(note, &reading.notes[first], reports);
        }
    }
    let mut next = 0;
    plan.count(reading, 0..reading.tokens.len(), dropped, &by_label);
    while let Some(note) = plan.order.get(next) {
        // Without the start of the definition itself, which would be skipped whole.
        let inner = &reading.notes[*note].tokens;
        plan.count(reading, inner.start + 1..inner.end, dropped, &by_label);
        next += 1;
    }
    for note in &reading.notes {
        if !plan.numbers.contains_key(&key(&note.label)) {
            reports.warning(
                Code::UnusedFootnote,
                format!("nothing refers to the footnote `{}`", note.label),
                Some(note.span.clone()),
                |d| {
                    d.hint(format!(
                        "write `[^{}]` where the note belongs, or delete it",
                        note.label
                    ))
                },
            );
        }
    }
    plan
}

impl NoteNumbers {
    fn count(
        &mut self,
        reading: &ParsedBody<'_>,
        tokens: Range<usize>,
        dropped: Option<&Range<usize>>,
        by_label: &HashMap<String, usize>,
    ) {
        let mut images = 0usize;
        let mut index = tokens.start;
        while index < tokens.end {
            match &reading.tokens[index].node {
                TokenKind::Event(Event::Start(Tag::FootnoteDefinition(_))) => {
                    index = reading.note_end(index);
                    continue;
                }
                _ if dropped.is_some_and(|d| d.contains(&index)) => {}
                TokenKind::Event(Event::Start(Tag::Image { .. })) => images += 1,
                TokenKind::Event(Event::End(TagEnd::Image)) => images = images.saturating_sub(1),
                // The text that stands for an image shows no notes.
                TokenKind::Event(Event::FootnoteReference(label)) if images == 0 => {
                    self.refer(&key(label), by_label);
                }
                _ => {}
            }
            index += 1;
        }
    }

    fn refer(&mut self, key: &str, by_label: &HashMap<String, usize>) {
        if let Some(number) = self.numbers.get(key) {
            self.uses[number - 1] += 1;
        } else if let Some(note) = by_label.get(key) {
            self.order.push(*note);
            self.uses.push(1);
            self.numbers.insert(key.to_owned(), self.order.len());
        }
    }
}

fn twice(note: &NoteDefinition, first: &NoteDefinition, reports: &Reporter<'_>) {
    reports.error(
        Code::DuplicateId,
        format!("the footnote `{}` is defined twice", note.label),
        Some(note.span.clone()),
        |d| {
            let d = d.hint("give one of the two another label");
            match reports.place(Some(first.span.clone())) {
                Some(place) => d.related(place, "first defined here"),
                None => d,
            }
        },
    );
}

/// The bytes of `[^label]` at the start of a definition.
pub fn label_span(source: &str, definition: &Range<usize>) -> Range<usize> {
    let text = source.get(definition.clone()).unwrap_or_default();
    let open = text.find('[').unwrap_or(0);
    let close = text[open..].find(']').map_or(open, |len| open + len + 1);
    definition.start + open..definition.start + close
}
