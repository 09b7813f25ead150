//! [`with_initials`]: tells first authors, or editors, with one family name apart in citations.

use std::collections::{BTreeMap, BTreeSet};

use hayagriva::Entry;
use hayagriva::citationberg::{DisambiguationRule, IndependentStyle};
use hayagriva::types::Person;

use crate::citation::apart::people;
use crate::citation::marks::INITIALS;

/// The sources with initials, between [`INITIALS`], before the family names that several first
/// authors, or editors of sources without an author, have. `None` if a style does not want them in every citation, or there are none.
pub(super) fn with_initials(sources: &[&Entry], style: &IndependentStyle) -> Option<Vec<Entry>> {
    let rule = style.citation.givenname_disambiguation_rule;
    let rules = [DisambiguationRule::PrimaryName, DisambiguationRule::PrimaryNameWithInitials];
    if !rules.contains(&rule) {
        return None;
    }
    let first = |source: &&Entry| people(source).first().cloned();
    let mut families: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for person in sources.iter().filter_map(first) {
        families.entry(person.name.clone()).or_default().insert(initials(&person)?);
    }
    families.retain(|_, initials| initials.len() > 1);
    let told = |source: &&Entry| {
        let mut source = (*source).clone();
        let mut named = people(&source).to_vec();
        if let Some(person) = named.first_mut()
            && let Some(initials) = initials(person).filter(|initials| !initials.is_empty())
            && families.contains_key(&person.name)
        {
            let (begin, end) = INITIALS;
            person.name = format!("{begin}{initials} {end}{}", person.name);
            if source.authors().is_some_and(|authors| !authors.is_empty()) {
                source.set_authors(named);
            } else {
                source.set_editors(named);
            }
        }
        source
    };
    (!families.is_empty()).then(|| sources.iter().map(told).collect())
}

/// The initials of a person: `J. P.`.
fn initials(person: &Person) -> Option<String> {
    let mut initials = String::new();
    person.initials(&mut initials, Some("."), true).ok()?;
    Some(initials)
}
