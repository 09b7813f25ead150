//! [`SiteInput`]: the summaries and files that a site is built from.

use std::sync::Arc;

use crate::base::paths::{Anchor, SourcePath};
use crate::page::asset::Asset;
use crate::page::parse::Summary;
use crate::site::tree::FileEntry;

/// The summaries and files that a site is built from.
#[derive(Clone, Copy, Debug)]
pub struct SiteInput<'a> {
    /// The title of the handbook, for a home page without one.
    pub title: &'a str,
    /// The summaries of all pages, in order of their paths.
    pub summaries: &'a [Arc<Summary>],
    /// Files beside the pages, below `content`.
    pub assets: &'a [Arc<Asset>],
    /// Files of the theme and of `static`: source, place in the output, size if an image.
    pub files: &'a [(SourcePath, FileEntry)],
    /// The pages one of which, the first in order, lists things that its own file does not name; and
    /// their ids.
    pub generated_anchors: (&'a [SourcePath], &'a [Anchor]),
    /// Whether drafts are part of the site.
    pub drafts: bool,
}
