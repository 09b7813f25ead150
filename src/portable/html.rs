//! [`rewrite`]: changes the addresses in a page, tag by tag. The tokens of HTML are written as they
//! were read, without a tree in between, so that nothing but attributes and styles can change.

use std::cell::{Cell, RefCell};

use html5ever::Attribute;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, Doctype, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};
use pulldown_cmark_escape::escape_html;

use crate::base::paths::OutputPath;
use crate::portable::address::PortableFolder;
use crate::portable::attributes::{
    AttributeContent, attribute_content, rewrite_refresh, rewrite_srcset,
};
use crate::portable::css;

/// The page at `path` with its addresses changed for `folder`.
pub(super) fn rewrite(html: &str, path: &OutputPath, folder: &PortableFolder<'_>) -> String {
    let page = HtmlRewriter {
        path,
        folder,
        written: RefCell::new(String::with_capacity(html.len())),
        text: Cell::new(TextMode::Markup),
        skips_content: Cell::new(false),
    };
    let tokenizer = Tokenizer::new(page, TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(html));
    // It would stop for scripts alone, and this sink runs none.
    let _ = tokenizer.feed(&input);
    tokenizer.end();
    tokenizer.sink.written.into_inner()
}

/// The way in which the text of the current element is written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum TextMode {
    /// The text is escaped.
    Markup,
    /// The text stays unchanged, as in a script.
    Raw,
    /// The text stays unchanged but for the addresses in its CSS.
    Style,
}

struct HtmlRewriter<'a> {
    path: &'a OutputPath,
    folder: &'a PortableFolder<'a>,
    written: RefCell<String>,
    text: Cell<TextMode>,
    /// Whether the current element and its text are left out.
    skips_content: Cell<bool>,
}

impl TokenSink for HtmlRewriter<'_> {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        match token {
            Token::DoctypeToken(doctype) => self.doctype(&doctype),
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => return self.open(&tag),
            Token::TagToken(tag) => {
                self.text.set(TextMode::Markup);
                if !self.skips_content.take() {
                    self.write(&["</", &tag.name, ">"]);
                }
            }
            Token::CommentToken(comment) => self.write(&["<!--", &comment, "-->"]),
            Token::CharacterTokens(text) => self.characters(&text),
            Token::NullCharacterToken | Token::EOFToken | Token::ParseError(_) => {}
        }
        TokenSinkResult::Continue
    }
}

impl HtmlRewriter<'_> {
    fn write(&self, parts: &[&str]) {
        self.written.borrow_mut().extend(parts.iter().copied());
    }

    fn doctype(&self, doctype: &Doctype) {
        let name = doctype.name.as_deref().unwrap_or("html");
        self.write(&["<!DOCTYPE ", name]);
        match (&doctype.public_id, &doctype.system_id) {
            (Some(public), system) => {
                self.write(&[" PUBLIC \"", public, "\""]);
                if let Some(system) = system {
                    self.write(&[" \"", system, "\""]);
                }
            }
            (None, Some(system)) => self.write(&[" SYSTEM \"", system, "\""]),
            (None, None) => {}
        }
        self.write(&[">"]);
    }

    fn characters(&self, text: &str) {
        if self.skips_content.get() {
            return;
        }
        match self.text.get() {
            TextMode::Markup => escape(&mut self.written.borrow_mut(), text),
            TextMode::Raw => self.write(&[text]),
            TextMode::Style => self.write(&[&css::rewrite(text, &|url| self.address(url))]),
        }
    }

    fn address(&self, url: &str) -> Option<String> {
        self.folder.address(self.path, url)
    }

    fn open(&self, tag: &Tag) -> TokenSinkResult<()> {
        let name: &str = &tag.name;
        let is_left_out = is_left_out(tag);
        if !is_left_out {
            self.write(&["<", name]);
            for attribute in &tag.attrs {
                self.attribute(tag, attribute);
            }
            self.write(&[if tag.self_closing { "/>" } else { ">" }]);
        }
        let (text, raw) = match name {
            "script" => (TextMode::Raw, RawKind::ScriptData),
            "style" => (TextMode::Style, RawKind::Rawtext),
            "iframe" | "noembed" | "noframes" | "xmp" => (TextMode::Raw, RawKind::Rawtext),
            "textarea" | "title" => (TextMode::Markup, RawKind::Rcdata),
            "plaintext" => {
                self.text.set(TextMode::Raw);
                return TokenSinkResult::Plaintext;
            }
            _ => return TokenSinkResult::Continue,
        };
        // In SVG such an element may be self-closing, and has no text.
        if tag.self_closing {
            return TokenSinkResult::Continue;
        }
        self.text.set(text);
        self.skips_content.set(is_left_out);
        TokenSinkResult::RawData(raw)
    }

    fn attribute(&self, tag: &Tag, attribute: &Attribute) {
        let name: &str = &attribute.name.local;
        let value: &str = &attribute.value;
        let change = |url: &str| self.address(url);
        let changed = match attribute_content(name) {
            AttributeContent::Nothing
                if name == "content" && has_value(tag, "http-equiv", "refresh") =>
            {
                rewrite_refresh(value, &change)
            }
            AttributeContent::Nothing => None,
            AttributeContent::Fetching => return,
            AttributeContent::LocalFile if self.folder.is_missing(self.path, value) => return,
            AttributeContent::Address | AttributeContent::LocalFile => change(value),
            AttributeContent::ImageCandidates => Some(rewrite_srcset(value, &change)),
            AttributeContent::Style => Some(css::rewrite(value, &change)),
            AttributeContent::Root => Some(PortableFolder::root(self.path)),
            AttributeContent::StorageKey => Some(self.folder.storage_key()),
        };
        let value = changed.as_deref().unwrap_or(value);
        self.write_attribute(name, value);
        if attribute_content(name) == AttributeContent::Root
            && let Some(home) = self.folder.published_url()
        {
            self.write_attribute("data-home", &home);
        }
    }

    fn write_attribute(&self, name: &str, value: &str) {
        self.write(&[" ", name, "=\""]);
        escape(&mut self.written.borrow_mut(), value);
        self.write(&["\""]);
    }
}

/// Whether an element is of no use on a disk: a policy, which cannot name the place where the
/// folder lies; a manifest, which browsers do not fetch from there; data for search engines.
fn is_left_out(tag: &Tag) -> bool {
    let name: &str = &tag.name;
    match name {
        "meta" => has_value(tag, "http-equiv", "content-security-policy"),
        "link" => has_value(tag, "rel", "manifest"),
        "script" => has_value(tag, "type", "application/ld+json"),
        _ => false,
    }
}

/// Whether an attribute of the tag has that value, in any case.
fn has_value(tag: &Tag, name: &str, value: &str) -> bool {
    tag.attrs.iter().any(|a| &*a.name.local == name && a.value.trim().eq_ignore_ascii_case(value))
}

fn escape(written: &mut String, text: &str) {
    // Writing to a String cannot fail.
    let _ = escape_html(written, text);
}
