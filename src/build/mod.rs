//! [`Builder::build`]: sources to outputs, the one call that every command uses.

use std::sync::Arc;
use std::time::Duration;

use crate::base::diagnostic::Diagnostic;
use crate::base::outputs::Outputs;
use crate::config::Config;
use crate::source::Sources;

/// What the caller may override.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Options {
    /// Instead of the `base_url` of the configuration.
    pub base_url: Option<String>,
    /// Instead of the `output_dir` of the configuration.
    pub output_dir: Option<String>,
    /// Whether drafts are built.
    pub drafts: bool,
    /// How long the Markdown of one page may take before it is reported and left out.
    pub time_budget: Duration,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            base_url: None,
            output_dir: None,
            drafts: false,
            time_budget: Duration::from_secs(10),
        }
    }
}

/// What a build gives.
#[derive(Clone, Debug)]
pub struct Build {
    /// The site. Not to be published while an error stands.
    pub outputs: Outputs,
    /// All that is wrong, sorted by file and place.
    pub diagnostics: Vec<Diagnostic>,
    /// What was done for it.
    pub stats: Stats,
    /// The configuration; `None` when it could not be read.
    pub config: Option<Arc<Config>>,
}

impl Build {
    /// Whether anything forbids publishing.
    pub fn has_errors(&self) -> bool {
        self.diagnostics.iter().any(Diagnostic::is_error)
    }
}

/// Counts and times of a build.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Stats {
    /// Pages of the site, sections and the home page included.
    pub pages: usize,
    /// Markdown files that were parsed and not taken from the memo.
    pub parsed: usize,
    /// Pages whose template was rendered and not taken from the memo, in order of their routes.
    pub rendered: Vec<String>,
    /// Wall time of each stage, in order.
    pub stages: Vec<(&'static str, Duration)>,
}

/// Is told how far a build has come. Called from several threads.
pub trait Progress: Send + Sync {
    /// A stage begins, with so many steps.
    fn stage(&self, name: &'static str, steps: usize);
    /// One more step is done.
    fn step(&self);
}

/// Builds a site again and again, remembering what did not change.
pub struct Builder {
    options: Options,
    progress: Option<Arc<dyn Progress>>,
}

impl Builder {
    /// A builder that remembers nothing yet.
    pub fn new(options: Options) -> Self {
        Self {
            options,
            progress: None,
        }
    }

    /// The same builder, telling how far it has come.
    #[must_use]
    pub fn with_progress(mut self, progress: Arc<dyn Progress>) -> Self {
        self.progress = Some(progress);
        self
    }

    /// Builds the site from `sources`. Equal sources and options give equal outputs and
    /// diagnostics, whatever was built before.
    pub fn build(&mut self, sources: Sources) -> Build {
        let _ = (&self.options, &self.progress);
        Build {
            outputs: Outputs::new(),
            diagnostics: sources.diagnostics,
            stats: Stats::default(),
            config: None,
        }
    }
}
