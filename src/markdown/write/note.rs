//! Writes footnotes: references in the text, definitions at its end, links both ways.

use std::fmt::Write as _;

use crate::base::paths::{Anchor, slugify};
use crate::document::body::Reference;
use crate::markdown::notes::label_key;
use crate::markdown::write::tags::fill;
use crate::markdown::write::writer::Writer;

impl Writer<'_, '_> {
    /// Assigns an id to every note and every reference.
    pub(super) fn assign_note_ids(&mut self) {
        for note in &mut self.notes.shown {
            let slug = match slugify(&self.parsed.notes[note.index].label) {
                slug if slug.is_empty() => "note".to_owned(),
                slug => slug,
            };
            note.id = self.ids.unique(&Anchor::raw(&format!("fn-{slug}")));
            for number in 1..=note.reference_count {
                let id = match number {
                    1 => format!("fnref-{slug}"),
                    _ => format!("fnref-{slug}-{number}"),
                };
                note.references.push(self.ids.unique(&Anchor::raw(&id)));
            }
        }
    }

    pub(super) fn note_reference(&mut self, label: &str) {
        let Some(number) = self.notes.numbers.get(&label_key(label)).copied() else {
            return;
        };
        let Some(note) = self.notes.shown.get_mut(number - 1) else {
            return;
        };
        let Some(id) = note.references.get(note.written).cloned() else {
            return;
        };
        note.written += 1;
        let href = format!("#{}", note.id);
        let phrase = self.settings().map_or("{}", |s| &s.strings.note);
        let name = fill(phrase, &number.to_string());
        let from = self.html.len();
        self.html.push_str("<sup class=\"note-ref\"><a");
        self.attribute("href", &href);
        self.attribute("id", id.as_str());
        self.attribute("aria-label", &name);
        let _ = write!(self.html, ">{number}</a></sup>");
        if self.capture_depth > 0 {
            // A page that embeds this document does not have the note.
            let mark = self.html.split_off(from);
            self.slot(Reference::Note(mark), 0..0);
        }
    }

    /// Writes the section with the notes at the end of the page.
    pub(super) fn endnotes(&mut self) {
        let has_notes = !self.notes.shown.is_empty() && !self.is_cut;
        let Some(settings) = self.settings().filter(|_| has_notes) else {
            return;
        };
        let parsed = self.parsed;
        let heading = self.ids.unique(&Anchor::raw("notes"));
        self.html.push_str("<section class=\"notes\" role=\"doc-endnotes\"");
        self.attribute("aria-labelledby", heading.as_str());
        self.html.push_str(">\n<h2");
        self.attribute("id", heading.as_str());
        self.html.push('>');
        self.text(&settings.strings.notes);
        self.html.push_str("</h2>\n<ol>\n");
        self.anchors.push(heading);
        for index in 0..self.notes.shown.len() {
            let note = &self.notes.shown[index];
            let (tokens, id) = (&parsed.notes[note.index].tokens, note.id.clone());
            self.html.push_str("<li");
            self.attribute("id", id.as_str());
            self.html.push('>');
            self.anchors.push(id);
            self.open_note = Some((index, tokens.end));
            self.tokens(tokens.start + 1..tokens.end.saturating_sub(1));
            // Unless the last paragraph of the note holds the backlinks.
            if self.open_note.take().is_some() {
                self.html.push_str("<p>");
                self.backlinks(index);
                self.html.push_str("</p>\n");
            }
            self.html.push_str("</li>\n");
        }
        self.html.push_str("</ol>\n</section>\n");
    }

    pub(super) fn end_paragraph(&mut self, at: usize) {
        // After the last paragraph of a note, the next token ends the definition.
        if let Some((index, end)) = self.open_note
            && at + 2 == end
        {
            self.open_note = None;
            self.html.push(' ');
            self.backlinks(index);
        }
        self.html.push_str("</p>\n");
    }

    /// Writes a backlink to each reference of a note.
    fn backlinks(&mut self, index: usize) {
        let phrase = self.settings().map_or("{}", |s| &s.strings.note_back);
        let name = fill(phrase, &(index + 1).to_string());
        let references = std::mem::take(&mut self.notes.shown[index].references);
        let several = references.len() > 1;
        for (count, reference) in references.iter().enumerate() {
            if count > 0 {
                self.html.push(' ');
            }
            self.html.push_str("<a class=\"note-back\"");
            self.attribute("href", &format!("#{reference}"));
            self.html.push_str(" role=\"doc-backlink\"");
            if several {
                let letters = letters(count);
                self.attribute("aria-label", &format!("{name} {letters}"));
                let _ = write!(self.html, ">↩ {letters}</a>");
            } else {
                self.attribute("aria-label", &name);
                self.html.push_str(">↩</a>");
            }
        }
        // References inside notes that are written later still need their ids.
        self.notes.shown[index].references = references;
    }
}

/// The letters of a backlink by its index: `a` to `z`, then `aa`, `ab` …
fn letters(mut count: usize) -> String {
    let mut letters = Vec::new();
    loop {
        letters.push(b'a' + u8::try_from(count % 26).unwrap_or_default());
        if count < 26 {
            break;
        }
        count = count / 26 - 1;
    }
    letters.iter().rev().map(|b| char::from(*b)).collect()
}

#[cfg(test)]
mod tests {
    #[test]
    fn letters_go_on_after_z() {
        let letters: Vec<_> = [0, 25, 26, 27, 701, 702].map(super::letters).into();
        assert_eq!(letters, ["a", "z", "aa", "ab", "zz", "aaa"]);
    }
}
