//! What is said of the front matter of instruments.

use snapbox::{assert_data_eq, str};

use super::{banded, body, site};
use crate::fixture::{Fixture, messages, text};

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
    assert_data_eq!(
        told(&format!("{page}+++\nText.\n")),
        str![[r#"
error[missing-key]: `assessment.basis` is missing
 --> content/a.md:3:2
  |
3 | [assessment]
  |  ^^^^^^^^^^
  |
  = help: write where the questions come from, such as `Written for this handbook after Kotter (1990).`

error[invalid-value]: `assessment.scale` has fewer than two answers
 --> content/a.md:4:9
  |
4 | scale = ["One"]
  |         ^^^^^^^
  |
  = help: write the answers from least to most: `scale = ["Never", "Sometimes", "Often"]`

error[invalid-value]: `assessment.skip`: expected true or false, found a text
 --> content/a.md:6:8
  |
6 | skip = "yes"
  |        ^^^^^
  |
  = help: write `true`, without quotes

error[unknown-key]: unknown key `assessment.dimension`
 --> content/a.md:7:1
  |
7 | dimension = 3
  | ^^^^^^^^^
  |
  = help: did you mean `dimensions`?

error[invalid-value]: `assessment.dimensions.id` cannot be `and`, which has another meaning in conditions
 --> content/a.md:9:10
  |
9 |   { id = "and", label = "And" },
  |          ^^^^^
  |
  = help: choose another id

error[invalid-value]: `assessment.dimensions.id` is not a valid id
  --> content/a.md:10:10
   |
10 |   { id = "M_1", label = "M" },
   |          ^^^^^
   |
   = help: write `m-1`

error[invalid-value]: `assessment.dimensions.label` is empty
  --> content/a.md:11:23
   |
11 |   { id = "m", label = "" },
   |                       ^^
   |
   = help: write the text that readers see

error[missing-key]: `assessment.dimensions.label` is missing
  --> content/a.md:12:3
   |
12 |   { id = "l" },
   |   ^^^^^^^^^^^^
   |
   = help: write the text that readers see

error[invalid-instrument]: the dimension `x` has no statements
  --> content/a.md:13:10
   |
13 |   { id = "x", label = "X", name = "X" },
   |          ^^^
   |
   = help: write its statements below a heading with its id: `## X {#x}`

error[unknown-key]: unknown key `assessment.dimensions.name`
  --> content/a.md:13:28
   |
13 |   { id = "x", label = "X", name = "X" },
   |                            ^^^^
   |
   = help: write `label`

error[invalid-value]: `assessment.dimensions.id` repeats `x`
  --> content/a.md:14:10
   |
14 |   { id = "x", label = "Y" },
   |          ^^^
   |
   = help: give each dimension its own id

error[invalid-value]: `assessment.match` cannot be `frist`, only `first` or `all`
  --> content/a.md:16:9
   |
16 | match = "frist"
   |         ^^^^^^^
   |
   = help: did you mean `first`?

error[invalid-value]: `assessment.chart` can be `two-by-two` only with two dimensions
  --> content/a.md:17:9
   |
17 | chart = "two-by-two"
   |         ^^^^^^^^^^^^
   |
   = help: write `profile` for one bar per dimension

error[missing-key]: `assessment.band.id` is missing
  --> content/a.md:18:1
   |
18 | [[assessment.band]]
   | ^^^^^^^^^^^^^^^^^^^
   |
   = help: write the id of the heading above its reading in the body

error[missing-key]: `assessment.band.when` is missing
  --> content/a.md:20:1
   |
20 | [[assessment.band]]
   | ^^^^^^^^^^^^^^^^^^^
   |
   = help: write its condition: `when = "m >= 18 and l < 18"`, or `when = "else"`

error[unknown-key]: unknown key `assessment.band.if`
  --> content/a.md:22:1
   |
22 | if = "x > 1"
   | ^^
   |
   = help: write `when`

"#]]
    );
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
    assert_data_eq!(
        told(&format!("{page}+++\nText.\n")),
        str![[r#"
error[missing-key]: `audit.basis` is missing
 --> content/a.md:3:2
  |
3 | [audit]
  |  ^^^^^
  |
  = help: write where the questions come from, such as `Written for this handbook after Kotter (1990).`

error[missing-key]: `audit.entries.label` is missing
 --> content/a.md:4:1
  |
4 | entries = { count = 0 }
  | ^^^^^^^
  |
  = help: write `entries = { count = 5, label = "Meeting" }`, or a list of names

error[invalid-value]: `audit.unit` cannot be combined with `points`
 --> content/a.md:6:8
  |
6 | unit = "hours"
  |        ^^^^^^^
  |
  = help: remove one of them

error[invalid-value]: `audit.columns` is empty
 --> content/a.md:7:11
  |
7 | columns = []
  |           ^^
  |
  = help: write each column as `{ id = "team", label = "The team" }`

error[invalid-value]: `audit.band` is empty
 --> content/a.md:8:8
  |
8 | band = []
  |        ^^
  |
  = help: an instrument needs a reading for every score: `id`, `when` and a heading in the body for each band

"#]]
    );
    let page = r#"+++
title = "A"
[audit]
basis = ""
entries = ["Monday", ""]
columns = "how"
"#;
    assert_data_eq!(
        told(&format!("{page}+++\nText.\n")),
        str![[r#"
error[missing-key]: `audit.band` is missing
 --> content/a.md:3:2
  |
3 | [audit]
  |  ^^^^^
  |
  = help: an instrument needs a reading for every score: `id`, `when` and a heading in the body for each band

error[missing-key]: `audit.points` is missing
 --> content/a.md:3:2
  |
3 | [audit]
  |  ^^^^^
  |
  = help: write `points = 10` for points to divide over the columns of each entry, or `unit = "hours"`

error[invalid-value]: `audit.basis` is empty
 --> content/a.md:4:9
  |
4 | basis = ""
  |         ^^
  |
  = help: write where the questions come from, such as `Written for this handbook after Kotter (1990).`

error[invalid-value]: `audit.entries.label` is empty
 --> content/a.md:5:22
  |
5 | entries = ["Monday", ""]
  |                      ^^
  |
  = help: write the text that readers see

error[invalid-value]: `audit.columns`: expected a list of tables, found a text
 --> content/a.md:6:11
  |
6 | columns = "how"
  |           ^^^^^

"#]]
    );
}

#[test]
fn a_page_is_one_instrument() {
    let page = "+++\ntitle = \"A\"\n[worksheet]\nlines = 4\n[comparison]\ncolumns = [{ id = \"a\", label = \"A\" }, { id = \"b\", label = \"B\" }]\n+++\n## Row {#row}\n\nA\n: x\n\nB\n: y\n";
    assert_data_eq!(
        told(page),
        str![[r#"
error[invalid-instrument]: this worksheet has no questions
 --> content/a.md:3:2
  |
3 | [worksheet]
  |  ^^^^^^^^^
  |
  = help: write each question as an item of a numbered list with an id: `1. What happened? {#what}`

error[unknown-key]: unknown key `worksheet.lines`
 --> content/a.md:4:1
  |
4 | lines = 4
  | ^^^^^
  |
  = help: the known keys are `commitment`, `send`

error[invalid-value]: `comparison` cannot be combined with `worksheet`
 --> content/a.md:5:2
  |
5 | [comparison]
  |  ^^^^^^^^^^
  |
  = help: put each on its own page

"#]]
    );
}

#[test]
fn points_lie_between_0_and_10() {
    let bands = &[("x", "when = \"else\"")];
    for from in ["-1", "9", "9223372036854775807"] {
        let page = banded(&format!("from = {from}\n"), bands);
        assert!(told(&page).contains("gives points outside 0 to 10"), "{}", told(&page));
    }
    assert_eq!(told(&banded("from = 8\n", bands)), "");
}

#[test]
fn entries_and_answers_have_ids_of_their_own() {
    let audit = "+++\ntitle = \"A\"\n[audit]\nbasis = \"B\"\nunit = \"hours\"\nentries = [\"Monday\", \"monday\", { id = \"x\", label = \"X\" }, { id = \"x\", label = \"Y\" }, { id = \"No\", label = \"Z\" }, 3, { label = \"Über\" }]\ncolumns = [{ id = \"a\", label = \"A\" }]\n[[audit.band]]\nid = \"any\"\nwhen = \"else\"\n+++\n## Any {#any}\n\nText.\n";
    assert_data_eq!(
        told(audit),
        str![[r#"
error[invalid-value]: `audit.entries` gives `monday` an id that another entry has
 --> content/a.md:6:22
  |
6 | entries = ["Monday", "monday", { id = "x", label = "X" }, { id = "x", label = "Y" }, { id = "...
  |                      ^^^^^^^^
  |
  = help: write `{ id = "…", label = "monday" }`

error[invalid-value]: `audit.entries.id` repeats `x`
 --> content/a.md:6:66
  |
6 | entries = ["Monday", "monday", { id = "x", label = "X" }, { id = "x", label = "Y" }, { id = "...
  |                                                                  ^^^
  |
  = help: give each entry its own id

error[invalid-value]: `audit.entries.id` is not a valid id
 --> content/a.md:6:93
  |
6 | ...= "X" }, { id = "x", label = "Y" }, { id = "No", label = "Z" }, 3, { label = "Über" }]
  |                                               ^^^^
  |
  = help: write `no`

error[invalid-value]: `audit.entries`: expected a list of texts or tables, found a whole number
 --> content/a.md:6:114
  |
6 | ... label = "Y" }, { id = "No", label = "Z" }, 3, { label = "Über" }]
  |                                                ^
  |
  = help: put it in quotes

"#]]
    );
    let counted = audit.replace(
        &audit[audit.find("entries = ").unwrap()..audit.find("columns").unwrap()],
        "entries = { count = 51, id = \"day\", label = \"Day\" }\n",
    );
    assert_data_eq!(
        told(&counted),
        str![[r#"
error[invalid-value]: `audit.entries` must be between 1 and 50
 --> content/a.md:6:11
  |
6 | entries = { count = 51, id = "day", label = "Day" }
  |           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: write `entries = { count = 5, label = "Meeting" }`, or a list of names

"#]]
    );
    assert!(body(&counted.replace("51", "2")).contains("entries=\"day-1=Day 1;day-2=Day 2;\""));
    let one = banded("", &[]).replace("[\"No\", \"Maybe\", \"Yes\"]", "\"No\"");
    assert!(told(&one).contains("= help: write `[\"No\"]`"), "{}", told(&one));
    let scale = banded("", &[("x", "when = \"else\"")]).replace("\"Maybe\"", "\"no\"");
    assert_data_eq!(
        told(&scale),
        str![[r#"
error[invalid-value]: `assessment.scale` gives `no` an id that another answer has
 --> content/a.md:5:16
  |
5 | scale = ["No", "no", "Yes"]
  |                ^^^^
  |
  = help: write `{ id = "…", label = "no" }`

"#]]
    );
}

#[test]
fn a_commitment_can_be_left_out_and_a_worksheet_be_handed_in() {
    let page =
        |keys: &str| format!("+++\ntitle = \"W\"\n[worksheet]\n{keys}\n+++\n1. What? {{#what}}\n");
    assert_data_eq!(
        told(&page("send = \"office\"\ncommitment = 1")),
        str![[r#"
error[invalid-value]: `worksheet.send` is no address to send answers to
 --> content/a.md:4:8
  |
4 | send = "office"
  |        ^^^^^^^^
  |
  = help: write `mailto:` and a mail address, or the address of a form of your own that begins with `https://`

error[invalid-value]: `worksheet.commitment`: expected true or false, found a whole number
 --> content/a.md:5:14
  |
5 | commitment = 1
  |              ^

"#]]
    );
    assert_data_eq!(
        told(&page("send = \"https://forms.example.org/in\"")),
        str![[r#"
error[invalid-instrument]: the site does not let forms be sent to `https://forms.example.org`
 --> content/a.md:4:8
  |
4 | send = "https://forms.example.org/in"
  |        ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: add `https://forms.example.org` to `forms` under `[security]` in `handbook.toml`

"#]]
    );
    for wrong in [
        "mailto:",
        "mailto:a@b?cc=c@d",
        "http://e.org",
        "https://",
        "https://e.org/a b",
        "mailto:a@b,c@d",
    ] {
        let told = told(&page(&format!("send = \"{wrong}\"")));
        assert!(told.contains("is no address to send answers to"), "{wrong}: {told}");
    }
    let built = |keys: &str| {
        let site = format!(
            "-- handbook.toml --\ntitle = \"T\"\n[security]\nforms = [\"https://*.example.org\"]\n-- content/_index.md --\n# Home\n-- content/w.md --\n{}",
            page(keys)
        );
        let build = Fixture::new(&site).build();
        assert_eq!(messages(&build), "");
        let policy = text(&build, "_headers");
        assert!(policy.contains("form-action 'self' https://*.example.org; "), "{policy}");
        text(&build, "w/index.html")
    };
    let html = built("send = \"https://forms.example.org/in\"");
    assert!(
        html.contains("action=\"https://forms.example.org/in\"")
            && html.contains("data-item=\":what\"")
    );
    let html = built("send = \"mailto:a@example.org\"\ncommitment = false");
    assert!(
        html.contains("Send to a@example.org") && !html.contains("data-item=\":what\""),
        "{html}"
    );
}

#[test]
fn a_page_to_read_next_is_told_once() {
    let mut site = crate::fixture::bare(&format!(
        "-- content/_index.md --\n# Home\n-- content/i.md --\n{}",
        "+++\ntitle = \"I\"\n\n[assessment]\nbasis = \"B\"\nscale = [\"No\", \"Yes\"]\ndimensions = [{ id = \"a\", label = \"A\" }]\n\n\
         [[assessment.band]]\nid = \"low\"\nwhen = \"else\"\nnext = [\"none.md\", \"_index.md#none\", \"https://example.com/\"]\n+++\n\n\
         ## A {#a}\n\n1. x {#x}\n\n## Low {#low}\n\nText.\n"
    ));
    let build = site.build();
    let told: Vec<_> = build.diagnostics.iter().map(|d| d.message.as_str()).collect();
    assert_eq!(
        told,
        [
            "there is no page or file `none.md`",
            "nothing on the page “Home” has the id `none`",
            "`https://example.com/` is not a page of this handbook",
        ]
    );
}

#[test]
fn a_question_without_text_is_told_where_it_stands() {
    let told = |items: &str| {
        let page = format!(
            "-- content/_index.md --\n# Home\n-- content/i.md --\n+++\ntitle = \"I\"\n[worksheet]\n+++\n\nIntro.\n\n{items}\n"
        );
        let build = crate::fixture::bare(&page).build();
        let place = |d: &handbook::base::diagnostic::Diagnostic| {
            d.place.as_ref().and_then(|p| p.excerpt.as_ref()).unwrap().line_and_column()
        };
        build.diagnostics.iter().map(|d| (place(d), d.message.clone())).collect::<Vec<_>>()
    };
    let no_text = |line| vec![((line, 1), "this question has no text".to_owned())];
    assert_eq!(told("1. {#a}"), no_text(8));
    assert_eq!(told("1. one {#a}\n2. {#b}"), no_text(9));
    assert_eq!(told("1. one {#a}\n2."), no_text(9));
    assert_eq!(told("1. one {#a}\n2. # two {#b}\n3. `three` {#c}"), no_text(9));
    assert_eq!(told("1. one {#a}\n2. two"), [((9, 4), "this question has no id".to_owned())]);
}
