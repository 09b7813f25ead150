//! [`plan`]: the rows and groups of a comparison in the tokens of its page. A heading with a
//! definition list right below it is a row, a heading with rows below it is a group; any other
//! heading is an error.

use std::ops::Range;

use crate::markdown::token::Tag;

use crate::base::diagnostic::{Code, Diagnostic};
use crate::comparison::keys::ColumnKeys;
use crate::comparison::model::ComparisonColumn;
use crate::document::body::{LinkKind, LinkRef, Located, Reference};
use crate::markdown::parsed_body::ParsedBody;
use crate::markdown::report::Reporter;
use crate::markdown::token::{element_len, plain_text, start_tag};

/// How a row is written, for hints.
const ROW: &str = "a row is a heading, and right below it for each column a line with its name and a line `: …` with the cell";

/// The token ranges of the groups and rows of a comparison.
#[derive(Debug, Default)]
pub struct TablePlan {
    /// The groups of the comparison, in order.
    pub groups: Vec<GroupPlan>,
    /// The rows of the comparison, in order.
    pub rows: Vec<RowPlan>,
    /// The columns of the comparison.
    pub columns: Vec<ComparisonColumn>,
}

/// The token ranges of a group.
#[derive(Debug)]
pub struct GroupPlan {
    /// The heading of the group.
    pub heading: Range<usize>,
    /// The blocks between the heading of the group and its first row.
    pub intro: Range<usize>,
}

/// The token ranges of a row.
#[derive(Debug)]
pub struct RowPlan {
    /// The heading of the row.
    pub heading: Range<usize>,
    /// The place of the group of the row in [`TablePlan::groups`].
    pub group: Option<usize>,
    /// The cells of the row, in the order of the text.
    pub cells: Vec<CellPlan>,
    /// The blocks below the cells of the row.
    pub note: Range<usize>,
}

/// The token range of a cell.
#[derive(Debug)]
pub struct CellPlan {
    /// The place of the column of the cell.
    pub column: usize,
    /// The content of the cell, without the paragraph around it.
    pub content: Range<usize>,
}

/// A heading and the blocks between it and the next heading.
pub(super) struct TableSection {
    pub(super) level: u8,
    pub(super) heading: Range<usize>,
    pub(super) blocks: Vec<Range<usize>>,
    /// The token after the last block of the section.
    pub(super) end: usize,
}

/// Finds the comparison of a page: everything from the first heading at or after the token `start`.
/// Returns its token range and its plan; `None` if it has no columns or no rows, which is reported.
pub fn plan(
    body: &ParsedBody<'_>,
    start: usize,
    columns: &[ColumnKeys],
    reporter: &Reporter<'_>,
) -> Option<(Range<usize>, TablePlan)> {
    // Wrong columns were reported with the front matter; without them no cell has a name.
    if columns.is_empty() {
        return None;
    }
    let planner = TablePlanner { body, columns, reporter };
    let sections = planner.sections(start);
    let Some(first) = sections.first() else {
        let message = "the comparison has no rows";
        reporter.error(Code::InvalidComparison, message, None, |d| d.hint(ROW));
        return None;
    };
    let range = first.heading.start..body.tokens.len();
    Some((range, planner.table(&sections)))
}

/// Finds the parts of a comparison and reports what is wrong with them.
pub(super) struct TablePlanner<'r, 'a> {
    pub(super) body: &'r ParsedBody<'a>,
    pub(super) columns: &'r [ColumnKeys],
    pub(super) reporter: &'r Reporter<'r>,
}

impl TablePlanner<'_, '_> {
    /// The sections of the page, from headings that stand in no other block.
    fn sections(&self, start: usize) -> Vec<TableSection> {
        let tokens = &self.body.tokens;
        let mut sections: Vec<TableSection> = Vec::new();
        let mut at = start;
        while at < tokens.len() {
            let block = match start_tag(&tokens[at]) {
                Some(Tag::FootnoteDefinition(_)) => {
                    at = self.body.note_end(at);
                    continue;
                }
                Some(_) => self.element(at),
                None => at..at + 1,
            };
            at = block.end;
            if let Some(Tag::Heading { level, .. }) = start_tag(&tokens[block.start]) {
                sections.push(TableSection {
                    level: *level as u8,
                    end: block.end,
                    heading: block,
                    blocks: Vec::new(),
                });
            } else if let Some(section) = sections.last_mut() {
                section.end = block.end;
                section.blocks.push(block);
            }
        }
        sections
    }

