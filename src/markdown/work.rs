//! [`WorkBudget`]: the work that one page may take; and what each part of a page costs of it.

use std::cell::Cell;

use pulldown_cmark::{Event, Tag};

/// The steps of a byte of code that is highlighted.
pub const OF_CODE: usize = 16;
/// The steps of a link definition.
pub const OF_DEFINITION: usize = 10;
/// The steps of a tag or a text of raw HTML.
pub const OF_HTML: usize = 12;
/// The steps of a statement of an assessment, which is a row of fields.
pub const OF_STATEMENT: usize = 250;
/// The open elements of raw HTML among which the one that a tag ends is looked for in one step.
pub const OPEN_ELEMENTS: usize = 2;

/// The work that one page may take, from the parser to the index of the search. A token of plain text
/// that is read or written is a step; what costs more is as many steps as it takes longer. It counts
/// work and not time, so that a page is refused on every machine or on none.
pub struct WorkBudget {
    left: Cell<Option<usize>>,
}

impl WorkBudget {
    /// A budget of so many steps.
    pub fn new(limit: usize) -> Self {
        Self { left: Cell::new(Some(limit)) }
    }

    /// Takes steps from the budget. Returns whether it had as many.
    pub fn spend(&self, steps: usize) -> bool {
        self.left.set(self.left.get().and_then(|left| left.checked_sub(steps)));
        !self.is_used_up()
    }

    /// Whether more steps were wanted than there were.
    pub fn is_used_up(&self) -> bool {
        self.left.get().is_none()
    }
}

/// The steps of an event of the Markdown parser.
pub fn steps_of(event: &Event<'_>) -> usize {
    match event {
        // Has an id, a place in the contents and an entry in the search.
        Event::Start(Tag::Heading { .. }) => 100,
        // Has an id, a definition, a place in lists and an entry in the search.
        Event::Start(Tag::DefinitionListTitle) => 160,
        // Has an id and a field.
        Event::TaskListMarker(_) => 80,
        // Has an id, to which its note leads back.
        Event::FootnoteReference(_) => 60,
        // Is looked up in the whole site.
        Event::Start(Tag::Link { .. } | Tag::Image { .. }) => 30,
        _ => 1,
    }
}
