//! [`PageEntries`]: the search entries of one page. They depend on its file alone, so that they are
//! remembered with it.

use std::borrow::Cow;
use std::collections::{BTreeMap, HashSet};

use crate::base::fingerprint::QuickHash;
use crate::document::body::Document;
use crate::page::parse::Page;

use crate::search::heading_text::{DocumentText, KnownDirectives, document_text};
use crate::search::words::{fold, split};

/// The most characters of what stands for a page whose text a browser cannot read.
const SUMMARY: usize = 100;
/// The most characters of the name of something that has none but its text.
const NAME: usize = 72;

/// A kind of search entries. Each feature declares the kinds that it adds. Kinds are ordered by
/// their weight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct EntryKind {
    /// The place of the kind in the order of weights; 0 weighs most.
    pub rank: u8,
    /// The letter for the kind in the index; each kind has one of its own.
    pub letter: char,
    /// The ASCII character before the entries of the kind whose names hold a word.
    pub delimiter: u8,
    /// The name of the kind in templates.
    pub word: &'static str,
}

impl EntryKind {
    /// A page.
    pub const PAGE: Self = Self::new("page", 'p', b'!', 0);
    /// A heading.
    pub const HEADING: Self = Self::new("heading", 'h', b'#', 1);
    /// Something on a page to tick.
    pub const ITEM: Self = Self::new("item", 'i', b'*', 4);
    /// The caption of a figure or of a table.
    pub const CAPTION: Self = Self::new("caption", 'f', b'*', 4);
    /// A note at the foot of a page.
    pub const NOTE: Self = Self::new("note", 'n', b'*', 4);

    /// A kind with its name, the two characters for it in the index, and its rank among all kinds.
    /// Kinds of one rank share a delimiter. The script of the search knows letters and delimiters
    /// too.
    pub const fn new(word: &'static str, letter: char, delimiter: u8, rank: u8) -> Self {
        Self { rank, letter, delimiter, word }
    }
}

/// One thing that can be found by a search.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchEntry {
    /// The kind of thing.
    pub kind: EntryKind,
    /// The id on the page; empty for the page itself.
    pub anchor: String,
    /// The name; empty for a page, whose title the site decides.
    pub name: String,
    /// Of a page: its description, or the beginning of its text.
    pub snippet: String,
    /// The words of all names, as [`unique_words`] gives them.
    pub named: String,
    /// The words of the description of a page, of the origin of an instrument, and of the terms
    /// that a page uses, as [`unique_words`] gives them.
    pub described: String,
    /// The words of the text and of the id, as [`unique_words`] gives them. Ids often hold short
    /// names of things.
    pub body: String,
}

/// The search entries of one page; the first is the page itself.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageEntries {
    /// The page, its headings, and the entries of features.
    pub entries: Vec<SearchEntry>,
}

impl PageEntries {
    /// The entries of a page, with those that features add.
    pub fn of(page: &Page, found: FeatureEntries) -> Self {
        let text = DocumentText::of(&page.document, &found.directives);
        let mut below: BTreeMap<String, String> = BTreeMap::new();
        let of_features = found.texts.iter().map(|(anchor, text)| (anchor.as_str(), text));
        let of_page = text.headings.iter().map(|text| (text.anchor.as_str(), &text.text));
        for (anchor, text) in of_page.chain(of_features) {
            let known = below.entry(anchor.to_owned()).or_default();
            if !known.is_empty() {
                known.push(' ');
            }
            known.push_str(text);
        }
        let summary = &page.summary;
        let intro = below.remove("").unwrap_or_default();
        let description = &summary.front.description;
        let first = text.headings.first().map_or("", |first| &first.text);
        let first_text = if description.is_empty() { first } else { description };
        let mut entries = vec![SearchEntry {
            snippet: beginning(first_text, SUMMARY),
            described: unique_words(
                std::iter::once(description.as_str())
                    .chain(found.described.iter().map(String::as_str)),
            ),
            body: unique_words([intro.as_str()]),
            named: unique_words(summary.front.also.iter().map(String::as_str)),
            ..entry(EntryKind::PAGE, "", "", "")
        }];
        for heading in &summary.headings {
            let anchor = heading.anchor.as_str();
            let text = below.remove(anchor).unwrap_or_default();
            let kind = found.kinds.get(anchor).copied().unwrap_or(EntryKind::HEADING);
            entries.push(entry(kind, anchor, &heading.text, &text).also(&heading.also));
        }
        entries.extend(found.entries);
        for caption in text.captions.iter().filter(|caption| !caption.text.is_empty()) {
            entries.push(entry(EntryKind::CAPTION, &caption.anchor, &caption.text, ""));
        }
        for note in &text.notes {
            let name = beginning(&note.text, NAME);
            let body = unique_words([note.text.as_str()]);
            entries.push(SearchEntry {
                name,
                body,
                ..entry(EntryKind::NOTE, &note.anchor, "", "")
            });
        }
        // Text below headings that the page does not list (raw HTML) belongs to the page.
        if !below.is_empty() {
            let words = std::mem::take(&mut entries[0].body);
            let rest = below.values().map(String::as_str);
            entries[0].body = unique_words(std::iter::once(words.as_str()).chain(rest));
        }
        Self { entries }
    }

