//! Writes tables: header cells with a scope, alignment by class, a scrollable region for wide ones.

use pulldown_cmark::{Alignment, Event, Tag, TagEnd};

use crate::base::diagnostic::Code;
use crate::markdown::token::{Token, TokenKind, plain_text};
use crate::markdown::write::state::OpenTable;
use crate::markdown::write::tags::fill;
use crate::markdown::write::writer::Writer;

/// The characters of a line of prose. A table that needs more gets the width of the page.
const LINE: usize = 72;
/// The most characters that a column asks for; longer texts are set in several lines.
const COLUMN: usize = 16;
/// The most characters of a word in a column of the width that a wide table gives one. A cell with a
/// longer one is marked, so that its column is as wide as the word and does not break it.
const WORD: usize = 13;
/// The characters that the space between two columns takes.
const GAP: usize = 3;

/// The characters of a line of a table on paper. A table whose longest words do not fit into one has
/// smaller type there, since no word is broken.
const PAPER_LINE: usize = 100;
/// The characters that the space between two columns takes on paper.
const PAPER_GAP: usize = 4;

/// The number of columns above which a table is a region that can be scrolled from the keyboard.
const WIDE_COLUMNS: usize = 4;

impl Writer<'_, '_> {
    pub(super) fn begin_table(&mut self, at: usize, alignments: &[Alignment]) -> usize {
        let names = header_names(&self.parsed.tokens[at + 1..], alignments.len());
        let wide = alignments.len() > WIDE_COLUMNS;
        if wide {
            let first_names: Vec<&str> =
                names.iter().map(String::as_str).filter(|name| !name.is_empty()).take(2).collect();
            let phrase = self.settings().map_or("{}", |s| &s.strings.table);
            let name = fill(phrase, &first_names.join(", "));
            let tokens = &self.parsed.tokens[at + 1..];
            let width = |measure| width(tokens, alignments.len(), measure);
            let is_broad = width(|text| text.chars().count().min(COLUMN) + GAP) > LINE;
            let is_tight = width(|text| longest_word(text) + PAPER_GAP) > PAPER_LINE;
            self.html.push_str("<section class=\"table table-wide");
            self.html.push_str(if is_tight { " table-tight" } else { "" });
            // `base.html` looks for it at the end.
            self.html.push_str(if is_broad { " table-broad\"" } else { "\"" });
            self.attribute("aria-label", name.trim_end_matches([' ', ':']));
            self.html.push_str(" tabindex=\"0\"><table>\n");
        } else {
            self.html.push_str("<div class=\"table\"><table>\n");
        }
        self.table = Some(OpenTable {
            wide,
            alignments: alignments.to_vec(),
            row_headers: names.first().is_some_and(String::is_empty),
            in_head: true,
            has_body: false,
            column: 0,
            close: "",
        });
        at + 1
    }

    pub(super) fn end_table(&mut self) {
        let Some(table) = self.table.take() else {
            return;
        };
        if table.has_body {
            self.html.push_str("</tbody>\n");
        }
        self.html.push_str(if table.wide { "</table></section>\n" } else { "</table></div>\n" });
    }

    pub(super) fn begin_row(&mut self, at: usize, in_head: bool) -> usize {
        self.report_lost_cells(at);
        let Some(table) = &mut self.table else {
            return at + 1;
        };
        table.column = 0;
        table.in_head = in_head;
        let begins_body = !in_head && !std::mem::replace(&mut table.has_body, !in_head);
        self.html.push_str(match (in_head, begins_body) {
            (true, _) => "<thead><tr>",
            (_, true) => "<tbody>\n<tr>",
            _ => "<tr>",
        });
        at + 1
    }

