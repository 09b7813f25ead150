//! [`PreparedBody`]: the body of one page, ready to become part of a book.

use std::collections::BTreeSet;

use crate::base::paths::Route;
use crate::document::body::{Document, Slot};
use crate::document::destinations::is_external;
use crate::html::escape::push_attribute;
use crate::html::event::{HtmlElement, HtmlEvent};
use crate::html::write::{MarkupSyntax, write_with};

/// An address within the site.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct SiteAddress {
    /// The path of the address below the base path, percent-encoded: `/roles/two-axes/`.
    pub path: String,
    /// The query of the address with `?`; may be empty.
    pub query: String,
    /// The fragment of the address without `#`, percent-encoded; may be empty.
    pub fragment: String,
    /// Whether the address is the `src` of an element and not a link.
    pub is_shown: bool,
}

/// The separator between the id of a page and an id on it. The id of a page has no two hyphens in a
/// row (see [`crate::book::order`]), so that no two pairs give one id.
pub const ID_SEPARATOR: &str = "--";

/// The options of [`PreparedBody::new`].
#[derive(Clone, Copy, Debug, Hash)]
pub struct BodyOptions<'a> {
    /// The address of the page.
    pub route: &'a Route,
    /// The path of the site, with a slash at both ends.
    pub base_path: &'a str,
    /// The id of the page, which prefixes the ids in its body to make them unique in the whole
    /// book; `None` if the ids stay.
    pub id: Option<&'a str>,
    /// The number of levels that are added to the headings of the body.
    pub heading_offset: u8,
}

/// The body of one page: a document whose slots are addresses.
#[derive(Clone, Debug)]
pub struct PreparedBody {
    /// The body with a slot in the place of each attribute that holds an address.
    pub document: Document<SiteAddress>,
    /// The ids in the body, without prefixes.
    pub ids: BTreeSet<String>,
}

/// Attributes whose value is an id, or several.
const IDS: &[&str] = &[
    "id",
    "for",
    "form",
    "headers",
    "list",
    "popovertarget",
    "aria-activedescendant",
    "aria-controls",
    "aria-describedby",
    "aria-details",
    "aria-errormessage",
    "aria-flowto",
    "aria-labelledby",
    "aria-owns",
];

impl PreparedBody {
    /// Prepares the body of a page for a book.
    pub fn new(mut events: Vec<HtmlEvent<'_>>, options: BodyOptions<'_>) -> Self {
        let mut ids = BTreeSet::new();
        for event in &mut events {
            let HtmlEvent::Start(element) = event else {
                continue;
            };
            if let Some(id) = element.get("id") {
                ids.insert(id.to_owned());
            }
            if let Some(name) = heading(&element.name, options.heading_offset) {
                element.name = name.into();
            }
            if let Some(id) = options.id {
                prefix_ids(element, id);
            }
        }
        let mut slots = Vec::new();
        let html = write_with(&events, MarkupSyntax::Html, |html, name, value| {
            let address = matches!(name, "href" | "src").then(|| site_address(value, options));
            let Some(link) = address.flatten() else {
                return false;
            };
            let link = SiteAddress { is_shown: name == "src", ..link };
            slots.push(Slot { at: html.len(), link });
            true
        });
        Self { document: Document { html, slots }, ids }
    }

    /// The body as HTML, with the address that `resolve` gives for each slot; for `None` the
    /// attribute is left out.
    pub fn to_html(&self, resolve: &dyn Fn(&SiteAddress) -> Option<String>) -> String {
        self.document.print(|text, target| {
            if let Some(address) = resolve(target) {
                let name = if target.is_shown { "src" } else { "href" };
                push_attribute(text, name, &address);
            }
        })
    }
}

/// The name of a heading element moved down by `heading_offset` levels, at most to `h6`. `None` if
/// `name` is no heading.
fn heading(name: &str, heading_offset: u8) -> Option<String> {
    let level: u8 = name.strip_prefix('h')?.parse().ok()?;
    (1..=6).contains(&level).then(|| format!("h{}", (level + heading_offset).min(6)))
}

