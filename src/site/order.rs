//! The reading order: depth first through the pages in the navigation. A page outside of the
//! navigation (`nav` is false or `"footer"`) is skipped with all pages below it; a section outside
//! of it has a reading order of its own.

use crate::page::front_matter::Listing;

use crate::site::tree::{NodeId, NodeKind, Site};

/// Sets `lower`, `higher` and `part` of every node.
pub(super) fn set_reading_order(site: &mut Site) {
    if site.nodes.is_empty() {
        return;
    }
    let mut starts = vec![0];
    starts.extend((1..site.nodes.len()).filter(|id| site.nodes[*id].listing != Listing::Contents));
    for start in starts {
        let mut chain = Vec::new();
        collect(site, start, &mut chain);
        for pair in chain.windows(2) {
            site.nodes[pair[0]].higher = Some(pair[1]);
            site.nodes[pair[1]].lower = Some(pair[0]);
        }
    }
    // Parents come before their children, so the part of a parent is known here.
    for id in 1..site.nodes.len() {
        site.nodes[id].part = match site.nodes[id].parent {
            Some(0) => (site.nodes[id].kind == NodeKind::Section).then_some(id),
            Some(parent) => site.nodes[parent].part,
            None => None,
        };
    }
}

fn collect(site: &Site, id: NodeId, chain: &mut Vec<NodeId>) {
    let mut rest = vec![id];
    while let Some(id) = rest.pop() {
        chain.push(id);
        let children: Vec<NodeId> = site.nav_children(id).collect();
        rest.extend(children.into_iter().rev());
    }
}
