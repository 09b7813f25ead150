//! [`LeftOut`]: what in a folder of other things is not read: hidden files, what `.gitignore` names,
//! the work of tools, and files whose names say that they are secret.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use ignore::Match;
use ignore::gitignore::Gitignore;

use crate::source::names::{is_hidden, is_secret};

/// The names of folders that tools fill.
const TOOL_FOLDERS: [&str; 4] = ["node_modules", "target", "venv", "__pycache__"];

/// The rules by which files and folders are left out.
pub struct LeftOut {
    ignored: GitIgnored,
}

/// The rules by which git ignores files and folders.
pub struct GitIgnored {
    root: PathBuf,
    /// The rules of each folder that has some.
    gitignores: BTreeMap<PathBuf, Option<Gitignore>>,
    /// The rules of folders above the root, the nearest first, up to the top of a repository.
    above: Vec<Gitignore>,
}

impl LeftOut {
    /// The rules for a folder, given by its path without symbolic links.
    pub fn new(root: &Path) -> Self {
        Self { ignored: GitIgnored::new(root) }
    }

    /// Whether a file or folder is left out, given that the folders above it are not.
    pub fn leaves_out(&mut self, path: &Path, is_folder: bool) -> bool {
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        is_hidden(path)
            || (if is_folder { is_of_tools(path, &name) } else { is_secret(&name) })
            || self.ignored.ignores_itself(path, is_folder)
    }

    /// Whether a file or folder below the root is left out, or a folder above it.
    pub fn leaves_out_with_folders(&mut self, path: &Path, is_folder: bool) -> bool {
        let root = self.ignored.root.clone();
        within(path, &root).any(|above| self.leaves_out(above, is_folder || above != path))
    }
}

impl GitIgnored {
    /// The rules for a folder, given by its path without symbolic links.
    pub fn new(root: &Path) -> Self {
        Self { root: root.to_owned(), gitignores: BTreeMap::new(), above: above(root) }
    }

    /// Whether git ignores a file or folder below the root, or a folder above it.
    pub fn ignores(&mut self, path: &Path, is_folder: bool) -> bool {
        let root = self.root.clone();
        within(path, &root).any(|above| self.ignores_itself(above, is_folder || above != path))
    }

    fn ignores_itself(&mut self, path: &Path, is_folder: bool) -> bool {
        for folder in path.ancestors().skip(1) {
            if !folder.starts_with(&self.root) {
                break;
            }
            let rules = self.gitignores.entry(folder.to_owned()).or_insert_with(|| rules(folder));
            match rules.as_ref().map_or(Match::None, |rules| rules.matched(path, is_folder)) {
                Match::None => {}
                found => return found.is_ignore(),
            }
        }
        let found = self.above.iter().map(|rules| rules.matched(path, is_folder));
        found.into_iter().find(|found| !found.is_none()).is_some_and(|found| found.is_ignore())
    }
}

/// A path and the folders above it, below a root.
fn within<'p>(path: &'p Path, root: &'p Path) -> impl Iterator<Item = &'p Path> {
    path.ancestors().take_while(move |above| *above != root && above.starts_with(root))
}

/// The rules of git in a folder; `None` without any.
fn rules(folder: &Path) -> Option<Gitignore> {
    let file = folder.join(".gitignore");
    // A link might lead out of the folder.
    fs::symlink_metadata(&file).ok().filter(fs::Metadata::is_file)?;
    Some(Gitignore::new(file).0)
}

/// The rules of folders above a folder, if it lies in a repository.
fn above(root: &Path) -> Vec<Gitignore> {
    let Some(top) = root.ancestors().find(|folder| folder.join(".git").exists()) else {
        return Vec::new();
    };
    let folders = root.ancestors().skip(1).take_while(|folder| folder.starts_with(top));
    folders.filter_map(rules).collect()
}

fn is_of_tools(path: &Path, name: &str) -> bool {
    TOOL_FOLDERS.contains(&name) || path.join("pyvenv.cfg").exists()
}