    fn table(&self, sections: &[TableSection]) -> TablePlan {
        let mut table = TablePlan {
            columns: self.columns.iter().map(column).collect(),
            ..TablePlan::default()
        };
        // The group that is open and the level of its heading.
        let mut open_group: Option<(usize, u8)> = None;
        for (index, section) in sections.iter().enumerate() {
            let next = sections.get(index + 1);
            let below = next.filter(|next| next.level > section.level);
            open_group = open_group.filter(|(_, level)| section.level > *level);
            match (self.cell_list(section), below) {
                (Some(list), below) => {
                    if let Some(below) = below {
                        self.report_rows_below_row(section, below);
                    }
                    let group = open_group.map(|(group, _)| group);
                    table.rows.push(self.row(section, &list, group));
                }
                (None, None) => self.report_neither(section),
                (None, Some(below)) => {
                    if open_group.is_some() {
                        self.report_group_in_group(section);
                    }
                    open_group = Some((table.groups.len(), section.level));
                    table.groups.push(GroupPlan {
                        heading: section.heading.clone(),
                        intro: section.heading.end..below.heading.start,
                    });
                }
            }
        }
        table
    }

    /// The definition list that makes a heading a row.
    fn cell_list(&self, section: &TableSection) -> Option<Range<usize>> {
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
                format!("text stands between the row `{title}` and its cells"),
                |d| d.hint("move it below the cells, where it is the note of the row"),
            );
        }
        Some(list.clone())
    }

    pub(super) fn is_definition_list(&self, block: &Range<usize>) -> bool {
        let first = start_tag(&self.body.tokens[block.start]);
        matches!(first, Some(Tag::DefinitionList))
    }

    /// The element that begins at a token.
    pub(super) fn element(&self, at: usize) -> Range<usize> {
        at..at + element_len(&self.body.tokens[at..])
    }

    pub(super) fn text(&self, element: &Range<usize>) -> String {
        let text = plain_text(&self.body.tokens[element.clone()]);
        text.trim().to_owned()
    }

    fn report_neither(&self, section: &TableSection) {
        let title = self.text(&section.heading);
        self.error(
            &section.heading,
            format!("`{title}` is neither a row nor a group: it has no cells, and no rows below it"),
            |d| d.hint("a colon is missing, perhaps: a cell is a line `: …` below the name of its column")
                .hint(ROW),
        );
    }

    fn report_rows_below_row(&self, row: &TableSection, below: &TableSection) {
        let (title, other) = (self.text(&row.heading), self.text(&below.heading));
        self.error(
            &row.heading,
            format!("`{title}` has cells of its own, and `{other}` below it"),
            |d| {
                d.hint(
                    "give two rows the same number of `#`; a heading that groups rows has no cells",
                )
            },
        );
    }

    fn report_group_in_group(&self, section: &TableSection) {
        let title = self.text(&section.heading);
        self.error(&section.heading, format!("the group `{title}` stands in another group"), |d| {
            d.hint("give two groups the same number of `#`; groups do not hold groups")
        });
    }

    /// Reports an error at a range of tokens.
    pub(super) fn error(
        &self,
        at: &Range<usize>,
        message: String,
        complete: impl FnOnce(Diagnostic) -> Diagnostic,
    ) {
        let tokens = &self.body.tokens[at.clone()];
        let start = tokens.first().map_or(0, |token| token.range.start);
        let end = tokens.iter().map(|token| token.range.end).max();
        let text = self.body.source.get(start..end.unwrap_or(start));
        let len = text.unwrap_or_default().trim_end().len();
        let span = Some(start..start + len);
        self.reporter.error(Code::InvalidComparison, message, span, complete);
    }
}

/// The column that the front matter declares. The page about it is resolved like any link of the
/// body.
fn column(keys: &ColumnKeys) -> ComparisonColumn {
    let link = keys.link.as_ref().map(|link| Located {
        reference: Reference::Link(LinkRef {
            destination: link.value.clone(),
            kind: LinkKind::Link,
        }),
        span: link.span.clone(),
    });
    ComparisonColumn { id: keys.id.value.clone(), label: keys.label.value.clone(), link }
}
