//! Stable ids: [`check`] compares the pages of a site with the lock file, [`update`] adds new ids
//! to the lock.

use std::cell::LazyCell;
use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::base::diagnostic::{Code, Diagnostic, Place, Severity};
use crate::base::paths::{Anchor, Route, SourcePath};
use crate::base::suggest::nearest;
use crate::document::stable_id::IdKind;
use crate::page::parse::Summary;

use crate::site::lock::{IdLock, LockEntry, LockStatus};
use crate::site::tree::{NodeId, Site};
use crate::site::tree_builder::default_route;

/// The most new ids of a page that are compared, letter by letter, with one that vanished; of a page
/// with more, none.
const MOST_COMPARED: usize = 1000;

/// New ids by their page and kind.
type NewIds<'a> = BTreeMap<(NodeId, IdKind), Vec<&'a str>>;

/// The pages of a site by their keys.
struct PagesByKey<'a> {
    site: &'a Site,
    current: BTreeMap<String, NodeId>,
    previous: BTreeMap<String, Vec<NodeId>>,
    /// The keys of drafts that this build leaves out: their ids are neither present nor vanished.
    left_out: BTreeSet<String>,
}

impl<'a> PagesByKey<'a> {
    fn of(site: &'a Site) -> Self {
        let mut pages = Self {
            site,
            current: BTreeMap::new(),
            previous: BTreeMap::new(),
            left_out: BTreeSet::new(),
        };
        for id in 0..site.nodes.len() {
            pages.current.entry(site.key(id)).or_insert(id);
            for key in site.previous_keys(id) {
                pages.previous.entry(key).or_default().push(id);
            }
        }
        for draft in site.drafts.values() {
            pages.left_out.extend(keys_of_draft(site, draft));
        }
        pages
    }

    /// The pages that have this key, or else had it before.
    fn all(&self, key: &str) -> &[NodeId] {
        let current = self.current.get(key).map(std::slice::from_ref);
        current.or_else(|| self.previous.get(key).map(Vec::as_slice)).unwrap_or_default()
    }

    /// The page with the key of an entry: of those that one page became, the one with its id.
    fn get(&self, entry: &LockEntry) -> Option<NodeId> {
        let pages = self.all(&entry.key);
        let with_id = || pages.iter().find(|page| self.has(**page, entry));
        let with_its_name = || pages.iter().find(|page| self.reuses(**page, entry));
        with_id().or_else(with_its_name).or(pages.first()).copied()
    }

    /// The ids that the lock does not have.
    fn new_ids(&self, lock: &IdLock) -> NewIds<'a> {
        let known = lock.entries.keys().filter_map(|e| Some((self.get(e)?, e.kind, e.id.as_str())));
        let known: BTreeSet<(NodeId, IdKind, &str)> = known.collect();
        let mut new = NewIds::new();
        for (page, _, summary) in self.site.with_files() {
            for (kind, id) in &summary.ids {
                if !known.contains(&(page, *kind, id.as_str())) {
                    new.entry((page, *kind)).or_default().push(id.as_str());
                }
            }
        }
        new
    }

    fn summary(&self, id: NodeId) -> Option<&'a Summary> {
        self.site.nodes[id].summary.as_deref()
    }

    /// Whether the page uses a retired id again, be it for a part of another kind.
    fn reuses(&self, page: NodeId, entry: &LockEntry) -> bool {
        let summary = self.summary(page).filter(|_| !entry.kind.is_in_front_matter);
        let mut ids = summary.map_or(&[][..], |summary| &summary.ids);
        while let Some((kind, _)) = ids.first() {
            if !kind.is_in_front_matter && has(ids, *kind, entry.id.as_str()) {
                return true;
            }
            ids = &ids[ids.partition_point(|(other, _)| other == kind)..];
        }
        self.has(page, entry)
    }

    fn has(&self, page: NodeId, entry: &LockEntry) -> bool {
        has_id(self.site, page, entry)
    }
}

