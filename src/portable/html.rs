//! [`rewrite`]: changes the addresses in a page. All that is no address stays byte by byte.

use crate::base::paths::OutputPath;
use crate::html::escape::push_attribute;
use crate::html::srcset::candidates;
use crate::html::token::{HtmlTokenKind, StartTag, TagAttribute, tokens};
use crate::portable::address::PortableFolder;
use crate::portable::css;

/// The page at `path` with its addresses changed for `folder`.
pub(super) fn rewrite(html: &str, path: &OutputPath, folder: &PortableFolder<'_>) -> String {
    let written = String::with_capacity(html.len());
    let mut page = PageRewriter { html, path, folder, written, at: 0 };
    let mut content = ElementContent::Kept;
    for token in tokens(html) {
        match &token.kind {
            HtmlTokenKind::Start(tag) if is_left_out(tag) => {
                page.copy_to(token.span.start);
                page.at = token.span.end;
                if tag.name == "script" && !tag.is_self_closing {
                    content = ElementContent::LeftOut;
                }
            }
            HtmlTokenKind::Start(tag) => {
                page.start(tag);
                if tag.name == "style" && !tag.is_self_closing {
                    content = ElementContent::Style;
                }
            }
            HtmlTokenKind::Text(text) if content == ElementContent::Style => {
                page.copy_to(token.span.start);
                page.written.push_str(&css::rewrite(text, &|url| folder.address(path, url)));
                page.at = token.span.end;
            }
            HtmlTokenKind::Text(_) if content == ElementContent::LeftOut => {
                page.at = token.span.end;
            }
            HtmlTokenKind::End(_) => {
                if content == ElementContent::LeftOut {
                    page.at = token.span.end;
                }
                content = ElementContent::Kept;
            }
            HtmlTokenKind::Text(_) | HtmlTokenKind::Other => {}
        }
    }
    page.copy_to(html.len());
    page.written
}

/// What becomes of the text in the element that is open.
#[derive(Clone, Copy, PartialEq, Eq)]
enum ElementContent {
    /// It stays.
    Kept,
    /// Its addresses change.
    Style,
    /// It is left out.
    LeftOut,
}

struct PageRewriter<'a> {
    html: &'a str,
    path: &'a OutputPath,
    folder: &'a PortableFolder<'a>,
    written: String,
    /// The byte up to which the page was written or left out.
    at: usize,
}

impl PageRewriter<'_> {
    fn copy_to(&mut self, end: usize) {
        self.written.push_str(self.html.get(self.at..end).unwrap_or_default());
        self.at = end;
    }

    fn start(&mut self, tag: &StartTag<'_>) {
        for attribute in &tag.attributes {
            let Some(changed) = self.changed(tag, attribute) else {
                continue;
            };
            // The space before an attribute belongs to it.
            self.copy_to(attribute.span.start);
            self.written.truncate(self.written.trim_ascii_end().len());
            self.written.push_str(&changed);
            self.at = attribute.span.end;
        }
    }

    /// What takes the place of an attribute and of the space before it; `None` if it stays. Its name
    /// says in which form it holds addresses. Of attributes that a theme invents, `data-base` and
    /// `data-root` are about the site, and those whose names end in `path` hold an address.
    fn changed(&self, tag: &StartTag<'_>, attribute: &TagAttribute<'_>) -> Option<String> {
        let change = |url: &str| self.folder.address(self.path, url);
        let (name, value) = (&*attribute.name, &*attribute.value);
        let mut written = String::new();
        let value = match name {
            "action" | "background" | "cite" | "data" | "formaction" | "href" | "longdesc"
            | "poster" | "src" | "xlink:href" => change(value)?,
            "imagesrcset" | "srcset" => rewrite_srcset(value, &change),
            "style" => css::rewrite(value, &change),
            "content" if has_value(tag, "http-equiv", "refresh") => {
                rewrite_refresh(value, &change)?
            }
            // The root of the site, to which scripts append paths.
            "data-root" => PortableFolder::root(self.path),
            // The key under which the scripts of the site store data in the browser.
            "data-base" => self.folder.storage_key(),
            // Conditions on the request for a resource, which fail for files on a disk.
            "crossorigin" | "integrity" => return Some(written),
            name if name.starts_with("data-") && name.ends_with("-path") => {
                // Such an address is of use only if it leads to a file of the folder.
                if self.folder.is_missing(self.path, value) {
                    return Some(written);
                }
                change(value)?
            }
            _ => return None,
        };
        push_attribute(&mut written, name, &value);
        if name == "data-root"
            && let Some(home) = self.folder.published_url()
        {
            push_attribute(&mut written, "data-home", &home);
        }
        Some(written)
    }
}

/// Whether an element is of no use on a disk: a policy, which cannot name the place where the
/// folder lies; a manifest, which browsers do not fetch from there; data for search engines.
fn is_left_out(tag: &StartTag<'_>) -> bool {
    match &*tag.name {
        "meta" => has_value(tag, "http-equiv", "content-security-policy"),
        "link" => has_value(tag, "rel", "manifest"),
        "script" => has_value(tag, "type", "application/ld+json"),
        _ => false,
    }
}

/// Whether an attribute of the tag has that value, in any case.
fn has_value(tag: &StartTag<'_>, name: &str, value: &str) -> bool {
    tag.get(name).is_some_and(|known| known.trim().eq_ignore_ascii_case(value))
}

/// A list of image candidates with each address changed by `change`. An address for which `change`
/// gives `None` stays.
fn rewrite_srcset(list: &str, change: &dyn Fn(&str) -> Option<String>) -> String {
    let written = candidates(list).into_iter().map(|(url, descriptor)| {
        let address = change(url).unwrap_or_else(|| url.to_owned());
        format!("{address} {descriptor}").trim_end().to_owned()
    });
    written.collect::<Vec<_>>().join(", ")
}

/// The `content` of a `<meta http-equiv="refresh">` with its address changed by `change`; `None` if
/// it has none or that stays.
fn rewrite_refresh(content: &str, change: &dyn Fn(&str) -> Option<String>) -> Option<String> {
    let (time, rest) = content.split_once([';', ','])?;
    let (key, url) = rest.split_once('=')?;
    let url = url.trim().trim_matches(['"', '\'']);
    let is_url = key.trim().eq_ignore_ascii_case("url");
    is_url.then(|| change(url).map(|url| format!("{time}; url={url}")))?
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn images_keep_their_descriptors() {
        let change = |url: &str| (!url.ends_with("svg")).then(|| format!("[{url}]"));
        for (list, expected) in [
            ("a.png", "[a.png]"),
            ("a.png 1x, b.png 2x", "[a.png] 1x, [b.png] 2x"),
            (" a,b.png, c.png  100w ,", "[a,b.png], [c.png] 100w"),
            ("a.svg 1x, b.png", "a.svg 1x, [b.png]"),
            (" , ", ""),
        ] {
            assert_eq!(rewrite_srcset(list, &change), expected, "{list}");
        }
    }

    #[test]
    fn a_page_that_leads_on_does_so_from_disk() {
        let change = |url: &str| Some(format!("[{url}]"));
        assert_eq!(rewrite_refresh("0; url=/a/", &change).as_deref(), Some("0; url=[/a/]"));
        assert_eq!(rewrite_refresh("0;URL = '/a/'", &change).as_deref(), Some("0; url=[/a/]"));
        assert_eq!(rewrite_refresh("5", &change), None);
    }
}
