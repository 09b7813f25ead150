//! Writes the start tags of raw HTML, with slots for the addresses in them.

use std::ops::Range;

use crate::base::diagnostic::Code;
use crate::base::paths::Anchor;
use crate::document::body::{ContentKind, GivenSize, HtmlAddress, LinkKind, LinkRef, Reference};
use crate::html::srcset::candidates;
use crate::html::token::{StartTag, TagAttribute};
use crate::markdown::loaded::{BlockedPart, blocked_parts, content_at};
use crate::markdown::raw_html::RawHtml;
use crate::markdown::write::raw_link::is_named;
use crate::markdown::write::writer::Writer;

impl Writer<'_, '_> {
    /// Writes a start tag, with an id if one was made for its element.
    pub(super) fn write_start_tag(
        &mut self,
        raw: &RawHtml<'_>,
        tag: &StartTag<'_>,
        span: &Range<usize>,
        made_id: Option<&Anchor>,
    ) {
        self.report_blocked(raw, tag, span);
        let mut from = span.start;
        if let Some(id) = made_id {
            let after_name = from + "<".len() + tag.name.len();
            self.html.push_str(&raw.html[from..after_name]);
            self.attribute("id", id.as_str());
            from = after_name;
        }
        // As `![](…)`, without which a screen reader reads the address.
        if tag.name == "img" && tag.get("alt").is_none() && !is_named(tag) {
            let after_name = span.start + "<".len() + tag.name.len();
            self.html.push_str(&raw.html[from..after_name]);
            self.attribute("alt", "");
            from = after_name;
        }
        for attribute in &tag.attributes {
            let Some(content) = content_at(tag, attribute) else {
                continue;
            };
            self.html.push_str(&raw.html[from..attribute.span.start]);
            if attribute.name == "srcset" {
                self.candidates(raw, attribute);
            } else {
                let given = (tag.name == "img").then(|| given_size(tag)).flatten();
                let before = format!("{}=\"", attribute.name);
                let address = HtmlAddress { content, before, after: "\"".to_owned(), given };
                self.address(&attribute.value, address, raw.span(&attribute.value_span));
            }
            from = attribute.span.end;
        }
        self.html.push_str(&raw.html[from..span.end]);
    }

    /// Writes a slot for each image of a `srcset`.
    fn candidates(&mut self, raw: &RawHtml<'_>, attribute: &TagAttribute<'_>) {
        self.html.push_str("srcset=\"");
        let written = &raw.html[attribute.value_span.clone()];
        let mut at = 0;
        for (index, (url, descriptor)) in candidates(&attribute.value).into_iter().enumerate() {
            let start = written.get(at..).and_then(|rest| rest.find(url)).map(|found| at + found);
            let span = start.map_or(attribute.value_span.clone(), |start| {
                at = start + url.len();
                attribute.value_span.start + start..attribute.value_span.start + at
            });
            let before = if index == 0 { "" } else { ", " }.to_owned();
            let after = if descriptor.is_empty() { "" } else { " " }.to_owned() + descriptor;
            let content = ContentKind::Image;
            let address = HtmlAddress { content, before, after, given: None };
            self.address(url, address, raw.span(&span));
        }
        self.html.push('"');
    }

    fn address(&mut self, destination: &str, address: HtmlAddress, span: Range<usize>) {
        let destination = destination.trim().to_owned();
        let link = LinkRef { destination, kind: LinkKind::Html(address) };
        self.slot(Reference::Link(link), span);
    }

    /// Reports what the Content-Security-Policy keeps browsers from running, whatever the site
    /// allows.
    fn report_blocked(&self, raw: &RawHtml<'_>, tag: &StartTag<'_>, span: &Range<usize>) {
        for BlockedPart { message, hint, span } in blocked_parts(tag, span) {
            let span = raw.span(&span);
            self.reporter.warning(Code::BlockedContent, message, Some(span), |d| d.hint(hint));
        }
    }
}

/// The size in the tag of an image; `None` if a side of it is no number of pixels.
fn given_size(tag: &StartTag<'_>) -> Option<GivenSize> {
    let side = |name| match tag.get(name) {
        Some(text) => GivenSize::side(text).map(Some),
        None => Some(None),
    };
    Some(GivenSize { width: side("width")?, height: side("height")? })
}
