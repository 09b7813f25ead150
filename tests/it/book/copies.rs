//! Copies of pages in Markdown, and the list of them.

use std::collections::BTreeMap;
use std::path::Path;

use handbook::base::paths::OutputPath;
use handbook::book::paper::readable;
use handbook::compile::builder::Builder;
use handbook::compile::options::BuildOptions;
use handbook::html::event::{HtmlEvent, end_of};
use handbook::html::read::read;
use handbook::source::scan::Scanner;
use pulldown_cmark::{Event as Markdown, Options as Extensions, Parser, Tag, TagEnd};
use snapbox::{IntoData, assert_data_eq, str};

use super::{SITE, built};
use crate::fixture::text;

#[test]
fn a_copy_is_plain_markdown() {
    let build = built(SITE);
    let copies: String = ["index.md", "part/index.md", "part/one/index.md"]
        .into_iter()
        .chain(["part/two/index.md", "part/three/index.md"])
        .chain(["glossary/index.md", "sources/index.md"])
        .map(|name| format!("== {name}\n{}", text(&build, name)))
        .collect();
    assert_data_eq!(copies, str![[r#"
== index.md
# Home

See [one](https://example.org/b/part/one/#deep) and [the part](https://example.org/b/part/).

- [Part](https://example.org/b/part/): What it\* is
== part/index.md
# Part

What it\* is

Read [wage](https://example.org/b/glossary/#wage) and [no chapter](https://example.org/b/about/).

- [One](https://example.org/b/part/one/)
- [Three](https://example.org/b/part/three/)
- [Two](https://example.org/b/part/two/)
== part/one/index.md
# One

## Deep

Here[^1], [there](https://example.org/b/part/two/), [here](https://example.org/b/part/one/#deep), [wage](https://example.org/b/glossary/#wage), ([Writer, 2001](https://example.org/b/sources/#k)).

```rust
let a = "`[x](y)`"; // {#id}
```

- [ ] First task\
  explained
- [x] Second

> [!NOTE]
> Mind *it*.

[^1]: A note with [a link](https://other.example/).
== part/two/index.md
# Two

|  | A | B |
| --- | --- | --- |
| Row | left \| *x* | right |
|  | A note.<br>Used in [Three](https://example.org/b/part/three/) |  |
== part/three/index.md
# Three

## Deep

**[Two](https://example.org/b/part/two/)**

|  | A | B |
| --- | --- | --- |
| [Row](https://example.org/b/part/two/#row) | left \| *x* | right |
|  | A note. |  |

**Deep**

- [ ] First task\
  explained
- [x] Second

[From “One”](https://example.org/b/part/one/#deep)

| a | b |
| --- | --- |
| 1 | 2 |
== glossary/index.md
# Words

wage
: What is *paid*.
: Used in [Part](https://example.org/b/part/), [One](https://example.org/b/part/one/)
== sources/index.md
# Sources

- Writer, A. (2001). *A Book*.

  Cited in [One](https://example.org/b/part/one/)

"#]].raw());
    let html = text(&build, "print/index.html");
    assert!(!html.contains("text/markdown"));
    assert!(!build.outputs.contains_key(&OutputPath::new("print/index.md").unwrap()));
}

#[test]
fn the_list_of_copies_has_every_page_once() {
    let build = built(SITE);
    assert_data_eq!(
        text(&build, "llms.txt"),
        str![[r#"
# A & B

> Both of \*them\*

## Pages

- [Home](https://example.org/b/index.md)

## Part

- [Part](https://example.org/b/part/index.md): What it\* is
- [One](https://example.org/b/part/one/index.md)
- [Three](https://example.org/b/part/three/index.md)
- [Two](https://example.org/b/part/two/index.md)

## Also in this handbook

- [About](https://example.org/b/about/index.md)
- [Words](https://example.org/b/glossary/index.md)
- [Sources](https://example.org/b/sources/index.md)

"#]]
        .raw()
    );
    let without = built(&SITE.replace("generate_markdown = true", ""));
    let copies = ["llms.txt", "index.md", "part/one/index.md"];
    for name in copies {
        assert!(!without.outputs.contains_key(&OutputPath::new(name).unwrap()));
    }
}

/// The headings and the addresses of links in a body.
fn of_html(body: &str) -> (Vec<String>, Vec<String>) {
    let events = readable(read(body));
    let mut headings = Vec::new();
    let mut links = Vec::new();
    let mut at = 0;
    while at < events.len() {
        if let HtmlEvent::Start(element) = &events[at] {
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
                headings.push(words(events[at..end].iter().filter_map(|event| match event {
                    HtmlEvent::Text(text) => Some(&**text),
                    _ => None,
                })));
            }
        }
        at += 1;
    }
    (headings, links)
}

/// The headings and the addresses of links in Markdown, by another reader than the writer.
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
    let mut builder = Builder::new(BuildOptions::default());
    let build = builder.build(sources);
    let config = build.config.as_ref().unwrap();
    let mut count = 0;
    for (page, body) in builder.book() {
        let copy = page.route.file("index.md").unwrap();
        let copy = text(&build, copy.as_str());
        let (mut wanted, links) = of_html(&body.html());
        // Notes are notes, and their heading is that of whoever shows them.
        wanted.retain(|heading| heading != "Notes");
        let (mut found, mut targets) = of_markdown(&copy);
        assert_eq!(found.remove(0), page.title);
        assert_eq!(found, wanted, "{}", page.route);
        let site = config.base_url.trim_end_matches('/');
        let here = format!("{site}{}", page.route.href("/"));
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
        assert_eq!(targets, links, "{}", page.route);
        count += 1;
    }
    assert!(count > 70, "{count}");
    let list = text(&build, "llms.txt");
    let mut listed: BTreeMap<String, usize> = BTreeMap::new();
    for target in of_markdown(&list).1 {
        *listed.entry(target).or_default() += 1;
    }
    let copies = build.outputs.keys().map(OutputPath::as_str);
    let copies = copies.filter(|path| path.rsplit('/').next() == Some("index.md"));
    let copies: BTreeMap<String, usize> =
        copies.map(|path| (format!("{}{path}", config.base_url), 1)).collect();
    assert_eq!(listed, copies);
}
