//! [`table`]: a comparison as plain data, from which its CSV and its Markdown are made.

use crate::base::paths::encode_fragment;
use crate::comparison::model::Comparisons;
use crate::document::body::{Document, Href, Reference};
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

/// The comparison that a page is; `None` for other pages.
pub fn table(
    site: &Site,
    comparisons: &Comparisons,
    id: NodeId,
    urls: &Urls,
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
            markdown: row.cells.iter().map(|cell| markdown(&cell.markdown, &lookup)).collect(),
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

/// Markdown with the address of each destination in its slot.
fn markdown(document: &Document, lookup: &LinkLookup<'_>) -> String {
    document.print(|text, located| {
        if let Reference::Link(link) = &located.reference {
            let (Href::Link { url, .. } | Href::Image { url, .. }) = lookup.href(link);
            if url.starts_with('/') && !url.starts_with("//") {
                text.push_str(&lookup.urls.origin);
            }
            // These would end the destination, or the cell that it stands in.
            let url = url.replace('(', "%28").replace(')', "%29").replace('|', "%7C");
            text.push_str(&url.replace(' ', "%20"));
        }
    })
}
