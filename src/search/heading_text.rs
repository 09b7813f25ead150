//! The plain text of a document, by the headings that it stands below.

use crate::document::body::{Document, Located, Printed, Reference};

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
pub fn heading_texts(document: &Document<Located>) -> Vec<HeadingText> {
    let html = full_html(document);
    let mut all = vec![HeadingText::default()];
    let mut rest = html.as_str();
    while let Some(start) = rest.find('<') {
        push(&mut all, &rest[..start]);
        rest = &rest[start..];
        let tag = HtmlTag::read(rest);
        rest = &rest[tag.len..];
        if let Some(anchor) = tag.heading() {
            all.push(HeadingText { anchor: decode(anchor), text: String::new() });
            rest = after_end_tag(rest, tag.name);
        } else if tag.is_silent() {
            rest = after_end_tag(rest, tag.name);
        }
        if !INLINE.iter().any(|name| tag.name.eq_ignore_ascii_case(name)) {
            push(&mut all, " ");
        }
    }
    push(&mut all, rest);
    for section in &mut all {
        section.text = section.text.split_whitespace().collect::<Vec<_>>().join(" ");
    }
    all
}

/// The text of a document as a whole.
pub fn document_text(document: &Document<Located>) -> String {
    let texts = heading_texts(document);
    let texts = texts.into_iter().map(|section| section.text);
    texts.filter(|text| !text.is_empty()).collect::<Vec<_>>().join(" ")
}

/// The HTML of a document, with the words of roles and the bodies of directives in their places.
fn full_html(document: &Document<Located>) -> String {
    let printed: Vec<Printed> =
        document.slots.iter().map(|slot| reference_words(&slot.link)).collect();
    document.print(&printed)
}

fn reference_words(located: &Located) -> Printed {
    Printed::Html(match &located.reference {
        Reference::Role(role) if !role.text.is_empty() => {
            let mut text = String::new();
            // Writing to a String cannot fail.
            let _ = pulldown_cmark_escape::escape_html_body_text(&mut text, &role.text);
            text
        }
        Reference::Directive(directive) => full_html(&directive.body),
        Reference::Link(_) | Reference::Role(_) | Reference::Note(_) | Reference::Block(_) => {
            String::new()
        }
    })
}

fn push(all: &mut [HeadingText], html: &str) {
    if let Some(last) = all.last_mut() {
        last.text.push_str(&decode(html));
    }
}

/// The HTML after the end tag of an element; empty if there is none.
fn after_end_tag<'h>(html: &'h str, name: &str) -> &'h str {
    let mut from = 0;
    while let Some(at) = html[from..].find("</") {
        let start = from + at + 2;
        if html.get(start..start + name.len()).is_some_and(|found| found.eq_ignore_ascii_case(name))
        {
            return html[start..].find('>').map_or("", |end| &html[start + end + 1..]);
        }
        from = start;
    }
    ""
}

/// The HTML tag at the beginning of a text.
struct HtmlTag<'h> {
    /// The name; empty for comments, and for a `<` that begins no tag.
    name: &'h str,
    /// Everything between the name and the end of the tag.
    attributes: &'h str,
    is_end: bool,
    len: usize,
}

impl<'h> HtmlTag<'h> {
    /// Reads the tag that `html` begins with.
    fn read(html: &'h str) -> Self {
        let none = |len| HtmlTag { name: "", attributes: "", is_end: false, len };
        if let Some(comment) = html.strip_prefix("<!--") {
            return none(comment.find("-->").map_or(html.len(), |end| end + 7));
        }
        let is_end = html.starts_with("</");
        let start = 1 + usize::from(is_end);
        let name_len = html[start..]
            .find(|c: char| !c.is_ascii_alphanumeric() && c != '-')
            .unwrap_or(html.len() - start);
        let mut quote = None;
        let end = html[start..].bytes().position(|byte| match quote {
            Some(open) => {
                quote = quote.filter(|_| byte != open);
                false
            }
            None if matches!(byte, b'"' | b'\'') => {
                quote = Some(byte);
                false
            }
            None => byte == b'>',
        });
        let end = end.map_or(html.len(), |end| start + end);
        HtmlTag {
            name: &html[start..start + name_len],
            attributes: html.get(start + name_len..end).unwrap_or_default(),
            is_end,
            len: (end + 1).min(html.len()),
        }
    }

    /// The id of the heading that begins with this tag.
    fn heading(&self) -> Option<&'h str> {
        let is_heading = matches!(self.name.as_bytes(), [b'h' | b'H', b'1'..=b'6']);
        if self.is_end || !is_heading {
            return None;
        }
        let (_, id) = self.attributes.split_once(" id=\"")?;
        id.split('"').next()
    }

    /// Whether the content of the element is skipped; also that of the link beside a heading, and
    /// the numbers of notes.
    fn is_silent(&self) -> bool {
        let marked = ["heading-link", "note-ref", "note-back"]
            .iter()
            .any(|class| self.attributes.contains(class));
        let silent = SILENT.iter().any(|name| self.name.eq_ignore_ascii_case(name));
        !self.is_end && (silent || marked)
    }
}

/// The text with character references decoded: those that are written into bodies.
fn decode(html: &str) -> String {
    if !html.contains('&') {
        return html.to_owned();
    }
    html.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&nbsp;", " ")
        .replace("&amp;", "&")
}
