//! [`Letter`]: everything that can be found, from A to Z, for those without scripts.

use crate::parse::document::Reference;
use crate::parse::structure::checklist::Item;
use crate::site::{NodeId, Site};

use super::index::by_units;
use super::part::Kind;
use super::words::fold;

/// All that begins with one letter.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Letter {
    /// The letter, in capitals; `#` for what begins with none.
    pub letter: String,
    /// What begins with it, in order.
    pub places: Vec<Place>,
}

/// A place in the handbook.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Place {
    /// What it is called.
    pub name: String,
    /// What it is.
    pub kind: Kind,
    /// Its page.
    pub page: NodeId,
    /// Its id on the page; empty for the page itself.
    pub anchor: String,
}

/// A list of more places holds pages and terms alone: nobody could read, or wait for, the rest.
const MANY: usize = 5000;

/// Everything that can be found, by first letters, but for the statements and questions of
/// instruments, which nobody looks up; of a very large handbook its pages and terms. Synonyms of
/// terms have a place of their own.
pub fn letters(site: &Site) -> Vec<Letter> {
    let is_large = is_large(site);
    let mut places: Vec<(String, Place)> = Vec::with_capacity(site.nodes.len());
    for page in 0..site.nodes.len() {
        let mut add = |kind, anchor: &str, name: &str| {
            if !name.is_empty() {
                let place = Place {
                    name: name.to_owned(),
                    kind,
                    page,
                    anchor: anchor.to_owned(),
                };
                places.push((sort_key(name), place));
            }
        };
        visit_names(site, page, &mut add);
        if !is_large {
            visit_parts(site, page, &mut add);
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

/// Whether there are more places than [`MANY`].
fn is_large(site: &Site) -> bool {
    let mut count = 0;
    (0..site.nodes.len()).any(|page| {
        let mut add = |_, _: &str, _: &str| count += 1;
        visit_names(site, page, &mut add);
        visit_parts(site, page, &mut add);
        count > MANY
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

/// Shows a page and its terms: what each is, its id and its name.
fn visit_names(site: &Site, page: NodeId, show: &mut impl FnMut(Kind, &str, &str)) {
    let node = &site.nodes[page];
    show(Kind::Page, "", &node.title);
    let summary = node.summary.iter();
    for term in summary.flat_map(|s| s.structures.terms.iter().flatten()) {
        for name in std::iter::once(&term.text).chain(&term.also) {
            show(Kind::Term, term.id.as_str(), name);
        }
    }
}

/// Shows what else can be found on a page, likewise.
fn visit_parts(site: &Site, page: NodeId, show: &mut impl FnMut(Kind, &str, &str)) {
    let Some(summary) = site.nodes[page].summary.as_deref() else {
        return;
    };
    for heading in &summary.headings {
        show(Kind::Heading, heading.anchor.as_str(), &heading.text);
    }
    let tables = summary.structures.comparison.iter();
    for row in tables.flat_map(|table| &table.rows) {
        show(Kind::Row, row.id.as_str(), &row.text);
    }
    for list in &summary.structures.checklists {
        for item in &list.items {
            visit_item(item, show);
        }
    }
}

fn visit_item(item: &Item<Reference>, show: &mut impl FnMut(Kind, &str, &str)) {
    show(Kind::Item, item.id.as_str(), &item.text);
    for below in &item.items {
        visit_item(below, show);
    }
}
