//! [`mark`]: adds `epub:type` to elements with a role, so that reading systems can show notes where
//! they are cited.

use crate::epub::tree::{XhtmlElement, XhtmlNode, walk_mut};

/// Roles of ARIA with the values of `epub:type` for them.
const TYPES: &[(&str, &str)] = &[
    ("doc-backlink", "backlink"),
    ("doc-biblioref", "biblioref"),
    ("doc-glossref", "glossref"),
    ("doc-noteref", "noteref"),
    ("doc-tip", "tip"),
];

/// Marks notes, and the links to them and back.
pub(super) fn mark(nodes: &mut [XhtmlNode]) {
    walk_mut(nodes, &mut |element| {
        if element.get("role") == Some("doc-endnotes") {
            notes(element);
        }
        if element.is("sup") && element.has_class("note-ref") {
            for child in &mut element.children {
                if let XhtmlNode::Element(link) = child
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

/// Marks the notes of a page. Each stays an item of the list, for its number, and holds an `aside`.
fn notes(section: &mut XhtmlElement) {
    section.take("role");
    section.set("epub:type", "footnotes");
    for child in &mut section.children {
        let XhtmlNode::Element(list) = child else {
            continue;
        };
        if !list.is("ol") {
            continue;
        }
        for item in &mut list.children {
            if let XhtmlNode::Element(item) = item
                && item.is("li")
            {
                let mut note = XhtmlElement::html("aside", std::mem::take(&mut item.children))
                    .with("epub:type", "footnote")
                    .with("role", "doc-footnote");
                if let Some(id) = item.take("id") {
                    note.set("id", &id);
                }
                item.children = vec![XhtmlNode::Element(note)];
            }
        }
    }
}
