//! *Both Hats*: the data that its theme reads from front matter (whom a page concerns most, where a
//! chapter sits between the two axes), and what its sources are worth.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::path::Path;

use handbook::data::value::{Plain, PlainTable};
use handbook::page::parse::Summary;
use handbook::source::scan::Scanner;

use handbook::compile::build::Build;
use handbook::compile::builder::Builder;
use handbook::compile::options::BuildOptions;
use handbook::source::Sources;
use serde_json::Value;

use crate::fixture::{between, text};

const PARTS: &[&str] =
    &["foundations", "differences", "balance", "practice", "transitions", "tools"];
const HATS: &[&str] = &["manager", "leader", "executive"];

/// Chapters that are about no work between the axes.
const WITHOUT_A_PLACE: &[&str] = &["content/tools/claims-and-evidence.md"];

/// The pages of the handbook in one of these folders, without those of the folders themselves.
fn pages(folders: &[&str], test: &mut dyn FnMut(&Summary)) -> usize {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut scanner = Scanner::new(root, root.join("handbook.toml"));
    let sources = scanner.scan().expect("the handbook can be read");
    let build = Builder::new(BuildOptions::default()).build(sources);
    let mut count = 0;
    for summary in build.site.nodes.iter().filter_map(|n| n.summary.as_deref()) {
        let path = summary.path.as_str();
        let folder = path.split('/').nth(1).unwrap_or_default();
        if folders.contains(&folder) && !path.ends_with("_index.md") {
            test(summary);
            count += 1;
        }
    }
    count
}

/// Mode and level of a table, if both are on the plane.
fn place(table: &PlainTable) -> Option<(i64, i64)> {
    let on_plane = |key: &str| table.get(key)?.as_i64().filter(|number| (1..=9).contains(number));
    Some((on_plane("mode")?, on_plane("level")?))
}

#[test]
fn every_chapter_and_every_instrument_says_whom_it_concerns_most() {
    let mut wrong = Vec::new();
    let folders = [PARTS, &["instruments", "hats"]].concat();
    let count = pages(&folders, &mut |page| {
        let hats =
            page.front.extra.get("hats").and_then(Plain::as_array).map_or(&[][..], Vec::as_slice);
        let names: Vec<&str> = hats.iter().map(|hat| hat.as_str().unwrap_or("?")).collect();
        // In the order of the axes, each once.
        let ordered: Vec<&str> = HATS.iter().copied().filter(|h| names.contains(h)).collect();
        if names.is_empty() || names != ordered {
            wrong.push(format!("{}: {names:?}", page.path));
        }
    });
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
    assert_eq!(count, 37 + 20 + 3);
}

