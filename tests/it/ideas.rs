//! The handbook in `content/`: it builds without a word of complaint, and each idea that
//! `tests/ideas.toml` lists is treated where the list says.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::Arc;

use handbook::base::diagnostic::Code;
use handbook::base::paths::{OutputPath, SourcePath};
use handbook::compile::build::Build;
use handbook::compile::builder::Builder;
use handbook::compile::options::BuildOptions;
use handbook::data::toml;
use handbook::data::value::{Table, Value};
use handbook::source::scan::Scanner;

use crate::fixture::{between, messages, text as built};

const LIST: &str = include_str!("../ideas.toml");

pub fn handbook() -> Build {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut scanner = Scanner::new(root, root.join("handbook.toml"));
    let sources = scanner.scan().expect("the handbook can be read");
    Builder::new(BuildOptions::default()).build(sources)
}

/// The tables of a list of tables in `tests/ideas.toml`.
fn tables(name: &str) -> Vec<Table> {
    let path = SourcePath::new("tests/ideas.toml").expect("a valid path");
    let text: Arc<str> = LIST.into();
    let (all, diagnostics) = toml::parse(&path, &text, 0..text.len(), Code::InvalidConfig);
    assert!(diagnostics.is_empty(), "{diagnostics:?}");
    let list = all.into_iter().find(|(key, _)| key.value == name);
    let Some(Value::List(items)) = list.map(|(_, value)| value.value) else {
        panic!("there is no list `{name}`");
    };
    let tables = items.into_iter().map(|item| match item.value {
        Value::Table(table) => table,
        other => panic!("{} in `{name}`", other.kind()),
    });
    tables.collect()
}

fn text<'a>(table: &'a Table, key: &str) -> &'a str {
    match table.iter().find(|(k, _)| k.value == key) {
        Some((_, value)) => match &value.value {
            Value::Text(text) => text,
            other => panic!("`{key}` is {}", other.kind()),
        },
        None => panic!("`{key}` is missing in {table:?}"),
    }
}

#[test]
fn the_handbook_builds_without_a_complaint() {
    assert_eq!(messages(&handbook()), "");
}

/// The entries of the page of contrasts, as HTML, by their ids: each reaches to the next heading.
fn entries(html: &str) -> BTreeMap<String, String> {
    let headings: Vec<(usize, &str)> = html
        .match_indices("<h3 id=\"")
        .filter_map(|(at, tag)| Some((at, html[at + tag.len()..].split('"').next()?)))
        .collect();
    let ends = headings.iter().skip(1).map(|(at, _)| *at).chain([html.len()]);
    headings
        .iter()
        .zip(ends)
        .map(|((at, id), end)| {
            let next_part = html[*at..end].find("<h2").map_or(end, |part| at + part);
            ((*id).to_owned(), html[*at..next_part].to_owned())
        })
        .collect()
}

#[test]
fn every_idea_of_an_article_is_led_to_by_an_entry_of_the_contrasts() {
    let build = handbook();
    let html = built(&build, "contrasts/index.html");
    let entries = entries(&html);
    assert!(entries.len() >= 45, "only {} entries", entries.len());
    let map = built(&build, "articles/index.html");
    assert_eq!(map.matches(" article</h2>").count(), 5, "an article has no list");
    let mut lost = Vec::new();
    for (id, entry) in &entries {
        for part in
            ["How people say it", "Who said it first", "What holds", "What does not", "What to do"]
        {
            if entry.matches(&format!(">{part}</dt>")).count() != 1 {
                lost.push(format!("{id} does not say: {part}"));
            }
        }
        if !map.contains(&format!("href=\"/contrasts/#{id}\"")) {
            lost.push(format!("{id} does not stand in the lists of the articles"));
        }
    }
    for idea in tables("idea") {
        let (id, contrast, page) =
            (text(&idea, "id"), text(&idea, "contrast"), text(&idea, "page"));
        let path = SourcePath::new(&format!("content/{page}")).expect("a valid path");
        let node = build.site.by_source[&path];
        let address = build.site.nodes[node].route.href("/");
        let leads = |entry: &String| {
            entry.contains(&format!("href=\"{address}\""))
                || entry.contains(&format!("href=\"{address}#"))
        };
        if !entries.get(contrast).is_some_and(leads) {
            lost.push(format!("{id}: `{contrast}` does not lead to {page}"));
        }
    }
    assert!(lost.is_empty(), "{}", lost.join("\n"));
}

/// The links of the body of a built page, without those around it: addresses below the root.
fn links(html: &str) -> BTreeSet<String> {
    let main = between(html, "<main", "</main>");
    main.match_indices("href=\"/")
        .filter_map(|(at, tag)| main[at + tag.len() - 1..].split(['"', '#']).next())
        .map(str::to_owned)
        .collect()
}

#[test]
fn home_leads_to_each_chapter_instrument_play_and_template_within_two_steps() {
    let build = handbook();
    let page = |address: &str| {
        let path = format!("{}index.html", address.trim_start_matches('/'));
        let is_page = OutputPath::new(&path).is_ok_and(|path| build.outputs.contains_key(&path));
        is_page.then(|| built(&build, &path))
    };
    let first = links(&page("/").expect("there is a home page"));
    let mut near = first.clone();
    for address in &first {
        near.extend(page(address).iter().flat_map(|html| links(html)));
    }
    let folders = [
        "foundations",
        "differences",
        "balance",
        "practice",
        "transitions",
        "tools",
        "instruments",
        "plays",
        "templates",
    ];
    let (mut far, mut count) = (Vec::new(), 0);
    for node in &build.site.nodes {
        let Some(summary) = node.summary.as_deref() else { continue };
        let rest = summary.path.as_str().strip_prefix("content/").unwrap_or_default();
        let is_wanted = rest.split_once('/').is_some_and(|(folder, _)| folders.contains(&folder));
        if is_wanted {
            count += 1;
            if !near.contains(&node.route.href("/")) {
                far.push(rest.to_owned());
            }
        }
    }
    assert!(far.is_empty(), "further than two steps from home: {}", far.join(", "));
    assert!(count > 95, "only {count} pages were found");
}

#[test]
fn every_idea_is_treated_where_the_list_says() {
    let build = handbook();
    let mut ids = BTreeSet::new();
    let mut lost = Vec::new();
    for idea in tables("idea") {
        let (id, page, heading) = (
            text(&idea, "id").to_owned(),
            text(&idea, "page").to_owned(),
            text(&idea, "heading").to_owned(),
        );
        assert!(text(&idea, "idea").len() > 20, "{id} says nothing");
        assert!(ids.insert(id.clone()), "{id} is listed twice");
        let path = SourcePath::new(&format!("content/{page}")).expect("a valid path");
        let found = build
            .site
            .by_source
            .get(&path)
            .copied()
            .is_some_and(|node| heading.is_empty() || build.site.has_anchor(node, &heading));
        if !found {
            lost.push(format!("{id}: {page}#{heading}"));
        }
    }
    for left in tables("left_out") {
        assert!(!text(&left, "why").is_empty());
        assert!(ids.insert(text(&left, "id").to_owned()));
    }
    assert!(lost.is_empty(), "nothing treats\n{}", lost.join("\n"));
    assert_eq!(ids.len(), 173, "an idea came or went");
}
