//! [`SearchIndex`]: the inverted index of a handbook.

use std::borrow::Cow;
use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, HashMap, HashSet};
use std::sync::Arc;

use crate::base::fingerprint::QuickHash;
use crate::search::language::Language;
use crate::search::page_entries::{EntryKind, PageEntries};
use crate::search::words::words;

/// The length of prefixes, in characters. Words that share a list of postings share a prefix, so
/// that they stand in one shard.
pub const PREFIX: usize = 3;
/// The fewest pages of a handbook with common words.
const FEW_PAGES: usize = 40;
/// A word in the text of more than one in this many pages is common: the word does not tell pages
/// apart.
const COMMON: usize = 3;

/// A page in the index.
#[derive(Clone, Debug)]
pub struct IndexedPage {
    /// The address below the home page, percent-encoded: `roles/two-axes/`.
    pub path: String,
    /// The title of the page.
    pub title: String,
    /// The entries of the page.
    pub content: Arc<PageEntries>,
    /// Whether the page comes after the others in what is found. Such pages come last in an index.
    pub found_last: bool,
}

/// An occurrence of a word: the number of an entry, and the tier of the word in it.
pub type Posting = (u32, Tier);

/// The place of a word in an entry; the tier that weighs most comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tier {
    /// An occurrence in the name of an entry; the kind of the entry decides how much it weighs.
    Named {
        /// The rank of the kind.
        rank: u8,
        /// The delimiter of the kind.
        delimiter: u8,
    },
    /// The word stands in the description of a page.
    Described,
    /// The word stands in the text of the entry.
    Body,
}

impl Tier {
    /// In the name of an entry of this kind. A tier is small, since an index has one for each
    /// occurrence of a word.
    pub fn named(kind: EntryKind) -> Self {
        Self::Named { rank: kind.rank, delimiter: kind.delimiter }
    }
}

/// The words of one stem and prefix, with their postings.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WordClass {
    /// The letters that all the words begin with.
    pub prefix: String,
    /// The words of the class, sorted.
    pub words: Vec<String>,
    /// The occurrences of any of the words, one for each entry, ascending.
    pub postings: Vec<Posting>,
}

/// The inverted index of a handbook. Entries are numbered consecutively, page by page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchIndex {
    /// The number of entries of each page.
    pub counts: Vec<u32>,
    /// The classes of words, in the order of [`by_units`].
    pub classes: Vec<WordClass>,
    /// The common words, whose occurrences in texts are left out, and what a question may hold that is
    /// not about it; sorted.
    pub common: Vec<String>,
    /// The endings that a word may have besides those in the index.
    pub endings: &'static str,
}

impl SearchIndex {
    /// Builds the index from all pages, in the order of the handbook.
    pub fn of(pages: &[IndexedPage], language: &str) -> Self {
        let counts: Vec<u32> = pages
            .iter()
            .map(|page| u32::try_from(page.content.entries.len()).unwrap_or(u32::MAX))
            .collect();
        let mut next = 0;
        let numbered = pages.iter().zip(&counts).map(|(page, count)| {
            let start = next;
            next += count;
            (page, start)
        });
        let chunks = in_threads(&mut numbered.collect::<Vec<_>>(), |pages| word_lists(pages));
        let mut lists: BTreeMap<Cow<'_, str>, WordList> = BTreeMap::new();
        for (word, list) in chunks.into_iter().flatten() {
            match lists.entry(word) {
                Entry::Vacant(entry) => {
                    entry.insert(list);
                }
                Entry::Occupied(mut entry) => {
                    let known = entry.get_mut();
                    known.postings.extend(list.postings);
                    known.pages += list.pages;
                }
            }
        }
        let limit = if pages.len() < FEW_PAGES { usize::MAX } else { pages.len() / COMMON };
        let mut common = Vec::new();
        for (word, list) in &mut lists {
            if list.pages > limit {
                common.push(word.to_string());
                list.postings.retain(|(_, tier)| *tier != Tier::Body);
            }
        }
        let language = Language::of(language);
        if pages.len() >= FEW_PAGES {
            let fillers = language.fillers().filter(|word| !lists.contains_key(*word));
            common.extend(fillers.map(str::to_owned));
            common.sort_unstable();
        }
        Self { counts, classes: classes(lists, &language), common, endings: language.endings() }
    }
}

