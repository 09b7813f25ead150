//! [`inherit`]: the fields that an entry of BibTeX takes from others, by `crossref` and `xdata`.

use std::collections::BTreeMap;

use crate::citation::bibtex_entry::{BibEntry, BibField};
use crate::citation::latex::plain;

/// How many entries may inherit one from the other.
const DEPTH_LIMIT: usize = 8;
/// How many entries may be followed for one source.
const FOLLOW_LIMIT: usize = 256;
/// The fields that belong to one entry alone, separated by spaces.
const OWN: &str = "crossref ids xdata shorttitle";
/// The types of the parts of a book that has authors and no editor, separated by spaces.
const OF_BOOKS: &str = "inbook bookinbook suppbook";

/// The entries of a file.
#[derive(Default)]
pub(super) struct BibEntries {
    /// The entries by their keys.
    pub(super) by_key: BTreeMap<String, BibEntry>,
    /// The keys of entries by their other keys, from the field `ids`.
    pub(super) other_keys: BTreeMap<String, String>,
}

/// The names under `crossref` and `xdata` that no entry has, each with its field.
pub(super) fn missing<'a>(
    entries: &BibEntries,
    entry: &'a BibEntry,
) -> Vec<(&'static str, String, &'a BibField)> {
    let mut found = Vec::new();
    for reference in ["crossref", "xdata"] {
        let Some(field) = entry.fields.get(reference) else { continue };
        let text = plain(&field.text);
        let names = text.split(',').map(str::trim).filter(|name| {
            !name.is_empty()
                && !entries.by_key.contains_key(*name)
                && !entries.other_keys.contains_key(*name)
        });
        found.extend(names.map(|name| (reference, name.to_owned(), field)));
    }
    found
}

/// The entry with a key and the fields that it inherits; `None` if it inherits from itself, or from
/// too many others.
pub(super) fn inherit(entries: &BibEntries, key: &str) -> Option<BibEntry> {
    whole(entries, key, 0, &mut 0)
}

fn whole(entries: &BibEntries, key: &str, depth: usize, followed: &mut usize) -> Option<BibEntry> {
    *followed += 1;
    if depth > DEPTH_LIMIT || *followed > FOLLOW_LIMIT {
        return None;
    }
    let mut entry = entries.by_key.get(key)?.clone();
    for reference in ["xdata", "crossref"] {
        let names = entry.fields.get(reference).map(|field| plain(&field.text));
        for name in names.unwrap_or_default().split(',').map(str::trim) {
            let other = entries.other_keys.get(name).map_or(name, String::as_str);
            if !entries.by_key.contains_key(other) {
                continue;
            }
            let other = whole(entries, other, depth + 1, followed)?;
            for (field, value) in other.fields {
                let field = match reference {
                    "crossref" => inherited_name(&field, &entry.kind, &other.kind),
                    _ => &field,
                };
                if OWN.split(' ').any(|own| own == field) {
                    continue;
                }
                // Whoever wrote a book wrote what is in it.
                if field == "bookauthor" && OF_BOOKS.split(' ').any(|kind| kind == entry.kind) {
                    entry.fields.entry("author".to_owned()).or_insert_with(|| value.clone());
                }
                entry.fields.entry(field.to_owned()).or_insert(value);
            }
        }
    }
    Some(entry)
}

/// The field that a field of the entry of a `crossref` is in the entry that refers to it: the title
/// of a book is the title of the book in its chapter.
fn inherited_name<'a>(field: &'a str, kind: &str, other: &str) -> &'a str {
    let is_volumes = other.starts_with("mv");
    let is_part = kind.starts_with("in")
        || kind.starts_with("supp")
        || kind == "conference"
        || kind == "bookinbook";
    match field {
        "title" if kind == "article" => "journaltitle",
        "subtitle" if kind == "article" => "journalsubtitle",
        "title" if is_volumes => "maintitle",
        "subtitle" if is_volumes => "mainsubtitle",
        "title" if is_part => "booktitle",
        "subtitle" if is_part => "booksubtitle",
        "titleaddon" if is_part => "booktitleaddon",
        "author" if is_part => "bookauthor",
        field => field,
    }
}
