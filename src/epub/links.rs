//! [`LinkRewriter`]: turns addresses in the body of a page into addresses within the book.
//!
//! Pages that the book holds are linked to by the names of its files. Links to anything else on the
//! site get the whole address; where that is not known, the link is removed and its words stay.

use std::collections::{BTreeMap, BTreeSet};

use percent_encoding::percent_decode_str;
use url::{Position, Url};

use crate::epub::media::{EpubMedia, is_on_site};
use crate::html::event::{HtmlElement, HtmlEvent};

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
    pub(super) fn rewrite<'s>(
        &self,
        events: Vec<HtmlEvent<'s>>,
        path: &str,
        file: &str,
    ) -> Vec<HtmlEvent<'s>> {
        let here = self.base.join(path).unwrap_or_else(|_| self.base.clone());
        let mut rewritten = Vec::with_capacity(events.len());
        let mut events = events.into_iter();
        while let Some(event) = events.next() {
            let HtmlEvent::Start(mut element) = event else {
                rewritten.push(event);
                continue;
            };
            if element.is("img") {
                rewritten.extend(self.picture(element, &here).unwrap_or_default());
                // The end of the picture.
                events.next();
                continue;
            }
            if element.is("a") && element.get("href").is_some() {
                self.link(&mut element, &here, file);
            } else {
                // A link in a drawing is kept only if it leads to a place of the same page.
                let id = element.get("href").and_then(|href| href.strip_prefix('#'));
                if id.is_some_and(|id| !self.has(file, id)) {
                    element.remove("href");
                }
            }
            rewritten.push(HtmlEvent::Start(element));
        }
        rewritten
    }

    fn link(&self, link: &mut HtmlElement<'_>, here: &Url, file: &str) {
        let href = link.remove("href").unwrap_or_default();
        if let Some(address) = self.target(&href, here, file) {
            link.set("href", address);
        } else {
            link.name = "span".into();
            link.remove("role");
            link.remove("epub:type");
        }
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
    fn picture<'s>(&self, mut image: HtmlElement<'s>, here: &Url) -> Option<Vec<HtmlEvent<'s>>> {
        let url = here.join(image.get("src")?).ok()?;
        let is_on_site = is_on_site(&url, self.base);
        if is_on_site && let Some(picture) = self.media.images.get(url.path()) {
            image.set("src", picture.name.clone());
            return Some(vec![HtmlEvent::Start(image), HtmlEvent::End]);
        }
        let words = image.remove("alt").filter(|words| !words.trim().is_empty());
        let is_web = matches!(url.scheme(), "http" | "https");
        let (element, words) = if !is_web || (is_on_site && !self.has_host) {
            (HtmlElement::new("span"), words?)
        } else {
            let link = HtmlElement::new("a").with("href", strict(&url));
            (link, words.unwrap_or_else(|| url.to_string().into()))
        };
        Some(vec![HtmlEvent::Start(element), HtmlEvent::Text(words), HtmlEvent::End])
    }
}

/// Writes an address by the rules of RFC 3986, which are stricter than those of browsers.
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