/// Runs `work` on chunks of a list, each in a thread of its own, and gives the results in order.
/// Not with `rayon`: while an index is made, threads of `rayon` wait for it, and one of them could
/// be given the task of making that index.
pub fn in_threads<T: Send, R: Send>(all: &mut [T], work: impl Fn(&mut [T]) -> R + Sync) -> Vec<R> {
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    let size = all.len().div_ceil(threads).max(1);
    std::thread::scope(|scope| {
        let work = &work;
        let running: Vec<_> =
            all.chunks_mut(size).map(|chunk| scope.spawn(move || work(chunk))).collect();
        // A panic of a thread goes on in this one.
        let done = running.into_iter().map(std::thread::ScopedJoinHandle::join);
        done.map(|result| result.unwrap_or_else(|panic| std::panic::resume_unwind(panic))).collect()
    })
}

/// Compares two texts by their UTF-16 units, as `<` does in a browser.
pub fn by_units(one: &str, other: &str) -> std::cmp::Ordering {
    if one.is_ascii() && other.is_ascii() {
        return one.cmp(other);
    }
    one.encode_utf16().cmp(other.encode_utf16())
}

/// The prefix of a word, which decides its shard.
pub fn prefix(word: &str) -> &str {
    let end = word.char_indices().nth(PREFIX).map_or(word.len(), |(at, _)| at);
    &word[..end]
}

/// The occurrences of one word.
#[derive(Clone, Default)]
struct WordList {
    postings: Vec<Posting>,
    /// The number of pages in whose text the word stands.
    pages: usize,
    /// The last of these pages, counted from one.
    last_page: usize,
}

/// The words of some pages, each with the number of its first entry; with their occurrences, sorted.
fn word_lists<'p>(pages: &[(&'p IndexedPage, u32)]) -> Vec<(Cow<'p, str>, WordList)> {
    let mut lists: HashMap<Cow<'p, str>, WordList, QuickHash> = HashMap::default();
    for (number, (page, start)) in (1..).zip(pages) {
        let address = page.path.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
        let named = [(&*page.title, Tier::named(EntryKind::PAGE)), (address, Tier::Body)];
        for (text, tier) in named {
            for word in words(text) {
                lists.entry(word.into()).or_default().postings.push((*start, tier));
            }
        }
        for (id, entry) in (*start..).zip(&page.content.entries) {
            let named = Tier::named(entry.kind);
            let texts = [(named, &entry.named), (Tier::Described, &entry.described)];
            for (tier, text) in texts.into_iter().chain([(Tier::Body, &entry.body)]) {
                for word in text.split_terminator(' ') {
                    let list = lists.entry(word.into()).or_default();
                    list.postings.push((id, tier));
                    if tier == Tier::Body && list.last_page != number {
                        list.last_page = number;
                        list.pages += 1;
                    }
                }
            }
        }
    }
    let mut sorted: Vec<_> = lists.into_iter().collect();
    sorted.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
    sorted
}

/// Merges the lists of words that share a stem and a prefix.
fn classes(lists: BTreeMap<Cow<'_, str>, WordList>, language: &Language) -> Vec<WordClass> {
    let mut joined: Vec<(String, Vec<Posting>)> = Vec::new();
    if language.joins_words() {
        let stems: HashSet<Cow<'_, str>> = lists.keys().map(|word| language.stem(word)).collect();
        for (word, list) in &lists {
            let last = last_of(word).find(|last| stems.contains(&language.stem(last)));
            joined.extend(last.map(|last| {
                let postings = list.postings.iter().map(|(id, _)| (*id, Tier::Body));
                (last.to_owned(), postings.collect())
            }));
        }
    }
    let mut classes: BTreeMap<(String, String), WordClass> = BTreeMap::new();
    for (word, list) in lists {
        if list.postings.is_empty() {
            continue;
        }
        let prefix = prefix(&word).to_owned();
        let key = (prefix.clone(), language.stem(&word).into_owned());
        let class = classes.entry(key).or_insert_with(|| WordClass {
            prefix,
            words: Vec::new(),
            postings: Vec::new(),
        });
        class.words.push(word.into_owned());
        class.postings.extend(list.postings);
    }
    for (last, postings) in joined {
        let key = (prefix(&last).to_owned(), language.stem(&last).into_owned());
        if let Some(class) = classes.get_mut(&key) {
            class.postings.extend(postings);
        }
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

/// What a word of several words may end with, the longest first.
fn last_of(word: &str) -> impl Iterator<Item = &str> {
    let starts = word.char_indices().skip(3).map(|(at, _)| &word[at..]);
    starts.filter(|last| last.chars().count() > 4)
}
