//! [`FormerPages`]: the pages that the output folder had and the site does not have any more.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::fingerprint::Fingerprint;
use crate::base::outputs::{Outputs, PageSources, former_source};
use crate::base::paths::OutputPath;

/// The name of the file of every page, in a folder of its own.
const PAGE: &str = "index.html";

/// The pages that earlier sites had in an output folder and the last one does not have: their
/// addresses may be in readers' bookmarks. Each has the page that it most likely has become: of
/// those that came when it went, the only one with its source, or else the only one of its name. A
/// former address that went with the page that it led to still has that page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FormerPages(BTreeMap<OutputPath, Option<OutputPath>>);

impl FormerPages {
    /// The pages in order, each with the one that it most likely has become.
    pub fn iter(&self) -> impl Iterator<Item = (&OutputPath, Option<&OutputPath>)> {
        self.0.iter().map(|(old, new)| (old, new.as_ref()))
    }

    /// The former pages once `outputs`, with the sources `new_sources`, have replaced a site with
    /// these files and sources, which already had these former pages.
    pub(super) fn after<'a>(
        &self,
        files: impl Iterator<Item = &'a OutputPath>,
        sources: &PageSources,
        outputs: &Outputs,
        new_sources: &PageSources,
    ) -> Self {
        let before: BTreeSet<&OutputPath> = files.filter(|path| is_page(path)).collect();
        let gone = before.iter().filter(|path| !outputs.contains_key(**path));
        let gone: BTreeSet<&OutputPath> = gone.copied().collect();
        let mut former = Self::default();
        if !gone.is_empty() {
            let new = outputs.keys().filter(|path| is_page(path) && !before.contains(path));
            let new: Vec<&OutputPath> = new.collect();
            let mut moved = moved(&gone, &new, outputs);
            moved.extend(with_same_source(&gone, sources, &new, new_sources));
            let by_source: BTreeMap<Fingerprint, &OutputPath> =
                gone.iter().map(|path| (former_source(path), *path)).collect();
            let led_to = |path| sources.get(path).and_then(|source| by_source.get(source).copied());
            let all = gone.iter();
            former.0 = all
                .map(|path| ((*path).clone(), led_to(*path).or_else(|| moved.get(path)).cloned()))
                .collect();
        }
        for (old, new) in &self.0 {
            if !outputs.contains_key(old) {
                let new = new
                    .as_ref()
                    .and_then(|new| former.0.get(new).cloned().flatten())
                    .or_else(|| new.clone());
                former.0.insert(old.clone(), new);
            }
        }
        former
    }

    /// Adds a page from a line as [`FormerPages::lines`] gives it; `None` if it is none.
    pub(super) fn add(&mut self, line: &str) -> Option<()> {
        let (old, new) = match line.split_once('\t') {
            Some((old, new)) => (old, Some(OutputPath::new(new).ok()?)),
            None => (line, None),
        };
        self.0.insert(OutputPath::new(old).ok()?, new);
        Some(())
    }

    /// A line for each page: its path and, after a tab, that of the page which it has become. No
    /// path holds a tab.
    pub(super) fn lines(&self) -> impl Iterator<Item = String> {
        self.iter().map(|(old, new)| match new {
            Some(new) => format!("{old}\t{new}"),
            None => old.to_string(),
        })
    }
}

/// The new pages whose source is that of a page which is gone, where there is one of each.
fn with_same_source<'a>(
    gone: &BTreeSet<&'a OutputPath>,
    sources: &PageSources,
    new: &[&OutputPath],
    new_sources: &PageSources,
) -> Vec<(&'a OutputPath, OutputPath)> {
    let mut by_source: BTreeMap<Fingerprint, (Vec<&'a OutputPath>, Vec<&OutputPath>)> =
        BTreeMap::new();
    for page in gone {
        if let Some(source) = sources.get(*page) {
            by_source.entry(*source).or_default().0.push(page);
        }
    }
    for page in new {
        if let Some(pages) = new_sources.get(*page).and_then(|source| by_source.get_mut(source)) {
            pages.1.push(page);
        }
    }
    let pairs = by_source.into_values().filter_map(|pages| match (&*pages.0, &*pages.1) {
        ([old], [new]) => Some((*old, (*new).clone())),
        _ => None,
    });
    pairs.collect()
}

/// Where pages that are gone most likely are by their names, among the new ones.
fn moved<'a>(
    gone: &BTreeSet<&'a OutputPath>,
    new: &[&'a OutputPath],
    outputs: &Outputs,
) -> BTreeMap<&'a OutputPath, OutputPath> {
    let mut by_name: BTreeMap<&str, Vec<&OutputPath>> = BTreeMap::new();
    for &page in new {
        by_name.entry(parts(folder(page)).1).or_default().push(page);
    }
    let mut moved: BTreeMap<&OutputPath, OutputPath> = BTreeMap::new();
    // Where the pages below a folder have moved to along with it; `None` if to several places.
    let mut places: BTreeMap<&str, Option<&str>> = BTreeMap::new();
    for &page in gone {
        let (mut outer, name) = parts(folder(page));
        let Some(&[one]) = by_name.get(name).map(Vec::as_slice) else { continue };
        moved.insert(page, one.clone());
        let mut place = parts(folder(one)).0;
        loop {
            let known = places.entry(outer).or_insert(Some(place));
            *known = known.filter(|known| *known == place);
            let (above, above_place) = (parts(outer), parts(place));
            if outer.is_empty() || above.1 != above_place.1 {
                break;
            }
            (outer, place) = (above.0, above_place.0);
        }
    }
    // A section has moved to where the pages below it are, if that is one place and has a page.
    for &section in gone {
        if let Some(Some(place)) = places.get(folder(section))
            && let Ok(page) = OutputPath::new(&format!("{place}{PAGE}"))
            && outputs.contains_key(&page)
        {
            moved.entry(section).or_insert(page);
        }
    }
    moved
}

/// Whether a file is a page with an address of its own, `roles/index.html`.
fn is_page(path: &OutputPath) -> bool {
    path.as_str()
        .strip_suffix(PAGE)
        .is_some_and(|folder| folder.is_empty() || folder.ends_with('/'))
}

/// The folder of a page, `team/roles/`; empty for the home page.
fn folder(page: &OutputPath) -> &str {
    page.as_str().strip_suffix(PAGE).unwrap_or_default()
}

/// The folder around a folder, and its name in there: `team/` and `roles/`. Both are empty for the
/// folder of the home page.
fn parts(folder: &str) -> (&str, &str) {
    let end = folder.strip_suffix('/').and_then(|folder| folder.rfind('/'));
    folder.split_at(end.map_or(0, |slash| slash + 1))
}
