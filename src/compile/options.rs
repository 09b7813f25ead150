//! [`BuildOptions`]: the options that the caller of a build can set.

use crate::base::diagnostic::Severity;
use crate::config::lints::LintLevels;

/// The options of a build.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct BuildOptions {
    /// Overrides the `base_url` of the configuration.
    pub base_url: Option<String>,
    /// Overrides the `output_dir` of the configuration.
    pub output_dir: Option<String>,
    /// Overrides the `edit_url` of the configuration.
    pub edit_url: Option<String>,
    /// Overrides the `report_url` of the configuration.
    pub report_url: Option<String>,
    /// Whether drafts are part of the site.
    pub drafts: bool,
    /// The service worker that is published.
    pub offline: OfflineMode,
    /// The book that is made of the site besides its pages.
    pub book: BookForm,
    /// The severity of an id of `ids.lock` that vanished.
    pub vanished_ids: Severity,
    /// The steps that reading the Markdown of one page may take before the page is reported and cut.
    pub work_limit: usize,
    /// Levels of the codes of diagnostics, which replace those of the configuration.
    pub lints: LintLevels,
    /// Whether the faults of the baseline are left out of the diagnostics.
    pub baseline: bool,
    /// A day, such as `2026-11-22`: reviews due until then are reported; `None` to report none.
    pub reviews_by: Option<String>,
}

/// A form of all pages together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BookForm {
    /// No book but the page for paper, where the site has one.
    Nothing,
    /// An EPUB.
    Epub,
    /// The page for paper, which a site without one gets too.
    Paper,
}

/// The service worker that is published for readers without a network.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OfflineMode {
    /// The site gets no service worker.
    Nothing,
    /// A service worker that unregisters an earlier one and deletes its caches.
    Unregister,
    /// A service worker that caches pages, with its precache list; one that unregisters itself if
    /// the configuration wants none.
    Worker,
}

impl Default for BuildOptions {
    fn default() -> Self {
        Self {
            base_url: None,
            output_dir: None,
            edit_url: None,
            report_url: None,
            drafts: false,
            offline: OfflineMode::Nothing,
            book: BookForm::Nothing,
            vanished_ids: Severity::Error,
            work_limit: 10_000_000,
            lints: LintLevels::default(),
            baseline: true,
            reviews_by: None,
        }
    }
}
