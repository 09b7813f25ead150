//! What is said of the front matter of instruments.

use snapbox::{assert_data_eq, str};

use super::{banded, site};
use crate::fixture::messages;

fn told(page: &str) -> String {
    messages(&site(page).build())
}

#[test]
fn every_key_of_an_assessment_is_checked() {
    let page = r#"+++
title = "A"
[assessment]
scale = ["One"]
from = 10
skip = "yes"
dimension = 3
dimensions = [
  { id = "and", label = "And" },
  { id = "M_1", label = "M" },
  { id = "m", label = "" },
  { id = "l" },
  { id = "x", label = "X", name = "X" },
  { id = "x", label = "Y" },
]
match = "frist"
chart = "two-by-two"
[[assessment.band]]
when = "else"
[[assessment.band]]
id = "b"
if = "x > 1"
"#;
    assert_data_eq!(told(&format!("{page}+++\nText.\n")), str![]);
}

#[test]
fn every_key_of_an_audit_is_checked() {
    let page = r#"+++
title = "A"
[audit]
entries = { count = 0 }
points = 0
unit = "hours"
columns = []
band = []
"#;
    assert_data_eq!(told(&format!("{page}+++\nText.\n")), str![]);
    let page = r#"+++
title = "A"
[audit]
basis = ""
entries = ["Monday", ""]
columns = "how"
"#;
    assert_data_eq!(told(&format!("{page}+++\nText.\n")), str![]);
}

#[test]
fn a_page_is_one_instrument() {
    let page = "+++\ntitle = \"A\"\n[worksheet]\nlines = 4\n[comparison]\ncolumns = [{ id = \"a\", label = \"A\" }, { id = \"b\", label = \"B\" }]\n+++\n## Row {#row}\n\nA\n: x\n\nB\n: y\n";
    assert_data_eq!(told(page), str![]);
}

#[test]
fn points_lie_between_0_and_10() {
    let bands = &[("x", "when = \"else\"")];
    for from in ["-1", "9", "9223372036854775807"] {
        let page = banded(&format!("from = {from}\n"), bands);
        assert!(
            told(&page).contains("gives points beyond 0 to 10"),
            "{}",
            told(&page)
        );
    }
    assert_eq!(told(&banded("from = 8\n", bands)), "");
}
