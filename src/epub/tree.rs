//! [`parse`]: HTML as a tree of values, which can be taken apart and put together.

use crate::book::html::{AttributeValue, HtmlElement, HtmlEvent, read};

/// Elements below this depth are left out and their texts kept, so that whoever walks a tree may
/// call themselves.
const DEEPEST: usize = 128;

/// A piece of a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Node {
    /// An element.
    Element(Element),
    /// Text between them.
    Text(String),
}

/// The language that an element belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Space {
    /// HTML.
    Html,
    /// SVG.
    Svg,
    /// MathML.
    Math,
}

/// An element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Element {
    /// The language of its name.
    pub(super) space: Space,
    /// Its name: `p`.
    pub(super) name: String,
    /// Its attributes, in order, each name once.
    pub(super) attributes: Vec<(String, String)>,
    /// What stands in it.
    pub(super) children: Vec<Node>,
}

impl Element {
    /// An element of HTML.
    pub(super) fn html(name: &str, children: Vec<Node>) -> Self {
        Self {
            space: Space::Html,
            name: name.to_owned(),
            attributes: Vec::new(),
            children,
        }
    }

    /// The same with an attribute more.
    #[must_use]
    pub(super) fn with(mut self, name: &str, value: &str) -> Self {
        self.set(name, value);
        self
    }

    /// The value of an attribute.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        let found = self.attributes.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str())
    }

    /// Gives an attribute a value.
    pub(super) fn set(&mut self, name: &str, value: &str) {
        match self.attributes.iter_mut().find(|(known, _)| known == name) {
            Some((_, old)) => value.clone_into(old),
            None => self.attributes.push((name.to_owned(), value.to_owned())),
        }
    }

    /// Takes an attribute away and gives its value.
    pub(super) fn take(&mut self, name: &str) -> Option<String> {
        let at = self
            .attributes
            .iter()
            .position(|(known, _)| known == name)?;
        Some(self.attributes.remove(at).1)
    }

    /// Whether it is this element of HTML.
    pub(super) fn is(&self, name: &str) -> bool {
        self.space == Space::Html && self.name == name
    }

    /// Whether it has a class.
    pub(super) fn has_class(&self, class: &str) -> bool {
        let classes = self.get("class").unwrap_or_default();
        classes.split_ascii_whitespace().any(|known| known == class)
    }

    /// The elements directly in it.
    pub(super) fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(Node::element)
    }
}

impl Node {
    /// The element that it is.
    pub(super) fn element(&self) -> Option<&Element> {
        match self {
            Self::Element(element) => Some(element),
            Self::Text(_) => None,
        }
    }

    /// Whether it is white space alone.
    pub(super) fn is_blank(&self) -> bool {
        matches!(self, Self::Text(text) if text.trim_ascii().is_empty())
    }
}

/// Calls `visit` for every element, an outer one before those in it.
pub(super) fn walk<'n>(nodes: &'n [Node], visit: &mut impl FnMut(&'n Element)) {
    for element in nodes.iter().filter_map(Node::element) {
        visit(element);
        walk(&element.children, visit);
    }
}

/// Calls `visit` for every element, an outer one before those in it.
pub(super) fn walk_mut(nodes: &mut [Node], visit: &mut impl FnMut(&mut Element)) {
    for node in nodes {
        if let Node::Element(element) = node {
            visit(element);
            walk_mut(&mut element.children, visit);
        }
    }
}

/// Reads the body of a page as a browser without scripts does.
pub(super) fn parse(html: &str) -> Vec<Node> {
    let mut open: Vec<Open> = vec![Open::default()];
    for event in read(html) {
        let depth = open.len();
        let Some(top) = open.last_mut() else {
            break;
        };
        match event {
            HtmlEvent::Text(text) => top.done.push(Node::Text(text)),
            HtmlEvent::Start(_) if depth > DEEPEST => top.skipped += 1,
            HtmlEvent::Start(start) => {
                let space = match (start.namespace, top.space) {
                    (Some(space), _) if space.ends_with("svg") => Space::Svg,
                    (Some(_), _) => Space::Math,
                    (None, space) => space,
                };
                open.push(Open {
                    element: Some(element(start, space)),
                    space,
                    ..Open::default()
                });
            }
            HtmlEvent::End(_) if top.skipped > 0 => top.skipped -= 1,
            HtmlEvent::End(_) => {
                let ended = open.pop().unwrap_or_default();
                if let (Some(mut element), Some(outer)) = (ended.element, open.last_mut()) {
                    element.children = ended.done;
                    outer.done.push(Node::Element(element));
                }
            }
        }
    }
    open.into_iter().next().unwrap_or_default().done
}

/// An element that has begun. The first one is what stands around all.
struct Open {
    element: Option<Element>,
    space: Space,
    done: Vec<Node>,
    /// How many elements are open in it that are too deep.
    skipped: usize,
}

impl Default for Open {
    fn default() -> Self {
        Self {
            element: None,
            space: Space::Html,
            done: Vec::new(),
            skipped: 0,
        }
    }
}

fn element(start: HtmlElement, space: Space) -> Element {
    let attributes = start.attributes.into_iter();
    let attributes = attributes.filter_map(|(name, value)| match value {
        // The older way to write a link in SVG.
        AttributeValue::Text(value) if name == "xlink:href" => Some(("href".to_owned(), value)),
        AttributeValue::Text(value) => Some((name, value)),
        AttributeValue::Address(_) => None,
    });
    let mut element = Element {
        space,
        name: start.name,
        attributes: Vec::new(),
        children: Vec::new(),
    };
    for (name, value) in attributes {
        if element.get(&name).is_none() {
            element.attributes.push((name, value));
        }
    }
    element
}
