//! [`write()`]: a tree as well-formed XML, whatever its names and texts.

use crate::epub::tree::{XhtmlElement, XhtmlNode, XmlNamespace};

/// The namespace of HTML.
pub(super) const HTML: &str = "http://www.w3.org/1999/xhtml";
const SVG: &str = "http://www.w3.org/2000/svg";
const MATH: &str = "http://www.w3.org/1998/Math/MathML";

/// Elements of HTML that are empty. All others get an end tag: readers that take a file for HTML
/// would not see the end of `<p/>`.
const VOID: &[&str] = &["br", "col", "hr", "img", "wbr"];

/// Appends nodes that stand in an element of HTML.
pub(super) fn write(nodes: &[XhtmlNode], to: &mut String) {
    for node in nodes {
        one(node, XmlNamespace::Html, to);
    }
}

fn one(node: &XhtmlNode, outer: XmlNamespace, to: &mut String) {
    match node {
        XhtmlNode::Text(text) => escape(text, to),
        XhtmlNode::Element(element) => start(element, outer, to),
    }
}

fn start(element: &XhtmlElement, outer: XmlNamespace, to: &mut String) {
    let XhtmlElement { namespace, name, attributes, children } = element;
    to.push('<');
    to.push_str(name);
    if *namespace != outer {
        let namespace = match namespace {
            XmlNamespace::Html => HTML,
            XmlNamespace::Svg => SVG,
            XmlNamespace::Math => MATH,
        };
        attribute("xmlns", namespace, to);
    }
    for (name, value) in attributes {
        attribute(name, value, to);
    }
    let is_void = *namespace == XmlNamespace::Html && VOID.contains(&name.as_str());
    if is_void || (*namespace != XmlNamespace::Html && children.is_empty()) {
        to.push_str("/>");
        return;
    }
    to.push('>');
    for child in children {
        one(child, *namespace, to);
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

/// Text, escaped for content and for attributes.
pub(super) fn escaped(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len() + 8);
    escape(text, &mut escaped);
    escaped
}

/// Whether a text can be the name of an element or attribute in XML, without a prefix.
pub(super) fn is_name(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(|c| c.is_ascii_alphabetic() || c == '_')
        && chars.all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.'))
}
