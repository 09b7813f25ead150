//! [`Build`]: what a build gives.

use std::sync::Arc;
use std::time::Duration;

use crate::base::diagnostic::Diagnostic;
use crate::base::outputs::Outputs;
use crate::config::Config;
use crate::epub::EpubArchive;
use crate::features::SiteFeatures;
use crate::site::tree::Site;

/// What a build gives.
#[derive(Clone, Debug)]
pub struct Build {
    /// The site. Not to be published while an error stands.
    pub outputs: Outputs,
    /// The site as a book for reading devices, if one was asked for and there is anything to read.
    pub epub: Option<EpubArchive>,
    /// All that is wrong, sorted by file and place.
    pub diagnostics: Vec<Diagnostic>,
    /// What was done for it.
    pub stats: BuildStats,
    /// The configuration; `None` when it could not be read.
    pub config: Option<Arc<Config>>,
    /// The pages and their routes.
    pub site: Arc<Site>,
    /// What features know of the site.
    pub features: Arc<SiteFeatures>,
}

impl Build {
    /// Whether anything forbids publishing.
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(Diagnostic::is_error)
    }
}

/// Counts and times of a build.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BuildStats {
    /// Pages of the site, sections and the home page included.
    pub pages: usize,
    /// Markdown files that were parsed and not taken from the memo.
    pub parsed: usize,
    /// Pages whose template was rendered and not taken from the memo, in order of their routes.
    pub rendered: Vec<String>,
    /// Wall time of each stage, in order.
    pub stages: Vec<(&'static str, Duration)>,
}
