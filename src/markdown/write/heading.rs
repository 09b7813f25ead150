//! Headings, each with a link to itself; terms of definition lists; lists and their items.

use std::fmt::Write as _;

use pulldown_cmark::{Event, Tag, TagEnd};

use crate::base::diagnostic::{Code, Severity};
use crate::base::paths::Anchor;
use crate::base::suggest::nearest;
use crate::document::body::Heading;
use crate::html::escape::{push_attribute, push_text};
use crate::markdown::attributes::{ALSO, Attributes};
use crate::markdown::token::{Token, TokenKind, inner, plain_text};
use crate::markdown::write::state::UnnamedTerm;
use crate::markdown::write::tags::{fill, inline_tags};
use crate::markdown::write::writer::{OutputForm, Writer};

impl Writer<'_, '_> {
    pub(super) fn begin_heading(&mut self, at: usize) -> usize {
        let level = self.level(at);
        let OutputForm::Handbook { .. } = self.form else {
            let _ = write!(self.html, "<h{level}>");
            return at + 1;
        };
        let parsed = self.parsed;
        let inner = inner(&parsed.tokens[at..]);
        let attributes = parsed.attributes.get(&at);
        let text = plain_text(inner).trim().to_owned();
        self.report_values_but(attributes, &[ALSO]);
        if text.is_empty() && inner.iter().all(says_nothing) {
            let span = parsed.tokens[at].range.clone();
            let span = span.start..span.start + parsed.source[span].trim_end().len();
            self.reporter.warning(
                Code::EmptyHeading,
                "this heading has no text",
                Some(span),
                |d| d.hint("write what the part below it is about, or remove it"),
            );
        }
        let anchor = self.id(attributes, || Anchor::of_heading(&typed_text(inner)));
        let _ = write!(self.html, "<div class=\"heading\"><h{level}");
        self.attribute("id", anchor.as_str());
        self.classes("", attributes);
        self.add_heading(at, anchor, text);
        self.html(">", at)
    }

    /// Adds the heading that starts at the token `at` to the headings of the page.
    pub fn add_heading(&mut self, at: usize, anchor: Anchor, text: String) {
        let html = contents_html(inner(&self.parsed.tokens[at..])).trim().to_owned();
        let also = self.parsed.attributes.get(&at).map(Attributes::also).unwrap_or_default();
        let level = self.level(at);
        self.headings.push(Heading { level, anchor, text, also, html, is_listed: true });
    }

    pub(super) fn end_heading(&mut self, at: usize) {
        // The end token has the level from the parser, before the shift.
        let level = self.level(at);
        let _ = write!(self.html, "</h{level}>");
        if let Some(settings) = self.settings()
            && let Some(heading) = self.headings.last()
        {
            let name = fill(&settings.strings.heading_link, &heading.text);
            let href = format!("#{}", heading.anchor);
            self.html.push_str("<a class=\"heading-link\"");
            self.attribute("href", &href);
            self.html
                .push_str("><span aria-hidden=\"true\">#</span><span class=\"visually-hidden\">");
            self.text(&name);
            self.html.push_str("</span></a></div>");
        }
        self.html.push('\n');
    }

    /// Reports what an attribute block has besides an id and classes, where nothing reads it.
    pub fn report_values(&self, attributes: Option<&Attributes>) {
        self.report_values_but(attributes, &[]);
    }

