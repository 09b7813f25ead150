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

note[review-due]: `review_by` is not a date: `next autumn`
--> content/odd.md
 = help: write a date such as 2026-11-22, or a date and time such as 2026-11-22T09:30:00+01:00

"#]]
    );
}

#[test]
fn they_leave_no_trace_in_the_site() {
    let silent = on(None).build();
    assert_eq!(messages(&silent), "");
    assert_eq!(silent.outputs, on(Some("2099-01-01")).build().outputs);
}
