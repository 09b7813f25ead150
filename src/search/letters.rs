//! [`letters`]: an index from A to Z of everything that can be found, for readers without scripts;
//! [`letter_of`]: the letter under which readers look for a name.

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

    /// Visits the names that are listed in all but large handbooks: the kind, the id and the
    /// name of each.
    fn detail_names(&self, page: NodeId, visit: &mut dyn FnMut(EntryKind, &str, &str));
}

/// The largest number of entries of a complete index, which makes a page of some 23 KiB when it is
/// compressed. A larger one lists pages and terms only: nobody could read, or wait for, the rest.
const MAX_ENTRIES: usize = 1000;

/// The names of a handbook by first letter, but for sentences, which nobody looks up: items of
/// lists, statements and questions of instruments. A large handbook lists pages and terms only,
/// and so does a part that is to be found last. Each other name is listed.
pub fn letters(site: &Site, features: &dyn FeatureNames) -> Vec<Letter> {
    let mut entries: Vec<(String, ListedEntry)> = Vec::with_capacity(site.nodes.len());
    let mut details = Vec::new();
    let mut count = 0;
    for (page, node) in site.listed() {
        let mut list = |list: &mut Vec<_>, kind, anchor: &str, name: &str| {
            count += 1;
            if !name.is_empty() {
                let (name, anchor) = (name.to_owned(), anchor.to_owned());
                list.push((sort_key(&name), ListedEntry { name, kind, page, anchor }));
            }
        };
        // Not its `also`: that holds what readers type, mistakes among it.
        list(&mut entries, EntryKind::PAGE, "", &node.title);
        features.names(page, &mut |kind, id, name| list(&mut entries, kind, id, name));
        let is_detailed = !node.found_last && details.len() <= MAX_ENTRIES;
        if let Some(summary) = node.summary.as_deref().filter(|_| is_detailed) {
            for heading in &summary.headings {
                for name in std::iter::once(&heading.text).chain(&heading.also) {
                    list(&mut details, EntryKind::HEADING, heading.anchor.as_str(), name);
                }
            }
            features.detail_names(page, &mut |kind, id, name| list(&mut details, kind, id, name));
        }
    }
    if count <= MAX_ENTRIES {
        entries.append(&mut details);
    }
    entries.sort_by(|(key, entry), (other_key, other)| {
        by_units(key, other_key)
            .then_with(|| entry.kind.cmp(&other.kind))
            .then_with(|| (entry.page, &entry.anchor).cmp(&(other.page, &other.anchor)))
    });
    let mut letters: Vec<Letter> = Vec::new();
    for (key, entry) in entries {
        let letter = letter_of_key(&key);
        match letters.last_mut() {
            Some(last) if last.letter == letter => last.entries.push(entry),
            _ => letters.push(Letter { letter, entries: vec![entry] }),
        }
    }
    letters
}

/// The sort key of a name: without accents and leading punctuation. Names that begin with no letter
/// come first.
fn sort_key(name: &str) -> String {
    let folded = fold(name);
    let bare = folded.trim_start_matches(|c: char| !c.is_alphanumeric());
    if bare.starts_with(char::is_alphabetic) { bare.to_owned() } else { format!(" {bare}") }
}

/// The letter under which readers look for a name: a capital without accents; `#` if it begins
/// with no letter.
pub fn letter_of(name: &str) -> String {
    letter_of_key(&sort_key(name))
}

fn letter_of_key(key: &str) -> String {
    match key.chars().next() {
        Some(' ') | None => "#".to_owned(),
        Some(first) => first.to_uppercase().collect(),
    }
}
