//! [`Definitions`]: the link and note definitions of a page, which hold in all its texts; and
//! [`NoteNumbers`]: which footnotes are shown, in which order, and how often each is referenced.

use std::collections::{BTreeMap, HashMap};
use std::ops::Range;

use pulldown_cmark::{Event, RefDefs, Tag, TagEnd};

use crate::base::diagnostic::Code;
use crate::base::paths::Anchor;
use crate::base::suggest::nearest;
use crate::markdown::parsed_body::{NoteDefinition, ParsedBody};
use crate::markdown::report::Reporter;
use crate::markdown::token::TokenKind;
use crate::markdown::work::{self, WorkBudget};

/// The definitions that were read so far in the texts of a page: its body and those of its
/// directives. Of two definitions of a label the first counts, in each text its own before those.
#[derive(Debug, Default)]
pub struct Definitions {
    /// The labels of notes, by their keys.
    notes: BTreeMap<String, String>,
    /// The labels of links, with destinations and titles, by their keys.
    links: BTreeMap<String, (String, LinkDefinition)>,
}

/// The destination and the title of a link.
pub type LinkDefinition = (String, String);

/// The form in which labels are compared: without regard to case and white space.
pub fn label_key(label: &str) -> String {
    let words: Vec<&str> = label.split_whitespace().collect();
    words.join(" ").to_lowercase()
}

impl Definitions {
    /// Adds the link definitions of a text, at their cost.
    pub fn add_links(&mut self, links: &RefDefs<'_>, work_budget: &WorkBudget) {
        let mut links: Vec<_> = links.iter().collect();
        work_budget.spend(links.len() * work::OF_DEFINITION);
        links.sort_by_key(|(_, link)| link.span.start);
        for (label, link) in links {
            let title = link.title.as_deref().unwrap_or_default();
            let definition = (link.dest.to_string(), title.to_owned());
            self.links.entry(label_key(label)).or_insert((label.to_owned(), definition));
        }
    }

    /// Adds the label of a note.
    pub fn add_note(&mut self, label: &str) {
        self.notes.entry(label_key(label)).or_insert_with(|| label.to_owned());
    }

    /// The definition of the link with a label.
    pub fn link(&self, label: &str) -> Option<&LinkDefinition> {
        self.links.get(&label_key(label)).map(|(_, definition)| definition)
    }

    /// Whether there is a note with this label.
    pub fn has_note(&self, label: &str) -> bool {
        self.notes.contains_key(&label_key(label))
    }
}

/// A label without a definition in the texts that were read before it.
#[derive(Debug)]
pub struct UndefinedLabel {
    /// The label as written.
    pub label: String,
    /// The bytes of the whole reference.
    pub span: Range<usize>,
    /// Whether it can be nothing but a reference; else it is text where it has no definition.
    pub is_meant: bool,
}

/// The references of a page without a definition in the texts that were read before them.
#[derive(Debug, Default)]
pub struct UndefinedLabels {
    /// Links and images.
    pub links: Vec<UndefinedLabel>,
    /// Footnotes.
    pub notes: Vec<UndefinedLabel>,
}

/// Whether the text between brackets reads as a label: words, no code and no pattern.
pub fn reads_as_label(text: &str) -> bool {
    let is_class = ["a-z", "A-Z", "0-9"].iter().any(|range| text.contains(range));
    let mut chars = text.chars();
    !is_class
        && !text.trim().is_empty()
        && chars.all(|c| c.is_alphanumeric() || " -_.:/#+&'’".contains(c))
}

/// Names of types, of which `[string][]` is a list.
const TYPES: [&str; 12] = [
    "any", "bool", "boolean", "byte", "char", "double", "float", "int", "integer", "number",
    "object", "string",
];

/// Whether `[text][label]`, which comes after `before`, is meant as a link and not as code such as
/// `a[i][j]` or `[0][1]`. `reference` is all of it.
pub fn reads_as_reference(before: &str, reference: &str, label: &str) -> bool {
    let has_word = |text: &str| text.chars().filter(|c| c.is_alphabetic()).count() > 1;
    let is_index = before.ends_with(|c: char| c.is_alphanumeric() || "_)]\"'$".contains(c));
    let text = reference.trim_start_matches('!').split("][").next().unwrap_or_default();
    let is_number = label.chars().all(|c| c.is_ascii_digit());
    !is_index
        && !TYPES.contains(&label)
        && !label.contains(char::is_control)
        && reads_as_label(label)
        && (has_word(label) || is_number && has_word(text))
}

impl UndefinedLabels {
    /// Whether one of the labels is defined after all.
    pub fn is_any_defined(&self, definitions: &Definitions) -> bool {
        self.links.iter().any(|link| definitions.link(&link.label).is_some())
            || self.notes.iter().any(|note| definitions.has_note(&note.label))
    }

