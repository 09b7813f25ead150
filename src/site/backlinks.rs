//! The links between pages: backlinks, and mentions of single ids of a page.

use std::collections::BTreeSet;
use std::sync::Arc;

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use crate::base::paths::{Anchor, SourcePath};
use crate::document::destinations::Embed;
use crate::source::RepositoryLink;

use crate::site::lookup::{LinkTarget, LookupFailure, link_out};
use crate::site::tree::{Node, NodeId, OutgoingLink, OutgoingLinks, Site};

impl Node {
    /// Whether two pages have equal links and embeds.
    fn has_same_links(&self, other: &Self) -> bool {
        match (&self.summary, &other.summary) {
            (Some(a), Some(b)) => Arc::ptr_eq(a, b) || a.links == b.links && a.embeds == b.embeds,
            (None, None) => true,
            _ => false,
        }
    }
}

impl Site {
    /// Sets the backlinks and mentions of every page. If all look-ups give what they gave in the
    /// site `before`, the links of pages that did not change are copied from there.
    pub(super) fn set_backlinks(&mut self, before: Option<&Self>) {
        let before = before.filter(|before| before.lookup_key == self.lookup_key);
        self.outgoing = (0..self.nodes.len())
            .into_par_iter()
            .map(|id| {
                let same = before.filter(|before| before.nodes[id].has_same_links(&self.nodes[id]));
                same.map_or_else(|| self.outgoing_links(id), |before| before.outgoing[id].clone())
            })
            .collect();
        let outgoing = std::mem::take(&mut self.outgoing);
        for (id, links) in outgoing.iter().enumerate() {
            if !self.nodes[id].is_listed() {
                continue;
            }
            for OutgoingLink { to, parts } in &links.pages {
                push_once(&mut self.nodes[*to].backlinks, id);
                if !parts.is_empty() {
                    push_once(&mut self.nodes[id].mentions_of, *to);
                }
                for part in parts {
                    push_once(self.nodes[*to].mentions.entry(part.clone()).or_default(), id);
                }
            }
        }
        self.outgoing = outgoing;
        for node in &mut self.nodes {
            node.mentions_of.sort_unstable();
            node.mentions_of.dedup();
        }
    }

    fn outgoing_links(&self, id: NodeId) -> OutgoingLinks {
        let mut found = OutgoingLinks::default();
        let Some(summary) = &self.nodes[id].summary else {
            return found;
        };
        let path = &summary.path;
        for link in &summary.links {
            match self.look_up(path, link) {
                // The links of a page to its own parts are none between pages.
                Ok(LinkTarget::Page { node, .. }) | Err(LookupFailure::Anchor(node, _))
                    if node == id => {}
                Ok(LinkTarget::Page { node, anchor, .. }) => {
                    found.pages.push(self.link_to(node, anchor));
                }
                // The page is there, and the link leads to it.
                Err(LookupFailure::Anchor(node, _)) => found.pages.push(self.link_to(node, None)),
                Err(
                    LookupFailure::Missing(_)
                    | LookupFailure::Outside
                    | LookupFailure::Unpublished(_),
                ) => {
                    found.out.extend(link_out(path, link));
                }
                _ => {}
            }
        }
        found.pages.extend(summary.embeds.iter().filter_map(|e| self.resolve_embed(path, e)));
        found.pages.retain(|link| link.to != id);
        found
    }

    /// All links that lead to no page or file of the site.
    pub fn links_out(&self) -> BTreeSet<RepositoryLink> {
        self.outgoing.iter().flat_map(|links| &links.out).cloned().collect()
    }

    /// The titles of the pages that a page links to, which a fragment may mean.
    pub fn linked_titles(&self, id: NodeId) -> Vec<&str> {
        self.outgoing[id].pages.iter().map(|link| self.nodes[link.to].title.as_str()).collect()
    }

    fn link_to(&self, to: NodeId, anchor: Option<String>) -> OutgoingLink {
        let with_id = |anchor: String| self.mentionable(to).find(|id| id.as_str() == anchor);
        let part = anchor.and_then(with_id).cloned();
        OutgoingLink { to, parts: part.into_iter().collect() }
    }

    fn resolve_embed(&self, from: &SourcePath, embed: &Embed) -> Option<OutgoingLink> {
        let found = self.look_up(from, &embed.destination);
        let (Ok(LinkTarget::Page { node: to, .. }) | Err(LookupFailure::Anchor(to, _))) = found
        else {
            return None;
        };
        let is_wanted = |id: &&Anchor| {
            embed.ids.is_empty() || embed.ids.iter().any(|wanted| wanted == id.as_str())
        };
        self.mentionable(to).next()?;
        Some(OutgoingLink { to, parts: self.mentionable(to).filter(is_wanted).cloned().collect() })
    }
}

/// Adds a page unless it is there. Pages come in order, so that only the last can be equal.
fn push_once(pages: &mut Vec<NodeId>, id: NodeId) {
    if pages.last() != Some(&id) {
        pages.push(id);
    }
}
