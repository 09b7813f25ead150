//! [`clean`]: keeps the elements and attributes that a book can hold. Scripts, forms and hidden
//! elements are removed; any other element that a book cannot hold is replaced by its content;
//! boxes and fields become places to mark and write.

use crate::data::date;
use crate::epub::tree::{XhtmlElement, XhtmlNode, XmlNamespace};
use crate::epub::xml::is_name;

/// Elements of HTML that a book can hold.
const ALLOWED: &[&str] = &[
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

/// Elements that are removed with their content.
const DROPPED: &[&str] = &[
    "area", "base", "basefont", "bgsound", "canvas", "command", "datalist", "embed", "frame",
    "frameset", "head", "iframe", "keygen", "link", "map", "meta", "meter", "noembed", "noframes",
    "noscript", "object", "param", "progress", "script", "select", "source", "style", "template",
    "title", "track",
];

/// Elements that a book cannot hold, with those that take their place.
const RENAMED: &[(&str, &str)] = &[
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

/// Classes of elements that are of use only on a screen: links to headings and rows, and elements
/// that are not printed.
const SCREEN_ONLY: &[&str] = &["heading-link", "no-print", "row-link"];

/// Keeps the nodes that a book can hold.
pub(super) fn clean(nodes: Vec<XhtmlNode>) -> Vec<XhtmlNode> {
    let mut cleaned = Vec::with_capacity(nodes.len());
    for node in nodes {
        match node {
            XhtmlNode::Text(text) => cleaned.push(XhtmlNode::Text(text)),
            XhtmlNode::Element(element) => match element.namespace {
                XmlNamespace::Html => html(element, &mut cleaned),
                XmlNamespace::Svg | XmlNamespace::Math => {
                    cleaned.extend(foreign(element).map(XhtmlNode::Element));
                }
            },
        }
    }
    cleaned
}

fn html(mut element: XhtmlElement, cleaned: &mut Vec<XhtmlNode>) {
    let name = element.name.as_str();
    let is_popover = element.get("popover").is_some();
    let is_hidden = element.get("hidden").is_some() || is_popover;
    let is_screen_only = SCREEN_ONLY.iter().any(|class| element.has_class(class));
    let is_button = name == "button" && element.get("popovertarget").is_none();
    if DROPPED.contains(&name) || is_hidden || is_screen_only || is_button {
        return;
    }
    if matches!(name, "input" | "textarea") {
        cleaned.extend(field(&element).map(XhtmlNode::Element));
        return;
    }
    if let Some((_, other)) = RENAMED.iter().find(|(known, _)| *known == name) {
        // A class keeps the meaning of the element.
        if matches!(name, "legend" | "summary") {
            let class = element.get("class").unwrap_or_default();
            let class = format!("{name} {class}");
            element.set("class", class.trim_end());
        }
        (*other).clone_into(&mut element.name);
    }
    element.children = clean(element.children);
    // A paragraph whose content was removed.
    let is_emptied = element.is("p") && element.children.is_empty();
    if is_emptied && element.get("id").is_none() {
        return;
    }
    if ALLOWED.contains(&element.name.as_str()) {
        attributes(&mut element);
        cleaned.push(XhtmlNode::Element(element));
    } else {
        cleaned.extend(element.children);
    }
}

/// The element in the place of a field: a box to mark, or a line to write on.
fn field(element: &XhtmlElement) -> Option<XhtmlElement> {
    let mark = |text: &str| {
        XhtmlElement::html("span", vec![XhtmlNode::Text(text.to_owned())]).with("class", "box")
    };
    let kind = element.get("type").unwrap_or("text").to_ascii_lowercase();
    match (element.name.as_str(), kind.as_str()) {
        ("textarea", _) => Some(XhtmlElement::html("span", Vec::new()).with("class", "lines")),
        (_, "checkbox") if element.get("checked").is_some() => Some(mark("☑")),
        (_, "checkbox") => Some(mark("☐")),
        (_, "radio") => Some(mark("○")),
        (_, "button" | "color" | "file" | "hidden" | "image" | "range" | "reset" | "submit") => {
            None
        }
        _ => Some(XhtmlElement::html("span", Vec::new()).with("class", "line")),
    }
}

/// Keeps the attributes that a book can hold.
fn attributes(element: &mut XhtmlElement) {
    let name = element.name.clone();
    let number =
        |value: &str| (1..=4).contains(&value.len()) && value.bytes().all(|b| b.is_ascii_digit());
    element.attributes.retain(|(key, value)| match key.as_str() {
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

/// A drawing or a formula without scripts, embedded pages and files to fetch.
fn foreign(mut element: XhtmlElement) -> Option<XhtmlElement> {
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
        let is_interactive = key.starts_with("on") || key.starts_with("data-") || key == "tabindex";
        is_name(key) && key != "xmlns" && !is_link && !fetches && !is_interactive
    });
    let children = std::mem::take(&mut element.children);
    element.children = children
        .into_iter()
        .filter_map(|child| match child {
            XhtmlNode::Text(text) => Some(XhtmlNode::Text(text)),
            XhtmlNode::Element(child) if child.namespace == element.namespace => {
                foreign(child).map(XhtmlNode::Element)
            }
            XhtmlNode::Element(_) => None,
        })
        .collect();
    Some(element)
}
