//! [`Bibliography`]: the sources of a site, read from YAML or BibTeX and formatted in a CSL style. No
//! other folder uses the crates `hayagriva` and `biblatex`.
//!
//! The whole list is formatted once, in one fixed order, no matter which page cites which source.
//! So numbers and the letters in `1990a` and `1990b` are the same on every page, and a citation is
//! a pure function of this value.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use crate::base::paths::SourcePath;
use crate::base::suggest::nearest;
use crate::citation::locator::{LocatorKind, WrittenLocator};
use crate::citation::marks::LOCATOR;
use crate::html::escape;

/// The sources of a site, in the order of the style's list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Bibliography {
    /// The formatted sources.
    pub entries: Vec<BibliographyEntry>,
    /// The texts around and between the sources of a citation.
    pub delimiters: CitationDelimiters,
    /// Whether a file or a source could not be read.
    pub is_broken: bool,
    /// Indices of `entries` by the key of the source.
    pub(super) by_key: BTreeMap<String, usize>,
}

/// A formatted source.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct BibliographyEntry {
    /// The key by which citations name the source.
    pub key: String,
    /// The id of its element in the list of sources: the key, unless each page has an element of this
    /// id.
    pub id: String,
    /// The line of the source in the list of sources, as inline HTML.
    pub html: String,
    /// The title as plain text; may be empty.
    pub title: String,
    /// The field `note` as plain text; may be empty. It is not part of `html`.
    pub note: String,
    /// The bibliography file that holds the source.
    pub file: SourcePath,
    /// The ledger of the source, in the order of the keys of the site.
    pub ledger: Vec<LedgerEntry>,
    pub(super) with_author: CitationVariant,
    pub(super) without_author: CitationVariant,
}

/// A key and a value of the ledger of a source.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct LedgerEntry {
    /// The key, as it stands in the bibliography.
    pub key: String,
    /// What readers see in the place of the key.
    pub label: String,
    /// The value.
    pub value: String,
    /// The mark of the value where the source is cited alone; may be empty.
    pub mark: String,
    /// Whether the card of a citation shows the value.
    pub is_on_card: bool,
}

/// The texts that a style puts around and between the sources of one citation, as inline HTML.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct CitationDelimiters {
    /// The text before the first source: `(` in most styles.
    pub open: String,
    /// The text after the last source.
    pub close: String,
    /// The text between two sources.
    pub separator: String,
}

/// The forms of citations that the pages of a site need.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct CitationVariants {
    /// Whether some omit the author.
    pub(super) without_author: bool,
    /// Whether some name a place within the source.
    pub(super) with_locator: bool,
    /// The kinds of places that they name.
    pub(super) locators: BTreeSet<LocatorKind>,
}

/// A citation of one source as inline HTML: without a locator (`bare`), with [`LOCATOR`] in the place
/// of one in the author's own words (`located`), and of one after the word of the style for its kind
/// (`at`), where the style has one.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct CitationVariant {
    pub(super) bare: String,
    pub(super) located: String,
    pub(super) at: BTreeMap<LocatorKind, String>,
}

impl CitationVariant {
    /// The citation with a locator as its author wrote it.
    fn with_locator(&self, written: &str) -> String {
        let locator = WrittenLocator::read(written);
        let of_style = locator.kind.and_then(|kind| self.at.get(&kind));
        let (form, text) = match of_style {
            Some(form) => (form, &*locator.text),
            None => (&self.located, &*locator.own),
        };
        let mut html = String::new();
        if let Some((before, after)) = form.split_once(LOCATOR) {
            html.push_str(before);
            escape::push_text(&mut html, text);
            html.push_str(after);
        } else {
            // The style knows no locators.
            html.push_str(&self.bare);
            html.push_str(", ");
            escape::push_text(&mut html, text);
        }
        html
    }
}

impl Bibliography {
    /// The source with a key; `None` if no source has the key.
    pub fn get(&self, key: &str) -> Option<&BibliographyEntry> {
        self.by_key.get(key).map(|index| &self.entries[*index])
    }

    /// The existing key that is most like `key`, for a suggestion; `None` if no key is near.
    pub fn nearest(&self, key: &str) -> Option<&str> {
        let alike = |other: &&String| other.eq_ignore_ascii_case(key);
        let same = self.by_key.keys().find(alike).map(String::as_str);
        same.or_else(|| nearest(key, self.by_key.keys().map(String::as_str)))
    }

