//! [`Data`]: what the handbook holds, for other tools: `handbook.json`.
//!
//! Everything here comes from summaries and the bibliography, so that prose does not change it.

mod instruments;

use rayon::iter::{IntoParallelIterator, IntoParallelRefIterator, ParallelIterator};
use serde::Serialize;

use crate::base::paths::encode_fragment;
use crate::bibliography::Bibliography;
use crate::config::Config;
use crate::parse::document::{Document, Reference};
use crate::parse::structure::checklist::{Checklist, Item};
use crate::site::{Node, NodeId, Site};
use crate::source::CONTENT;

use super::urls::Urls;
use instruments::{BandData, StatementData};

/// The version of the form. It grows when a field changes its meaning or goes away, not when one
/// is added.
pub const VERSION: u32 = 1;

/// The whole. Lists are in reading order; `route` is the address of a page from the root of the
/// site, `url` the address as `base_url` makes it.
#[derive(Debug, Serialize)]
pub struct Data<'a> {
    handbook: u32,
    title: &'a str,
    description: &'a str,
    language: &'a str,
    base_url: &'a str,
    pages: Vec<PageData<'a>>,
    rows: Vec<RowData<'a>>,
    items: Vec<ItemData<'a>>,
    statements: Vec<StatementData<'a>>,
    bands: Vec<BandData<'a>>,
    terms: Vec<TermData<'a>>,
    sources: Vec<SourceData<'a>>,
}

#[derive(Debug, Serialize)]
struct PageData<'a> {
    route: String,
    url: String,
    kind: &'static str,
    title: &'a str,
    description: &'a str,
    /// Below `content`.
    file: Option<&'a str>,
    /// The route of the part that it belongs to.
    part: Option<String>,
    updated: Option<&'a str>,
}

/// A row of a comparison.
#[derive(Debug, Serialize)]
struct RowData<'a> {
    id: &'a str,
    route: String,
    url: String,
    title: &'a str,
    /// The heading of its group.
    group: Option<&'a str>,
    cells: Vec<CellData<'a>>,
    /// The routes of the pages that show or cite it.
    pages: Vec<String>,
}

#[derive(Debug, Serialize)]
struct CellData<'a> {
    column: &'a str,
    label: &'a str,
    text: &'a str,
}

/// An item of a checklist.
#[derive(Debug, Serialize)]
struct ItemData<'a> {
    id: &'a str,
    route: String,
    url: String,
    text: &'a str,
    /// What its list is called; may be empty.
    list: &'a str,
    /// The id of the item that it stands below.
    parent: Option<&'a str>,
}

/// A term of a glossary.
#[derive(Debug, Serialize)]
struct TermData<'a> {
    id: &'a str,
    route: String,
    url: String,
    title: &'a str,
    also: &'a [String],
    /// The first paragraph of its first definition, plain.
    definition: String,
    /// The routes of the pages that use it.
    pages: Vec<String>,
}

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

impl<'a> Data<'a> {
    /// What a site holds.
    pub fn of(
        site: &'a Site,
        config: &'a Config,
        urls: &Urls,
        bibliography: &'a Bibliography,
    ) -> Self {
        let view = View { site, urls };
        Self {
            handbook: VERSION,
            title: &config.title,
            description: &config.description,
            language: &config.language,
            base_url: &config.base_url,
            pages: site.nodes.par_iter().map(|node| view.page(node)).collect(),
            rows: view.each(|id| view.rows(id)),
            items: view.each(|id| view.items(id)),
            statements: view.each(|id| view.statements(id)),
            bands: view.each(|id| view.bands(id)),
            terms: view.terms(),
            sources: view.sources(bibliography),
        }
    }

    /// As JSON on one line.
    pub fn json(&self) -> String {
        // Texts and numbers cannot fail to be written.
        let mut json = serde_json::to_string(self).unwrap_or_default();
        json.push('\n');
        json
    }
}

struct View<'a, 'u> {
    site: &'a Site,
    urls: &'u Urls,
}

