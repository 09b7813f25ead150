//! [`ComparisonCollector`]: the feature while one page is being read.

use crate::comparison::declaration::{BLOCK, ROWS};
use crate::comparison::keys::{self, ComparisonKeys};
use crate::comparison::model::Comparison;
use crate::comparison::plan;
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
    keys: RefCell<Option<ComparisonKeys>>,
    table: RefCell<Option<Comparison>>,
}

impl ComparisonCollector {
    /// Reads the table `[comparison]` of the front matter.
    pub fn read(&self, reader: &mut Reader<'_>) {
        self.keys.replace(keys::read(reader));
    }

    /// Whether the page is a comparison.
    pub fn is_there(&self) -> bool {
        self.keys.borrow().is_some()
    }

    /// Finds the table of the comparison in the body.
    pub fn find<'e>(
        &'e self,
        body: &ParsedBody<'_>,
        dropped: Option<&Range<usize>>,
        reporter: &Reporter<'_>,
        blocks: &mut FeatureBlocks<'e>,
    ) {
        let keys = self.keys.borrow();
        let Some(keys) = keys.as_ref().filter(|_| !body.timed_out) else {
            return;
        };
        if let Some((range, plan)) = plan::plan(body, dropped, &keys.columns, reporter) {
            let span = body.tokens[range.start].range.clone();
            blocks.add(range, move |writer| {
                self.table.replace(Some(write::write(writer, &plan)));
                writer.block(BLOCK, 0, span);
            });
        }
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