    /// A source as the style cites it, as inline HTML without links; `None` if no source has the
    /// key.
    pub fn cite(&self, cite: &Cite) -> Option<String> {
        Some(self.get(&cite.key)?.cite(cite))
    }
}

impl BibliographyEntry {
    /// The marks of the source where it is cited alone, with commas between them; may be empty.
    pub fn marks(&self) -> String {
        let marks = self.ledger.iter().map(|entry| entry.mark.as_str());
        marks.filter(|mark| !mark.is_empty()).collect::<Vec<_>>().join(", ")
    }

    fn cite(&self, cite: &Cite) -> String {
        let variant = if cite.without_author { &self.without_author } else { &self.with_author };
        let mut html = String::new();
        if !cite.prefix.is_empty() {
            escape::push_text(&mut html, &cite.prefix);
            html.push(' ');
        }
        if cite.locator.is_empty() {
            html.push_str(&variant.bare);
        } else {
            html.push_str(&variant.with_locator(&cite.locator));
        }
        if !cite.suffix.is_empty() {
            if !cite.suffix.starts_with([',', '.', ':', ')']) {
                html.push(' ');
            }
            escape::push_text(&mut html, &cite.suffix);
        }
        html
    }
}

/// One source within a citation, as its author wrote it: `see -@drucker1954, ch. 2`.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Cite {
    /// The text before the key, plain text: `see`; may be empty.
    pub prefix: String,
    /// Whether the citation omits the author's name, since the sentence has it already.
    pub without_author: bool,
    /// The key of the source.
    pub key: String,
    /// The locator, the place within the source, as plain text: `ch. 2`, `pp. 33–35`, with the braces
    /// around it if it has them; may be empty.
    pub locator: String,
    /// The text after the key that is no locator, as plain text; may be empty.
    pub suffix: String,
}

/// How many characters the key at the start of a text has, by the rules of Pandoc: a key begins with
/// a letter, a digit or `_`, and goes on with these and with single punctuation characters between
/// them; in braces, which count, it may have any that [`is_citable`] allows.
pub(super) fn key_len(chars: impl Iterator<Item = char> + Clone) -> usize {
    let mut braced = chars.clone();
    if braced.next() == Some('{') {
        let len = braced.clone().take_while(|c| !is_never_in_key(*c)).count();
        return if len > 0 && braced.nth(len) == Some('}') { len + 2 } else { 0 };
    }
    let is_word = |c: char| c.is_alphanumeric() || c == '_';
    let mut len = 0;
    let mut chars = chars.peekable();
    while let Some(c) = chars.next() {
        let joins =
            len > 0 && ":.#$%&-+?<>~/".contains(c) && chars.peek().copied().is_some_and(is_word);
        if !is_word(c) && !joins {
            break;
        }
        len += 1;
    }
    len
}

fn is_never_in_key(c: char) -> bool {
    c.is_whitespace() || c.is_control() || "{}[]".contains(c)
}

/// Whether a citation can name the key: as it is, or in braces.
pub(super) fn is_citable(key: &str) -> bool {
    !key.is_empty() && !key.contains(is_never_in_key)
}

/// The key as it stands in a citation after its `@`: in braces, as Pandoc has it, if it would not
/// be read as one otherwise.
pub(super) fn written_key(key: &str) -> String {
    if key_len(key.chars()) == key.chars().count() { key.to_owned() } else { format!("{{{key}}}") }
}

/// The bytes of the first citation of a key in a text, from its `@` on.
pub(super) fn find_key(text: &str, key: &str) -> Option<Range<usize>> {
    text.match_indices('@').find_map(|(at, _)| {
        let chars = text[at + 1..].chars();
        let found: String = chars.clone().take(key_len(chars)).collect();
        (found.trim_matches(['{', '}']) == key).then(|| at..at + 1 + found.len())
    })
}

#[cfg(test)]
mod tests {
    use super::key_len;

    #[test]
    fn a_key_ends_where_pandoc_ends_it() {
        let len = |text: &str| text.chars().take(key_len(text.chars())).collect::<String>();
        assert_eq!(len("drucker1954, ch. 2"), "drucker1954");
        assert_eq!(len("DBLP:conf/x-1."), "DBLP:conf/x-1");
        assert_eq!(len("a::b"), "a");
        assert_eq!(len(".a"), "");
        assert_eq!(len("übung"), "übung");
        assert_eq!(len("{a;b}c"), "{a;b}");
        assert_eq!(len("{a b}"), "");
    }
}
