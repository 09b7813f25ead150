//! [`IdRegistry`]: the ids of one page. Ids that the author wrote are registered first and stay as
//! they are; ids generated from text get a number if they are taken. Some ids are reserved for the
//! page chrome, which templates render.

use std::collections::HashMap;
use std::ops::Range;

use crate::base::paths::Anchor;

/// The ids of the page chrome, which no element of a body may have; the theme's `README.md`
/// promises them.
pub const RESERVED: &[&str] = &[
    "contents",
    "contents-panel",
    "main",
    "page-backlinks",
    "page-children",
    "page-compared",
    "page-contents",
    "page-filter",
    "page-keep",
    "page-last",
    "page-later",
    "page-said",
    "page-text",
    "page-toc",
    "search-field",
    "search-files",
    "search-index",
    "search-list",
    "search-results",
    "toc-panel",
];

/// Why an id cannot be registered.
#[derive(Debug, PartialEq, Eq)]
pub enum IdRefusal {
    /// The id is reserved for the page chrome.
    Reserved,
    /// The id is taken by the one at this span.
    Taken(Range<usize>),
}

/// The ids of a page that are taken.
#[derive(Debug, Default)]
pub struct IdRegistry {
    taken: HashMap<Anchor, TakenId>,
}

#[derive(Debug)]
struct TakenId {
    /// The bytes of the id in the source; `None` for a generated id.
    span: Option<Range<usize>>,
    /// The number to try for the next generated id with this base.
    next: usize,
}

impl IdRegistry {
    /// Registers an id that the author wrote at `span`.
    ///
    /// # Errors
    /// If the id is reserved or taken.
    pub fn register(&mut self, id: &Anchor, span: Range<usize>) -> Result<(), IdRefusal> {
        if RESERVED.contains(&id.as_str()) {
            return Err(IdRefusal::Reserved);
        }
        if let Some(taken) = self.taken.get(id) {
            return Err(IdRefusal::Taken(taken.span.clone().unwrap_or(span)));
        }
        self.take(id.clone(), Some(span));
        Ok(())
    }

    /// Whether an id is reserved or taken.
    pub fn is_taken(&self, id: &Anchor) -> bool {
        RESERVED.contains(&id.as_str()) || self.taken.contains_key(id)
    }

    /// Registers and returns `base`, or the first of `base-1`, `base-2` … that is free.
    pub fn unique(&mut self, base: &Anchor) -> Anchor {
        let is_reserved = RESERVED.contains(&base.as_str());
        if !is_reserved && !self.taken.contains_key(base) {
            self.take(base.clone(), None);
            return base.clone();
        }
        let taken = self.taken.entry(base.clone()).or_insert(TakenId { span: None, next: 1 });
        let mut number = taken.next;
        let free = loop {
            let candidate = Anchor::raw(&format!("{base}-{number}"));
            number += 1;
            if !self.taken.contains_key(&candidate) {
                break candidate;
            }
        };
        if let Some(taken) = self.taken.get_mut(base) {
            taken.next = number;
        }
        self.take(free.clone(), None);
        free
    }

    fn take(&mut self, id: Anchor, span: Option<Range<usize>>) {
        self.taken.insert(id, TakenId { span, next: 1 });
    }
}

#[cfg(test)]
mod tests {
    use super::{IdRefusal, IdRegistry};
    use crate::base::paths::Anchor;

    #[test]
    fn generated_ids_are_numbered_around_written_ones() {
        let mut ids = IdRegistry::default();
        let anchor = |id| Anchor::raw(id);
        assert_eq!(ids.register(&anchor("a-1"), 3..6), Ok(()));
        assert_eq!(ids.register(&anchor("a-1"), 9..12), Err(IdRefusal::Taken(3..6)));
        let generated: Vec<_> = (0..3).map(|_| ids.unique(&anchor("a")).to_string()).collect();
        assert_eq!(generated, ["a", "a-2", "a-3"]);
        assert_eq!(ids.unique(&anchor("a-1")).as_str(), "a-1-1");
    }

    #[test]
    fn reserved_ids_are_never_given() {
        let mut ids = IdRegistry::default();
        let contents = Anchor::raw("contents");
        assert_eq!(ids.register(&contents, 0..8), Err(IdRefusal::Reserved));
        assert_eq!(ids.unique(&contents).as_str(), "contents-1");
        assert_eq!(ids.unique(&contents).as_str(), "contents-2");
    }
}
