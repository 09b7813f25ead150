//! Checklists: every list of tasks, whose ticks stay on the reader's device.
//!
//! An item of a list that begins with `[ ]` or `[x]` is a task. Its id is written `{#id}` at the end of
//! its first line; one that is made from its text works, with a warning. What follows on the next line
//! is its hint. Tasks below a task belong to it:
//!
//! ```text
//! - [ ] Say what the meeting decides. {#say-what}
//!       In one sentence, before it begins.
//! ```
//!
//! The directive `checklist` shows the lists of another page, which share their ticks.

use std::cell::RefCell;
use std::sync::Arc;

use crate::feature::Declaration;
use crate::parse::document::{Directive, Located};
use crate::parse::identity::{IdKind, Identity};
use crate::parse::markdown::report::Reports;
use crate::parse::markdown::write::checklist::{self as write, Lists};
use crate::parse::markdown::write::writer::Writer;
use crate::parse::page::{Destinations, is_external};
use crate::parse::structure::checklist::Checklist;
use crate::resolve::directives::DirectiveSpec;
use crate::site::per_page::PerPage;

pub use crate::resolve::checklists::count;

/// The name of the block that each list is.
pub const BLOCK: &str = "checklist";
/// The directive that shows lists of another page.
pub const DIRECTIVE: &str = "checklist";
/// The component that draws a list.
pub const COMPONENT: &str = "checklist";
/// The ids of items.
pub const ITEM: IdKind = IdKind {
    word: "item",
    has_mentions: false,
};

/// The feature.
pub const DECLARATION: Declaration = Declaration {
    name: "checklist",
    tables: &[],
    directives: &[DirectiveSpec {
        name: DIRECTIVE,
        argument: Some("the path of a page with a checklist"),
        is_argument_optional: false,
        options: &[],
        takes_body: false,
    }],
    components: &[COMPONENT],
    ids: &[ITEM],
    codes: &[],
};

/// The checklists of a page, in the order of the text.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct PageChecklists(pub Vec<Checklist>);

/// The checklists of a site.
pub type Checklists = PerPage<PageChecklists>;

/// The checklists of a page while it is being read.
#[derive(Debug, Default)]
pub struct Collector {
    lists: Lists,
}

impl Collector {
    /// Writes the list of tasks that begins at the piece `at`. Gives the piece after it.
    pub fn write(&self, writer: &mut Writer<'_, '_>, at: usize) -> usize {
        write::write(writer, &self.lists, at)
    }

    /// Warns of ids of items that change when their text does.
    pub fn finish(&self, identities: &[Identity], reports: &Reports<'_>) {
        write::warn_of_made_ids(identities, reports);
    }

    /// Shows every reference in the lists.
    pub fn visit(&self, show: &mut dyn FnMut(&Located)) {
        self.lists.borrow().iter().for_each(|list| list.visit(show));
    }

    /// Takes note of lists of another page.
    pub fn note(&self, directive: &Directive, found: &mut Destinations) {
        if let Some(page) = &directive.argument
            && !is_external(&page.text)
        {
            found.links.push(page.text.clone());
        }
    }

    /// The checklists of the page.
    pub fn end(&self) -> Option<Arc<PageChecklists>> {
        let lists = RefCell::take(&self.lists);
        (!lists.is_empty()).then(|| Arc::new(PageChecklists(lists)))
    }
}
