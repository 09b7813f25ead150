//! The blocks and the markup of the page templates against the README of the default theme.

use std::collections::BTreeSet;

use handbook::base::outputs::Output;
use handbook::compile::options::BuildOptions;
use handbook::html::token::{HtmlTokenKind, StartTag, tokens};
use handbook::theme::template_tags::template_tags;

use super::contract::{README, default_theme};
use crate::fixture::{Fixture, messages};

/// A site with everything that pages show around their bodies.
const SITE: &str = r#"-- handbook.toml --
title = "Garden"
base_url = "https://example.org/"
edit_url = "https://example.org/{path}"
-- content/_index.md --
+++
title = "Garden"
description = "A garden."
+++
-- content/find.md --
+++
title = "Find"
nav = "footer"
[search]
+++
-- content/choose.md --
+++
title = "Choose"
nav = "footer"
[settings]
+++
-- content/beside.md --
# Beside

See [Frost](plot/frost.md) and [the plot](plot/_index.md).

| Strawberries | Gooseberries | Blackcurrants | Cauliflowers | Chrysanthemums | Rhododendrons |
|---|---|---|---|---|---|
| Strawberries | Gooseberries | Blackcurrants | Cauliflowers | Chrysanthemums | Rhododendrons |
-- content/plot/_index.md --
+++
title = "Plot"
description = "A plot."
draft = true
+++

## One

## Two

## Three
-- content/plot/frost.md --
+++
title = "Frost"
description = "When it is cold."
draft = true
updated = 2026-03-01
+++

## One

### Below

## Two

## Three

Compare [straw](mulch.md#time).
-- content/plot/mulch.md --
+++
title = "Mulch"
[comparison]
columns = [{ id = "straw", label = "Straw" }, { id = "bark", label = "Bark" }]
+++

### Time {#time}

Straw
: One

Bark
: Two
"#;

/// The rows of the table with this head.
fn rows(head: &str) -> Vec<Vec<String>> {
    let table = README.split_once(head).expect("the table is there").1;
    let rows = table.lines().skip(2).take_while(|row| row.starts_with('|'));
    let cells = |row: &str| row.trim_matches(['|', ' ']).split(" | ").map(str::to_owned).collect();
    rows.map(cells).collect()
}

fn in_backticks(cell: &str) -> impl Iterator<Item = &str> {
    cell.split('`').skip(1).step_by(2)
}

#[test]
fn the_tables_of_blocks_list_those_of_every_page_template() {
    let theme = default_theme();
    let blocks = |name: &str| -> Vec<(String, String)> {
        let template = &theme.templates[&format!("default/templates/{name}")];
        let blocks = template_tags(&template.text);
        let blocks = blocks.filter_map(|tag| tag.after("block").map(str::to_owned));
        blocks.map(|block| (name.to_owned(), block)).collect()
    };
    let listed: Vec<(String, String)> = rows("| Template | Block | Holds |")
        .into_iter()
        .map(|row| (row[0].trim_matches('`').to_owned(), row[1].trim_matches('`').to_owned()))
        .collect();
    assert_eq!(listed, ["page.html", "section.html", "index.html"].map(blocks).concat());
    let of_base: BTreeSet<String> = blocks("base.html").into_iter().map(|(_, name)| name).collect();
    let markup = rows("| Block | Markup | For |");
    let of_markup: BTreeSet<String> =
        markup.iter().flat_map(|row| in_backticks(&row[0]).map(str::to_owned)).collect();
    assert!(of_markup.is_subset(&of_base), "{of_markup:?}");
}

/// The pages of the site: their HTML without their bodies.
fn pages() -> Vec<String> {
    let mut site = Fixture::with(SITE, BuildOptions { drafts: true, ..BuildOptions::default() });
    let build = site.build();
    assert_eq!(messages(&build), "");
    let names = ["index.html", "plot/index.html", "plot/frost/index.html", "beside/index.html"];
    let pages = build.outputs.iter().filter(|(path, _)| names.contains(&path.as_str()));
    let pages = pages.filter_map(|(_, output)| Output::in_memory(output));
    pages.map(|bytes| String::from_utf8_lossy(&bytes).into_owned()).collect()
}

/// Whether an element is what a part of a selector says: `nav.contents#contents`.
fn is_a(tag: &StartTag<'_>, part: &str) -> bool {
    let mut ends: Vec<usize> = part.match_indices(['.', '#']).map(|(at, _)| at).collect();
    ends.push(part.len());
    let name = &part[..ends[0]];
    let marks = ends.windows(2).map(|pair| part[pair[0]..pair[1]].split_at(1));
    let classes: Vec<&str> = tag.get("class").unwrap_or_default().split(' ').collect();
    (name.is_empty() || tag.name == name)
        && marks.into_iter().all(|(sign, name)| match sign {
            "." => classes.contains(&name),
            _ => tag.get("id") == Some(name),
        })
}

/// Calls `see` with each element of a page and those around it, the nearest last.
fn walk(page: &str, mut see: impl FnMut(&[StartTag<'_>])) {
    const VOID: &[&str] = &["br", "hr", "img", "input", "link", "meta", "wbr"];
    let mut open: Vec<StartTag<'_>> = Vec::new();
    for token in tokens(page) {
        match token.kind {
            HtmlTokenKind::Start(tag) => {
                let is_void = VOID.contains(&&*tag.name);
                open.push(tag);
                see(&open);
                if is_void {
                    open.pop();
                }
            }
            HtmlTokenKind::End(name) => {
                if let Some(at) = open.iter().rposition(|tag| tag.name == name) {
                    open.truncate(at);
                }
            }
            _ => {}
        }
    }
}

#[test]
fn every_element_of_the_contract_is_on_a_page() {
    let pages = pages();
    for row in rows("| Block | Markup | For |") {
        for selector in in_backticks(&row[1]) {
            let parts: Vec<&str> = selector.split(" > ").collect();
            let mut is_found = false;
            for page in &pages {
                walk(page, |open| {
                    let near = open.iter().rev().zip(parts.iter().rev());
                    is_found |= open.len() >= parts.len()
                        && near.clone().all(|(tag, part)| is_a(tag, part));
                });
            }
            assert!(is_found, "no page has `{selector}`");
        }
    }
}

#[test]
fn every_class_and_id_around_a_body_is_in_the_contract() {
    let is_told = |sign: &str, name: &str| {
        README.match_indices(&format!("{sign}{name}")).any(|(at, found)| {
            let after = README[at + found.len()..].chars().next();
            !after.is_some_and(|char| char.is_alphanumeric() || char == '-')
        })
    };
    let mut missing = BTreeSet::new();
    for page in pages() {
        walk(&page, |open| {
            if open.iter().any(|tag| is_a(tag, "div.prose"))
                && !is_a(&open[open.len() - 1], "div.prose")
            {
                return;
            }
            let tag = &open[open.len() - 1];
            let classes = tag.get("class").unwrap_or_default().split_whitespace();
            let all = classes.map(|class| (".", class)).chain(tag.get("id").map(|id| ("#", id)));
            for (sign, name) in all.filter(|(sign, name)| !is_told(sign, name)) {
                missing.insert(format!("{sign}{name}"));
            }
        });
    }
    assert_eq!(missing, BTreeSet::new(), "these are not in the README");
}
