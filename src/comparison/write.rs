//! Writes a comparison: each title, cell and note becomes a document of its own. A heading with a
//! definition list right below it is a row, a heading with rows below it is a group; any other
//! heading is an error.

use std::ops::Range;

use crate::base::diagnostic::{Code, Diagnostic};
use crate::base::paths::Anchor;
use crate::comparison::declaration::ROW;
use crate::comparison::model::{Comparison, ComparisonColumn, ComparisonRow, RowGroup};
use crate::document::body::Document;
use crate::markdown::attributes::Attributes;
use crate::markdown::parsed_body::ParsedBody;
use crate::markdown::sections::{self, Section};
use crate::markdown::token::{
    Event, Tag, TokenKind, element_len, inner, is_inline, one_line, plain_text, start_tag,
};
use crate::markdown::write::writer::Writer;

/// How a row is written, for hints.
pub const ROW_HINT: &str = "write each row as a heading, and below it, for each column, one line \
                            with its name and one line `: …` with the cell";

/// The sections of the comparison of a page: everything from the first heading on, or from the
/// first one below `dropped`, the heading that is not printed.
pub fn sections(body: &ParsedBody<'_>, dropped: Option<&Range<usize>>) -> Vec<Section> {
    let start = dropped.map_or(0, |dropped| dropped.end);
    let mut sections = sections::find(body, dropped);
    sections.retain(|section| !section.heading.is_empty() && section.heading.start >= start);
    sections
}

/// Writes the comparison that sections hold, in the order of the text, in which footnotes are
/// numbered.
pub fn write(
    writer: &mut Writer<'_, '_>,
    columns: Vec<ComparisonColumn>,
    sections: &[Section],
) -> Comparison {
    for link in columns.iter().filter_map(|column| column.link.as_ref()) {
        writer.add_destination(&link.reference);
    }
    let mut table = TableWriter { writer, columns: &columns };
    let (mut groups, mut rows): (Vec<RowGroup>, _) = (Vec::new(), Vec::new());
    // The group that is open and the level of its heading.
    let mut open_group: Option<(usize, u8)> = None;
    for (index, section) in sections.iter().enumerate() {
        let next = sections.get(index + 1);
        let below = next.filter(|next| next.level > section.level);
        open_group = open_group.filter(|(_, level)| section.level > *level);
        match (table.cell_list(section), below) {
            (Some(list), below) => {
                if let Some(below) = below {
                    table.report_rows_below_row(section, below);
                }
                let group = open_group.map(|(group, _)| group);
                rows.push(table.write_row(section, &list, group));
            }
            (None, None) => table.report_neither(section),
            (None, Some(below)) => {
                if open_group.is_some() {
                    table.report_group_in_group(section);
                }
                open_group = Some((groups.len(), section.level));
                groups.push(table.write_group(section, below));
            }
        }
    }
    Comparison { columns, groups, rows }
}

/// Writes the parts of a comparison and reports what is wrong with them.
pub(super) struct TableWriter<'t, 'w, 'a> {
    pub(super) writer: &'t mut Writer<'w, 'a>,
    pub(super) columns: &'t [ComparisonColumn],
}

