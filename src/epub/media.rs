//! [`Media`]: the pictures that the pages of the book show, each under a name of its own.

use std::collections::BTreeMap;

use percent_encoding::percent_decode_str;
use url::Url;

use super::links::is_ours;
use super::names::Names;
use super::tree::{Node, walk};
use crate::base::outputs::{Output, Outputs};
use crate::base::paths::OutputPath;

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
pub(super) struct Media {
    /// By the path of their address.
    found: BTreeMap<String, Picture>,
}

/// A picture.
pub(super) struct Picture {
    /// Its name in the book.
    pub(super) name: String,
    /// Its media type.
    pub(super) kind: &'static str,
    /// Its content.
    pub(super) output: Output,
}

impl Media {
    /// Adds the pictures of a page that the site has. `here` is the address of the page.
    pub(super) fn add(
        &mut self,
        nodes: &[Node],
        here: &Url,
        base: &Url,
        files: &Outputs,
        names: &mut Names,
    ) {
        walk(nodes, &mut |element| {
            let source = element.get("src").filter(|_| element.is("img"));
            let Some(url) = source.and_then(|source| here.join(source).ok()) else {
                return;
            };
            if !is_ours(&url, base) || self.found.contains_key(url.path()) {
                return;
            }
            let Some(below) = url.path().strip_prefix(base.path()) else {
                return;
            };
            let below = percent_decode_str(below).decode_utf8_lossy();
            let Ok(path) = OutputPath::new(&below) else {
                return;
            };
            let extension = path.extension().to_ascii_lowercase();
            let kind = TYPES.iter().find(|(known, _)| *known == extension);
            if let (Some(output), Some((extension, kind))) = (files.get(&path), kind) {
                let stem = &below[..below.len() - extension.len() - 1];
                let picture = Picture {
                    name: names.give(&format!("media/{}", Names::word(stem)), extension),
                    kind,
                    output: output.clone(),
                };
                self.found.insert(url.path().to_owned(), picture);
            }
        });
    }

    /// The name of a picture by the path of its address.
    pub(super) fn name(&self, path: &str) -> Option<&str> {
        self.found.get(path).map(|picture| picture.name.as_str())
    }

    /// All pictures, in order of their addresses.
    pub(super) fn pictures(&self) -> impl Iterator<Item = &Picture> {
        self.found.values()
    }

    /// Whether the book has none.
    pub(super) fn is_empty(&self) -> bool {
        self.found.is_empty()
    }
}
