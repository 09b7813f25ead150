//! [`SiteInput`]: the summaries and files that a site is built from.

use std::sync::Arc;

use crate::base::fingerprint::Keyed;
use crate::base::paths::{Anchor, SourcePath};
use crate::page::asset::Asset;
use crate::page::parse::Summary;
use crate::site::tree::FileEntry;

/// The summaries and files that a site is built from.
#[derive(Clone, Copy, Debug, Hash)]
pub struct SiteInput<'a> {
    /// The title of the handbook: that of a home page without a title.
    pub title: &'a str,
    /// The summaries of all pages, in order of their paths.
    pub summaries: &'a [Keyed<&'a Arc<Summary>>],
    /// The files beside pages, below `content`.
    pub assets: &'a [Arc<Asset>],
    /// The files of the theme and of `static`, each with its source.
    pub files: &'a [(SourcePath, FileEntry)],
    /// The pages that ask for a list which the build writes (a bibliography), and the ids of its
    /// entries. Only the first such page of the site gets them.
    pub generated_anchors: (&'a [SourcePath], &'a [Anchor]),
    /// Whether drafts are part of the site.
    pub drafts: bool,
}
