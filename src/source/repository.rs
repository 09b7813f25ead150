//! [`Repository`]: what lies around a site in the repository that holds it, as far as pages lead there.

use std::collections::{BTreeMap, BTreeSet};

use crate::base::paths::SourcePath;

/// The files and folders around a site to which its pages lead, by the path that a page gives.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Repository {
    files: BTreeMap<RepositoryLink, RepositoryFile>,
}

/// Where a link leads in a repository: a path from the folder of the site, which may begin with
/// `../`; one that begins with `/` may also start at the top of the repository.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct RepositoryLink(String);

/// A file or folder that lies in the repository of a site and is no part of the site.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct RepositoryFile {
    /// The folders that hold the site and not the file, from the outermost: `docs/handbook`; mostly
    /// empty.
    pub left: String,
    /// The path of the file from the folder that holds both.
    pub path: String,
}

impl RepositoryFile {
    /// The last part of its path.
    pub fn name(&self) -> &str {
        self.path.rsplit('/').next().unwrap_or_default()
    }
}

impl RepositoryLink {
    /// Where a link in the file `from` leads, by its decoded path.
    pub fn new(from: &SourcePath, path: &str) -> Self {
        let is_absolute = path.starts_with('/');
        let folder = if is_absolute { "" } else { from.folder() };
        let mut parts: Vec<&str> = Vec::new();
        for part in folder.split('/').chain(path.split('/')) {
            match part {
                "" | "." => {}
                ".." if parts.last().is_some_and(|last| *last != "..") => {
                    parts.pop();
                }
                part => parts.push(part),
            }
        }
        Self(if is_absolute { "/" } else { "" }.to_owned() + &parts.join("/"))
    }

    /// The path, with or without a slash before it.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Repository {
    /// The repository as far as it can be looked into for these links.
    pub fn of(
        links: &BTreeSet<RepositoryLink>,
        mut find: impl FnMut(&RepositoryLink) -> Option<RepositoryFile>,
    ) -> Self {
        let files = links.iter().filter_map(|link| Some((link.clone(), find(link)?)));
        Self { files: files.collect() }
    }

    /// What a link leads to.
    pub fn get(&self, link: &RepositoryLink) -> Option<&RepositoryFile> {
        self.files.get(link)
    }
}