    /// Reports what an attribute block has besides an id, classes and the keys that are read.
    fn report_values_but(&self, attributes: Option<&Attributes>, read: &[&'static str]) {
        let Some(attributes) = attributes else { return };
        let pairs = attributes.pairs.iter().map(|(key, _)| key);
        let pairs = pairs.filter(|key| !read.contains(&key.value.as_str()));
        for key in pairs.chain(&attributes.flags) {
            let message = format!("`{}` means nothing here", key.value);
            let span = Some(key.span.clone());
            let near = nearest(&key.value, read.iter().copied());
            // Other tools copy any attribute into the HTML; a slip of ours would be lost.
            let is_foreign = near.is_none() && attributes.pairs.iter().any(|(pair, _)| pair == key);
            let severity = if is_foreign { Severity::Warning } else { Severity::Error };
            self.reporter.report(severity, Code::InvalidAttributes, message, span, |d| {
                d.did_you_mean(near)
                    .hint("an attribute block here has an id and classes, `{#id .class}`")
                    .hint("for a literal brace write `\\{`")
            });
        }
    }

    /// The printed level of the heading that starts or ends at the token `at`.
    fn level(&self, at: usize) -> u8 {
        let level = match &self.parsed.tokens[at].kind {
            TokenKind::Event(Event::Start(Tag::Heading { level, .. })) => *level,
            TokenKind::Event(Event::End(TagEnd::Heading(level))) => *level,
            _ => return 6,
        };
        (level as u8 + u8::from(self.shift)).min(6)
    }

    /// Writes an empty element with the id of the title heading, if the author wrote one. The
    /// heading is not printed, but links to its id must still work.
    pub(super) fn title_target(&mut self, at: usize) {
        let attributes = self.parsed.attributes.get(&at);
        if attributes.is_some_and(|attributes| attributes.id.is_some()) {
            self.html.push_str("<span");
            self.written_id(attributes);
            self.html.push_str("></span>\n");
        }
    }

    /// Appends the id that the author wrote, if there is one.
    fn written_id(&mut self, attributes: Option<&Attributes>) {
        if let Some(id) = attributes.and_then(|attributes| attributes.id.as_ref()) {
            self.attribute("id", id.value.as_str());
            self.anchors.push(id.value.clone());
        }
    }

    pub(super) fn begin_term(&mut self, at: usize) -> usize {
        let attributes = self.parsed.attributes.get(&at);
        self.report_values(attributes);
        self.html.push_str("<dt");
        self.written_id(attributes);
        let is_named = attributes.is_some_and(|attributes| attributes.id.is_some());
        if !is_named && self.capture_depth == 0 && self.settings().is_some() {
            let text = typed_text(inner(&self.parsed.tokens[at..]));
            if text.contains(char::is_alphanumeric) {
                let id = Anchor::of_heading(&text);
                self.unnamed_terms.push(UnnamedTerm { at: self.html.len(), id });
            }
        }
        self.classes("", attributes);
        self.html(">", at)
    }

    /// Gives terms the ids that nothing else on the page has: links lead to terms in other tools.
    /// Comes last, so that no heading and no item has another id for it.
    pub(super) fn name_terms(&mut self) {
        let terms = std::mem::take(&mut self.unnamed_terms);
        let mut named = String::new();
        let mut done = 0;
        let mut slots = self.slots.iter_mut().peekable();
        for UnnamedTerm { at, id } in terms {
            if self.ids.is_taken(&id) {
                continue;
            }
            // What stands before this term moves by the ids of the terms before it.
            let moved = named.len() - done;
            while let Some(slot) = slots.next_if(|slot| slot.at <= at) {
                slot.at += moved;
            }
            named.push_str(&self.html[done..at]);
            push_attribute(&mut named, "id", self.ids.unique(&id).as_str());
            self.anchors.push(id);
            done = at;
        }
        let moved = named.len() - done;
        slots.for_each(|slot| slot.at += moved);
        if done > 0 {
            named.push_str(&self.html[done..]);
            self.html = named;
        }
    }
}

/// The plain text of a heading with its dashes as they were typed: forges make the id of that.
fn typed_text(tokens: &[Token<'_>]) -> String {
    tokens.iter().map(typed).collect::<String>().trim().to_owned()
}

/// The plain text of a token, with its dashes as they were typed.
pub(super) fn typed(token: &Token<'_>) -> String {
    match token.as_text().map(|text| &**text) {
        // A dash that is a token of its own was made of hyphens, each of one byte.
        Some("–") if token.range.len() == 2 => "--".to_owned(),
        Some("—") if token.range.len() == 3 => "---".to_owned(),
        _ => plain_text(std::slice::from_ref(token)),
    }
}

/// The inline HTML of a heading for a table of contents, on one line: without links, notes and raw
/// HTML, and with the alternative text of images.
fn contents_html(tokens: &[Token<'_>]) -> String {
    let mut html = String::new();
    for token in tokens {
        match &token.kind {
            TokenKind::Event(Event::Start(tag)) => html.push_str(inline_tags(tag.to_end()).0),
            TokenKind::Event(Event::End(tag)) => html.push_str(inline_tags(*tag).1),
            TokenKind::Event(Event::Text(text)) => push_text(&mut html, text),
            TokenKind::Event(Event::Code(code)) => {
                html.push_str("<code>");
                push_text(&mut html, code);
                html.push_str("</code>");
            }
            TokenKind::Event(Event::SoftBreak | Event::HardBreak) => html.push(' '),
            // A role without text leaves no gap before punctuation.
            TokenKind::Role(role) if role.text.is_empty() => html.truncate(html.trim_end().len()),
            TokenKind::Role(role) => push_text(&mut html, &role.text),
            TokenKind::Mark => html.push_str("<mark>"),
            TokenKind::MarkEnd => html.push_str("</mark>"),
            _ => {}
        }
    }
    html
}

impl Writer<'_, '_> {
    pub(super) fn begin_list(&mut self, at: usize, first: Option<u64>) -> usize {
        if self.parsed.task_lists.contains(&at) {
            return self.extension.write_tasks(self, at);
        }
        self.open_list(first);
        at + 1
    }

    /// Writes the start of a list: an ordered one from the number `first`, else an unordered one.
    pub fn open_list(&mut self, first: Option<u64>) {
        // A list inside an item follows text on that line.
        if !self.html.ends_with('\n') && !self.html.is_empty() {
            self.html.push('\n');
        }
        self.html.push_str(if first.is_some() { "<ol" } else { "<ul" });
        if let Some(first) = first.filter(|first| *first != 1) {
            let _ = write!(self.html, " start=\"{first}\"");
        }
        self.html.push_str(">\n");
    }

    pub(super) fn begin_item(&mut self, at: usize) -> usize {
        let attributes = self.parsed.attributes.get(&at);
        self.report_values(attributes);
        self.html.push_str("<li");
        self.written_id(attributes);
        self.classes("", attributes);
        self.html(">", at)
    }
}

/// Whether a token prints nothing, where its heading has no plain text: a reference prints the name of
/// its target, and an image in HTML may have a description.
fn says_nothing(token: &Token<'_>) -> bool {
    match &token.kind {
        TokenKind::Event(Event::InlineHtml(html)) => {
            ["<a ", "</", "<!--"].iter().any(|opening| html.starts_with(opening))
        }
        TokenKind::Event(event) => matches!(
            event,
            Event::Text(_)
                | Event::SoftBreak
                | Event::Start(Tag::Image { .. })
                | Event::End(TagEnd::Image)
        ),
        _ => false,
    }
}
