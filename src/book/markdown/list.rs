//! Writes lists, and lists of definitions.

use std::ops::Range;

use crate::html::event::HtmlElement;

use crate::book::markdown::block::{CopyBlock, CopyBlockKind, join};
use crate::book::markdown::text::indent;
use crate::book::markdown::writer::MarkdownCopyWriter;

impl MarkdownCopyWriter<'_> {
    /// A list; one whose items are several blocks has empty lines between them.
    pub(super) fn list(
        &self,
        list: &HtmlElement<'_>,
        inside: Range<usize>,
        depth: usize,
    ) -> CopyBlock {
        let mut number: Option<u32> = (list.name == "ol").then(|| {
            let start = list.get("start").and_then(|start| start.parse().ok());
            start.unwrap_or(1)
        });
        let mut items = Vec::new();
        for (_, item) in self.elements(inside, &["li"]) {
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
        for (element, inside) in self.elements(inside, &["dt", "dd"]) {
            if element.name == "dt" {
                let gap = if text.is_empty() { "" } else { "\n\n" };
                text.push_str(&format!("{gap}{}", self.inline(inside)));
            } else {
                let definition = join(&self.blocks(inside, depth));
                text.push_str(&format!("\n: {}", indent(&definition, "  ")));
            }
        }
        CopyBlock { kind: CopyBlockKind::Other, text }
    }
}
