//! [`LinkRewriter`]: turns addresses in the body of a page into addresses within the book.
//!
//! Pages that the book holds are linked to by the names of its files. Links to anything else on the
//! site get the whole address; where that is not known, the link is removed and its words stay.

use std::collections::{BTreeMap, BTreeSet};

use percent_encoding::percent_decode_str;
use url::Url;

use crate::epub::address::{is_on_site, strict};
use crate::epub::media::EpubMedia;
use crate::epub::tree::{XhtmlElement, XhtmlNode};

/// The pages and pictures to which the links of a book can lead.
pub(super) struct LinkRewriter<'a> {
    /// The address of the home page; one with an invalid host if the site has no host.
    pub(super) base: &'a Url,
    /// Whether `base` can be visited.
    pub(super) has_host: bool,
    /// The files of pages by the paths of their addresses.
    pub(super) pages: &'a BTreeMap<String, String>,
    /// The ids in each file of the book.
    pub(super) ids: &'a BTreeMap<String, BTreeSet<String>>,
    /// The pictures of the book.
    pub(super) media: &'a EpubMedia,
}

impl LinkRewriter<'_> {
    /// Rewrites the links and pictures of the page at `path`, which is `file` of the book.
    pub(super) fn rewrite(&self, nodes: Vec<XhtmlNode>, path: &str, file: &str) -> Vec<XhtmlNode> {
        let here = self.base.join(path).unwrap_or_else(|_| self.base.clone());
        self.nodes(nodes, &here, file)
    }

    fn nodes(&self, nodes: Vec<XhtmlNode>, here: &Url, file: &str) -> Vec<XhtmlNode> {
        let mut rewritten = Vec::with_capacity(nodes.len());
        for node in nodes {
            let XhtmlNode::Element(mut element) = node else {
                rewritten.push(node);
                continue;
            };
            element.children = self.nodes(element.children, here, file);
            if element.is("img") {
                rewritten.extend(self.picture(element, here));
            } else if element.is("a") && element.get("href").is_some() {
                rewritten.push(XhtmlNode::Element(self.link(element, here, file)));
            } else {
                // A link in a drawing is kept only if it leads to a place of the same page.
                let id = element.get("href").and_then(|href| href.strip_prefix('#'));
                if id.is_some_and(|id| !self.has(file, id)) {
                    element.take("href");
                }
                rewritten.push(XhtmlNode::Element(element));
            }
        }
        rewritten
    }

    fn link(&self, mut link: XhtmlElement, here: &Url, file: &str) -> XhtmlElement {
        let href = link.take("href").unwrap_or_default();
        if let Some(address) = self.target(&href, here, file) {
            link.set("href", &address);
        } else {
            "span".clone_into(&mut link.name);
            link.take("role");
            link.take("epub:type");
        }
        link
    }

    /// The address of a link in the book; `None` if it cannot lead anywhere.
    fn target(&self, href: &str, here: &Url, file: &str) -> Option<String> {
        let url = here.join(href).ok()?;
        if !is_on_site(&url, self.base) {
            return match url.scheme() {
                "http" | "https" | "mailto" | "tel" => Some(strict(&url)),
                _ => None,
            };
        }
        let Some(to) = self.pages.get(url.path()) else {
            return self.has_host.then(|| strict(&url));
        };
        let fragment = url.fragment().unwrap_or_default();
        let id = percent_decode_str(fragment).decode_utf8_lossy();
        let has_id = self.has(to, &id);
        Some(match (to == file, has_id) {
            (true, true) => format!("#{fragment}"),
            (false, true) => format!("{to}#{fragment}"),
            (_, false) => to.clone(),
        })
    }

    fn has(&self, file: &str, id: &str) -> bool {
        self.ids.get(file).is_some_and(|ids| ids.contains(id))
    }

    /// A picture of the book; a link to one that is elsewhere, or its alternative text.
    fn picture(&self, mut image: XhtmlElement, here: &Url) -> Option<XhtmlNode> {
        let url = here.join(image.get("src")?).ok()?;
        let is_on_site = is_on_site(&url, self.base);
        if is_on_site && let Some(name) = self.media.name(url.path()) {
            image.set("src", name);
            return Some(XhtmlNode::Element(image));
        }
        let words = image.take("alt").filter(|words| !words.trim().is_empty());
        let is_web = matches!(url.scheme(), "http" | "https");
        if !is_web || (is_on_site && !self.has_host) {
            return words.map(|words| {
                XhtmlNode::Element(XhtmlElement::html("span", vec![XhtmlNode::Text(words)]))
            });
        }
        let words = words.unwrap_or_else(|| url.to_string());
        let link =
            XhtmlElement::html("a", vec![XhtmlNode::Text(words)]).with("href", &strict(&url));
        Some(XhtmlNode::Element(link))
    }
}
