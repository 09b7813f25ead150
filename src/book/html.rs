//! [`read`] and [`write()`]: HTML as a flat list of [`HtmlEvent`]s, and back as HTML or XHTML.
//!
//! The list is balanced whatever the HTML was, so that bodies can be joined; and it is flat, so
//! that no depth of nesting can exhaust the stack.

use std::fmt::Write;
use std::rc::Rc;

use html5ever::tendril::TendrilSink;
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{ParseOpts, QualName, local_name, ns, parse_fragment};
use markup5ever_rcdom::{Handle, NodeData, RcDom};

use crate::document::body::{Document, Slot};

/// A step through the tree of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HtmlEvent {
    /// The start of an element.
    Start(HtmlElement),
    /// A text, not escaped.
    Text(String),
    /// The end of the innermost element that is open, with its name.
    End(String),
}

/// The start of an element.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HtmlElement {
    /// The name of the element: `a`, or `linearGradient` in SVG.
    pub name: String,
    /// The attributes of the element, in order.
    pub attributes: Vec<(String, AttributeValue)>,
    /// The namespace of an `svg` or `math` element; other elements have that of their parent.
    pub namespace: Option<&'static str>,
}

/// The value of an attribute.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum AttributeValue {
    /// A text, not escaped.
    Text(String),
    /// An address within the site, written once it is known where the pages are.
    Address(SiteAddress),
}

/// An address within the site.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SiteAddress {
    /// The path of the address below the base path, percent-encoded: `/roles/two-axes/`.
    pub path: String,
    /// The query of the address with `?`; may be empty.
    pub query: String,
    /// The fragment of the address without `#`, percent-encoded; may be empty.
    pub fragment: String,
    /// Whether the address is the `src` of an element and not a link.
    pub is_shown: bool,
}

/// The syntax in which events are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MarkupSyntax {
    /// The syntax of HTML.
    Html,
    /// The syntax of XHTML: every element ends.
    Xhtml,
}

impl HtmlElement {
    /// The text of an attribute of the element.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find_map(|(known, value)| match value {
            AttributeValue::Text(text) if known == name => Some(text.as_str()),
            _ => None,
        })
    }

    /// Sets the text of an attribute of the element, or removes the attribute.
    pub fn set(&mut self, name: &str, text: Option<&str>) {
        self.attributes.retain(|(known, _)| known != name);
        if let Some(text) = text {
            self.attributes.push((name.to_owned(), AttributeValue::Text(text.to_owned())));
        }
    }

    /// Whether the element has a class.
    pub fn has_class(&self, class: &str) -> bool {
        self.get("class")
            .is_some_and(|classes| classes.split_ascii_whitespace().any(|c| c == class))
    }
}

/// Elements of HTML without an end tag.
const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
];

/// Parses the HTML of a body. Comments are left out; errors are repaired as browsers do.
pub fn read(html: &str) -> Vec<HtmlEvent> {
    let options = ParseOpts {
        tree_builder: TreeBuilderOpts { scripting_enabled: false, ..TreeBuilderOpts::default() },
        ..ParseOpts::default()
    };
    let context = QualName::new(None, ns!(html), local_name!("div"));
    let dom = parse_fragment(RcDom::default(), options, context, Vec::new(), false).one(html);
    let mut events = Vec::new();
    // The steps that are left, the next on top: nodes to enter, names of elements to end.
    let mut rest: Vec<Result<Handle, String>> = Vec::new();
    if let Some(root) = dom.document.children.borrow().first() {
        rest.extend(root.children.borrow().iter().rev().cloned().map(Ok));
    }
    while let Some(next) = rest.pop() {
        let node = match next {
            Ok(node) => node,
            Err(name) => {
                events.push(HtmlEvent::End(name));
                continue;
            }
        };
        match &node.data {
            NodeData::Text { contents } => {
                events.push(HtmlEvent::Text(contents.borrow().to_string()));
            }
            NodeData::Element { .. } => {
                if let Some(element) = element(&node) {
                    rest.push(Err(element.name.clone()));
                    rest.extend(node.children.borrow().iter().rev().cloned().map(Ok));
                    events.push(HtmlEvent::Start(element));
                }
            }
            _ => {}
        }
    }
    events
}

fn element(node: &Rc<markup5ever_rcdom::Node>) -> Option<HtmlElement> {
    let NodeData::Element { name, attrs, .. } = &node.data else {
        return None;
    };
    let attributes = attrs.borrow();
    let attributes = attributes.iter().map(|attribute| {
        let name = match &attribute.name.prefix {
            Some(prefix) => format!("{prefix}:{}", attribute.name.local),
            None => attribute.name.local.to_string(),
        };
        (name, AttributeValue::Text(attribute.value.to_string()))
    });
    let namespace = match &*name.local {
        "svg" if name.ns == ns!(svg) => Some("http://www.w3.org/2000/svg"),
        "math" if name.ns == ns!(mathml) => Some("http://www.w3.org/1998/Math/MathML"),
        _ => None,
    };
    Some(HtmlElement { name: name.local.to_string(), attributes: attributes.collect(), namespace })
}

