//! [`Build`]: the result of a build.

use std::sync::Arc;
use std::time::Duration;

use crate::base::diagnostic::{Diagnostic, DiagnosticTotals};
use crate::base::fingerprint::Fingerprint;
use crate::base::outputs::{Output, Outputs, PageSources, former_source};
use crate::base::paths::{OutputPath, SourcePath};
use crate::config::Config;
use crate::epub::EpubArchive;
use crate::features::site::SiteFeatures;
use crate::hosting::host::HostFile;
use crate::hosting::output_files;
use crate::hosting::plan::HostingPlan;
use crate::hosting::rules::REDIRECTS;
use crate::site::lock::IdLock;
use crate::site::tree::Site;

/// The result of a build.
#[derive(Clone, Debug)]
pub struct Build {
    /// The files of the site. Not to be published if there are errors.
    pub outputs: Outputs,
    /// How the files are to be served.
    pub hosting: HostingPlan,
    /// The site as an EPUB, if one was asked for and there is anything to read.
    pub epub: Option<EpubArchive>,
    /// All diagnostics of the build, sorted by file and place.
    pub diagnostics: Vec<Diagnostic>,
    /// The number of faults that the baseline knows, which are no diagnostics.
    pub known_faults: usize,
    /// The totals of the diagnostics of files with very many that are left out.
    pub left_out: DiagnosticTotals,
    /// The counts and times of the build.
    pub stats: BuildStats,
    /// The configuration of the site; `None` when it could not be read.
    pub config: Option<Arc<Config>>,
    /// The pages of the site and their routes.
    pub site: Arc<Site>,
    /// What the lock file says of the ids and pages that must stay.
    pub lock: Arc<IdLock>,
    /// The fingerprints of the Markdown files, drafts included, in order of their paths.
    pub page_files: Vec<(SourcePath, Fingerprint)>,
    /// The site-wide values of features.
    pub features: Arc<SiteFeatures>,
}

impl Build {
    /// The fingerprints of the files of the pages of the site, and of what its former addresses lead
    /// to, by which a page that moves is known again.
    pub fn page_sources(&self) -> PageSources {
        let file_of = |path: &SourcePath| {
            let at = self.page_files.binary_search_by(|(file, _)| file.cmp(path)).ok()?;
            Some(self.page_files[at].1)
        };
        let pages = self
            .site
            .with_files()
            .filter_map(|(_, node, summary)| Some((node.route.output(), file_of(&summary.path)?)));
        let former = self.site.aliases.iter().map(|(alias, node)| {
            (alias.output(), former_source(&self.site.nodes[*node].route.output()))
        });
        pages.chain(former).collect()
    }

    /// The totals of all diagnostics.
    pub fn totals(&self) -> DiagnosticTotals {
        DiagnosticTotals::of(&self.diagnostics) + self.left_out
    }

    /// Whether anything forbids publishing.
    pub fn has_errors(&self) -> bool {
        self.totals().errors > 0
    }

    /// The files of the site's own in the place of those that tell its host what to do.
    pub fn own_host_files(&self) -> Vec<&'static str> {
        let host = self.config.as_ref().and_then(|config| config.hosting.host());
        let is_own = |file: &HostFile| {
            let path = OutputPath::new(file.path).ok();
            let output = path.and_then(|path| self.outputs.get(&path));
            // Rules of the site's own come before those of the build, and replace none.
            let is_below = |o: &Output| {
                file.path == REDIRECTS
                    && o.in_memory().is_some_and(|bytes| bytes.ends_with(file.text.as_bytes()))
            };
            output.is_some_and(|o| {
                !is_below(o) && o.fingerprint() != Output::bytes(file.text.as_bytes()).fingerprint()
            })
        };
        let files = output_files(host, &self.hosting);
        files.into_iter().filter(is_own).map(|file| file.path).collect()
    }
}

/// Counts and times of a build.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BuildStats {
    /// The number of pages of the site, sections and the home page included.
    pub pages: usize,
    /// The number of Markdown files that were parsed and not taken from the memo.
    pub parsed: usize,
    /// The routes of pages that were rendered and not taken from the memo, sorted.
    pub rendered: Vec<String>,
    /// The wall time of each stage, in order.
    pub stages: Vec<(&'static str, Duration)>,
}
