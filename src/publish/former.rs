//! [`FormerPages`]: the pages that the output folder had and the site does not have any more.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::outputs::Outputs;
use crate::base::paths::OutputPath;

/// The name of the file of every page, in a folder of its own.
const PAGE: &str = "index.html";

/// The pages that earlier sites had in an output folder and the last one does not have: their
/// addresses may be in readers' bookmarks. Each has the page that it most likely has become: the
/// only one of its name that came when it went.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct FormerPages(BTreeMap<OutputPath, Option<OutputPath>>);

impl FormerPages {
    /// The pages in order, each with the one that it most likely has become.
    pub fn iter(&self) -> impl Iterator<Item = (&OutputPath, Option<&OutputPath>)> {
        self.0.iter().map(|(old, new)| (old, new.as_ref()))
    }

    /// The former pages after a site with these files, of which these were known before, has been
    /// replaced by `outputs`.
    pub(super) fn after<'a>(
        &self,
        files: impl Iterator<Item = &'a OutputPath>,
        outputs: &Outputs,
    ) -> Self {
        let before: BTreeSet<&OutputPath> = files.filter(|path| is_page(path)).collect();
        let gone = before.iter().filter(|path| !outputs.contains_key(**path));
        let gone: BTreeSet<&OutputPath> = gone.copied().collect();
        let mut former = Self::default();
        if !gone.is_empty() {
            let new = outputs.keys().filter(|path| is_page(path) && !before.contains(path));
            let moved = moved(&gone, new);
            let all = gone.into_iter();
            former.0 = all.map(|path| (path.clone(), moved.get(path).cloned())).collect();
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

/// Where pages that are gone most likely are, among the new ones.
fn moved<'a>(
    gone: &BTreeSet<&'a OutputPath>,
    new: impl Iterator<Item = &'a OutputPath>,
) -> BTreeMap<&'a OutputPath, OutputPath> {
    let mut by_name: BTreeMap<&str, Vec<&OutputPath>> = BTreeMap::new();
    for page in new {
        by_name.entry(name(page)).or_default().push(page);
    }
    let mut moved: BTreeMap<&OutputPath, OutputPath> = BTreeMap::new();
    for page in gone {
        if let Some([one]) = by_name.get(name(page)).map(Vec::as_slice) {
            moved.insert(page, (*one).clone());
        }
    }
    // A section has moved to where the pages below it are.
    for section in gone {
        let folder = section.as_str().trim_end_matches(PAGE);
        let below = moved.iter().filter_map(|(old, new)| {
            let rest = old.as_str().strip_prefix(folder).filter(|rest| *rest != PAGE)?;
            new.as_str().strip_suffix(rest)
        });
        let places: BTreeSet<&str> = below.collect();
        if let (1, Some(place)) = (places.len(), places.first())
            && let Ok(page) = OutputPath::new(&format!("{place}{PAGE}"))
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

/// The last part of a page's address; empty for the home page.
fn name(page: &OutputPath) -> &str {
    let folder = page.as_str().trim_end_matches(PAGE).trim_end_matches('/');
    folder.rsplit('/').next().unwrap_or_default()
}