/// Writes a balanced list of events. Each [`SiteAddress`] leaves a slot where its attribute
/// belongs.
pub fn write(events: &[HtmlEvent], syntax: MarkupSyntax) -> Document<SiteAddress> {
    let mut document = Document::default();
    let mut events = events.iter().peekable();
    while let Some(event) = events.next() {
        match event {
            HtmlEvent::Start(element) => {
                start(element, syntax, &mut document);
                let is_void = VOID.contains(&element.name.as_str());
                let ends = matches!(events.peek(), Some(HtmlEvent::End(_)));
                match syntax {
                    _ if is_void && ends => {
                        events.next();
                        document.html.push_str(if syntax == MarkupSyntax::Html {
                            ">"
                        } else {
                            "/>"
                        });
                    }
                    _ => document.html.push('>'),
                }
            }
            HtmlEvent::Text(text) => {
                // Writing to a String cannot fail.
                let _ = pulldown_cmark_escape::escape_html_body_text(&mut document.html, text);
            }
            HtmlEvent::End(name) => {
                let _ = write!(document.html, "</{name}>");
            }
        }
    }
    document
}

fn start(element: &HtmlElement, syntax: MarkupSyntax, document: &mut Document<SiteAddress>) {
    let html = &mut document.html;
    // Writing to a String cannot fail.
    let _ = write!(html, "<{}", element.name);
    if let (MarkupSyntax::Xhtml, Some(namespace), None) =
        (syntax, element.namespace, element.get("xmlns"))
    {
        let _ = write!(html, " xmlns=\"{namespace}\"");
    }
    for (name, value) in &element.attributes {
        if syntax == MarkupSyntax::Xhtml && !is_xml_name(name) {
            continue;
        }
        match value {
            AttributeValue::Text(text) if text.is_empty() && syntax == MarkupSyntax::Html => {
                let _ = write!(html, " {name}");
            }
            AttributeValue::Text(text) => push_attribute(html, name, text),
            AttributeValue::Address(address) => {
                document.slots.push(Slot { at: html.len(), link: address.clone() });
            }
        }
    }
}

/// Appends ` name="value"`, the value escaped.
pub(super) fn push_attribute(html: &mut String, name: &str, value: &str) {
    // Writing to a String cannot fail.
    let _ = write!(html, " {name}=\"");
    let _ = pulldown_cmark_escape::escape_html(&mut *html, value);
    html.push('"');
}

/// Whether XML takes an attribute of that name; a browser takes nearly any.
fn is_xml_name(name: &str) -> bool {
    let mut letters = name.chars();
    letters.next().is_some_and(|c| c.is_ascii_alphabetic() || c == '_')
        && letters.all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | '.' | ':'))
}

/// The index of the end of the element that begins at `start`.
pub fn end_of(events: &[HtmlEvent], start: usize) -> usize {
    let mut depth = 0_usize;
    for (at, event) in events.iter().enumerate().skip(start) {
        match event {
            HtmlEvent::Start(_) => depth += 1,
            HtmlEvent::End(_) => depth = depth.saturating_sub(1),
            HtmlEvent::Text(_) => {}
        }
        if depth == 0 {
            return at;
        }
    }
    events.len().saturating_sub(1)
}

#[cfg(test)]
mod tests {
    use super::{MarkupSyntax, read, write};

    fn html(text: &str) -> String {
        write(&read(text), MarkupSyntax::Html).html
    }

    #[test]
    fn what_is_well_formed_comes_back_as_it_was() {
        for text in [
            "<p>a &lt; b &amp; c</p>\n<img src=\"/a.png\" alt=\"\">",
            "<table><tbody><tr><td>1</td></tr></tbody></table>",
            "<input type=\"checkbox\" checked><label for=\"a\">x</label>",
            "<svg viewBox=\"0 0 1 1\"><path d=\"M0 0\"></path></svg>",
        ] {
            assert_eq!(html(text).replace("alt>", "alt=\"\">"), text);
        }
    }

    #[test]
    fn what_is_not_is_balanced() {
        assert_eq!(html("</div><p><em>a<p>b"), "<p><em>a</em></p><p><em>b</em></p>");
    }

    #[test]
    fn xhtml_ends_every_element() {
        let events = read("<p>a<br>b</p><svg><path d=\"M0\"/></svg><input disabled \"x>");
        assert_eq!(
            write(&events, MarkupSyntax::Xhtml).html,
            "<p>a<br/>b</p><svg xmlns=\"http://www.w3.org/2000/svg\"><path d=\"M0\"></path></svg>\
             <input disabled=\"\"/>"
        );
    }

    #[test]
    fn no_depth_is_too_deep() {
        let deep = "<div>".repeat(4_000);
        assert_eq!(html(&deep).len(), deep.len() + "</div>".len() * 4_000);
    }
}
