//! What a page offers to do, and about how long that takes.
//!
//! The time of an instrument or checklist is reckoned by its parts, rounded up to whole minutes: a
//! quarter of a minute to read and answer a statement or to go through an item, a third for a row
//! of a comparison, one minute to divide the points of an entry, and two to answer a question. What
//! a task itself takes nobody knows. A page without any of them has no time here: how many words
//! it has is not known to other pages, lest each change of prose change them too.

use std::fmt;

use crate::checklist::model::Checklists;
use crate::checklist::titles;
use crate::comparison::model::Tables;
use crate::instrument::model::{Instrument, Instruments, PageInstrument};
use crate::site::tree::NodeId;

/// What a page is to somebody who looks for something to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum PageKind {
    /// A page with a comparison.
    Comparison,
    /// A page with an assessment.
    Assessment,
    /// A page with an audit.
    Audit,
    /// A worksheet.
    Worksheet,
    /// A page with a checklist.
    Checklist,
    /// Any other page.
    Page,
}

impl PageKind {
    /// All kinds.
    pub const ALL: [Self; 6] = [
        Self::Comparison,
        Self::Assessment,
        Self::Audit,
        Self::Worksheet,
        Self::Checklist,
        Self::Page,
    ];

    /// The word that authors and templates use.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Comparison => "comparison",
            Self::Assessment => "assessment",
            Self::Audit => "audit",
            Self::Worksheet => "worksheet",
            Self::Checklist => "checklist",
            Self::Page => "page",
        }
    }

    /// The kind of a word.
    pub fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.as_str() == word)
    }

    /// About how many minutes so many parts take; 0 for a page.
    pub fn minutes(self, count: usize) -> usize {
        let seconds = match self {
            Self::Assessment | Self::Checklist => 15,
            Self::Comparison => 20,
            Self::Audit => 60,
            Self::Worksheet => 120,
            Self::Page => return 0,
        };
        count.saturating_mul(seconds).div_ceil(60).max(1)
    }
}

impl fmt::Display for PageKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The pages of a site that offer something to do.
#[derive(Clone, Copy)]
pub struct Offers<'a> {
    /// Those with a comparison.
    pub tables: &'a Tables,
    /// Those with checklists.
    pub lists: &'a Checklists,
    /// Those with something to fill in.
    pub instruments: &'a Instruments,
}

impl Offers<'_> {
    /// What a page is first of all. Any page can have checklists besides.
    pub fn kind(&self, page: NodeId) -> PageKind {
        if self.tables.get(page).is_some() {
            return PageKind::Comparison;
        }
        match self
            .instruments
            .get(page)
            .and_then(|own| own.instrument.as_ref())
        {
            Some(Instrument::Assessment(_)) => PageKind::Assessment,
            Some(Instrument::Audit(_)) => PageKind::Audit,
            Some(Instrument::Worksheet(_)) => PageKind::Worksheet,
            None => PageKind::Page,
        }
    }

    /// How many parts of a kind a page has: rows, statements, entries, questions or items.
    pub fn count(&self, page: NodeId, kind: PageKind) -> usize {
        match kind {
            PageKind::Comparison => self.tables.get(page).map_or(0, |table| table.rows.len()),
            PageKind::Assessment | PageKind::Audit | PageKind::Worksheet => {
                self.instruments.get(page).map_or(0, PageInstrument::count)
            }
            PageKind::Checklist => self
                .lists
                .get(page)
                .map_or(0, |page| titles::count(&page.0)),
            PageKind::Page => 0,
        }
    }
}
