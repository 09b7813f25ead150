//! [`GlossaryCollector`]: the feature while one page is being read.

use crate::data::reader::Reader;
use crate::document::body::{Directive, Role};
use crate::glossary::declaration::TABLE;
use crate::glossary::index::PageTerms;
use crate::glossary::write::{self, TermLists};
use crate::markdown::parsed_body::ParsedBody;
use crate::markdown::write::writer::FeatureBlocks;
use std::cell::{Cell, RefCell};
use std::sync::Arc;

/// The terms of a page that is being read.
#[derive(Debug, Default)]
pub struct GlossaryCollector {
    is_glossary: Cell<bool>,
    unused: Cell<bool>,
    lists: TermLists,
    used: RefCell<Vec<String>>,
}

impl GlossaryCollector {
    /// Reads the table `[glossary]` of the front matter.
    pub fn read(&self, reader: &mut Reader<'_>) {
        self.is_glossary.set(reader.has(TABLE));
        let mut inner = reader.open(TABLE);
        self.unused.set(inner.bool("unused").unwrap_or(false));
        reader.close(inner, &[]);
    }

    /// Finds the terms in the body of a glossary page.
    pub fn find<'e>(&'e self, body: &ParsedBody<'_>, blocks: &mut FeatureBlocks<'e>) {
        let lists = if self.is_glossary.get() { write::find(body) } else { Vec::new() };
        for list in lists {
            blocks.add(list.clone(), move |writer| write::write(writer, &self.lists, &list));
        }
    }

    /// Records a term that a text of the page uses.
    pub fn record_role(&self, role: &Role) {
        self.used.borrow_mut().extend(role.arguments.first().cloned());
    }

    /// Records the terms that a directive names.
    pub fn record_directive(&self, directive: &Directive) {
        if let Some(names) = &directive.argument {
            let names = names.text.split(',').map(str::trim);
            self.used.borrow_mut().extend(names.map(str::to_owned));
        }
    }

    /// The terms that the page defines and uses.
    pub fn end(&self) -> Option<Arc<PageTerms>> {
        let mut used = self.used.take();
        used.sort();
        used.dedup();
        let terms = PageTerms { defined: self.lists.take(), used, unused: self.unused.get() };
        let is_empty = terms.defined.is_empty() && terms.used.is_empty();
        (!is_empty).then(|| Arc::new(terms))
    }
}
