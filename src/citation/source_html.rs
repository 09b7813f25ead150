//! [`push`]: writes elements that a CSL style formatted as inline HTML without style attributes.

use hayagriva::citationberg::{FontStyle, FontVariant, FontWeight, TextDecoration, VerticalAlign};
use hayagriva::{ElemChild, ElemChildren, Formatting};

use crate::html::escape::{self, push_address};

/// Appends the elements as HTML. Without `links`, links become plain text.
pub(super) fn push(html: &mut String, children: &ElemChildren, links: bool) {
    for child in &children.0 {
        push_child(html, child, links);
    }
}

/// Appends one element or text.
pub(super) fn push_child(html: &mut String, child: &ElemChild, links: bool) {
    match child {
        ElemChild::Text(text) => push_text(html, &text.text, text.formatting),
        ElemChild::Elem(element) => {
            // A field that the style puts on a line or in a column of its own.
            let is_separate = element.display.is_some();
            if is_separate && !html.is_empty() && !html.ends_with(' ') {
                html.push(' ');
            }
            push(html, &element.children, links);
            if is_separate && !html.ends_with(' ') {
                html.push(' ');
            }
        }
        ElemChild::Markup(text) => escape::push_text(html, text),
        ElemChild::Link { text, url } if links && is_web(url) => {
            html.push_str("<a href=\"");
            push_address(html, url);
            html.push_str("\" rel=\"noopener\">");
            push_text(html, &text.text, text.formatting);
            html.push_str("</a>");
        }
        ElemChild::Link { text, .. } => push_text(html, &text.text, text.formatting),
        ElemChild::Transparent { .. } => {}
    }
}

/// Appends text in tags for its formatting.
pub(super) fn push_text(html: &mut String, text: &str, formatting: Formatting) {
    if text.is_empty() {
        return;
    }
    let tags = tags(formatting);
    for (open, _) in &tags {
        html.push_str(open);
    }
    escape::push_text(html, text);
    for (_, close) in tags.iter().rev() {
        html.push_str(close);
    }
}

fn tags(formatting: Formatting) -> Vec<(&'static str, &'static str)> {
    let mut tags = Vec::new();
    if formatting.font_style == FontStyle::Italic {
        tags.push(("<i>", "</i>"));
    }
    if formatting.font_weight == FontWeight::Bold {
        tags.push(("<b>", "</b>"));
    }
    if formatting.text_decoration == TextDecoration::Underline {
        tags.push(("<u>", "</u>"));
    }
    if formatting.font_variant == FontVariant::SmallCaps {
        tags.push(("<span class=\"small-caps\">", "</span>"));
    }
    match formatting.vertical_align {
        VerticalAlign::Sup => tags.push(("<sup>", "</sup>")),
        VerticalAlign::Sub => tags.push(("<sub>", "</sub>")),
        _ => {}
    }
    tags
}

fn is_web(url: &str) -> bool {
    let scheme = url.split("://").next().unwrap_or_default();
    url.contains("://")
        && (scheme.eq_ignore_ascii_case("https") || scheme.eq_ignore_ascii_case("http"))
}
