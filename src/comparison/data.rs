//! The rows of comparisons in `handbook.json`.

use serde::Serialize;

use crate::comparison::model::Comparisons;
use crate::resolve::data::{DataList, DataSource, list};

/// A row of a comparison as JSON.
#[derive(Debug, Serialize)]
struct RowData<'a> {
    id: &'a str,
    route: String,
    url: String,
    title: &'a str,
    /// The heading of the group of the row.
    group: Option<&'a str>,
    cells: Vec<CellData<'a>>,
    /// The routes of the pages that show or cite the row.
    pages: Vec<String>,
}

/// A cell of a row as JSON.
#[derive(Debug, Serialize)]
struct CellData<'a> {
    column: &'a str,
    label: &'a str,
    text: &'a str,
}

/// The list `rows`: the rows of all comparisons of a site.
pub fn lists(source: &DataSource<'_, '_>, comparisons: &Comparisons) -> [DataList; 1] {
    let rows = source.each(|id| {
        let Some(table) = comparisons.get(id) else {
            return Vec::new();
        };
        let mentions = &source.site.nodes[id].mentions;
        let rows = table.rows.iter().map(|row| {
            let cells = table.columns.iter().zip(&row.cells);
            let cells = cells.map(|(column, cell)| CellData {
                column: column.id.as_str(),
                label: &column.label,
                text: &cell.text,
            });
            RowData {
                id: row.id.as_str(),
                route: source.route(id),
                url: source.url(id, row.id.as_str()),
                title: &row.text,
                group: table.group_of(row),
                cells: cells.collect(),
                pages: source.routes(mentions.get(&row.id).map_or(&[][..], Vec::as_slice)),
            }
        });
        rows.collect()
    });
    [list("rows", &rows)]
}
