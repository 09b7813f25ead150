//! [`MarkdownInput`]: the Markdown to parse.

use std::ops::Range;
use std::sync::Arc;

use crate::base::paths::SourcePath;

/// The Markdown of a page, or of the body of a directive.
#[derive(Clone, Debug)]
pub struct MarkdownInput<'a> {
    /// The file of the text, for messages.
    pub path: &'a SourcePath,
    /// The whole text of the file; spans are bytes of this text.
    pub text: &'a Arc<str>,
    /// The bytes of the text to parse.
    pub body: Range<usize>,
    /// The title in the front matter, if there is one.
    pub title: Option<&'a str>,
}
