//! Writes the start tags of raw HTML, with slots for the addresses in them.

use std::ops::Range;

use crate::base::diagnostic::Code;
use crate::document::body::{ContentKind, GivenSize, HtmlAddress, LinkKind, LinkRef, Reference};
use crate::html::srcset::candidates;
use crate::html::token::{StartTag, TagAttribute};
use crate::markdown::raw_html::RawHtml;
use crate::markdown::write::writer::Writer;

impl Writer<'_, '_> {
    pub(super) fn write_start_tag(
        &mut self,
        raw: &RawHtml<'_>,
        tag: &StartTag<'_>,
        span: &Range<usize>,
    ) {
        self.report_blocked(raw, tag, span);
        let mut from = span.start;
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
        const POLICY: &str = "the Content-Security-Policy of the site allows no";
        let report = |message: String, span: &Range<usize>, hint: &str| {
            let hint = format!("{POLICY} {hint}");
            let span = raw.span(span);
            self.reporter.warning(Code::BlockedContent, message, Some(span), |d| d.hint(hint));
        };
        match &*tag.name {
            "script" if tag.get("src").is_none() && is_run(tag.get("type")) => report(
                "browsers will not run this script".to_owned(),
                span,
                "scripts in pages: put it into a file in `static`, and name that as `src`",
            ),
            "style" => report(
                "browsers will not apply these styles".to_owned(),
                span,
                "styles in pages: put them into a style sheet of the site",
            ),
            _ => {}
        }
        for attribute in &tag.attributes {
            let name = &*attribute.name;
            if name == "style" {
                report(
                    "browsers will not apply the attribute `style`".to_owned(),
                    &attribute.span,
                    "styles in pages: write a class, and its rule in a style sheet of the site",
                );
            } else if name == "srcdoc" {
                report(
                    "browsers will not show this frame".to_owned(),
                    &attribute.span,
                    "frames but those of `frames` under `[security]`: write the text itself",
                );
            } else if name.strip_prefix("on").is_some_and(|event| {
                !event.is_empty() && event.bytes().all(|b| b.is_ascii_alphabetic())
            }) {
                report(
                    format!("browsers will not run the attribute `{name}`"),
                    &attribute.span,
                    "scripts in pages: put it into a file in `static`",
                );
            }
        }
    }
}

/// Whether browsers run the text of a script of that type; else it is data.
fn is_run(kind: Option<&str>) -> bool {
    let kind = kind.unwrap_or_default().trim().to_ascii_lowercase();
    kind.is_empty()
        || kind.contains("javascript")
        || kind.contains("ecmascript")
        || matches!(kind.as_str(), "module" | "importmap" | "speculationrules")
}

/// Whether an element is a link to a style sheet.
pub(super) fn is_style_sheet(tag: &StartTag<'_>) -> bool {
    let mut words = tag.get("rel").unwrap_or_default().split_ascii_whitespace();
    tag.name == "link" && words.any(|word| word.eq_ignore_ascii_case("stylesheet"))
}

/// What is at the address that an attribute holds; `None` if it holds none.
fn content_at(tag: &StartTag<'_>, attribute: &TagAttribute<'_>) -> Option<ContentKind> {
    let address = attribute.value.trim();
    let content = match (&*tag.name, &*attribute.name) {
        ("link", "href") if is_style_sheet(tag) => ContentKind::Style,
        ("a", "href" | "xlink:href") | ("area" | "link", "href") => ContentKind::Link,
        ("form", "action") | ("button" | "input", "formaction") => ContentKind::Form,
        ("img", "src" | "srcset")
        | ("source", "srcset")
        | ("input", "src")
        | ("video", "poster") => {
            return Some(ContentKind::Image);
        }
        // A part of the same drawing has an id, and no address.
        ("image" | "use" | "feimage", "href" | "xlink:href") if !address.starts_with('#') => {
            ContentKind::Image
        }
        ("audio" | "source" | "track" | "video", "src") => ContentKind::Media,
        ("iframe", "src") => ContentKind::Frame,
        ("object", "data") | ("embed", "src") => ContentKind::Object,
        ("script", "src") => ContentKind::Script,
        _ => return None,
    };
    (!address.is_empty()).then_some(content)
}

/// The size in the tag of an image; `None` if a side of it is no number of pixels.
fn given_size(tag: &StartTag<'_>) -> Option<GivenSize> {
    let side = |name| match tag.get(name) {
        Some(text) => GivenSize::side(text).map(Some),
        None => Some(None),
    };
    Some(GivenSize { width: side("width")?, height: side("height")? })
}