    /// Reports the labels, but for those that may be text.
    pub fn report(&self, definitions: &Definitions, reporter: &Reporter<'_>) {
        for UndefinedLabel { label, span, .. } in self.links.iter().filter(|link| link.is_meant) {
            let message = format!("the reference `[{label}]` is not defined");
            reporter.warning(Code::BrokenReference, message, Some(span.clone()), |d| {
                let labels = definitions.links.values().map(|(label, _)| label.as_str());
                d.did_you_mean(nearest(label, labels)).hint(format!(
                    "define it on a separate line, `[{label}]: address`, or write `\\[` for a literal bracket"
                ))
            });
        }
        for UndefinedLabel { label, span, .. } in self.notes.iter().filter(|note| note.is_meant) {
            let message = format!("the footnote `{label}` is not defined");
            reporter.warning(Code::UndefinedFootnote, message, Some(span.clone()), |d| {
                let labels = definitions.notes.values().map(String::as_str);
                d.did_you_mean(nearest(label, labels)).hint(format!(
                    "define it at the start of a line, `[^{label}]: text`, or write `\\[^` for a literal bracket"
                ))
            });
        }
    }
}

/// The numbers of the footnotes that are shown.
#[derive(Debug, Default)]
pub struct NoteNumbers {
    /// The notes, in the order of their numbers.
    pub shown: Vec<ShownNote>,
    /// The number of each note, from 1, by the [`label_key`] of its label.
    pub numbers: HashMap<String, usize>,
}

/// A footnote that is shown. Its ids are assigned before it is written.
#[derive(Debug)]
pub struct ShownNote {
    /// The index of the note in [`ParsedBody::notes`].
    pub index: usize,
    /// The number of references to the note.
    pub reference_count: usize,
    /// The id of the note; the key of its label until ids are assigned.
    pub id: Anchor,
    /// The ids of the references to the note, in source order.
    pub references: Vec<Anchor>,
    /// The number of references that have been written.
    pub written: usize,
}

/// Numbers the notes by their first reference, in the text of the page first, then in the notes
/// themselves. Reports notes without references and labels that are defined twice.
pub fn number_notes(parsed: &ParsedBody<'_>, reporter: &Reporter<'_>) -> NoteNumbers {
    let mut numbering = NoteNumbers::default();
    if parsed.notes.is_empty() {
        return numbering;
    }
    let mut by_label: HashMap<String, usize> = HashMap::new();
    for (index, note) in parsed.notes.iter().enumerate() {
        let first = *by_label.entry(label_key(&note.label)).or_insert(index);
        if first != index {
            report_duplicate(note, &parsed.notes[first], reporter);
        }
    }
    let mut next = 0;
    numbering.count_references(parsed, 0..parsed.tokens.len(), &by_label);
    while let Some(note) = numbering.shown.get(next) {
        // Without the start of the definition itself, at which the whole definition would be
        // skipped.
        let inner = &parsed.notes[note.index].tokens;
        numbering.count_references(parsed, inner.start + 1..inner.end, &by_label);
        next += 1;
    }
    for note in &parsed.notes {
        if !numbering.numbers.contains_key(&label_key(&note.label)) {
            let NoteDefinition { label, span, .. } = note;
            let message = format!("the footnote `{label}` is not used");
            reporter.warning(Code::UnusedFootnote, message, Some(span.clone()), |d| {
                d.hint(format!("write `[^{label}]` where the note belongs, or delete it"))
            });
        }
    }
    numbering
}

impl NoteNumbers {
    fn count_references(
        &mut self,
        parsed: &ParsedBody<'_>,
        tokens: Range<usize>,
        by_label: &HashMap<String, usize>,
    ) {
        let mut images = 0usize;
        let mut index = tokens.start;
        while index < tokens.end {
            match &parsed.tokens[index].kind {
                TokenKind::Event(Event::Start(Tag::FootnoteDefinition(_))) => {
                    index = parsed.note_end(index);
                    continue;
                }
                TokenKind::Event(Event::Start(Tag::Image { .. })) => images += 1,
                TokenKind::Event(Event::End(TagEnd::Image)) => images = images.saturating_sub(1),
                // The alternative text of an image has no notes.
                TokenKind::Event(Event::FootnoteReference(label)) if images == 0 => {
                    self.add_reference(&label_key(label), by_label);
                }
                _ => {}
            }
            index += 1;
        }
    }

    fn add_reference(&mut self, key: &str, by_label: &HashMap<String, usize>) {
        if let Some(number) = self.numbers.get(key) {
            self.shown[number - 1].reference_count += 1;
        } else if let Some(note) = by_label.get(key) {
            let id = Anchor::raw(key);
            let references = Vec::new();
            self.shown.push(ShownNote {
                index: *note,
                reference_count: 1,
                id,
                references,
                written: 0,
            });
            self.numbers.insert(key.to_owned(), self.shown.len());
        }
    }
}

fn report_duplicate(note: &NoteDefinition, first: &NoteDefinition, reporter: &Reporter<'_>) {
    let message = format!("the footnote `{}` is defined twice", note.label);
    reporter.warning(Code::DuplicateId, message, Some(note.span.clone()), |d| {
        let first = reporter.place(Some(first.span.clone()));
        d.hint("rename one of them").related_if(first, "first defined here")
    });
}

/// The bytes of `[^label]` at the start of a definition.
pub fn label_span(source: &str, definition: &Range<usize>) -> Range<usize> {
    let text = source.get(definition.clone()).unwrap_or_default();
    let open = text.find('[').unwrap_or(0);
    let close = text[open..].find(']').map_or(open, |len| open + len + 1);
    definition.start + open..definition.start + close
}
