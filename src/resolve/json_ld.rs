//! Breadcrumbs as JSON-LD (schema.org `BreadcrumbList`), for search engines.

use serde::Serialize;

use crate::resolve::view::LinkView;

/// The list, with its fields in the order of the alphabet.
#[derive(Serialize)]
struct BreadcrumbList<'a> {
    #[serde(rename = "@context")]
    context: &'a str,
    #[serde(rename = "@type")]
    kind: &'a str,
    #[serde(rename = "itemListElement")]
    items: Vec<Breadcrumb<'a>>,
}

#[derive(Serialize)]
struct Breadcrumb<'a> {
    #[serde(rename = "@type")]
    kind: &'a str,
    item: &'a str,
    name: &'a str,
    position: usize,
}

/// The breadcrumbs of a page as a JSON-LD text. Empty for a page without ancestors, and where
/// addresses are not absolute, as schema.org requires.
pub fn breadcrumbs(ancestors: &[LinkView], title: &str, permalink: &str) -> String {
    if ancestors.is_empty() || !permalink.starts_with("http") {
        return String::new();
    }
    let above = ancestors.iter().map(|link| (link.title.as_str(), link.permalink.as_str()));
    let items = above
        .chain([(title, permalink)])
        .zip(1..)
        .map(|((name, item), position)| Breadcrumb { kind: "ListItem", item, name, position });
    let list = BreadcrumbList {
        context: "https://schema.org",
        kind: "BreadcrumbList",
        items: items.collect(),
    };
    let json = serde_json::to_string(&list).unwrap_or_default();
    // Inside a script element no text may look like markup (WHATWG HTML, section 4.12.1.3).
    if !json.contains(['<', '>', '&']) {
        return json;
    }
    json.replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")
}
