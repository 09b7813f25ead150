//! [`HtmlEvent`]: HTML as a flat list of starts, texts and ends.
//!
//! The list is balanced whatever the HTML was, so that bodies can be joined; and it is flat, so
//! that no depth of nesting can exhaust the stack.

use std::borrow::Cow;

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
        if let Self::Start(element) = self { Some(element) } else { None }
    }

    /// The element that starts here, to change it.
    pub fn element_mut(&mut self) -> Option<&mut HtmlElement<'s>> {
        if let Self::Start(element) = self { Some(element) } else { None }
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

/// An element with the events of its content.
pub type ElementWithContent<'e, 's> = (&'e HtmlElement<'s>, &'e [HtmlEvent<'s>]);

/// The outermost elements among balanced events for which `is_wanted` holds.
pub fn outermost<'e, 's>(
    events: &'e [HtmlEvent<'s>],
    is_wanted: impl Fn(&HtmlElement<'s>) -> bool,
) -> impl Iterator<Item = ElementWithContent<'e, 's>> {
    let mut at = 0;
    std::iter::from_fn(move || {
        while let Some(event) = events.get(at) {
            let start = at;
            at += 1;
            if let Some(element) = event.element().filter(|element| is_wanted(element)) {
                let end = end_of(events, start);
                at = end + 1;
                return Some((element, &events[start + 1..end]));
            }
        }
        None
    })
}

/// The elements among balanced events, but not those within these.
pub fn children<'e, 's>(
    events: &'e [HtmlEvent<'s>],
) -> impl Iterator<Item = ElementWithContent<'e, 's>> {
    outermost(events, |_| true)
}
