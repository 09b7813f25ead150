//! [`Offer`]: what a page offers to do, and about how long that takes.
//!
//! The time is reckoned by its parts, rounded up to whole minutes. What a task itself takes nobody
//! knows. A page without anything to do has no time here: how many words it has is not known to
//! other pages, lest each change of prose change them too.

/// What a page is to somebody who looks for something to do. Features declare theirs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PageKind {
    /// The word that authors and templates use.
    pub word: &'static str,
    /// How many seconds one part takes: a statement, a row, an item.
    pub seconds: usize,
    /// Whether any page can have it besides what it is first of all.
    pub is_besides: bool,
}

impl PageKind {
    /// A page that offers nothing but to be read.
    pub const PAGE: Self = Self::new("page", 0);

    /// What a page is first of all.
    pub const fn new(word: &'static str, seconds: usize) -> Self {
        Self {
            word,
            seconds,
            is_besides: false,
        }
    }

    /// About how many minutes so many parts take; 0 for a page.
    pub fn minutes(self, count: usize) -> usize {
        if self == Self::PAGE {
            return 0;
        }
        count.saturating_mul(self.seconds).div_ceil(60).max(1)
    }
}

/// Something that a page offers to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Offer {
    /// What it is.
    pub kind: PageKind,
    /// How many parts it has.
    pub count: usize,
}
