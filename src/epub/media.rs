//! [`EpubMedia`]: the pictures that the pages of a book show.

use std::collections::BTreeMap;

use percent_encoding::percent_decode_str;
use url::Url;

use crate::base::outputs::{Output, Outputs};
use crate::base::paths::OutputPath;
use crate::epub::drawing::drawing;
use crate::epub::names::FileNames;
use crate::html::event::HtmlEvent;

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
                let output = match *media_type {
                    "image/svg+xml" => drawing(output),
                    _ => Some(output.clone()),
                };
                let Some(output) = output else { continue };
                let stem = &below[..below.len() - extension.len() - 1];
                let picture = EpubImage {
                    name: names.unique(&format!("media/{}", FileNames::stem(stem)), extension),
                    media_type,
                    output,
                };
                self.images.insert(url.path().to_owned(), picture);
            }
        }
    }
}

/// Whether an address is on the site whose home page is at `base`.
pub(super) fn is_on_site(url: &Url, base: &Url) -> bool {
    url.origin() == base.origin() && url.scheme() == base.scheme()
}
