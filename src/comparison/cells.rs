//! The cells of a row of a comparison: a definition list whose terms are columns.

use std::ops::Range;

use crate::base::suggest::nearest;
use crate::comparison::model::ComparisonCell;
use crate::comparison::write::TableWriter;
use crate::markdown::sections::Section;
use crate::markdown::token::{Event, Tag, Token, is_inline, start_tag};

/// The cells that were found in a definition list.
struct RowCells {
    /// The cell of each column.
    cells: Vec<Option<ComparisonCell>>,
    /// Whether a missing cell is to be reported: no error was reported that explains it.
    can_report_missing: bool,
}

impl TableWriter<'_, '_, '_> {
    /// Writes the cells of a row, one for each column. A missing cell is reported; an empty one
    /// stands in for it.
    pub(super) fn write_cells(
        &mut self,
        section: &Section,
        list: &Range<usize>,
    ) -> Vec<ComparisonCell> {
        let title = self.text(&section.heading);
        let RowCells { cells, can_report_missing } = self.cells(list, &title);
        let can_report_missing =
            can_report_missing && !self.report_second_list(section, list, &title);
        for (column, cell) in self.columns.iter().zip(&cells) {
            if can_report_missing && cell.is_none() {
                let label = &column.label;
                self.error(
                    &section.heading,
                    format!("the row `{title}` has no cell for the column `{label}`"),
                    |d| {
                        d.hint(format!(
                            "write `{label}` on one line and `: …` on the next, with \
                             an empty line above and below"
                        ))
                    },
                );
            }
        }
        cells.into_iter().map(Option::unwrap_or_default).collect()
    }

    /// Reports a second definition list with cells in a section. Returns whether there is one.
    fn report_second_list(&self, section: &Section, list: &Range<usize>, row: &str) -> bool {
        let mut later = section.blocks.iter().filter(|b| b.start >= list.end);
        let Some(second) = later.find(|b| self.is_definition_list(b) && self.names_columns(b))
        else {
            return false;
        };
        self.error(second, format!("the cells of the row `{row}` are in two lists"), |d| {
            d.hint(
                "move the text between them below the second list, where it becomes the \
                 note of the row",
            )
        });
        true
    }

    /// Whether a definition list has a term that names a column.
    pub(super) fn names_columns(&self, list: &Range<usize>) -> bool {
        let body = self.body();
        let mut terms = list.clone().filter(|at| is_term(&body.tokens[*at]));
        terms.any(|at| self.column(&self.text(&body.element(at))).is_some())
    }

    /// The cells in a definition list, in the order of the text, at most one for each column.
    fn cells(&mut self, list: &Range<usize>, row: &str) -> RowCells {
        let body = self.body();
        let cells = self.columns.iter().map(|_| None).collect();
        let mut found = RowCells { cells, can_report_missing: true };
        let mut column = None;
        // The last term, whose definition may still follow.
        let mut term = list.start..list.start;
        let mut is_defined = false;
        let mut at = list.start + 1;
        while at + 1 < list.end {
            let element = body.element(at);
            at = element.end;
            if is_term(&body.tokens[element.start]) {
                column = self.column_of_term(&element, row, &mut found);
                term = element;
                is_defined = false;
            } else if is_defined {
                found.can_report_missing = false;
                let name = self.text(&term);
                self.error(
                    &element,
                    format!("the row `{row}` has two cells below `{name}`"),
                    |d| {
                        d.hint("perhaps an empty line is missing above the name of the next column")
                    },
                );
            } else {
                is_defined = true;
                let content = self.cell_content(&element, row);
                if let Some(column) = column {
                    let document = self.writer.capture_block(content.clone());
                    let text = self.writer.text_of(&content);
                    found.cells[column] = Some(ComparisonCell { document, text });
                }
            }
        }
        found
    }

    /// The place of the column that a term names; `None`, with a report, if there is no such column
    /// or it has its cell already.
    fn column_of_term(
        &self,
        term: &Range<usize>,
        row: &str,
        found: &mut RowCells,
    ) -> Option<usize> {
        let name = self.text(term);
        let attributes = self.body().attributes.get(&term.start);
        if attributes.is_some_and(|attributes| attributes.id.is_some()) {
            self.error(term, format!("the cell `{name}` of the row `{row}` has an id"), |d| {
                d.hint("move it to the heading of the row; cells have no ids")
            });
        }
        let Some(column) = self.column(&name) else {
            found.can_report_missing = false;
            self.report_unknown_column(term, &name);
            return None;
        };
        if found.cells[column].is_some() {
            let label = &self.columns[column].label;
            self.error(
                term,
                format!("the row `{row}` has two cells for the column `{label}`"),
                |d| d.hint("remove one of them"),
            );
            return None;
        }
        Some(column)
    }

    /// The place of the column with an id or a label, without regard to case.
    fn column(&self, name: &str) -> Option<usize> {
        let name = name.to_lowercase();
        let mut columns = self.columns.iter();
        columns.position(|column| name == column.id.as_str() || name == column.label.to_lowercase())
    }

    fn report_unknown_column(&self, term: &Range<usize>, name: &str) {
        let labels = || self.columns.iter().map(|c| c.label.as_str());
        let ids = self.columns.iter().map(|c| c.id.as_str());
        let suggestion = nearest(name, labels()).or_else(|| nearest(name, ids));
        self.error(term, format!("there is no column `{name}`"), |d| {
            if suggestion.is_some() {
                return d.did_you_mean(suggestion);
            }
            let known: Vec<String> = labels().map(|label| format!("`{label}`")).collect();
            d.hint(format!("the columns are {}", known.join(", ")))
        });
    }

    /// The tokens of a cell: the text of a definition, or of its only paragraph.
    fn cell_content(&self, definition: &Range<usize>, row: &str) -> Range<usize> {
        let tokens = &self.body().tokens;
        let inner = definition.start + 1..definition.end.saturating_sub(1);
        let begins_block = |at: &usize| {
            let tag = start_tag(&tokens[*at]);
            tag.is_some_and(|tag| !is_inline(&Event::Start(tag.clone())))
        };
        let Some(block) = inner.clone().find(begins_block) else {
            return inner;
        };
        let first = self.body().element(block);
        let is_paragraph = matches!(start_tag(&tokens[block]), Some(Tag::Paragraph));
        if is_paragraph && first == inner {
            return first.start + 1..first.end.saturating_sub(1);
        }
        let rest = if is_paragraph && block == inner.start { first.end..inner.end } else { first };
        self.error(&rest, format!("a cell of the row `{row}` is more than one paragraph"), |d| {
            d.hint("move the explanation below all cells, where it becomes the note of the row")
        });
        inner
    }
}

fn is_term(token: &Token<'_>) -> bool {
    matches!(start_tag(token), Some(Tag::DefinitionListTitle))
}
