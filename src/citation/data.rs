//! The sources in `handbook.json`.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::citation::bibliography::Bibliography;
use crate::citation::index::CitedSources;
use crate::resolve::data::{DataList, DataSource, list};

/// An entry of the list `sources` of `handbook.json`.
#[derive(Debug, Serialize)]
struct SourceData<'a> {
    key: &'a str,
    /// The route of the page that lists the sources, if there is one.
    route: Option<String>,
    url: Option<String>,
    /// The line of the source in the list of sources, as inline HTML.
    html: &'a str,
    note: &'a str,
    /// The ledger of the source, by key.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    ledger: BTreeMap<&'a str, &'a str>,
    /// The routes of the pages that cite the source, in reading order.
    pages: Vec<String>,
}

/// The list `sources` of `handbook.json`.
pub fn lists(
    source: &DataSource<'_, '_>,
    bibliography: &Bibliography,
    cited: &CitedSources,
) -> [DataList; 1] {
    let page = cited.page.filter(|id| source.is_listed(*id));
    let entries = bibliography.entries.iter().map(|entry| SourceData {
        key: &entry.key,
        route: page.map(|id| source.route(id)),
        url: page.map(|id| source.url(id, &entry.id)),
        html: &entry.html,
        note: &entry.note,
        ledger: entry.ledger.iter().map(|e| (e.key.as_str(), e.value.as_str())).collect(),
        pages: source.routes(cited.citing.get(&entry.key).map_or(&[][..], Vec::as_slice)),
    });
    [list("sources", &entries.collect::<Vec<_>>())]
}
