//! The special pages of a site (search, settings, print): at most one of each kind.

use crate::base::diagnostic::Diagnostic;

use crate::site::problem::second_page;
use crate::site::tree::Site;

impl Site {
    /// Finds the special pages, and reports a second one of a kind.
    pub(super) fn find_special_pages(&mut self, problems: &mut Vec<Diagnostic>) {
        for (id, node) in self.nodes.iter().enumerate() {
            let Some(special_page) =
                node.summary.as_ref().and_then(|summary| summary.front.special_page)
            else {
                continue;
            };
            match self.special_pages.get(&special_page) {
                Some(first) => {
                    let table = special_page.as_str();
                    let it = format!("has the table `[{table}]`");
                    problems.extend(second_page(&self.nodes[*first], node, &it, table));
                }
                None => {
                    self.special_pages.insert(special_page, id);
                }
            }
        }
    }
}
