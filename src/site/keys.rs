//! The keys of pages. A reader's device stores ticks and answers under the key of a page, and
//! `ids.lock` lists ids under it.
//!
//! The key of a page is the `key` of its front matter, or else its route. Its previous keys are the
//! routes of its `aliases` and, if it has a `key`, its route: the `key` may have been added later.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::diagnostic::{Code, Diagnostic};
use crate::base::paths::Route;
use crate::page::parse::Summary;

use crate::site::problem::place_of;
use crate::site::tree::{NodeId, Site};

/// The key of a page.
pub fn key(route: &Route, summary: Option<&Summary>) -> String {
    let key = summary.and_then(|summary| summary.front.key.as_ref());
    key.map_or_else(|| route.key(), |key| key.value.clone())
}

/// The previous keys of a page: first those of its aliases, in order.
pub fn previous_keys(route: &Route, summary: Option<&Summary>) -> Vec<String> {
    let Some(summary) = summary else {
        return Vec::new();
    };
    let aliases = summary.front.aliases.iter();
    let mut keys: Vec<String> =
        aliases.filter_map(|alias| Some(Route::former(&alias.value).ok()?.0.key())).collect();
    let mut seen = BTreeSet::new();
    keys.retain(|key| seen.insert(key.clone()));
    if summary.front.key.is_some() {
        keys.push(route.key());
    }
    keys
}

impl Site {
    /// The key of a page.
    pub fn key(&self, id: NodeId) -> String {
        let node = &self.nodes[id];
        key(&node.route, node.summary.as_deref())
    }

    /// The previous keys of a page: first those of its aliases, in order.
    pub fn previous_keys(&self, id: NodeId) -> Vec<String> {
        let node = &self.nodes[id];
        previous_keys(&node.route, node.summary.as_deref())
    }

    /// Reports pages whose `key` another page has.
    pub(super) fn check_keys(&self, problems: &mut Vec<Diagnostic>) {
        let mut first_places = BTreeMap::new();
        for (.., summary) in self.with_files() {
            let Some(key) = &summary.front.key else {
                continue;
            };
            let place = place_of(&summary.path, key);
            let Some(first) = first_places.get(&key.value) else {
                first_places.insert(&key.value, place);
                continue;
            };
            let message = format!("two pages have the key `{}`", key.value);
            let hint = "readers' ticks on one would appear on the other; change one of the keys";
            let problem = Diagnostic::error(Code::DuplicateKey, message, place);
            problems.push(problem.related(first.clone(), "the other page").hint(hint));
        }
    }
}
