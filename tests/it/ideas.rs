//! The handbook in `content/`: it builds without a word of complaint, and each idea that
//! `tests/ideas.toml` lists is treated where the list says.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use handbook::base::diagnostic::Code;
use handbook::base::paths::SourcePath;
use handbook::compile::build::Build;
use handbook::compile::builder::Builder;
use handbook::compile::options::BuildOptions;
use handbook::data::toml;
use handbook::data::value::{Table, Value};
use handbook::source::scan::Scanner;

use crate::fixture::messages;

const LIST: &str = include_str!("../ideas.toml");

fn handbook() -> Build {
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