    /// The entry of a folder without an index file.
    pub fn empty() -> Self {
        Self { entries: vec![entry(EntryKind::PAGE, "", "", "")] }
    }
}

/// The search texts and entries that features add to a page.
#[derive(Clone, Debug, Default)]
pub struct FeatureEntries {
    /// Words that describe the page.
    pub described: Vec<String>,
    /// Texts that stand below headings, each with the id of its heading.
    pub texts: Vec<(String, String)>,
    /// The kinds of headings that are no common ones, by their ids.
    pub kinds: BTreeMap<String, EntryKind>,
    /// The directives of all features.
    pub directives: KnownDirectives,
    /// Entries besides the page and its headings.
    pub entries: Vec<SearchEntry>,
}

impl FeatureEntries {
    /// The text of a part of the page.
    pub fn text_of(&self, document: &Document) -> String {
        document_text(document, &self.directives)
    }

    /// Adds texts that belong to the page as a whole, such as the labels of columns.
    pub fn add_to_page<'t>(&mut self, texts: impl IntoIterator<Item = &'t str>) {
        self.texts.extend(texts.into_iter().map(|text| (String::new(), text.to_owned())));
    }
}

/// A search entry that is found by the words of its name, text and id.
pub fn entry(kind: EntryKind, anchor: &str, name: &str, text: &str) -> SearchEntry {
    SearchEntry {
        kind,
        anchor: anchor.to_owned(),
        name: name.to_owned(),
        snippet: String::new(),
        named: unique_words([name]),
        described: String::new(),
        body: unique_words([text, anchor]),
    }
}

impl SearchEntry {
    /// The entry, found by the words of other names too.
    #[must_use]
    pub fn also(mut self, names: &[String]) -> Self {
        if !names.is_empty() {
            let names = names.iter().map(String::as_str);
            self.named = unique_words(std::iter::once(self.name.as_str()).chain(names));
        }
        self
    }
}

/// The words of some texts, folded, each once, between spaces.
pub fn unique_words<'t>(texts: impl IntoIterator<Item = &'t str>) -> String {
    let folded: Vec<String> = texts.into_iter().map(fold).collect();
    let mut known: HashSet<Cow<'_, str>, QuickHash> = HashSet::default();
    let mut all = String::new();
    for text in &folded {
        let words = split(text);
        known.reserve(words.len());
        for word in words {
            if known.insert(word.clone()) {
                all.push_str(if all.is_empty() { "" } else { " " });
                all.push_str(&word);
            }
        }
    }
    all
}

/// The beginning of a text, in whole words.
fn beginning(text: &str, most: usize) -> String {
    let Some((limit, _)) = text.char_indices().nth(most) else {
        return text.to_owned();
    };
    let end = text[..limit].rfind(' ').filter(|end| *end > limit / 2).unwrap_or(limit);
    format!("{}…", text[..end].trim_end_matches([',', ';', ':', '.', ' ']))
}
