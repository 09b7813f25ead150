//! [`MarkdownCopyWriter`]: the events of a body, and the ways to look at them that all writers
//! share.

use std::ops::Range;

use crate::html::event::{HtmlElement, HtmlEvent, outermost};

/// Writes the events of a body as Markdown: blocks in `block`, `list` and `table`, text in
/// `inline`.
pub(super) struct MarkdownCopyWriter<'e> {
    pub(super) events: &'e [HtmlEvent<'e>],
}

impl MarkdownCopyWriter<'_> {
    /// The text in a range of events, not escaped.
    pub(super) fn plain(&self, range: Range<usize>) -> String {
        let texts = self.events[range].iter().filter_map(|event| match event {
            HtmlEvent::Text(text) => Some(&**text),
            _ => None,
        });
        texts.collect()
    }

    /// The outermost elements with one of the names in a range of events, each with the range of
    /// its content.
    pub(super) fn elements(
        &self,
        range: Range<usize>,
        names: &[&str],
    ) -> Vec<(&HtmlElement<'_>, Range<usize>)> {
        outermost(self.events, range, |element| names.contains(&&*element.name))
    }
}

/// Whether readers of the page do not see an element, or not where it would stand in a copy.
pub(super) fn is_hidden(element: &HtmlElement<'_>) -> bool {
    element.has_class("visually-hidden") || element.has_class("cell-key")
}
