//! [`Offers`]: the pages of a site that offer something to do.

use crate::checklist::model::{Checklists, PageChecklists};
use crate::comparison::model::{Comparison, Comparisons};
use crate::instrument::model::{Instruments, PageInstrument};
use crate::resolve::offer::{Offer, PageKind};
use crate::site::tree::NodeId;

/// The pages of a site that offer something to do.
#[derive(Clone, Copy)]
pub struct Offers<'a> {
    /// The kinds of all features.
    pub kinds: &'a [PageKind],
    /// The comparisons, whose rows are listed.
    pub comparisons: &'a Comparisons,
    /// The checklists, whose progress is shown.
    pub checklists: &'a Checklists,
    /// The instruments of the site.
    pub instruments: &'a Instruments,
}

impl Offers<'_> {
    /// The offer that decides the kind of a page: its comparison or its instrument,
    /// else that of a plain page.
    pub fn primary(&self, page: NodeId) -> Offer {
        let table = self.comparisons.get(page).map(Comparison::offer);
        let form = || self.instruments.get(page).and_then(PageInstrument::offer);
        table.or_else(form).unwrap_or(Offer { kind: PageKind::PAGE, count: 0 })
    }

    /// The offer that a page of any kind may have besides: its checklists.
    pub fn secondary(&self, page: NodeId) -> Option<Offer> {
        self.checklists.get(page).map(PageChecklists::offer)
    }
}
