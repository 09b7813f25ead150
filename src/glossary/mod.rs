//! Glossaries: terms, each with an id, that pages use as `[[term]]`.
//!
//! On a page with the table `[glossary]` in its front matter every definition list is one of terms:
//!
//! ```text
//! Span of control {#span also="span of management"}
//! : How many people report to one.
//! ```
//!
//! `[[span of control]]` and `[[span|spans]]` link to it from any page, by its id, its words or a
//! synonym; where the term stands first on a page it has a card with the definition. The directive
//! `term-list` shows terms on another page. Each term names the pages that use it.

mod role;

use std::cell::{Cell, RefCell};
use std::sync::Arc;

use crate::base::diagnostic::Code;
use crate::data::reader::Reader;
use crate::feature::{Declaration, TableSpec};
use crate::parse::document::{BlockRef, Directive, Located, Role};
use crate::parse::identity::IdKind;
use crate::parse::markdown::plan::terms::{self as plan, TermPieces};
use crate::parse::markdown::reading::Reading;
use crate::parse::markdown::write::term::{self as write, TermLists};
use crate::parse::markdown::write::writer::{Blocks, Writer};
use crate::resolve::directives::DirectiveSpec;
use crate::site::glossary::PageTerms;
use crate::site::per_page::PerPage;

pub use role::{may_hold, take};

/// The table of front matter that makes a page a glossary.
pub const TABLE: &str = "glossary";
/// The name of the role that a term in a text is.
pub const ROLE: &str = "term";
/// The name of the block that each list of terms is.
pub const BLOCK: &str = "terms";
/// The directive that shows terms on another page.
pub const DIRECTIVE: &str = "term-list";
/// The component that draws a term in a text.
pub const COMPONENT: &str = "term";
/// The component that draws a list of terms.
pub const LIST_COMPONENT: &str = "terms";
/// The ids of terms.
pub const TERM: IdKind = IdKind {
    word: "term",
    has_mentions: false,
};

/// The feature.
pub const DECLARATION: Declaration = Declaration {
    name: "glossary",
    tables: &[TableSpec {
        name: TABLE,
        keys: &[],
        is_kind: true,
    }],
    directives: &[DirectiveSpec {
        name: DIRECTIVE,
        argument: Some("the names of terms"),
        is_argument_optional: true,
        options: &[],
        takes_body: false,
    }],
    components: &[COMPONENT, LIST_COMPONENT],
    ids: &[TERM],
    codes: &[Code::DuplicateTerm, Code::UnknownTerm, Code::UnusedTerm],
};

/// The terms of a site, by page.
pub type TermsOfPages = PerPage<PageTerms>;

/// The terms of a page while it is being read.
#[derive(Debug, Default)]
pub struct Collector {
    is_glossary: Cell<bool>,
    plans: RefCell<Vec<Vec<TermPieces>>>,
    lists: TermLists,
    used: RefCell<Vec<String>>,
}

impl Collector {
    /// Reads the table of the front matter, which has no keys.
    pub fn read(&self, reader: &mut Reader<'_>) {
        self.is_glossary.set(reader.has(TABLE));
        let inner = reader.open(TABLE);
        reader.close(inner, &[]);
    }

    /// Finds the terms in the body.
    pub fn find(&self, reading: &Reading<'_>, blocks: &mut Blocks) {
        if !self.is_glossary.get() {
            return;
        }
        for (number, (range, terms)) in plan::find(reading).into_iter().enumerate() {
            blocks.add(
                range,
                BlockRef {
                    name: BLOCK,
                    number,
                },
            );
            self.plans.borrow_mut().push(terms);
        }
    }

    /// Writes a list of terms, which begins at the piece `at`.
    pub fn write(&self, writer: &mut Writer<'_, '_>, at: usize, number: usize) {
        let plans = self.plans.borrow();
        if let Some(terms) = plans.get(number) {
            write::write(writer, &self.lists, at, terms);
        }
    }

    /// Shows every reference in the terms.
    pub fn visit(&self, show: &mut dyn FnMut(&Located)) {
        let lists = self.lists.borrow();
        lists.iter().flatten().for_each(|term| term.visit(show));
    }

    /// Takes note of a term in a text.
    pub fn note_role(&self, role: &Role) {
        self.used
            .borrow_mut()
            .extend(role.arguments.first().cloned());
    }

    /// Takes note of a list of terms.
    pub fn note_directive(&self, directive: &Directive) {
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
        let terms = PageTerms {
            defined: self.lists.take(),
            used,
        };
        let is_empty = terms.defined.is_empty() && terms.used.is_empty();
        (!is_empty).then(|| Arc::new(terms))
    }
}
