//! [`MarkdownCopyWriter`]: the events of a body, and the ways to look at them that all writers
//! share.

use std::ops::Range;

use crate::book::html::{HtmlElement, HtmlEvent, end_of};

/// Writes the events of a body as Markdown: blocks in `block`, `list` and `table`, text in
/// `inline`.
pub(super) struct MarkdownCopyWriter<'e> {
    pub(super) events: &'e [HtmlEvent],
}

impl MarkdownCopyWriter<'_> {
    /// The text in a range of events, not escaped.
    pub(super) fn plain(&self, range: Range<usize>) -> String {
        let texts = self.events[range].iter().filter_map(|event| match event {
            HtmlEvent::Text(text) => Some(text.as_str()),
            _ => None,
        });
        texts.collect()
    }

    /// The insides of the outermost elements with a name, in a range of events.
    pub(super) fn elements(&self, range: Range<usize>, name: &str) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        let mut at = range.start;
        while at < range.end {
            if let HtmlEvent::Start(element) = &self.events[at]
                && element.name == name
            {
                let end = end_of(self.events, at);
                found.push(at + 1..end);
                at = end;
            }
            at += 1;
        }
        found
    }
}

/// Whether readers of the page do not see an element, or not where it would stand in a copy.
pub(super) fn is_hidden(element: &HtmlElement) -> bool {
    element.has_class("visually-hidden") || element.has_class("cell-key")
}