#[test]
fn every_chapter_sits_on_the_plane_and_goes_along_one_axis() {
    let mut wrong = Vec::new();
    pages(PARTS, &mut |page| {
        let here = place(&page.front.extra);
        let from = page.front.extra.get("from");
        let good = match (here, from) {
            (Some(_), None) => true,
            (Some((mode, level)), Some(from)) => {
                from.as_object().and_then(place).is_some_and(|(m, l)| (m == mode) != (l == level))
            }
            (None, _) => WITHOUT_A_PLACE.contains(&page.path.as_str()),
        };
        if !good {
            wrong.push(page.path.to_string());
        }
    });
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The addresses of the links to pages in a part of a page.
fn links(html: &str) -> BTreeSet<&str> {
    html.split("href=\"").skip(1).filter_map(|rest| rest.split(['"', '#']).next()).collect()
}

#[test]
fn there_are_enough_chapters_plays_and_templates() {
    let parts: [(&[&str], usize); 3] = [(PARTS, 37), (&["plays"], 61), (&["templates"], 10)];
    for (folders, least) in parts {
        let count = pages(folders, &mut |_| {});
        assert!(count >= least, "{folders:?} have only {count} pages");
    }
}

#[test]
fn every_play_has_its_parts_and_stands_in_each_list_of_plays() {
    let (_, build) = handbook();
    let html = text(&build, "plays/index.html");
    let lists = [("by-need", "by-minutes"), ("by-minutes", "by-role"), ("by-role", "ask-first")];
    let lists = lists.map(|(id, next)| {
        let list = between(&html, &format!("<h2 id=\"{id}\""), &format!("<h2 id=\"{next}\""));
        (id, links(list))
    });
    let mut wrong = Vec::new();
    let mut plays = BTreeSet::new();
    pages(&["plays"], &mut |page| {
        let address = page.path.as_str().trim_start_matches("content").trim_end_matches(".md");
        plays.insert(format!("{address}/"));
    });
    for address in &plays {
        for (id, list) in &lists {
            if !list.contains(address.as_str()) {
                wrong.push(format!("{address} is not in the list #{id}"));
            }
        }
        let play = text(&build, &format!("{}index.html", address.trim_start_matches('/')));
        for part in ["When:", "Who:", "Time:", "Done when", "Goes wrong when", "Next:"] {
            if play.matches(&format!("<strong>{part}</strong>")).count() != 1 {
                wrong.push(format!("{address} does not say once: {part}"));
            }
        }
        for hat in ["hat-card hat-manager", "hat-card hat-leader"] {
            if !play.contains(hat) {
                wrong.push(format!("{address} has no {hat}"));
            }
        }
    }
    for (id, list) in &lists {
        for address in list.iter().filter(|address| address.starts_with("/plays/")) {
            if !plays.contains(*address) {
                wrong.push(format!("#{id} leads to {address}, which is no play"));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_template_is_a_worksheet_with_an_example_that_is_filled_in() {
    let mut wrong = Vec::new();
    let (_, build) = handbook();
    pages(&["templates"], &mut |page| {
        let address = page.path.as_str().trim_start_matches("content/").trim_end_matches(".md");
        let html = text(&build, &format!("{address}/index.html"));
        let blank = html.matches("<li class=\"question\"").count();
        if blank < 4 || !html.contains("class=\"instrument worksheet\"") {
            wrong.push(format!("{address} is no worksheet"));
        }
        let example = html.split_once("<h2 id=\"example\"").map(|(_, rest)| rest);
        let example = example.and_then(|rest| rest.split("<h2").next()).unwrap_or_default();
        if !example.contains("filled in") || example.split_whitespace().count() < 100 {
            wrong.push(format!("{address} has no example"));
        }
    });
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The handbook, built.
fn handbook() -> (Sources, Build) {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let sources =
        Scanner::new(root, root.join("handbook.toml")).scan().expect("the handbook can be read");
    let build = Builder::new(BuildOptions::default()).build(sources.clone());
    (sources, build)
}

/// The ledger of each source, by its key.
fn ledgers(build: &Build) -> BTreeMap<String, Value> {
    let data: Value = serde_json::from_str(&text(build, "handbook.json")).unwrap();
    let sources = data["sources"].as_array().unwrap().iter();
    let key = |source: &Value| source["key"].as_str().unwrap().to_owned();
    sources.map(|source| (key(source), source["ledger"].clone())).collect()
}

/// The mark of a source that is cited alone.
fn mark(ledger: &Value) -> Option<&'static str> {
    let is_weak = matches!(ledger["grade"].as_str(), Some("D" | "E"));
    match (is_weak, ledger["read"] == "through others") {
        (true, true) => Some("D, unread"),
        (true, false) => Some("D"),
        (false, true) => Some("unread"),
        (false, false) => None,
    }
}

/// The keys of the sources that a page cites alone, in their order.
fn cited_alone(page: &str) -> Vec<String> {
    let brackets = page.split('[').skip(1).filter_map(|rest| Some(rest.split_once(']')?.0));
    let alone = brackets.filter(|inside| inside.matches('@').count() == 1);
    let key = |inside: &str| {
        let after = inside.split_once('@')?.1;
        let end = after.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(after.len());
        Some(after[..end].to_owned())
    };
    alone.filter_map(key).collect()
}

#[test]
fn the_page_of_sources_counts_them_as_they_are() {
    let (_, build) = handbook();
    let ledgers = ledgers(&build);
    assert!(ledgers.len() >= 80);
    let count = |key: &str, value: &str| ledgers.values().filter(|l| l[key] == value).count();
    let numbers = format!(
        "Of {} sources, {} have grade A, {} have B, {} have C and {} have D. We read {} in full, {} \
         in part and {} as the authors’ own summary; {} we know through others only.",
        ledgers.len(),
        count("grade", "A"),
        count("grade", "B"),
        count("grade", "C"),
        count("grade", "D"),
        count("read", "in full"),
        count("read", "in part"),
        count("read", "summary only"),
        count("read", "through others"),
    );
    assert_eq!(count("grade", "E"), 0);
    let page = text(&build, "sources/index.html");
    assert!(page.contains(&numbers), "the page does not say: {numbers}");
}

/// A list to read when it changes: each line is a sentence that would be better with a second source.
#[test]
fn where_a_weak_source_stands_alone_is_known_and_marked() {
    let (sources, build) = handbook();
    let ledgers = ledgers(&build);
    let mut list = String::new();
    for node in &build.site.nodes {
        let Some(summary) = node.summary.as_deref() else { continue };
        let path = &summary.path;
        if path.as_str().starts_with("content/editing/") {
            continue;
        }
        let written = sources.text(path).unwrap();
        let html = text(&build, node.route.output().as_str());
        let mut places: BTreeMap<String, usize> = BTreeMap::new();
        for key in cited_alone(&written) {
            let Some(mark) = ledgers.get(&key).and_then(mark) else { continue };
            assert!(html.contains(&format!("<small>[{mark}]</small>")), "{path}: {key}");
            *places.entry(format!("{key} [{mark}]")).or_default() += 1;
        }
        for (place, count) in places {
            let _ = writeln!(list, "{path}: {place} × {count}");
        }
    }
    snapbox::assert_data_eq!(list, snapbox::file!["both_hats/alone.txt"]);
}
