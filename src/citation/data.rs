//! The sources in `handbook.json`.

use serde::Serialize;

use crate::citation::bibliography::Bibliography;
use crate::citation::index::CitedSources;
use crate::resolve::data::{DataList, DataSource, list};

/// A source.
#[derive(Debug, Serialize)]
struct SourceData<'a> {
    key: &'a str,
    /// The page that lists it, if there is one.
    route: Option<String>,
    url: Option<String>,
    /// As the style writes it.
    html: &'a str,
    note: &'a str,
    /// The routes of the pages that cite it.
    pages: Vec<String>,
}

/// The list `sources`.
pub fn lists(
    source: &DataSource<'_, '_>,
    bibliography: &Bibliography,
    cited: &CitedSources,
) -> [DataList; 1] {
    let entries = bibliography.entries.iter().map(|entry| SourceData {
        key: &entry.key,
        route: cited.page.map(|id| source.route(id)),
        url: cited.page.map(|id| source.url(id, &entry.key)),
        html: &entry.html,
        note: &entry.note,
        pages: source.routes(cited.citing.get(&entry.key).map_or(&[][..], Vec::as_slice)),
    });
    [list("sources", &entries.collect::<Vec<_>>())]
}
