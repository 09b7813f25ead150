//! The keys of pages. A reader's device stores ticks and answers under the key of a page, and
//! `ids.lock` lists ids under it.
//!
//! The key of a page is the `key` of its front matter, or else its route. Its previous keys are the
//! routes of its `aliases` and, if it has a `key`, its route: the `key` may have been added later.

use std::collections::BTreeMap;

use crate::base::diagnostic::Code;
use crate::base::paths::Route;

use crate::site::problem::SiteProblem;
use crate::site::tree::{NodeId, Site};

impl Site {
    /// The key of a page.
    pub fn key(&self, id: NodeId) -> String {
        let node = &self.nodes[id];
        let key = node.summary.as_ref().and_then(|s| s.key.as_ref());
        key.map_or_else(|| node.route.key(), |key| key.text.clone())
    }

    /// The previous keys of a page: first those of its aliases, in order.
    pub fn previous_keys(&self, id: NodeId) -> Vec<String> {
        let node = &self.nodes[id];
        let Some(summary) = &node.summary else {
            return Vec::new();
        };
        let aliases = summary.aliases.iter();
        let mut keys: Vec<String> =
            aliases.filter_map(|alias| Some(Route::new(&alias.text).ok()?.key())).collect();
        if summary.key.is_some() {
            keys.push(node.route.key());
        }
        keys
    }

    /// Reports pages whose `key` another page has.
    pub(super) fn check_keys(&self, problems: &mut Vec<SiteProblem>) {
        let mut first_places = BTreeMap::new();
        for summary in self.nodes.iter().filter_map(|node| node.summary.as_ref()) {
            let Some(key) = &summary.key else {
                continue;
            };
            let at = (summary.path.clone(), Some(key.span.clone()));
            let Some(first) = first_places.get(&key.text) else {
                first_places.insert(&key.text, at);
                continue;
            };
            let message = format!("two pages have the key `{}`", key.text);
            let hint = "what readers tick on one would show on the other; give one another key";
            let mut problem = SiteProblem::error(Code::DuplicateKey, message, at, hint);
            problem.related = Some((first.clone(), "the first".to_owned()));
            problems.push(problem);
        }
    }
}
