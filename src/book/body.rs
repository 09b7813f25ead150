//! [`PreparedBody`]: the body of one page, ready to become part of a book.

use std::collections::BTreeSet;

use crate::base::paths::{Route, resolve};
use crate::document::body::{Document, Slot};
use crate::document::destinations::is_external;
use crate::html::escape::push_attribute;
use crate::html::event::{HtmlElement, HtmlEvent, is_heading};
use crate::html::names::NameSet;
use crate::html::write::{MarkupSyntax, write_with};

use crate::book::order::{BookPage, DEEPEST};

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

impl SiteAddress {
    /// The whole address on a site whose own address, with the base path, is `site`.
    pub fn on(&self, site: &str) -> String {
        let hash = if self.fragment.is_empty() { "" } else { "#" };
        let site = site.trim_end_matches('/');
        format!("{site}{}{}{hash}{}", self.path, self.query, self.fragment)
    }
}

/// The separator between the id of a page and an id on it. The id of a page has no two hyphens in a
/// row (see [`crate::book::order`]), so that no two pairs give one id.
pub const ID_SEPARATOR: &str = "--";

/// The body of one page: a document whose slots are addresses.
#[derive(Clone, Debug)]
pub struct PreparedBody {
    /// The body with a slot in the place of each attribute that holds an address.
    pub document: Document<SiteAddress>,
    /// The ids in the body, without prefixes.
    pub ids: BTreeSet<String>,
}

/// Attributes whose value is an id, or several.
static IDS: NameSet = NameSet::of(
    "id for form headers list popovertarget aria-activedescendant aria-controls aria-describedby \
     aria-details aria-errormessage aria-flowto aria-labelledby aria-owns",
);

impl PreparedBody {
    /// Prepares the body of a page of a site at `base_path`: headings go below that of the page, and
    /// the id of the page prefixes all others, so that they are unique in the whole book.
    pub fn new(mut events: Vec<HtmlEvent<'_>>, page: &BookPage, base_path: &str) -> Self {
        let mut ids = BTreeSet::new();
        for event in &mut events {
            let HtmlEvent::Start(element) = event else {
                continue;
            };
            if let Some(id) = element.get("id") {
                ids.insert(id.to_owned());
            }
            if is_heading(&element.name) {
                let level: u8 = element.name[1..].parse().unwrap_or(1);
                element.name = format!("h{}", (level + page.level - 1).min(DEEPEST)).into();
            }
            prefix_ids(element, &page.id);
        }
        let mut slots = Vec::new();
        let html = write_with(&events, MarkupSyntax::Html, |html, name, value| {
            let is_address = matches!(name, "href" | "src");
            let address = is_address.then(|| site_address(value, &page.route, base_path));
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

/// Prefixes what an element has of ids.
fn prefix_ids(element: &mut HtmlElement<'_>, id: &str) {
    let is_grouped = element.is("input") || element.is("details");
    for (name, text) in &mut element.attributes {
        if matches!(&**name, "href" | "src") {
            continue;
        }
        if IDS.contains(name) {
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

/// Parses the address of a link on the page at `route`; `None` if it leads out of the site.
pub(super) fn site_address(address: &str, route: &Route, base_path: &str) -> Option<SiteAddress> {
    if is_external(address) {
        return None;
    }
    let (rest, fragment) = address.split_once('#').unwrap_or((address, ""));
    let (path, query) = match rest.find('?') {
        Some(at) => rest.split_at(at),
        None => (rest, ""),
    };
    let here = route.href("/");
    let path = if path.is_empty() {
        here
    } else if path.starts_with('/') {
        let below = path.strip_prefix(base_path.trim_end_matches('/'))?;
        below.starts_with('/').then(|| below.to_owned())?
    } else {
        format!("/{}", resolve(&here, path).0)
    };
    Some(SiteAddress {
        path,
        query: query.to_owned(),
        fragment: fragment.to_owned(),
        is_shown: false,
    })
}

#[cfg(test)]
mod tests {
    use super::{PreparedBody, SiteAddress};
    use crate::base::paths::Route;
    use crate::book::order::BookPage;
    use crate::html::read::read;

    fn print(html: &str) -> String {
        let route = Route::new("roles/axes").unwrap_or_else(|_| Route::root());
        let (title, description) = (String::new(), String::new());
        let page =
            BookPage { node: 0, route, title, description, level: 2, id: "p-axes".to_owned() };
        let body = PreparedBody::new(read(html), &page, "/b/");
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
