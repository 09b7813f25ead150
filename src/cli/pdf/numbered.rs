//! [`NumberedBook`]: the printed book with room for the numbers of pages, in its contents and behind
//! links to other pages of it; and the style sheet that this and running heads need.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use percent_encoding::percent_decode_str;

use crate::book::body::ID_SEPARATOR;
use crate::book::order::BookPage;
use crate::cli::pdf::destinations::PageNumbers;
use crate::document::body::{Document, Slot};
use crate::html::escape::escape;
use crate::html::event::is_heading;
use crate::html::token::{HtmlTokenKind, StartTag, tokens};

/// The class of what stands on a sheet of its own that is as wide as others are high.
const WIDE: &str = "wide-paper";

/// The attribute of the contents with the words around a number, in which `{}` stands for it.
const WORDS: &str = "data-page";

/// A book whose slots are numbers of pages.
pub(super) struct NumberedBook {
    document: Document<PageReference>,
    /// The words around the number behind a link.
    words: String,
    /// The ids of the pages with something wide.
    wide: BTreeSet<String>,
}

/// A link that tells on which page it leads.
struct PageReference {
    /// The id of its place.
    id: String,
    is_in_contents: bool,
}

impl NumberedBook {
    pub(super) fn new(html: String) -> Self {
        let mut slots = Vec::new();
        let mut words = "{}".to_owned();
        let mut wide = BTreeSet::new();
        let mut page = String::new();
        let mut link = None;
        let (mut is_in_contents, mut is_in_heading) = (false, false);
        for token in tokens(&html) {
            match token.kind {
                HtmlTokenKind::Start(tag) => {
                    if has_class(&tag, "book-page") {
                        tag.get("id").unwrap_or_default().clone_into(&mut page);
                    } else if has_class(&tag, "book-contents") {
                        is_in_contents = true;
                        words = tag.get(WORDS).map_or(words, str::to_owned);
                    } else if has_class(&tag, WIDE) {
                        wide.insert(page.clone());
                    } else if is_heading(&tag.name) {
                        is_in_heading = true;
                    } else if tag.name == "a" && !is_in_heading {
                        let id =
                            reference(&tag, &page).filter(|_| is_in_contents || !page.is_empty());
                        link = id.map(|id| PageReference { id, is_in_contents });
                    }
                }
                HtmlTokenKind::End(name) if name == "a" => {
                    slots.extend(link.take().map(|link| Slot { at: token.span.start, link }));
                }
                HtmlTokenKind::End(name) if name == "nav" => is_in_contents = false,
                HtmlTokenKind::End(name) if is_heading(&name) => is_in_heading = false,
                _ => {}
            }
        }
        Self { document: Document { html, slots }, words, wide }
    }

    /// The book with numbers, each as wide as `width` digits at least. Before they are known, noughts
    /// keep their room.
    pub(super) fn html(&self, numbers: Option<&PageNumbers>, width: usize) -> String {
        self.document.print(|html, PageReference { id, is_in_contents }| {
            let number = match numbers.map(|numbers| numbers.get(id)) {
                // A figure space has the width of a digit.
                Some(Some(number)) => format!("{number:\u{2007}>width$}"),
                Some(None) => return,
                None => "0".repeat(width),
            };
            let (space, class, words) = if *is_in_contents {
                ("", "page-number", number)
            } else {
                let words = escape(&self.words).replace("{}", &number);
                (" ", "page-reference", format!("({words})"))
            };
            // Writing to a String cannot fail.
            let _ = write!(html, "{space}<span class=\"{class}\">{words}</span>");
        })
    }

    /// The book without numbers.
    pub(super) fn plain(&self) -> &str {
        &self.document.html
    }

    /// The style sheet of the book. The sheets of each page have a name, by which they get their
    /// running heads.
    pub(super) fn style(&self, pages: &[BookPage], title: &str, paper: &str) -> String {
        let mut style = STYLE.to_owned();
        let mut part = title;
        for (at, page) in pages.iter().enumerate() {
            let left = if page.level > 2 { part } else { title };
            if page.level == 2 {
                part = &page.title;
            }
            let right = if page.level > 1 { page.title.as_str() } else { "" };
            let (id, left, right) = (quoted(&page.id), quoted(left), quoted(right));
            let heads =
                format!("@top-left {{ content: {left}; }} @top-right {{ content: {right}; }}");
            // Writing to a String cannot fail, here and below.
            let _ = writeln!(style, "[id={id}] {{ page: p{at}; }}\n@page p{at} {{ {heads} }}");
            if self.wide.contains(&page.id) {
                let _ = writeln!(
                    style,
                    "[id={id}] .{WIDE} {{ page: w{at}; }}\n@page w{at} {{ size: {paper} landscape; {heads} }}"
                );
            }
        }
        style
    }
}

/// How numbers and what stands in the margin look.
const STYLE: &str = "\
@page {
  @top-left { font: 8.5pt sans-serif; color: #333; }
  @top-right { font: 8.5pt sans-serif; color: #333; }
  @bottom-right { font: 8.5pt sans-serif; color: #333; }
}
.book-contents li > a { display: flex; gap: 2mm; break-after: avoid; }
.book-contents li > a::after {
  content: \"\";
  order: 1;
  flex: 1;
  min-inline-size: 4mm;
  margin-block-end: 0.3em;
  border-block-end: 1pt dotted #999;
}
.page-number { order: 2; align-self: end; }
.page-number, .page-reference { font-variant-numeric: tabular-nums; }
.page-reference { font-size: 0.85em; font-weight: 400; white-space: nowrap; }
";

/// The id of a place on another page of the book that a link leads to. Terms, sources and notes are
/// looked up where they stand, not where they are explained.
fn reference(link: &StartTag<'_>, page: &str) -> Option<String> {
    let id = link.get("href")?.strip_prefix('#')?;
    let id = percent_decode_str(id).decode_utf8_lossy().into_owned();
    let (of, _) = id.split_once(ID_SEPARATOR).unwrap_or((&id, ""));
    let is_lookup =
        has_class(link, "term") || link.get("role").is_some_and(|role| role.starts_with("doc-"));
    (of != page && !is_lookup).then_some(id)
}

fn has_class(tag: &StartTag<'_>, class: &str) -> bool {
    tag.get("class").is_some_and(|all| all.split_ascii_whitespace().any(|known| known == class))
}

/// A text as a string of CSS.
fn quoted(text: &str) -> String {
    let mut string = String::with_capacity(text.len() + 2);
    string.push('"');
    for character in text.chars() {
        if matches!(character, '"' | '\\') || character.is_control() {
            let _ = write!(string, "\\{:x} ", u32::from(character));
        } else {
            string.push(character);
        }
    }
    string + "\""
}
