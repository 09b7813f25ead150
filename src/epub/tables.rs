//! [`wide_to_lists`]: turns tables that are too wide for a small screen into lists, one for each
//! row.

use std::ops::Range;

use crate::html::event::{HtmlElement, HtmlEvent, children, end_of};

/// The most columns of a table that is not converted.
const WIDEST: usize = 3;

/// An element with the range of its content.
type Part<'e, 's> = (&'e HtmlElement<'s>, Range<usize>);

/// Turns wide tables into lists.
pub(super) fn wide_to_lists<'s>(events: &[HtmlEvent<'s>]) -> Vec<HtmlEvent<'s>> {
    let mut converted = Vec::with_capacity(events.len());
    convert(events, 0..events.len(), &mut converted);
    converted
}

fn convert<'s>(events: &[HtmlEvent<'s>], range: Range<usize>, converted: &mut Vec<HtmlEvent<'s>>) {
    let mut at = range.start;
    while at < range.end {
        let table = events[at]
            .element()
            .filter(|element| element.is("table"))
            .and_then(|table| PlainTable::read(events, (table, at + 1..end_of(events, at))));
        match table.filter(|table| table.names.len() > WIDEST) {
            Some(table) => {
                table.lists(converted);
                at = table.table.1.end;
            }
            None => converted.push(events[at].clone()),
        }
        at += 1;
    }
}

/// A table with names for its columns, whose rows all have one cell for each column.
struct PlainTable<'e, 's> {
    events: &'e [HtmlEvent<'s>],
    table: Part<'e, 's>,
    caption: Option<Part<'e, 's>>,
    /// The head of each column.
    names: Vec<Part<'e, 's>>,
    /// The rows, each with its element for the id.
    rows: Vec<(&'e HtmlElement<'s>, Vec<Part<'e, 's>>)>,
}

impl<'e, 's> PlainTable<'e, 's> {
    /// Reads a table; `None` for one whose cells span others or whose columns have no names.
    fn read(events: &'e [HtmlEvent<'s>], table: Part<'e, 's>) -> Option<Self> {
        let parts: Vec<Part<'e, 's>> = children(events, table.1.clone()).collect();
        let head = parts.iter().find(|(part, _)| part.is("thead"))?;
        let mut heads = children(events, head.1.clone()).filter(|(row, _)| row.is("tr"));
        let names = cells(events, heads.next()?.1)?;
        if heads.next().is_some() {
            return None;
        }
        let bodies = parts.iter().filter(|(part, _)| part.is("tbody"));
        let rows: Option<Vec<_>> = bodies
            .flat_map(|(_, body)| children(events, body.clone()))
            .map(|(row, inside)| {
                let cells = cells(events, inside)?;
                (cells.len() == names.len()).then_some((row, cells))
            })
            .collect();
        let caption = parts.iter().find(|(part, _)| part.is("caption")).cloned();
        Some(Self { events, caption, names, rows: rows?, table })
    }

    /// Appends the table as a list for each row, with the first cell as its title.
    fn lists(&self, to: &mut Vec<HtmlEvent<'s>>) {
        start("div", Some("rows"), self.table.0, to);
        if let Some((caption, inside)) = &self.caption {
            start("div", Some("caption"), caption, to);
            to.extend_from_slice(&self.events[inside.clone()]);
            to.push(HtmlEvent::End);
        }
        for (row, cells) in &self.rows {
            start("div", Some("row"), row, to);
            let mut has_list = false;
            for (index, ((_, name), (cell, inside))) in self.names.iter().zip(cells).enumerate() {
                if self.events[inside.clone()].iter().all(is_blank) {
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
                    to.extend_from_slice(&self.events[name.clone()]);
                    to.push(HtmlEvent::End);
                    start("dd", None, cell, to);
                }
                convert(self.events, inside.clone(), to);
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
fn cells<'e, 's>(events: &'e [HtmlEvent<'s>], row: Range<usize>) -> Option<Vec<Part<'e, 's>>> {
    let cells: Vec<Part<'e, 's>> = children(events, row).collect();
    let is_plain = |(cell, _): &Part<'_, '_>| {
        (cell.is("td") || cell.is("th"))
            && cell.get("colspan").is_none()
            && cell.get("rowspan").is_none()
    };
    cells.iter().all(is_plain).then_some(cells)
}

/// Whether an event is only white space.
fn is_blank(event: &HtmlEvent<'_>) -> bool {
    matches!(event, HtmlEvent::Text(text) if text.trim_ascii().is_empty())
}
