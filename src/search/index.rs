//! [`SearchIndex`]: where each word stands in the whole handbook.

use std::collections::{BTreeMap, HashMap};
use std::sync::Arc;

use crate::search::page_entries::{EntryKind, PageEntries};
use crate::search::stem::Stems;
use crate::search::words::words;

/// How many letters the forms of a word share, so that they stand in one shard.
pub const PREFIX: usize = 3;
/// A handbook of fewer pages has no common words.
const FEW_PAGES: usize = 40;
/// A word in the text of more than one in so many pages tells none from the others.
const COMMON: usize = 3;

/// A page and its place.
#[derive(Clone, Debug)]
pub struct IndexedPage {
    /// Its address below the home page, as browsers want it: `roles/two-axes/`.
    pub path: String,
    /// Its title.
    pub title: String,
    /// What can be found on it.
    pub content: Arc<PageEntries>,
}

/// Where a word stands: the number of an entry and how much its standing there counts.
pub type Posting = (u32, Tier);

/// How a word stands in an entry, the weightiest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tier {
    /// In its name.
    Named(EntryKind),
    /// In the description of a page.
    Described,
    /// In its text.
    Body,
}

/// Words that are forms of one, and where they stand.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WordClass {
    /// The letters that all of them begin with.
    pub prefix: String,
    /// The words, sorted.
    pub words: Vec<String>,
    /// Where any of them stands; once for each entry, ascending.
    pub postings: Vec<Posting>,
}

/// The index of a handbook. Entries are numbered through, page by page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchIndex {
    /// How many entries each page has.
    pub counts: Vec<u32>,
    /// The classes of words, in the order of [`by_units`].
    pub classes: Vec<WordClass>,
    /// Words that stand in the texts of so many pages that their places there are left out; sorted.
    pub common: Vec<String>,
}

impl SearchIndex {
    /// Folds the parts of all pages, in the order of the handbook.
    pub fn of(pages: &[IndexedPage], language: &str) -> Self {
        let counts: Vec<u32> = pages
            .iter()
            .map(|page| u32::try_from(page.content.entries.len()).unwrap_or(u32::MAX))
            .collect();
        let first_ids: Vec<u32> = counts
            .iter()
            .scan(0, |next, count| {
                let start = *next;
                *next += count;
                Some(start)
            })
            .collect();
        let mut numbered: Vec<(&IndexedPage, u32)> = pages.iter().zip(first_ids).collect();
        let chunks = in_threads(&mut numbered, |pages| WordLists::of(pages));
        let mut lists: BTreeMap<&str, WordList> = BTreeMap::new();
        for chunk in &chunks {
            for (word, list) in &chunk.0 {
                let known = lists.entry(word.as_ref()).or_default();
                known.postings.extend_from_slice(&list.postings);
                known.pages += list.pages;
            }
        }
        let limit = if pages.len() < FEW_PAGES {
            usize::MAX
        } else {
            pages.len() / COMMON
        };
        let mut common = Vec::new();
        for (word, list) in &mut lists {
            if list.pages > limit {
                common.push((*word).to_owned());
                list.postings.retain(|(_, tier)| *tier != Tier::Body);
            }
        }
        Self {
            counts,
            classes: classes(lists, &Stems::of(language)),
            common,
        }
    }
}

/// Does something with every stretch of a list, each in a thread of its own, and gives the results in
/// order. Not by `rayon`: an index is made while others wait for it on `rayon`'s threads, and what
/// waits there may be given the same index to make.
pub fn in_threads<T: Send, R: Send>(all: &mut [T], work: impl Fn(&mut [T]) -> R + Sync) -> Vec<R> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let size = all.len().div_ceil(threads).max(1);
    std::thread::scope(|scope| {
        let work = &work;
        let running: Vec<_> = all
            .chunks_mut(size)
            .map(|chunk| scope.spawn(move || work(chunk)))
            .collect();
        // A thread that panicked is the panic of this one.
        let done = running.into_iter().map(std::thread::ScopedJoinHandle::join);
        done.map(|result| result.unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
            .collect()
    })
}

/// Two texts in the order of a browser's `<`: by their UTF-16 units.
pub fn by_units(one: &str, other: &str) -> std::cmp::Ordering {
    if one.is_ascii() && other.is_ascii() {
        return one.cmp(other);
    }
    one.encode_utf16().cmp(other.encode_utf16())
}

/// The letters that decide the shard of a word.
pub fn prefix(word: &str) -> &str {
    let end = word
        .char_indices()
        .nth(PREFIX)
        .map_or(word.len(), |(at, _)| at);
    &word[..end]
}

/// Where one word stands.
#[derive(Clone, Default)]
struct WordList {
    postings: Vec<Posting>,
    /// In the text of how many pages.
    pages: usize,
}

/// The words of some pages, sorted.
struct WordLists<'p>(Vec<(std::borrow::Cow<'p, str>, WordList)>);

impl<'p> WordLists<'p> {
    fn of(pages: &[(&'p IndexedPage, u32)]) -> Self {
        let mut lists: HashMap<std::borrow::Cow<'p, str>, (WordList, usize)> = HashMap::new();
        for (number, (page, start)) in pages.iter().enumerate() {
            for word in words(&page.title) {
                lists
                    .entry(word.into())
                    .or_default()
                    .0
                    .postings
                    .push((*start, Tier::Named(EntryKind::Page)));
            }
            for (id, entry) in (*start..).zip(&page.content.entries) {
                for word in entry.named.split_terminator(' ') {
                    let list = &mut lists.entry(word.into()).or_default().0;
                    list.postings.push((id, Tier::Named(entry.kind)));
                }
                for word in entry.described.split_terminator(' ') {
                    let list = &mut lists.entry(word.into()).or_default().0;
                    list.postings.push((id, Tier::Described));
                }
                for word in entry.body.split_terminator(' ') {
                    let (list, last) = lists.entry(word.into()).or_default();
                    list.postings.push((id, Tier::Body));
                    // Counted from one, so that a new word has not been seen on the first page.
                    if *last != number + 1 {
                        *last = number + 1;
                        list.pages += 1;
                    }
                }
            }
        }
        let mut sorted: Vec<_> = lists
            .into_iter()
            .map(|(word, (list, _))| (word, list))
            .collect();
        sorted.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
        Self(sorted)
    }
}

/// Joins the lists of words of one stem that begin alike.
fn classes(lists: BTreeMap<&str, WordList>, stems: &Stems) -> Vec<WordClass> {
    let mut classes: BTreeMap<(&str, String), WordClass> = BTreeMap::new();
    for (word, list) in lists {
        if list.postings.is_empty() {
            continue;
        }
        let prefix = prefix(word);
        let key = (prefix, stems.stem(word).into_owned());
        let class = classes.entry(key).or_insert_with(|| WordClass {
            prefix: prefix.to_owned(),
            words: Vec::new(),
            postings: Vec::new(),
        });
        class.words.push(word.to_owned());
        class.postings.extend(list.postings);
    }
    let mut classes: Vec<WordClass> = classes.into_values().collect();
    for class in &mut classes {
        class.postings.sort_unstable();
        class.postings.dedup_by_key(|(id, _)| *id);
    }
    classes.sort_by(|a, b| {
        by_units(&a.prefix, &b.prefix).then_with(|| by_units(&a.words[0], &b.words[0]))
    });
    classes
}
