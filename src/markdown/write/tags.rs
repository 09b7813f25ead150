//! HTML tags and attributes as text.

use pulldown_cmark::TagEnd;
use pulldown_cmark_escape::escape_html;

/// Appends ` name="value"`, the value escaped.
pub(super) fn push_attribute(html: &mut String, name: &str, value: &str) {
    html.push(' ');
    html.push_str(name);
    html.push_str("=\"");
    let _ = escape_html(&mut *html, value);
    html.push('"');
}

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
