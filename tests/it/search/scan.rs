//! The index against a plain scan: whatever looking at every word of every page finds, it finds.

use std::collections::BTreeSet;
use std::sync::Arc;

use handbook::search::index::{IndexedPage, SearchIndex, Tier};
use handbook::search::page_entries::{EntryKind, PageEntries, SearchEntry};
use handbook::search::words::words;
use handbook::{comparison, glossary};

use crate::random::Random;

const SYLLABLES: &[&str] = &[
    "ma", "na", "ge", "lead", "er", "ing", "s", "trust", "fü", "管", "理", "9", "o", "ed", "ly",
    "q",
];

fn word(random: &mut Random) -> String {
    (0..=random.below(3)).map(|_| SYLLABLES[random.below(SYLLABLES.len())]).collect()
}

fn sentence(random: &mut Random, length: usize) -> String {
    (0..random.below(length))
        .map(|_| word(random) + [" ", ", ", "-", "’"][random.below(4)])
        .collect()
}

fn entry(random: &mut Random, kind: EntryKind) -> (SearchEntry, String, String) {
    let (name, body) = (sentence(random, 5), sentence(random, 20));
    let packed = |text: &str| {
        words(text).into_iter().collect::<BTreeSet<_>>().into_iter().collect::<Vec<_>>().join(" ")
    };
    let entry = SearchEntry {
        kind,
        anchor: String::new(),
        name: name.clone(),
        snippet: String::new(),
        named: packed(&name),
        described: String::new(),
        body: packed(&body),
    };
    (entry, name, body)
}

/// Pages, and the texts of each entry in order.
fn handbook(random: &mut Random) -> (Vec<IndexedPage>, Vec<(String, String)>) {
    let mut texts = Vec::new();
    let pages = (0..random.below(120)).map(|page| {
        let kinds = [
            EntryKind::HEADING,
            glossary::declaration::ENTRY,
            comparison::declaration::ENTRY,
            EntryKind::ITEM,
        ];
        let mut entries = Vec::new();
        for at in 0..=random.below(5) {
            let kind = if at == 0 { EntryKind::PAGE } else { kinds[random.below(4)] };
            let (entry, name, body) = entry(random, kind);
            entries.push(entry);
            texts.push((name, body));
        }
        IndexedPage {
            found_last: false,
            path: format!("p{page}/"),
            title: String::new(),
            content: Arc::new(PageEntries { entries }),
        }
    });
    (pages.collect(), texts)
}

/// The entries that the index names for a word, exactly or as a beginning.
fn found(index: &SearchIndex, matches: impl Fn(&str) -> bool) -> BTreeSet<u32> {
    let classes = index.classes.iter().filter(|class| class.words.iter().any(|word| matches(word)));
    classes.flat_map(|class| class.postings.iter().map(|(id, _)| *id)).collect()
}

#[test]
fn whatever_a_scan_finds_the_index_finds() {
    let mut random = Random::new(7);
    for _ in 0..60 {
        let (pages, texts) = handbook(&mut random);
        let index = SearchIndex::of(&pages, "en");
        assert_eq!(index.counts.iter().sum::<u32>() as usize, texts.len());
        for _ in 0..20 {
            let Some(query) = words(&word(&mut random)).pop() else {
                continue;
            };
            for exact in [true, false] {
                let hit = |word: &str| {
                    if exact { word == query } else { word.starts_with(&query) }
                };
                let scanned = (0u32..).zip(&texts).filter(|(_, (name, body))| {
                    let in_body =
                        words(body).iter().any(|word| hit(word) && !index.common.contains(word));
                    in_body || words(name).iter().any(|word| hit(word))
                });
                let scanned: BTreeSet<u32> = scanned.map(|(id, _)| id).collect();
                let found = found(&index, hit);
                assert!(scanned.is_subset(&found), "`{query}`: {scanned:?}, {found:?}");
                if exact && index.classes.iter().all(|class| class.words.len() == 1) {
                    assert_eq!(scanned, found, "`{query}`");
                }
            }
        }
    }
}

#[test]
fn forms_of_a_word_share_a_list_in_languages_that_have_a_stemmer() {
    let page = |body: &str| IndexedPage {
        found_last: false,
        path: String::new(),
        title: body.to_owned(),
        content: Arc::new(PageEntries::empty()),
    };
    let together =
        |language: &str, forms: &str| SearchIndex::of(&[page(forms)], language).classes.len();
    assert_eq!(together("en-GB", "delegate delegates delegated delegating delegation"), 1);
    assert_eq!(together("de", "Führung Führungen"), 1);
    assert_eq!(together("fr", "décider décidera"), 1);
    assert_eq!(together("ja", "delegate delegates"), 2);
    assert_eq!(together("", "delegate delegates"), 2);
}

#[test]
fn a_word_in_most_texts_is_found_in_names_alone() {
    let mut pages: Vec<IndexedPage> = Vec::new();
    for at in 0..50 {
        let body = if at == 3 { "rare often totally" } else { "often" };
        let entries = vec![SearchEntry {
            kind: EntryKind::PAGE,
            anchor: String::new(),
            name: String::new(),
            snippet: String::new(),
            named: if at == 9 { "often".to_owned() } else { String::new() },
            described: String::new(),
            body: body.to_owned(),
        }];
        pages.push(IndexedPage {
            found_last: false,
            path: String::new(),
            title: String::new(),
            content: Arc::new(PageEntries { entries }),
        });
    }
    let index = SearchIndex::of(&pages, "en");
    // What people say without a meaning is common too, unless the handbook says it.
    let asked = ["often", "guy", "rare", "totally"];
    let common = asked.map(|word| index.common.iter().any(|known| known == word));
    assert_eq!(common, [true, true, false, false]);
    let often = index.classes.iter().find(|class| class.words == ["often"]);
    assert_eq!(
        often.map(|class| class.postings.clone()),
        Some(vec![(9, Tier::named(EntryKind::PAGE))])
    );
}
