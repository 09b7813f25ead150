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
/// instruments, which nobody looks up; of a very large handbook its pages and terms. Synonyms of terms have a place of their own.
pub fn letters(site: &Site) -> Vec<Letter> {
    let mut all: Vec<Place> = (0..site.nodes.len())
        .flat_map(|id| places(site, id))
        .collect();
    if all.len() > MANY {
        all.retain(|place| matches!(place.kind, Kind::Page | Kind::Term));
    }
    let mut places: Vec<(String, Place)> = all
        .into_iter()
        .filter(|place| !place.name.is_empty())
        .map(|place| (sort_key(&place.name), place))
        .collect();
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

/// All that can be found on one page.
fn places(site: &Site, page: NodeId) -> Vec<Place> {
    let node = &site.nodes[page];
    let place = |kind, anchor: &str, name: &str| Place {
        name: name.to_owned(),
        kind,
        page,
        anchor: anchor.to_owned(),
    };
    let mut found = vec![place(Kind::Page, "", &node.title)];
    let Some(summary) = node.summary.as_deref() else {
        return found;
    };
    let headings = summary.headings.iter();
    found.extend(
        headings.map(|heading| place(Kind::Heading, heading.anchor.as_str(), &heading.text)),
    );
    for term in summary.structures.terms.iter().flatten() {
        let names = std::iter::once(&term.text).chain(&term.also);
        found.extend(names.map(|name| place(Kind::Term, term.id.as_str(), name)));
    }
    let rows = summary
        .structures
        .comparison
        .iter()
        .flat_map(|table| &table.rows);
    found.extend(rows.map(|row| place(Kind::Row, row.id.as_str(), &row.text)));
    let mut item = |id: &str, text: &str| found.push(place(Kind::Item, id, text));
    for list in &summary.structures.checklists {
        list.items.iter().for_each(|each| add_item(each, &mut item));
    }
    found
}

fn add_item(item: &Item<Reference>, add: &mut impl FnMut(&str, &str)) {
    add(item.id.as_str(), &item.text);
    item.items.iter().for_each(|below| add_item(below, add));
}
