//! [`parse`]: HTML as a tree of values, which can be transformed.

use crate::book::html::{AttributeValue, HtmlElement, HtmlEvent, read};

/// Elements below this depth are left out and their texts kept, so that a tree can be walked by
/// recursion.
const DEEPEST: usize = 128;

/// A node of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum XhtmlNode {
    /// An element.
    Element(XhtmlElement),
    /// Text, not escaped.
    Text(String),
}

/// The XML namespace of an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum XmlNamespace {
    /// The namespace of HTML.
    Html,
    /// The namespace of SVG.
    Svg,
    /// The namespace of MathML.
    Math,
}

/// An element of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct XhtmlElement {
    /// The namespace of the element's name.
    pub(super) namespace: XmlNamespace,
    /// The name of the element: `p`.
    pub(super) name: String,
    /// The attributes of the element, in order, each name once.
    pub(super) attributes: Vec<(String, String)>,
    /// The content of the element.
    pub(super) children: Vec<XhtmlNode>,
}

impl XhtmlElement {
    /// An element of HTML.
    pub(super) fn html(name: &str, children: Vec<XhtmlNode>) -> Self {
        Self {
            namespace: XmlNamespace::Html,
            name: name.to_owned(),
            attributes: Vec::new(),
            children,
        }
    }

    /// Sets an attribute and gives the element back.
    #[must_use]
    pub(super) fn with(mut self, name: &str, value: &str) -> Self {
        self.set(name, value);
        self
    }

    /// The value of an attribute of the element.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str())
    }

    /// Sets the value of an attribute.
    pub(super) fn set(&mut self, name: &str, value: &str) {
        match self.attributes.iter_mut().find(|(known, _)| known == name) {
            Some((_, old)) => value.clone_into(old),
            None => self.attributes.push((name.to_owned(), value.to_owned())),
        }
    }

    /// Removes an attribute and gives its value.
    pub(super) fn take(&mut self, name: &str) -> Option<String> {
        let at = self.attributes.iter().position(|(known, _)| known == name)?;
        Some(self.attributes.remove(at).1)
    }

    /// Whether the element is the one of HTML with a name.
    pub(super) fn is(&self, name: &str) -> bool {
        self.namespace == XmlNamespace::Html && self.name == name
    }

    /// Whether the element has a class.
    pub(super) fn has_class(&self, class: &str) -> bool {
        let classes = self.get("class").unwrap_or_default();
        classes.split_ascii_whitespace().any(|known| known == class)
    }

    /// The child elements of the element.
    pub(super) fn elements(&self) -> impl Iterator<Item = &XhtmlElement> {
        self.children.iter().filter_map(XhtmlNode::element)
    }
}

impl XhtmlNode {
    /// The element, if the node is one.
    pub(super) fn element(&self) -> Option<&XhtmlElement> {
        match self {
            Self::Element(element) => Some(element),
            Self::Text(_) => None,
        }
    }

    /// Whether the node is only white space.
    pub(super) fn is_blank(&self) -> bool {
        matches!(self, Self::Text(text) if text.trim_ascii().is_empty())
    }
}

/// Calls `visit` for every element, an outer one before those in it.
pub(super) fn walk<'n>(nodes: &'n [XhtmlNode], visit: &mut impl FnMut(&'n XhtmlElement)) {
    for element in nodes.iter().filter_map(XhtmlNode::element) {
        visit(element);
        walk(&element.children, visit);
    }
}

/// Calls `visit` for every element, which may change it, an outer one before those in it.
pub(super) fn walk_mut(nodes: &mut [XhtmlNode], visit: &mut impl FnMut(&mut XhtmlElement)) {
    for node in nodes {
        if let XhtmlNode::Element(element) = node {
            visit(element);
            walk_mut(&mut element.children, visit);
        }
    }
}

/// Parses the body of a page as a browser without scripts does.
pub(super) fn parse(html: &str) -> Vec<XhtmlNode> {
    let mut open: Vec<OpenElement> = vec![OpenElement::default()];
    for event in read(html) {
        let depth = open.len();
        let Some(top) = open.last_mut() else {
            break;
        };
        match event {
            HtmlEvent::Text(text) => top.children.push(XhtmlNode::Text(text)),
            HtmlEvent::Start(_) if depth > DEEPEST => top.skipped += 1,
            HtmlEvent::Start(start) => {
                let namespace = match (start.namespace, top.namespace) {
                    (Some(namespace), _) if namespace.ends_with("svg") => XmlNamespace::Svg,
                    (Some(_), _) => XmlNamespace::Math,
                    (None, namespace) => namespace,
                };
                open.push(OpenElement {
                    element: Some(element(start, namespace)),
                    namespace,
                    ..OpenElement::default()
                });
            }
            HtmlEvent::End(_) if top.skipped > 0 => top.skipped -= 1,
            HtmlEvent::End(_) => {
                let ended = open.pop().unwrap_or_default();
                if let (Some(mut element), Some(outer)) = (ended.element, open.last_mut()) {
                    element.children = ended.children;
                    outer.children.push(XhtmlNode::Element(element));
                }
            }
        }
    }
    open.into_iter().next().unwrap_or_default().children
}

/// An element whose end was not reached yet. The first one, without an element, is the whole body.
struct OpenElement {
    element: Option<XhtmlElement>,
    namespace: XmlNamespace,
    children: Vec<XhtmlNode>,
    /// The number of elements open in this element that are too deep.
    skipped: usize,
}

impl Default for OpenElement {
    fn default() -> Self {
        Self { element: None, namespace: XmlNamespace::Html, children: Vec::new(), skipped: 0 }
    }
}

fn element(start: HtmlElement, namespace: XmlNamespace) -> XhtmlElement {
    let attributes = start.attributes.into_iter();
    let attributes = attributes.filter_map(|(name, value)| match value {
        // The older way to write a link in SVG.
        AttributeValue::Text(value) if name == "xlink:href" => Some(("href".to_owned(), value)),
        AttributeValue::Text(value) => Some((name, value)),
        AttributeValue::Address(_) => None,
    });
    let mut element =
        XhtmlElement { namespace, name: start.name, attributes: Vec::new(), children: Vec::new() };
    for (name, value) in attributes {
        if element.get(&name).is_none() {
            element.attributes.push((name, value));
        }
    }
    element
}
