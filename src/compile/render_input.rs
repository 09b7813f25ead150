//! [`RenderInput`]: everything that rendering reads.

use std::sync::Arc;

use crate::base::fingerprint::Fingerprint;
use crate::citation::bibliography::Bibliography;
use crate::config::Config;
use crate::features::SiteFeatures;
use crate::render::engine::Engine;
use crate::resolve::directives::Directives;
use crate::resolve::urls::Urls;
use crate::site::tree::Site;
use crate::theme::Theme;

use crate::compile::options::OfflineMode;
use crate::compile::parsing::ParsedFiles;

/// Everything that rendering reads.
pub(super) struct RenderInput<'a> {
    pub(super) site: &'a Arc<Site>,
    pub(super) config: &'a Arc<Config>,
    pub(super) theme: &'a Theme,
    pub(super) urls: &'a Urls,
    /// `None` if a template does not compile: then references are checked, and nothing is rendered.
    pub(super) engine: Option<&'a Engine>,
    /// The directives there are, if the templates compile.
    pub(super) directives: Option<&'a Directives>,
    /// What features know of the site.
    pub(super) features: &'a Arc<SiteFeatures>,
    /// The sources that pages cite.
    pub(super) bibliography: &'a Arc<Bibliography>,
    pub(super) parsed: &'a ParsedFiles,
    /// The key of what looking up reads besides the site: configuration and addresses.
    pub(super) lookup_key: Fingerprint,
    /// What is published for readers without a network.
    pub(super) offline: OfflineMode,
}
