//! [`clean`]: what a page of a book can hold. Scripts, forms and what is hidden go, whatever a book
//! cannot show gives way to what stands in it, and boxes and fields become places to mark and
//! write.

use super::tree::{Element, Node, Space};
use super::xml::is_name;
use crate::data::date;

/// Elements that stay as they are.
const KEPT: &[&str] = &[
    "a",
    "abbr",
    "article",
    "aside",
    "b",
    "bdi",
    "bdo",
    "blockquote",
    "br",
    "caption",
    "cite",
    "code",
    "col",
    "colgroup",
    "dd",
    "del",
    "dfn",
    "div",
    "dl",
    "dt",
    "em",
    "figcaption",
    "figure",
    "footer",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "i",
    "img",
    "ins",
    "kbd",
    "li",
    "mark",
    "ol",
    "p",
    "pre",
    "q",
    "rp",
    "rt",
    "ruby",
    "s",
    "samp",
    "section",
    "small",
    "span",
    "strong",
    "sub",
    "sup",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "time",
    "tr",
    "u",
    "ul",
    "var",
    "wbr",
];

/// Elements that go with all that stands in them.
const DROPPED: &[&str] = &[
    "area", "base", "basefont", "bgsound", "canvas", "command", "datalist", "embed", "frame",
    "frameset", "head", "iframe", "keygen", "link", "map", "meta", "meter", "noembed", "noframes",
    "noscript", "object", "param", "progress", "script", "select", "source", "style", "template",
    "title", "track",
];

/// Elements that become another one.
const TURNED: &[(&str, &str)] = &[
    ("address", "div"),
    ("details", "div"),
    ("fieldset", "div"),
    ("form", "div"),
    ("h1", "h2"),
    ("legend", "div"),
    ("main", "div"),
    ("menu", "ul"),
    ("nav", "div"),
    ("search", "div"),
    ("strike", "s"),
    ("summary", "div"),
];

/// Classes of elements that belong to a screen: ways to link to a place, and what paper leaves out.
const OF_THE_SCREEN: &[&str] = &["heading-link", "no-print", "row-link"];

/// What stays of nodes.
pub(super) fn clean(nodes: Vec<Node>) -> Vec<Node> {
    let mut kept = Vec::with_capacity(nodes.len());
    for node in nodes {
        match node {
            Node::Text(text) => kept.push(Node::Text(text)),
            Node::Element(element) => match element.space {
                Space::Html => html(element, &mut kept),
                Space::Svg | Space::Math => kept.extend(foreign(element).map(Node::Element)),
            },
        }
    }
    kept
}

fn html(mut element: Element, kept: &mut Vec<Node>) {
    let name = element.name.as_str();
    let is_card = element.get("popover").is_some();
    let is_hidden = element.get("hidden").is_some() || is_card;
    let is_of_screen = OF_THE_SCREEN.iter().any(|class| element.has_class(class));
    let is_button = name == "button" && element.get("popovertarget").is_none();
    if DROPPED.contains(&name) || is_hidden || is_of_screen || is_button {
        return;
    }
    if matches!(name, "input" | "textarea") {
        kept.extend(field(&element).map(Node::Element));
        return;
    }
    if let Some((_, other)) = TURNED.iter().find(|(known, _)| *known == name) {
        // What was said by the element is said by a class.
        if matches!(name, "legend" | "summary") {
            let class = element.get("class").unwrap_or_default();
            let class = format!("{name} {class}");
            element.set("class", class.trim_end());
        }
        (*other).clone_into(&mut element.name);
    }
    element.children = clean(element.children);
    // A paragraph of nothing but what went.
    let is_emptied = element.is("p") && element.children.is_empty();
    if is_emptied && element.get("id").is_none() {
        return;
    }
    if KEPT.contains(&element.name.as_str()) {
        attributes(&mut element);
        kept.push(Node::Element(element));
    } else {
        kept.extend(element.children);
    }
}

