//! Writes links, images and roles, with slots for references that must still be resolved.

use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::{Event, LinkType, Tag, TagEnd};

use crate::base::diagnostic::Code;
use crate::document::body::{GivenSize, ImageText, LinkKind, LinkRef, Reference, Role};
use crate::html::escape::{push_address, push_attribute};
use crate::markdown::token::{Token, TokenKind, element_len, plain_text};
use crate::markdown::write::writer::{OutputForm, Writer};

impl Writer<'_, '_> {
    /// Writes a slot for a role and counts the words of its text.
    pub(super) fn role(&mut self, at: usize, role: &Arc<Role>) -> usize {
        self.word_counter.add(&role.text);
        let span = self.parsed.tokens[at].range.clone();
        self.slot(Reference::Role(Arc::clone(role)), span);
        at + 1
    }

    pub(super) fn begin_link(
        &mut self,
        at: usize,
        link_type: LinkType,
        destination: &str,
        title: &str,
        range: &Range<usize>,
    ) -> usize {
        let scheme = if link_type == LinkType::Email { "mailto:" } else { "" };
        self.html.push_str("<a ");
        let destination = format!("{scheme}{destination}");
        match self.form {
            OutputForm::Handbook { .. } => {
                let link = LinkRef { destination: destination.clone(), kind: LinkKind::Link };
                // What is wrong with an address is mended, and told once, where it stands.
                let definition = self.parsed.defined.get(&range.start);
                self.slot(Reference::Link(link), definition.unwrap_or(range).clone());
            }
            OutputForm::CommonMark => {
                self.html.push_str("href=\"");
                push_address(&mut self.html, &destination);
                self.html.push('"');
            }
        }
        if !title.is_empty() {
            self.attribute("title", title);
        }
        self.html.push('>');
        let len = element_len(&self.parsed.tokens[at..]);
        let is_blank = |token: &Token<'_>| match &token.kind {
            TokenKind::Event(Event::Text(text)) => text.trim().is_empty(),
            TokenKind::Event(event) => {
                matches!(event, Event::SoftBreak | Event::Start(Tag::Image { .. }))
                    || matches!(event, Event::End(TagEnd::Image))
            }
            _ => false,
        };
        let is_handbook = matches!(self.form, OutputForm::Handbook { .. });
        let inner = &self.parsed.tokens[at + 1..at + len - 1];
        if !is_handbook || destination.is_empty() || !inner.iter().all(is_blank) {
            return at + 1;
        }
        let is_image = |token: &Token<'_>| {
            matches!(&token.kind, TokenKind::Event(Event::Start(Tag::Image { .. })))
        };
        let has_image = inner.iter().any(is_image);
        if has_image && !title.is_empty() {
            return at + 1;
        }
        let message = format!("the link to `{destination}` has no text");
        let hint = if has_image {
            "say between the brackets of its image where it leads"
        } else {
            "write the words that readers press between the brackets"
        };
        self.reporter.warning(Code::EmptyLink, message, Some(range.clone()), |d| d.hint(hint));
        // Beside an image, words would change what is seen.
        if has_image {
            return at + 1;
        }
        self.slot(Reference::Title(destination), range.clone());
        self.html("</a>", at + len - 1)
    }

    /// Writes an image with all its tokens, whose plain text is the alternative text. Returns the
    /// index of the token after it.
    pub(super) fn image(
        &mut self,
        at: usize,
        destination: &str,
        title: &str,
        range: &Range<usize>,
    ) -> usize {
        let tokens = &self.parsed.tokens[at..];
        let len = element_len(tokens);
        let alt = plain_text(&tokens[..len]);
        let mut attributes = String::new();
        push_attribute(&mut attributes, "alt", &alt);
        match self.form {
            OutputForm::Handbook { .. } => {
                // An image with an empty alternative text is decorative; a title would give it a
                // name after all (WCAG 2, technique H67).
                if !title.is_empty() && !alt.is_empty() {
                    push_attribute(&mut attributes, "title", title);
                }
                let given = self.written_attributes(range.start, &mut attributes);
                attributes.push_str(" loading=\"lazy\" decoding=\"async\"");
                let kind = LinkKind::Image(ImageText { alt, attributes, given });
                let link = LinkRef { destination: destination.to_owned(), kind };
                self.slot(Reference::Link(link), range.clone());
            }
            OutputForm::CommonMark => {
                self.html.push_str("<img src=\"");
                push_address(&mut self.html, destination);
                self.html.push('"');
                self.html.push_str(&attributes);
                if !title.is_empty() {
                    self.attribute("title", title);
                }
                self.html.push('>');
            }
        }
        at + len
    }

    /// Appends the id and the classes that the author gave the image at a byte of the source, and
    /// returns the size.
    fn written_attributes(&mut self, at: usize, html: &mut String) -> GivenSize {
        let Some(written) = self.parsed.image_attributes.get(&at) else {
            return GivenSize::default();
        };
        if let Some(id) = &written.id {
            push_attribute(html, "id", id.value.as_str());
            self.anchors.push(id.value.clone());
        }
        if !written.classes.is_empty() {
            let classes: Vec<&str> = written.classes.iter().map(|c| c.value.as_str()).collect();
            push_attribute(html, "class", &classes.join(" "));
        }
        let side = |name| {
            let mut pairs = written.pairs.iter();
            let (_, value) = pairs.find(|(key, _)| key.value == name)?;
            GivenSize::side(&value.value)
        };
        GivenSize { width: side("width"), height: side("height") }
    }
}
