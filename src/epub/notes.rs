//! [`mark`]: adds `epub:type` to elements with a role, so that reading systems can show notes where
//! they are cited.

use crate::html::event::{HtmlElement, HtmlEvent};

/// Roles of ARIA with the values of `epub:type` for them.
const TYPES: &[(&str, &str)] = &[
    ("doc-backlink", "backlink"),
    ("doc-biblioref", "biblioref"),
    ("doc-glossref", "glossref"),
    ("doc-noteref", "noteref"),
    ("doc-tip", "tip"),
];

/// An open element.
#[derive(Clone, Copy, PartialEq, Eq)]
enum NotePlace {
    /// The notes of a page.
    Notes,
    /// The list of the notes.
    List,
    /// A note.
    Note,
    /// The number of a note in the text.
    Number,
    /// Any other element.
    Elsewhere,
}

/// Marks notes, and the links to them and back. Each note stays an item of the list, for its
/// number, and holds an `aside`.
pub(super) fn mark(events: Vec<HtmlEvent<'_>>) -> Vec<HtmlEvent<'_>> {
    let mut marked = Vec::with_capacity(events.len());
    let mut open = Vec::new();
    for event in events {
        let HtmlEvent::Start(mut element) = event else {
            if event == HtmlEvent::End && open.pop() == Some(NotePlace::Note) {
                marked.push(HtmlEvent::End);
            }
            marked.push(event);
            continue;
        };
        let outer = open.last().copied();
        let place = if element.get("role") == Some("doc-endnotes") {
            element.remove("role");
            element.set("epub:type", "footnotes");
            NotePlace::Notes
        } else if element.is("sup") && element.has_class("note-ref") {
            NotePlace::Number
        } else if outer == Some(NotePlace::Notes) && element.is("ol") {
            NotePlace::List
        } else if outer == Some(NotePlace::List) && element.is("li") {
            NotePlace::Note
        } else {
            NotePlace::Elsewhere
        };
        if outer == Some(NotePlace::Number) && element.is("a") {
            element.set("role", "doc-noteref");
        }
        let role = element.get("role");
        if let Some((_, word)) = TYPES.iter().find(|(known, _)| Some(*known) == role) {
            element.set("epub:type", *word);
        }
        let id = if place == NotePlace::Note { element.remove("id") } else { None };
        marked.push(HtmlEvent::Start(element));
        open.push(place);
        if place == NotePlace::Note {
            let aside = HtmlElement::new("aside").with("epub:type", "footnote");
            let mut aside = aside.with("role", "doc-footnote");
            aside.attributes.extend(id.map(|id| ("id".into(), id)));
            marked.push(HtmlEvent::Start(aside));
        }
    }
    marked
}
