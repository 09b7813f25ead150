//! The terms of a page in the search index.

use crate::glossary::declaration::ENTRY;
use crate::glossary::index::{Glossary, PageTerms};
use crate::search::page_entries::{EntryKind, FeatureEntries, entry};
use crate::site::tree::NodeId;

/// Adds an entry for each term that the page defines, and the names of the terms that it uses to
/// the text of the page.
pub fn entries(page: &PageTerms, found: &mut FeatureEntries) {
    found.add_to_page(page.used.iter().map(String::as_str));
    for term in page.defined.iter().flatten() {
        let definition: Vec<String> =
            term.definitions.iter().map(|part| found.text_of(part)).collect();
        let id = term.id.as_str();
        let entry = entry(ENTRY, id, &term.text, &definition.join(" "));
        found.entries.push(entry.also(&term.also));
    }
}

/// Calls `visitor` with the kind, the id and a name of each term of a page, once for every name.
pub fn names(glossary: &Glossary, page: NodeId, visitor: &mut dyn FnMut(EntryKind, &str, &str)) {
    for term in glossary.of_page(page) {
        for name in std::iter::once(&term.text).chain(&term.also) {
            visitor(ENTRY, term.id.as_str(), name);
        }
    }
}
