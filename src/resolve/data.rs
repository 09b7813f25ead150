//! `handbook.json`: the contents of the handbook for other tools.
//!
//! It is built from page summaries, the data that features collect and the bibliography, so that a
//! change of prose alone does not change it.

use rayon::iter::{IntoParallelIterator, ParallelIterator};
use serde::Serialize;

use crate::base::paths::encode_fragment;
use crate::config::Config;
use crate::document::body::{Document, Reference};
use crate::html::escape::push_text;
use crate::html::token::{HtmlTokenKind, tokens};
use crate::markdown::token::one_line;
use crate::site::tree::{Node, NodeId, Site};

use crate::resolve::urls::Urls;

/// The version of the format. It grows when a field is removed or changes its meaning, not when one
/// is added.
pub const VERSION: u32 = 1;

/// The fields of `handbook.json` before the lists of features. Lists are in reading order; `route`
/// is the address of a page from the root of the site, `url` the address with `base_url`.
#[derive(Debug, Serialize)]
struct HeadData<'a> {
    handbook: u32,
    title: &'a str,
    description: &'a str,
    language: &'a str,
    base_url: &'a str,
    pages: Vec<PageData<'a>>,
}

/// An entry of the list `pages`.
#[derive(Debug, Serialize)]
struct PageData<'a> {
    route: String,
    url: String,
    kind: &'static str,
    title: &'a str,
    description: &'a str,
    /// The path of the file below `content`; `None` for a page without a file.
    file: Option<&'a str>,
    /// The route of the part that the page belongs to.
    part: Option<String>,
    updated: Option<&'a str>,
}

/// The list of a feature: its key, and its entries as a JSON array.
pub type DataList = (&'static str, String);

/// Serialises a list under a key.
pub fn list<T: Serialize>(key: &'static str, list: &[T]) -> DataList {
    // Serialising texts and numbers cannot fail.
    (key, serde_json::to_string(list).unwrap_or_default())
}

/// The content of `handbook.json`, on one line, with the lists of features after the pages.
pub fn json(
    site: &Site,
    config: &Config,
    urls: &Urls,
    lists: impl IntoIterator<Item = DataList>,
) -> String {
    let source = DataSource { site, urls };
    let head = HeadData {
        handbook: VERSION,
        title: &config.title,
        description: &config.description,
        language: &config.language,
        base_url: &config.base_url,
        pages: source.each(|id| vec![source.page(&site.nodes[id])]),
    };
    let mut json = serde_json::to_string(&head).unwrap_or_default();
    json.pop();
    for (key, list) in lists {
        json.push_str(&format!(",\"{key}\":{list}"));
    }
    json.push_str("}\n");
    json
}

/// The site that the lists are built from, with helpers for routes and addresses.
pub struct DataSource<'a, 'u> {
    /// The site whose contents are written.
    pub site: &'a Site,
    /// The printer of addresses.
    pub urls: &'u Urls,
}

impl<'a> DataSource<'a, '_> {
    /// The entries that `of` gives for each page that lists may name, in reading order.
    pub fn each<T: Send>(&self, of: impl Fn(NodeId) -> Vec<T> + Send + Sync) -> Vec<T> {
        let pages = (0..self.site.nodes.len()).into_par_iter();
        let pages = pages.filter(|id| self.is_listed(*id));
        pages.flat_map_iter(of).collect()
    }

    /// Whether lists may name a page.
    pub fn is_listed(&self, id: NodeId) -> bool {
        let node = &self.site.nodes[id];
        node.is_listed() && !node.is_made()
    }

    /// The route of a page as text.
    pub fn route(&self, id: NodeId) -> String {
        self.site.nodes[id].route.to_string()
    }

    /// The routes of those pages that lists may name as texts, in the order of `ids`.
    pub fn routes(&self, ids: &[NodeId]) -> Vec<String> {
        let listed = ids.iter().filter(|id| self.is_listed(**id));
        listed.map(|id| self.route(*id)).collect()
    }

    /// The address of an anchor on a page, with `base_url`.
    pub fn url(&self, id: NodeId, anchor: &str) -> String {
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
            description: summary.map_or("", |summary| &summary.front.description),
            file: summary.and_then(|summary| self.site.content.rest(&summary.path)),
            part: node.part.map(|part| self.route(part)),
            updated: summary.and_then(|summary| summary.front.updated.as_deref()),
        }
    }
}

/// The plain text of a document: without tags, and with the text of its roles.
pub fn plain_text(document: &Document) -> String {
    let html = document.print(|html, located| match &located.reference {
        // A citation: the sentence continues without it and the space before it.
        Reference::Role(role) if role.text.is_empty() => html.truncate(html.trim_end().len()),
        Reference::Role(role) => push_text(html, &role.text),
        _ => {}
    });
    let text: String = tokens(&html)
        .filter_map(|token| match token.kind {
            HtmlTokenKind::Text(text) => Some(text),
            _ => None,
        })
        .collect();
    one_line(&text)
}
