//! [`wide_to_lists`]: turns tables that are too wide for a small screen into lists, one for each
//! row.

use crate::html::event::{ElementWithContent, HtmlElement, HtmlEvent, children, end_of};

/// The most columns of a table that is not converted.
const WIDEST: usize = 3;

/// Turns wide tables into lists.
pub(super) fn wide_to_lists<'s>(events: &[HtmlEvent<'s>]) -> Vec<HtmlEvent<'s>> {
    let mut converted = Vec::with_capacity(events.len());
    convert(events, &mut converted);
    converted
}

fn convert<'s>(events: &[HtmlEvent<'s>], converted: &mut Vec<HtmlEvent<'s>>) {
    let mut at = 0;
    while at < events.len() {
        if let Some(element) = events[at].element().filter(|element| element.is("table")) {
            let end = end_of(events, at);
            let table = PlainTable::read((element, &events[at + 1..end]));
            if let Some(table) = table.filter(|table| table.names.len() > WIDEST) {
                table.lists(converted);
                at = end + 1;
                continue;
            }
        }
        converted.push(events[at].clone());
        at += 1;
    }
}

/// A table with names for its columns, whose rows all have one cell for each column.
struct PlainTable<'e, 's> {
    table: &'e HtmlElement<'s>,
    caption: Option<ElementWithContent<'e, 's>>,
    /// The head of each column.
    names: Vec<ElementWithContent<'e, 's>>,
    /// The rows, each with its element for the id.
    rows: Vec<(&'e HtmlElement<'s>, Vec<ElementWithContent<'e, 's>>)>,
}

impl<'e, 's> PlainTable<'e, 's> {
    /// Reads a table; `None` for one whose cells span others or whose columns have no names.
    fn read((table, inside): ElementWithContent<'e, 's>) -> Option<Self> {
        let parts = || children(inside);
        let (_, head) = parts().find(|(part, _)| part.is("thead"))?;
        let mut heads = children(head).filter(|(row, _)| row.is("tr"));
        let names = cells(heads.next()?.1)?;
        if heads.next().is_some() {
            return None;
        }
        let rows: Option<Vec<_>> = parts()
            .filter(|(part, _)| part.is("tbody"))
            .flat_map(|(_, body)| children(body))
            .map(|(row, inside)| {
                let cells = cells(inside)?;
                (cells.len() == names.len()).then_some((row, cells))
            })
            .collect();
        let caption = parts().find(|(part, _)| part.is("caption"));
        Some(Self { caption, names, rows: rows?, table })
    }

    /// Appends the table as a list for each row, with the first cell as its title.
    fn lists(&self, to: &mut Vec<HtmlEvent<'s>>) {
        start("div", Some("rows"), self.table, to);
        if let Some((caption, inside)) = self.caption {
            start("div", Some("caption"), caption, to);
            to.extend_from_slice(inside);
            to.push(HtmlEvent::End);
        }
        for (row, cells) in &self.rows {
            start("div", Some("row"), row, to);
            let mut has_list = false;
            for (index, ((_, name), (cell, inside))) in self.names.iter().zip(cells).enumerate() {
                if inside.iter().all(is_blank) {
                    continue;
                }
                if index == 0 {
                    start("div", Some("row-title"), cell, to);
                } else {
                    if !has_list {
                        to.push(HtmlEvent::Start(HtmlElement::new("dl")));
                        has_list = true;
                    }
                    to.push(HtmlEvent::Start(HtmlElement::new("dt")));
                    to.extend_from_slice(name);
                    to.push(HtmlEvent::End);
                    start("dd", None, cell, to);
                }
                convert(inside, to);
                to.push(HtmlEvent::End);
            }
            if has_list {
                to.push(HtmlEvent::End);
            }
            to.push(HtmlEvent::End);
        }
        to.push(HtmlEvent::End);
    }
}

/// Starts a new element with the id of another.
fn start<'s>(
    name: &'static str,
    class: Option<&'static str>,
    of: &HtmlElement<'s>,
    to: &mut Vec<HtmlEvent<'s>>,
) {
    let mut element = HtmlElement::new(name);
    if let Some(class) = class {
        element.set("class", class);
    }
    if let Some(id) = of.get("id") {
        element.set("id", id.to_owned());
    }
    to.push(HtmlEvent::Start(element));
}

/// The cells of a row, if each is one cell wide and high.
fn cells<'e, 's>(row: &'e [HtmlEvent<'s>]) -> Option<Vec<ElementWithContent<'e, 's>>> {
    let is_plain = |cell: &HtmlElement<'_>| {
        matches!(&*cell.name, "td" | "th")
            && cell.get("colspan").is_none()
            && cell.get("rowspan").is_none()
    };
    children(row).map(|cell| is_plain(cell.0).then_some(cell)).collect()
}

/// Whether an event is only white space.
fn is_blank(event: &HtmlEvent<'_>) -> bool {
    matches!(event, HtmlEvent::Text(text) if text.trim_ascii().is_empty())
}
