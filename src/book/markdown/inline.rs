//! Writes runs of text: words, links, images, code, emphasis, fields.

use std::ops::Range;

use crate::html::event::{HtmlElement, HtmlEvent, end_of};

use crate::book::markdown::text::{destination, escape, fence};
use crate::book::markdown::writer::{MarkdownCopyWriter, is_hidden};

/// A field to fill in by hand.
const FIELD: &str = "\\_\\_\\_\\_";

impl MarkdownCopyWriter<'_> {
    /// A run of text on one line; a line that its author broke ends with a backslash.
    pub(super) fn inline(&self, range: Range<usize>) -> String {
        let mut out = String::new();
        // The markup that is still to be closed, for each element that is open.
        let mut open: Vec<OpenMarkup> = Vec::new();
        let mut at = range.start;
        while at < range.end {
            match &self.events[at] {
                HtmlEvent::Text(text) => push(&mut out, &escape(text)),
                HtmlEvent::Start(element) => {
                    let end = end_of(self.events, at);
                    if let Some(text) = self.atomic(element, at + 1..end) {
                        if text.starts_with('[') && out.ends_with('!') {
                            out.insert(out.len() - 1, '\\');
                        }
                        if text.starts_with('\\') {
                            out.truncate(out.trim_end_matches(' ').len());
                        }
                        out.push_str(&text);
                        at = end;
                    } else {
                        open.push(OpenMarkup::begin(element, &mut out, &open));
                    }
                }
                HtmlEvent::End => {
                    if let Some(mark) = open.pop() {
                        mark.end(&mut out);
                    }
                }
            }
            at += 1;
        }
        out.trim().to_owned()
    }

    /// An element that is written at once; `None` for one whose content is written event by event.
    fn atomic(&self, element: &HtmlElement<'_>, inside: Range<usize>) -> Option<String> {
        if is_hidden(element) {
            return Some(String::new());
        }
        let text = || self.plain(inside.clone());
        Some(match &*element.name {
            "br" => "\\\n".to_owned(),
            "img" => {
                let alt = escape(element.get("alt").unwrap_or_default());
                let src = destination(element.get("src").unwrap_or_default());
                format!("![{alt}]({src})")
            }
            "code" => {
                let code = text().replace('\n', " ");
                let fence = fence(&code, 1);
                let pad = if code.starts_with('`') || code.ends_with('`') { " " } else { "" };
                if code.trim().is_empty() {
                    code
                } else {
                    format!("{fence}{pad}{code}{pad}{fence}")
                }
            }
            "sup" if element.has_class("note-ref") => format!("[^{}]", text().trim()),
            "input" => match element.get("type") {
                Some("checkbox" | "radio") if element.get("checked").is_some() => "[x] ".to_owned(),
                Some("checkbox" | "radio") => "[ ] ".to_owned(),
                Some("hidden") => String::new(),
                _ => format!(" {FIELD}"),
            },
            "textarea" | "select" => format!(" {FIELD}"),
            "svg" | "math" | "progress" | "canvas" => String::new(),
            "span" if element.has_class("hint") => format!("\\\n{}", self.inline(inside)),
            _ => return None,
        })
    }
}

/// Markup that ends where its element ends.
enum OpenMarkup {
    /// An element without markup.
    Nothing,
    /// Delimiters before and after a text, and the byte where the text begins.
    Around(&'static str, &'static str, usize),
    /// A link to an address, and the byte where its text begins.
    Link(String, usize),
}

impl OpenMarkup {
    fn begin(element: &HtmlElement<'_>, out: &mut String, open: &[Self]) -> Self {
        let (before, after) = match &*element.name {
            "a" => {
                let Some(href) = element.get("href").filter(|href| !href.is_empty()) else {
                    return Self::Nothing;
                };
                if out.ends_with('!') {
                    out.insert(out.len() - 1, '\\');
                }
                out.push('[');
                return Self::Link(destination(href), out.len());
            }
            "em" | "i" | "cite" | "var" | "dfn" => ("*", "*"),
            "strong" | "b" | "mark" => ("**", "**"),
            "del" | "s" => ("~~", "~~"),
            "sub" => ("<sub>", "</sub>"),
            "sup" => ("<sup>", "</sup>"),
            "q" => ("“", "”"),
            _ => return Self::Nothing,
        };
        // Nested strong text needs no further delimiters.
        let is_open = |mark: &Self| matches!(mark, Self::Around(sign, ..) if *sign == before);
        if open.iter().any(is_open) {
            return Self::Nothing;
        }
        out.push_str(before);
        Self::Around(before, after, out.len())
    }

    fn end(self, out: &mut String) {
        match self {
            Self::Nothing => {}
            Self::Around(before, after, start) => {
                // Delimiters next to a space would not be parsed as markup.
                let inner = out.split_off(start);
                out.truncate(start - before.len());
                let trimmed = inner.trim();
                if inner.starts_with(' ') && !out.ends_with(' ') {
                    out.push(' ');
                }
                if !trimmed.is_empty() {
                    out.push_str(before);
                    out.push_str(trimmed);
                    out.push_str(after);
                }
                if inner.ends_with(' ') {
                    out.push(' ');
                }
            }
            Self::Link(address, start) => {
                let inner = out.split_off(start);
                out.push_str(inner.trim());
                out.push_str("](");
                out.push_str(&address);
                out.push(')');
                if inner.ends_with(' ') {
                    out.push(' ');
                }
            }
        }
    }
}

/// Appends a text, each run of white space as one space.
fn push(out: &mut String, text: &str) {
    for c in text.chars() {
        // No-break spaces are kept: the author meant them.
        if c.is_ascii_whitespace() {
            if !out.is_empty() && !out.ends_with([' ', '\n']) {
                out.push(' ');
            }
        } else {
            out.push(c);
        }
    }
}
