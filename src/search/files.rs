//! [`files`]: an index as files that pages load by `<script>`.
//!
//! Each file is one call of `hb.found` with JSON, so that it loads from disk and under a
//! Content-Security-Policy without `unsafe-*`. The first file, [`FIRST`], says which other file
//! holds what; in a small handbook it holds everything.

use std::collections::BTreeMap;

use serde::Serialize;

use crate::search::index::{IndexedPage, SearchIndex, Tier, WordClass};
use crate::site::search_files::{FIRST, SearchFiles};

/// The files of an index, by name.
pub type Files = BTreeMap<String, Vec<u8>>;

/// Writes an index as files. `up` leads from the search page to the home page: `../`. `edition` is the
/// folder of all files but the first.
pub fn files(index: &SearchIndex, pages: &[IndexedPage], up: &str, edition: &str) -> Files {
    let layout = SearchFiles::of(pages.len());
    let (starts, shards) = shards(&index.classes, layout.shards);
    let blocks: Vec<Vec<PageBlock<'_>>> =
        pages.chunks(layout.block).map(|pages| pages.iter().map(PageBlock).collect()).collect();
    let shards: Vec<String> = shards.into_iter().map(|shard| json(&shard)).collect();
    let blocks: Vec<String> = blocks.iter().map(json).collect();
    let mut counts = String::new();
    index.counts.iter().for_each(|count| push_number(*count as usize, &mut counts));
    let first = FirstFile {
        edition,
        up,
        counts: &counts,
        common: index.common.join(" "),
        starts: &starts,
        block: layout.block,
        last: pages.iter().filter(|page| !page.found_last).count(),
        endings: index.endings,
    };
    let first = json(&first);
    if layout.is_small {
        let all = format!(
            "{},\"words\":[{}],\"pages\":[{}]}}",
            first.trim_end_matches('}'),
            shards.join(","),
            blocks.join(",")
        );
        return Files::from([(FIRST.to_owned(), script("index", &all))]);
    }
    let mut files = Files::from([(FIRST.to_owned(), script("index", &first))]);
    for (kind, texts) in [("words", &shards), ("pages", &blocks)] {
        for (at, text) in texts.iter().enumerate() {
            let name = format!("{kind}-{at}");
            let bytes = script(&name, text);
            files.insert(format!("{name}.js"), bytes);
        }
    }
    files
}

/// The content of the first file.
#[derive(Serialize)]
struct FirstFile<'a> {
    /// The folder of all other files.
    edition: &'a str,
    /// The relative address of the home page, from the search page.
    up: &'a str,
    /// The encoded number of entries of each page.
    counts: &'a str,
    common: String,
    /// The prefix of words that each shard begins with.
    starts: &'a [String],
    /// The number of pages in a block.
    block: usize,
    /// The number of the first page that is to be found after the others.
    last: usize,
    /// The endings that a word of the language may have besides those in the index.
    endings: &'a str,
}

/// A page as results show it, a list of texts: its path, title and snippet, the kinds of its other
/// entries, and for each of these the anchor and the name.
struct PageBlock<'a>(&'a IndexedPage);

impl Serialize for PageBlock<'_> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        use serde::ser::SerializeSeq;
        let IndexedPage { path, title, content, .. } = self.0;
        let mut entries = content.entries.iter();
        let snippet = entries.next().map_or("", |page| page.snippet.as_str());
        let kinds: String = entries.clone().map(|entry| entry.kind.letter).collect();
        let mut list = serializer.serialize_seq(None)?;
        for text in [path.as_str(), title, snippet, &kinds] {
            list.serialize_element(text)?;
        }
        for entry in entries {
            for text in [&entry.anchor, &entry.name] {
                list.serialize_element(text)?;
            }
        }
        list.end()
    }
}