/// Whether a page has the id of an entry.
fn has_id(site: &Site, page: NodeId, entry: &LockEntry) -> bool {
    let summary = site.nodes[page].summary.as_deref();
    summary.is_some_and(|s| has(&s.ids, entry.kind, entry.id.as_str()))
}

/// Whether there is an id of a kind in a list in order.
fn has(ids: &[(IdKind, Anchor)], kind: IdKind, id: &str) -> bool {
    let order = |(k, a): &(IdKind, Anchor)| (*k, Anchor::as_str(a)).cmp(&(kind, id));
    ids.binary_search_by(order).is_ok()
}

/// The current, future and previous keys of a draft.
pub fn keys_of_draft(site: &Site, draft: &Summary) -> Vec<String> {
    let aliases = draft.front.aliases.iter().map(|alias| &alias.value);
    let mut keys: Vec<String> =
        aliases.filter_map(|alias| Some(Route::former(alias).ok()?.0.key())).collect();
    let path = draft.front.path.iter();
    keys.extend(path.filter_map(|path| Some(Route::new(&path.value).ok()?.key())));
    let slug = draft.front.slug.as_ref().map(|slug| slug.value.as_str());
    keys.extend(draft.front.key.as_ref().map(|key| key.value.clone()));
    keys.extend(default_route(site, &draft.path, slug).map(|route| route.key()));
    keys
}

/// The differences between a site and its lock: vanished ids, reported with `severity`, and retired
/// ids that are used again.
pub fn check(site: &Site, lock: &IdLock, severity: Severity) -> Vec<Diagnostic> {
    let path = site.content.lock();
    let pages = PagesByKey::of(site);
    let mut problems = Vec::new();
    let new = LazyCell::new(|| pages.new_ids(lock));
    let mut without_page: BTreeMap<&str, Vec<(&LockEntry, &LockStatus)>> = BTreeMap::new();
    for (entry, status) in &lock.entries {
        let at = Place::without_text(&path, status.span.clone());
        match pages.get(entry) {
            Some(page) if status.is_retired && pages.reuses(page, entry) => {
                problems.push(reused_id(&pages, page, entry, at));
            }
            Some(page) if !status.is_retired && !pages.has(page, entry) => {
                problems.push(vanished_id(&pages, page, entry, &new, at));
            }
            Some(_) => {}
            None if status.is_retired || pages.left_out.contains(&entry.key) => {}
            None => without_page.entry(&entry.key).or_default().push((entry, status)),
        }
    }
    for (key, entries) in without_page {
        problems.push(vanished_page(&pages, key, &entries, &path));
    }
    for problem in &mut problems {
        if problem.code == Code::VanishedId {
            problem.severity = severity;
        }
    }
    problems
}

/// Adds the file of a page to a problem as a related place.
fn with_page(pages: &PagesByKey<'_>, page: NodeId, words: &str, problem: Diagnostic) -> Diagnostic {
    match pages.summary(page) {
        Some(summary) => problem.related(Place::file(&summary.path), words),
        None => problem,
    }
}

fn reused_id(pages: &PagesByKey<'_>, page: NodeId, entry: &LockEntry, at: Place) -> Diagnostic {
    let message = format!(
        "the {} `{}` of `{}` was retired and is used again",
        entry.kind, entry.id, entry.key
    );
    let hint = "choose another id: readers' devices may hold old ticks or answers under this one";
    let undo = format!(
        "if it is the same thing again, delete `retired` at the end of this line in `{}`",
        at.path
    );
    let problem = Diagnostic::error(Code::ReusedId, message, at).hint(hint).hint(undo);
    with_page(pages, page, "used again here", problem)
}

