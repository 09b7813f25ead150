//! [`table`]: a comparison as plain data, from which its CSV and its Markdown are made.

use crate::base::paths::encode_fragment;
use crate::book::markdown::table_cell;
use crate::comparison::model::Comparisons;
use crate::document::body::{
    COMPONENT_END, COMPONENT_START, Document, Href, Printed, Reference, Role,
};
use crate::html::escape::{escape, escape_value};
use crate::site::tree::{NodeId, Site};

use crate::resolve::links::LinkLookup;
use crate::resolve::urls::Urls;

/// A comparison as plain texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TableExport {
    /// The title of the comparison.
    pub title: String,
    /// The address of the page of the comparison.
    pub address: String,
    /// The labels of the columns of the comparison.
    pub columns: Vec<String>,
    /// The rows of the comparison.
    pub rows: Vec<RowExport>,
}

/// A row of an exported comparison.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RowExport {
    /// The id of the row.
    pub id: String,
    /// The address of the row.
    pub address: String,
    /// The heading of the group of the row; empty if the row stands in none.
    pub group: String,
    /// The heading of the row.
    pub title: String,
    /// The cells of the row as plain text.
    pub cells: Vec<String>,
    /// The cells of the row as Markdown on one line, with absolute addresses.
    pub markdown: Vec<String>,
    /// The note of the row as plain text; may be empty.
    pub note: String,
}

/// The comparison that a page is; `None` for other pages. `written` gives the Markdown of a role
/// without text.
pub fn table(
    site: &Site,
    comparisons: &Comparisons,
    id: NodeId,
    urls: &Urls,
    written: &dyn Fn(&Role) -> String,
) -> Option<TableExport> {
    let comparison = comparisons.get(id)?;
    let node = &site.nodes[id];
    let address = urls.permalink(&node.route);
    let lookup = LinkLookup { path: &node.summary.as_ref()?.path, site, urls, is_embedded: true };
    let rows = comparison.rows.iter().map(|row| {
        let group = row.group.and_then(|group| comparison.groups.get(group));
        RowExport {
            id: row.id.to_string(),
            address: format!("{address}#{}", encode_fragment(row.id.as_str())),
            group: group.map(|group| group.text.clone()).unwrap_or_default(),
            title: row.text.clone(),
            cells: row.cells.iter().map(|cell| cell.text.clone()).collect(),
            markdown: row
                .cells
                .iter()
                .map(|cell| markdown(&cell.document, &lookup, written))
                .collect(),
            note: row.note_text.clone(),
        }
    });
    Some(TableExport {
        title: node.title.clone(),
        rows: rows.collect(),
        columns: comparison.columns.iter().map(|column| column.label.clone()).collect(),
        address,
    })
}

/// The Markdown of a cell on one line.
fn markdown(cell: &Document, lookup: &LinkLookup<'_>, written: &dyn Fn(&Role) -> String) -> String {
    let mut roles = Vec::new();
    let html = cell.print(|html, located| {
        let printed = match &located.reference {
            Reference::Link(link) => {
                let (name, url) = match lookup.href(link) {
                    Href::Link { url, .. } => ("href", url),
                    Href::Image { url, .. } => ("src", url),
                };
                let is_here = url.starts_with('/') && !url.starts_with("//");
                let origin = if is_here { lookup.urls.origin.as_str() } else { "" };
                Printed::Html(format!("{name}=\"{origin}{}\"", escape_value(&url)))
            }
            // Other tools may know a role as its author wrote it.
            Reference::Role(role) if role.text.is_empty() => {
                roles.push(written(role));
                Printed::Component(roles.len() - 1)
            }
            Reference::Role(role) => Printed::Html(escape(&role.text)),
            // The text of a note stands outside the table.
            Reference::Note(_) | Reference::Directive(_) | Reference::Block(_) => {
                Printed::default()
            }
        };
        printed.write(html);
    });
    let mut text = table_cell(&html);
    for (number, role) in roles.iter().enumerate() {
        text = text.replace(&format!("{COMPONENT_START}{number}{COMPONENT_END}"), role);
    }
    text
}