    /// Reports the text of a row behind its last column, which the parser leaves out.
    fn report_lost_cells(&self, at: usize) {
        let row = self.parsed.element(at);
        let cell = self.parsed.tokens[row.clone()].iter().rev().nth(1);
        let end = self.parsed.tokens[at].range.end;
        let Some(rest) = cell.and_then(|cell| self.parsed.source.get(cell.range.end..end)) else {
            return;
        };
        let is_empty = |c: char| c.is_whitespace() || c == '|';
        let lost = rest.trim_matches(is_empty);
        if lost.is_empty() {
            return;
        }
        let start = end - rest.trim_start_matches(is_empty).len();
        let span = Some(start..start + lost.len());
        self.reporter.error(
            Code::BrokenTable,
            "this row has more cells than the table has columns",
            span,
            |d| {
                d.label("not shown")
                    .hint("write `\\|` for a bar within a cell, in code too, or add a column")
            },
        );
    }

    pub(super) fn end_row(&mut self, in_head: bool) {
        self.html.push_str(if in_head { "</tr></thead>\n" } else { "</tr>\n" });
    }

    pub(super) fn begin_cell(&mut self, at: usize) -> usize {
        // An empty header cell labels nothing, so it is written as a data cell.
        let is_empty = self.parsed.tokens.get(at + 1).is_none_or(Token::closes);
        let parsed = self.parsed;
        let has_long_word = || longest_word(&plain_text(&parsed.tokens[parsed.element(at)])) > WORD;
        let Some(table) = &mut self.table else {
            return at + 1;
        };
        let (open, close) = match (is_empty, table.in_head) {
            (false, true) => ("<th scope=\"col\"", "</th>"),
            (false, false) if table.row_headers && table.column == 0 => {
                ("<th scope=\"row\"", "</th>")
            }
            _ => ("<td", "</td>"),
        };
        table.close = close;
        self.html.push_str(open);
        let alignment = match table.alignments.get(table.column) {
            Some(Alignment::Left) if !is_empty => "align-left",
            Some(Alignment::Center) if !is_empty => "align-center",
            Some(Alignment::Right) if !is_empty => "align-right",
            _ => "",
        };
        let long = if table.wide && has_long_word() { "long-word" } else { "" };
        self.html.push_str(&match (alignment, long) {
            ("", "") => ">".to_owned(),
            ("", class) | (class, "") => format!(" class=\"{class}\">"),
            _ => format!(" class=\"{alignment} {long}\">"),
        });
        table.column += 1;
        at + 1
    }

    pub(super) fn end_cell(&mut self) {
        let close = self.table.as_ref().map_or("", |table| table.close);
        self.html.push_str(close);
    }
}

fn longest_word(text: &str) -> usize {
    text.split_whitespace().map(|word| word.chars().count()).max().unwrap_or_default()
}

/// The characters that the columns of a table ask for together, each as many as the cell for which
/// `measure` gives most.
fn width(tokens: &[Token<'_>], columns: usize, measure: fn(&str) -> usize) -> usize {
    let mut widths = vec![0; columns];
    let (mut start, mut column) = (0, 0);
    for (index, token) in tokens.iter().enumerate() {
        match &token.kind {
            TokenKind::Event(Event::Start(Tag::TableHead | Tag::TableRow)) => column = 0,
            TokenKind::Event(Event::Start(Tag::TableCell)) => start = index,
            TokenKind::Event(Event::End(TagEnd::TableCell)) => {
                let len = measure(&plain_text(&tokens[start..index]));
                if let Some(width) = widths.get_mut(column) {
                    *width = len.max(*width);
                }
                column += 1;
            }
            TokenKind::Event(Event::End(TagEnd::Table)) => break,
            _ => {}
        }
    }
    widths.iter().sum()
}

/// The plain text of each header cell. `columns` is their expected number.
fn header_names(tokens: &[Token<'_>], columns: usize) -> Vec<String> {
    let mut names = Vec::with_capacity(columns);
    let mut start = 0;
    for (index, token) in tokens.iter().enumerate() {
        match &token.kind {
            TokenKind::Event(Event::Start(Tag::TableCell)) => start = index,
            TokenKind::Event(Event::End(TagEnd::TableCell)) => {
                names.push(plain_text(&tokens[start..index]).trim().to_owned());
            }
            TokenKind::Event(Event::End(TagEnd::TableHead)) => break,
            _ => {}
        }
    }
    names
}
