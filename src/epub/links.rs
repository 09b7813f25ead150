//! [`Links`]: addresses of a page's body as addresses within the book.
//!
//! What the book holds is linked to by the names of its files. What is only on the site gets its
//! whole address; where that is not known, the words stay and the link goes.

use std::collections::{BTreeMap, BTreeSet};

use percent_encoding::percent_decode_str;
use url::{Position, Url};

use super::media::Media;
use super::tree::{Element, Node};

/// Where links lead.
pub(super) struct Links<'a> {
    /// The address of the home page; one of no host where the site does not know its own.
    pub(super) base: &'a Url,
    /// Whether `base` can be visited.
    pub(super) has_host: bool,
    /// The files of pages by the paths of their addresses.
    pub(super) pages: &'a BTreeMap<String, String>,
    /// The ids in each of these files.
    pub(super) ids: &'a BTreeMap<String, BTreeSet<String>>,
    /// The pictures of the book.
    pub(super) media: &'a Media,
}

/// What becomes of a link.
enum Target {
    /// Another address.
    Address(String),
    /// The words stay.
    Nothing,
}

impl Links<'_> {
    /// Rewrites the links and pictures of the page at `path`, which is `file` of the book.
    pub(super) fn rewrite(&self, nodes: Vec<Node>, path: &str, file: &str) -> Vec<Node> {
        let here = self.base.join(path).unwrap_or_else(|_| self.base.clone());
        self.nodes(nodes, &here, file)
    }

    fn nodes(&self, nodes: Vec<Node>, here: &Url, file: &str) -> Vec<Node> {
        let mut rewritten = Vec::with_capacity(nodes.len());
        for node in nodes {
            let Node::Element(mut element) = node else {
                rewritten.push(node);
                continue;
            };
            element.children = self.nodes(element.children, here, file);
            if element.is("img") {
                rewritten.extend(self.picture(element, here));
            } else if element.is("a") && element.get("href").is_some() {
                rewritten.push(Node::Element(self.link(element, here, file)));
            } else {
                // In a drawing: to a place of the same page, or to none.
                let id = element.get("href").and_then(|href| href.strip_prefix('#'));
                if id.is_some_and(|id| !self.has(file, id)) {
                    element.take("href");
                }
                rewritten.push(Node::Element(element));
            }
        }
        rewritten
    }

    fn link(&self, mut link: Element, here: &Url, file: &str) -> Element {
        let href = link.take("href").unwrap_or_default();
        match self.target(&href, here, file) {
            Target::Address(address) => link.set("href", &address),
            Target::Nothing => {
                "span".clone_into(&mut link.name);
                link.take("role");
                link.take("epub:type");
            }
        }
        link
    }

    fn target(&self, href: &str, here: &Url, file: &str) -> Target {
        let Ok(url) = here.join(href) else {
            return Target::Nothing;
        };
        if !is_ours(&url, self.base) {
            return match url.scheme() {
                "http" | "https" | "mailto" | "tel" => Target::Address(strict(&url)),
                _ => Target::Nothing,
            };
        }
        let Some(to) = self.pages.get(url.path()) else {
            return self.whole(&url);
        };
        let fragment = url.fragment().unwrap_or_default();
        let id = percent_decode_str(fragment).decode_utf8_lossy();
        let has_id = self.has(to, &id);
        Target::Address(match (to == file, has_id) {
            (true, true) => format!("#{fragment}"),
            (false, true) => format!("{to}#{fragment}"),
            (_, false) => to.clone(),
        })
    }

    fn has(&self, file: &str, id: &str) -> bool {
        self.ids.get(file).is_some_and(|ids| ids.contains(id))
    }

    fn whole(&self, url: &Url) -> Target {
        if self.has_host {
            Target::Address(strict(url))
        } else {
            Target::Nothing
        }
    }

    /// A picture of the book; a link to one that is elsewhere, or its words.
    fn picture(&self, mut image: Element, here: &Url) -> Option<Node> {
        let url = here.join(image.get("src")?).ok()?;
        let is_ours = is_ours(&url, self.base);
        if is_ours && let Some(name) = self.media.name(url.path()) {
            image.set("src", name);
            return Some(Node::Element(image));
        }
        let words = image.take("alt").filter(|words| !words.trim().is_empty());
        let is_web = matches!(url.scheme(), "http" | "https");
        if !is_web || (is_ours && !self.has_host) {
            return words
                .map(|words| Node::Element(Element::html("span", vec![Node::Text(words)])));
        }
        let words = words.unwrap_or_else(|| url.to_string());
        let link = Element::html("a", vec![Node::Text(words)]).with("href", &strict(&url));
        Some(Node::Element(link))
    }
}

/// Whether an address is one of the site whose home page is at `base`.
pub(super) fn is_ours(url: &Url, base: &Url) -> bool {
    url.origin() == base.origin() && url.scheme() == base.scheme()
}

/// An address as RFC 3986 has it, which is stricter than browsers are.
fn strict(url: &Url) -> String {
    let (before, rest) = url[..].split_at(url[..Position::BeforePath].len());
    let mut strict = before.to_owned();
    for (at, c) in rest.char_indices() {
        let is_escape = || {
            let digits = rest.as_bytes().get(at + 1..at + 3);
            digits.is_some_and(|digits| digits.iter().all(u8::is_ascii_hexdigit))
        };
        match c {
            '%' if !is_escape() => strict.push_str("%25"),
            '[' | ']' | '|' | '^' | '`' | '{' | '}' | '\\' | '"' | '<' | '>' | ' ' => {
                strict.push_str(&format!("%{:02X}", u32::from(c)));
            }
            c => strict.push(c),
        }
    }
    strict
}
