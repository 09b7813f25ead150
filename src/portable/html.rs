//! [`rewrite`]: changes the addresses in a page. All that is no address stays byte by byte.

use crate::base::paths::OutputPath;
use crate::html::escape::push_attribute;
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
            let content = attribute_content(&attribute.name);
            let is_missing = || self.folder.is_missing(self.path, &attribute.value);
            let is_dropped = content == AttributeContent::Fetching
                || content == AttributeContent::LocalFile && is_missing();
            let changed = if is_dropped { None } else { self.changed(tag, attribute, content) };
            if !is_dropped && changed.is_none() {
                continue;
            }
            // The space before an attribute belongs to it.
            self.copy_to(attribute.span.start);
            self.written.truncate(self.written.trim_ascii_end().len());
            self.at = attribute.span.end;
            if let Some(value) = changed {
                push_attribute(&mut self.written, &attribute.name, &value);
            }
            if content == AttributeContent::Root
                && let Some(home) = self.folder.published_url()
            {
                push_attribute(&mut self.written, "data-home", &home);
            }
        }
    }

    /// The new value of an attribute; `None` if it stays.
    fn changed(
        &self,
        tag: &StartTag<'_>,
        attribute: &TagAttribute<'_>,
        content: AttributeContent,
    ) -> Option<String> {
        let value: &str = &attribute.value;
        let change = |url: &str| self.folder.address(self.path, url);
        match content {
            AttributeContent::Nothing => {
                let is_refresh =
                    attribute.name == "content" && has_value(tag, "http-equiv", "refresh");
                if is_refresh { rewrite_refresh(value, &change) } else { None }
            }
            AttributeContent::Fetching => None,
            AttributeContent::Address | AttributeContent::LocalFile => change(value),
            AttributeContent::ImageCandidates => Some(rewrite_srcset(value, &change)),
            AttributeContent::Style => Some(css::rewrite(value, &change)),
            AttributeContent::Root => Some(PortableFolder::root(self.path)),
            AttributeContent::StorageKey => Some(self.folder.storage_key()),
        }
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

/// The form in which an attribute holds addresses.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum AttributeContent {
    /// The attribute holds no address.
    Nothing,
    /// The attribute holds one address.
    Address,
    /// The attribute holds one address that is of use only if it leads to a file of the folder.
    LocalFile,
    /// Several addresses with descriptors, as in `srcset`.
    ImageCandidates,
    /// A list of CSS declarations.
    Style,
    /// The address of the root of the site, to which scripts append paths.
    Root,
    /// The key under which the scripts of the site store data in the browser.
    StorageKey,
    /// A condition on the request for a resource, which fails for files on a disk.
    Fetching,
}

/// The content of the attribute of that name. Of attributes that a theme invents, `data-base` and
/// `data-root` are about the site, and those whose names end in `path` hold an address.
pub(super) fn attribute_content(name: &str) -> AttributeContent {
    match name {
        "action" | "background" | "cite" | "data" | "formaction" | "href" | "longdesc"
        | "poster" | "src" | "xlink:href" => AttributeContent::Address,
        "imagesrcset" | "srcset" => AttributeContent::ImageCandidates,
        "style" => AttributeContent::Style,
        "data-root" => AttributeContent::Root,
        "data-base" => AttributeContent::StorageKey,
        "crossorigin" | "integrity" => AttributeContent::Fetching,
        "data-path" => AttributeContent::LocalFile,
        name if name.starts_with("data-") && name.ends_with("-path") => AttributeContent::LocalFile,
        _ => AttributeContent::Nothing,
    }
}

/// A list of image candidates with each address changed by `change` (HTML standard, "parsing a
/// srcset attribute"). An address for which `change` gives `None` stays.
pub(super) fn rewrite_srcset(list: &str, change: &dyn Fn(&str) -> Option<String>) -> String {
    let mut changed = Vec::new();
    let mut rest = list;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_ascii_whitespace() || c == ',');
        if rest.is_empty() {
            return changed.join(", ");
        }
        let end = rest.find(|c: char| c.is_ascii_whitespace());
        let (url, after) = rest.split_at(end.unwrap_or(rest.len()));
        let bare = url.trim_end_matches(',');
        let (descriptor, after) = if bare.len() < url.len() {
            ("", after)
        } else {
            after.split_once(',').unwrap_or((after, ""))
        };
        let address = change(bare).unwrap_or_else(|| bare.to_owned());
        changed.push(format!("{address} {}", descriptor.trim()).trim_end().to_owned());
        rest = after;
    }
}

/// The `content` of a `<meta http-equiv="refresh">` with its address changed by `change`; `None` if
/// it has none or that stays.
pub(super) fn rewrite_refresh(
    content: &str,
    change: &dyn Fn(&str) -> Option<String>,
) -> Option<String> {
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
