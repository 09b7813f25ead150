//! The plain text of a document, by the headings that it stands below.

use std::borrow::Cow;

use crate::document::body::{Directive, Document, Reference};
use crate::html::escape::escape;
use crate::html::event::is_heading;
use crate::html::token::{HtmlTokenKind, StartTag, tokens};
use crate::markdown::token::one_line;

/// The elements whose content is no text of the page.
const SILENT: &[&str] = &["script", "style", "template", "svg", "math", "iframe"];
/// The plain text below one heading, or of something with a place of its own.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct HeadingText {
    /// The id of the heading; empty before the first.
    pub anchor: String,
    /// The text below the heading.
    pub text: String,
}

/// The plain text of a document, by where it stands.
#[derive(Debug, Default)]
pub struct DocumentText {
    /// The text before the first heading, on one line, then the one below each heading, as it stands.
    pub headings: Vec<HeadingText>,
    /// The notes, each with its id.
    pub notes: Vec<HeadingText>,
    /// The captions, each with the id of the heading that it stands below.
    pub captions: Vec<HeadingText>,
}

/// The directives that features declare. Only those of the site itself print their arguments.
#[derive(Clone, Debug, Default)]
pub struct KnownDirectives {
    /// The names of all of them.
    pub all: Vec<&'static str>,
    /// The names of those whose bodies are captions.
    pub captions: Vec<&'static str>,
}

/// Where the text of a document goes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum TextPlace {
    Heading,
    Note,
    Caption,
}

impl DocumentText {
    /// The texts of a document, of whose directives features declare some.
    pub fn of(document: &Document, known: &KnownDirectives) -> Self {
        let html = full_html(document, known);
        let mut all = Self { headings: vec![HeadingText::default()], ..Self::default() };
        let mut place = TextPlace::Heading;
        // The element whose content is skipped.
        let mut skipped: Option<Cow<'_, str>> = None;
        for token in tokens(&html) {
            let name = match &token.kind {
                HtmlTokenKind::Text(text) if skipped.is_none() => {
                    all.push(place, text);
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
                        all.headings.push(HeadingText::at(anchor));
                        place = TextPlace::Heading;
                    }
                    if heading.is_some() || is_silent(tag) {
                        skipped = Some(tag.name.clone());
                        continue;
                    }
                    if let Some(id) = note_id(tag) {
                        all.notes.push(HeadingText::at(id));
                        place = TextPlace::Note;
                    } else if is_caption(&tag.name) {
                        let anchor = all.headings.last().map_or("", |heading| &heading.anchor);
                        all.captions.push(HeadingText::at(anchor));
                        place = TextPlace::Caption;
                    }
                    &tag.name
                }
                HtmlTokenKind::End(name) => {
                    if is_caption(name) {
                        place = TextPlace::Heading;
                    }
                    name
                }
                HtmlTokenKind::Text(_) | HtmlTokenKind::Other => "",
            };
            if !is_inline(name) {
                all.push(place, " ");
            }
        }
        // Of the others only the words count.
        let shown = all.headings.iter_mut().take(1).chain(&mut all.notes).chain(&mut all.captions);
        shown.for_each(|text| text.text = one_line(&text.text));
        all
    }

    fn push(&mut self, place: TextPlace, text: &str) {
        let list = match place {
            TextPlace::Heading => &mut self.headings,
            TextPlace::Note => &mut self.notes,
            TextPlace::Caption => &mut self.captions,
        };
        if let Some(last) = list.last_mut() {
            last.text.push_str(text);
        }
    }
}

impl HeadingText {
    fn at(anchor: &str) -> Self {
        Self { anchor: anchor.to_owned(), text: String::new() }
    }
}

/// The text of a document as a whole.
pub fn document_text(document: &Document, known: &KnownDirectives) -> String {
    let DocumentText { headings, notes, captions } = DocumentText::of(document, known);
    let texts = headings.into_iter().chain(captions).chain(notes).map(|section| section.text);
    texts.filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The HTML of a document, with the words of roles and of directives in their places.
fn full_html(document: &Document, known: &KnownDirectives) -> String {
    document.print(|html, located| match &located.reference {
        Reference::Role(role) => html.push_str(&escape(&role.text)),
        Reference::Directive(directive) => {
            let name = directive.name.as_str();
            if !known.all.contains(&name) {
                push_words(html, directive);
            }
            let body = full_html(&directive.body, known);
            let is_caption = known.captions.contains(&name);
            let (start, end) =
                if is_caption { ("<figcaption>", "</figcaption>") } else { ("", "") };
            html.extend([start, &body, end]);
        }
        Reference::Link(_) | Reference::Title(_) | Reference::Note(_) | Reference::Block(_) => {}
    })
}

/// The argument and the options of a directive of the site, which its component prints.
fn push_words(html: &mut String, directive: &Directive) {
    let options = directive.options.iter().map(|(_, value)| value);
    let texts = directive.argument.iter().chain(options).map(|given| given.text.as_str());
    for text in texts.filter(|text| !matches!(*text, "true" | "false")) {
        html.extend(["<p>", &escape(text), "</p>"]);
    }
}

/// Whether an element is inline, so that it does not end a word.
fn is_inline(name: &str) -> bool {
    matches!(
        name,
        "a" | "abbr"
            | "b"
            | "bdi"
            | "cite"
            | "code"
            | "del"
            | "em"
            | "i"
            | "ins"
            | "kbd"
            | "label"
            | "mark"
            | "q"
            | "s"
            | "small"
            | "span"
            | "strong"
            | "sub"
            | "sup"
            | "u"
            | "var"
            | "wbr"
    )
}

fn is_caption(name: &str) -> bool {
    matches!(name, "figcaption" | "caption")
}

/// The id of a note, if an element is one.
fn note_id<'t>(tag: &'t StartTag<'_>) -> Option<&'t str> {
    tag.get("id").filter(|id| tag.name == "li" && id.starts_with("fn-"))
}

/// Whether the content of an element is skipped; also that of the link beside a heading, and the
/// numbers of notes.
fn is_silent(tag: &StartTag<'_>) -> bool {
    let classes = tag.get("class").unwrap_or_default();
    SILENT.contains(&&*tag.name)
        || ["heading-link", "note-ref", "note-back"].iter().any(|class| classes.contains(class))
}
