//! [`wide_to_lists`]: turns tables that are too wide for a small screen into lists, one for each
//! row.

use crate::epub::tree::{XhtmlElement, XhtmlNode};

/// The most columns of a table that is not converted.
const WIDEST: usize = 3;

/// Turns wide tables into lists.
pub(super) fn wide_to_lists(nodes: Vec<XhtmlNode>) -> Vec<XhtmlNode> {
    let mut converted = Vec::with_capacity(nodes.len());
    for node in nodes {
        let XhtmlNode::Element(mut element) = node else {
            converted.push(node);
            continue;
        };
        let wide_table = PlainTable::read(&element).filter(|table| table.names.len() > WIDEST);
        if let Some(table) = wide_table {
            converted.push(XhtmlNode::Element(table.lists(&element)));
        } else {
            element.children = wide_to_lists(element.children);
            converted.push(XhtmlNode::Element(element));
        }
    }
    converted
}

/// A table with names for its columns, whose rows all have one cell for each column.
struct PlainTable<'a> {
    /// The head of each column.
    names: Vec<&'a XhtmlElement>,
    rows: Vec<Vec<&'a XhtmlElement>>,
    /// The elements of `rows`, for their ids.
    ids: Vec<Option<&'a str>>,
    caption: Option<&'a XhtmlElement>,
}

impl<'a> PlainTable<'a> {
    /// Reads an element; `None` if it is no table, or one whose cells span others or whose columns
    /// have no names.
    fn read(table: &'a XhtmlElement) -> Option<Self> {
        if !table.is("table") {
            return None;
        }
        let head = table.elements().find(|part| part.is("thead"))?;
        let mut heads = head.elements().filter(|row| row.is("tr"));
        let names = cells(heads.next()?)?;
        if heads.next().is_some() {
            return None;
        }
        let bodies = table.elements().filter(|part| part.is("tbody"));
        let rows: Vec<&XhtmlElement> = bodies.flat_map(XhtmlElement::elements).collect();
        let read: Option<Vec<Vec<&XhtmlElement>>> =
            rows.iter().map(|row| cells(row).filter(|cells| cells.len() == names.len())).collect();
        Some(Self {
            rows: read?,
            ids: rows.iter().map(|row| row.get("id")).collect(),
            names,
            caption: table.elements().find(|part| part.is("caption")),
        })
    }

    /// The table as a list for each row, with the first cell as its title.
    fn lists(&self, table: &XhtmlElement) -> XhtmlElement {
        let mut children = Vec::new();
        if let Some(caption) = self.caption {
            let caption = like(caption, "div", caption.children.clone());
            children.push(XhtmlNode::Element(caption.with("class", "caption")));
        }
        for (row, id) in self.rows.iter().zip(&self.ids) {
            let mut items = Vec::new();
            let mut parts = Vec::new();
            for (index, (name, cell)) in self.names.iter().zip(row).enumerate() {
                let content = wide_to_lists(cell.children.clone());
                let is_title = index == 0 && !is_empty(cell);
                if is_title {
                    parts.push(XhtmlNode::Element(
                        like(cell, "div", content).with("class", "row-title"),
                    ));
                } else if !is_empty(cell) {
                    items.push(XhtmlNode::Element(XhtmlElement::html("dt", name.children.clone())));
                    items.push(XhtmlNode::Element(like(cell, "dd", content)));
                }
            }
            if !items.is_empty() {
                parts.push(XhtmlNode::Element(XhtmlElement::html("dl", items)));
            }
            let mut row = XhtmlElement::html("div", parts).with("class", "row");
            if let Some(id) = id {
                row.set("id", id);
            }
            children.push(XhtmlNode::Element(row));
        }
        let mut rows = XhtmlElement::html("div", children).with("class", "rows");
        if let Some(id) = table.get("id") {
            rows.set("id", id);
        }
        rows
    }
}

/// A new element with the id of another.
fn like(of: &XhtmlElement, name: &str, children: Vec<XhtmlNode>) -> XhtmlElement {
    let element = XhtmlElement::html(name, children);
    match of.get("id") {
        Some(id) => element.with("id", id),
        None => element,
    }
}

/// The cells of a row, if each is one cell wide and high.
fn cells(row: &XhtmlElement) -> Option<Vec<&XhtmlElement>> {
    let cells: Vec<&XhtmlElement> = row.elements().collect();
    let is_plain = |cell: &&XhtmlElement| {
        (cell.is("td") || cell.is("th"))
            && cell.get("colspan").is_none()
            && cell.get("rowspan").is_none()
    };
    cells.iter().all(is_plain).then_some(cells)
}

fn is_empty(cell: &XhtmlElement) -> bool {
    cell.children.iter().all(XhtmlNode::is_blank)
}
