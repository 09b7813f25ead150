//! [`CopyBlock`]: blocks of Markdown, and the elements that become them.

use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

use crate::html::event::{HtmlElement, HtmlEvent, end_of};
use crate::html::names::words;

use crate::book::markdown::text::{fence, indent, line};
use crate::book::markdown::writer::{MarkdownCopyWriter, is_hidden};

/// The depth to which blocks may be nested; deeper blocks are written as their text.
const DEEPEST: usize = 64;

/// Elements that are blocks and no part of a run of text.
static BLOCKS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    words(
        "address article aside blockquote body caption center dd details div dl dt fieldset \
         figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu \
         nav ol p pre search section summary table tbody td tfoot th thead tr ul",
    )
});

/// The kind of a block, on which the gap before the next one depends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CopyBlockKind {
    /// A text without a paragraph of its own.
    Words,
    /// A list.
    List,
    /// An answer, one of several to choose from.
    Choice,
    /// Any other block.
    Other,
}

/// A block as Markdown without a line end.
#[derive(Clone, Debug)]
pub(super) struct CopyBlock {
    pub(super) kind: CopyBlockKind,
    pub(super) text: String,
}

impl CopyBlock {
    fn other(text: String) -> Self {
        Self { kind: CopyBlockKind::Other, text }
    }
}

/// Joins blocks, with an empty line between most.
pub(super) fn join(blocks: &[CopyBlock]) -> String {
    let mut text = String::new();
    let mut before: Option<CopyBlockKind> = None;
    for block in blocks.iter().filter(|block| !block.text.is_empty()) {
        match (before, block.kind) {
            (None, _) => {}
            (Some(CopyBlockKind::Words), CopyBlockKind::List)
            | (Some(CopyBlockKind::Choice), CopyBlockKind::Choice) => text.push('\n'),
            _ => text.push_str("\n\n"),
        }
        text.push_str(&block.text);
        before = Some(block.kind);
    }
    text
}

impl MarkdownCopyWriter<'_> {
    /// The blocks of a range; words between them are blocks too.
    pub(super) fn blocks(&self, range: Range<usize>, depth: usize) -> Vec<CopyBlock> {
        let mut blocks = Vec::new();
        let mut words = range.start..range.start;
        let mut at = range.start;
        while at < range.end {
            let end = end_of(self.events, at);
            match &self.events[at] {
                HtmlEvent::Start(element) if depth < DEEPEST && self.is_block(element, at, end) => {
                    self.words(words, &mut blocks);
                    if !is_hidden(element) {
                        self.block(element, at + 1..end, depth + 1, &mut blocks);
                    }
                    words = end + 1..end + 1;
                }
                _ => words.end = end + 1,
            }
            at = end + 1;
        }
        self.words(words, &mut blocks);
        blocks
    }

    fn is_block(&self, element: &HtmlElement<'_>, at: usize, end: usize) -> bool {
        BLOCKS.contains(&*element.name) || is_choice(&self.events[at..end])
    }

    fn words(&self, range: Range<usize>, blocks: &mut Vec<CopyBlock>) {
        let text = self.inline(range);
        if !text.is_empty() {
            blocks.push(CopyBlock { kind: CopyBlockKind::Words, text: line(&text) });
        }
    }

    fn block(
        &self,
        element: &HtmlElement<'_>,
        inside: Range<usize>,
        depth: usize,
        blocks: &mut Vec<CopyBlock>,
    ) {
        let block = match &*element.name {
            name @ ("h1" | "h2" | "h3" | "h4" | "h5" | "h6") => {
                let level = name[1..].parse().unwrap_or(6);
                let text = self.inline(inside).replace("\\\n", " ");
                CopyBlock::other(format!("{} {text}", "#".repeat(level)))
            }
            "p" if element.has_class("alert-title") => return,
            "p" | "figcaption" | "address" | "dt" => CopyBlock::other(line(&self.inline(inside))),
            "legend" | "caption" => CopyBlock::other(bold(&self.inline(inside))),
            "summary" if !self.has_heading(inside.clone()) => {
                CopyBlock::other(bold(&self.inline(inside)))
            }
            "label" => self.choice(inside),
            "ul" | "ol" | "menu" => self.list(element, inside, depth),
            "dl" => self.definitions(inside, depth),
            "pre" => self.code(element, inside),
            "blockquote" => quote("", &join(&self.blocks(inside, depth))),
            "div" if element.has_class("alert") => {
                let kind = alert(element);
                quote(&kind, &join(&self.blocks(inside, depth)))
            }
            "table" => return self.table(inside, depth, blocks),
            "hr" => CopyBlock::other("---".to_owned()),
            "section" if element.has_class("notes") => self.notes(inside, depth),
            _ => return blocks.extend(self.blocks(inside, depth)),
        };
        blocks.push(block);
    }

    fn has_heading(&self, range: Range<usize>) -> bool {
        self.events[range].iter().any(|event| {
            let HtmlEvent::Start(element) = event else {
                return false;
            };
            matches!(&*element.name, "h2" | "h3" | "h4" | "h5" | "h6")
        })
    }

    /// An answer to choose.
    fn choice(&self, inside: Range<usize>) -> CopyBlock {
        CopyBlock {
            kind: CopyBlockKind::Choice,
            text: format!("- {}", indent(&self.inline(inside), "  ")),
        }
    }

    fn code(&self, element: &HtmlElement<'_>, inside: Range<usize>) -> CopyBlock {
        let code = self.plain(inside);
        let code = code.strip_suffix('\n').unwrap_or(&code);
        let fence = fence(code, 3);
        let language = element.get("data-language").unwrap_or_default();
        CopyBlock::other(format!("{fence}{language}\n{code}\n{fence}"))
    }

    /// The notes at the end of a page.
    fn notes(&self, inside: Range<usize>, depth: usize) -> CopyBlock {
        let mut notes = Vec::new();
        for (_, item) in self.elements(inside, &["li"]) {
            let text = join(&self.blocks(item, depth));
            notes.push(format!("[^{}]: {}", notes.len() + 1, indent(&text, "    ")));
        }
        CopyBlock::other(notes.join("\n\n"))
    }
}

/// Whether events are a label around the box or button of an answer.
fn is_choice(events: &[HtmlEvent<'_>]) -> bool {
    matches!(events.first(), Some(HtmlEvent::Start(label)) if label.name == "label")
        && events.iter().any(|event| {
            matches!(event, HtmlEvent::Start(input) if input.name == "input"
                && matches!(input.get("type"), Some("radio" | "checkbox")))
        })
}

/// The first line of an alert.
fn alert(element: &HtmlElement<'_>) -> String {
    let classes = element.get("class").unwrap_or_default();
    let kind = classes.split_ascii_whitespace().find_map(|class| class.strip_prefix("alert-"));
    match kind {
        Some(kind) => format!("[!{}]\n", kind.to_ascii_uppercase()),
        None => String::new(),
    }
}

fn quote(head: &str, text: &str) -> CopyBlock {
    let text = format!("{head}{text}");
    let lines = text.trim_end().split('\n').map(|line| match line {
        "" => ">".to_owned(),
        line => format!("> {line}"),
    });
    CopyBlock::other(lines.collect::<Vec<_>>().join("\n"))
}

fn bold(text: &str) -> String {
    if text.is_empty() || text.contains("**") {
        return line(text);
    }
    format!("**{text}**")
}
