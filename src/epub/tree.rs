//! [`parse`]: HTML as a value that can be taken apart and put together, which a browser's DOM is not.

use html5ever::tendril::TendrilSink;
use html5ever::tree_builder::TreeBuilderOpts;
use html5ever::{ParseOpts, QualName, local_name, ns, parse_fragment};
use markup5ever_rcdom::{Handle, NodeData, RcDom};

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
        let at = self.attributes.iter().position(|(known, _)| known == name)?;
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

/// Reads the body of a page as a browser without scripts does. Comments are left out.
pub(super) fn parse(html: &str) -> Vec<Node> {
    let options = ParseOpts {
        tree_builder: TreeBuilderOpts {
            scripting_enabled: false,
            ..TreeBuilderOpts::default()
        },
        ..ParseOpts::default()
    };
    let around = QualName::new(None, ns!(html), local_name!("div"));
    let dom = parse_fragment(RcDom::default(), options, around, Vec::new(), false).one(html);
    // The parser puts what it read into an element `html`.
    let children = dom.document.children.borrow();
    children.iter().flat_map(content).collect()
}

/// An element whose children are being read.
struct Open {
    /// `None` below [`DEEPEST`], and at the top.
    element: Option<Element>,
    /// The children that are still to be read, the next one last.
    rest: Vec<Handle>,
    done: Vec<Node>,
}

/// What stands in an element of the parser, without calling itself: pages may nest without end.
fn content(of: &Handle) -> Vec<Node> {
    let mut open = vec![Open {
        element: None,
        rest: children(of),
        done: Vec::new(),
    }];
    loop {
        let depth = open.len();
        let Some(top) = open.last_mut() else {
            return Vec::new();
        };
        let Some(next) = top.rest.pop() else {
            let Some(Open { element, done, .. }) = open.pop() else {
                return Vec::new();
            };
            let made = match element {
                Some(mut element) => {
                    element.children = done;
                    vec![Node::Element(element)]
                }
                None => done,
            };
            match open.last_mut() {
                Some(outer) => outer.done.extend(made),
                None => return made,
            }
            continue;
        };
        match &next.data {
            NodeData::Text { contents } => top.done.push(Node::Text(contents.borrow().to_string())),
            NodeData::Element { name, attrs, .. } if depth > DEEPEST => {
                let _ = (name, attrs);
                // What is below stands where the element stood.
                let below = children(&next);
                top.rest.extend(below);
            }
            NodeData::Element { name, attrs, .. } => {
                let space = match name.ns {
                    ns!(svg) => Space::Svg,
                    ns!(mathml) => Space::Math,
                    _ => Space::Html,
                };
                let attributes = attrs.borrow();
                let attributes = attributes.iter().map(|attribute| {
                    (attribute.name.local.to_string(), attribute.value.to_string())
                });
                let element = Element {
                    space,
                    name: name.local.to_string(),
                    attributes: attributes.collect(),
                    children: Vec::new(),
                };
                open.push(Open {
                    element: Some(element),
                    rest: children(&next),
                    done: Vec::new(),
                });
            }
            _ => {}
        }
    }
}

/// The children of an element of the parser, the first one last.
fn children(of: &Handle) -> Vec<Handle> {
    of.children.borrow().iter().rev().cloned().collect()
}
