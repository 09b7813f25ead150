//! HTML tags as text.

use pulldown_cmark::{Tag, TagEnd};

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

/// The name of the element that stands for an element of Markdown, as far as it decides what else
/// ends before it.
pub(super) fn container_name(tag: &Tag<'_>) -> &'static str {
    match tag {
        Tag::Paragraph => "p",
        Tag::Heading { .. } | Tag::CodeBlock(_) | Tag::Table(_) => "div",
        Tag::BlockQuote(_) => "blockquote",
        Tag::List(Some(_)) => "ol",
        Tag::List(None) => "ul",
        Tag::Item => "li",
        Tag::DefinitionList => "dl",
        Tag::DefinitionListTitle => "dt",
        Tag::DefinitionListDefinition => "dd",
        Tag::TableHead | Tag::TableRow => "tr",
        Tag::TableCell => "td",
        Tag::Link { .. } => "a",
        Tag::Emphasis => "em",
        Tag::Strong => "strong",
        _ => "",
    }
}