/// Prefixes what an element has of ids.
fn prefix_ids(element: &mut HtmlElement<'_>, id: &str) {
    let is_grouped = element.is("input") || element.is("details");
    for (name, text) in &mut element.attributes {
        if matches!(&**name, "href" | "src") {
            continue;
        }
        if IDS.contains(&&**name) {
            let all = text.split_ascii_whitespace();
            let all: Vec<String> = all.map(|part| format!("{id}{ID_SEPARATOR}{part}")).collect();
            *text = all.join(" ").into();
        } else if name == "name" && is_grouped {
            *text = format!("{id}{ID_SEPARATOR}{text}").into();
        } else if text.contains("url(#") {
            *text = text.replace("url(#", &format!("url(#{id}{ID_SEPARATOR}")).into();
        }
    }
}

/// Parses the address of a link; `None` if it leads out of the site.
pub(super) fn site_address(address: &str, options: BodyOptions<'_>) -> Option<SiteAddress> {
    if is_external(address) {
        return None;
    }
    let (rest, fragment) = address.split_once('#').unwrap_or((address, ""));
    let (path, query) = match rest.find('?') {
        Some(at) => rest.split_at(at),
        None => (rest, ""),
    };
    let here = options.route.href("/");
    let path = if path.is_empty() {
        here
    } else if path.starts_with('/') {
        let base = options.base_path.trim_end_matches('/');
        let below = path.strip_prefix(base)?;
        if !below.starts_with('/') {
            return None;
        }
        below.to_owned()
    } else {
        join(&here, path)
    };
    Some(SiteAddress {
        path,
        query: query.to_owned(),
        fragment: fragment.to_owned(),
        is_shown: false,
    })
}

/// A relative path from the page at `from`, as a browser resolves it.
fn join(from: &str, path: &str) -> String {
    let mut parts: Vec<&str> = from.trim_matches('/').split('/').collect();
    parts.retain(|part| !part.is_empty());
    let mut is_folder = false;
    for part in path.split('/') {
        is_folder = matches!(part, "" | "." | "..");
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    let end = if is_folder && !parts.is_empty() { "/" } else { "" };
    format!("/{}{end}", parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::{BodyOptions, PreparedBody, SiteAddress};
    use crate::base::paths::Route;
    use crate::html::read::read;

    fn print(html: &str) -> String {
        let route = Route::new("roles/axes").unwrap_or_else(|_| Route::root());
        let options =
            BodyOptions { route: &route, base_path: "/b/", id: Some("p-axes"), heading_offset: 1 };
        let body = PreparedBody::new(read(html), options);
        body.to_html(&|address| {
            let SiteAddress { path, query, fragment, .. } = address;
            (path != "/nowhere/").then(|| format!("[{path} {query} {fragment}]"))
        })
    }

    #[test]
    fn ids_and_what_names_them_are_the_pages_own() {
        assert_eq!(
            print("<h2 id=\"a\">A</h2><p aria-labelledby=\"a b\" fill=\"url(#g)\">x</p>"),
            "<h3 id=\"p-axes--a\">A</h3>\
             <p aria-labelledby=\"p-axes--a p-axes--b\" fill=\"url(#p-axes--g)\">x</p>"
        );
    }

    #[test]
    fn what_has_no_address_leads_nowhere() {
        assert_eq!(print("<a href=\"/b/nowhere/\" class=\"x\">x</a>"), "<a class=\"x\">x</a>");
    }

    #[test]
    fn addresses_within_the_site_are_slots() {
        for (address, expected) in [
            ("#a", "[/roles/axes/  a]"),
            ("/b/", "[/  ]"),
            ("/b/power/?x#t", "[/power/ ?x t]"),
            ("../two/", "[/roles/two/  ]"),
            ("a.csv", "[/roles/axes/a.csv  ]"),
            ("/other/", "/other/"),
            ("/bb/", "/bb/"),
            ("https://example.org/#a", "https://example.org/#a"),
            ("mailto:a@b.example", "mailto:a@b.example"),
        ] {
            assert_eq!(
                print(&format!("<a href=\"{address}\">x</a>")),
                format!("<a href=\"{expected}\">x</a>")
            );
        }
    }
}
