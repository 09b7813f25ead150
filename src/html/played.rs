//! [`with_links`]: what paper and books cannot play or open in a frame, as lines that say where it is.

use crate::html::event::{HtmlElement, HtmlEvent, Namespace, end_of};

/// The elements that show another file, with the attribute that has its address.
const PLAYED: &[(&str, &str)] =
    &[("video", "src"), ("audio", "src"), ("iframe", "src"), ("embed", "src"), ("object", "data")];

/// Elements within which a line is a paragraph of its own.
const BLOCKS: &[&str] = &["article", "blockquote", "details", "div", "figure", "main", "section"];

/// The events with a link in the place of each film, sound, frame and other embedded file; before
/// that to a film, the picture that it shows at first. One without an address gives way to what it
/// holds for those who cannot play it.
pub fn with_links(events: Vec<HtmlEvent<'_>>) -> Vec<HtmlEvent<'_>> {
    if !events.iter().any(|event| attribute(event).is_some()) {
        return events;
    }
    let mut linked = Vec::with_capacity(events.len());
    let mut open: Vec<&HtmlElement<'_>> = Vec::new();
    let mut at = 0;
    while let Some(event) = events.get(at) {
        match (attribute(event), event) {
            (Some(attribute), HtmlEvent::Start(element)) => {
                let end = end_of(&events, at);
                let inside = &events[at + 1..end];
                let is_in_link = open.iter().any(|outer| outer.is("a"));
                let is_alone = open.last().is_none_or(|outer| BLOCKS.contains(&&*outer.name));
                let source = || {
                    let sources = inside.iter().filter_map(HtmlEvent::element);
                    sources.filter(|e| e.is("source")).find_map(|e| e.get("src"))
                };
                match element.get(attribute).or_else(source).filter(|address| !address.is_empty()) {
                    Some(address) => {
                        let paragraph = || HtmlEvent::Start(HtmlElement::new("p"));
                        linked.extend(is_alone.then(paragraph));
                        linked.extend(line(element, address, is_in_link));
                        linked.extend(is_alone.then_some(HtmlEvent::End));
                    }
                    // The text of a frame is no HTML.
                    None if element.is("iframe") => linked.extend(named(element)),
                    None => linked.extend(with_links(inside.to_vec())),
                }
                at = end + 1;
            }
            (_, event) => {
                match event {
                    HtmlEvent::Start(element) => open.push(element),
                    HtmlEvent::End => drop(open.pop()),
                    HtmlEvent::Text(_) => {}
                }
                linked.push(event.clone());
                at += 1;
            }
        }
    }
    linked
}

/// The attribute with the address of an element that is played; `None` for another event.
fn attribute(event: &HtmlEvent<'_>) -> Option<&'static str> {
    let element = event.element().filter(|element| element.namespace == Namespace::Html)?;
    PLAYED.iter().find(|(name, _)| element.is(name)).map(|(_, attribute)| *attribute)
}

/// The name that the author gave an element.
fn named<'s>(element: &HtmlElement<'_>) -> Option<HtmlEvent<'s>> {
    let name = element.get("aria-label").or_else(|| element.get("title"))?;
    Some(HtmlEvent::Text(name.to_owned().into()))
}

/// The link to a file at an address. Of a file of this site, its name is shown as well, since no
/// address stands on paper. Within a link it is text alone.
fn line<'s>(element: &HtmlElement<'_>, address: &str, is_in_link: bool) -> Vec<HtmlEvent<'s>> {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let file = path.rsplit('/').find(|part| !part.is_empty()).unwrap_or(address);
    let file = percent_encoding::percent_decode_str(file).decode_utf8_lossy();
    let is_elsewhere = address.contains("//");
    let text = match (named(element), is_elsewhere) {
        (Some(HtmlEvent::Text(name)), false) => format!("{name} ({file})"),
        (Some(HtmlEvent::Text(name)), true) => name.into_owned(),
        (_, true) if !element.is("video") && !element.is("audio") => address.to_owned(),
        _ => file.into_owned(),
    };
    let mut line = Vec::new();
    if let Some(poster) = element.get("poster").filter(|_| element.is("video")) {
        let picture = HtmlElement::new("img").with("src", poster.to_owned()).with("alt", "");
        line.extend([HtmlEvent::Start(picture), HtmlEvent::End, HtmlEvent::Text(" ".into())]);
    }
    let name = if is_in_link { "span" } else { "a" };
    let mut link = HtmlElement::new(name).with("class", "media");
    if !is_in_link {
        link.set("href", address.to_owned());
    }
    line.extend([HtmlEvent::Start(link), HtmlEvent::Text(text.into()), HtmlEvent::End]);
    line
}
