//! What is said of dimensions, statements, conditions and bands that do not fit together.

use snapbox::{assert_data_eq, str};

use super::{banded, site};
use crate::fixture::messages;

fn told(page: &str) -> String {
    messages(&site(page).build())
}

#[test]
fn conditions_are_shown_with_the_word_that_is_wrong() {
    let bands = &[
        ("a1", "when = \"m >= 4 and lead < 4\""),
        ("a2", "when = 'm >= 4 adn l < 4'"),
        ("a3", "when = \"m\\u0020>= x\""),
        ("a4", "when = \"else\"\neach = true"),
    ];
    assert_data_eq!(told(&banded("", bands)), str![]);
}

#[test]
fn a_score_without_a_band_is_shown_with_an_example() {
    let bands = &[("a1", "when = \"m < 4\""), ("a2", "when = \"m > 4\"")];
    assert_data_eq!(told(&banded("", bands)), str![]);
    assert_data_eq!(told(&banded("match = \"all\"\n", bands)), str![]);
}

#[test]
fn a_band_that_no_score_reaches_is_an_error() {
    let bands = &[
        ("a1", "when = \"m < 4\""),
        ("a2", "when = \"m > 6\""),
        ("a3", "when = \"m < 3 and l > 3\""),
        ("a4", "when = \"m >= 4\""),
        ("a5", "when = \"else\""),
    ];
    assert_data_eq!(told(&banded("", bands)), str![]);
}

#[test]
fn what_would_take_too_long_to_prove_is_said() {
    let names = "max(m1, m2, l1, l2, m, l, 1, 2)";
    let sum = [names; 6].join(" + ");
    let when = format!("when = \"{sum} > 5\"");
    let bands = &[("a1", when.as_str()), ("a2", "when = \"else\"")];
    assert_data_eq!(told(&banded("", bands)), str![]);
}

#[test]
fn the_examples_of_an_audit_are_percents() {
    let page = "+++\ntitle = \"A\"\n[audit]\nbasis = \"Ours.\"\nentries = [\"Monday\"]\nunit = \"hours\"\ncolumns = [{ id = \"in\", label = \"In\" }, { id = \"on\", label = \"On\" }]\n[[audit.band]]\nid = \"x\"\nwhen = \"on < 10\"\n[[audit.band]]\nid = \"y\"\nwhen = \"on > 10\"\n[[audit.band]]\nid = \"z\"\nwhen = \"in + on > 150\"\n+++\n## X {#x}\n\nA.\n\n## Y {#y}\n\nB.\n\n## Z {#z}\n\nC.\n";
    assert_data_eq!(told(page), str![]);
}

#[test]
fn body_and_front_matter_must_fit_together() {
    let page = r#"+++
title = "A"
[assessment]
basis = "Ours."
scale = ["No", "Yes"]
dimensions = [
  { id = "scored", label = "Scored" },
  { id = "managing", label = "Managing" },
  { id = "empty", label = "Empty" },
]
[[assessment.band]]
id = "high"
when = "scored > 1"
[[assessment.band]]
id = "silent"
when = "scored > 1"
[[assessment.band]]
id = "low"
when = "else"
next = ["b.md", "nowhere.md", "https://example.org/"]
+++
1. A statement too early. {#early}

## Scored {#scored}

1. With an id. {#s1 revers lines=2}
2. Without one.
3. Two paragraphs. {#s3}

   The second.

Text below.

## Managing {#manage}

1. A statement. {#s4}

## Empty {#empty}

Nothing to answer.

## High {#hihg}

Reading.

## Silent {#silent}

## Stray {#stray}

Reading.

## Low {#low}

Reading.

## Afterwards {#afterwards}

Prose that looks like a reading.

## Links

More.
"#;
    assert_data_eq!(told(page), str![]);
}

#[test]
fn a_worksheet_asks_something() {
    let empty = "+++\ntitle = \"A\"\n[worksheet]\n+++\nNothing.\n";
    assert_data_eq!(told(empty), str![]);
    let without = "+++\ntitle = \"A\"\n[worksheet]\n+++\n1. What happened then, and what before? [x](b.md)\n2. **?**\n";
    assert_data_eq!(told(without), str![]);
    let wrong = "+++\ntitle = \"A\"\n[worksheet]\n+++\n1. What? {#what lines=0}\n2. Why? {#why line=3}\n3. Who? {#what}\n";
    assert_data_eq!(told(wrong), str![]);
}

#[test]
fn reading_one_band_for_each_dimension_needs_its_score() {
    let bands = &[
        ("a1", "each = true\nwhen = \"score < 4\""),
        ("a2", "each = true\nwhen = \"m >= 4\""),
    ];
    assert_data_eq!(told(&banded("match = \"all\"\n", bands)), str![]);
}
