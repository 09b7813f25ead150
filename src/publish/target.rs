//! [`PublishTarget`] and [`PublishOptions`]: the settings of a publish.

use std::path::PathBuf;

use crate::source::{CONTENT, STATIC, TEMPLATES, THEMES};

/// Where a site is written, and what must not be hit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishTarget {
    /// The absolute path of the site's folder, which holds `handbook.toml`.
    pub root: PathBuf,
    /// The absolute path of the output folder. It need not exist.
    pub output: PathBuf,
    /// The absolute paths of the folders that a build reads. They need not exist.
    pub sources: Vec<PathBuf>,
    /// The home folder of the user, if there is one.
    pub home: Option<PathBuf>,
}

impl PublishTarget {
    /// The target of a site with the usual source folders, for the user of this process.
    pub fn of_site(root: impl Into<PathBuf>, output: impl Into<PathBuf>) -> Self {
        let root = root.into();
        let sources = [CONTENT, THEMES, TEMPLATES, STATIC];
        Self {
            sources: sources.iter().map(|name| root.join(name)).collect(),
            root,
            output: output.into(),
            home: std::env::home_dir(),
        }
    }
}

/// What the caller allows.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PublishOptions {
    /// Write into a folder that holds other people's files, and over such files where the site has
    /// one of the same name. Nothing is deleted.
    pub force: bool,
}
