//! Runs of text: words, links, images, code, emphasis, fields.

use std::ops::Range;

use crate::book::tree::{Element, Event, end_of};

use super::block::Writer;
use super::text::{destination, escape, fence};

/// A field to fill in by hand.
const FIELD: &str = "\\_\\_\\_\\_";

impl Writer<'_> {
    /// A run of text on one line; a line that its author broke ends with a backslash.
    pub(super) fn inline(&self, range: Range<usize>) -> String {
        let mut out = String::new();
        // What stands at the end of each element that is open.
        let mut open: Vec<Mark> = Vec::new();
        let mut at = range.start;
        while at < range.end {
            match &self.events[at] {
                Event::Text(text) => push(&mut out, &escape(text)),
                Event::Start(element) => {
                    let end = end_of(self.events, at);
                    if let Some(whole) = self.whole(element, at + 1..end) {
                        if whole.starts_with('[') && out.ends_with('!') {
                            out.insert(out.len() - 1, '\\');
                        }
                        if whole.starts_with('\\') {
                            out.truncate(out.trim_end_matches(' ').len());
                        }
                        out.push_str(&whole);
                        at = end;
                    } else {
                        open.push(Mark::begin(element, &mut out, &open));
                    }
                }
                Event::End(_) => {
                    if let Some(mark) = open.pop() {
                        mark.end(&mut out);
                    }
                }
            }
            at += 1;
        }
        out.trim().to_owned()
    }

    /// An element that is written as a whole.
    fn whole(&self, element: &Element, inside: Range<usize>) -> Option<String> {
        if is_hidden(element) {
            return Some(String::new());
        }
        let text = || self.plain(inside.clone());
        Some(match element.name.as_str() {
            "br" => "\\\n".to_owned(),
            "img" => {
                let alt = escape(element.get("alt").unwrap_or_default());
                let src = destination(element.get("src").unwrap_or_default());
                format!("![{alt}]({src})")
            }
            "code" => {
                let code = text().replace('\n', " ");
                let fence = fence(&code, 1);
                let pad = if code.starts_with('`') || code.ends_with('`') {
                    " "
                } else {
                    ""
                };
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

    /// The text within, as it is.
    pub(super) fn plain(&self, range: Range<usize>) -> String {
        let texts = self.events[range].iter().filter_map(|event| match event {
            Event::Text(text) => Some(text.as_str()),
            _ => None,
        });
        texts.collect()
    }
}

/// What a reader of the page does not see, or not where it stands in a copy.
pub(super) fn is_hidden(element: &Element) -> bool {
    element.has_class("visually-hidden") || element.has_class("cell-key")
}

/// Markup that ends where its element ends.
enum Mark {
    /// None.
    Nothing,
    /// Signs around a text, and where the text begins.
    Around(&'static str, &'static str, usize),
    /// A link, and where its text begins.
    Link(String, usize),
}

impl Mark {
    fn begin(element: &Element, out: &mut String, open: &[Self]) -> Self {
        let (before, after) = match element.name.as_str() {
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
        // Strong words within strong words are strong.
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
                // Signs with a space inside are none.
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
        // No-break spaces are meant.
        if c.is_ascii_whitespace() {
            if !out.is_empty() && !out.ends_with([' ', '\n']) {
                out.push(' ');
            }
        } else {
            out.push(c);
        }
    }
}