/// What paper has in the place of a field: a box to mark, or a line to write on.
fn field(element: &Element) -> Option<Element> {
    let mark =
        |text: &str| Element::html("span", vec![Node::Text(text.to_owned())]).with("class", "box");
    let kind = element.get("type").unwrap_or("text").to_ascii_lowercase();
    match (element.name.as_str(), kind.as_str()) {
        ("textarea", _) => Some(Element::html("span", Vec::new()).with("class", "lines")),
        (_, "checkbox") if element.get("checked").is_some() => Some(mark("☑")),
        (_, "checkbox") => Some(mark("☐")),
        (_, "radio") => Some(mark("○")),
        (_, "button" | "color" | "file" | "hidden" | "image" | "range" | "reset" | "submit") => {
            None
        }
        _ => Some(Element::html("span", Vec::new()).with("class", "line")),
    }
}

/// Keeps the attributes that a book knows.
fn attributes(element: &mut Element) {
    let name = element.name.clone();
    let number =
        |value: &str| (1..=4).contains(&value.len()) && value.bytes().all(|b| b.is_ascii_digit());
    element
        .attributes
        .retain(|(key, value)| match key.as_str() {
            "class" | "title" | "aria-label" => !value.trim().is_empty(),
            "id" => is_id(value),
            "dir" => matches!(value.as_str(), "ltr" | "rtl" | "auto"),
            "lang" => is_language(value),
            "role" => value.starts_with("doc-") && is_name(value),
            "aria-hidden" => value == "true",
            "href" => name == "a",
            "src" | "alt" => name == "img",
            "width" | "height" => name == "img" && number(value),
            "start" => name == "ol" && number(value),
            "value" => name == "li" && number(value),
            "reversed" => name == "ol",
            "colspan" | "rowspan" => {
                matches!(name.as_str(), "td" | "th") && number(value) && value != "0"
            }
            "span" => matches!(name.as_str(), "col" | "colgroup") && number(value) && value != "0",
            "scope" => {
                name == "th" && matches!(value.as_str(), "col" | "row" | "colgroup" | "rowgroup")
            }
            "datetime" => name == "time" && date::normalise(value).is_ok(),
            _ => false,
        });
    if element.get("reversed").is_some() {
        element.set("reversed", "reversed");
    }
    if let Some(language) = element.get("lang").map(str::to_owned) {
        element.set("xml:lang", &language);
    }
    if element.is("img") && element.get("alt").is_none() {
        element.set("alt", "");
    }
}

/// Whether a text can be the id of an element.
fn is_id(value: &str) -> bool {
    !value.is_empty() && !value.contains(|c: char| c.is_whitespace() || c.is_control())
}

/// Whether a text looks like a language tag.
fn is_language(value: &str) -> bool {
    let parts = value.split('-');
    let fits = |part: &str| {
        (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric())
    };
    value.starts_with(|c: char| c.is_ascii_alphabetic()) && parts.into_iter().all(fits)
}

/// A picture or a formula: kept but for scripts, pages within it, and what it would fetch.
fn foreign(mut element: Element) -> Option<Element> {
    let name = element.name.as_str();
    let is_unfit = matches!(
        name,
        "script"
            | "foreignObject"
            | "image"
            | "feImage"
            | "annotation-xml"
            | "set"
            | "animate"
            | "animateMotion"
            | "animateTransform"
            | "handler"
            | "style"
    );
    if is_unfit || !is_name(name) || element.get("hidden").is_some() {
        return None;
    }
    element.attributes.retain(|(key, value)| {
        let is_link = key == "src" || (key == "href" && !value.starts_with('#'));
        let fetches = value.contains("url(") && !value.contains("url(#");
        let is_screens = key.starts_with("on") || key.starts_with("data-") || key == "tabindex";
        is_name(key) && key != "xmlns" && !is_link && !fetches && !is_screens
    });
    let children = std::mem::take(&mut element.children);
    element.children = children
        .into_iter()
        .filter_map(|child| match child {
            Node::Text(text) => Some(Node::Text(text)),
            Node::Element(child) if child.space == element.space => {
                foreign(child).map(Node::Element)
            }
            Node::Element(_) => None,
        })
        .collect();
    Some(element)
}
