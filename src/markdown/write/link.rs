//! Writes links, images and roles, with slots for references that must still be resolved.

use std::ops::Range;
use std::sync::Arc;

use pulldown_cmark::LinkType;

use crate::document::body::{LinkKind, LinkRef, Reference, Role};
use crate::html::escape::push_address;
use crate::markdown::token::{element_len, plain_text};
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
        self.reference(format!("{scheme}{destination}"), LinkKind::Link, range);
        if !title.is_empty() {
            self.attribute("title", title);
        }
        self.html(">", at)
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
        let text = plain_text(&tokens[..len]);
        self.html.push_str("<img ");
        self.reference(destination.to_owned(), LinkKind::Image, range);
        self.attribute("alt", &text);
        // An image with an empty alternative text is decorative; a title would give it a name after
        // all (WCAG 2, technique H67).
        let is_decorative = text.is_empty() && matches!(self.form, OutputForm::Handbook { .. });
        if !title.is_empty() && !is_decorative {
            self.attribute("title", title);
        }
        if let OutputForm::Handbook { .. } = self.form {
            self.html.push_str(" loading=\"lazy\" decoding=\"async\"");
        }
        self.html.push('>');
        at + len
    }

    /// Writes a slot for a destination, or for plain CommonMark the attribute itself.
    fn reference(&mut self, destination: String, kind: LinkKind, range: &Range<usize>) {
        match self.form {
            OutputForm::Handbook { .. } => {
                self.slot(Reference::Link(LinkRef { destination, kind }), range.clone());
            }
            OutputForm::CommonMark => {
                self.html.push_str(match kind {
                    LinkKind::Link => "href=\"",
                    LinkKind::Image => "src=\"",
                });
                push_address(&mut self.html, &destination);
                self.html.push('"');
            }
        }
    }
}
