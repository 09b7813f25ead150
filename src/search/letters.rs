//! [`Letter`]: everything that can be found, from A to Z, for those without scripts.

use crate::site::tree::{NodeId, Site};

use crate::search::index::by_units;
use crate::search::page_entries::EntryKind;
use crate::search::words::fold;

/// All that begins with one letter.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Letter {
    /// The letter, in capitals; `#` for what begins with none.
    pub letter: String,
    /// What begins with it, in order.
    pub places: Vec<ListedPlace>,
}

/// A place in the handbook.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ListedPlace {
    /// What it is called.
    pub name: String,
    /// What it is.
    pub kind: EntryKind,
    /// Its page.
    pub page: NodeId,
    /// Its id on the page; empty for the page itself.
    pub anchor: String,
}

/// The names that features add to the list.
pub trait FeatureNames: Sync {
    /// Shows what is listed however large the handbook is: the kind, the id and the name of each.
    fn names(&self, page: NodeId, visit: &mut dyn FnMut(EntryKind, &str, &str));

    /// Shows what is listed in all but very large handbooks: the kind, the id and the name of each.
    fn detail_names(&self, page: NodeId, visit: &mut dyn FnMut(EntryKind, &str, &str));
}

/// A list of more places holds pages and terms alone: nobody could read, or wait for, the rest.
const MOST_PLACES: usize = 5000;

/// Everything that can be found, by first letters, but for the statements and questions of
/// instruments, which nobody looks up; of a very large handbook its pages and terms. Synonyms of
/// terms have a place of their own.
pub fn letters(site: &Site, features: &dyn FeatureNames) -> Vec<Letter> {
    let is_large = is_large(site, features);
    let mut places: Vec<(String, ListedPlace)> = Vec::with_capacity(site.nodes.len());
    for page in 0..site.nodes.len() {
        let mut add = |kind, anchor: &str, name: &str| {
            if !name.is_empty() {
                let place = ListedPlace {
                    name: name.to_owned(),
                    kind,
                    page,
                    anchor: anchor.to_owned(),
                };
                places.push((sort_key(name), place));
            }
        };
        visit_names(site, features, page, &mut add);
        if !is_large {
            visit_details(site, features, page, &mut add);
        }
    }
    places.sort_by(|(key, place), (other_key, other)| {
        by_units(key, other_key)
            .then_with(|| place.kind.cmp(&other.kind))
            .then_with(|| (place.page, &place.anchor).cmp(&(other.page, &other.anchor)))
    });
    let mut letters: Vec<Letter> = Vec::new();
    for (key, place) in places {
        let letter = letter(&key);
        match letters.last_mut() {
            Some(last) if last.letter == letter => last.places.push(place),
            _ => letters.push(Letter {
                letter,
                places: vec![place],
            }),
        }
    }
    letters
}

/// Whether there are more places than [`MOST_PLACES`].
fn is_large(site: &Site, features: &dyn FeatureNames) -> bool {
    let mut count = 0;
    (0..site.nodes.len()).any(|page| {
        let mut add = |_, _: &str, _: &str| count += 1;
        visit_names(site, features, page, &mut add);
        visit_details(site, features, page, &mut add);
        count > MOST_PLACES
    })
}

/// What a name is sorted by: without accents and the marks that it begins with; names that begin
/// with no letter come first.
fn sort_key(name: &str) -> String {
    let folded = fold(name);
    let bare = folded.trim_start_matches(|c: char| !c.is_alphanumeric());
    if bare.starts_with(char::is_alphabetic) {
        bare.to_owned()
    } else {
        format!(" {bare}")
    }
}

fn letter(key: &str) -> String {
    match key.chars().next() {
        Some(' ') | None => "#".to_owned(),
        Some(first) => first.to_uppercase().collect(),
    }
}

/// Shows a page and what features name like pages: what each is, its id and its name.
fn visit_names(
    site: &Site,
    features: &dyn FeatureNames,
    page: NodeId,
    visit: &mut dyn FnMut(EntryKind, &str, &str),
) {
    visit(EntryKind::Page, "", &site.nodes[page].title);
    features.names(page, visit);
}

/// Shows what else can be found on a page: what each is, its id and its name.
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
        visit(EntryKind::Heading, heading.anchor.as_str(), &heading.text);
    }
    features.detail_names(page, visit);
}
