//! [`Offers`]: the pages of a site that offer something to do.

use crate::checklist::model::{Checklists, PageChecklists};
use crate::comparison::model::{Comparison, Comparisons};
use crate::instrument::model::{Instruments, PageInstrument};
use crate::resolve::offer::{Offer, PageKind};
use crate::site::tree::NodeId;

/// The pages of a site that offer something to do.
#[derive(Clone, Copy)]
pub struct Offers<'a> {
    /// Every kind that there is.
    pub kinds: &'a [PageKind],
    /// Tables, whose rows can be listed.
    pub tables: &'a Comparisons,
    /// Lists of tasks, whose progress can be shown.
    pub lists: &'a Checklists,
    /// Forms to fill in.
    pub instruments: &'a Instruments,
}

impl Offers<'_> {
    /// What a page is first of all.
    pub fn primary(&self, page: NodeId) -> Offer {
        let table = self.tables.get(page).map(Comparison::offer);
        let form = || self.instruments.get(page).and_then(PageInstrument::offer);
        table.or_else(form).unwrap_or(Offer {
            kind: PageKind::PAGE,
            count: 0,
        })
    }

    /// What it offers besides.
    pub fn secondary(&self, page: NodeId) -> Option<Offer> {
        self.lists.get(page).map(PageChecklists::offer)
    }
}
