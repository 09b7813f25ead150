//! Every message about front matter as the author sees it.

use snapbox::{assert_data_eq, str};

use handbook::page::front_matter::FrontMatter;

use super::{messages, parse};

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
warning[unknown-key]: unknown key `sidebar`
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
warning[unknown-key]: unknown key `qqq`
 --> content/a.md:2:1
  |
2 | qqq = 1
  | ^^^
  |
  = help: templates find it as `page.extra.qqq`; put your own data under `extra`

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
error[invalid-value]: `date`: expected a date such as 2026-11-22, or a date and time such as 2026-11-22T09:30:00+01:00, found a whole number
 --> content/a.md:5:8
  |
5 | date = 7
  |        ^

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

"#]]
    );
}

#[test]
fn the_same_in_yaml() {
    assert_data_eq!(
        messages("---\ntitle: 2024\nweight: heavy\ndraft: yes\nnav:\naliases: /old/\n---\n"),
        str![[r#"
error[invalid-value]: `weight`: expected a whole number, found a text
 --> content/a.md:3:9
  |
3 | weight: heavy
  |         ^^^^^

"#]]
    );
}

#[test]
fn a_title_of_the_wrong_type_still_names_the_page() {
    assert_eq!(parse("---\ntitle: 2024\n---\n").0.title.unwrap().value, "2024");
}

#[test]
fn dates_that_are_none_are_shown() {
    assert_data_eq!(
        messages("---\ndate: 22.11.2026\nupdated: 2026-02-30\n---\n"),
        str![[r#"
warning[invalid-value]: `date` is not a date
 --> content/a.md:2:7
  |
2 | date: 22.11.2026
  |       ^^^^^^^^^^
  |
  = help: write a date such as 2026-11-22, or a date and time such as 2026-11-22T09:30:00+01:00

warning[invalid-value]: `updated` is not a real date or time
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
warning[invalid-value]: `updated` is not a date
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
    assert_data_eq!(messages("+++\ntitle = \" \"\n+++\n# A\n"), str![""]);
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
  = help: put texts in quotes: `key = "text"`

error[invalid-front-matter]: invalid TOML: key with no value, expected `=`
 --> content/a.md:4:5
  |
4 | slug
  |     ^
  |
  = help: write `key = value`, with texts in quotes

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
  |
  = help: a key stands once in its table: remove one of them, or join what they hold

"#]]
    );
    assert_data_eq!(
        messages("---\nslug: a\nslug: b\n---\n"),
        str![[r#"
error[invalid-front-matter]: invalid YAML: the key `slug` appears twice
 --> content/a.md:3:1
  |
3 | slug: b
  | ^^^^
  |
  = help: a key stands once in its table: remove one of them, or join what they hold

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
  = help: put a text that contains `: ` in quotes

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
  |
  = help: close the text with the quotation mark that it begins with

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
  = help: indent YAML with spaces, not tabs

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
  = help: put a text that begins with `*` in quotes

"#]]
    );
}

#[test]
fn front_matter_that_is_never_closed_is_shown_at_its_opening_line() {
    let (front, body, messages) = parse("+++\ntitle = \"A\"\n\n# Heading\n\nText.\n");
    assert_data_eq!(
        messages,
        str![[r#"
error[invalid-front-matter]: front matter has no closing `+++`
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
error[invalid-front-matter]: front matter has no closing `---`
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
fn front_matter_that_is_in_no_place_for_it_is_told() {
    assert_data_eq!(
        messages("# P\n\ntitle: P\ndraft: true\n---\n"),
        str![[r#"
error[invalid-front-matter]: `draft: true` is no front matter, so the page is no draft
 --> content/a.md:4:1
  |
4 | draft: true
  | ^^^^^^^^^^^
  |
  = help: front matter is the first of a file, between two lines that are `+++` for TOML, or `---` for YAML, which can hold JSON

"#]]
    );
    // With a first line like these, the page may be meant as it is.
    for (text, shown) in [
        ("<!-- c -->\n---\ntitle: A\n---\n", "`---` begins"),
        (" +++\ntitle = 'A'\n+++\n", "`+++` begins"),
        ("---toml\ntitle = 'A'\n---\n", "`---toml` begins"),
        ("++++\ntitle = 'A'\n++++\n", "`++++` begins"),
        ("{\n  \"title\": \"A\"\n}\n", "`{` begins"),
        (" ---\ntitle: indented\n---\n", "`---` begins"),
        ("----\ntitle: four\n----\n", "`----` begins"),
    ] {
        let (front, body, told) = parse(text);
        assert!(told.starts_with("warning[invalid-front-matter]: "), "{text}: {told}");
        assert!(told.contains(shown), "{text}: {told}");
        assert_eq!((front, &*body), (FrontMatter::default(), text));
    }
    let told = messages("{\n  \"title\": \"A\",\n  \"draft\": true\n}\n");
    assert!(told.starts_with("error[invalid-front-matter]: `\"draft\": true` is no"), "{told}");
    for text in [
        "# A\n\n---\n\ntitle: the word before a name\n",
        "----\n\nSummary: text\n",
        "# A\n\n```yaml\n---\ntitle: A\ndraft: true\n---\n```\n",
        "A draft: true or false\n",
        "- {\ntitle\n",
        "    ---\ntitle: T\n---\n",
    ] {
        assert_eq!(messages(text), "", "{text}");
    }
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
  = help: write `key: value`, and indent the lines of a longer text
  = help: front matter ends at the next line `---`; is one missing above?

"#]]
    );
}

#[test]
fn marks_of_markdown_in_a_plain_text_are_shown() {
    assert_data_eq!(
        messages("+++\ntitle = \"A *b*\"\ndescription = \"A **bold** [link](x.md)\"\n+++\n"),
        str![[r#"
warning[foreign-syntax]: `title` is plain text, and the marks in it are shown
 --> content/a.md:2:9
  |
2 | title = "A *b*"
  |         ^^^^^^^
  |
  = help: write the title as a heading below the front matter, `# …`

warning[foreign-syntax]: `description` is plain text, and the marks in it are shown
 --> content/a.md:3:15
  |
3 | description = "A **bold** [link](x.md)"
  |               ^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: put it into plain words: a description has no terms, citations, emphasis, links or code

"#]]
    );
    let told = |text: &str| {
        let text = text.replace('"', "\\\"");
        messages(&format!("+++\ntitle = \"T\"\ndescription = \"{text}\"\n+++\n"))
            .matches("warning[")
            .count()
    };
    for text in ["*b*", "- _b_", "The `cargo` command", "**1**: one", "![a](b.png)", "(_b_)"] {
        assert_eq!(told(text), 1, "{text}");
    }
    for text in [
        "snake_case_name and _private",
        "2 * 3 * 4",
        "2*3*4 and 2**8",
        "C# and F*",
        "the file __init__.py, __name__",
        "[a] and [b](",
        "[Draft] plan",
        "# 1",
        "5* hotels, 4* hotels",
        "`",
        "<https://example.com/>",
    ] {
        assert_eq!(told(text), 0, "{text}");
    }
}
