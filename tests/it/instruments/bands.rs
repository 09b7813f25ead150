//! What is said of dimensions, statements, conditions and bands that do not fit together.

use snapbox::{assert_data_eq, str};

use super::{banded, site};
use crate::fixture::{between, messages, text};

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
    assert_data_eq!(
        told(&banded("", bands)),
        str![[r#"
error[invalid-condition]: unknown name `lead`
 --> content/a.md:9:20
  |
9 | when = "m >= 4 and lead < 4"
  |                    ^^^^
  |
  = help: a condition can name `m`, `l`, and statements by their ids

error[invalid-condition]: expected `and`, `or` or the end
  --> content/a.md:12:16
   |
12 | when = 'm >= 4 adn l < 4'
   |                ^^^
   |
   = help: did you mean `and`?

error[invalid-condition]: unknown name `x`
  --> content/a.md:15:8
   |
15 | when = "m/u0020>= x"
   |        ^^^^^^^^^^^^^
   |
   = help: a condition can name `m`, `l`, and statements by their ids

error[invalid-condition]: `else` applies to all dimensions together
  --> content/a.md:18:9
   |
18 | when = "else"
   |         ^^^^
   |
   = help: remove `each = true`

"#]]
    );
}

#[test]
fn a_score_without_a_band_is_shown_with_an_example() {
    let bands = &[("a1", "when = \"m < 4\""), ("a2", "when = \"m > 4\"")];
    assert_data_eq!(
        told(&banded("", bands)),
        str![[r#"
error[score-without-band]: no band applies to `m` 4, `l` 2
 --> content/a.md:3:2
  |
3 | [assessment]
  |  ^^^^^^^^^^
  |
  = help: widen a condition, or add a last band with `when = "else"`

"#]]
    );
    assert_data_eq!(
        told(&banded("match = \"all\"\n", bands)),
        str![[r#"
warning[score-without-band]: no band applies to `m` 4, `l` 2
 --> content/a.md:3:2
  |
3 | [assessment]
  |  ^^^^^^^^^^
  |
  = help: widen a condition, or add a last band with `when = "else"`

"#]]
    );
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
    assert_data_eq!(
        told(&banded("", bands)),
        str![[r#"
error[unreachable-band]: no score meets the condition of the band `a2`
  --> content/a.md:12:8
   |
12 | when = "m > 6"
   |        ^^^^^^^
   |
   = help: points go: `m` from 2 to 6, `l` from 2 to 6

error[unreachable-band]: the band `a3` is never shown: wherever its condition holds, another comes first
  --> content/a.md:15:8
   |
15 | when = "m < 3 and l > 3"
   |        ^^^^^^^^^^^^^^^^^
   |
   = help: at `m` 2, `l` 4, for example, `a1` does
   = help: move it up, or narrow the conditions above it

error[unreachable-band]: the band `a5` is never shown: others apply to every score
  --> content/a.md:21:8
   |
21 | when = "else"
   |        ^^^^^^
   |
   = help: remove it, or narrow another condition

"#]]
    );
}

#[test]
fn what_would_take_too_long_to_prove_is_said() {
    let (mut dimensions, mut lists) = (String::new(), String::new());
    for id in ["a", "b", "c", "d"] {
        dimensions.push_str(&format!("{{ id = \"{id}\", label = \"{id}\" }}, "));
        lists.push_str(&format!("## {id} {{#{id}}}\n\n"));
        let statement = |number| format!("{number}. Yes. {{#{id}{number}}}\n");
        lists.extend((1..=12).map(statement));
    }
    let page = |bands: &[&str]| {
        let mut page = format!(
            "+++\ntitle = \"A\"\n[assessment]\nbasis = \"Ours.\"\nscale = [\"No\", \"Maybe\", \"Yes\"]\ndimensions = [{dimensions}]\n"
        );
        for (at, when) in bands.iter().enumerate() {
            page.push_str(&format!("[[assessment.band]]\nid = \"x{at}\"\nwhen = \"{when}\"\n"));
        }
        page.push_str(&format!("+++\n{lists}"));
        for at in 0..bands.len() {
            page.push_str(&format!("\n## X{at} {{#x{at}}}\n\nReading.\n"));
        }
        page
    };
    // That the double of a number is even shows only when all were looked at.
    let odd = "a + a + b + b + c + c + d + d == 101";
    assert_data_eq!(
        told(&page(&[odd, "else"])),
        str![[r#"
warning[unproven-bands]: not proved: whether a score reaches the band `x0`
 --> content/a.md:9:8
  |
9 | when = "a + a + b + b + c + c + d + d == 101"
  |        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: add an `else` band, or compare fewer dimensions with one another

"#]]
    );
    assert_data_eq!(
        told(&page(&[&format!("not {odd}")])),
        str![[r#"
warning[unproven-bands]: not proved: whether every score has a band
 --> content/a.md:3:2
  |
3 | [assessment]
  |  ^^^^^^^^^^
  |
  = help: add an `else` band, or compare fewer dimensions with one another

"#]]
    );
}

#[test]
fn the_examples_of_an_audit_are_percents() {
    let page = "+++\ntitle = \"A\"\n[audit]\nbasis = \"Ours.\"\nentries = [\"Monday\"]\nunit = \"hours\"\ncolumns = [{ id = \"in\", label = \"In\" }, { id = \"on\", label = \"On\" }]\n[[audit.band]]\nid = \"x\"\nwhen = \"on < 10\"\n[[audit.band]]\nid = \"y\"\nwhen = \"on > 10\"\n[[audit.band]]\nid = \"z\"\nwhen = \"in + on > 150\"\n+++\n## X {#x}\n\nA.\n\n## Y {#y}\n\nB.\n\n## Z {#z}\n\nC.\n";
    assert_data_eq!(
        told(page),
        str![[r#"
error[score-without-band]: no band applies to `in` 90 %, `on` 10 %
 --> content/a.md:3:2
  |
3 | [audit]
  |  ^^^^^
  |
  = help: widen a condition, or add a last band with `when = "else"`

error[unreachable-band]: no score meets the condition of the band `z`
  --> content/a.md:16:8
   |
16 | when = "in + on > 150"
   |        ^^^^^^^^^^^^^^^
   |
   = help: the percents of all columns add up to 100

"#]]
    );
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
next = ["b.md", "nowhere.md", "https://example.com/"]
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
    assert_data_eq!(
        told(page),
        str![[r#"
error[invalid-instrument]: the dimension `managing` has no statements
 --> content/a.md:8:10
  |
8 |   { id = "managing", label = "Managing" },
  |          ^^^^^^^^^^
  |
  = help: write its statements below a heading with its id: `## Managing {#managing}`

error[invalid-instrument]: the dimension `empty` has no statements
 --> content/a.md:9:10
  |
9 |   { id = "empty", label = "Empty" },
  |          ^^^^^^^
  |
  = help: write its statements as a numbered list below its heading: `1. … {#empty-1}`

error[invalid-instrument]: the band `high` has no heading
  --> content/a.md:12:6
   |
12 | id = "high"
   |      ^^^^^^
   |
   = help: the heading `hihg` has a similar id

error[broken-link]: there is no page or file `nowhere.md`
  --> content/a.md:20:17
   |
20 | next = ["b.md", "nowhere.md", "https://example.com/"]
   |                 ^^^^^^^^^^^^
   |
   = help: write the path of a file, relative to this one: `../part/chapter.md`

error[invalid-instrument]: `https://example.com/` is not a page of this handbook
  --> content/a.md:20:31
   |
20 | next = ["b.md", "nowhere.md", "https://example.com/"]
   |                               ^^^^^^^^^^^^^^^^^^^^^^
   |
   = help: `next` lists pages; link to anything else in the reading

error[invalid-instrument]: this statement belongs to no dimension
  --> content/a.md:22:4
   |
22 | 1. A statement too early. {#early}
   |    ^^^^^^^^^^^^^^^^^^^^^^
   |
   = help: move it below a heading whose id is a dimension: `scored`, `managing`, `empty`

error[invalid-attributes]: `revers` has no meaning here
  --> content/a.md:26:21
   |
26 | 1. With an id. {#s1 revers lines=2}
   |                     ^^^^^^
   |
   = help: did you mean `reverse`?

error[invalid-attributes]: `lines` has no meaning here
  --> content/a.md:26:28
   |
26 | 1. With an id. {#s1 revers lines=2}
   |                            ^^^^^
   |
   = help: remove it

error[missing-id]: this statement has no id
  --> content/a.md:27:4
   |
27 | 2. Without one.
   |    ^^^^^^^^^^^^
   |
   = help: write one at its end, such as `{#without-one}`: answers are stored under it, so you can reword the text

error[invalid-instrument]: a statement must be one paragraph
  --> content/a.md:30:4
   |
30 |    The second.
   |    ^^^^^^^^^^^
   |
   = help: move the explanation above the list

error[invalid-instrument]: there is text below the statements of the dimension `scored`
  --> content/a.md:32:1
   |
32 | Text below.
   | ^^^^^^^^^^^
   |
   = help: move it above them, or below a separate heading

error[invalid-instrument]: this statement belongs to no dimension
  --> content/a.md:36:4
   |
36 | 1. A statement. {#s4}
   |    ^^^^^^^^^^^^
   |
   = help: move it below a heading whose id is a dimension: `scored`, `managing`, `empty`

error[invalid-instrument]: the band `silent` has no reading
  --> content/a.md:46:1
   |
46 | ## Silent {#silent}
   | ^^^^^^^^^^^^^^^^^^^
   |
   = help: write below its heading what the result means and what to do first

error[invalid-instrument]: the heading `stray` is among the bands but is not a band
  --> content/a.md:48:1
   |
48 | ## Stray {#stray}
   | ^^^^^^^^^^^^^^^^^
   |
   = help: add a band with its id, remove its id, or move it above the first band

error[invalid-instrument]: the heading `afterwards` is among the bands but is not a band
  --> content/a.md:56:1
   |
56 | ## Afterwards {#afterwards}
   | ^^^^^^^^^^^^^^^^^^^^^^^^^^^
   |
   = help: add a band with its id, remove its id, or move it above the first band

"#]]
    );
}

#[test]
fn a_worksheet_asks_something() {
    let empty = "+++\ntitle = \"A\"\n[worksheet]\n+++\nNothing.\n";
    assert_data_eq!(
        told(empty),
        str![[r#"
error[invalid-instrument]: this worksheet has no questions
 --> content/a.md:3:2
  |
3 | [worksheet]
  |  ^^^^^^^^^
  |
  = help: write each question as an item of a numbered list with an id: `1. What happened? {#what}`

"#]]
    );
    let without = "+++\ntitle = \"A\"\n[worksheet]\n+++\n1. What happened then, and what before? [x](b.md)\n2. **?**\n";
    assert_data_eq!(
        told(without),
        str![[r#"
error[missing-id]: this question has no id
 --> content/a.md:5:4
  |
5 | 1. What happened then, and what before? [x](b.md)
  |    ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: write one at its end, such as `{#what-happened-then-and}`: answers are stored under it, so you can reword the text

error[missing-id]: this question has no id
 --> content/a.md:6:4
  |
6 | 2. **?**
  |    ^^^^^
  |
  = help: write one at its end, such as `{#question}`: answers are stored under it, so you can reword the text

"#]]
    );
    let wrong = "+++\ntitle = \"A\"\n[worksheet]\n+++\n1. What? {#what lines=0}\n2. Why? {#why line=3}\n3. Who? {#what}\n";
    assert_data_eq!(
        told(wrong),
        str![[r#"
error[invalid-attributes]: `lines` must be a number from 1 to 40
 --> content/a.md:5:23
  |
5 | 1. What? {#what lines=0}
  |                       ^
  |
  = help: write the height of the field, such as `lines=4`

error[invalid-attributes]: `line` has no meaning here
 --> content/a.md:6:15
  |
6 | 2. Why? {#why line=3}
  |               ^^^^
  |
  = help: did you mean `lines`?

error[duplicate-id]: the id `what` appears twice on this page
 --> content/a.md:7:10
  |
7 | 3. Who? {#what}
  |          ^^^^^
  |
  = help: change one of them
note: first used here
 --> content/a.md:5:11
  |
5 | 1. What? {#what lines=0}
  |           ^^^^^

"#]]
    );
}

#[test]
fn reading_one_band_for_each_dimension_needs_its_score() {
    let bands =
        &[("a1", "each = true\nwhen = \"score < 4\""), ("a2", "each = true\nwhen = \"m >= 4\"")];
    assert_data_eq!(
        told(&banded("match = \"all\"\n", bands)),
        str![[r#"
error[invalid-condition]: a condition with `each = true` must use `score`
  --> content/a.md:15:9
   |
15 | when = "m >= 4"
   |         ^^^^^^
   |
   = help: write `score` for the points of each dimension in turn, or remove `each`

"#]]
    );
}

#[test]
fn a_field_of_the_chart_with_several_readings_has_no_name() {
    let page = |bands: &[(&str, &str)]| {
        let page = banded("", bands);
        page.replacen("basis =", "chart = \"two-by-two\"\nbasis =", 1)
    };
    let whens = ["min(m, l) >= 4", "m < l", "else"].map(|when| format!("when = \"{when}\""));
    let bands = [("both", &*whens[0]), ("l-first", &whens[1]), ("m-first", &whens[2])];
    let build = site(&page(&bands)).build();
    assert_data_eq!(
        messages(&build),
        str![[r#"
warning[mixed-quarter]: a field of the chart holds several readings, and stays without a name: `m` < 4 and `l` < 4
 --> content/a.md:4:9
  |
4 | chart = "two-by-two"
  |         ^^^^^^^^^^^^
  |
  = help: compare each dimension with one number in all conditions, or write `profile`

"#]]
    );
    assert_data_eq!(
        between(&text(&build, "a/index.html"), "\"chart\":", "\"measures\":"),
        str![[r#""two-by-two","quarters":[null,2,1,0],"#]]
    );
    // Divided by the same numbers, each field has one.
    let bands = [("both", &*whens[0]), ("l-first", "when = \"l >= 4\""), ("m-first", &whens[2])];
    let build = site(&page(&bands)).build();
    assert_data_eq!(messages(&build), str![]);
    assert_data_eq!(
        between(&text(&build, "a/index.html"), "\"chart\":", "\"measures\":"),
        str![[r#""two-by-two","quarters":[2,2,1,0],"#]]
    );
}
