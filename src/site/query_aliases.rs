//! Former addresses with a query: how a site gets them, and where each leads.

use std::collections::BTreeMap;

use crate::base::diagnostic::{Diagnostic, Place};
use crate::base::paths::Route;
use crate::data::value::Spanned;

use crate::site::former_query::FormerQuery;
use crate::site::lookup::DestinationParts;
use crate::site::path_registry::{ALIAS_LABEL, PathRegistry};
use crate::site::problem;
use crate::site::tree::{NodeId, Site};

impl Site {
    /// The page to which a former address leads with a query, and whether the query told it. `None`
    /// if the address leads to several pages and the query tells none.
    pub fn former_page(&self, alias: &Route, query: &str) -> Option<(NodeId, bool)> {
        let Some(queries) = self.moved_queries.get(alias) else {
            return self.aliases.get(alias).map(|id| (*id, false));
        };
        let asked = FormerQuery::of(query);
        let exact = queries.get_key_value(&asked).filter(|_| !asked.is_empty());
        let (query, id) =
            exact.or_else(|| queries.iter().find(|(query, _)| query.is_part_of(&asked)))?;
        Some((*id, !query.is_empty()))
    }

    /// Adds the former addresses with a query. One without a query is there already, and holds for
    /// all others.
    pub(super) fn add_query_aliases(
        &mut self,
        written: &[(NodeId, Spanned<String>)],
        registry: &mut PathRegistry,
        problems: &mut Vec<Diagnostic>,
    ) {
        let mut places: BTreeMap<(Route, FormerQuery), Place> = BTreeMap::new();
        for (id, alias) in written {
            let node = &self.nodes[*id];
            let Some(source) = node.summary.as_ref().map(|summary| &summary.path) else { continue };
            let at = problem::place_of(source, alias);
            let parts = DestinationParts::of(&alias.value);
            let route = match Route::former(parts.path) {
                Ok((route, _)) => route,
                Err(why) => {
                    problems.push(problem::invalid_route(source, alias, why));
                    continue;
                }
            };
            if let Some(page) = self.by_route.get(&route) {
                // Where the page is, no redirect is needed.
                let other = Some(&self.nodes[*page]).filter(|_| page != id);
                problems.extend(other.map(|page| problem::query_of_page(page, &alias.value, at)));
                continue;
            }
            if parts.fragment.is_some() {
                problems.push(problem::query_with_part(&alias.value, at));
                continue;
            }
            let query = FormerQuery::of(parts.query);
            let key = (route, query);
            if let Some(first) = places.get(&key) {
                let address = format!("{}{}", key.0, parts.query);
                problems.push(problem::second_alias(&address, first, at));
                continue;
            }
            let (route, query) = key.clone();
            places.insert(key, at.clone());
            if !self.moved_queries.contains_key(&route) {
                let fallback = self.aliases.get(&route).map(|id| (FormerQuery::default(), *id));
                if fallback.is_none() {
                    registry.add(&route.output(), ALIAS_LABEL, at);
                    self.aliases.insert(route.clone(), *id);
                }
                self.moved_queries.insert(route.clone(), fallback.into_iter().collect());
            }
            self.moved_queries.entry(route).or_default().insert(query, *id);
        }
    }
}
