//! What a start tag makes browsers load, run or apply.

use std::ops::Range;

use crate::document::body::ContentKind;
use crate::html::token::{StartTag, TagAttribute};

/// A part of a start tag, or the tag, that no site can allow under its Content-Security-Policy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BlockedPart {
    /// What browsers will not do.
    pub message: String,
    /// Why, and what to write.
    pub hint: String,
    /// The place of the part, in bytes.
    pub span: Range<usize>,
}

/// What the Content-Security-Policy keeps browsers from running, whatever the site allows. `span` is
/// the place of the tag.
pub fn blocked_parts(tag: &StartTag<'_>, span: &Range<usize>) -> Vec<BlockedPart> {
    let mut found = Vec::new();
    let mut block = |message: String, span: &Range<usize>, hint: &str| {
        let hint = format!("the Content-Security-Policy of the site allows no {hint}");
        found.push(BlockedPart { message, hint, span: span.clone() });
    };
    match &*tag.name {
        "script" if tag.get("src").is_none() && is_run(tag.get("type")) => block(
            "browsers will not run this script".to_owned(),
            span,
            "scripts in pages: put it into a file in `static`, and name that as `src`",
        ),
        "style" => block(
            "browsers will not apply these styles".to_owned(),
            span,
            "styles in pages: put them into a style sheet of the site",
        ),
        _ => {}
    }
    for attribute in &tag.attributes {
        let name = &*attribute.name;
        if name == "style" {
            block(
                "browsers will not apply the attribute `style`".to_owned(),
                &attribute.span,
                "styles in pages: write a class, and its rule in a style sheet of the site",
            );
        } else if name == "srcdoc" {
            block(
                "browsers will not show this frame".to_owned(),
                &attribute.span,
                "frames but those of `frames` under `[security]`: write the text itself",
            );
        } else if name.strip_prefix("on").is_some_and(|event| {
            !event.is_empty() && event.bytes().all(|b| b.is_ascii_alphabetic())
        }) {
            block(
                format!("browsers will not run the attribute `{name}`"),
                &attribute.span,
                "scripts in pages: put it into a file in `static`",
            );
        }
    }
    found
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
pub fn is_style_sheet(tag: &StartTag<'_>) -> bool {
    let mut words = tag.get("rel").unwrap_or_default().split_ascii_whitespace();
    tag.name == "link" && words.any(|word| word.eq_ignore_ascii_case("stylesheet"))
}

/// What is at the address that an attribute holds; `None` if it holds none.
pub fn content_at(tag: &StartTag<'_>, attribute: &TagAttribute<'_>) -> Option<ContentKind> {
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
