//! [`PublishTarget`] and [`PublishOptions`]: where and how to publish.

use std::path::PathBuf;

use crate::base::fingerprint::Fingerprint;
use crate::base::outputs::PageSources;
use crate::source::{ContentFolder, STATIC, TEMPLATES, THEMES};

/// The output folder of a site, and the folders that must not be hit.
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
    /// The sources of the pages of the site, to know again a page that moves.
    pub page_sources: PageSources,
    /// The fingerprint of everything that the site is built from, by which a later build can tell
    /// that there is nothing to do; `None` if more than that decides what it says.
    pub inputs: Option<Fingerprint>,
}

impl PublishTarget {
    /// The target of a site with this content, for the user of this process. In a shared folder the
    /// output may lie among the content, of which it is no part.
    pub fn of_site(
        root: impl Into<PathBuf>,
        content: &ContentFolder,
        output: impl Into<PathBuf>,
    ) -> Self {
        let root = root.into();
        let content = (!content.is_shared()).then_some(content.as_str());
        let sources = content.into_iter().chain([THEMES, TEMPLATES, STATIC]);
        Self {
            sources: sources.map(|name| root.join(name)).collect(),
            root,
            output: output.into(),
            home: std::env::home_dir(),
            page_sources: PageSources::new(),
            inputs: None,
        }
    }

    /// The target, with the sources of the pages of the site.
    #[must_use]
    pub fn with_page_sources(self, page_sources: PageSources) -> Self {
        Self { page_sources, ..self }
    }
}

/// The permissions that the caller gives.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct PublishOptions {
    /// Whether to write into a folder that holds files of others, and over such files where the
    /// site has one of the same path. None of them is deleted.
    pub force: bool,
}
