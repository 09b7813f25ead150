//! [`RenderInput`]: the input of rendering.

use std::sync::Arc;

use crate::base::fingerprint::Fingerprint;
use crate::base::spool::Spool;
use crate::config::Config;
use crate::features::FeatureSet;
use crate::features::site::{FeatureFiles, SiteFeatures};
use crate::render::engine::Engine;
use crate::resolve::directives::Directives;
use crate::resolve::urls::Urls;
use crate::site::tree::Site;
use crate::theme::Theme;

use crate::compile::options::OfflineMode;
use crate::compile::parsing::ParsedFiles;

/// The input of rendering: everything that it reads.
pub(super) struct RenderInput<'a> {
    pub(super) site: &'a Arc<Site>,
    pub(super) config: &'a Arc<Config>,
    pub(super) theme: &'a Theme,
    pub(super) urls: &'a Urls,
    /// The compiled templates; `None` if one does not compile: references are then checked, and
    /// nothing is rendered.
    pub(super) engine: Option<&'a Engine>,
    /// The directives that pages can use, if the templates compile.
    pub(super) directives: Option<&'a Directives>,
    /// The features of the build.
    pub(super) feature_set: &'a FeatureSet,
    /// The site-wide values of features.
    pub(super) features: &'a Arc<SiteFeatures>,
    /// The files that features read besides pages.
    pub(super) feature_files: &'a Arc<FeatureFiles>,
    pub(super) parsed: &'a ParsedFiles,
    /// The fingerprint of everything that look-ups read besides the site: configuration, addresses,
    /// files of features, directives of the theme.
    pub(super) lookup_key: Fingerprint,
    /// Where bytes go that would fill the memory.
    pub(super) spool: Option<&'a Arc<Spool>>,
    /// The service worker that is published.
    pub(super) offline: OfflineMode,
}
