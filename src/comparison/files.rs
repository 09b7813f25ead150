//! The files beside the page of a comparison: comma-separated values, and a table of GitHub
//! Flavored Markdown.

use std::fmt::Write;

use crate::base::outputs::Output;
use crate::base::paths::OutputPath;
use crate::book::markdown::escape;
use crate::comparison::declaration::FILES;
use crate::comparison::export::{self, TableExport};
use crate::comparison::model::Comparisons;
use crate::document::body::Role;
use crate::resolve::urls::Urls;
use crate::site::tree::Site;

/// The files of all comparisons, beside their pages, in each format of [`FILES`]. `written` gives
/// the Markdown of a role without text.
pub fn beside_pages(
    site: &Site,
    comparisons: &Comparisons,
    urls: &Urls,
    written: &dyn Fn(&Role) -> String,
) -> Vec<(OutputPath, Output)> {
    let mut outputs = Vec::new();
    for (id, node) in site.nodes.iter().enumerate() {
        let Some(table) = export::table(site, comparisons, id, urls, written) else {
            continue;
        };
        for (file, text) in FILES.into_iter().zip([csv(&table), markdown(&table)]) {
            if let Ok(path) = node.route.file(file.name) {
                outputs.push((path, Output::bytes(text.into_bytes())));
            }
        }
    }
    outputs
}

/// A comparison as CSV (RFC 4180): a header line, then a line for each row with its id, its group,
/// its heading, its cells and its note.
pub fn csv(table: &TableExport) -> String {
    let mut csv = String::new();
    let columns = table.columns.iter().map(String::as_str);
    let head = ["id", "group", "row"].into_iter();
    line(&mut csv, head.chain(columns).chain(["note"]));
    for row in &table.rows {
        let head = [&row.id, &row.group, &row.title].into_iter();
        let fields = head.chain(&row.cells).chain([&row.note]);
        line(&mut csv, fields.map(String::as_str));
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
pub fn markdown(table: &TableExport) -> String {
    let cell = |text: &str| escape(text).replace('|', "\\|");
    let mut text = format!("# {}\n\n<{}>\n\n|  |", escape(&table.title), table.address);
    // Writing to a String cannot fail, here and below.
    for column in &table.columns {
        let _ = write!(text, " {} |", cell(column));
    }
    text.push_str("\n| --- |");
    text.push_str(&" --- |".repeat(table.columns.len()));
    text.push('\n');
    let mut group = "";
    for row in &table.rows {
        if row.group != group {
            group = &row.group;
            let empty = "  |".repeat(table.columns.len());
            let title = cell(group);
            if title.is_empty() {
                let _ = writeln!(text, "|  |{empty}");
            } else {
                let _ = writeln!(text, "| **{title}** |{empty}");
            }
        }
        let _ = write!(text, "| [{}]({}) |", cell(&row.title), row.address);
        for cell in &row.markdown {
            let _ = write!(text, " {cell} |");
        }
        text.push('\n');
    }
    for row in table.rows.iter().filter(|row| !row.note.is_empty()) {
        let _ = write!(text, "\n**{}**: {}\n", escape(&row.title), escape(&row.note));
    }
    text
}
