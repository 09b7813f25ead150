//! [`Offer`]: a tool that a page offers, such as a checklist, and about how long it takes to use.
//!
//! The time is estimated from the number of parts and rounded up to whole minutes. How long the
//! tasks themselves take is unknown and not included. A page without a tool has no time here: other
//! pages do not depend on its number of words, so that a change of prose does not rebuild them.

/// The kind of a page by the tool that it offers. Each feature declares its kinds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PageKind {
    /// The word that authors and templates use.
    pub word: &'static str,
    /// The number of seconds that one part (a statement, a row, an item) takes.
    pub seconds: usize,
    /// Whether a page can have this kind in addition to its main kind.
    pub is_secondary: bool,
}

impl PageKind {
    /// The kind of a page without a tool.
    pub const PAGE: Self = Self::new("page", 0);

    /// A main kind of page.
    pub const fn new(word: &'static str, seconds: usize) -> Self {
        Self { word, seconds, is_secondary: false }
    }

    /// About how many minutes `count` parts take; 0 for [`PageKind::PAGE`].
    pub fn minutes(self, count: usize) -> usize {
        if self == Self::PAGE {
            return 0;
        }
        count.saturating_mul(self.seconds).div_ceil(60).max(1)
    }
}

/// A tool that a page offers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Offer {
    /// The kind of the tool.
    pub kind: PageKind,
    /// The number of the tool's parts.
    pub count: usize,
}
