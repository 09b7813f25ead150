//! [`Surroundings`]: looks for what lies around a site in its repository. Nothing of it is read.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::source::folder::left_out::GitIgnored;
use crate::source::repository::{Repository, RepositoryFile, RepositoryLink};

/// The folder of git's own files, in no repository itself.
const GIT: &str = ".git";

/// The folders around a site.
struct Surroundings<'a> {
    /// The root of the site, without links in its path.
    root: &'a Path,
    /// The top of the repository; without one, nothing above the root belongs to the site.
    top: Option<PathBuf>,
    ignored: GitIgnored,
}

/// What the links of a site out of it lead to.
pub(super) fn look(root: &Path, links: &BTreeSet<RepositoryLink>) -> Repository {
    if links.is_empty() {
        return Repository::default();
    }
    let top = root.ancestors().find(|folder| folder.join(GIT).exists()).map(Path::to_owned);
    let ignored = GitIgnored::new(top.as_deref().unwrap_or(root));
    let mut around = Surroundings { root, top, ignored };
    Repository::of(links, |link| around.find(link))
}

/// The folders in which a file would appear that such a link leads to, apart from those of the content.
pub(super) fn folders(
    root: &Path,
    content: &Path,
    links: &BTreeSet<RepositoryLink>,
) -> BTreeSet<PathBuf> {
    let below =
        |link: &&RepositoryLink| !link.as_str().split('/').any(|part| [GIT, ".."].contains(&part));
    let paths = links.iter().filter(below).map(|link| link.as_str().trim_start_matches('/'));
    let outside = paths.map(|path| root.join(path)).filter(|path| !path.starts_with(content));
    let nearest = |path: PathBuf| path.ancestors().skip(1).find(|f| f.is_dir()).map(Path::to_owned);
    outside.filter_map(nearest).collect()
}

impl Surroundings<'_> {
    fn find(&mut self, link: &RepositoryLink) -> Option<RepositoryFile> {
        let Some(absolute) = link.as_str().strip_prefix('/') else {
            let climbs = link.as_str().split('/').take_while(|part| *part == "..").count();
            let path = link.as_str().trim_start_matches("../");
            return self.at(self.root.ancestors().nth(climbs)?, path);
        };
        let at_root = self.at(self.root, absolute);
        at_root.or_else(|| self.at(&self.top.clone()?, absolute))
    }

    /// The file at a path below a folder, if that holds the site and lies in its repository.
    fn at(&mut self, folder: &Path, path: &str) -> Option<RepositoryFile> {
        let top = self.top.as_deref().unwrap_or(self.root);
        let is_above = !folder.starts_with(top);
        let parts = || path.split('/');
        if is_above || path.is_empty() || parts().any(|part| matches!(part, GIT | "..")) {
            return None;
        }
        // No forge follows links.
        let (mut place, mut is_folder) = (folder.to_owned(), true);
        for part in parts() {
            if !is_folder {
                return None;
            }
            place.push(part);
            is_folder = fs::symlink_metadata(&place).ok()?.is_dir();
        }
        if self.ignored.ignores(&place, is_folder) {
            return None;
        }
        let left = self.root.strip_prefix(folder).ok()?.to_str()?.replace('\\', "/");
        Some(RepositoryFile { left, path: path.to_owned() })
    }
}
