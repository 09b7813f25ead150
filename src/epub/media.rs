//! [`EpubMedia`]: the pictures that the pages of a book show.

use std::collections::BTreeMap;

use percent_encoding::percent_decode_str;
use url::Url;

use crate::base::outputs::{Output, Outputs};
use crate::base::paths::OutputPath;
use crate::epub::names::FileNames;
use crate::html::event::{HtmlEvent, end_of};
use crate::html::read::read;
use crate::html::write::{MarkupSyntax, write};

/// The kinds of pictures that every reader of EPUB 3.3 shows (core media types), by extension.
const TYPES: &[(&str, &str)] = &[
    ("gif", "image/gif"),
    ("jpeg", "image/jpeg"),
    ("jpg", "image/jpeg"),
    ("png", "image/png"),
    ("svg", "image/svg+xml"),
    ("webp", "image/webp"),
];

/// The pictures of the book.
#[derive(Default)]
pub(super) struct EpubMedia {
    /// The pictures by the path of their address.
    pub(super) images: BTreeMap<String, EpubImage>,
}

/// A picture of the book.
pub(super) struct EpubImage {
    /// The name of the picture's file in the book.
    pub(super) name: String,
    /// The media type of the picture.
    pub(super) media_type: &'static str,
    /// The content of the picture.
    pub(super) output: Output,
}

impl EpubMedia {
    /// Adds the pictures of a page that the site has. `here` is the address of the page.
    pub(super) fn add(
        &mut self,
        events: &[HtmlEvent<'_>],
        here: &Url,
        base: &Url,
        files: &Outputs,
        names: &mut FileNames,
    ) {
        for element in events.iter().filter_map(HtmlEvent::element) {
            let source = element.get("src").filter(|_| element.is("img"));
            let Some(url) = source.and_then(|source| here.join(source).ok()) else {
                continue;
            };
            if !is_on_site(&url, base) || self.images.contains_key(url.path()) {
                continue;
            }
            let Some(below) = url.path().strip_prefix(base.path()) else {
                continue;
            };
            let below = percent_decode_str(below).decode_utf8_lossy();
            let Ok(path) = OutputPath::new(&below) else {
                continue;
            };
            let extension = path.extension().to_ascii_lowercase();
            let media_type = TYPES.iter().find(|(known, _)| *known == extension);
            if let (Some(output), Some((extension, media_type))) = (files.get(&path), media_type) {
                let stem = &below[..below.len() - extension.len() - 1];
                let picture = EpubImage {
                    name: names.unique(&format!("media/{}", FileNames::stem(stem)), extension),
                    media_type,
                    output: match *media_type {
                        "image/svg+xml" => drawing(output),
                        _ => output.clone(),
                    },
                };
                self.images.insert(url.path().to_owned(), picture);
            }
        }
    }
}

/// A drawing without scripts and files to fetch, which a book may not hold; as it is if it has none.
fn drawing(output: &Output) -> Output {
    let bytes = output.in_memory().cloned();
    let Some(text) = bytes.as_deref().and_then(|bytes| std::str::from_utf8(bytes).ok()) else {
        return output.clone();
    };
    let mut events = read(text);
    let is_svg =
        |event: &HtmlEvent<'_>| event.element().is_some_and(|element| element.name == "svg");
    let Some(start) = events.iter().position(is_svg) else {
        return output.clone();
    };
    let end = end_of(&events, start);
    match still(events.drain(start..=end).collect()) {
        (_, false) => output.clone(),
        (events, true) => Output::bytes(write(&events, MarkupSyntax::Xml).into_bytes()),
    }
}

/// A drawing without what runs or fetches, and whether it had any of that.
fn still(events: Vec<HtmlEvent<'_>>) -> (Vec<HtmlEvent<'_>>, bool) {
    let mut kept = Vec::with_capacity(events.len());
    let mut left_out = 0_usize;
    let mut is_changed = false;
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
                    (left_out, is_changed) = (1, true);
                    continue;
                }
                let before = element.attributes.len();
                element.attributes.retain(|(key, value)| {
                    let fetches = value.contains("url(") && !value.contains("url(#");
                    !key.starts_with("on") && !fetches
                });
                is_changed |= element.attributes.len() < before;
                // It is written with the namespace of the element.
                element.remove("xmlns");
                in_style = element.name == "style";
                kept.push(HtmlEvent::Start(element));
            }
            HtmlEvent::Text(text)
                if in_style && (text.contains("@import") || text.contains("url(")) =>
            {
                is_changed = true;
            }
            event => {
                in_style = false;
                kept.push(event);
            }
        }
    }
    (kept, is_changed)
}

/// Elements of drawings that run, or hold pages.
const SCRIPTED: [&str; 5] = ["script", "handler", "foreignObject", "iframe", "set"];

/// Whether an address is no part of the drawing and no data in it.
fn fetches(address: &str) -> bool {
    !address.starts_with('#') && !address.starts_with("data:")
}

/// Whether an address is on the site whose home page is at `base`.
pub(super) fn is_on_site(url: &Url, base: &Url) -> bool {
    url.origin() == base.origin() && url.scheme() == base.scheme()
}
