//! Front matter: what is read, and every message about it as the author sees it.

mod hostile;

use std::sync::Arc;

use handbook::base::paths::SourcePath;
use handbook::data::value::Plain;
use handbook::parse::front_matter::{self, FrontMatter};
use snapbox::{assert_data_eq, str};

use crate::report::shown;

fn parse(text: &str) -> (FrontMatter, String, String) {
    let path = SourcePath::new("content/a.md").unwrap();
    let text: Arc<str> = text.into();
    let (front, body, diagnostics) = front_matter::parse(&path, &text);
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
aliases = [\"/old/\", \"older\"]
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
    assert_eq!(front.description.unwrap(), "One sentence.");
    assert_eq!(front.weight, Some(3));
    assert_eq!(front.date.unwrap(), "2026-11-22");
    assert_eq!(front.updated.unwrap(), "2026-11-23T08:00:00+01:00");
    assert!(front.draft);
    assert!(!front.nav);
    assert_eq!(front.slug.unwrap().value, "axes");
    assert_eq!(front.path.unwrap().value, "/roles/axes/");
    let aliases: Vec<&str> = front.aliases.iter().map(|a| a.value.as_str()).collect();
    assert_eq!(aliases, ["/old/", "older"]);
    assert_eq!(front.template.unwrap().value, "wide.html");
    assert_eq!(json(&front.taxonomies), r#"{"tags":["one","two"]}"#);
    assert_eq!(
        json(&front.extra),
        r#"{"colour":{"hue":4,"names":["a",1.5,false]}}"#
    );
}

fn json(data: &Plain) -> String {
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
aliases: [/old/, older]
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
    assert_eq!(front.description.unwrap(), "One sentence.\n");
    assert_eq!(front.weight, Some(3));
    assert_eq!(front.date.unwrap(), "2026-11-22");
    assert_eq!(front.updated.unwrap(), "2026-11-23T08:00:00+01:00");
    assert!(front.draft);
    assert!(!front.nav);
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
        "+++\nweight = 1\ntitle = \"Zwölf\"\nslug = \"z\"\naliases = [\"ä\", \"b\"]\n+++\n",
        "---\nweight: 1\ntitle: \"Zwölf\"\nslug: \"z\"\naliases: [\"ä\", \"b\"]\n---\n",
    ] {
        let (front, _) = good(text);
        assert_eq!(&text[front.title.unwrap().span], "\"Zwölf\"");
        assert_eq!(&text[front.slug.unwrap().span], "\"z\"");
        assert_eq!(&text[front.aliases[1].span.clone()], "\"b\"");
    }
}

#[test]
fn a_file_without_front_matter_is_all_body() {
    for text in [
        "",
        "# Title\n",
        "\n+++\ntitle = \"late\"\n+++\n",
        " ---\ntitle: indented\n---\n",
        "++++\nx\n++++\n",
        "---",
        "---\n",
        "---\n\nA thematic break, then text.\n",
        "---\nA sentence: with a colon.\n---\nis a heading between breaks\n",
        "---\n\n- a list\n\n---\n",
        "----\ntitle: four\n----\n",
    ] {
        let (front, body) = good(text);
        assert_eq!(body, text);
        assert_eq!(front, FrontMatter::default());
    }
}

#[test]
fn empty_front_matter_is_front_matter() {
    for text in [
        "+++\n+++\nbody",
        "---\n---\nbody",
        "--- \n\n# comment\n---\t\nbody",
        "+++  \n\n+++\nbody",
    ] {
        let (front, body) = good(text);
        assert_eq!(body, "body");
        assert_eq!(front, FrontMatter::default());
    }
    assert_eq!(good("+++\n+++").1, "");
}

#[test]
fn an_unknown_key_is_shown_with_the_nearest_known_one() {
    assert_data_eq!(
        messages("+++\ntitle = \"A\"\nwieght = 3\n+++\n"),
        str![[r#"
error[unknown-key]: unknown key `wieght`
 --> content/a.md:3:1
  |
3 | wieght = 3
  | ^^^^^^
  |
  = help: did you mean `weight`?

"#]]
    );
}

#[test]
fn a_key_of_another_tool_is_shown_with_ours() {
    assert_data_eq!(
        messages("---\ntitle: A\nlastmod: 2026-01-01\ntags: [a]\nsidebar:\n  order: 2\n---\n"),
        str![[r#"
error[unknown-key]: unknown key `lastmod`
 --> content/a.md:3:1
  |
3 | lastmod: 2026-01-01
  | ^^^^^^^
  |
  = help: write `updated`

error[unknown-key]: unknown key `tags`
 --> content/a.md:4:1
  |
4 | tags: [a]
  | ^^^^
  |
  = help: put it under `taxonomies`

error[unknown-key]: unknown key `sidebar`
 --> content/a.md:5:1
  |
5 | sidebar:
  | ^^^^^^^
  |
  = help: write `weight` for the order, or set `nav` to false to leave the page out

"#]]
    );
}

#[test]
fn a_key_like_no_other_is_shown_with_all_there_are() {
    assert_data_eq!(
        messages("+++\nqqq = 1\n+++\n"),
        str![[r#"
error[unknown-key]: unknown key `qqq`
 --> content/a.md:2:1
  |
2 | qqq = 1
  | ^^^
  |
  = help: the keys here are `title`, `description`, `weight`, `date`, `updated`, `draft`, `nav`, `slug`, `path`, `aliases`, `template`, `taxonomies`, `extra`; data of your own goes under `extra`

"#]]
    );
}

#[test]
fn every_wrong_type_is_shown_in_one_run() {
    assert_data_eq!(
        messages(
            "+++
title = 5
weight = \"3\"
draft = \"yes\"
date = 7
aliases = \"/old/\"
slug = [\"a\"]
extra = \"x\"
taxonomies = { tags = \"one\", more = [1] }
+++
"
        ),
        str![[r#"
error[invalid-value]: `title`: expected a text, found a whole number
 --> content/a.md:2:9
  |
2 | title = 5
  |         ^
  |
  = help: put it between quotes

error[invalid-value]: `weight`: expected a whole number, found a text
 --> content/a.md:3:10
  |
3 | weight = "3"
  |          ^^^
  |
  = help: write `3`, without quotes

error[invalid-value]: `draft`: expected true or false, found a text
 --> content/a.md:4:9
  |
4 | draft = "yes"
  |         ^^^^^
  |
  = help: write `true`, without quotes

error[invalid-value]: `date`: expected a date such as 2026-11-22, or a date and time such as 2026-11-22T09:30:00+01:00, found a whole number
 --> content/a.md:5:8
  |
5 | date = 7
  |        ^

error[invalid-value]: `aliases`: expected a list of texts, found a text
 --> content/a.md:6:11
  |
6 | aliases = "/old/"
  |           ^^^^^^^
  |
  = help: write `["/old/"]`

error[invalid-value]: `slug`: expected a text, found a list
 --> content/a.md:7:8
  |
7 | slug = ["a"]
  |        ^^^^^

error[invalid-value]: `extra`: expected a table, found a text
 --> content/a.md:8:9
  |
8 | extra = "x"
  |         ^^^

error[invalid-value]: `taxonomies.tags`: expected a list of texts, found a text
 --> content/a.md:9:23
  |
9 | taxonomies = { tags = "one", more = [1] }
  |                       ^^^^^
  |
  = help: write `["one"]`

error[invalid-value]: `taxonomies.more`: expected a list of texts, found a whole number
 --> content/a.md:9:38
  |
9 | taxonomies = { tags = "one", more = [1] }
  |                                      ^
  |
  = help: put it between quotes

"#]]
    );
}

#[test]
fn the_same_in_yaml() {
    assert_data_eq!(
        messages("---\ntitle: 2024\nweight: heavy\ndraft: yes\nnav:\naliases: /old/\n---\n"),
        str![[r#"
error[invalid-value]: `title`: expected a text, found a whole number
 --> content/a.md:2:8
  |
2 | title: 2024
  |        ^^^^
  |
  = help: put it between quotes

error[invalid-value]: `weight`: expected a whole number, found a text
 --> content/a.md:3:9
  |
3 | weight: heavy
  |         ^^^^^

error[invalid-value]: `draft`: expected true or false, found a text
 --> content/a.md:4:8
  |
4 | draft: yes
  |        ^^^
  |
  = help: write `true`, without quotes

error[invalid-value]: `nav`: expected true or false, found nothing
 --> content/a.md:5:4
  |
5 | nav:
  |    ^

error[invalid-value]: `aliases`: expected a list of texts, found a text
 --> content/a.md:6:10
  |
6 | aliases: /old/
  |          ^^^^^
  |
  = help: write `["/old/"]`

"#]]
    );
}

#[test]
fn a_title_of_the_wrong_type_still_names_the_page() {
    assert_eq!(
        parse("---\ntitle: 2024\n---\n").0.title.unwrap().value,
        "2024"
    );
}

#[test]
fn dates_that_are_none_are_shown() {
    assert_data_eq!(
        messages("---\ndate: 22.11.2026\nupdated: 2026-02-30\n---\n"),
        str![[r#"
error[invalid-value]: `date` is not a date
 --> content/a.md:2:7
  |
2 | date: 22.11.2026
  |       ^^^^^^^^^^
  |
  = help: write a date such as 2026-11-22, or a date and time such as 2026-11-22T09:30:00+01:00

error[invalid-value]: `updated` is a date or time that does not exist
 --> content/a.md:3:10
  |
3 | updated: 2026-02-30
  |          ^^^^^^^^^^
  |
  = help: write a date such as 2026-11-22, or a date and time such as 2026-11-22T09:30:00+01:00

"#]]
    );
    assert_data_eq!(
        messages("+++\ndate = 2026-11-22T09:00:00\nupdated = 09:00:00\n+++\n"),
        str![[r#"
error[invalid-value]: `date` has a time without an offset
 --> content/a.md:2:8
  |
2 | date = 2026-11-22T09:00:00
  |        ^^^^^^^^^^^^^^^^^^^
  |
  = help: add `Z` for UTC or an offset such as `+01:00`, or leave out the time

error[invalid-value]: `updated` is not a date
 --> content/a.md:3:11
  |
3 | updated = 09:00:00
  |           ^^^^^^^^
  |
  = help: write a date such as 2026-11-22, or a date and time such as 2026-11-22T09:30:00+01:00

"#]]
    );
}

#[test]
fn an_empty_title_is_shown() {
    assert_data_eq!(
        messages("+++\ntitle = \" \"\n+++\n# A\n"),
        str![[r#"
error[invalid-value]: `title` is empty
 --> content/a.md:2:9
  |
2 | title = " "
  |         ^^^
  |
  = help: give it a title, or leave the key out and begin the page with a heading

"#]]
    );
}

#[test]
fn every_syntax_error_of_toml_is_shown_in_one_run() {
    assert_data_eq!(
        messages("+++\nwieght = 1\ntitle = Both Hats\nslug\npath = \"a\npath = \"b\"\n+++\n"),
        str![[r#"
error[unknown-key]: unknown key `wieght`
 --> content/a.md:2:1
  |
2 | wieght = 1
  | ^^^^^^
  |
  = help: did you mean `weight`?

error[invalid-front-matter]: invalid TOML: string values must be quoted, expected literal string
 --> content/a.md:3:9
  |
3 | title = Both Hats
  |         ^^^^^^^^^
  |
  = help: put texts between quotes: `key = "text"`

error[invalid-front-matter]: invalid TOML: key with no value, expected `=`
 --> content/a.md:4:5
  |
4 | slug
  |     ^
  |
  = help: TOML writes `key = value`; texts stand between quotes

"#]]
    );
}

#[test]
fn a_key_given_twice_is_shown() {
    assert_data_eq!(
        messages("+++\nslug = \"a\"\nslug = \"b\"\n+++\n"),
        str![[r#"
error[invalid-front-matter]: invalid TOML: duplicate key
 --> content/a.md:3:1
  |
3 | slug = "b"
  | ^^^^

"#]]
    );
    assert_data_eq!(
        messages("---\nslug: a\nslug: b\n---\n"),
        str![[r#"
error[invalid-front-matter]: invalid YAML: the key `slug` is given twice
 --> content/a.md:3:1
  |
3 | slug: b
  | ^^^^

"#]]
    );
}

#[test]
fn a_syntax_error_of_yaml_is_shown() {
    assert_data_eq!(
        messages("---\ntitle: Power: a view\n---\n"),
        str![[r#"
error[invalid-front-matter]: invalid YAML: mapping values are not allowed in this context
 --> content/a.md:2:13
  |
2 | title: Power: a view
  |             ^
  |
  = help: put a text with `: ` in it between quotes

"#]]
    );
    assert_data_eq!(
        messages("---\ntitle: \"open\nslug: a\n---\n"),
        str![[r#"
error[invalid-front-matter]: invalid YAML: invalid indentation in multiline quoted scalar
 --> content/a.md:3:1
  |
3 | slug: a
  | ^

"#]]
    );
    assert_data_eq!(
        messages("---\ntitle: a\n\tslug: a\n---\n"),
        str![[r#"
error[invalid-front-matter]: invalid YAML: while scanning a plain scalar, found a tab
 --> content/a.md:2:8
  |
2 | title: a
  |        ^
  |
  = help: YAML is indented with spaces, never with tabs

"#]]
    );
    assert_data_eq!(
        messages("---\ntitle: *nobody\n---\n"),
        str![[r#"
error[invalid-front-matter]: invalid YAML: while parsing node, found unknown anchor
 --> content/a.md:2:8
  |
2 | title: *nobody
  |        ^
  |
  = help: put a text that begins with `*` between quotes

"#]]
    );
}

#[test]
fn front_matter_that_is_never_closed_is_shown_at_its_opening_line() {
    let (front, body, messages) = parse("+++\ntitle = \"A\"\n\n# Heading\n\nText.\n");
    assert_data_eq!(
        messages,
        str![[r#"
error[invalid-front-matter]: front matter that begins with `+++` is never closed
 --> content/a.md:1:1
  |
1 | +++
  | ^^^
  |
  = help: add a line `+++` after its last key

"#]]
    );
    assert_eq!(front.title.unwrap().value, "A");
    assert_eq!(body, "\n# Heading\n\nText.\n");
    let (front, _, messages) = parse("---\ntitle: A\n\nText.\n");
    assert_data_eq!(
        messages,
        str![[r#"
error[invalid-front-matter]: front matter that begins with `---` is never closed
 --> content/a.md:1:1
  |
1 | ---
  | ^^^
  |
  = help: add a line `---` after its last key

"#]]
    );
    assert_eq!(front.title.unwrap().value, "A");
}

#[test]
fn front_matter_that_is_closed_by_a_later_break_is_suspected() {
    assert_data_eq!(
        messages("---\ntitle: A\n\n# Heading\n\nText of the page.\n\n---\n\nMore.\n"),
        str![[r#"
error[invalid-front-matter]: invalid YAML: simple key expected ':'
 --> content/a.md:6:1
  |
6 | Text of the page.
  | ^
  |
  = help: front matter goes on to the next line `---`; is one missing above?

"#]]
    );
}
