//! Writes lists, and lists of definitions.

use std::ops::Range;

use crate::book::html::{HtmlElement, HtmlEvent, end_of};

use crate::book::markdown::block::{CopyBlock, CopyBlockKind, join};
use crate::book::markdown::text::indent;
use crate::book::markdown::writer::MarkdownCopyWriter;

impl MarkdownCopyWriter<'_> {
    /// A list; one whose items are several blocks has empty lines between them.
    pub(super) fn list(&self, list: &HtmlElement, inside: Range<usize>, depth: usize) -> CopyBlock {
        let mut number: Option<u32> = (list.name == "ol").then(|| {
            let start = list.get("start").and_then(|start| start.parse().ok());
            start.unwrap_or(1)
        });
        let mut items = Vec::new();
        for item in self.elements(inside, "li") {
            let marker = match &mut number {
                Some(number) => {
                    let marker = format!("{number}. ");
                    *number = number.saturating_add(1);
                    marker
                }
                None => "- ".to_owned(),
            };
            let text = join(&self.blocks(item, depth));
            let text = indent(&text, &" ".repeat(marker.len()));
            items.push(format!("{marker}{text}").trim_end().to_owned());
        }
        let is_loose = items.iter().any(|item| item.contains("\n\n"));
        CopyBlock {
            kind: CopyBlockKind::List,
            text: items.join(if is_loose { "\n\n" } else { "\n" }),
        }
    }

    /// Terms, each with its definitions below it.
    pub(super) fn definitions(&self, inside: Range<usize>, depth: usize) -> CopyBlock {
        let mut text = String::new();
        let mut at = inside.start;
        while at < inside.end {
            if let HtmlEvent::Start(element) = &self.events[at] {
                let end = end_of(self.events, at);
                match element.name.as_str() {
                    "dt" => {
                        let gap = if text.is_empty() { "" } else { "\n\n" };
                        let term = self.inline(at + 1..end);
                        text.push_str(&format!("{gap}{term}"));
                        at = end;
                    }
                    "dd" => {
                        let definition = join(&self.blocks(at + 1..end, depth));
                        text.push_str(&format!("\n: {}", indent(&definition, "  ")));
                        at = end;
                    }
                    _ => {}
                }
            }
            at += 1;
        }
        CopyBlock { kind: CopyBlockKind::Other, text }
    }
}