fn vanished_id(
    pages: &PagesByKey<'_>,
    page: NodeId,
    entry: &LockEntry,
    new: &NewIds<'_>,
    at: Place,
) -> Diagnostic {
    let LockEntry { key, kind, id } = entry;
    let message = format!("the {kind} `{id}` of `{key}` is missing");
    // The id that replaced it is most likely new.
    let new = new.get(&(page, *kind)).filter(|ids| ids.len() <= MOST_COMPARED);
    let hint = match &*successors(id.as_str(), new.map_or(&[], Vec::as_slice)) {
        [] => format!("write `{}` where its text is now", kind.written(id)),
        near => {
            format!("if it is now {}, write `{}` there", near.join(" or "), kind.written(id))
        }
    };
    let lock_path = &at.path.clone();
    let problem = Diagnostic::error(Code::VanishedId, message, at).hint(hint);
    let problem = problem.hint(format!(
        "if it is gone for good, write `retired` at the end of this line in `{lock_path}`"
    ));
    with_page(pages, page, "the page that had it", problem)
}

/// The new ids, in backticks, that one which vanished may have become: the one whose word it is, cut
/// or longer; else the nearest, with the other where there are two. An id that is merely spelt alike
/// may belong to a part that is new.
fn successors(gone: &str, new: &[&str]) -> Vec<String> {
    let quoted = |id: &&str| format!("`{id}`");
    let is_same_word = |id: &&&str| id.starts_with(gone) || gone.starts_with(**id);
    let same: Vec<String> = new.iter().filter(is_same_word).map(quoted).collect();
    if let [_] = &*same {
        return same;
    }
    let Some(near) = nearest(gone, new.iter().copied()) else { return Vec::new() };
    let others = new.iter().filter(|id| new.len() == 2 && **id != near);
    std::iter::once(&near).chain(others).map(quoted).collect()
}

/// How a page ends that is gone for good.
pub(super) fn retire_hint(key: &str) -> String {
    format!("if it is gone for good, end it with `handbook ids --retire {key}`")
}

/// The problem of a key that no page has, for all ids under it.
fn vanished_page(
    pages: &PagesByKey<'_>,
    key: &str,
    entries: &[(&LockEntry, &LockStatus)],
    path: &SourcePath,
) -> Diagnostic {
    let ids = match entries {
        [_] => "an id".to_owned(),
        _ => format!("{} ids", entries.len()),
    };
    let is_route = key.starts_with('/');
    let message = if is_route {
        format!("there is no page `{key}`, which has {ids}")
    } else {
        format!("no page has the key `{key}`, which has {ids}")
    };
    let first = entries.first().map(|(_, status)| Place::without_text(path, status.span.clone()));
    let problem =
        Diagnostic::error(Code::VanishedId, message, first.unwrap_or_else(|| Place::file(path)));
    let line = if is_route { format!("aliases = [\"{key}\"]") } else { format!("key = \"{key}\"") };
    let Some(page) = likely_page(pages, entries) else {
        let hint = format!(
            "if it moved, write `{line}` in its front matter, so that readers keep their ticks \
             and answers"
        );
        return problem.hint(hint).hint(retire_hint(key));
    };
    let hint = format!(
        "write `{line}` in the front matter of the page it has become, so that readers keep their \
         ticks and answers"
    );
    with_page(pages, page, "the page that has them", problem.hint(hint))
}

/// The pages to which ids of the lock moved from addresses that lead nowhere, by these.
pub(super) fn moved_pages(site: &Site, lock: &IdLock) -> BTreeMap<Route, NodeId> {
    let mut gone: BTreeMap<&str, Vec<(&LockEntry, &LockStatus)>> = BTreeMap::new();
    for (entry, status) in lock.entries.iter().filter(|(_, status)| !status.is_retired) {
        gone.entry(&entry.key).or_default().push((entry, status));
    }
    let mut gone: Vec<_> = gone
        .into_iter()
        .filter_map(|(key, entries)| Some((Route::former(key).ok()?.0, entries)))
        .filter(|(route, _)| {
            !site.by_route.contains_key(route) && !site.aliases.contains_key(route)
        })
        .collect();
    if gone.is_empty() {
        return BTreeMap::new();
    }
    let pages = PagesByKey::of(site);
    gone.retain(|(route, _)| {
        let key = route.key();
        pages.all(&key).is_empty() && !pages.left_out.contains(&key)
    });
    let moved = gone.into_iter();
    moved.filter_map(|(route, entries)| Some((route, likely_page(&pages, &entries)?))).collect()
}

