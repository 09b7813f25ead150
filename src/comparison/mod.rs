//! Comparisons: tables whose rows have identity, so that other pages can show, link to and cite them.
//!
//! A page with the table `[comparison]` in its front matter names two to six columns. In its body a
//! heading with a definition list right below it is a row, whose id is the heading's; each term of the
//! list is a column, each definition a cell; what follows the list is the note of the row. A heading
//! with rows below it is a group. Whatever is neither is an error and not a guess:
//!
//! ```text
//! ## Risk {#risk}
//!
//! Manager
//! : Reduces it.
//!
//! Leader
//! : Takes it.
//! ```
//!
//! The directive `comparison` shows some rows and columns of it on another page. Each row names the
//! pages that show it or link to it, and the table stands beside its page as CSV and as Markdown.

use std::cell::RefCell;
use std::ops::Range;
use std::sync::Arc;

use crate::base::diagnostic::Code;
use crate::data::reader::Reader;
use crate::feature::{Declaration, TableSpec};
use crate::parse::document::{BlockRef, Directive, Located};
use crate::parse::front_matter::comparison::{self as keys, ComparisonKeys};
use crate::parse::identity::IdKind;
use crate::parse::markdown::plan::comparison::{self as plan, TablePlan};
use crate::parse::markdown::reading::Reading;
use crate::parse::markdown::report::Reports;
use crate::parse::markdown::write::comparison as write;
use crate::parse::markdown::write::writer::{Blocks, Writer};
use crate::parse::page::{Destinations, Embed, PageFile};
use crate::parse::structure::comparison::Comparison;
use crate::resolve::directives::{DirectiveSpec, OptionSpec};
use crate::site::per_page::PerPage;

/// The table of front matter that makes a page a comparison.
pub const TABLE: &str = "comparison";
/// The name of the block that the table is.
pub const BLOCK: &str = "comparison";
/// The directive that shows an extract.
pub const DIRECTIVE: &str = "comparison";
/// The component that draws a table.
pub const COMPONENT: &str = "comparison";
/// The ids of rows, which name the pages that mention them.
pub const ROW: IdKind = IdKind {
    word: "row",
    has_mentions: true,
};
/// The files beside the page of a comparison, which hold it in other forms.
pub const FILES: [PageFile; 2] = [
    PageFile {
        name: "table.csv",
        what: "the table of",
    },
    PageFile {
        name: "table.md",
        what: "the table of",
    },
];

/// The feature.
pub const DECLARATION: Declaration = Declaration {
    name: "comparison",
    tables: &[TableSpec {
        name: TABLE,
        keys: &["columns"],
        is_kind: true,
    }],
    directives: &[DirectiveSpec {
        name: DIRECTIVE,
        argument: Some("the path of a comparison"),
        is_argument_optional: false,
        options: &[
            OptionSpec {
                name: "rows",
                is_required: false,
            },
            OptionSpec {
                name: "columns",
                is_required: false,
            },
        ],
        takes_body: false,
    }],
    components: &[COMPONENT],
    ids: &[ROW],
    codes: &[Code::InvalidComparison],
};

/// The comparisons of a site.
pub type Tables = PerPage<Comparison>;

/// A comparison while its page is being read.
#[derive(Debug, Default)]
pub struct Collector {
    keys: RefCell<Option<ComparisonKeys>>,
    plan: RefCell<Option<TablePlan>>,
    table: RefCell<Option<Comparison>>,
}

impl Collector {
    /// Reads the table of the front matter.
    pub fn read(&self, reader: &mut Reader<'_>) {
        self.keys.replace(keys::read(reader));
    }

    /// Whether the page is a comparison.
    pub fn is_there(&self) -> bool {
        self.keys.borrow().is_some()
    }

    /// Finds the table in the body.
    pub fn find(
        &self,
        reading: &Reading<'_>,
        dropped: Option<&Range<usize>>,
        reports: &Reports<'_>,
        blocks: &mut Blocks,
    ) {
        let keys = self.keys.borrow();
        let Some(keys) = keys.as_ref().filter(|_| !reading.cut) else {
            return;
        };
        let start = dropped.map_or(0, |dropped| dropped.end);
        if let Some((range, plan)) = plan::plan(reading, start, &keys.columns, reports) {
            self.plan.replace(Some(plan));
            blocks.add(
                range,
                BlockRef {
                    name: BLOCK,
                    number: 0,
                },
            );
        }
    }

    /// Writes the table, which begins at the piece `at`.
    pub fn write(&self, writer: &mut Writer<'_, '_>, at: usize) {
        let Some(plan) = self.plan.take() else {
            return;
        };
        let table = write::write(writer, &plan);
        let span = writer.reading.pieces[at].range.clone();
        self.table.replace(Some(table));
        writer.block(BLOCK, 0, span);
    }

    /// Shows every reference in the table.
    pub fn visit(&self, show: &mut dyn FnMut(&Located)) {
        self.table
            .borrow()
            .iter()
            .for_each(|table| table.visit(show));
    }

    /// Takes note of an extract.
    pub fn note(&self, directive: &Directive, found: &mut Destinations) {
        let Some(argument) = &directive.argument else {
            return;
        };
        let rows = directive
            .option("rows")
            .map(super::parse::document::DirectiveText::list);
        found.embeds.push(Embed {
            destination: argument.text.clone(),
            ids: rows.into_iter().flatten().map(|row| row.text).collect(),
        });
    }

    /// The comparison that the page is.
    pub fn end(&self) -> Option<Arc<Comparison>> {
        self.table.take().map(Arc::new)
    }
}
