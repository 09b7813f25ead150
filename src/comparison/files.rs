//! The files beside the page of a comparison: comma-separated values, and a table of GitHub
//! Flavored Markdown.

use std::fmt::Write;

use crate::base::outputs::Output;
use crate::base::paths::{OutputPath, encode_fragment};
use crate::book::markdown::{escape as escape_markdown, table_cell};
use crate::comparison::declaration::FILES;
use crate::comparison::model::{Comparison, Comparisons};
use crate::document::body::{
    COMPONENT_END, COMPONENT_START, Document, Href, Printed, Reference, Role,
};
use crate::html::escape::escape;
use crate::resolve::links::LinkLookup;
use crate::resolve::urls::Urls;
use crate::site::tree::{Node, Site};

/// The files of all comparisons, beside their pages, in each format of [`FILES`]. `written` gives
/// the Markdown of a role without text.
pub fn beside_pages(
    site: &Site,
    comparisons: &Comparisons,
    urls: &Urls,
    written: &dyn Fn(&Role) -> String,
) -> Vec<(OutputPath, Output)> {
    let mut outputs = Vec::new();
    for (id, table) in comparisons.all() {
        let node = &site.nodes[id];
        let Some(summary) = &node.summary else {
            continue;
        };
        let lookup =
            LinkLookup { path: &summary.path, site, urls, is_embedded: true, suggests: false };
        let texts = [csv(table), markdown(table, node, &lookup, written)];
        for (file, text) in FILES.into_iter().zip(texts) {
            if let Ok(path) = node.route.file(file.name) {
                outputs.push((path, Output::bytes(text.into_bytes())));
            }
        }
    }
    outputs
}

/// A comparison as CSV (RFC 4180): a header line, then a line for each row with its id, its group,
/// its heading, its cells and its note.
fn csv(table: &Comparison) -> String {
    let mut csv = String::new();
    let columns = table.columns.iter().map(|column| column.label.as_str());
    line(&mut csv, ["id", "group", "row"].into_iter().chain(columns).chain(["note"]));
    for row in &table.rows {
        let head = [row.id.as_str(), table.group_of(row).unwrap_or_default(), &row.text];
        let cells = row.cells.iter().map(|cell| cell.text.as_str());
        line(&mut csv, head.into_iter().chain(cells).chain([row.note_text.as_str()]));
    }
    csv
}

fn line<'f>(csv: &mut String, fields: impl Iterator<Item = &'f str>) {
    for (index, field) in fields.enumerate() {
        if index > 0 {
            csv.push(',');
        }
        let guard = if is_formula(field) { "'" } else { "" };
        if field.contains([',', '"', '\r', '\n']) {
            let _ = write!(csv, "\"{guard}{}\"", field.replace('"', "\"\""));
        } else {
            let _ = write!(csv, "{guard}{field}");
        }
    }
    csv.push_str("\r\n");
}

/// Whether a spreadsheet would take a text for a formula and run it (OWASP, "CSV Injection"). A
/// number with a sign is no formula.
fn is_formula(field: &str) -> bool {
    field.starts_with(['=', '+', '-', '@', '\t', '\r']) && field.parse::<f64>().is_err()
}

/// A comparison as a Markdown table for any tool: each group begins with a row for its heading,
/// notes stand below the table, and the heading of a row links to it.
fn markdown(
    table: &Comparison,
    page: &Node,
    lookup: &LinkLookup<'_>,
    written: &dyn Fn(&Role) -> String,
) -> String {
    let plain = |text: &str| escape_markdown(text).replace('|', "\\|");
    let address = lookup.urls.permalink(&page.route);
    let mut text = format!("# {}\n\n<{address}>\n\n|  |", escape_markdown(&page.title));
    // Writing to a String cannot fail, here and below.
    for column in &table.columns {
        let _ = write!(text, " {} |", plain(&column.label));
    }
    text.push_str("\n| --- |");
    text.push_str(&" --- |".repeat(table.columns.len()));
    text.push('\n');
    let mut group = "";
    for row in &table.rows {
        let own_group = table.group_of(row).unwrap_or_default();
        if own_group != group {
            group = own_group;
            let empty = "  |".repeat(table.columns.len());
            let title = plain(group);
            if title.is_empty() {
                let _ = writeln!(text, "|  |{empty}");
            } else {
                let _ = writeln!(text, "| **{title}** |{empty}");
            }
        }
        let fragment = encode_fragment(row.id.as_str());
        let _ = write!(text, "| [{}]({address}#{fragment}) |", plain(&row.text));
        for cell in &row.cells {
            let _ = write!(text, " {} |", cell_markdown(&cell.document, lookup, written));
        }
        text.push('\n');
    }
    for row in table.rows.iter().filter(|row| !row.note_text.is_empty()) {
        let (title, note) = (escape_markdown(&row.text), escape_markdown(&row.note_text));
        let _ = write!(text, "\n**{title}**: {note}\n");
    }
    text
}

/// The Markdown of a cell on one line.
fn cell_markdown(
    cell: &Document,
    lookup: &LinkLookup<'_>,
    written: &dyn Fn(&Role) -> String,
) -> String {
    let mut roles = Vec::new();
    let html = cell.print(|html, located| {
        let printed = match &located.reference {
            Reference::Link(link) => {
                let mut href = lookup.href(link);
                if let Some(Href::Link { url, .. } | Href::Image { url, .. }) = &mut href
                    && url.starts_with('/')
                    && !url.starts_with("//")
                {
                    url.insert_str(0, &lookup.urls.origin);
                }
                link.printed(href)
            }
            Reference::Title(destination) => Printed::Html(escape(&lookup.title(destination))),
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
