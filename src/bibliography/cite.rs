//! [`Cite`]: one source within a citation, and how it is written.

use super::html;
use super::{Bibliography, Entry};

/// What stands in a prepared form where the locator belongs. Unicode has set it aside for use within
/// a program; none is left of it in what authors write.
pub(super) const LOCATOR: char = '\u{FDD0}';

/// One source within a citation, as its author wrote it: `see -@drucker1954, ch. 2`.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cite {
    /// What stands before the key, plain: `see`; may be empty.
    pub prefix: String,
    /// Whether the name of the author is left out, since the sentence has it already.
    pub without_author: bool,
    /// The key.
    pub key: String,
    /// The place within the source, plain and as it was written: `ch. 2`, `pp. 33–35`; may be empty.
    pub locator: String,
    /// What follows the key without a comma, plain; may be empty.
    pub suffix: String,
}

/// A source as citations write it, as inline HTML.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Forms {
    pub(super) plain: Form,
    pub(super) without_author: Form,
}

/// One manner, without a locator and with [`LOCATOR`] in the place of one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Form {
    pub(super) bare: String,
    pub(super) located: String,
}

impl Bibliography {
    /// One source as the style cites it, as inline HTML without links; `None` if there is no such
    /// source.
    pub fn cite(&self, cite: &Cite) -> Option<String> {
        Some(self.get(&cite.key)?.cite(cite))
    }
}

impl Entry {
    fn cite(&self, cite: &Cite) -> String {
        let form = if cite.without_author {
            &self.forms.without_author
        } else {
            &self.forms.plain
        };
        let mut html = String::new();
        if !cite.prefix.is_empty() {
            html::push_escaped(&mut html, &cite.prefix);
            html.push(' ');
        }
        if cite.locator.is_empty() {
            html.push_str(&form.bare);
        } else if let Some((before, after)) = form.located.split_once(LOCATOR) {
            html.push_str(before);
            html::push_escaped(&mut html, &cite.locator);
            html.push_str(after);
        } else {
            // The style knows no locators.
            html.push_str(&form.bare);
            html.push_str(", ");
            html::push_escaped(&mut html, &cite.locator);
        }
        if !cite.suffix.is_empty() {
            html.push(' ');
            html::push_escaped(&mut html, &cite.suffix);
        }
        html
    }
}

/// How many bytes at the start of `text` are a key, by the rules of Pandoc: it begins with a letter,
/// a digit or `_`, goes on with those and with single signs between them.
pub fn key_len(text: &str) -> usize {
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let mut len = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let joins = ":.#$%&-+?<>~/".contains(c)
            && len > 0
            && chars.peek().is_some_and(|(_, next)| is_word(*next));
        if !is_word(c) && !joins {
            break;
        }
        len = at + c.len_utf8();
    }
    len
}

#[cfg(test)]
mod tests {
    use super::key_len;

    #[test]
    fn a_key_ends_where_pandoc_ends_it() {
        let len = |text: &str| text[..key_len(text)].to_owned();
        assert_eq!(len("drucker1954, ch. 2"), "drucker1954");
        assert_eq!(len("DBLP:conf/x-1."), "DBLP:conf/x-1");
        assert_eq!(len("a::b"), "a");
        assert_eq!(len(".a"), "");
        assert_eq!(len("übung"), "übung");
    }
}
