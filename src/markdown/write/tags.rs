//! HTML tags as text.

use pulldown_cmark::TagEnd;

/// The start and end tags of inline elements without attributes; empty for all other elements.
pub(super) fn inline_tags(tag: TagEnd) -> (&'static str, &'static str) {
    match tag {
        TagEnd::Emphasis => ("<em>", "</em>"),
        TagEnd::Strong => ("<strong>", "</strong>"),
        TagEnd::Strikethrough => ("<del>", "</del>"),
        TagEnd::Superscript => ("<sup>", "</sup>"),
        TagEnd::Subscript => ("<sub>", "</sub>"),
        _ => ("", ""),
    }
}

/// A string of the interface with `value` in place of its `{}`.
pub(super) fn fill(phrase: &str, value: &str) -> String {
    phrase.replacen("{}", value, 1)
}
