//! Writes a planned comparison: each title, cell and note becomes a document of its own.

use std::ops::Range;

use crate::markdown::token::{Event, Tag};

use crate::base::diagnostic::Code;
use crate::base::paths::Anchor;
use crate::comparison::model::{Comparison, ComparisonCell, ComparisonRow, RowGroup};
use crate::comparison::plan::{CellPlan, GroupPlan, RowPlan, TablePlan};
use crate::document::body::Document;
use crate::markdown::token::{TokenKind, element_len, inner, is_inline, one_line, plain_text};
use crate::markdown::write::writer::Writer;

use crate::comparison::declaration::ROW;

/// Writes the comparison of a plan.
pub fn write(writer: &mut Writer<'_, '_>, plan: &TablePlan) -> Comparison {
    let mut comparison = Comparison {
        columns: plan.columns.clone(),
        groups: Vec::with_capacity(plan.groups.len()),
        rows: Vec::with_capacity(plan.rows.len()),
    };
    for link in plan.columns.iter().filter_map(|column| column.link.as_ref()) {
        writer.add_destination(&link.reference);
    }
    // Written in the order of the text, in which footnotes are numbered.
    let mut rows = plan.rows.iter().peekable();
    while let Some(row) = rows.next_if(|row| row.group.is_none()) {
        comparison.rows.push(write_row(writer, row, plan));
    }
    for (number, group) in plan.groups.iter().enumerate() {
        comparison.groups.push(write_group(writer, group));
        while let Some(row) = rows.next_if(|row| row.group == Some(number)) {
            comparison.rows.push(write_row(writer, row, plan));
        }
        while let Some(row) = rows.next_if(|row| row.group.is_none()) {
            comparison.rows.push(write_row(writer, row, plan));
        }
    }
    comparison
}

fn write_group(writer: &mut Writer<'_, '_>, plan: &GroupPlan) -> RowGroup {
    let at = plan.heading.start;
    let (id, text) = id_of_heading(writer, at, |text, _| Anchor::from_text(text));
    writer.add_heading(at, id.clone(), text.clone());
    RowGroup {
        id,
        title: write_title(writer, &plan.heading),
        text,
        intro: write_blocks(writer, &plan.intro),
    }
}

fn write_row(writer: &mut Writer<'_, '_>, plan: &RowPlan, table: &TablePlan) -> ComparisonRow {
    let at = plan.heading.start;
    let (id, text) = id_of_heading(writer, at, Anchor::authorable);
    writer.record_id(ROW, at, &id);
    warn_of_missing_id(writer, at, &id, &text);
    writer.anchors.push(id.clone());
    let title = write_title(writer, &plan.heading);
    let mut cells: Vec<ComparisonCell> = Vec::new();
    // A missing cell was reported; an empty one stands in for it.
    cells.resize_with(table.columns.len(), ComparisonCell::default);
    for cell in &plan.cells {
        cells[cell.column] = write_cell(writer, cell);
    }
    ComparisonRow {
        id,
        title,
        text,
        group: plan.group,
        cells,
        note: write_blocks(writer, &plan.note),
        note_text: text_of_blocks(writer, &plan.note),
    }
}

fn write_cell(writer: &mut Writer<'_, '_>, plan: &CellPlan) -> ComparisonCell {
    let document = writer.capture_block(plan.content.clone());
    let tokens = &writer.parsed.tokens[plan.content.clone()];
    ComparisonCell { document, text: one_line(&plain_text(tokens)) }
}

/// The id of a heading, generated if the author gave none, and its plain text.
fn id_of_heading(
    writer: &mut Writer<'_, '_>,
    at: usize,
    generate: fn(&str, &str) -> Anchor,
) -> (Anchor, String) {
    let body = writer.parsed;
    let text = one_line(&plain_text(inner(&body.tokens[at..])));
    let id = writer.id(body.attributes.get(&at), || generate(&text, ROW.word));
    (id, text)
}

/// Warns of a row whose id is generated from its heading. Links and extracts name rows by their
/// ids, which therefore must not change with the words.
fn warn_of_missing_id(writer: &Writer<'_, '_>, at: usize, generated: &Anchor, text: &str) {
    // An invalid id was reported when attributes were read.
    if writer.parsed.names_id(at) {
        return;
    }
    let span = writer.parsed.span_of(&(at..at + 1));
    writer.reporter.warning(
        Code::MissingId,
        format!("the row `{text}` has no id"),
        Some(span),
        |d| {
            d.hint(format!(
                "write `{{#{generated}}}` at the end of the heading or run `handbook ids \
                 --write`, so that links to the row still work when its text changes"
            ))
        },
    );
}

fn write_title(writer: &mut Writer<'_, '_>, heading: &Range<usize>) -> Document {
    writer.capture_block(heading.start + 1..heading.end.saturating_sub(1))
}

/// Writes blocks as a document, which is empty if they are white space alone.
fn write_blocks(writer: &mut Writer<'_, '_>, range: &Range<usize>) -> Document {
    let mut document = writer.capture(range.clone());
    if document.slots.is_empty() && document.html.trim().is_empty() {
        document.html.clear();
    }
    document
}

/// The plain text of blocks, on one line, without code and the definitions of footnotes.
fn text_of_blocks(writer: &Writer<'_, '_>, range: &Range<usize>) -> String {
    let mut text = String::new();
    let mut at = range.start;
    while at < range.end {
        let tokens = &writer.parsed.tokens[at..range.end];
        let end = match &tokens[0].kind {
            TokenKind::Event(Event::Start(Tag::FootnoteDefinition(_))) => {
                writer.parsed.note_end(at)
            }
            TokenKind::Event(Event::Start(Tag::CodeBlock(_))) => at + element_len(tokens),
            TokenKind::Event(Event::Start(tag)) if is_block(tag) => {
                text.push(' ');
                at + 1
            }
            _ => {
                text.push_str(&plain_text(&tokens[..1]));
                at + 1
            }
        };
        at = end;
    }
    one_line(&text)
}

fn is_block(tag: &Tag<'_>) -> bool {
    !is_inline(&Event::Start(tag.clone()))
}
