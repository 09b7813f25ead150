//! [`plan`]: the rows and groups of a comparison in the tokens of its page. A heading with a
//! definition list right below it is a row, a heading with rows below it is a group; any other
//! heading is an error.

use std::ops::Range;

use crate::markdown::token::Tag;

use crate::base::diagnostic::{Code, Diagnostic};
use crate::comparison::keys::ColumnKeys;
use crate::comparison::model::ComparisonColumn;
use crate::document::body::Located;
use crate::markdown::parsed_body::ParsedBody;
use crate::markdown::report::Reporter;
use crate::markdown::sections::{self, Section};
use crate::markdown::token::{plain_text, start_tag};

/// How a row is written, for hints.
const ROW: &str = "write each row as a heading, and below it, for each column, one line with its \
                   name and one line `: …` with the cell";

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

/// Finds the comparison of a page: everything from the first heading on, or from the first one
/// below `dropped`, the heading that is not printed. Returns its token range and its plan; `None` if
/// it has no columns or no rows, which is reported.
pub fn plan(
    body: &ParsedBody<'_>,
    dropped: Option<&Range<usize>>,
    columns: &[ColumnKeys],
    reporter: &Reporter<'_>,
) -> Option<(Range<usize>, TablePlan)> {
    // Wrong columns were reported with the front matter; without them no cell has a name.
    if columns.is_empty() {
        return None;
    }
    let planner = TablePlanner { body, columns, reporter };
    let start = dropped.map_or(0, |dropped| dropped.end);
    let mut sections = sections::find(body, dropped);
    sections.retain(|section| !section.heading.is_empty() && section.heading.start >= start);
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
    fn table(&self, sections: &[Section]) -> TablePlan {
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
        let first = start_tag(&self.body.tokens[block.start]);
        matches!(first, Some(Tag::DefinitionList))
    }

    pub(super) fn text(&self, element: &Range<usize>) -> String {
        let text = plain_text(&self.body.tokens[element.clone()]);
        text.trim().to_owned()
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
                .hint(ROW)
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
        let span = Some(self.body.span_of(at));
        self.reporter.error(Code::InvalidComparison, message, span, complete);
    }
}

/// The column that the front matter declares. The page about it is resolved like any link of the
/// body.
fn column(keys: &ColumnKeys) -> ComparisonColumn {
    let link = keys.link.clone().map(|link| Located::link(link.value, link.span));
    ComparisonColumn { id: keys.id.value.clone(), label: keys.label.value.clone(), link }
}
