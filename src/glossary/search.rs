//! The terms of a page in the search index.

use crate::glossary::declaration::ENTRY;
use crate::glossary::index::{Glossary, PageTerms};
use crate::search::heading_text::document_text;
use crate::search::page_entries::{EntryKind, FeatureEntries, entry, unique_words};
use crate::site::tree::NodeId;

/// Adds an entry for each term that the page defines, and describes the page by the terms that it
/// uses.
pub fn entries(page: &PageTerms, found: &mut FeatureEntries) {
    found.described.extend(page.used.iter().cloned());
    for term in page.defined.iter().flatten() {
        let definition: Vec<String> = term.definitions.iter().map(document_text).collect();
        let id = term.id.as_str();
        let mut entry = entry(ENTRY, id, &term.text, &definition.join(" "));
        let names = std::iter::once(&term.text).chain(&term.also);
        entry.named = unique_words(names.map(String::as_str));
        found.entries.push(entry);
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
