//! Breadcrumbs as JSON-LD (schema.org `BreadcrumbList`), for search engines.

use serde_json::json;

use crate::resolve::view::LinkView;

/// The breadcrumbs of a page as a JSON-LD text. Empty for a page without ancestors, and where
/// addresses are not absolute, as schema.org requires.
pub fn breadcrumbs(ancestors: &[LinkView], title: &str, permalink: &str) -> String {
    if ancestors.is_empty() || !permalink.starts_with("http") {
        return String::new();
    }
    let above = ancestors.iter().map(|link| (link.title.as_str(), link.permalink.as_str()));
    let items: Vec<_> = above
        .chain([(title, permalink)])
        .enumerate()
        .map(|(index, (name, item))| json!({ "@type": "ListItem", "position": index + 1, "name": name, "item": item }))
        .collect();
    let list = json!({ "@context": "https://schema.org", "@type": "BreadcrumbList", "itemListElement": items });
    // Inside a script element no text may look like markup (WHATWG HTML, section 4.12.1.3).
    list.to_string().replace('<', "\\u003c").replace('>', "\\u003e").replace('&', "\\u0026")
}
