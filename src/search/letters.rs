//! [`letters`]: an index from A to Z of everything that can be found, for readers without scripts.

use crate::site::tree::{NodeId, Site};

use crate::search::index::by_units;
use crate::search::page_entries::EntryKind;
use crate::search::words::fold;

/// The entries whose names begin with one letter.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Letter {
    /// The capital letter; `#` for names that begin with none.
    pub letter: String,
    /// The entries, in order of their names.
    pub entries: Vec<ListedEntry>,
}

/// A part of the handbook that a search finds, with its name.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ListedEntry {
    /// The name of the entry.
    pub name: String,
    /// The kind of entry.
    pub kind: EntryKind,
    /// The page of the entry.
    pub page: NodeId,
    /// The id on the page; empty for the page itself.
    pub anchor: String,
}

/// The names that features add to the index from A to Z.
pub trait FeatureNames: Sync {
    /// Visits the names that are listed in any handbook: the kind, the id and the name of each.
    fn names(&self, page: NodeId, visit: &mut dyn FnMut(EntryKind, &str, &str));

    /// Visits the names that are listed in all but very large handbooks: the kind, the id and the
    /// name of each.
    fn detail_names(&self, page: NodeId, visit: &mut dyn FnMut(EntryKind, &str, &str));
}

/// The largest number of entries of a complete index. A larger one lists pages and terms only:
/// nobody could read, or wait for, the rest.
const MAX_ENTRIES: usize = 5000;

/// The names of a handbook by first letter, but for the statements and questions of instruments,
/// which nobody looks up. A very large handbook lists pages and terms only. Each synonym of a term
/// is listed.
pub fn letters(site: &Site, features: &dyn FeatureNames) -> Vec<Letter> {
    let is_large = is_large(site, features);
    let mut entries: Vec<(String, ListedEntry)> = Vec::with_capacity(site.nodes.len());
    for page in 0..site.nodes.len() {
        let mut add = |kind, anchor: &str, name: &str| {
            if !name.is_empty() {
                let entry =
                    ListedEntry { name: name.to_owned(), kind, page, anchor: anchor.to_owned() };
                entries.push((sort_key(name), entry));
            }
        };
        visit_names(site, features, page, &mut add);
        if !is_large {
            visit_details(site, features, page, &mut add);
        }
    }
    entries.sort_by(|(key, entry), (other_key, other)| {
        by_units(key, other_key)
            .then_with(|| entry.kind.cmp(&other.kind))
            .then_with(|| (entry.page, &entry.anchor).cmp(&(other.page, &other.anchor)))
    });
    let mut letters: Vec<Letter> = Vec::new();
    for (key, entry) in entries {
        let letter = letter(&key);
        match letters.last_mut() {
            Some(last) if last.letter == letter => last.entries.push(entry),
            _ => letters.push(Letter { letter, entries: vec![entry] }),
        }
    }
    letters
}

/// Whether there are more entries than [`MAX_ENTRIES`].
fn is_large(site: &Site, features: &dyn FeatureNames) -> bool {
    let mut count = 0;
    (0..site.nodes.len()).any(|page| {
        let mut add = |_, _: &str, _: &str| count += 1;
        visit_names(site, features, page, &mut add);
        visit_details(site, features, page, &mut add);
        count > MAX_ENTRIES
    })
}

/// The sort key of a name: without accents and leading punctuation. Names that begin with no letter
/// come first.
fn sort_key(name: &str) -> String {
    let folded = fold(name);
    let bare = folded.trim_start_matches(|c: char| !c.is_alphanumeric());
    if bare.starts_with(char::is_alphabetic) { bare.to_owned() } else { format!(" {bare}") }
}

fn letter(key: &str) -> String {
    match key.chars().next() {
        Some(' ') | None => "#".to_owned(),
        Some(first) => first.to_uppercase().collect(),
    }
}

/// Visits a page and the names that features list in any handbook: the kind, the id and the name of
/// each.
fn visit_names(
    site: &Site,
    features: &dyn FeatureNames,
    page: NodeId,
    visit: &mut dyn FnMut(EntryKind, &str, &str),
) {
    visit(EntryKind::PAGE, "", &site.nodes[page].title);
    features.names(page, visit);
}

/// Visits the headings of a page and the detail names of features: the kind, the id and the name of
/// each.
fn visit_details(
    site: &Site,
    features: &dyn FeatureNames,
    page: NodeId,
    visit: &mut dyn FnMut(EntryKind, &str, &str),
) {
    let Some(summary) = site.nodes[page].summary.as_deref() else {
        return;
    };
    for heading in &summary.headings {
        visit(EntryKind::HEADING, heading.anchor.as_str(), &heading.text);
    }
    features.detail_names(page, visit);
}
