//! [`GlossaryCollector`]: the feature while one page is being read.

use crate::data::reader::Reader;
use crate::document::body::{Directive, Located, Role};
use crate::glossary::declaration::{BLOCK, TABLE};
use crate::glossary::index::PageTerms;
use crate::glossary::plan::{self, TermTokens};
use crate::glossary::write::{self, TermLists};
use crate::markdown::parsed_body::ParsedBody;
use crate::markdown::write::writer::{FeatureBlocks, Writer};
use std::cell::{Cell, RefCell};
use std::sync::Arc;

/// The terms of a page that is being read.
#[derive(Debug, Default)]
pub struct GlossaryCollector {
    is_glossary: Cell<bool>,
    plans: RefCell<Vec<Vec<TermTokens>>>,
    lists: TermLists,
    used: RefCell<Vec<String>>,
}

impl GlossaryCollector {
    /// Reads the table `[glossary]` of the front matter, which has no keys.
    pub fn read(&self, reader: &mut Reader<'_>) {
        self.is_glossary.set(reader.has(TABLE));
        let inner = reader.open(TABLE);
        reader.close(inner, &[]);
    }

    /// Finds the terms in the body of a glossary page.
    pub fn find(&self, body: &ParsedBody<'_>, blocks: &mut FeatureBlocks) {
        if !self.is_glossary.get() {
            return;
        }
        for (number, (range, terms)) in plan::find(body).into_iter().enumerate() {
            blocks.add(range, BLOCK, number);
            self.plans.borrow_mut().push(terms);
        }
    }

    /// Writes a list of terms, which begins at the token `at`.
    pub fn write(&self, writer: &mut Writer<'_, '_>, at: usize, number: usize) {
        let plans = self.plans.borrow();
        if let Some(terms) = plans.get(number) {
            write::write(writer, &self.lists, at, terms);
        }
    }

    /// Calls the visitor with every reference in the terms of the page.
    pub fn visit(&self, visitor: &mut dyn FnMut(&Located)) {
        let lists = self.lists.borrow();
        lists.iter().flatten().for_each(|term| term.visit(visitor));
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
        let terms = PageTerms { defined: self.lists.take(), used };
        let is_empty = terms.defined.is_empty() && terms.used.is_empty();
        (!is_empty).then(|| Arc::new(terms))
    }
}
