//! Suggestions for broken references: by path, by file name, by title.

use percent_encoding::percent_decode_str;

use crate::base::paths::{Anchor, SourcePath, slugify};
use crate::base::suggest::nearest;
use crate::site::tree::{NodeId, Site};

/// Endings of files that are not mistaken for others.
const KINDS: &[&str] = &[
    "svg png jpg jpeg gif webp avif ico",
    "woff woff2 ttf otf",
    "css",
    "js mjs",
    "mp3 ogg oga wav m4a opus flac",
    "mp4 webm ogv mov",
    "zip gz tar 7z",
    "csv ods xls xlsx",
    "pdf doc docx odt",
];

/// The most anchors of a page that are compared, letter by letter, with one that it does not have;
/// of a page with more, none.
const MOST_ANCHORS: usize = 1000;

/// The most folders that are compared with one that does not exist.
const MOST_FOLDERS: usize = 1000;

/// Suggests a page or file for a path that does not exist, as a link relative to `from`, which is never
/// what is meant.
pub fn target(site: &Site, from: &SourcePath, missing: &str) -> Option<String> {
    let moved = || site.moved_source(missing).map(SourcePath::as_str);
    moved().or_else(|| nearest_source(site, Some(from), missing)).map(|found| relative(from, found))
}

/// Suggests a page or file for a path that does not exist, as an address below the one of the site.
pub fn address(site: &Site, missing: &str) -> Option<String> {
    let source = SourcePath::new(nearest_source(site, None, missing)?)?;
    let page = site.by_source.get(&source).map(|node| site.nodes[*node].route.href("/"));
    let file = || site.files.get(&source).map(|file| file.output.href("/"));
    page.or_else(file).map(|address| address.trim_start_matches('/').to_owned())
}

/// The source of the page or file that is meant by a path that does not exist, which stands in `from`.
/// Names are compared first: two paths of many folders are alike whatever they lead to.
fn nearest_source<'s>(site: &'s Site, from: Option<&SourcePath>, missing: &str) -> Option<&'s str> {
    let missing = missing.trim_matches('/');
    let (folder, name) = missing.rsplit_once('/').unwrap_or(("", missing));
    let stem = stem_of(name);
    let own = own_name(missing);
    let names = site.names();
    // The path may be an address, which does not name the folder of the content.
    let in_content = site.content.path_of(folder);
    let in_content = in_content.trim_end_matches('/');
    let by_folder = || {
        let id = *site.by_folder.get(folder).filter(|_| is_of_folder(stem))?;
        site.nodes[id].summary.as_ref().map(|s| s.path.as_str())
    };
    let is_other = |path: &&SourcePath| from != Some(*path);
    let by_title = || names.titled(&slugify(stem)).filter(is_other).map(SourcePath::as_str);
    let same = |named: &str| {
        let all = names.named(named).iter().filter(|path| is_like(path, from, name));
        let all = all.filter(|path| own_name(path.as_str()).eq_ignore_ascii_case(own));
        // Many folders have such a file, and only one nearby says which is meant.
        let is_near = |path: &&SourcePath| {
            !is_of_folder(stem) || [folder, in_content].iter().any(|f| are_near(path, f, stem, 2))
        };
        let all: Vec<&SourcePath> = all.filter(is_near).collect();
        let is_one = all.len() == 1 || !is_of_folder(stem);
        best(all.into_iter(), missing).filter(|_| is_one)
    };
    by_folder()
        .or_else(|| same(name))
        .or_else(|| same(&format!("{stem}.md")))
        .or_else(|| {
            let near = names.comparable(&[folder, in_content], name);
            let near = near.into_iter().filter(|path| is_like(path, from, name));
            let near = near.filter(|path| {
                is_of_folder(stem) == is_of_folder(stem_of(path.file_name()))
                    && [folder, in_content].iter().any(|folder| are_near(path, folder, stem, 2))
            });
            let near: Vec<&SourcePath> = near.collect();
            let alike = nearest(own, near.iter().map(|path| own_name(path.as_str())))?;
            best(near.into_iter().filter(|path| own_name(path.as_str()) == alike), missing)
        })
        .or_else(|| folder_beside(site, &[folder, in_content], name))
        .or_else(by_title)
        // What is below a page may be a part of it.
        .or_else(|| {
            let page = |folder: &str| SourcePath::new(&format!("{folder}.md"));
            let pages = [folder, in_content].into_iter().filter_map(page);
            pages
                .filter_map(|page| site.by_source.get_key_value(&page))
                .map(|(p, _)| p.as_str())
                .next()
        })
}

/// The page of the folder in one of `parents` whose name is nearest to that of a missing one.
fn folder_beside<'s>(site: &'s Site, parents: &[&str], name: &str) -> Option<&'s str> {
    if name.contains('.') {
        return None;
    }
    parents.iter().find_map(|parent| {
        let prefix = format!("{parent}/");
        let below = site.by_folder.range(prefix.clone()..).take(MOST_FOLDERS);
        let names = below.map_while(|(folder, _)| folder.strip_prefix(&prefix));
        let near = nearest(name, names.filter(|name| !name.contains('/')))?;
        let node = *site.by_folder.get(&format!("{prefix}{near}"))?;
        site.nodes[node].summary.as_ref().map(|summary| summary.path.as_str())
    })
}

