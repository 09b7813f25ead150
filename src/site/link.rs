//! [`LinkFacts`]: what other pages may show of a page.

use std::sync::Arc;

use crate::base::fingerprint::Keyed;
use crate::base::paths::Route;
use crate::data::value::PlainTable;

use crate::site::tree::{NodeId, NodeKind, Site};

/// What other pages may show of a page.
#[derive(Clone, Copy, Debug, Hash)]
pub struct LinkFacts<'a> {
    /// The title of the page.
    pub title: &'a str,
    /// The description of the page; may be empty.
    pub description: &'a str,
    /// The kind of the page.
    pub kind: NodeKind,
    /// The address of the page.
    pub route: &'a Route,
    /// The title of the part that the page is or belongs to; may be empty.
    pub part: &'a str,
    /// The `[extra]` of the page's front matter; `None` for a folder without an index file.
    pub extra: Option<&'a Arc<PlainTable>>,
}

/// What other pages may show of a page, with the key that was made when the site was built.
pub type LinkedPage<'a> = Keyed<LinkFacts<'a>>;

impl Site {
    /// What other pages may show of a page.
    pub fn link(&self, id: NodeId) -> LinkedPage<'_> {
        Keyed::new(self.nodes[id].link_key, self.link_facts(id))
    }

    pub(super) fn link_facts(&self, id: NodeId) -> LinkFacts<'_> {
        let node = &self.nodes[id];
        let summary = node.summary.as_deref();
        LinkFacts {
            title: &node.title,
            description: summary.map_or("", |summary| &summary.front.description),
            kind: node.kind,
            route: &node.route,
            part: node.part.map_or("", |part| &self.nodes[part].title),
            extra: summary.map(|summary| &summary.front.extra),
        }
    }
}
