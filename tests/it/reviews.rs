//! Reviews that are due: told on a given day, and never a part of the site.

use handbook::compile::options::BuildOptions;
use snapbox::{assert_data_eq, str};

use crate::fixture::{Fixture, messages};

const SITE: &str = "-- content/_index.md --\n# Home\n-- content/due.md --\n+++\ntitle = \"Due\"\n[extra]\nowner = \"Ana\"\nreview_by = 2026-11-01\n+++\n-- content/later.md --\n+++\ntitle = \"Later\"\n[extra]\nreview_by = 2026-11-03\n+++\n-- content/odd.md --\n---\ntitle: Odd\nextra:\n  review_by: next autumn\n---\n";

fn on(day: Option<&str>) -> Fixture {
    let options = BuildOptions { reviews_by: day.map(str::to_owned), ..BuildOptions::default() };
    Fixture::with(SITE, options)
}

#[test]
fn reviews_are_told_from_their_day_on() {
    let build = on(Some("2026-11-02")).build();
    assert!(!build.has_errors());
    assert_data_eq!(
        messages(&build),
        str![[r#"
note[review-due]: the review was due on 2026-11-01, by Ana
--> content/due.md
 = help: review the page, then set `review_by` to the day of the next review

warning[review-due]: `review_by` is not a date
 --> content/odd.md:4:14
  |
4 |   review_by: next autumn
  |              ^^^^^^^^^^^
  |
  = help: write a date such as 2026-11-22, or a date and time such as 2026-11-22T09:30:00+01:00

"#]]
    );
}

#[test]
fn a_day_that_is_none_and_a_key_that_is_misspelt_are_told() {
    let page = |name: &str, extra: &str| {
        format!("-- content/{name}.md --\n+++\ntitle = \"{name}\"\n[extra]\n{extra}\n+++\n")
    };
    let mut site = Fixture::new(&format!(
        "{SITE}{}{}{}{}",
        page("digits", "review_by = 20260101\nowner = \"A\""),
        page("dots", "review_by = \"01.02.2026\""),
        page("slips", "reveiw_by = 2026-01-01\nownr = \"A\""),
        page("own", "reviewed_by = \"A\"\nowners = [\"A\"]\nowner = \"A\"\nowned = true"),
    ));
    assert_data_eq!(
        messages(&site.build()),
        str![[r#"
warning[review-due]: `review_by` is not a date
 --> content/digits.md:4:13
  |
4 | review_by = 20260101
  |             ^^^^^^^^
  |
  = help: write `review_by = 2026-01-01`

warning[review-due]: `review_by` is not a date
 --> content/dots.md:4:13
  |
4 | review_by = "01.02.2026"
  |             ^^^^^^^^^^^^
  |
  = help: write a date such as 2026-11-22, or a date and time such as 2026-11-22T09:30:00+01:00

warning[review-due]: `review_by` is not a date
 --> content/odd.md:4:14
  |
4 |   review_by: next autumn
  |              ^^^^^^^^^^^
  |
  = help: write a date such as 2026-11-22, or a date and time such as 2026-11-22T09:30:00+01:00

warning[unknown-key]: `handbook check` reads no `reveiw_by`
 --> content/slips.md:4:1
  |
4 | reveiw_by = 2026-01-01
  | ^^^^^^^^^
  |
  = help: did you mean `review_by`?

warning[unknown-key]: `handbook check` reads no `ownr`
 --> content/slips.md:5:1
  |
5 | ownr = "A"
  | ^^^^
  |
  = help: did you mean `owner`?

"#]]
    );
}

#[test]
fn they_leave_no_trace_in_the_site() {
    let silent = on(None).build();
    assert!(!messages(&silent).contains("note["));
    assert_eq!(silent.outputs, on(Some("2099-01-01")).build().outputs);
}
