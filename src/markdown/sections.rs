//! [`Section`]: a heading and the blocks below it, up to the next heading; and [`TitleRule`]: a page
//! has one title and one `h1`, which the template prints.

use std::ops::Range;

use pulldown_cmark::{Event, HeadingLevel, Tag, TagEnd};

use crate::base::diagnostic::Code;
use crate::base::paths::Anchor;
use crate::html::event::HtmlEvent;
use crate::html::read::read;
use crate::html::token::{HtmlToken, HtmlTokenKind};
use crate::markdown::input::MarkdownInput;
use crate::markdown::parsed_body::ParsedBody;
use crate::markdown::raw_html::RawHtml;
use crate::markdown::report::Reporter;
use crate::markdown::token::{Token, TokenKind, element_len, one_line, plain_text, start_tag};

/// The rule by which the title is taken from the headings of a body, and they are printed.
#[derive(Default)]
pub struct TitleRule {
    /// The text of the first heading, if it gives the title because the front matter has none.
    pub text: Option<String>,
    /// The tokens of the first heading, if it is not printed because it is the title.
    pub dropped: Option<Range<usize>>,
    /// The first heading, if it is one of raw HTML that is not printed because it is the title.
    pub html: Option<HtmlHeading>,
    /// Whether all headings of the body move down one level because a `#` heading remains.
    pub shift: bool,
}

/// An `<h1>` in a block of raw HTML.
#[derive(Clone)]
pub struct HtmlHeading {
    /// The tokens of the block.
    pub block: Range<usize>,
    /// The bytes of the element in the HTML of the block.
    pub element: Range<usize>,
    /// The bytes of what it holds.
    pub inner: Range<usize>,
}

/// The first heading of a body.
struct FirstHeading {
    /// Its tokens, or those of the block of raw HTML that it stands in.
    tokens: Range<usize>,
    text: String,
    html: Option<HtmlHeading>,
    /// Whether no prose comes before it.
    is_first_block: bool,
}

/// Decides from the title of the front matter and the first heading, which gives the title if there
/// is none. A heading that begins the page and repeats or gives the title is dropped; a `#` heading
/// there that differs stays, with a warning. Before it may stand what is no prose: pictures, badges
/// and links alone, alerts, raw HTML. `owns_headings` says that headings of other levels are
/// parts of a feature.
pub fn decide_title(
    tokens: &[Token<'_>],
    input: &MarkdownInput<'_>,
    owns_headings: bool,
    reporter: &Reporter<'_>,
) -> TitleRule {
    let mut title = TitleRule::default();
    if let Some(FirstHeading { tokens: heading, text, html, is_first_block }) =
        first_heading(tokens, input.text)
    {
        let is_title = match input.title {
            None => true,
            Some(wanted) => folded(&text) == folded(wanted),
        };
        let is_level_one = html.is_some() || heading_level(&tokens[heading.start]) == Some(1);
        if let Some(wanted) = input.title.filter(|_| is_first_block && is_level_one && !is_title) {
            warn_of_difference(&text, wanted, tokens[heading.start].range.clone(), reporter);
        }
        let may_drop = is_first_block && (is_level_one || !owns_headings);
        if may_drop && is_title {
            title.dropped = html.is_none().then_some(heading);
            title.html = html;
        }
        title.text = input.title.is_none().then_some(text);
    }
    let is_dropped = |at: &usize| title.dropped.as_ref().is_some_and(|d| d.contains(at));
    title.shift = headings_of_level_one(tokens).any(|at| !is_dropped(&at));
    title
}

/// The first heading with words, in no list or quotation. Of raw HTML only an `<h1>` before all
/// prose is one: without it the page would have two.
fn first_heading(tokens: &[Token<'_>], source: &str) -> Option<FirstHeading> {
    let mut at = 0;
    let mut is_first_block = true;
    while at < tokens.len() {
        let element = at..at + element_len(&tokens[at..]);
        match start_tag(&tokens[at]) {
            Some(Tag::Heading { .. }) => {
                let text = plain_text(&tokens[element.clone()]).trim().to_owned();
                if !text.is_empty() {
                    return Some(FirstHeading {
                        tokens: element,
                        text,
                        html: None,
                        is_first_block,
                    });
                }
                is_first_block = false;
            }
            Some(Tag::HtmlBlock) if is_first_block => {
                if let Some((text, html)) = heading_in_html(tokens, element.clone(), source) {
                    let html = Some(html);
                    return Some(FirstHeading { tokens: element, text, html, is_first_block });
                }
            }
            Some(Tag::Paragraph) if is_no_prose(&tokens[element.clone()]) => {}
            Some(Tag::HtmlBlock | Tag::BlockQuote(Some(_))) => {}
            _ => is_first_block &= matches!(tokens[at].kind, TokenKind::Event(Event::Rule)),
        }
        at = element.end;
    }
    None
}

/// The first `<h1>` with words in a block of raw HTML, and these.
fn heading_in_html(
    tokens: &[Token<'_>],
    block: Range<usize>,
    source: &str,
) -> Option<(String, HtmlHeading)> {
    let raw = RawHtml::of(source, &tokens[block.clone()]);
    let tags = raw.tokens();
    let starts =
        |tag: &HtmlToken<'_>| matches!(&tag.kind, HtmlTokenKind::Start(tag) if tag.name == "h1");
    let ends = |tag: &&HtmlToken<'_>| matches!(&tag.kind, HtmlTokenKind::End(name) if name == "h1");
    let start = tags.iter().position(starts)?;
    let end = tags[start..].iter().find(ends)?;
    let inner = tags[start].span.end..end.span.start;
    let texts = read(raw.html.get(inner.clone())?).into_iter().filter_map(|event| match event {
        HtmlEvent::Text(text) => Some(text.into_owned()),
        _ => None,
    });
    let text = one_line(&texts.collect::<String>());
    let element = tags[start].span.start..end.span.end;
    (!text.is_empty()).then_some((text, HtmlHeading { block, element, inner }))
}

/// Whether a paragraph has pictures, badges, links and raw HTML, and no words beside these.
fn is_no_prose(paragraph: &[Token<'_>]) -> bool {
    let mut depth = 0_usize;
    paragraph.iter().all(|token| match &token.kind {
        TokenKind::Event(Event::Start(Tag::Link { .. } | Tag::Image { .. })) => {
            depth += 1;
            true
        }
        TokenKind::Event(Event::End(TagEnd::Link | TagEnd::Image)) => {
            depth = depth.saturating_sub(1);
            true
        }
        TokenKind::Event(Event::Text(text)) => depth > 0 || !text.contains(char::is_alphanumeric),
        TokenKind::Event(Event::Code(_) | Event::FootnoteReference(_)) | TokenKind::Role(_) => {
            depth > 0
        }
        _ => true,
    })
}

/// A title in the form in which two are compared: without regard to typography, case and the marks
/// of inline Markdown.
fn folded(title: &str) -> String {
    let mut folded = String::new();
    for c in title.chars() {
        match c {
            '*' | '_' | '`' | '~' | '\\' | '\u{ad}' => {}
            '‘' | '’' | '‚' | '‹' | '›' => folded.push('\''),
            '“' | '”' | '„' | '«' | '»' => folded.push('"'),
            '–' | '—' | '‑' | '-' if folded.ends_with('-') => {}
            '–' | '—' | '‑' => folded.push('-'),
            '…' => folded.push_str("..."),
            c => folded.extend(c.to_lowercase()),
        }
    }
    one_line(&folded)
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
