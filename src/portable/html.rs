//! [`rewrite`]: changes the addresses in a page. All that is no address stays byte by byte.

use crate::base::paths::OutputPath;
use crate::html::escape::push_attribute;
use crate::html::token::{HtmlTokenKind, StartTag, TagAttribute, tokens};
use crate::portable::address::PortableFolder;
use crate::portable::attributes::{
    AttributeContent, attribute_content, rewrite_refresh, rewrite_srcset,
};
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
