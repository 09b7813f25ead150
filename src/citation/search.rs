//! The sources of a site in the search index.

use crate::citation::bibliography::Bibliography;
use crate::citation::declaration::ENTRY;
use crate::html::token::{HtmlTokenKind, tokens};
use crate::search::page_entries::{SearchEntry, entry, unique_words};

/// The sources as entries of the page that lists them, named by their lines there: authors, years
/// and titles.
pub fn entries(bibliography: &Bibliography) -> Vec<SearchEntry> {
    let sources = bibliography.entries.iter().map(|source| {
        let mut line = String::new();
        for token in tokens(&source.html) {
            if let HtmlTokenKind::Text(text) = token.kind {
                line.push_str(&text);
            }
        }
        let body = unique_words([source.note.as_str(), &source.key]);
        SearchEntry { body, ..entry(ENTRY, &source.id, line.trim(), "") }
    });
    sources.collect()
}
