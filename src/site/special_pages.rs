//! The special pages of a site (search, settings, print): at most one of each kind.

use crate::base::diagnostic::Code;

use crate::site::problem::SiteProblem;
use crate::site::tree::{Node, Site};

impl Site {
    /// Finds the special pages, and reports a second one of a kind.
    pub(super) fn find_special_pages(&mut self, problems: &mut Vec<SiteProblem>) {
        for (id, node) in self.nodes.iter().enumerate() {
            let Some(special_page) = node.summary.as_ref().and_then(|summary| summary.special_page)
            else {
                continue;
            };
            match self.special_pages.get(&special_page) {
                Some(first) => {
                    problems.extend(second(&self.nodes[*first], node, special_page.as_str()));
                }
                None => {
                    self.special_pages.insert(special_page, id);
                }
            }
        }
    }
}

fn second(first: &Node, second: &Node, name: &str) -> Option<SiteProblem> {
    let first = first.summary.as_ref()?;
    let second = second.summary.as_ref()?;
    let message = format!("a second page has the table `[{name}]`");
    let hint = format!("take `[{name}]` out of one of the two");
    let at = (second.path.clone(), None);
    Some(SiteProblem {
        related: Some(((first.path.clone(), None), "the first one".to_owned())),
        ..SiteProblem::error(Code::InvalidValue, message, at, hint)
    })
}
