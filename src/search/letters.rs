//! [`letters`]: an index from A to Z of everything that can be found, for readers without scripts.

use crate::site::tree::{NodeId, Site};

use crate::search::index::by_units;
use crate::search::page_entries::EntryKind;
use crate::search::words::fold;

/// The places whose names begin with one letter.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Letter {
    /// The capital letter; `#` for names that begin with none.
    pub letter: String,
    /// The places, in order of their names.
    pub places: Vec<ListedPlace>,
}

/// A place in the handbook, with its name.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ListedPlace {
    /// The name of the place.
    pub name: String,
    /// The kind of thing at the place.
    pub kind: EntryKind,
    /// The page of the place.
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

/// The most places of a complete index. A larger one lists pages and terms only: nobody could read,
/// or wait for, the rest.
const MOST_PLACES: usize = 5000;

/// The names of a handbook by first letter, but for the statements and questions of instruments,
/// which nobody looks up. A very large handbook lists pages and terms only. Each synonym of a term
/// is listed.
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

/// The sort key of a name: without accents and leading punctuation. Names that begin with no letter
/// come first.
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

/// Visits a page and the names that features list in any handbook: the kind, the id and the name of
/// each.
fn visit_names(
    site: &Site,
    features: &dyn FeatureNames,
    page: NodeId,
    visit: &mut dyn FnMut(EntryKind, &str, &str),
) {
    visit(EntryKind::Page, "", &site.nodes[page].title);
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
        visit(EntryKind::Heading, heading.anchor.as_str(), &heading.text);
    }
    features.detail_names(page, visit);
}
