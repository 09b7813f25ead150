//! Writes tables: every cell on one line, a cell that spans several in the first of them.

use std::ops::Range;

use crate::html::event::children;
use crate::html::read::read;

use crate::book::markdown::block::{CopyBlock, CopyBlockKind};
use crate::book::markdown::writer::{MarkdownCopyWriter, is_hidden};

/// The most columns of a table that are written.
const WIDEST: usize = 64;

/// A row: its cells and whether all of them are headings.
struct CopyTableRow {
    cells: Vec<String>,
    is_head: bool,
}

impl MarkdownCopyWriter<'_> {
    pub(super) fn table(&self, inside: Range<usize>, depth: usize, blocks: &mut Vec<CopyBlock>) {
        for (caption, words) in self.elements(inside.clone(), &["caption"]) {
            let text = if is_hidden(caption) { String::new() } else { self.inline(words) };
            if !text.is_empty() {
                let text = format!("**{text}**");
                blocks.push(CopyBlock { kind: CopyBlockKind::Other, text });
            }
        }
        let rows = self.rows(inside, depth);
        let width = rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
        if width == 0 {
            return;
        }
        let mut lines = Vec::with_capacity(rows.len() + 2);
        let mut rows = rows.into_iter().peekable();
        let head = rows.next_if(|row| row.is_head).map(|row| row.cells);
        lines.push(line(head.unwrap_or_default(), width));
        lines.push(format!("|{}", " --- |".repeat(width)));
        lines.extend(rows.map(|row| line(row.cells, width)));
        blocks.push(CopyBlock { kind: CopyBlockKind::Other, text: lines.join("\n") });
    }

    fn rows(&self, inside: Range<usize>, depth: usize) -> Vec<CopyTableRow> {
        let mut rows = Vec::new();
        // How many more rows the cell above reaches down, by column.
        let mut above: Vec<usize> = Vec::new();
        for (_, row) in self.elements(inside, &["tr"]) {
            let mut cells: Vec<String> = Vec::new();
            let mut is_head = true;
            for (cell, content) in children(self.events, row) {
                let span = |name| {
                    let span = cell.get(name).and_then(|n| n.parse::<usize>().ok());
                    span.unwrap_or(1).clamp(1, WIDEST)
                };
                fill(&mut cells, &mut above);
                let text = self.cell(content, depth);
                is_head &= cell.name == "th" || text.is_empty();
                cells.push(text);
                let last = cells.len() - 1 + span("colspan");
                above.resize(above.len().max(last), 0);
                above[cells.len() - 1..last].fill(span("rowspan") - 1);
                cells.resize(last, String::new());
            }
            fill(&mut cells, &mut above);
            cells.truncate(WIDEST);
            rows.push(CopyTableRow { cells, is_head });
        }
        rows
    }

    /// A cell on one line.
    fn cell(&self, range: Range<usize>, depth: usize) -> String {
        let blocks = self.blocks(range, depth);
        let texts = blocks.iter().map(|block| match block.kind {
            CopyBlockKind::Words | CopyBlockKind::Other => words(&block.text),
            CopyBlockKind::List | CopyBlockKind::Choice => on_one_line(&block.text),
        });
        texts.collect::<Vec<_>>().join("<br>")
    }
}

/// The HTML of a cell without blocks as Markdown on one line.
pub fn table_cell(html: &str) -> String {
    let events = read(html);
    words(&MarkdownCopyWriter { events: &events }.inline(0..events.len()))
}

fn words(text: &str) -> String {
    on_one_line(&text.replace("\\\n", "<br>"))
}

fn on_one_line(text: &str) -> String {
    text.replace('\n', "<br>").replace('|', "\\|")
}

/// Leaves out the columns that a cell above reaches into.
fn fill(cells: &mut Vec<String>, above: &mut [usize]) {
    while let Some(rows) = above.get_mut(cells.len()).filter(|rows| **rows > 0) {
        *rows -= 1;
        cells.push(String::new());
    }
}

fn line(mut cells: Vec<String>, width: usize) -> String {
    cells.resize(width, String::new());
    format!("| {} |", cells.join(" | "))
}
