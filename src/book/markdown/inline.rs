//! Writes runs of text: words, links, images, code, emphasis, fields.

use std::borrow::Cow;

use crate::html::event::{HtmlElement, HtmlEvent, end_of};

use crate::book::markdown::text::{destination, escape, fence};

/// A field to fill in by hand.
const FIELD: &str = "\\_\\_\\_\\_";

/// Whether readers of the page do not see an element, or not where it would stand in a copy.
pub(super) fn is_hidden(element: &HtmlElement<'_>) -> bool {
    element.has_class("visually-hidden") || element.has_class("cell-key")
}

/// The text of some events, not escaped.
pub(super) fn plain(events: &[HtmlEvent<'_>]) -> String {
    let texts = events.iter().filter_map(|event| match event {
        HtmlEvent::Text(text) => Some(&**text),
        _ => None,
    });
    texts.collect()
}

/// A run of text on one line; a line that its author broke ends with a backslash.
pub(super) fn inline(events: &[HtmlEvent<'_>]) -> String {
    let mut out = String::new();
    // The markup that is still to be closed, for each element that is open.
    let mut open: Vec<Option<OpenMarkup>> = Vec::new();
    let mut at = 0;
    while at < events.len() {
        match &events[at] {
            HtmlEvent::Text(text) => push(&mut out, &escape(text)),
            HtmlEvent::Start(element) => {
                let end = end_of(events, at);
                if let Some(text) = atomic(element, &events[at + 1..end]) {
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
                if let Some(mark) = open.pop().flatten() {
                    mark.end(&mut out);
                }
            }
        }
        at += 1;
    }
    out.trim().to_owned()
}

/// An element that is written at once; `None` for one whose content is written event by event.
fn atomic(element: &HtmlElement<'_>, inside: &[HtmlEvent<'_>]) -> Option<String> {
    if is_hidden(element) {
        return Some(String::new());
    }
    Some(match &*element.name {
        "br" => "\\\n".to_owned(),
        "img" => {
            let alt = escape(element.get("alt").unwrap_or_default());
            let src = destination(element.get("src").unwrap_or_default());
            format!("![{alt}]({src})")
        }
        "code" => {
            let code = plain(inside).replace('\n', " ");
            let fence = fence(&code, 1);
            let pad = if code.starts_with('`') || code.ends_with('`') { " " } else { "" };
            if code.trim().is_empty() { code } else { format!("{fence}{pad}{code}{pad}{fence}") }
        }
        "sup" if element.has_class("note-ref") => format!("[^{}]", plain(inside).trim()),
        "input" => match element.get("type") {
            Some("checkbox" | "radio") if element.get("checked").is_some() => "[x] ".to_owned(),
            Some("checkbox" | "radio") => "[ ] ".to_owned(),
            Some("hidden") => String::new(),
            _ => format!(" {FIELD}"),
        },
        "textarea" | "select" => format!(" {FIELD}"),
        "svg" | "math" | "progress" | "canvas" => String::new(),
        "span" if element.has_class("hint") => format!("\\\n{}", inline(inside)),
        _ => return None,
    })
}

/// What begins the text of a link.
const LINK: &str = "[";

/// Markup around the text of an element.
struct OpenMarkup {
    before: &'static str,
    after: Cow<'static, str>,
    /// The byte where the text begins.
    start: usize,
}

impl OpenMarkup {
    /// Begins the markup of an element, if it has any.
    fn begin(element: &HtmlElement<'_>, out: &mut String, open: &[Option<Self>]) -> Option<Self> {
        let (before, after) = match &*element.name {
            "a" => {
                let href = element.get("href").filter(|href| !href.is_empty())?;
                if out.ends_with('!') {
                    out.insert(out.len() - 1, '\\');
                }
                (LINK, format!("]({})", destination(href)).into())
            }
            "em" | "i" | "cite" | "var" | "dfn" => ("*", "*".into()),
            "strong" | "b" | "mark" => ("**", "**".into()),
            "del" | "s" => ("~~", "~~".into()),
            "sub" => ("<sub>", "</sub>".into()),
            "sup" => ("<sup>", "</sup>".into()),
            "q" => ("“", "”".into()),
            _ => return None,
        };
        // Nested strong text needs no further delimiters.
        if before != LINK && open.iter().flatten().any(|mark| mark.before == before) {
            return None;
        }
        out.push_str(before);
        Some(Self { before, after, start: out.len() })
    }

    fn end(self, out: &mut String) {
        let is_link = self.before == LINK;
        let inner = out.split_off(self.start);
        let text = inner.trim();
        out.truncate(self.start - self.before.len());
        // Delimiters next to a space would not be parsed as markup.
        if !is_link && inner.starts_with(' ') && !out.ends_with(' ') {
            out.push(' ');
        }
        if is_link || !text.is_empty() {
            out.extend([self.before, text, &self.after]);
        }
        if inner.ends_with(' ') {
            out.push(' ');
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
