//! Front matter: what is read and what is left to the body.

mod foreign;
mod hostile;
mod shown;

use std::sync::Arc;

use handbook::base::paths::SourcePath;
use handbook::data::value::PlainTable;
use handbook::features::FeatureSet;
use handbook::features::page::{FeatureCollector, FeatureWords, KnownReferences};
use handbook::page::front_matter::{self, FrontMatter, Listing};

use crate::report::shown;

fn parse(text: &str) -> (FrontMatter, String, String) {
    let path = SourcePath::new("content/a.md").unwrap();
    let text: Arc<str> = text.into();
    let (set, words) = (FeatureSet::default(), FeatureWords::default());
    let collector = FeatureCollector::new(&set, &words, KnownReferences::all());
    let (front, body, diagnostics) = front_matter::parse(&path, &text, &collector);
    (front, text[body..].to_owned(), shown(&diagnostics))
}

/// What the author sees.
fn messages(text: &str) -> String {
    parse(text).2
}

/// The front matter and the body of a text with nothing wrong in it.
fn good(text: &str) -> (FrontMatter, String) {
    let (front, body, messages) = parse(text);
    assert_eq!(messages, "", "{text}");
    (front, body)
}

#[test]
fn every_key_is_read_from_toml() {
    let (front, body) = good(
        "+++
title = \"Two axes\"
description = \"One sentence.\"
weight = 3
date = 2026-11-22
updated = 2026-11-23T08:00:00+01:00
draft = true
nav = false
slug = \"axes\"
path = \"/roles/axes/\"
aliases = [\"/old/\", \"older.html\"]
template = \"wide.html\"

[taxonomies]
tags = [\"one\", \"two\"]

[extra]
colour = { hue = 4, names = [\"a\", 1.5, false] }
+++
The body.
",
    );
    assert_eq!(body, "The body.\n");
    assert_eq!(front.title.unwrap().value, "Two axes");
    assert_eq!(front.description, "One sentence.");
    assert_eq!(front.weight, Some(3));
    assert_eq!(front.date.unwrap(), "2026-11-22");
    assert_eq!(front.updated.unwrap(), "2026-11-23T08:00:00+01:00");
    assert!(front.draft);
    assert_eq!(front.nav, Listing::Nowhere);
    assert_eq!(front.slug.unwrap().value, "axes");
    assert_eq!(front.path.unwrap().value, "/roles/axes/");
    let aliases: Vec<&str> = front.aliases.iter().map(|a| a.value.as_str()).collect();
    assert_eq!(aliases, ["/old/", "older.html"]);
    assert_eq!(front.template.unwrap().value, "wide.html");
    assert_eq!(json(&front.taxonomies), r#"{"tags":["one","two"]}"#);
    assert_eq!(json(&front.extra), r#"{"colour":{"hue":4,"names":["a",1.5,false]}}"#);
}

fn json(data: &PlainTable) -> String {
    serde_json::to_string(data).unwrap()
}

#[test]
fn the_same_is_read_from_yaml() {
    let (front, body) = good(
        "---
# a comment
title: Two axes
description: >
  One
  sentence.
weight: 3
date: 2026-11-22
updated: 2026-11-23 08:00:00 +0100
draft: true
nav: false
slug: 'axes'
path: \"/roles/axes/\"
aliases: [/old/, older.html]
template: wide.html
taxonomies:
  tags:
    - one
    - two
extra:
  colour: { hue: 4, names: [a, 1.5, false, ~, yes, 007] }
---
The body.
",
    );
    assert_eq!(body, "The body.\n");
    assert_eq!(front.title.unwrap().value, "Two axes");
    assert_eq!(front.description, "One sentence.\n");
    assert_eq!(front.weight, Some(3));
    assert_eq!(front.date.unwrap(), "2026-11-22");
    assert_eq!(front.updated.unwrap(), "2026-11-23T08:00:00+01:00");
    assert!(front.draft);
    assert_eq!(front.nav, Listing::Nowhere);
    assert_eq!(front.slug.unwrap().value, "axes");
    assert_eq!(front.path.unwrap().value, "/roles/axes/");
    assert_eq!(front.aliases.len(), 2);
    assert_eq!(json(&front.taxonomies), r#"{"tags":["one","two"]}"#);
    assert_eq!(
        json(&front.extra),
        r#"{"colour":{"hue":4,"names":["a",1.5,false,null,"yes","007"]}}"#
    );
}

#[test]
fn values_know_their_places() {
    for text in [
        "+++\nweight = 1\ntitle = \"Zwölf\"\nslug = \"z\"\naliases = [\"/ä\", \"/b\"]\n+++\n",
        "---\nweight: 1\ntitle: \"Zwölf\"\nslug: \"z\"\naliases: [\"/ä\", \"/b\"]\n---\n",
    ] {
        let (front, _) = good(text);
        assert_eq!(&text[front.title.unwrap().span], "\"Zwölf\"");
        assert_eq!(&text[front.slug.unwrap().span], "\"z\"");
        assert_eq!(&text[front.aliases[1].span.clone()], "\"/b\"");
    }
}

#[test]
fn a_file_without_front_matter_is_all_body() {
    for text in [
        "",
        "# Title\n",
        "Text\n\n+++\ntitle = \"late\"\n+++\n",
        " ---\nname: indented\n---\n",
        "++++\nx\n++++\n",
        "---",
        "---\n",
        "---\n\nA thematic break, then text.\n",
        "---\nA sentence: with a colon.\n---\nis a heading between breaks\n",
        "---\n\n- a list\n\n---\n",
        "----\nname: four\n----\n",
    ] {
        let (front, body) = good(text);
        assert_eq!(body, text);
        assert_eq!(front, FrontMatter::default());
    }
}

#[test]
fn empty_front_matter_is_front_matter() {
    for text in
        ["+++\n+++\nbody", "---\n---\nbody", "--- \n\n# comment\n---\t\nbody", "+++  \n\n+++\nbody"]
    {
        let (front, body) = good(text);
        assert_eq!(body, "body");
        assert_eq!(front, FrontMatter::default());
    }
    assert_eq!(good("+++\n+++").1, "");
}

#[test]
fn blank_lines_before_front_matter_are_none_of_the_body() {
    for text in [
        "\n+++\ntitle = \"T\"\n+++\nBody\n",
        "\n \n---\ntitle: T\n---\nBody\n",
        "---\ntitle: T\n...\nBody\n",
        "\n---\ntitle: T\n...\nBody\n\n---\n",
    ] {
        let (front, body) = good(text);
        assert_eq!(front.title.map(|title| title.value).as_deref(), Some("T"), "{text}");
        assert!(body.starts_with("Body\n"), "{body}");
    }
    // Breaks, indented text and what nothing closes stay text.
    for text in ["\n---\nText\n---\n", "\n    ---\ntitle: T\n---\n", "\n---\nname: T\n"] {
        assert_eq!(good(text), (FrontMatter::default(), text.to_owned()), "{text}");
    }
    let told = messages("\n\n+++\ntitel = \"T\"\n+++\n");
    assert!(told.contains(":4:1"), "{told}");
}

#[test]
fn yaml_may_be_indented_and_what_is_nearly_a_key_is_told() {
    let (front, body) = good("---\n  title: Indented\n  weight: 3\n---\nText\n");
    assert_eq!((front.title.unwrap().value.as_str(), body.as_str()), ("Indented", "Text\n"));
    for text in [
        "---\ntitle:Roles\n---\n",
        "---\ntitle = \"x\"\n---\n",
        "---\n  title: A\n weight: 3\n---\n",
    ] {
        assert!(messages(text).starts_with("error[invalid-front-matter]: invalid YAML"), "{text}");
    }
    assert_eq!(parse("---\n    code: indented\n---\n").1, "---\n    code: indented\n---\n");
}
