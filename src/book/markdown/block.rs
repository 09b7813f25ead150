//! [`CopyBlock`]: blocks of Markdown, and the elements that become them.

use crate::html::event::{ElementWithContent, HtmlElement, HtmlEvent, children, end_of, outermost};
use crate::html::names::NameSet;
use crate::html::read::read;

use crate::book::markdown::inline::{inline, is_hidden, plain};
use crate::book::markdown::text::{fence, indent, line};

/// The depth to which blocks may be nested; deeper blocks are written as their text.
const DEEPEST: usize = 64;

/// The most columns of a table that are written.
const WIDEST: usize = 64;

/// Elements that are blocks and no part of a run of text.
static BLOCKS: NameSet = NameSet::of(
    "address article aside blockquote body caption center dd details div dl dt fieldset \
     figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup hr legend li main menu \
     nav ol p pre search section summary table tbody td tfoot th thead tr ul",
);

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

/// Some events as Markdown: their blocks, with an empty line between most.
pub(super) fn markdown(events: &[HtmlEvent<'_>], depth: usize) -> String {
    let mut text = String::new();
    let mut before: Option<CopyBlockKind> = None;
    for block in blocks(events, depth).iter().filter(|block| !block.text.is_empty()) {
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

/// The blocks of some events; words between them are blocks too.
fn blocks(events: &[HtmlEvent<'_>], depth: usize) -> Vec<CopyBlock> {
    let mut blocks = Vec::new();
    // Where the words begin that are in no block yet.
    let mut words = 0;
    let mut at = 0;
    while at < events.len() {
        let end = end_of(events, at);
        if depth < DEEPEST
            && let HtmlEvent::Start(element) = &events[at]
            && (BLOCKS.contains(&element.name) || is_choice(element, &events[at + 1..end]))
        {
            push_words(&events[words..at], &mut blocks);
            if !is_hidden(element) {
                push_block(element, &events[at + 1..end], depth + 1, &mut blocks);
            }
            words = end + 1;
        }
        at = end + 1;
    }
    push_words(&events[words..], &mut blocks);
    blocks
}

fn push_words(events: &[HtmlEvent<'_>], blocks: &mut Vec<CopyBlock>) {
    let text = inline(events);
    if !text.is_empty() {
        blocks.push(CopyBlock { kind: CopyBlockKind::Words, text: line(&text) });
    }
}

fn push_block(
    element: &HtmlElement<'_>,
    inside: &[HtmlEvent<'_>],
    depth: usize,
    to: &mut Vec<CopyBlock>,
) {
    let kind = match &*element.name {
        "label" => CopyBlockKind::Choice,
        "ul" | "ol" | "menu" => CopyBlockKind::List,
        _ => CopyBlockKind::Other,
    };
    let text = match &*element.name {
        name @ ("h1" | "h2" | "h3" | "h4" | "h5" | "h6") => {
            let level = name[1..].parse().unwrap_or(6);
            format!("{} {}", "#".repeat(level), inline(inside).replace("\\\n", " "))
        }
        "p" if element.has_class("alert-title") => return,
        "p" | "figcaption" | "address" | "dt" => line(&inline(inside)),
        "legend" | "caption" => bold(&inline(inside)),
        "summary" if !has_heading(inside) => bold(&inline(inside)),
        "label" => format!("- {}", indent(&inline(inside), "  ")),
        "ul" | "ol" | "menu" => list(element, inside, depth),
        "dl" => definitions(inside, depth),
        "pre" => code(element, inside),
        "blockquote" => quote(&markdown(inside, depth)),
        "div" if element.has_class("alert") => {
            quote(&format!("{}{}", alert(element), markdown(inside, depth)))
        }
        "table" => return push_table(inside, depth, to),
        "hr" => "---".to_owned(),
        "section" if element.has_class("notes") => notes(inside, depth),
        _ => return to.extend(blocks(inside, depth)),
    };
    to.push(CopyBlock { kind, text });
}

/// The outermost elements of some names.
fn named<'e, 's>(
    events: &'e [HtmlEvent<'s>],
    names: &[&str],
) -> impl Iterator<Item = ElementWithContent<'e, 's>> {
    outermost(events, |element| names.contains(&&*element.name))
}

/// Whether an element is a label around the box or button of an answer.
fn is_choice(element: &HtmlElement<'_>, inside: &[HtmlEvent<'_>]) -> bool {
    element.name == "label"
        && inside.iter().filter_map(HtmlEvent::element).any(|input| {
            input.name == "input" && matches!(input.get("type"), Some("radio" | "checkbox"))
        })
}

fn has_heading(events: &[HtmlEvent<'_>]) -> bool {
    let mut elements = events.iter().filter_map(HtmlEvent::element);
    elements.any(|element| matches!(&*element.name, "h2" | "h3" | "h4" | "h5" | "h6"))
}

fn code(element: &HtmlElement<'_>, inside: &[HtmlEvent<'_>]) -> String {
    let code = plain(inside);
    let code = code.strip_suffix('\n').unwrap_or(&code);
    let fence = fence(code, 3);
    let language = element.get("data-language").unwrap_or_default();
    format!("{fence}{language}\n{code}\n{fence}")
}

/// A list; one whose items are several blocks has empty lines between them.
fn list(list: &HtmlElement<'_>, inside: &[HtmlEvent<'_>], depth: usize) -> String {
    let start = list.get("start").and_then(|start| start.parse::<u32>().ok()).unwrap_or(1);
    let items = (0..).zip(named(inside, &["li"])).map(|(index, (_, item))| {
        let marker = match &*list.name {
            "ol" => format!("{}. ", start.saturating_add(index)),
            _ => "- ".to_owned(),
        };
        let text = indent(&markdown(item, depth), &" ".repeat(marker.len()));
        format!("{marker}{text}").trim_end().to_owned()
    });
    let items: Vec<String> = items.collect();
    let is_loose = items.iter().any(|item| item.contains("\n\n"));
    items.join(if is_loose { "\n\n" } else { "\n" })
}

/// Terms, each with its definitions below it.
fn definitions(inside: &[HtmlEvent<'_>], depth: usize) -> String {
    let mut text = String::new();
    for (element, inside) in named(inside, &["dt", "dd"]) {
        if element.name == "dt" {
            let gap = if text.is_empty() { "" } else { "\n\n" };
            text.push_str(&format!("{gap}{}", inline(inside)));
        } else {
            text.push_str(&format!("\n: {}", indent(&markdown(inside, depth), "  ")));
        }
    }
    text
}

/// The notes at the end of a page.
fn notes(inside: &[HtmlEvent<'_>], depth: usize) -> String {
    let notes = (1..).zip(named(inside, &["li"])).map(|(number, (_, item))| {
        format!("[^{number}]: {}", indent(&markdown(item, depth), "    "))
    });
    notes.collect::<Vec<_>>().join("\n\n")
}

/// Appends the caption of a table, and the table: every cell on one line, a cell that spans several
/// in the first of them.
fn push_table(inside: &[HtmlEvent<'_>], depth: usize, to: &mut Vec<CopyBlock>) {
    let block = |text| CopyBlock { kind: CopyBlockKind::Other, text };
    let captions = named(inside, &["caption"]).filter(|(caption, _)| !is_hidden(caption));
    let captions = captions.map(|(_, words)| inline(words)).filter(|text| !text.is_empty());
    to.extend(captions.map(|text| block(format!("**{text}**"))));
    let rows = rows(inside, depth);
    let width = rows.iter().map(|(cells, _)| cells.len()).max().unwrap_or(0);
    if width == 0 {
        return;
    }
    let line = |mut cells: Vec<String>| {
        cells.resize(width, String::new());
        format!("| {} |", cells.join(" | "))
    };
    let mut rows = rows.into_iter().peekable();
    let head = rows.next_if(|(_, is_head)| *is_head).map(|(cells, _)| cells);
    let mut lines = vec![line(head.unwrap_or_default()), format!("|{}", " --- |".repeat(width))];
    lines.extend(rows.map(|(cells, _)| line(cells)));
    to.push(block(lines.join("\n")));
}

/// The cells of each row, and whether all of them are headings.
fn rows(inside: &[HtmlEvent<'_>], depth: usize) -> Vec<(Vec<String>, bool)> {
    let mut rows = Vec::new();
    // How many more rows the cell above reaches down, by column.
    let mut above: Vec<usize> = Vec::new();
    for (_, row) in named(inside, &["tr"]) {
        let mut cells: Vec<String> = Vec::new();
        let mut is_head = true;
        for (cell, content) in children(row) {
            let span = |name| {
                let span = cell.get(name).and_then(|n| n.parse::<usize>().ok());
                span.unwrap_or(1).clamp(1, WIDEST)
            };
            fill(&mut cells, &mut above);
            let text = cell_text(content, depth);
            is_head &= cell.name == "th" || text.is_empty();
            cells.push(text);
            let last = cells.len() - 1 + span("colspan");
            above.resize(above.len().max(last), 0);
            above[cells.len() - 1..last].fill(span("rowspan") - 1);
            cells.resize(last, String::new());
        }
        fill(&mut cells, &mut above);
        cells.truncate(WIDEST);
        rows.push((cells, is_head));
    }
    rows
}

/// Leaves out the columns that a cell above reaches into.
fn fill(cells: &mut Vec<String>, above: &mut [usize]) {
    while let Some(rows) = above.get_mut(cells.len()).filter(|rows| **rows > 0) {
        *rows -= 1;
        cells.push(String::new());
    }
}

/// A cell on one line.
fn cell_text(events: &[HtmlEvent<'_>], depth: usize) -> String {
    let blocks = blocks(events, depth);
    let texts = blocks.iter().map(|block| match block.kind {
        CopyBlockKind::Words | CopyBlockKind::Other => words_of_cell(&block.text),
        CopyBlockKind::List | CopyBlockKind::Choice => on_one_line(&block.text),
    });
    texts.collect::<Vec<_>>().join("<br>")
}

/// The HTML of a cell without blocks as Markdown on one line.
pub fn table_cell(html: &str) -> String {
    words_of_cell(&inline(&read(html)))
}

fn words_of_cell(text: &str) -> String {
    on_one_line(&text.replace("\\\n", "<br>"))
}

fn on_one_line(text: &str) -> String {
    text.replace('\n', "<br>").replace('|', "\\|")
}

/// The first line of an alert.
fn alert(element: &HtmlElement<'_>) -> String {
    let classes = element.get("class").unwrap_or_default();
    let kind = classes.split_ascii_whitespace().find_map(|class| class.strip_prefix("alert-"));
    kind.map(|kind| format!("[!{}]\n", kind.to_ascii_uppercase())).unwrap_or_default()
}

fn quote(text: &str) -> String {
    let lines = text.trim_end().split('\n').map(|line| match line {
        "" => ">".to_owned(),
        line => format!("> {line}"),
    });
    lines.collect::<Vec<_>>().join("\n")
}

fn bold(text: &str) -> String {
    if text.is_empty() || text.contains("**") {
        return line(text);
    }
    format!("**{text}**")
}
