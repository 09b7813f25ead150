//! [`with_initials`]: tells first authors with one family name apart in citations.

use std::collections::{BTreeMap, BTreeSet};

use hayagriva::Entry;
use hayagriva::citationberg::{DisambiguationRule, IndependentStyle};
use hayagriva::types::Person;

use crate::citation::marks::INITIALS;

/// The sources with initials, between [`INITIALS`], before the family names that several first
/// authors have. `None` if a style does not want them in every citation, or there are none.
pub(super) fn with_initials(sources: &[&Entry], style: &IndependentStyle) -> Option<Vec<Entry>> {
    let rule = style.citation.givenname_disambiguation_rule;
    let rules = [DisambiguationRule::PrimaryName, DisambiguationRule::PrimaryNameWithInitials];
    if !rules.contains(&rule) {
        return None;
    }
    let first = |source: &&Entry| source.authors()?.first().cloned();
    let mut families: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for author in sources.iter().filter_map(first) {
        families.entry(author.name.clone()).or_default().insert(initials(&author)?);
    }
    families.retain(|_, initials| initials.len() > 1);
    let told = |source: &&Entry| {
        let mut source = (*source).clone();
        let mut authors = source.authors().map(<[Person]>::to_vec).unwrap_or_default();
        if let Some(author) = authors.first_mut()
            && let Some(initials) = initials(author).filter(|initials| !initials.is_empty())
            && families.contains_key(&author.name)
        {
            let (begin, end) = INITIALS;
            author.name = format!("{begin}{initials} {end}{}", author.name);
            source.set_authors(authors);
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
