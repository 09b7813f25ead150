//! [`MarkdownInput`]: the Markdown of a page.

use std::ops::Range;
use std::sync::Arc;

use crate::base::paths::SourcePath;

/// The Markdown of a page, or of the body of a directive.
#[derive(Clone, Debug)]
pub struct MarkdownInput<'a> {
    /// The file, for messages.
    pub path: &'a SourcePath,
    /// Its whole text; spans are bytes of it.
    pub text: &'a Arc<str>,
    /// The bytes of the body.
    pub body: Range<usize>,
    /// The title in the front matter, if there is one.
    pub title: Option<&'a str>,
}