impl<'w, 'a> TableWriter<'_, 'w, 'a> {
    pub(super) fn body(&self) -> &'w ParsedBody<'a> {
        self.writer.parsed
    }

    fn write_group(&mut self, section: &Section, below: &Section) -> RowGroup {
        let (id, text) = self.id_of_heading(section, |text, _| Anchor::from_text(text));
        self.writer.add_heading(section.heading.start, id.clone(), text.clone());
        RowGroup {
            id,
            title: self.write_title(section),
            text,
            intro: self.write_blocks(&(section.heading.end..below.heading.start)),
        }
    }

    fn write_row(
        &mut self,
        section: &Section,
        list: &Range<usize>,
        group: Option<usize>,
    ) -> ComparisonRow {
        let at = section.heading.start;
        let (id, text) = self.id_of_heading(section, Anchor::authorable);
        self.writer.record_id(ROW, at, &id);
        self.warn_of_missing_id(at, &id, &text);
        self.writer.anchors.push(id.clone());
        let note = list.end..section.end.max(list.end);
        ComparisonRow {
            id,
            title: self.write_title(section),
            text,
            also: self.body().attributes.get(&at).map(Attributes::also).unwrap_or_default(),
            group,
            cells: self.write_cells(section, list),
            note: self.write_blocks(&note),
            note_text: self.text_of_blocks(&note),
        }
    }

    /// The id of a heading, generated if the author gave none, and its plain text.
    fn id_of_heading(
        &mut self,
        section: &Section,
        generate: fn(&str, &str) -> Anchor,
    ) -> (Anchor, String) {
        let (body, at) = (self.body(), section.heading.start);
        let text = one_line(&plain_text(inner(&body.tokens[at..])));
        let id = self.writer.id(body.attributes.get(&at), || generate(&text, ROW.word));
        (id, text)
    }

    /// Warns of a row whose id is generated from its heading. Links and extracts name rows by their
    /// ids, which therefore must not change with the words.
    fn warn_of_missing_id(&self, at: usize, generated: &Anchor, text: &str) {
        // An invalid id was reported when attributes were read.
        if self.body().names_id(at) {
            return;
        }
        let message = format!("the row `{text}` has no id");
        let span = Some(self.body().span_of(&(at..at + 1)));
        self.writer.reporter.warning(Code::MissingId, message, span, |d| {
            d.hint(format!(
                "write `{{#{generated}}}` at the end of the heading or run `handbook ids \
                 --write`, so that links to the row still work when its text changes"
            ))
        });
    }

    fn write_title(&mut self, section: &Section) -> Document {
        let heading = &section.heading;
        self.writer.capture_block(heading.start + 1..heading.end.saturating_sub(1))
    }

    /// Writes blocks as a document, which is empty if they are white space alone.
    fn write_blocks(&mut self, range: &Range<usize>) -> Document {
        let mut document = self.writer.capture(range.clone());
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
            let tokens = &self.body().tokens[at..range.end];
            at = match &tokens[0].kind {
                TokenKind::Event(Event::Start(Tag::FootnoteDefinition(_))) => {
                    self.body().note_end(at)
                }
                TokenKind::Event(Event::Start(Tag::CodeBlock(_))) => at + element_len(tokens),
                TokenKind::Event(event @ Event::Start(_)) if !is_inline(event) => {
                    text.push(' ');
                    at + 1
                }
                _ => {
                    text.push_str(&plain_text(&tokens[..1]));
                    at + 1
                }
            };
        }
        one_line(&text)
    }

    /// The definition list that makes a heading a row.
    fn cell_list(&self, section: &Section) -> Option<Range<usize>> {
        let mut blocks = section.blocks.iter().enumerate();
        let (index, list) = blocks.find(|(_, block)| self.is_definition_list(block))?;
        if index > 0 {
            // The introduction of a group may hold a definition list too.
            if !self.names_columns(list) {
                return None;
            }
            let title = self.text(&section.heading);
            self.error(
                &section.blocks[0],
                format!("there is text between the row `{title}` and its cells"),
                |d| d.hint("move it below the cells, where it becomes the note of the row"),
            );
        }
        Some(list.clone())
    }

    pub(super) fn is_definition_list(&self, block: &Range<usize>) -> bool {
        let first = start_tag(&self.body().tokens[block.start]);
        matches!(first, Some(Tag::DefinitionList))
    }

    pub(super) fn text(&self, element: &Range<usize>) -> String {
        plain_text(&self.body().tokens[element.clone()]).trim().to_owned()
    }

    fn report_neither(&self, section: &Section) {
        let title = self.text(&section.heading);
        self.error(
            &section.heading,
            format!(
                "`{title}` is neither a row nor a group: it has no cells, and no rows below it"
            ),
            |d| {
                d.hint(
                    "perhaps a colon is missing: a cell is a line `: …` below the name of its \
                     column",
                )
                .hint(ROW_HINT)
            },
        );
    }

    fn report_rows_below_row(&self, row: &Section, below: &Section) {
        let (title, other) = (self.text(&row.heading), self.text(&below.heading));
        self.error(
            &row.heading,
            format!("`{title}` has cells, and so has `{other}` below it"),
            |d| d.hint("give both rows the same number of `#`; a group has no cells"),
        );
    }

    fn report_group_in_group(&self, section: &Section) {
        let title = self.text(&section.heading);
        self.error(&section.heading, format!("the group `{title}` is inside another group"), |d| {
            d.hint("give both groups the same number of `#`; groups cannot be nested")
        });
    }

    /// Reports an error at a range of tokens.
    pub(super) fn error(
        &self,
        at: &Range<usize>,
        message: String,
        complete: impl FnOnce(Diagnostic) -> Diagnostic,
    ) {
        let span = Some(self.body().span_of(at));
        self.writer.reporter.error(Code::InvalidComparison, message, span, complete);
    }
}
