//! [`drawing`] and [`with_labels`]: drawings without what a book may not hold.

use crate::base::outputs::Output;
use crate::html::event::{HtmlElement, HtmlEvent, Namespace, end_of};
use crate::html::names::is_block;
use crate::html::read::read;
use crate::html::well_formed::fault;
use crate::html::write::{MarkupSyntax, write};

/// A drawing without scripts and files to fetch, which a book may not hold; as it is if it has none
/// and is well-formed.
/// `None` for a file that cannot be read as a drawing in UTF-8.
pub(super) fn drawing(output: &Output) -> Option<Output> {
    let bytes = output.in_memory()?;
    let text = std::str::from_utf8(&bytes).ok()?;
    let mut events = read(text);
    let is_svg =
        |event: &HtmlEvent<'_>| event.element().is_some_and(|element| element.name == "svg");
    let start = events.iter().position(is_svg)?;
    let end = end_of(&events, start);
    let events: Vec<_> = events.drain(start..=end).collect();
    let mut kept = still(with_labels(events.clone()));
    if kept == events && fault(text).is_none() {
        return Some(output.clone());
    }
    let has_xlink = text.contains("xmlns:xlink");
    for element in kept.iter_mut().filter_map(HtmlEvent::element_mut) {
        // It is written with the namespace of the element.
        element.remove("xmlns");
        if let Some(address) = element.get("xlink:href").filter(|_| !has_xlink).map(str::to_owned) {
            element.remove("xlink:href");
            element.set("href", address);
        }
    }
    let written = write(&kept, MarkupSyntax::Xml);
    fault(&written).is_none().then(|| Output::bytes(written.into_bytes()))
}

/// Elements of drawings that run, or show other files.
const SCRIPTED: [&str; 4] = ["script", "handler", "iframe", "set"];

/// A drawing without what runs or fetches.
fn still(events: Vec<HtmlEvent<'_>>) -> Vec<HtmlEvent<'_>> {
    let mut kept = Vec::with_capacity(events.len());
    let mut left_out = 0_usize;
    let mut in_style = false;
    for event in events {
        match event {
            HtmlEvent::Start(_) if left_out > 0 => left_out += 1,
            HtmlEvent::End if left_out > 0 => left_out -= 1,
            _ if left_out > 0 => {}
            HtmlEvent::Start(mut element) => {
                let address = element.get("href").or(element.get("xlink:href"));
                let is_elsewhere = address.is_some_and(fetches);
                let is_loaded = ["image", "feImage", "use"].contains(&&*element.name);
                if SCRIPTED.contains(&&*element.name) || is_elsewhere && is_loaded {
                    left_out = 1;
                    continue;
                }
                element
                    .attributes
                    .retain(|(key, value)| !key.starts_with("on") && !fetches_css(value));
                in_style = element.name == "style";
                kept.push(HtmlEvent::Start(element));
            }
            HtmlEvent::Text(text) if in_style && fetches_css(&text) => {}
            HtmlEvent::Text(_) => kept.push(event),
            HtmlEvent::End => {
                in_style = false;
                kept.push(event);
            }
        }
    }
    kept
}

/// Whether an address is no part of the drawing and no data in it.
fn fetches(address: &str) -> bool {
    !address.starts_with('#') && !address.starts_with("data:")
}

/// Whether a text of CSS, or a value that may hold some, fetches a file.
pub(super) fn fetches_css(css: &str) -> bool {
    if !css.contains(['(', '@']) {
        return false;
    }
    let css = css.to_ascii_lowercase();
    let addresses = css.split("url(").skip(1);
    css.contains("@import")
        || addresses
            .into_iter()
            .any(|rest| fetches(rest.trim_start().trim_start_matches(['"', '\'']).trim_start()))
}

/// The events with the words of each page within a drawing as text of the drawing, where the page
/// was: labels that break their lines are written so. One before another form of the same in a
/// `<switch>` is left out.
pub(super) fn with_labels(events: Vec<HtmlEvent<'_>>) -> Vec<HtmlEvent<'_>> {
    let is_page = |event: &HtmlEvent<'_>| {
        let element = event.element();
        element.is_some_and(|e| e.namespace == Namespace::Svg && e.name == "foreignObject")
    };
    if !events.iter().any(is_page) {
        return events;
    }
    let mut labelled = Vec::with_capacity(events.len());
    let mut at = 0;
    while let Some(event) = events.get(at) {
        let end = if is_page(event) { end_of(&events, at) } else { at };
        match event {
            HtmlEvent::Start(page) if end > at => {
                let words = words(&events[at + 1..end]);
                let is_whole = |event: &&HtmlEvent<'_>| match event {
                    HtmlEvent::Text(text) => !text.trim().is_empty(),
                    _ => true,
                };
                let before = labelled.iter().rev().find(is_whole).and_then(HtmlEvent::element);
                let after = events[end + 1..].iter().find(is_whole).and_then(HtmlEvent::element);
                let has_other = before.is_some_and(|e| e.name == "switch") && after.is_some();
                if !words.is_empty() && !has_other {
                    labelled.push(HtmlEvent::Start(label(page)));
                    labelled.push(HtmlEvent::Text(words.into()));
                    labelled.push(HtmlEvent::End);
                }
            }
            event => labelled.push(event.clone()),
        }
        at = end + 1;
    }
    labelled
}

/// A text in the middle of the place of a page within a drawing.
fn label<'s>(page: &HtmlElement<'_>) -> HtmlElement<'s> {
    let number = |name: &str| {
        let text = page.get(name).unwrap_or_default().trim_end_matches("px");
        text.parse::<f64>().ok().filter(|number| number.is_finite()).unwrap_or(0.0)
    };
    let middle = |from: &str, len: &str| (number(from) + number(len) / 2.0).to_string();
    HtmlElement { namespace: Namespace::Svg, ..HtmlElement::new("text") }
        .with("x", middle("x", "width"))
        .with("y", middle("y", "height"))
        .with("dy", "0.35em")
        .with("text-anchor", "middle")
}

/// The words of a page, on one line.
fn words(events: &[HtmlEvent<'_>]) -> String {
    let mut text = String::new();
    let mut left_out = 0_usize;
    for event in events {
        match event {
            HtmlEvent::Start(_) if left_out > 0 => left_out += 1,
            HtmlEvent::End if left_out > 0 => left_out -= 1,
            HtmlEvent::Start(element) => {
                left_out = usize::from(matches!(&*element.name, "script" | "style" | "template"));
                text.push_str(if is_block(&element.name) || element.is("br") { " " } else { "" });
            }
            HtmlEvent::Text(words) if left_out == 0 => text.push_str(words),
            _ => {}
        }
    }
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
