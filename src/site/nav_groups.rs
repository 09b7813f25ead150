//! [`nav_groups`]: a long list of pages cut into groups, of which a page shows one.
//!
//! Where a list is cut depends on the addresses of its pages alone, and hardly on how many there are:
//! a page more or less changes the group that it is in, and nearly always no other.

use std::ops::Range;

use crate::base::fingerprint::Fingerprint;
use crate::base::paths::Route;

/// The most entries of a list that every page of a site may show.
pub const LONGEST_LIST: usize = 50;

/// A group of the entries of a list, with the way to all others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NavGroup {
    /// The entries of the group.
    pub entries: Range<usize>,
    /// The first entry of each stretch before the group; nearer stretches are shorter, so that there
    /// are few of them however long the list is.
    pub before: Vec<usize>,
    /// The first entry of each stretch after the group.
    pub after: Vec<usize>,
}

/// The groups of a list of pages, in order; one group if the list is no longer than
/// [`LONGEST_LIST`].
pub fn nav_groups(routes: &[&Route]) -> Vec<NavGroup> {
    let keys: Vec<Fingerprint> = if routes.len() > LONGEST_LIST {
        routes.iter().map(|route| Fingerprint::of_bytes(route.as_str().as_bytes())).collect()
    } else {
        Vec::new()
    };
    let mut groups = Vec::new();
    let whole = NavGroup { entries: 0..routes.len(), before: Vec::new(), after: Vec::new() };
    cut(whole, &keys, &mut groups);
    groups
}

/// Cuts a stretch of the list in two before the page with the least key, in the middle half of it,
/// until each has at most [`LONGEST_LIST`] entries.
fn cut(stretch: NavGroup, keys: &[Fingerprint], groups: &mut Vec<NavGroup>) {
    let NavGroup { entries, before, after } = &stretch;
    let length = entries.len();
    let middle = entries.start + length / 4..entries.end - length / 4;
    let least = middle.min_by_key(|entry| keys.get(*entry));
    let Some(at) = least.filter(|_| length > LONGEST_LIST) else {
        groups.push(stretch);
        return;
    };
    let first = NavGroup {
        entries: entries.start..at,
        before: before.clone(),
        after: [at].iter().chain(after).copied().collect(),
    };
    let second = NavGroup {
        entries: at..entries.end,
        before: before.iter().copied().chain([entries.start]).collect(),
        after: after.clone(),
    };
    cut(first, keys, groups);
    cut(second, keys, groups);
}

#[cfg(test)]
mod tests {
    use super::{LONGEST_LIST, nav_groups};
    use crate::base::paths::Route;

    fn routes(count: usize) -> Vec<Route> {
        (0..count).map(|n| Route::new(&format!("/in/page-{n}/")).unwrap()).collect()
    }

    #[test]
    fn a_list_is_cut_into_groups_that_are_neither_long_nor_tiny() {
        for (count, most_links) in [(0, 0), (1, 0), (50, 0), (51, 1), (1_000, 12), (100_000, 30)] {
            let routes = routes(count);
            let routes: Vec<&Route> = routes.iter().collect();
            let groups = nav_groups(&routes);
            let mut next = 0;
            for group in &groups {
                assert_eq!(group.entries.start, next);
                next = group.entries.end;
                assert!(group.entries.len() <= LONGEST_LIST);
                assert!(groups.len() == 1 || group.entries.len() >= LONGEST_LIST / 4);
                assert!(group.before.len() + group.after.len() <= most_links, "{group:?}");
                assert!(group.before.is_sorted() && group.after.is_sorted());
            }
            assert_eq!(next, count);
        }
    }

    #[test]
    fn a_further_page_changes_its_own_group_and_hardly_another() {
        let routes = routes(1_000);
        let starts = |routes: &[&Route]| {
            let groups = nav_groups(routes).into_iter();
            groups.map(|group| routes[group.entries.start].clone()).collect::<Vec<Route>>()
        };
        let before: Vec<&Route> = routes.iter().collect();
        let starts_before = starts(&before);
        let mut moved = 0;
        for at in 0..200 {
            let further = Route::new(&format!("/in/further-{at}/")).unwrap();
            let mut after = before.clone();
            after.insert(at * 5, &further);
            let starts_after = starts(&after);
            moved += starts_after.iter().filter(|start| !starts_before.contains(start)).count();
        }
        // Each insertion makes 0.3 groups begin elsewhere, most of them because one became too long.
        assert!(moved < 80, "{moved} groups of 200 times {} begin elsewhere", starts_before.len());
    }
}
