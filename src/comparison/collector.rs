//! [`ComparisonCollector`]: the feature while one page is being read.

use crate::base::diagnostic::Code;
use crate::comparison::declaration::{BLOCK, ROWS};
use crate::comparison::keys;
use crate::comparison::model::{Comparison, ComparisonColumn};
use crate::comparison::write;
use crate::data::reader::Reader;
use crate::document::body::{Directive, DirectiveText};
use crate::document::destinations::{Destinations, Embed};
use crate::markdown::parsed_body::ParsedBody;
use crate::markdown::report::Reporter;
use crate::markdown::write::writer::FeatureBlocks;
use std::cell::RefCell;
use std::ops::Range;
use std::sync::Arc;

/// The comparison of a page that is being read.
#[derive(Debug, Default)]
pub struct ComparisonCollector {
    columns: RefCell<Option<Vec<ComparisonColumn>>>,
    table: RefCell<Option<Comparison>>,
}

impl ComparisonCollector {
    /// Reads the table `[comparison]` of the front matter.
    pub fn read(&self, reader: &mut Reader<'_>) {
        self.columns.replace(keys::read(reader));
    }

    /// Whether the page is a comparison.
    pub fn is_there(&self) -> bool {
        self.columns.borrow().is_some()
    }

    /// Finds the table of the comparison in the body.
    pub fn find<'e>(
        &'e self,
        body: &ParsedBody<'_>,
        dropped: Option<&Range<usize>>,
        reporter: &Reporter<'_>,
        blocks: &mut FeatureBlocks<'e>,
    ) {
        // Wrong columns were reported with the front matter; without them no cell has a name.
        let is_wanted = self.columns.borrow().as_ref().is_some_and(|columns| !columns.is_empty());
        if !is_wanted || body.is_cut {
            return;
        }
        let sections = write::sections(body, dropped);
        let Some(start) = sections.first().map(|section| section.heading.start) else {
            let message = "the comparison has no rows";
            reporter.error(Code::InvalidComparison, message, None, |d| d.hint(write::ROW_HINT));
            return;
        };
        blocks.add(start..body.tokens.len(), move |writer| {
            let columns = self.columns.take().unwrap_or_default();
            self.table.replace(Some(write::write(writer, columns, &sections)));
            writer.block(BLOCK, 0, writer.parsed.tokens[start].range.clone());
        });
    }

    /// Records an extract.
    pub fn record(&self, directive: &Directive, found: &mut Destinations) {
        let Some(argument) = &directive.argument else {
            return;
        };
        let rows = directive.option(ROWS).map(DirectiveText::list);
        found.embeds.push(Embed {
            destination: argument.text.clone(),
            ids: rows.into_iter().flatten().map(|row| row.text).collect(),
        });
    }

    /// The comparison of the page, if it has one.
    pub fn end(&self) -> Option<Arc<Comparison>> {
        self.table.take().map(Arc::new)
    }
}
