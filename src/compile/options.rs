//! [`BuildOptions`]: what the caller of a build may override.

use std::time::Duration;

use crate::base::diagnostic::Severity;
use crate::config::ConfigOverrides;

/// What the caller may override.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct BuildOptions {
    /// Instead of the `base_url` of the configuration.
    pub base_url: Option<String>,
    /// Instead of the `output_dir` of the configuration.
    pub output_dir: Option<String>,
    /// Whether drafts are built.
    pub drafts: bool,
    /// What is published for readers without a network.
    pub offline: OfflineMode,
    /// Whether a book for reading devices is made of the site.
    pub epub: bool,
    /// How grave it is that an id of `ids.lock` is gone.
    pub vanished_ids: Severity,
    /// How long the Markdown of one page may take before it is reported and left out.
    pub time_budget: Duration,
    /// The day, such as `2026-11-22`, by which reviews are due that shall be told of; `None` for no
    /// word about reviews.
    pub reviews_by: Option<String>,
}

/// What is published for readers without a network.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum OfflineMode {
    /// Nothing.
    Nothing,
    /// A service worker that takes an earlier one away with all that it kept.
    Unregister,
    /// A service worker that keeps pages, with what it needs; a farewell if the configuration does
    /// not want one.
    Worker,
}

impl BuildOptions {
    pub(super) fn overrides(&self) -> ConfigOverrides {
        ConfigOverrides {
            base_url: self.base_url.clone(),
            output_dir: self.output_dir.clone(),
        }
    }
}

impl Default for BuildOptions {
    fn default() -> Self {
        Self {
            base_url: None,
            output_dir: None,
            drafts: false,
            offline: OfflineMode::Nothing,
            epub: false,
            vanished_ids: Severity::Error,
            time_budget: Duration::from_secs(10),
            reviews_by: None,
        }
    }
}
