//! [`Section`]: a heading and the blocks below it, up to the next heading; and [`TitleRule`]: a page
//! has one title and one `h1`, which the template prints.

use std::ops::Range;

use pulldown_cmark::{HeadingLevel, Tag};

use crate::base::diagnostic::Code;
use crate::base::paths::Anchor;
use crate::markdown::input::MarkdownInput;
use crate::markdown::parsed_body::ParsedBody;
use crate::markdown::report::Reporter;
use crate::markdown::token::{Token, element_len, plain_text, start_tag};

/// The rule by which the `#` headings of a body are printed.
#[derive(Default)]
pub struct TitleRule {
    /// The text of the first `#` heading, if it gives the title because the front matter has none.
    pub text: Option<String>,
    /// The tokens of the first `#` heading, if it is not printed because it is the title.
    pub dropped: Option<Range<usize>>,
    /// Whether all headings of the body move down one level because a `#` heading remains.
    pub shift: bool,
}

/// Decides from the title of the front matter and the first `#` heading. A heading that repeats or
/// gives the title is dropped. One that differs stays, with a warning if it begins the page.
pub fn decide_title(
    tokens: &[Token<'_>],
    input: &MarkdownInput<'_>,
    reporter: &Reporter<'_>,
) -> TitleRule {
    let mut level_one = headings_of_level_one(tokens);
    let first = level_one.next();
    let mut title = TitleRule { text: None, dropped: None, shift: first.is_some() };
    let Some(first) = first else {
        return title;
    };
    let heading = first..first + element_len(&tokens[first..]);
    let text = plain_text(&tokens[heading.clone()]).trim().to_owned();
    let drops = match input.title {
        None => {
            title.text = Some(text).filter(|text| !text.is_empty());
            title.text.is_some()
        }
        Some(wanted) if first == 0 && text == wanted.trim() => true,
        Some(wanted) => {
            if first == 0 {
                warn_of_difference(&text, wanted, tokens[first].range.clone(), reporter);
            }
            false
        }
    };
    if drops {
        title.dropped = Some(heading);
        title.shift = level_one.next().is_some();
    }
    title
}

/// The tokens that start `#` headings, but for those in the bodies of directives.
fn headings_of_level_one(tokens: &[Token<'_>]) -> impl Iterator<Item = usize> {
    let mut next = 0;
    std::iter::from_fn(move || {
        while let Some(token) = tokens.get(next) {
            let at = next;
            next += 1;
            match start_tag(token) {
                Some(Tag::Heading { level: HeadingLevel::H1, .. }) => return Some(at),
                Some(Tag::CodeBlock(_)) => next = at + element_len(&tokens[at..]),
                _ => {}
            }
        }
        None
    })
}

fn warn_of_difference(text: &str, wanted: &str, span: Range<usize>, reporter: &Reporter<'_>) {
    let message = format!("the first heading `{text}` differs from the title `{wanted}`");
    reporter.warning(Code::TitleDiffers, message, Some(span), |d| {
        d.hint("the page already shows its title; delete this heading, or make the two equal")
            .hint("to keep it as a heading, begin it with `##`")
    });
}

/// A heading and the blocks below it, as token ranges.
#[derive(Debug)]
pub struct Section {
    /// The level of the heading as written; 0 if there is none.
    pub level: u8,
    /// The id that the author gave the heading.
    pub id: Option<Anchor>,
    /// The heading; empty if there is none.
    pub heading: Range<usize>,
    /// The blocks below the heading, in order.
    pub blocks: Vec<Range<usize>>,
    /// The token after the last block of the section.
    pub end: usize,
}

/// The sections of a page, the first of which has no heading. A section without a heading begins at
/// `dropped` too, which is the heading that is not printed.
pub fn find(body: &ParsedBody<'_>, dropped: Option<&Range<usize>>) -> Vec<Section> {
    let mut sections = vec![untitled(0)];
    let mut at = 0;
    while at < body.tokens.len() {
        let end = body.element(at).end;
        let is_dropped = dropped.is_some_and(|dropped| dropped.start == at);
        if is_dropped {
            sections.push(untitled(end));
        } else if let Some(level) = heading_level(&body.tokens[at]) {
            let attributes = body.attributes.get(&at);
            let id = attributes.and_then(|attributes| attributes.id.as_ref());
            sections.push(Section {
                level,
                id: id.map(|id| id.value.clone()),
                heading: at..end,
                blocks: Vec::new(),
                end,
            });
        } else if let Some(section) = sections.last_mut() {
            if !is_footnote(&body.tokens[at]) {
                section.blocks.push(at..end);
            }
            section.end = end;
        }
        at = end;
    }
    sections
}

fn untitled(at: usize) -> Section {
    Section { level: 0, id: None, heading: at..at, blocks: Vec::new(), end: at }
}

fn heading_level(token: &Token<'_>) -> Option<u8> {
    match start_tag(token) {
        Some(Tag::Heading { level, .. }) => Some(*level as u8),
        _ => None,
    }
}

/// Whether a token starts the definition of a footnote, which belongs to no section.
fn is_footnote(token: &Token<'_>) -> bool {
    matches!(start_tag(token), Some(Tag::FootnoteDefinition(_)))
}
