//! [`write()`]: a balanced list of events as HTML or XML.

use crate::html::escape::{is_xml_name, push_attribute, push_text, push_xml, push_xml_attribute};
use crate::html::event::{HtmlElement, HtmlEvent, Namespace};
use crate::html::names::is_void;

/// The XML namespace of HTML.
pub const XHTML: &str = "http://www.w3.org/1999/xhtml";
const SVG: &str = "http://www.w3.org/2000/svg";
const MATH: &str = "http://www.w3.org/1998/Math/MathML";

/// The syntax in which events are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkupSyntax {
    /// The syntax of HTML.
    Html,
    /// The syntax of XML, within an element of HTML: every element ends.
    Xml,
}

/// The events as text.
pub fn write(events: &[HtmlEvent<'_>], syntax: MarkupSyntax) -> String {
    write_with(events, syntax, |_, _, _| false)
}

/// The events as text. `write_attribute` is asked first for each attribute, by name and value, and
/// says whether it has written it.
pub fn write_with(
    events: &[HtmlEvent<'_>],
    syntax: MarkupSyntax,
    mut write_attribute: impl FnMut(&mut String, &str, &str) -> bool,
) -> String {
    let mut html = String::new();
    let mut open: Vec<&HtmlElement<'_>> = Vec::new();
    let mut events = events.iter().peekable();
    while let Some(event) = events.next() {
        match (event, syntax) {
            (HtmlEvent::Start(element), _) => {
                html.extend(["<", &element.name]);
                let outer = open.last().map_or(Namespace::Html, |outer| outer.namespace);
                if syntax == MarkupSyntax::Xml && element.namespace != outer {
                    push_attribute(&mut html, "xmlns", uri(element.namespace));
                }
                for (name, value) in &element.attributes {
                    if !write_attribute(&mut html, name, value) {
                        push(&mut html, name, value, syntax);
                    }
                }
                let is_html = element.namespace == Namespace::Html;
                let may_be_empty = match syntax {
                    MarkupSyntax::Html => is_html && is_void(&element.name),
                    MarkupSyntax::Xml => !is_html || is_void(&element.name),
                };
                let is_empty = may_be_empty && events.peek() == Some(&&HtmlEvent::End);
                if is_empty {
                    events.next();
                } else {
                    open.push(element);
                }
                let is_closed = is_empty && syntax == MarkupSyntax::Xml;
                html.push_str(if is_closed { "/>" } else { ">" });
            }
            (HtmlEvent::Text(text), MarkupSyntax::Html) => push_text(&mut html, text),
            (HtmlEvent::Text(text), MarkupSyntax::Xml) => push_xml(&mut html, text),
            (HtmlEvent::End, _) => {
                if let Some(element) = open.pop() {
                    html.extend(["</", &element.name, ">"]);
                }
            }
        }
    }
    html
}

fn push(html: &mut String, name: &str, value: &str, syntax: MarkupSyntax) {
    match syntax {
        MarkupSyntax::Html if value.is_empty() => html.extend([" ", name]),
        MarkupSyntax::Html => push_attribute(html, name, value),
        MarkupSyntax::Xml if !is_xml_name(name) => {}
        MarkupSyntax::Xml => push_xml_attribute(html, name, value),
    }
}

fn uri(namespace: Namespace) -> &'static str {
    match namespace {
        Namespace::Html => XHTML,
        Namespace::Svg => SVG,
        Namespace::Math => MATH,
    }
}
