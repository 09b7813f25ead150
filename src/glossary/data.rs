//! The terms of glossaries in `handbook.json`.

use serde::Serialize;

use crate::glossary::index::Glossary;
use crate::resolve::data::{DataList, DataSource, list, plain_text};

/// An entry of the list `terms`: a term of a glossary.
#[derive(Debug, Serialize)]
struct TermData<'a> {
    id: &'a str,
    route: String,
    url: String,
    title: &'a str,
    also: &'a [String],
    /// The first paragraph of the term's first definition as plain text.
    definition: String,
    /// The routes of the pages that use the term, in reading order.
    pages: Vec<String>,
}

/// The list `terms` of `handbook.json`.
pub fn lists(source: &DataSource<'_, '_>, glossary: &Glossary) -> [DataList; 1] {
    let terms: Vec<TermData<'_>> = glossary
        .all()
        .filter_map(|(at, uses)| {
            let term = glossary.term(at).filter(|_| source.is_listed(at.node))?;
            Some(TermData {
                id: term.id.as_str(),
                route: source.route(at.node),
                url: source.url(at.node, term.id.as_str()),
                title: &term.text,
                also: &term.also,
                definition: plain_text(&term.first_paragraph),
                pages: source.routes(uses),
            })
        })
        .collect();
    [list("terms", &terms)]
}
