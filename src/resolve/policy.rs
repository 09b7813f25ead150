//! What the Content-Security-Policy of the site keeps browsers from loading, by its address.

use crate::base::diagnostic::{Code, Diagnostic, Place};
use crate::config::security::{AllowedOrigins, allows, origin_of};
use crate::document::body::{ContentKind, Href, LinkKind, LinkRef};
use crate::document::destinations::is_external;
use crate::resolve::links::shorten;

/// The warning about something that browsers will not load, given the address that was found.
pub(super) fn blocked(
    link: &LinkRef,
    href: &Href,
    allowed: &AllowedOrigins,
    place: impl FnOnce() -> Place,
) -> Option<Diagnostic> {
    let content = match &link.kind {
        LinkKind::Link => return None,
        LinkKind::Image(_) => ContentKind::Image,
        LinkKind::Html(address) => address.content,
    };
    let (Href::Link { url, .. } | Href::Image { url, .. }) = href;
    let is_elsewhere = is_external(url);
    let (what, key, origins) = match content {
        ContentKind::Link => return None,
        ContentKind::Form => ("form", "forms", Some(&allowed.forms)),
        ContentKind::Image => ("image", "images", Some(&allowed.images)),
        ContentKind::Media => ("video or sound", "media", Some(&allowed.media)),
        ContentKind::Frame => ("frame", "frames", Some(&allowed.frames).filter(|_| is_elsewhere)),
        ContentKind::Object => ("object", "", None),
        ContentKind::Script => ("script", "", None),
        ContentKind::Style => ("style sheet", "", None),
        ContentKind::Font => ("font", "", None),
    };
    let is_form = content == ContentKind::Form;
    let is_never = matches!(content, ContentKind::Frame | ContentKind::Object);
    if !is_elsewhere && !is_never || origins.is_some_and(|origins| allows(origins, url)) {
        return None;
    }
    let shown = shorten(&link.destination);
    let origin = origin_of(url);
    let (code, message) = match (content, &origin) {
        (ContentKind::Image, Some(_)) => {
            (Code::ExternalImage, format!("the image `{shown}` is on another server"))
        }
        (ContentKind::Image, None) => {
            (Code::ExternalImage, format!("the image `{shown}` is not a file"))
        }
        (ContentKind::Form, _) => {
            (Code::BlockedContent, format!("browsers will not send the form to `{shown}`"))
        }
        _ => (Code::BlockedContent, format!("browsers will not load the {what} `{shown}`")),
    };
    let remedy = match (origins, origin) {
        (Some(_), Some(origin)) => format!(
            "{} it, or add `{origin}` to `{key}` under `[security]` in `handbook.toml`",
            if is_never || is_form { "link to" } else { "keep a copy of" }
        ),
        (_, None) if is_form => "link to it".to_owned(),
        (Some(_), None) if !is_never => "save it as a file next to the page".to_owned(),
        _ if is_never => "link to it".to_owned(),
        _ => "keep a copy in `static`".to_owned(),
    };
    let why = match (content, origins) {
        (ContentKind::Frame, Some(_)) => "no page in a frame but of servers that the site names",
        (ContentKind::Frame, None) => "no page of this site in a frame",
        (ContentKind::Object, _) => "no object",
        (ContentKind::Form, _) => "forms to this site alone",
        _ => "only files of this site",
    };
    let why = format!("the Content-Security-Policy allows {why}");
    Some(Diagnostic::warning(code, message, place()).hint(format!("{why}; {remedy}")))
}
