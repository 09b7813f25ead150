//! [`turn`]: tables that are too wide for a small screen become lists, one for each row.

use super::tree::{Element, Node};

/// The most columns of a table that stays one.
const WIDEST: usize = 3;

/// Turns wide tables into lists.
pub(super) fn turn(nodes: Vec<Node>) -> Vec<Node> {
    let mut turned = Vec::with_capacity(nodes.len());
    for node in nodes {
        let Node::Element(mut element) = node else {
            turned.push(node);
            continue;
        };
        let wide = Table::read(&element).filter(|table| table.names.len() > WIDEST);
        if let Some(table) = wide {
            turned.push(Node::Element(table.lists(&element)));
        } else {
            element.children = turn(element.children);
            turned.push(Node::Element(element));
        }
    }
    turned
}

/// A table whose rows all have a cell for each column.
struct Table<'a> {
    /// The head of each column.
    names: Vec<&'a Element>,
    rows: Vec<Vec<&'a Element>>,
    /// The elements of `rows`, for their ids.
    ids: Vec<Option<&'a str>>,
    caption: Option<&'a Element>,
}

impl<'a> Table<'a> {
    /// `None` for what is no table, or one whose cells span others or whose columns have no names.
    fn read(table: &'a Element) -> Option<Self> {
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
        let rows: Vec<&Element> = bodies.flat_map(Element::elements).collect();
        let read: Option<Vec<Vec<&Element>>> = rows
            .iter()
            .map(|row| cells(row).filter(|cells| cells.len() == names.len()))
            .collect();
        Some(Self {
            rows: read?,
            ids: rows.iter().map(|row| row.get("id")).collect(),
            names,
            caption: table.elements().find(|part| part.is("caption")),
        })
    }

    /// A list for each row below what its first cell says.
    fn lists(&self, table: &Element) -> Element {
        let mut children = Vec::new();
        if let Some(caption) = self.caption {
            let caption = like(caption, "div", caption.children.clone());
            children.push(Node::Element(caption.with("class", "caption")));
        }
        for (row, id) in self.rows.iter().zip(&self.ids) {
            let mut items = Vec::new();
            let mut parts = Vec::new();
            for (index, (name, cell)) in self.names.iter().zip(row).enumerate() {
                let content = turn(cell.children.clone());
                let is_title = index == 0 && !is_empty(cell);
                if is_title {
                    parts.push(Node::Element(
                        like(cell, "div", content).with("class", "row-title"),
                    ));
                } else if !is_empty(cell) {
                    items.push(Node::Element(Element::html("dt", name.children.clone())));
                    items.push(Node::Element(like(cell, "dd", content)));
                }
            }
            if !items.is_empty() {
                parts.push(Node::Element(Element::html("dl", items)));
            }
            let mut row = Element::html("div", parts).with("class", "row");
            if let Some(id) = id {
                row.set("id", id);
            }
            children.push(Node::Element(row));
        }
        let mut rows = Element::html("div", children).with("class", "rows");
        if let Some(id) = table.get("id") {
            rows.set("id", id);
        }
        rows
    }
}

/// Another element with the id of one.
fn like(of: &Element, name: &str, children: Vec<Node>) -> Element {
    let element = Element::html(name, children);
    match of.get("id") {
        Some(id) => element.with("id", id),
        None => element,
    }
}

/// The cells of a row, if each is one cell wide and high.
fn cells(row: &Element) -> Option<Vec<&Element>> {
    let cells: Vec<&Element> = row.elements().collect();
    let is_plain = |cell: &&Element| {
        (cell.is("td") || cell.is("th"))
            && cell.get("colspan").is_none()
            && cell.get("rowspan").is_none()
    };
    cells.iter().all(is_plain).then_some(cells)
}

fn is_empty(cell: &Element) -> bool {
    cell.children.iter().all(Node::is_blank)
}
