//! Lists that start again: how a page says so, where it is told, and what it cannot say.

use snapbox::{assert_data_eq, str};

use crate::fixture::{Fixture, messages, text};

#[test]
fn the_lists_of_a_page_start_again_as_its_front_matter_says() {
    let mut fixture = Fixture::new(
        "-- content/_index.md --\n# Home\n\n```{checklist} daily.md\n```\n\n```{page-list}\n:kind: checklist\n```\n\
         -- content/daily.md --\n+++\n[checklist]\nrepeat = \"daily\"\nnames = 2\n+++\n# Daily\n\n## A\n\n- [ ] a {#a}\n\n## B\n\n- [ ] b {#b}\n\
         -- content/weekly.md --\n---\nchecklist:\n  repeat: weekly\n---\n# Weekly\n\n- [ ] a {#a}\n\
         -- content/shift.md --\n+++\n[checklist]\nrepeat = \"shift\"\nshifts = [\"18:00\", \"06:30\"]\n+++\n# Shift\n\n- [ ] a {#a}\n\
         -- content/once.md --\n# Once\n\n- [ ] a {#a}\n",
    );
    let build = fixture.build();
    assert_eq!(messages(&build), "");
    let told = |page: &str| {
        let html = text(&build, page);
        let tag = |start: &str| {
            let all = html.split(start).skip(1).filter_map(|tag| tag.split('>').next());
            all.map(|tag| tag.split(" data-path=").nth(1).unwrap_or_default().to_owned())
                .collect::<Vec<_>>()
        };
        let notice =
            html.split("<p class=\"notice\">Starts").nth(1).and_then(|rest| rest.split('<').next());
        let mut lines = tag("<div class=\"checklist\"");
        lines.extend(tag("<li data-listed"));
        lines.extend(notice.map(|how| format!("Starts{how}")));
        lines.push(format!("rounds: {}", html.contains("/rounds.")));
        lines.join("\n")
    };
    let pages =
        ["daily", "weekly", "shift", "once"].map(|page| told(&format!("{page}/index.html")));
    assert_data_eq!(
        format!("{}\n---\n{}", pages.join("\n---\n"), told("index.html")),
        str![[r#"
"/daily/#a-1" data-of="2" data-repeat="daily" data-names="2"
"/daily/#b-1" data-of="2" data-repeat="daily" data-names="2"
Starts again every day.
rounds: true
---
"/weekly/" data-repeat="weekly"
Starts again every Monday.
rounds: true
---
"/shift/" data-repeat="06:30 18:00"
Starts again every day at 06:30, 18:00.
rounds: true
---
"/once/"
rounds: false
---
"/daily/#a-1" data-embedded data-of="2" data-repeat="daily" data-names="2"
"/daily/#b-1" data-embedded data-of="2" data-repeat="daily" data-names="2"
"/daily/#a-1" data-items="a" data-repeat="daily"
"/daily/#b-1" data-items="b" data-repeat="daily"
"/once/" data-items="a"
"/shift/" data-items="a" data-repeat="06:30 18:00"
"/weekly/" data-items="a" data-repeat="weekly"
Starts again every day.
rounds: true
"#]]
    );
}

#[test]
fn what_a_table_of_rounds_cannot_say_is_told() {
    let mut fixture = Fixture::new("-- content/_index.md --\n# Home\n");
    for (name, table) in [
        ("a", "repeat = \"dayly\"\nname = 1"),
        ("b", "repeat = \"shift\""),
        ("c", "repeat = \"daily\"\nshifts = [\"06:00\"]\nnames = 3"),
        ("d", "repeat = \"shift\"\nshifts = [\"6:00\", \"24:00\", \"22:00\"]"),
        ("e", "repeat = \"shift\"\nshifts = []"),
    ] {
        let page = format!("+++\n[checklist]\n{table}\n+++\n# P\n\n- [ ] a {{#a}}\n");
        fixture.write(&format!("content/{name}.md"), page);
    }
    fixture.write("content/none.md", "+++\n[checklist]\nrepeat = \"daily\"\n+++\n# None\n");
    assert_data_eq!(
        messages(&fixture.build()),
        str![[r#"
error[invalid-value]: `checklist.repeat` cannot be `dayly`, only `daily` or `weekly` or `shift`
 --> content/a.md:3:10
  |
3 | repeat = "dayly"
  |          ^^^^^^^
  |
  = help: did you mean `daily`?

error[unknown-key]: unknown key `checklist.name`
 --> content/a.md:4:1
  |
4 | name = 1
  | ^^^^
  |
  = help: did you mean `names`?

error[missing-key]: `checklist.shifts` is missing
 --> content/b.md:2:2
  |
2 | [checklist]
  |  ^^^^^^^^^
  |
  = help: write when each begins: `shifts = ["06:00", "14:00", "22:00"]`

error[invalid-value]: `checklist.shifts` means nothing here
 --> content/c.md:4:10
  |
4 | shifts = ["06:00"]
  |          ^^^^^^^^^
  |
  = help: write `repeat = "shift"` with it

error[invalid-value]: `checklist.names` cannot be 3
 --> content/c.md:5:9
  |
5 | names = 3
  |         ^
  |
  = help: write 1 or 2, for those who sign a round

error[invalid-value]: `checklist.shifts` has `6:00`, which is no time
 --> content/d.md:4:11
  |
4 | shifts = ["6:00", "24:00", "22:00"]
  |           ^^^^^^
  |
  = help: write hours and minutes with two digits each, such as `06:00`

error[invalid-value]: `checklist.shifts` has `24:00`, which is no time
 --> content/d.md:4:19
  |
4 | shifts = ["6:00", "24:00", "22:00"]
  |                   ^^^^^^^
  |
  = help: write hours and minutes with two digits each, such as `06:00`

error[invalid-value]: `checklist.shifts` is empty
 --> content/e.md:4:10
  |
4 | shifts = []
  |          ^^
  |
  = help: write when each begins: `shifts = ["06:00", "14:00", "22:00"]`

error[invalid-value]: `[checklist]` is of no use: this page has no checklist
 --> content/none.md:2:2
  |
2 | [checklist]
  |  ^^^^^^^^^
  |
  = help: a checklist is a list whose items begin with `[ ]`
  = help: lists of other pages start again as their own pages say

"#]]
    );
}