impl<'a> View<'a, '_> {
    fn each<T: Send>(&self, of: impl Fn(NodeId) -> Vec<T> + Send + Sync) -> Vec<T> {
        let pages = (0..self.site.nodes.len()).into_par_iter();
        pages.flat_map_iter(of).collect()
    }

    fn route(&self, id: NodeId) -> String {
        self.site.nodes[id].route.to_string()
    }

    fn routes(&self, ids: &[NodeId]) -> Vec<String> {
        ids.iter().map(|id| self.route(*id)).collect()
    }

    fn url(&self, id: NodeId, anchor: &str) -> String {
        let page = self.urls.permalink(&self.site.nodes[id].route);
        format!("{page}#{}", encode_fragment(anchor))
    }

    fn page(&self, node: &'a Node) -> PageData<'a> {
        let summary = node.summary.as_deref();
        PageData {
            route: node.route.to_string(),
            url: self.urls.permalink(&node.route),
            kind: node.kind.as_str(),
            title: &node.title,
            description: summary.map_or("", |summary| &summary.description),
            file: summary.and_then(|summary| summary.path.below(CONTENT)),
            part: node.part.map(|part| self.route(part)),
            updated: summary.and_then(|summary| summary.updated.as_deref()),
        }
    }

    fn rows(&self, id: NodeId) -> Vec<RowData<'a>> {
        let Some(table) = self.site.comparison(id) else {
            return Vec::new();
        };
        let node = &self.site.nodes[id];
        let rows = table.rows.iter().map(|row| RowData {
            id: row.id.as_str(),
            route: self.route(id),
            url: self.url(id, row.id.as_str()),
            title: &row.text,
            group: row
                .group
                .and_then(|group| Some(table.groups.get(group)?.text.as_str())),
            cells: table
                .columns
                .iter()
                .zip(&row.cells)
                .map(|(column, cell)| CellData {
                    column: column.id.as_str(),
                    label: &column.label,
                    text: &cell.text,
                })
                .collect(),
            pages: self.routes(node.row_pages.get(&row.id).map_or(&[][..], Vec::as_slice)),
        });
        rows.collect()
    }

    fn items(&self, id: NodeId) -> Vec<ItemData<'a>> {
        let mut all = Vec::new();
        let summary = self.site.nodes[id].summary.as_deref();
        for list in summary.into_iter().flat_map(|s| &s.structures.checklists) {
            self.below(id, list, &list.items, None, &mut all);
        }
        all
    }

    /// Items and those below them. Lists are nested no deeper than the reader of pages allows.
    fn below(
        &self,
        id: NodeId,
        list: &'a Checklist<Reference>,
        items: &'a [Item<Reference>],
        parent: Option<&'a str>,
        all: &mut Vec<ItemData<'a>>,
    ) {
        for item in items {
            all.push(ItemData {
                id: item.id.as_str(),
                route: self.route(id),
                url: self.url(id, item.id.as_str()),
                text: &item.text,
                list: &list.title,
                parent,
            });
            self.below(id, list, &item.items, Some(item.id.as_str()), all);
        }
    }

    fn terms(&self) -> Vec<TermData<'a>> {
        let all = self.site.glossary.all();
        all.filter_map(|(at, uses)| {
            let term = self.site.term(at)?;
            Some(TermData {
                id: term.id.as_str(),
                route: self.route(at.node),
                url: self.url(at.node, term.id.as_str()),
                title: &term.text,
                also: &term.also,
                definition: plain(&term.short),
                pages: self.routes(uses),
            })
        })
        .collect()
    }

    fn sources(&self, bibliography: &'a Bibliography) -> Vec<SourceData<'a>> {
        let list = self.site.sources;
        let entries = bibliography.entries.iter().map(|entry| SourceData {
            key: &entry.key,
            route: list.map(|id| self.route(id)),
            url: list.map(|id| self.url(id, &entry.key)),
            html: &entry.html,
            note: &entry.note,
            pages: self.routes(
                self.site
                    .citing
                    .get(&entry.key)
                    .map_or(&[][..], Vec::as_slice),
            ),
        });
        entries.collect()
    }
}

/// The text of a document without tags and citations.
fn plain(document: &Document<Reference>) -> String {
    let mut html = String::new();
    let mut from = 0;
    for slot in &document.slots {
        html.push_str(&document.html[from..slot.at]);
        match &slot.link {
            Reference::Term(term) => {
                html.push_str(&term.text.replace('&', "&amp;").replace('<', "&lt;"));
            }
            // A sentence reads on without it.
            Reference::Citation(_) => html.truncate(html.trim_end().len()),
            _ => {}
        }
        from = slot.at;
    }
    html.push_str(&document.html[from..]);
    let mut text = String::with_capacity(html.len());
    let mut in_tag = false;
    for sign in html.chars() {
        match sign {
            '<' => in_tag = true,
            '>' if in_tag => in_tag = false,
            sign if !in_tag => text.push(sign),
            _ => {}
        }
    }
    let text: Vec<&str> = text.split_whitespace().collect();
    text.join(" ")
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&")
}
