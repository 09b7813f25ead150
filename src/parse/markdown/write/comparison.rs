//! Comparisons: the groups, rows and cells of a plan as documents of their own.

mod markdown;

use std::ops::Range;

use pulldown_cmark::{Event, Tag};

use super::super::node::{Node, element_len, plain_text};
use super::super::plan::{CellPlan, GroupPlan, RowPlan, TablePlan};
use super::Writer;
use super::heading::{contents_html, inner};
use crate::base::diagnostic::Code;
use crate::base::paths::Anchor;
use crate::parse::document::Located;
use crate::parse::document::{Document, Heading, Own};
use crate::parse::identity::Kind;
use crate::parse::structure::comparison::{Cell, Comparison, Group, Row};

impl Writer<'_, '_> {
    /// Writes the table that begins at the piece `at`.
    pub(super) fn comparison(&mut self, at: usize, plan: &TablePlan) {
        let mut comparison = Comparison {
            columns: plan.columns.clone(),
            groups: Vec::with_capacity(plan.groups.len()),
            rows: Vec::with_capacity(plan.rows.len()),
        };
        // In the order of the text, in which footnotes are numbered.
        let mut rows = plan.rows.iter().peekable();
        while let Some(row) = rows.next_if(|row| row.group.is_none()) {
            comparison.rows.push(self.row(row, plan));
        }
        for (number, group) in plan.groups.iter().enumerate() {
            comparison.groups.push(self.group(group));
            while let Some(row) = rows.next_if(|row| row.group == Some(number)) {
                comparison.rows.push(self.row(row, plan));
            }
            while let Some(row) = rows.next_if(|row| row.group.is_none()) {
                comparison.rows.push(self.row(row, plan));
            }
        }
        let span = self.reading.pieces[at].range.clone();
        self.structures.comparison = Some(comparison);
        self.own(Own::Comparison, span);
    }

    fn group(&mut self, plan: &GroupPlan) -> Group<Located> {
        let at = plan.heading.start;
        let (id, text) = self.id_of_heading(at, |text, _| Anchor::from_text(text));
        let reading = self.reading;
        self.headings.push(Heading {
            level: self.level(at),
            anchor: id.clone(),
            text: text.clone(),
            html: contents_html(inner(&reading.pieces[at..]))
                .trim()
                .to_owned(),
        });
        Group {
            id,
            title: self.title(&plan.heading),
            text,
            intro: self.blocks(&plan.intro),
        }
    }

    fn row(&mut self, plan: &RowPlan, table: &TablePlan) -> Row<Located> {
        let at = plan.heading.start;
        let (id, text) = self.id_of_heading(at, Anchor::authorable);
        self.identify(Kind::Row, at, &id);
        self.ask_for_id(at, &id, &text);
        self.anchors.push(id.clone());
        let title = self.title(&plan.heading);
        let mut cells: Vec<Cell<Located>> = Vec::new();
        // One for each column, also where that was an error.
        cells.resize_with(table.columns.len(), Cell::default);
        for cell in &plan.cells {
            cells[cell.column] = self.cell(cell);
        }
        Row {
            id,
            title,
            text,
            group: plan.group,
            cells,
            note: self.blocks(&plan.note),
            note_text: self.text_of_blocks(&plan.note),
        }
    }

    fn cell(&mut self, plan: &CellPlan) -> Cell<Located> {
        self.words.gap();
        let document = self.capture(plan.content.clone());
        self.words.gap();
        let pieces = &self.reading.pieces[plan.content.clone()];
        Cell {
            document,
            text: one_line(&plain_text(pieces)),
            markdown: markdown::write(self.reading.source, pieces),
        }
    }

    /// The id of a heading and its plain text.
    fn id_of_heading(&mut self, at: usize, make: fn(&str, &str) -> Anchor) -> (Anchor, String) {
        let reading = self.reading;
        let text = one_line(&plain_text(inner(&reading.pieces[at..])));
        let id = self.id(reading.attributes.get(&at), || make(&text, "row"));
        (id, text)
    }

    /// Rows are linked to, shown elsewhere and remembered by their ids, which therefore must not
    /// change with their words.
    fn ask_for_id(&self, at: usize, made: &Anchor, text: &str) {
        if let Some(attributes) = self.reading.attributes.get(&at) {
            // One that is wrong was told.
            let block = self.reading.source.get(attributes.span.clone());
            if block.is_some_and(|block| block.contains('#')) {
                return;
            }
        }
        let span = self.reading.pieces[at].range.clone();
        let heading = self.reading.source.get(span.clone()).unwrap_or_default();
        let span = span.start..span.start + heading.trim_end().len();
        self.reports.warning(
            Code::MissingId,
            format!("the row `{text}` has no id of its own"),
            Some(span),
            |d| {
                d.hint(format!(
                    "write `{{#{made}}}` at the end of the heading, or let `handbook ids --write` do it, so that links to the row outlive its words"
                ))
            },
        );
    }

    fn title(&mut self, heading: &Range<usize>) -> Document<Located> {
        self.words.gap();
        let title = self.capture(heading.start + 1..heading.end.saturating_sub(1));
        self.words.gap();
        title
    }

    /// Blocks as a document; white space alone is none.
    fn blocks(&mut self, range: &Range<usize>) -> Document<Located> {
        let mut document = self.capture(range.clone());
        if document.slots.is_empty() && document.html.trim().is_empty() {
            document.html.clear();
        }
        document
    }

    /// The plain text of blocks, on one line, without code and the definitions of footnotes.
    fn text_of_blocks(&self, range: &Range<usize>) -> String {
        let mut text = String::new();
        let mut at = range.start;
        while at < range.end {
            let pieces = &self.reading.pieces[at..range.end];
            let end = match &pieces[0].node {
                Node::Event(Event::Start(Tag::FootnoteDefinition(_))) => self.reading.note_end(at),
                Node::Event(Event::Start(Tag::CodeBlock(_))) => at + element_len(pieces),
                Node::Event(Event::Start(tag)) if is_block(tag) => {
                    text.push(' ');
                    at + 1
                }
                _ => {
                    text.push_str(&plain_text(&pieces[..1]));
                    at + 1
                }
            };
            at = end;
        }
        one_line(&text)
    }
}

fn is_block(tag: &Tag<'_>) -> bool {
    !super::super::node::is_inline(&Event::Start(tag.clone()))
}

/// A text with one space for each run of white space, and none at its ends.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}
