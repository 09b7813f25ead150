//! What a page offers to do, and about how long that takes.
//!
//! The time of an instrument or checklist is reckoned by its parts, rounded up to whole minutes: a
//! quarter of a minute to read and answer a statement or to go through an item, a third for a row
//! of a comparison, one minute to divide the points of an entry, and two to answer a question. What
//! a task itself takes nobody knows. A page without any of them has no time here: how many words
//! it has is not known to other pages, lest each change of prose change them too.

use std::fmt;

use crate::parse::page::Summary;
use crate::parse::structure::instrument::Instrument;

/// What a page is to somebody who looks for something to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Kind {
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

impl Kind {
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

    /// What a page is first of all. Any page can have checklists besides.
    pub fn of_page(summary: &Summary) -> Self {
        let structures = &summary.structures;
        if structures.comparison.is_some() {
            return Self::Comparison;
        }
        match &structures.instrument {
            Some(Instrument::Assessment(_)) => Self::Assessment,
            Some(Instrument::Audit(_)) => Self::Audit,
            Some(Instrument::Worksheet(_)) => Self::Worksheet,
            None => Self::Page,
        }
    }

    /// How many parts of this kind a page has: rows, statements, entries, questions or items.
    pub fn count(self, summary: &Summary) -> usize {
        let structures = &summary.structures;
        match self {
            Self::Comparison => structures.comparison.as_ref().map_or(0, |c| c.rows.len()),
            Self::Assessment | Self::Audit => match &structures.instrument {
                Some(Instrument::Assessment(assessment)) => {
                    let dimensions = assessment.dimensions.iter();
                    dimensions.map(|dimension| dimension.statements.len()).sum()
                }
                Some(Instrument::Audit(audit)) => audit.entries.len(),
                _ => 0,
            },
            Self::Worksheet => structures.questions.iter().map(Vec::len).sum(),
            Self::Checklist => structures.checklists.iter().map(|c| c.ids().len()).sum(),
            Self::Page => 0,
        }
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

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
