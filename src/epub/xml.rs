//! [`write()`]: a tree as well-formed XML, whatever stands in it.

use super::tree::{Element, Node, Space};

/// The name space of HTML.
pub(super) const HTML: &str = "http://www.w3.org/1999/xhtml";
const SVG: &str = "http://www.w3.org/2000/svg";
const MATH: &str = "http://www.w3.org/1998/Math/MathML";

/// Elements of HTML that are empty. All others get an end tag: readers that take a file for HTML
/// would not see the end of `<p/>`.
const VOID: &[&str] = &["br", "col", "hr", "img", "wbr"];

/// Appends nodes that stand in an element of HTML.
pub(super) fn write(nodes: &[Node], to: &mut String) {
    for node in nodes {
        one(node, Space::Html, to);
    }
}

fn one(node: &Node, outer: Space, to: &mut String) {
    match node {
        Node::Text(text) => escape(text, to),
        Node::Element(element) => start(element, outer, to),
    }
}

fn start(element: &Element, outer: Space, to: &mut String) {
    let Element {
        space,
        name,
        attributes,
        children,
    } = element;
    to.push('<');
    to.push_str(name);
    if *space != outer {
        let space = match space {
            Space::Html => HTML,
            Space::Svg => SVG,
            Space::Math => MATH,
        };
        attribute("xmlns", space, to);
    }
    for (name, value) in attributes {
        attribute(name, value, to);
    }
    let is_void = *space == Space::Html && VOID.contains(&name.as_str());
    if is_void || (*space != Space::Html && children.is_empty()) {
        to.push_str("/>");
        return;
    }
    to.push('>');
    for child in children {
        one(child, *space, to);
    }
    to.push_str("</");
    to.push_str(name);
    to.push('>');
}

/// Appends an attribute.
pub(super) fn attribute(name: &str, value: &str, to: &mut String) {
    to.push(' ');
    to.push_str(name);
    to.push_str("=\"");
    escape(value, to);
    to.push('"');
}

/// Appends text, fit for content and for attributes. Characters that XML has no way to write
/// become the replacement character.
pub(super) fn escape(text: &str, to: &mut String) {
    for c in text.chars() {
        match c {
            '&' => to.push_str("&amp;"),
            '<' => to.push_str("&lt;"),
            '>' => to.push_str("&gt;"),
            '"' => to.push_str("&quot;"),
            '\r' => to.push_str("&#13;"),
            '\t' | '\n' => to.push(c),
            '\0'..='\x1f' | '\u{fffe}' | '\u{ffff}' => to.push('\u{fffd}'),
            c => to.push(c),
        }
    }
}

/// The same as a text of its own.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    escape(text, &mut escaped);
    escaped
}

/// Whether XML takes a text for the name of an element or attribute, without a prefix.
pub(super) fn is_name(text: &str) -> bool {
    let mut chars = text.chars();
    chars
        .next()
        .is_some_and(|c| c.is_ascii_alphabetic() || c == '_')
        && chars.all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.'))
}