/// The page that has the most of these ids, if that is at least half of them.
fn likely_page(pages: &PagesByKey<'_>, entries: &[(&LockEntry, &LockStatus)]) -> Option<NodeId> {
    let count = |id: &NodeId| entries.iter().filter(|(e, _)| pages.has(*id, e)).count();
    let all = 0..pages.site.nodes.len();
    let best = all.max_by_key(|id| (count(id), std::cmp::Reverse(*id)))?;
    (count(&best) * 2 >= entries.len()).then_some(best)
}

/// The ids that the lock keeps under keys of former pages, and the pages that have them now.
pub(super) struct FormerIds<'a> {
    lock: &'a IdLock,
    site: &'a Site,
    by_key: BTreeMap<&'a str, Vec<&'a LockEntry>>,
    pages: HashMap<(IdKind, &'a str), Vec<NodeId>>,
}

impl<'a> FormerIds<'a> {
    /// The ids that the lock keeps, and the pages of the site.
    pub(super) fn of(site: &'a Site, lock: &'a IdLock) -> Self {
        let mut former = Self { lock, site, by_key: BTreeMap::new(), pages: HashMap::new() };
        for (entry, _) in lock.entries.iter().filter(|(_, status)| !status.is_retired) {
            former.by_key.entry(&entry.key).or_default().push(entry);
        }
        for (page, _, summary) in site.with_files() {
            for (kind, id) in &summary.ids {
                former.pages.entry((*kind, id.as_str())).or_default().push(page);
            }
        }
        former
    }

    /// The page that has all ids of a former one and had none of them before; `None` if there is none,
    /// or several.
    pub(super) fn page(&self, key: &str) -> Option<NodeId> {
        let (first, others) = self.by_key.get(key)?.split_first()?;
        let is_new = |page: NodeId, entry: &LockEntry| {
            let former = self.site.previous_keys(page);
            let mut own = std::iter::once(self.site.key(page)).chain(former);
            let is_known =
                own.any(|key| self.lock.entries.contains_key(&LockEntry { key, ..entry.clone() }));
            has_id(self.site, page, entry) && !is_known
        };
        let mut pages = self.pages.get(&(first.kind, first.id.as_str()))?.clone();
        pages.retain(|page| is_new(*page, first));
        for entry in others {
            pages.retain(|page| is_new(*page, entry));
        }
        if let [page] = *pages { Some(page) } else { None }
    }
}

/// The lock with every id of the site added, and each id under the current key of its page. No id
/// is removed.
pub fn update(site: &Site, lock: &IdLock) -> IdLock {
    let pages = PagesByKey::of(site);
    let mut entries: BTreeMap<LockEntry, LockStatus> = BTreeMap::new();
    // Ids under a current key come first, so that an id that moved there does not replace one of
    // them.
    let (current, moved): (Vec<_>, Vec<_>) =
        lock.entries.iter().partition(|(entry, _)| pages.current.contains_key(&entry.key));
    for (entry, status) in current.into_iter().chain(moved) {
        let key = match pages.get(entry) {
            Some(page) => site.key(page),
            None => entry.key.clone(),
        };
        let entry = LockEntry { key, ..entry.clone() };
        entries.entry(entry).or_insert_with(|| status.clone());
    }
    for (key, page) in &pages.current {
        let ids = pages.summary(*page).map(|s| s.ids.as_slice());
        for (kind, id) in ids.unwrap_or_default() {
            let entry = LockEntry { key: key.clone(), kind: *kind, id: id.clone() };
            let status = LockStatus { is_retired: false, span: 0..0 };
            entries.entry(entry).or_insert(status);
        }
    }
    let retired_pages = lock.retired_pages.clone();
    IdLock { comments: lock.comments.clone(), entries, retired_pages }
}
