//! The whole handbook on one page, and copies of pages in Markdown.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::Command;

use handbook::base::paths::OutputPath;
use handbook::book::paper::readable;
use handbook::book::tree::{Event, end_of, read};
use handbook::build::{Build, Builder, Options};
use handbook::source::scan::Scanner;
use pulldown_cmark::{Event as Markdown, Options as Extensions, Parser, Tag, TagEnd};
use snapbox::{assert_data_eq, str};

use crate::fixture::{Fixture, messages, text};

const SITE: &str = r#"-- handbook.toml --
title = "A & B"
description = "Both of *them*"
base_url = "https://example.org/b/"
generate_markdown = true
-- templates/base.html --
{% block main %}{% endblock main %}
-- content/_index.md --
# Home

See [one](part/one.md#deep) and [the part](part/_index.md).
-- content/part/_index.md --
+++
title = "Part"
description = "What *it* is"
+++

Read [[wage]] and [no chapter](../about.md).
-- content/part/one.md --
+++
title = "One"
+++

## Deep {#deep}

Here[^n], [there](two.md), [here](#deep), [[wage]], [@k].

```rust
let a = "`[x](y)`"; // {#id}
```

- [ ] First task {#first}
  explained
- [x] Second {#second}

> [!NOTE]
> Mind *it*.

[^n]: A note with [a link](https://other.example/).
-- content/part/two.md --
+++
title = "Two"
[comparison]
columns = [{ id = "a", label = "A" }, { id = "b", label = "B" }]
+++

## Row {#row}

a
: left | *x*

b
: right

A note.
-- content/part/three.md --
+++
title = "Three"
+++

## Deep {#deep}

```{comparison} two.md
```

```{checklist} one.md
```

| a | b |
|---|--:|
| 1 | 2 |
-- content/glossary.md --
+++
title = "Words"
nav = "footer"
[glossary]
+++

wage {#wage}
: What is *paid*.
-- content/sources.md --
+++
title = "Sources"
nav = "footer"
[sources]
+++
-- content/sources.yml --
k:
  type: book
  title: A Book
  author: Writer, A.
  date: 2001
-- content/about.md --
+++
title = "About"
nav = "footer"
+++

Us: [the part](part/_index.md).
-- content/print.md --
+++
title = "All"
nav = "footer"
[print]
+++

How to print.
"#;

fn built(files: &str) -> Build {
    let build = Fixture::new(files).build();
    assert_eq!(messages(&build), "");
    build
}

/// The handbook in `content/`.
fn handbook() -> Build {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut scanner = Scanner::new(root, root.join("handbook.toml"));
    let sources = scanner.scan().expect("the handbook can be read");
    Builder::new(Options::default()).build(sources)
}

/// The values of an attribute, in order.
fn values(events: &[Event], name: &str) -> Vec<String> {
    let values = events.iter().filter_map(|event| match event {
        Event::Start(element) => element.get(name),
        _ => None,
    });
    values.map(str::to_owned).collect()
}

/// What must hold of any book on one page: ids are unique, every fragment leads to one, every page
/// of the reading order stands in it once and in order, nothing else leads within the site.
fn check(build: &Build, page: &str) {
    let html = text(build, page);
    let (_, body) = html.split_once("<article").expect("an article");
    let (body, _) = body.split_once("</article>").expect("its end");
    let events = read(&format!("<article{body}</article>"));
    let ids = values(&events, "id");
    let known: BTreeSet<&str> = ids.iter().map(String::as_str).collect();
    assert_eq!(known.len(), ids.len(), "an id is given twice");
    for href in values(&events, "href") {
        if let Some(id) = href.strip_prefix('#') {
            assert!(known.contains(id), "`{href}` leads nowhere");
        } else {
            assert!(href.contains(':'), "`{href}` leads out of the book");
        }
    }
    for name in ["for", "aria-labelledby", "aria-describedby", "headers"] {
        for value in values(&events, name) {
            for id in value.split_ascii_whitespace() {
                assert!(known.contains(id), "{name} `{id}` is nothing");
            }
        }
    }
    let titles: Vec<String> = events
        .iter()
        .enumerate()
        .filter(|(_, event)| matches!(event, Event::Start(e) if e.has_class("book-page")))
        .filter_map(|(at, _)| {
            let inside = &events[at + 1..end_of(&events, at)];
            let heading = inside.iter().position(
                |event| matches!(event, Event::Start(e) if e.name.starts_with('h') && e.name.len() == 2),
            );
            let Some(Event::Text(title)) = inside.get(heading? + 1) else {
                return None;
            };
            Some(title.clone())
        })
        .collect();
    let site = &build.site;
    let order = std::iter::successors(site.nodes[0].higher, |id| site.nodes[*id].higher);
    let order: Vec<&str> = order.map(|id| site.nodes[id].title.as_str()).collect();
    let position = |title: &&str| titles.iter().position(|t| t == title);
    let places: Vec<usize> = order.iter().filter_map(position).collect();
    assert_eq!(places.len(), order.len(), "{order:?}\n{titles:?}");
    assert!(places.is_sorted(), "{order:?}\n{titles:?}");
    let all: BTreeSet<&String> = titles.iter().collect();
    assert_eq!(all.len(), titles.len(), "a page stands in it twice");
}

#[test]
fn the_book_holds_every_page_with_ids_and_links_of_its_own() {
    let build = built(SITE);
    check(&build, "print/index.html");
    let html = text(&build, "print/index.html");
    let (_, book) = html.split_once("<nav class=\"book-contents\"").unwrap();
    assert_data_eq!(book, str![[r#""#]]);
}

#[test]
fn the_book_of_the_handbook_is_whole() {
    let build = handbook();
    check(&build, "print/index.html");
}

#[test]
fn without_a_host_nothing_leads_out_of_the_book_into_the_site() {
    let files = SITE.replace("https://example.org/b/", "/b/");
    let html = text(&built(&files), "print/index.html");
    assert!(html.contains("<a>no chapter</a>"), "{html}");
}

#[test]
fn the_book_follows_an_edit() {
    let mut site = Fixture::new(SITE);
    let before = text(&site.build(), "print/index.html");
    site.replace("content/part/one.md", "Mind *it*", "Mind *that*");
    let build = site.build();
    assert_eq!(build.stats.rendered, ["/part/one/"]);
    let after = text(&build, "print/index.html");
    assert_eq!(after, before.replace("Mind <em>it", "Mind <em>that"));
    assert_eq!(after, text(&site.fresh(), "print/index.html"));
    let copy = text(&build, "part/one/index.md");
    assert!(copy.contains("Mind *that*"), "{copy}");
    assert_eq!(copy, text(&site.fresh(), "part/one/index.md"));
}

#[test]
fn a_copy_is_plain_markdown() {
    let build = built(SITE);
    let copies: String = ["index.md", "part/index.md", "part/one/index.md"]
        .into_iter()
        .chain(["part/two/index.md", "part/three/index.md"])
        .chain(["glossary/index.md", "sources/index.md"])
        .map(|name| format!("== {name}\n{}", text(&build, name)))
        .collect();
    assert_data_eq!(copies, str![[r#""#]]);
    let html = text(&build, "print/index.html");
    assert!(!html.contains("text/markdown"));
    assert!(
        !build
            .outputs
            .contains_key(&OutputPath::new("print/index.md").unwrap())
    );
}

#[test]
fn the_list_of_copies_has_every_page_once() {
    let build = built(SITE);
    assert_data_eq!(text(&build, "llms.txt"), str![[r#""#]]);
    let without = built(&SITE.replace("generate_markdown = true", ""));
    let copies = ["llms.txt", "index.md", "part/one/index.md"];
    for name in copies {
        assert!(
            !without
                .outputs
                .contains_key(&OutputPath::new(name).unwrap())
        );
    }
}

/// The headings and the addresses of links in a body.
fn of_html(body: &str) -> (Vec<String>, Vec<String>) {
    let events = readable(&read(body));
    let mut headings = Vec::new();
    let mut links = Vec::new();
    let mut at = 0;
    while at < events.len() {
        if let Event::Start(element) = &events[at] {
            let is_left_out = element.has_class("visually-hidden")
                || element.has_class("cell-key")
                || element.has_class("note-ref")
                || element.name == "svg";
            let is_heading = element.name.len() == 2
                && element.name.starts_with('h')
                && element.name.ends_with(|c: char| c.is_ascii_digit());
            let end = end_of(&events, at);
            if is_left_out {
                at = end;
            } else if element.name == "a" {
                links.extend(element.get("href").map(str::to_owned));
            } else if is_heading {
                headings.push(words(events[at..end].iter().filter_map(
                    |event| match event {
                        Event::Text(text) => Some(text.as_str()),
                        _ => None,
                    },
                )));
            }
        }
        at += 1;
    }
    (headings, links)
}

/// The same of Markdown, by another reader than the writer.
fn of_markdown(text: &str) -> (Vec<String>, Vec<String>) {
    let extensions = Extensions::ENABLE_TABLES
        | Extensions::ENABLE_FOOTNOTES
        | Extensions::ENABLE_STRIKETHROUGH
        | Extensions::ENABLE_TASKLISTS
        | Extensions::ENABLE_GFM
        | Extensions::ENABLE_DEFINITION_LIST;
    let mut headings = Vec::new();
    let mut links = Vec::new();
    let mut heading: Option<Vec<String>> = None;
    for event in Parser::new_ext(text, extensions) {
        match event {
            Markdown::Start(Tag::Heading { .. }) => heading = Some(Vec::new()),
            Markdown::End(TagEnd::Heading(_)) => {
                let text = heading.take().unwrap_or_default();
                headings.push(words(text.iter().map(String::as_str)));
            }
            Markdown::Text(text) | Markdown::Code(text) => {
                if let Some(heading) = &mut heading {
                    heading.push(text.to_string());
                }
            }
            Markdown::Start(Tag::Link { dest_url, .. }) => links.push(dest_url.to_string()),
            _ => {}
        }
    }
    (headings, links)
}

fn words<'t>(texts: impl Iterator<Item = &'t str>) -> String {
    let text: String = texts.collect();
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[test]
fn copies_read_back_with_the_headings_and_links_of_their_pages() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut scanner = Scanner::new(root, root.join("handbook.toml"));
    let sources = scanner.scan().expect("the handbook can be read");
    let mut builder = Builder::new(Options::default());
    let build = builder.build(sources);
    let config = build.config.as_ref().unwrap();
    let mut count = 0;
    for page in builder.book() {
        let copy = page.page.route.file("index.md").unwrap();
        let copy = text(&build, copy.as_str());
        let (mut wanted, links) = of_html(&page.body);
        // Notes are notes, and their heading is that of whoever shows them.
        wanted.retain(|heading| heading != "Notes");
        let (mut found, mut targets) = of_markdown(&copy);
        assert_eq!(found.remove(0), page.page.title);
        assert_eq!(found, wanted, "{}", page.page.route);
        let site = config.base_url.trim_end_matches('/');
        let here = format!("{site}{}", page.page.route.href("/"));
        let absolute = |link: &String| match link {
            link if link.starts_with('#') => format!("{here}{link}"),
            link if link.starts_with('/') => format!("{site}{link}"),
            link => link.clone(),
        };
        let mut links: Vec<String> = links.iter().map(absolute).collect();
        let below = targets.len().saturating_sub(links.len());
        targets.truncate(targets.len() - below);
        links.sort();
        targets.sort();
        // The pages below a section follow its text.
        assert_eq!(targets, links, "{}", page.page.route);
        count += 1;
    }
    assert!(count > 80, "{count}");
    let list = text(&build, "llms.txt");
    let mut listed: BTreeMap<String, usize> = BTreeMap::new();
    for target in of_markdown(&list).1 {
        *listed.entry(target).or_default() += 1;
    }
    let copies = build.outputs.keys().map(OutputPath::as_str);
    let copies = copies.filter(|path| path.rsplit('/').next() == Some("index.md"));
    let copies: BTreeMap<String, usize> = copies
        .map(|path| (format!("{}{path}", config.base_url), 1))
        .collect();
    assert_eq!(listed, copies);
}

#[test]
fn without_a_browser_the_command_says_what_to_install() {
    let folder = tempfile::tempdir().unwrap();
    let run = |browser: &str| {
        let output = Command::new(env!("CARGO_BIN_EXE_handbook"))
            .args(["pdf", "--root", "tests/sites/everything"])
            .current_dir(env!("CARGO_MANIFEST_DIR"))
            .env("PATH", folder.path())
            .env("CHROMIUM", browser)
            .env_remove("ProgramFiles")
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(2));
        String::from_utf8(output.stderr).unwrap()
    };
    assert_data_eq!(run("nowhere"), str![[r#""#]]);
    if cfg!(target_os = "linux") {
        assert_data_eq!(run(""), str![[r#""#]]);
    }
}
