//! Front matter as other tools write it.

use handbook::page::front_matter::Listing;
use snapbox::{assert_data_eq, str};

use super::{good, json, messages, parse};
use crate::fixture::{Fixture, messages as messages_of, text};

#[test]
fn keys_of_other_tools_with_our_meaning_are_understood() {
    let (front, _) = good(
        "---
title: Frost
nav_order: \"4\"
published: false
last_modified_at: 2020-01-02 10:00:00 -0500
created: 2019-05-06
nav_exclude: true
redirect_from: /plot/cold/
slug: /beds/frost
tags: [cold]
layout: page
---
",
    );
    assert_eq!(front.weight, Some(4));
    assert!(front.draft);
    assert_eq!(front.updated.as_deref(), Some("2020-01-02T10:00:00-05:00"));
    assert_eq!(front.date.as_deref(), Some("2019-05-06"));
    assert_eq!(front.nav, Listing::Nowhere);
    assert_eq!(front.aliases[0].value, "/plot/cold/");
    assert_eq!(front.path.unwrap().value, "/beds/frost");
    assert_eq!(json(&front.extra), r#"{"layout":"page","tags":["cold"]}"#);
    for key in ["sidebar_position", "order"] {
        assert_eq!(good(&format!("---\n{key}: 7\n---\n")).0.weight, Some(7));
    }
    assert_eq!(good("---\nweight: 1\norder: 7\n---\n").0.weight, Some(1));
    assert_eq!(good("---\norder: alphabetical\n---\n").0.weight, None);
}

#[test]
fn the_dates_of_material_for_mkdocs_are_understood() {
    for text in [
        "---\ndate:\n  created: 2024-01-02\n  updated: 2024-02-03\n---\n",
        "+++\ndate = { created = 2024-01-02, updated = 2024-02-03 }\n+++\n",
    ] {
        let (front, _) = good(text);
        assert_eq!(front.date.as_deref(), Some("2024-01-02"));
        assert_eq!(front.updated.as_deref(), Some("2024-02-03"));
    }
    let (front, _) = good("---\nupdated: 2025-01-01\ndate:\n  updated: 2024-02-03\n---\n");
    assert_eq!((front.date, front.updated.as_deref()), (None, Some("2025-01-01")));
    assert_data_eq!(
        messages("---\ndate:\n  created: soon\n  read: 2024-01-01\n---\n"),
        str![[r#"
warning[invalid-value]: `date` is not a date
 --> content/a.md:3:12
  |
3 |   created: soon
  |            ^^^^
  |
  = help: write a date such as 2026-11-22, or a date and time such as 2026-11-22T09:30:00+01:00

warning[unknown-key]: unknown key `date.read`
 --> content/a.md:4:3
  |
4 |   read: 2024-01-01
  |   ^^^^
  |
  = help: templates find it as `page.extra.date.read`; put your own data under `extra`

"#]]
    );
}

#[test]
fn an_alias_that_is_no_address_is_another_name() {
    for text in [
        "---\naliases:\n  - Black frost\n  - /cold/\n  - CI/CD for beds\n  - winter.html\n  - \"gone/#a #b\"\n  - \"C# on/off\"\nredirect_from: [a/b]\n---\n",
        "---\naliases: [Black frost, /cold/, CI/CD for beds, winter.html, \"gone/#a #b\", \"C# on/off\"]\nalias: a/b\n---\n",
    ] {
        let (front, _) = good(text);
        let addresses: Vec<&str> = front.aliases.iter().map(|a| a.value.as_str()).collect();
        assert_eq!(addresses, ["/cold/", "winter.html", "gone/#a #b", "a/b"]);
        assert_eq!(front.also, ["Black frost", "CI/CD for beds", "C# on/off"]);
    }
}

#[test]
fn values_in_the_forms_of_other_tools_are_taken() {
    let (front, _) = good("---\ntitle: 2026-01-02\ndescription: 1.10\ndraft: \"no\"\n---\n");
    assert_eq!(front.title.unwrap().value, "2026-01-02");
    assert_eq!(front.description, "1.10");
    let (front, _) =
        good("+++\ntitle = 007\ndate = 2020-01-02 10:00:00\n+++\n".replace("007", "7").as_str());
    assert_eq!(front.title.unwrap().value, "7");
    assert_eq!(front.date.as_deref(), Some("2020-01-02T10:00:00Z"));
}

#[test]
fn an_empty_value_is_none() {
    let text = "---\ntitle:\ndescription: \"\"\ndate:\nweight:\nslug: ''\naliases:\nkey:\nextra:\nnav:\n---\n";
    assert_eq!(good(text).0, handbook::page::front_matter::FrontMatter::default());
}

#[test]
fn unknown_keys_are_kept_for_templates_with_a_warning() {
    let (front, _, told) = parse("---\ntitle: A\nmood: calm\nhue: 4\nextra:\n  hue: 5\n---\n");
    assert_eq!(json(&front.extra), r#"{"hue":5,"mood":"calm"}"#);
    assert_data_eq!(
        told,
        str![[r#"
warning[unknown-key]: unknown key `mood`
 --> content/a.md:3:1
  |
3 | mood: calm
  | ^^^^
  |
  = help: templates find it as `page.extra.mood`; put your own data under `extra`

warning[unknown-key]: unknown key `hue`
 --> content/a.md:4:1
  |
4 | hue: 4
  | ^^^
  |
  = help: templates find it as `page.extra.hue`; put your own data under `extra`

"#]]
    );
}

#[test]
fn a_slip_of_our_own_keys_is_an_error_and_a_word_like_one_is_not() {
    assert_data_eq!(
        messages("---\ntilte: A\nupdate: x\nmath: true\nheight: 3\nright: 1\n---\n"),
        str![[r#"
error[unknown-key]: unknown key `tilte`
 --> content/a.md:2:1
  |
2 | tilte: A
  | ^^^^^
  |
  = help: did you mean `title`?

error[unknown-key]: unknown key `update`
 --> content/a.md:3:1
  |
3 | update: x
  | ^^^^^^
  |
  = help: did you mean `updated`?

warning[unknown-key]: unknown key `right`
 --> content/a.md:6:1
  |
6 | right: 1
  | ^^^^^
  |
  = help: templates find it as `page.extra.right`; put your own data under `extra`

"#]]
    );
}

#[test]
fn a_place_between_two_numbers_is_rounded_with_a_warning() {
    let (front, _, told) = parse("---\nsidebar_position: 2.5\n---\n");
    assert_eq!(front.weight, Some(3));
    assert_eq!(told.lines().next(), Some("warning[invalid-value]: `weight` is rounded to 3"));
    for endless in [".nan", ".inf"] {
        let (front, _, told) = parse(&format!("---\nsidebar_position: {endless}\n---\n"));
        assert_eq!(front.weight, None);
        let message = "error[invalid-value]: `weight`: expected a whole number, found a number";
        assert_eq!(told.lines().next(), Some(message));
        assert!(!told.contains("write a whole number"), "{told}");
    }
}

#[test]
fn a_search_key_of_another_tool_makes_no_search_page() {
    let (front, _, _) = parse("---\nsearch:\n  exclude: true\nprint: false\n---\n");
    assert_eq!(front.special_page, None);
    assert_eq!(json(&front.extra), r#"{"print":false,"search":{"exclude":true}}"#);
}

#[test]
fn a_page_is_found_by_its_other_names_and_templates_see_unknown_keys() {
    let mut site = Fixture::new(
        "-- content/_index.md --\n# T\n-- content/s.md --\n---\ntitle: S\nsearch:\n---\n\
         -- content/a.md --\n---\ntitle: Frost\naliases: [Blackthorn]\nmood: calm\n---\nText.\n\
         -- templates/page.html --\n{{ page.title }} is {{ page.extra.mood }}\n",
    );
    let build = site.build();
    assert!(!build.has_errors(), "{}", messages_of(&build));
    assert!(text(&build, "a/index.html").starts_with("Frost is calm"));
    let finds = |name: &str| {
        build.outputs.iter().any(|(path, _)| {
            path.as_str().starts_with("s/")
                && path.extension() == "js"
                && text(&build, path.as_str()).contains(name)
        })
    };
    assert!(finds("blackthorn"));
}

#[test]
fn who_reviews_a_page_and_when_belongs_under_extra() {
    let told = messages("---\ntitle: A\nowner: Ada\nreview_by: 2027-01-01\n---\n");
    assert_eq!(told.matches("write it under `extra`").count(), 2, "{told}");
}
