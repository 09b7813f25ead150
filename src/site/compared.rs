//! Who links to whom, and which page shows or links to which row of which comparison.

use std::sync::Arc;

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use crate::base::paths::{Anchor, SourcePath};
use crate::parse::document::Reference;
use crate::parse::page::Extract;
use crate::parse::structure::comparison::Comparison;

use super::claims::Claims;
use super::look_up::Target;
use super::{Node, NodeId, Site};

/// The names of the files beside a comparison that hold it in other forms.
pub const TABLE_FILES: [&str; 2] = ["table.csv", "table.md"];

/// What leads from one page to another.
#[derive(Clone, Debug)]
pub(super) struct Lead {
    to: NodeId,
    /// The rows of a comparison that it leads to.
    rows: Vec<Anchor>,
}

impl Node {
    /// Whether two pages name the same destinations.
    fn names(&self, other: &Self) -> bool {
        match (&self.summary, &other.summary) {
            (Some(a), Some(b)) => {
                Arc::ptr_eq(a, b) || a.links == b.links && a.extracts == b.extracts
            }
            (None, None) => true,
            _ => false,
        }
    }
}

impl Site {
    /// The table of a page that is a comparison.
    pub fn comparison(&self, id: NodeId) -> Option<&Comparison<Reference>> {
        let summary = self.nodes[id].summary.as_ref()?;
        summary.structures.comparison.as_ref()
    }

    /// Claims the files beside each comparison.
    pub(super) fn place_tables(&self, claims: &mut Claims) {
        for (id, node) in self.nodes.iter().enumerate() {
            let Some(summary) = node
                .summary
                .as_ref()
                .filter(|_| self.comparison(id).is_some())
            else {
                continue;
            };
            for output in TABLE_FILES
                .iter()
                .filter_map(|name| node.route.file(name).ok())
            {
                claims.table(&output, &summary.path);
            }
        }
    }

    /// Tells every page who links to it, and every row who shows it. What led somewhere when all
    /// look-ups ended as they do now is taken from the site `before`.
    pub(super) fn link_back(&mut self, before: Option<&Self>) {
        let before = before.filter(|before| before.lookup_key == self.lookup_key);
        self.leads = (0..self.nodes.len())
            .into_par_iter()
            .map(|id| {
                let same = before.filter(|before| before.nodes[id].names(&self.nodes[id]));
                same.map_or_else(|| self.leads(id), |before| before.leads[id].clone())
            })
            .collect();
        let leads = std::mem::take(&mut self.leads);
        for (id, leads) in leads.iter().enumerate() {
            for Lead { to, rows } in leads {
                push(&mut self.nodes[*to].backlinks, id);
                if !rows.is_empty() {
                    push(&mut self.nodes[id].compared_in, *to);
                }
                for row in rows {
                    push(
                        self.nodes[*to].row_pages.entry(row.clone()).or_default(),
                        id,
                    );
                }
            }
        }
        self.leads = leads;
        for node in &mut self.nodes {
            node.compared_in.sort_unstable();
            node.compared_in.dedup();
        }
    }

    fn leads(&self, id: NodeId) -> Vec<Lead> {
        let Some(summary) = &self.nodes[id].summary else {
            return Vec::new();
        };
        let path = &summary.path;
        let links = summary
            .links
            .iter()
            .filter_map(|link| self.link(path, link));
        let extracts = summary.extracts.iter();
        links
            .chain(extracts.filter_map(|extract| self.extract(path, extract)))
            .filter(|lead| lead.to != id)
            .collect()
    }

    fn link(&self, from: &SourcePath, destination: &str) -> Option<Lead> {
        let Ok(Target::Page {
            node: to, anchor, ..
        }) = self.look_up(from, destination)
        else {
            return None;
        };
        let rows = self.comparison(to).into_iter().flat_map(|c| &c.rows);
        let row = anchor.and_then(|anchor| {
            let mut ids = rows.map(|row| &row.id);
            ids.find(|id| id.as_str() == anchor).cloned()
        });
        Some(Lead {
            to,
            rows: row.into_iter().collect(),
        })
    }

    fn extract(&self, from: &SourcePath, extract: &Extract) -> Option<Lead> {
        let Ok(Target::Page { node: to, .. }) = self.look_up(from, &extract.destination) else {
            return None;
        };
        let is_shown = |id: &&Anchor| {
            extract.rows.is_empty() || extract.rows.iter().any(|row| row == id.as_str())
        };
        let ids = self.comparison(to)?.rows.iter().map(|row| &row.id);
        Some(Lead {
            to,
            rows: ids.filter(is_shown).cloned().collect(),
        })
    }
}

/// Adds a page. Pages come in order, so that only the last can be the same.
fn push(pages: &mut Vec<NodeId>, id: NodeId) {
    if pages.last() != Some(&id) {
        pages.push(id);
    }
}
