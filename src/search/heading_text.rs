//! The plain text of a document, by the headings that it stands below.

use std::borrow::Cow;

use crate::document::body::{Document, Reference};
use crate::html::escape::escape;
use crate::html::event::is_heading;
use crate::html::token::{HtmlTokenKind, StartTag, tokens};
use crate::markdown::token::one_line;

/// The elements whose content is no text of the page.
const SILENT: &[&str] = &["script", "style", "template", "svg", "math", "iframe"];
/// The inline elements, which do not end a word.
const INLINE: &[&str] = &[
    "a", "abbr", "b", "bdi", "cite", "code", "del", "em", "i", "ins", "kbd", "mark", "q", "s",
    "small", "span", "strong", "sub", "sup", "u", "var", "wbr",
];

/// The plain text below one heading.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct HeadingText {
    /// The id of the heading; empty before the first.
    pub anchor: String,
    /// The text below the heading.
    pub text: String,
}

/// The texts of a document: the one before the first heading, then the one below each heading.
pub fn heading_texts(document: &Document) -> Vec<HeadingText> {
    let html = full_html(document);
    let mut all = vec![HeadingText::default()];
    // The element whose content is skipped.
    let mut skipped: Option<Cow<'_, str>> = None;
    for token in tokens(&html) {
        let name = match &token.kind {
            HtmlTokenKind::Text(text) if skipped.is_none() => {
                push(&mut all, text);
                continue;
            }
            HtmlTokenKind::End(name) if skipped.as_ref() == Some(name) => {
                skipped = None;
                name
            }
            _ if skipped.is_some() => continue,
            HtmlTokenKind::Start(tag) => {
                let heading = tag.get("id").filter(|_| is_heading(&tag.name));
                if let Some(anchor) = heading {
                    all.push(HeadingText { anchor: anchor.to_owned(), text: String::new() });
                }
                if heading.is_some() || is_silent(tag) {
                    skipped = Some(tag.name.clone());
                    continue;
                }
                &tag.name
            }
            HtmlTokenKind::End(name) => name,
            HtmlTokenKind::Text(_) | HtmlTokenKind::Other => "",
        };
        if !INLINE.contains(&name) {
            push(&mut all, " ");
        }
    }
    for section in &mut all {
        section.text = one_line(&section.text);
    }
    all
}

/// The text of a document as a whole.
pub fn document_text(document: &Document) -> String {
    let texts = heading_texts(document);
    let texts = texts.into_iter().map(|section| section.text);
    texts.filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The HTML of a document, with the words of roles and the bodies of directives in their places.
fn full_html(document: &Document) -> String {
    document.print(|html, located| match &located.reference {
        Reference::Role(role) => html.push_str(&escape(&role.text)),
        Reference::Directive(directive) => html.push_str(&full_html(&directive.body)),
        Reference::Link(_) | Reference::Title(_) | Reference::Note(_) | Reference::Block(_) => {}
    })
}

fn push(all: &mut [HeadingText], text: &str) {
    if let Some(last) = all.last_mut() {
        last.text.push_str(text);
    }
}

/// Whether the content of an element is skipped; also that of the link beside a heading, and the
/// numbers of notes.
fn is_silent(tag: &StartTag<'_>) -> bool {
    let classes = tag.get("class").unwrap_or_default();
    SILENT.contains(&&*tag.name)
        || ["heading-link", "note-ref", "note-back"].iter().any(|class| classes.contains(class))
}