/// Divides classes into `wanted` shards of about equal length, between prefixes. Gives the first
/// prefix of each shard, and the shards.
fn shards(classes: &[WordClass], wanted: usize) -> (Vec<String>, Vec<String>) {
    let size = |class: &WordClass| class.postings.len() + 8;
    let total = classes.iter().map(size).sum::<usize>().max(1);
    let mut starts: Vec<String> = Vec::new();
    let mut texts = vec![String::new(); wanted];
    let mut done = 0;
    let mut shard = 0;
    let mut before: Option<&WordClass> = None;
    for class in classes {
        if before.is_none_or(|before| before.prefix != class.prefix) {
            shard = (done * wanted / total).min(wanted.saturating_sub(1));
            while starts.len() <= shard {
                starts.push(class.prefix.clone());
                before = None;
            }
        }
        if let Some(text) = texts.get_mut(shard) {
            push_class(class, before, text);
        }
        before = Some(class);
        done += size(class);
    }
    // Shards after the last word are empty.
    starts.resize(wanted, "\u{ffff}".to_owned());
    (starts, texts)
}

/// Appends a class: its words, then its postings by tier. The first word is written as its
/// difference from the first word of the class before, the others as their differences from the
/// first.
fn push_class(class: &WordClass, before: Option<&WordClass>, text: &mut String) {
    let first = &class.words[0];
    push_difference(first, before.map_or("", |before| &before.words[0]), text);
    for word in &class.words[1..] {
        text.push(',');
        push_difference(word, first, text);
    }
    let tiers = class.postings.iter().map(|(_, tier)| *tier);
    let mut next = tiers.clone().min();
    while let Some(tier) = next {
        let ids = class.postings.iter().filter(|(_, found)| *found == tier);
        text.push(tier_delimiter(tier));
        push_ascending(ids.map(|(id, _)| *id), text);
        next = tiers.clone().filter(|other| *other > tier).min();
    }
    text.push(' ');
}

fn tier_delimiter(tier: Tier) -> char {
    match tier {
        Tier::Named { delimiter, .. } => char::from(delimiter),
        Tier::Described => '<',
        Tier::Body => '&',
    }
}

/// Appends the number of UTF-16 units that a word shares with another, and the rest of the word.
fn push_difference(word: &str, other: &str, text: &mut String) {
    let same = word.chars().zip(other.chars()).take_while(|(a, b)| a == b);
    let (units, bytes) =
        same.fold((0, 0), |(units, bytes), (c, _)| (units + c.len_utf16(), bytes + c.len_utf8()));
    push_number(units, text);
    text.push_str(&word[bytes..]);
}

fn json<T: Serialize + ?Sized>(value: &T) -> String {
    // Writing texts and numbers cannot fail.
    serde_json::to_string(value).unwrap_or_default()
}

/// A script that passes JSON to `hb.found` under a name.
fn script(name: &str, json: &str) -> Vec<u8> {
    let quoted = json.replace('\\', "\\\\").replace('\'', "\\'");
    format!("hb.found(\"{name}\",JSON.parse('{quoted}'))\n").into_bytes()
}

/// The digits that end a number.
const LAST_DIGITS: &[u8; 56] = b"0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRST";
/// The digits before the last one; the lowest digit comes first.
const OTHER_DIGITS: &[u8; 27] = b"UVWXYZ()+-./:;=?@[]^_`{|}~>";

/// Appends a number.
fn push_number(mut value: usize, into: &mut String) {
    while value >= LAST_DIGITS.len() {
        value -= LAST_DIGITS.len();
        into.push(char::from(OTHER_DIGITS[value % OTHER_DIGITS.len()]));
        value /= OTHER_DIGITS.len();
    }
    into.push(char::from(LAST_DIGITS[value]));
}

/// Appends ascending numbers as the differences between them, less one; the first as it is.
fn push_ascending(values: impl Iterator<Item = u32>, into: &mut String) {
    let mut next = 0;
    for value in values {
        push_number(value.saturating_sub(next) as usize, into);
        next = value + 1;
    }
}
