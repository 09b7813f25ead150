//! [`mark`]: says with `epub:type` what roles say, so that readers can show notes where they are
//! cited.

use super::tree::{Element, Node, walk_mut};

/// Roles and the words of EPUB for them.
const TYPES: &[(&str, &str)] = &[
    ("doc-backlink", "backlink"),
    ("doc-biblioref", "biblioref"),
    ("doc-glossref", "glossref"),
    ("doc-noteref", "noteref"),
    ("doc-tip", "tip"),
];

/// Marks notes and what leads to them and back.
pub(super) fn mark(nodes: &mut [Node]) {
    walk_mut(nodes, &mut |element| {
        if element.get("role") == Some("doc-endnotes") {
            notes(element);
        }
        if element.is("sup") && element.has_class("note-ref") {
            for child in &mut element.children {
                if let Node::Element(link) = child
                    && link.is("a")
                {
                    link.set("role", "doc-noteref");
                }
            }
        }
        let role = element.get("role");
        let found = TYPES.iter().find(|(known, _)| Some(*known) == role);
        if let Some((_, word)) = found {
            element.set("epub:type", word);
        }
    });
}

/// The notes of a page: each stays an item of the list, for its number, and holds a note.
fn notes(section: &mut Element) {
    section.take("role");
    section.set("epub:type", "footnotes");
    for child in &mut section.children {
        let Node::Element(list) = child else {
            continue;
        };
        if !list.is("ol") {
            continue;
        }
        for item in &mut list.children {
            if let Node::Element(item) = item
                && item.is("li")
            {
                let mut note = Element::html("aside", std::mem::take(&mut item.children))
                    .with("epub:type", "footnote")
                    .with("role", "doc-footnote");
                if let Some(id) = item.take("id") {
                    note.set("id", &id);
                }
                item.children = vec![Node::Element(note)];
            }
        }
    }
}
