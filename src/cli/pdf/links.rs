//! [`published`]: a page whose links lead to the published site, not to the server that prints it.

use crate::html::escape::escape_value;
use crate::html::token::{HtmlTokenKind, tokens};

/// The page with the addresses of its links below `base_url` instead of its path alone. Without a
/// host in `base_url` nobody knows where the site is, and what would be a link is plain text.
pub(super) fn published(html: &str, base_url: &str, base_path: &str) -> String {
    let origin = base_url.strip_suffix(base_path).filter(|origin| !origin.is_empty());
    let mut told = String::with_capacity(html.len());
    let mut from = 0;
    for token in tokens(html) {
        let HtmlTokenKind::Start(tag) = token.kind else { continue };
        let links = tag.attributes.iter().filter(|attribute| {
            let is_of_site = attribute.value.starts_with('/') && !attribute.value.starts_with("//");
            tag.name == "a" && attribute.name == "href" && is_of_site
        });
        for link in links {
            let (span, address) = match origin {
                Some(origin) => (&link.value_span, format!("{origin}{}", link.value)),
                None => (&link.span, String::new()),
            };
            told.push_str(&html[from..span.start]);
            told.push_str(&escape_value(&address));
            from = span.end;
        }
    }
    told + &html[from..]
}

#[cfg(test)]
mod tests {
    use super::published;

    #[test]
    fn links_lead_to_the_published_site() {
        let html = "<link href=\"/h/a.css\"><a class=x href=\"/h/b/?c&amp;d#e\">b</a> <a href=\"#f\">f</a> \
                    <a href=\"https://example.com/\">g</a> <a href=\"//example.com/\">h</a>";
        assert_eq!(
            published(html, "https://example.org/h/", "/h/"),
            html.replace("<a class=x href=\"/", "<a class=x href=\"https://example.org/")
        );
        assert_eq!(published(html, "/h/", "/h/"), html.replace(" href=\"/h/b/?c&amp;d#e\"", " "));
    }
}
