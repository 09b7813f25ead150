//! [`NameIndex`]: the pages and files of a site by their names, for suggestions.

use std::collections::HashMap;

use crate::base::paths::{SourcePath, slugify};

/// The most paths that are compared with a missing one, letter by letter: a site with a fault on
/// each of its pages must not take the square of their number.
const MOST_COMPARED: usize = 1000;

/// The pages and files of a site by their names.
#[derive(Clone, Debug, Default)]
pub struct NameIndex {
    all: Vec<SourcePath>,
    by_name: HashMap<String, Vec<SourcePath>>,
    by_folder: HashMap<String, Vec<SourcePath>>,
    by_title: HashMap<String, SourcePath>,
}

impl NameIndex {
    /// The index of pages and files, and of the titles of pages.
    pub(super) fn of<'a>(
        paths: impl Iterator<Item = &'a SourcePath>,
        titles: impl Iterator<Item = (&'a str, &'a SourcePath)>,
    ) -> Self {
        let mut index = Self::default();
        for path in paths {
            let name = path.file_name().to_ascii_lowercase();
            index.by_name.entry(name).or_default().push(path.clone());
            index.by_folder.entry(path.folder().to_owned()).or_default().push(path.clone());
            index.all.push(path.clone());
        }
        for (title, path) in titles {
            index.by_title.entry(slugify(title)).or_insert_with(|| path.clone());
        }
        index
    }

    /// The pages and files with this name, ignoring case.
    pub fn named(&self, name: &str) -> &[SourcePath] {
        self.by_name.get(&name.to_ascii_lowercase()).map_or(&[], Vec::as_slice)
    }

    /// The first page with a title that has this slug.
    pub fn titled(&self, slug: &str) -> Option<&SourcePath> {
        self.by_title.get(slug).filter(|_| !slug.is_empty())
    }

    /// The paths that can be compared with a missing one of this name in one of the folders: all, of
    /// a large site those of the first folder that there is, if they begin with the same letter, and
    /// none if there are too many.
    pub fn comparable(&self, folders: &[&str], name: &str) -> Vec<&SourcePath> {
        if self.all.len() <= MOST_COMPARED {
            return self.all.iter().collect();
        }
        let first = |name: &str| name.chars().next().map(|c| c.to_ascii_lowercase());
        let of_folder = folders.iter().find_map(|folder| self.by_folder.get(*folder));
        let of_folder = of_folder.filter(|paths| paths.len() <= MOST_COMPARED);
        let alike = |path: &&SourcePath| first(path.file_name()) == first(name);
        of_folder.into_iter().flatten().filter(alike).collect()
    }
}
