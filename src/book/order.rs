//! [`pages`]: the pages of a book, in order, with the level of each.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::paths::{Route, slugify};
use crate::site::tree::{NodeId, Site};

/// The deepest level of a heading.
pub(super) const DEEPEST: u8 = 6;

/// A page of a book.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct BookPage {
    /// The page in the tree of the site.
    pub node: NodeId,
    /// The address of the page.
    pub route: Route,
    /// The title of the page, plain.
    pub title: String,
    /// The description of the page, plain; may be empty.
    pub description: String,
    /// The level of the page's heading, below the title of the book: 1 for the home page, 2 for
    /// parts and for what stands beside them, 3 for chapters, and so on up to 6.
    pub level: u8,
    /// The id of the page in a book on one page: `p-roles-two-axes`. Letters, digits and single
    /// hyphens.
    pub id: String,
}

/// The pages of a book: the reading order, then those of `back_matter` that do not stand in it.
pub fn pages(site: &Site, back_matter: &[NodeId]) -> Vec<BookPage> {
    let mut order: Vec<NodeId> = Vec::new();
    if !site.nodes.is_empty() {
        order.extend(std::iter::successors(Some(0), |id| site.nodes[*id].higher));
    }
    order.retain(|id| *id == 0 || !site.nodes[*id].is_special());
    let known: BTreeSet<NodeId> = order.iter().copied().collect();
    let is_missing = |id: &&NodeId| !known.contains(id) && site.nodes[**id].is_listed();
    order.extend(back_matter.iter().filter(is_missing));
    let mut slug_counts: BTreeMap<String, usize> = BTreeMap::new();
    order.into_iter().map(|id| page(site, id, &mut slug_counts)).collect()
}

fn page(site: &Site, id: NodeId, slug_counts: &mut BTreeMap<String, usize>) -> BookPage {
    let node = &site.nodes[id];
    let depth = if node.higher.is_none() && node.lower.is_none() && id != 0 {
        1
    } else {
        site.ancestors(id).len()
    };
    let slug = match slugify(node.route.as_str()) {
        slug if slug.is_empty() => "p".to_owned(),
        slug => format!("p-{slug}"),
    };
    let count = slug_counts.entry(slug.clone()).or_default();
    *count += 1;
    BookPage {
        node: id,
        route: node.route.clone(),
        title: node.title.clone(),
        description: node
            .summary
            .as_ref()
            .map(|summary| summary.front.description.clone())
            .unwrap_or_default(),
        level: u8::try_from(depth + 1).unwrap_or(DEEPEST).min(DEEPEST),
        // No slug contains a dot, so a numbered id is never the slug of another page.
        id: match count {
            1 => slug,
            count => format!("{slug}.{count}"),
        },
    }
}
