//! What a broken reference may have meant: by path, by file name, by title.

use crate::base::paths::{Anchor, SourcePath, slugify};
use crate::base::suggest::nearest;
use crate::site::{NodeId, Site};

/// A page or file for a path that does not exist, as a link relative to `from`.
pub fn target(site: &Site, from: &SourcePath, missing: &str) -> Option<String> {
    let name = missing
        .trim_end_matches('/')
        .rsplit('/')
        .next()
        .unwrap_or_default();
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let paths = || site.by_source.keys().chain(site.files.keys());
    let same = |wanted: &str| {
        paths()
            .find(|path| path.file_name().eq_ignore_ascii_case(wanted))
            .map(SourcePath::as_str)
    };
    let by_title = || {
        let slug = slugify(stem);
        let page = site
            .nodes
            .iter()
            .find(|node| !slug.is_empty() && slugify(&node.title) == slug)?;
        page.summary.as_ref().map(|s| s.path.as_str())
    };
    let found = same(name)
        .or_else(|| same(&format!("{stem}.md")))
        .or_else(|| nearest(missing, paths().map(SourcePath::as_str)))
        .or_else(by_title)
        .or_else(|| {
            let near = nearest(name, paths().map(SourcePath::file_name))?;
            same(near)
        })?;
    Some(relative(from, found))
}

/// A file for an image that does not exist, as a link relative to `from`.
pub fn file(site: &Site, from: &SourcePath, destination: &str) -> Option<String> {
    let name = destination.rsplit('/').next().unwrap_or_default();
    let same = |wanted: &str| {
        site.files
            .keys()
            .find(|path| path.file_name().eq_ignore_ascii_case(wanted))
    };
    let found = same(name)
        .or_else(|| same(nearest(name, site.files.keys().map(SourcePath::file_name))?))?;
    Some(relative(from, found.as_str()))
}

/// A place on a page for one that it does not have: by its id, or by the text of a heading.
pub fn anchor<'a>(site: &'a Site, node: NodeId, missing: &str) -> Option<&'a str> {
    let headings = || site.nodes[node].summary.iter().flat_map(|s| &s.headings);
    let slug = slugify(missing);
    let by_text = || {
        headings()
            .find(|h| slugify(&h.text) == slug)
            .map(|h| h.anchor.as_str())
    };
    let part = || {
        headings()
            .find(|h| {
                slug.len() > 3
                    && (h.anchor.as_str().contains(&slug) || slug.contains(h.anchor.as_str()))
            })
            .map(|h| h.anchor.as_str())
    };
    by_text()
        .or_else(|| nearest(missing, site.anchors(node).map(Anchor::as_str)))
        .or_else(part)
}

/// A path from the root as a link from `from`: `../power/influence.md`.
pub fn relative(from: &SourcePath, to: &str) -> String {
    let here: Vec<&str> = from
        .folder()
        .split('/')
        .filter(|part| !part.is_empty())
        .collect();
    let there: Vec<&str> = to.split('/').collect();
    let shared = here
        .iter()
        .zip(&there[..there.len().saturating_sub(1)])
        .take_while(|(a, b)| a == b)
        .count();
    let up = "../".repeat(here.len() - shared);
    format!("{up}{}", there[shared..].join("/"))
}
