//! The page that lists the sources, and who cites them.

use crate::base::diagnostic::Code;
use crate::parse::page::Summary;

use super::problem::Problem;
use super::{Facts, Node, NodeId, Site};

impl Site {
    /// Finds the page of sources and who cites what.
    pub(super) fn place_sources(&mut self, facts: &Facts<'_>, problems: &mut Vec<Problem>) {
        self.source_keys = facts.sources.to_vec();
        for (id, node) in self.nodes.iter().enumerate() {
            let Some(summary) = &node.summary else {
                continue;
            };
            for key in &summary.cites {
                self.citing.entry(key.clone()).or_default().push(id);
            }
            if summary.sources.is_none() {
                continue;
            }
            match self.sources {
                Some(first) => problems.extend(second_page(&self.nodes[first], summary)),
                None => self.sources = Some(id),
            }
        }
        problems.extend(self.sources.into_iter().flat_map(|id| self.taken_keys(id)));
    }

    /// Keys of sources that are ids of something else on their page.
    fn taken_keys(&self, id: NodeId) -> Vec<Problem> {
        let Some(summary) = &self.nodes[id].summary else {
            return Vec::new();
        };
        let headings = summary.headings.iter().map(|heading| &heading.anchor);
        headings
            .chain(&summary.anchors)
            .filter(|anchor| self.source_keys.contains(anchor))
            .map(|anchor| {
                Problem::error(
                    Code::DuplicateId,
                    format!("the id `{anchor}` is the key of a source, which this page lists"),
                    (summary.path.clone(), None),
                    format!("give the heading or item another id, such as `{{#about-{anchor}}}`"),
                )
            })
            .collect()
    }
}

fn second_page(first: &Node, second: &Summary) -> Option<Problem> {
    let first = first.summary.as_ref()?;
    let message = "a second page lists the sources".to_owned();
    let hint = "take `[sources]` out of one of the two";
    let at = (second.path.clone(), None);
    Some(Problem {
        related: Some(((first.path.clone(), None), "the first one".to_owned())),
        ..Problem::error(Code::InvalidValue, message, at, hint)
    })
}
