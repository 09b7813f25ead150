//! [`vanished_addresses`]: the addresses that earlier builds published and this site no longer
//! has.

use std::collections::BTreeSet;

use crate::base::diagnostic::{Code, Diagnostic, Place, Severity};
use crate::base::paths::{OutputPath, Route, SourcePath};
use crate::site::lock::IdLock;
use crate::site::stable_ids::{FormerIds, keys_of_draft, retire_hint};
use crate::site::tree::{NodeId, Site};

/// An address at which an earlier build had a page and this one has none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct VanishedAddress {
    /// The address, percent-encoded: the key that a page had there without a `key` of its own.
    pub address: String,
    /// The page that it most likely has become.
    pub page: Option<SourcePath>,
}

impl VanishedAddress {
    /// The warning about the address.
    pub fn diagnostic(&self) -> Diagnostic {
        let address = &self.address;
        let message = format!("there was a page at `{address}`, and now there is none");
        let line = format!("aliases = [\"{address}\"]");
        let problem = Diagnostic::global(Code::VanishedAddress, message);
        let problem = Diagnostic { severity: Severity::Warning, ..problem };
        let problem = match &self.page {
            Some(page) => Diagnostic { place: Some(Place::file(page)), ..problem }
                .hint(format!("if it is this page now, add `{line}` to its front matter"))
                .hint("`handbook build --write-aliases` writes it"),
            None => problem.hint(format!(
                "if it moved, add `{line}` to the front matter of the page it has become"
            )),
        };
        problem.hint(retire_hint(address))
    }
}

/// The addresses of former pages that are neither retired nor those of drafts, in order. Each page
/// comes with the one that it most likely has become: the one with all its ids, or else the one that
/// its content or its name tells.
pub fn vanished_addresses<'a>(
    site: &Site,
    former: impl Iterator<Item = (&'a OutputPath, Option<&'a OutputPath>)>,
    lock: &IdLock,
) -> Vec<VanishedAddress> {
    let mut former = former.peekable();
    if former.peek().is_none() {
        return Vec::new();
    }
    let drafts: BTreeSet<String> =
        site.drafts.values().flat_map(|draft| keys_of_draft(site, draft)).collect();
    let former_ids = FormerIds::of(site, lock);
    let file = |id: NodeId| Some(site.nodes[id].summary.as_ref()?.path.clone());
    let vanished = former.filter_map(|(path, moved)| {
        let address = route(path)?.key();
        // Former addresses of a page end with it.
        let successor = moved.and_then(route).map(|route| route.key());
        let is_retired = |key: &String| lock.retired_pages.contains(key);
        let is_known = [Some(&address), successor.as_ref()].into_iter().flatten().any(is_retired)
            || drafts.contains(&address);
        let with_its_ids = former_ids.page(&address).and_then(file);
        let page = with_its_ids.or_else(|| file(*site.by_route.get(&route(moved?)?)?));
        (!is_known).then_some(VanishedAddress { address, page })
    });
    vanished.collect()
}

/// The address of a page by its file.
fn route(page: &OutputPath) -> Option<Route> {
    Route::new(page.as_str().strip_suffix("index.html")?).ok()
}