/// A file name without its ending, which for a page may be two: `guide.html.md`.
fn stem_of(name: &str) -> &str {
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    stem.strip_suffix(".html").unwrap_or(stem)
}

/// Whether files of this name are the pages of their folders.
fn is_of_folder(stem: &str) -> bool {
    ["_index", "index", "readme"].contains(&stem.to_ascii_lowercase().as_str())
}

/// The name that tells a path from others: that of the folder for the page of one.
fn own_name(path: &str) -> &str {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let stem = stem_of(name);
    if is_of_folder(stem) { folder.rsplit('/').next().unwrap_or_default() } else { stem }
}

/// Whether a path lies near the folder of a missing one, at most so many steps up and down from it: with
/// one in it, above or below it, with two in one beside it.
fn are_near(path: &SourcePath, folder: &str, stem: &str, steps: usize) -> bool {
    let above = |folder: &str| match folder.rsplit_once('/') {
        Some((above, _)) if is_of_folder(stem) => above.to_owned(),
        None if is_of_folder(stem) => String::new(),
        _ => folder.to_owned(),
    };
    let (here, there) = (above(path.folder()), above(folder));
    let parts = |folder: &str| folder.split('/').filter(|part| !part.is_empty()).count();
    let shared =
        here.split('/').zip(there.split('/')).take_while(|(a, b)| a == b && !a.is_empty()).count();
    parts(&here) + parts(&there) - 2 * shared <= steps
}

/// Suggests a file for an image that does not exist, as a link relative to `from`.
pub fn file(site: &Site, from: &SourcePath, destination: &str) -> Option<String> {
    let missing = percent_decode_str(destination).decode_utf8_lossy();
    let name = missing.rsplit('/').next().unwrap_or_default();
    let names = site.names();
    let is_file = |path: &&SourcePath| site.files.contains_key(*path);
    let named = |name: &str| {
        let all: Vec<&SourcePath> = names.named(name).iter().filter(is_file).collect();
        // Of several in other folders none is meant more than another.
        let last_folder = |path: &str| path.rsplit('/').nth(1).map(str::to_lowercase);
        let is_sure = |found: &&str| all.len() == 1 || last_folder(found) == last_folder(&missing);
        best(all.iter().copied(), &missing).filter(is_sure)
    };
    let found = named(name).or_else(|| {
        let path = from.join(&missing).unwrap_or_default();
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        let near = names.comparable(&[folder], name).into_iter().filter(is_file);
        let near = near.filter(|path| are_near(path, folder, "", 1));
        named(nearest(name, near.map(SourcePath::file_name))?)
    })?;
    Some(relative(from, found))
}

/// Whether a file may be what is meant by a name: another than the one that says so, and of its kind.
fn is_like(path: &SourcePath, from: Option<&SourcePath>, name: &str) -> bool {
    let kind = |name: &str| {
        let ending = name.rsplit_once('.').map_or("", |(_, ending)| ending).to_ascii_lowercase();
        // One that no kind of files has may be a part of the name of a page.
        KINDS.iter().position(|kind| kind.split(' ').any(|known| known == ending))
    };
    from != Some(path) && kind(path.file_name()) == kind(name)
}

/// The path whose folders match the missing one best.
fn best<'a>(paths: impl Iterator<Item = &'a SourcePath>, missing: &str) -> Option<&'a str> {
    let shared = |path: &SourcePath| {
        let folders = path.as_str().rsplit('/').skip(1);
        let wanted = missing.rsplit('/').skip(1);
        let alike = folders.zip(wanted).take_while(|(a, b)| a.eq_ignore_ascii_case(b));
        alike.count()
    };
    // Of equals `min_by_key` takes the first.
    paths.min_by_key(|path| std::cmp::Reverse(shared(path))).map(SourcePath::as_str)
}

/// Suggests an anchor of a page for one that it does not have, by id or by the text of a heading.
pub fn anchor<'a>(site: &'a Site, node: NodeId, missing: &str) -> Option<&'a str> {
    let headings = || site.nodes[node].summary.iter().flat_map(|s| &s.headings).take(MOST_ANCHORS);
    let slug = slugify(missing);
    let by_text = || site.anchor_of_text(node, &slug).map(Anchor::as_str);
    let has_many = site.anchors(node).nth(MOST_ANCHORS).is_some();
    let near = || {
        if has_many { None } else { nearest(missing, site.anchors(node).map(Anchor::as_str)) }
    };
    let by_part = || {
        headings()
            .find(|h| {
                let known = h.anchor.as_str();
                let is_specific = slug.len() > 3 && known.len() > 3;
                is_specific && (known.contains(&slug) || slug.contains(known))
            })
            .map(|h| h.anchor.as_str())
    };
    by_text().or_else(near).or_else(by_part)
}

/// The link from the file `from` to a path from the root of the site: `../power/influence.md`.
/// Characters that would end the destination of a link are percent-encoded.
pub fn relative(from: &SourcePath, to: &str) -> String {
    let here: Vec<&str> = from.folder().split('/').filter(|part| !part.is_empty()).collect();
    let there: Vec<&str> = to.split('/').collect();
    let shared = here
        .iter()
        .zip(&there[..there.len().saturating_sub(1)])
        .take_while(|(a, b)| a == b)
        .count();
    let up = "../".repeat(here.len() - shared);
    let link = format!("{up}{}", there[shared..].join("/"));
    link.replace('%', "%25").replace(' ', "%20").replace('(', "%28").replace(')', "%29")
}
