//! [`Writer`]: blocks, one after the other.

use std::ops::Range;

use crate::book::tree::{Element, Event, end_of};

use super::inline::is_hidden;
use super::text::{fence, indent, line};

/// How deep blocks may stand in one another; what is deeper is written as its text.
const DEEPEST: usize = 64;

/// Elements that are no part of a run of text.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "legend",
    "li",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "pre",
    "search",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
];

/// What a block is, as far as it matters to the next one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Text without a paragraph of its own.
    Words,
    /// A list.
    List,
    /// One of several answers.
    Choice,
    /// Anything else.
    Other,
}

/// A block as Markdown without a line end.
#[derive(Clone, Debug)]
pub(super) struct Block {
    pub(super) kind: Kind,
    pub(super) text: String,
}

impl Block {
    fn other(text: String) -> Self {
        Self {
            kind: Kind::Other,
            text,
        }
    }
}

/// Writes the events of a body.
pub(super) struct Writer<'e> {
    pub(super) events: &'e [Event],
}

/// Blocks one after the other.
pub(super) fn join(blocks: &[Block]) -> String {
    let mut text = String::new();
    let mut before: Option<Kind> = None;
    for block in blocks.iter().filter(|block| !block.text.is_empty()) {
        match (before, block.kind) {
            (None, _) => {}
            (Some(Kind::Words), Kind::List) | (Some(Kind::Choice), Kind::Choice) => text.push('\n'),
            _ => text.push_str("\n\n"),
        }
        text.push_str(&block.text);
        before = Some(block.kind);
    }
    text
}

impl Writer<'_> {
    /// The blocks of a range; words between them are blocks too.
    pub(super) fn blocks(&self, range: Range<usize>, depth: usize) -> Vec<Block> {
        let mut blocks = Vec::new();
        let mut words = range.start..range.start;
        let mut at = range.start;
        while at < range.end {
            let end = end_of(self.events, at);
            match &self.events[at] {
                Event::Start(element) if depth < DEEPEST && self.is_block(element, at, end) => {
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

    fn is_block(&self, element: &Element, at: usize, end: usize) -> bool {
        BLOCKS.contains(&element.name.as_str()) || is_choice(&self.events[at..end])
    }

    fn words(&self, range: Range<usize>, blocks: &mut Vec<Block>) {
        let text = self.inline(range);
        if !text.is_empty() {
            blocks.push(Block {
                kind: Kind::Words,
                text: line(&text),
            });
        }
    }

    fn block(
        &self,
        element: &Element,
        inside: Range<usize>,
        depth: usize,
        blocks: &mut Vec<Block>,
    ) {
        let block = match element.name.as_str() {
            name @ ("h1" | "h2" | "h3" | "h4" | "h5" | "h6") => {
                let level = name[1..].parse().unwrap_or(6);
                let text = self.inline(inside).replace("\\\n", " ");
                Block::other(format!("{} {text}", "#".repeat(level)))
            }
            "p" if element.has_class("alert-title") => return,
            "p" | "figcaption" | "address" | "dt" => Block::other(line(&self.inline(inside))),
            "legend" | "caption" => Block::other(bold(&self.inline(inside))),
            "summary" if !self.has_heading(inside.clone()) => {
                Block::other(bold(&self.inline(inside)))
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
            "hr" => Block::other("---".to_owned()),
            "section" if element.has_class("notes") => self.notes(inside, depth),
            _ => return blocks.extend(self.blocks(inside, depth)),
        };
        blocks.push(block);
    }

    fn has_heading(&self, range: Range<usize>) -> bool {
        self.events[range].iter().any(|event| {
            let Event::Start(element) = event else {
                return false;
            };
            matches!(element.name.as_str(), "h2" | "h3" | "h4" | "h5" | "h6")
        })
    }

    /// An answer to choose.
    fn choice(&self, inside: Range<usize>) -> Block {
        Block {
            kind: Kind::Choice,
            text: format!("- {}", indent(&self.inline(inside), "  ")),
        }
    }

    fn code(&self, element: &Element, inside: Range<usize>) -> Block {
        let code = self.plain(inside);
        let code = code.strip_suffix('\n').unwrap_or(&code);
        let fence = fence(code, 3);
        let language = element.get("data-language").unwrap_or_default();
        Block::other(format!("{fence}{language}\n{code}\n{fence}"))
    }

    /// The notes at the end of a page.
    fn notes(&self, inside: Range<usize>, depth: usize) -> Block {
        let mut notes = Vec::new();
        for item in self.elements(inside, "li") {
            let text = join(&self.blocks(item, depth));
            notes.push(format!("[^{}]: {}", notes.len() + 1, indent(&text, "    ")));
        }
        Block::other(notes.join("\n\n"))
    }

    /// The insides of the outermost elements of a name.
    pub(super) fn elements(&self, range: Range<usize>, name: &str) -> Vec<Range<usize>> {
        let mut found = Vec::new();
        let mut at = range.start;
        while at < range.end {
            if let Event::Start(element) = &self.events[at]
                && element.name == name
            {
                let end = end_of(self.events, at);
                found.push(at + 1..end);
                at = end;
            }
            at += 1;
        }
        found
    }
}

/// Whether events are a label around the box or button of an answer.
fn is_choice(events: &[Event]) -> bool {
    matches!(events.first(), Some(Event::Start(label)) if label.name == "label")
        && events.iter().any(|event| {
            matches!(event, Event::Start(input) if input.name == "input"
                && matches!(input.get("type"), Some("radio" | "checkbox")))
        })
}

/// The first line of an alert.
fn alert(element: &Element) -> String {
    let classes = element.get("class").unwrap_or_default();
    let kind = classes
        .split_ascii_whitespace()
        .find_map(|class| class.strip_prefix("alert-"));
    match kind {
        Some(kind) => format!("[!{}]\n", kind.to_ascii_uppercase()),
        None => String::new(),
    }
}

fn quote(head: &str, text: &str) -> Block {
    let text = format!("{head}{text}");
    let lines = text.trim_end().split('\n').map(|line| match line {
        "" => ">".to_owned(),
        line => format!("> {line}"),
    });
    Block::other(lines.collect::<Vec<_>>().join("\n"))
}

fn bold(text: &str) -> String {
    if text.is_empty() || text.contains("**") {
        return line(text);
    }
    format!("**{text}**")
}
