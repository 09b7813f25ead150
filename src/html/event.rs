//! [`HtmlEvent`]: HTML as a flat list of starts, texts and ends.
//!
//! The list is balanced whatever the HTML was, so that bodies can be joined; and it is flat, so
//! that no depth of nesting can exhaust the stack.

use std::borrow::Cow;
use std::ops::Range;

/// A step through the elements of HTML. Texts are borrowed from the HTML where they stand in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum HtmlEvent<'s> {
    /// The start of an element.
    Start(HtmlElement<'s>),
    /// A text, not escaped.
    Text(Cow<'s, str>),
    /// The end of the innermost element that is open.
    End,
}

/// The start of an element.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HtmlElement<'s> {
    /// The namespace of the name.
    pub namespace: Namespace,
    /// The name of the element: `a`, or `linearGradient` in SVG.
    pub name: Cow<'s, str>,
    /// The attributes of the element, in order, each name once; values are not escaped.
    pub attributes: Vec<(Cow<'s, str>, Cow<'s, str>)>,
}

/// The namespace of an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Namespace {
    /// HTML.
    Html,
    /// SVG.
    Svg,
    /// MathML.
    Math,
}

impl<'s> HtmlElement<'s> {
    /// An element of HTML without attributes.
    pub fn new(name: impl Into<Cow<'s, str>>) -> Self {
        Self { namespace: Namespace::Html, name: name.into(), attributes: Vec::new() }
    }

    /// Sets an attribute and gives the element back.
    #[must_use]
    pub fn with(mut self, name: &'s str, value: impl Into<Cow<'s, str>>) -> Self {
        self.set(name, value);
        self
    }

    /// Whether this is the element of HTML with a name.
    pub fn is(&self, name: &str) -> bool {
        self.namespace == Namespace::Html && self.name == name
    }

    /// The value of an attribute.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == name).map(|(_, value)| &**value)
    }

    /// Sets the value of an attribute, in its place if the element has it.
    pub fn set(&mut self, name: &'s str, value: impl Into<Cow<'s, str>>) {
        match self.attributes.iter_mut().find(|(known, _)| known == name) {
            Some((_, old)) => *old = value.into(),
            None => self.attributes.push((name.into(), value.into())),
        }
    }

    /// Removes an attribute and gives its value.
    pub fn remove(&mut self, name: &str) -> Option<Cow<'s, str>> {
        let at = self.attributes.iter().position(|(known, _)| known == name)?;
        Some(self.attributes.remove(at).1)
    }

    /// Whether the element has a class.
    pub fn has_class(&self, class: &str) -> bool {
        self.get("class")
            .is_some_and(|classes| classes.split_ascii_whitespace().any(|c| c == class))
    }
}

impl<'s> HtmlEvent<'s> {
    /// The element that starts here.
    pub fn element(&self) -> Option<&HtmlElement<'s>> {
        match self {
            Self::Start(element) => Some(element),
            Self::Text(_) | Self::End => None,
        }
    }
}

/// Whether elements of HTML with this name are headings.
pub fn is_heading(name: &str) -> bool {
    matches!(name.as_bytes(), [b'h', b'1'..=b'6'])
}

/// The index of the end of the element that begins at `start`; `start` for a text.
pub fn end_of(events: &[HtmlEvent<'_>], start: usize) -> usize {
    let mut depth = 0_usize;
    for (at, event) in events.iter().enumerate().skip(start) {
        match event {
            HtmlEvent::Start(_) => depth += 1,
            HtmlEvent::End => depth = depth.saturating_sub(1),
            HtmlEvent::Text(_) => {}
        }
        if depth == 0 {
            return at;
        }
    }
    events.len().saturating_sub(1)
}

/// The elements that stand in a range of events, but not those within these; each with the range of
/// its content.
pub fn children<'e, 's>(
    events: &'e [HtmlEvent<'s>],
    range: Range<usize>,
) -> impl Iterator<Item = (&'e HtmlElement<'s>, Range<usize>)> {
    let mut at = range.start;
    std::iter::from_fn(move || {
        while at < range.end {
            let start = at;
            let end = end_of(events, start);
            at = end + 1;
            if let Some(element) = events[start].element() {
                return Some((element, start + 1..end));
            }
        }
        None
    })
}

/// The outermost elements in a range of events for which `is_wanted` holds, each with the range of
/// its content.
pub fn outermost<'e, 's>(
    events: &'e [HtmlEvent<'s>],
    range: Range<usize>,
    is_wanted: impl Fn(&HtmlElement<'s>) -> bool,
) -> Vec<(&'e HtmlElement<'s>, Range<usize>)> {
    let mut found = Vec::new();
    let mut at = range.start;
    while at < range.end {
        if let Some(element) = events[at].element().filter(|element| is_wanted(element)) {
            let end = end_of(events, at);
            found.push((element, at + 1..end));
            at = end;
        }
        at += 1;
    }
    found
}
