//! Results that list answers, answers without points in the author's words, and what a reader meant.

use snapbox::{assert_data_eq, str};

use super::{banded, body, site};
use crate::fixture::{Fixture, messages, text};

/// The page of the default theme for an instrument.
fn page(instrument: &str) -> String {
    let site = format!("-- content/_index.md --\n# Home\n-- content/a.md --\n{instrument}");
    let build = Fixture::new(&site).build();
    assert_eq!(messages(&build), "");
    text(&build, "a/index.html")
}

/// An audit with one reading, which compares the week with the one that was meant.
pub const AUDIT: &str = r#"+++
title = "A"
[audit]
basis = "Ours."
entries = ["Monday", "Tuesday"]
unit = "hours"
intended = "The week I <meant>"
columns = [{ id = "a", label = "First" }, { id = "b", label = "Second" }]
[[audit.band]]
id = "any"
when = "else"
+++

## Any {#any}

Text.
"#;

#[test]
fn conditions_name_answers_where_no_points_are_shown() {
    let bands = [
        ("a", "when = \"m1 == 1\""),
        ("b", "when = \"min(m1, l2) <= 2\""),
        ("c", "when = \"1 <= m2 and m2 <= 2\""),
        ("d", "when = \"m >= 4 and l1 == 3\""),
        ("e", "when = \"l2 >= m1\""),
    ];
    let said = |page: &str| -> String {
        let html = body(page);
        let parts = html.split(" for=\"").skip(1);
        parts.map(|rest| format!("{}\n", rest.split('"').next().unwrap())).collect()
    };
    let page = banded("match = \"all\"\nresult = \"answers\"\n", &bands);
    assert_data_eq!(
        said(&page),
        str![[r#"
Statement 1 exactly “No”
The lower of statement 1 and statement 4 “Maybe” or less
Statement 2 “No” to “Maybe”
Managing 4 or more and statement 3 exactly “Yes”
Statement 4 at least statement 1

"#]]
    );
    // The points of a reversed statement are no places of the scale.
    let page = page.replace("{#m1}", "{#m1 reverse}");
    assert!(said(&page).starts_with("Statement 1 exactly 1\n"), "{}", said(&page));
}

#[test]
fn a_result_of_answers_shows_no_points() {
    let bands = [("a", "when = \"m1 == 1\""), ("b", "when = \"else\"")];
    let points = page(&banded("", &bands));
    let listed = page(&banded("result = \"answers\"\nskip = true\n", &bands));
    for told in ["(1 point)", "(3 points)", "Your points", "class=\"sum\"", "2–6"] {
        assert!(points.contains(told) && !listed.contains(told), "{told}");
    }
    let (_, rows) = listed.split_once("class=\"result answers\"").expect("a result of answers");
    let rows: Vec<&str> = rows.split("<th scope=\"row\">").skip(1).take(4).collect();
    let names: Vec<&str> = rows.iter().map(|row| row.split('<').next().unwrap()).collect();
    assert_eq!(names, ["Yes", "Maybe", "No", "Does not apply"]);
}

#[test]
fn an_answer_without_points_may_have_other_words() {
    let bands = [("a", "when = \"else\"")];
    let html = page(&banded("skip = true\nskip_label = \"Can <not>\"\n", &bands));
    assert!(html.contains("value=\"-\" data-text=\"Can &lt;not&gt;\""), "{html}");
    assert!(html.contains("What is answered “Can &lt;not&gt;” is taken out"), "{html}");
    assert!(!html.contains("Does not apply"), "{html}");
}

#[test]
fn what_was_meant_stands_before_the_entries_and_counts_for_none() {
    let html = page(AUDIT);
    let items: Vec<&str> =
        html.split("data-item=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    let wanted = [":intended:a", ":intended:b", "monday:a", "monday:b", "tuesday:a", "tuesday:b"];
    assert_eq!(items[..6], wanted);
    assert!(html.contains("<legend>The week I &lt;meant&gt;</legend>"), "{html}");
    assert!(html.contains("\"entries\":2"), "{html}");
    let columns = |html: &str| {
        html.split("<caption>")
            .nth(1)
            .unwrap()
            .split("</thead>")
            .next()
            .unwrap()
            .matches("<th ")
            .count()
    };
    assert_eq!(columns(&html), 4);
    let without = page(&AUDIT.replace("intended = \"The week I <meant>\"\n", ""));
    assert_eq!(columns(&without), 3);
}

#[test]
fn what_cannot_go_together_is_told() {
    let bands = [("a", "when = \"else\"")];
    let told = |keys: &str| messages(&site(&banded(keys, &bands)).build());
    assert_data_eq!(
        told("skip_label = \"Cannot say\"\n"),
        str![[r#"
error[invalid-value]: `assessment.skip_label` has no answer that it could name
 --> content/a.md:7:14
  |
7 | skip_label = "Cannot say"
  |              ^^^^^^^^^^^^
  |
  = help: add `skip = true`, or remove it

"#]]
    );
    assert_data_eq!(
        told("result = \"answers\"\nchart = \"profile\"\n"),
        str![[r#"
error[invalid-value]: `assessment.chart` cannot be drawn of a result that lists answers
 --> content/a.md:8:9
  |
8 | chart = "profile"
  |         ^^^^^^^^^
  |
  = help: remove it, or write `result = "points"`

"#]]
    );
    assert_data_eq!(
        told("result = \"answer\"\n"),
        str![[r#"
error[invalid-value]: `assessment.result` cannot be `answer`, only `points` or `answers`
 --> content/a.md:7:10
  |
7 | result = "answer"
  |          ^^^^^^^^
  |
  = help: did you mean `answers`?

"#]]
    );
    let audit = AUDIT.replace("The week I <meant>", " ");
    assert_data_eq!(
        messages(&site(&audit).build()),
        str![[r#"
error[invalid-value]: `audit.intended` is empty
 --> content/a.md:7:12
  |
7 | intended = " "
  |            ^^^
  |
  = help: write what the entry is called: `intended = "The week I meant"`

"#]]
    );
}
