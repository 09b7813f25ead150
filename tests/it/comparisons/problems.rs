//! What is wrong with a table, as its author sees it.

use snapbox::str;

use super::{COLUMNS, SITE, table};
use crate::fixture::{Fixture, messages};

/// What is said of a table with two columns and this body.
fn said(body: &str) -> String {
    messages(&table(COLUMNS, body).build())
}

#[test]
fn columns_are_checked() {
    let front = r#"[comparison]
rows = 3
columns = [
  { id = "Manage It", label = "Managing" },
  { id = "lead", labl = "Leading", link = "../roles/none.md" },
  { id = "lead", label = "Two" },
  { id = "three", label = "Two" },
  { id = "three", label = " two " },
]
"#;
    snapbox::assert_data_eq!(
        messages(&table(front, "").build()),
        str![[r#"
error[unknown-key]: unknown key `comparison.rows`
 --> content/tables/core.md:4:1
  |
4 | rows = 3
  | ^^^^
  |
  = help: rows are headings of the body, each with its cells below

error[invalid-value]: `comparison.columns.id` is not a valid id
 --> content/tables/core.md:6:10
  |
6 |   { id = "Manage It", label = "Managing" },
  |          ^^^^^^^^^^^
  |
  = help: write `manage-it`

error[missing-key]: `comparison.columns.label` is missing
 --> content/tables/core.md:7:3
  |
7 |   { id = "lead", labl = "Leading", link = "../roles/none.md" },
  |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: write what readers shall see above the column

error[unknown-key]: unknown key `comparison.columns.labl`
 --> content/tables/core.md:7:18
  |
7 |   { id = "lead", labl = "Leading", link = "../roles/none.md" },
  |                  ^^^^
  |
  = help: did you mean `label`?

error[invalid-value]: `comparison.columns.label` `Two` is given twice
 --> content/tables/core.md:9:27
  |
9 |   { id = "three", label = "Two" },
  |                           ^^^^^
  |
  = help: every column has a label of its own

error[invalid-value]: `comparison.columns.label` `two` is given twice
  --> content/tables/core.md:10:27
   |
10 |   { id = "three", label = " two " },
   |                           ^^^^^^^
   |
   = help: every column has a label of its own

"#]]
    );
    let one = "[comparison]\ncolumns = [{ id = \"a\", label = \"A\" }]\n";
    snapbox::assert_data_eq!(
        messages(&table(one, "").build()),
        str![[r#"
error[invalid-value]: `comparison.columns` has one column, which has nothing to be compared with
 --> content/tables/core.md:4:11
  |
4 | columns = [{ id = "a", label = "A" }]
  |           ^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: write at least two columns: `columns = [{ id = "before", label = "Before" }, { id = "after", label = "After" }]`

"#]]
    );
    let none = "[comparison]\ncolumns = \"a\"\n";
    snapbox::assert_data_eq!(
        messages(&table(none, "").build()),
        str![[r#"
error[invalid-value]: `comparison.columns`: expected a list of tables, found a text
 --> content/tables/core.md:4:11
  |
4 | columns = "a"
  |           ^^^

"#]]
    );
    snapbox::assert_data_eq!(
        messages(&table("[comparison]\n", "").build()),
        str![[r#"
error[missing-key]: `comparison.columns` is missing
 --> content/tables/core.md:3:2
  |
3 | [comparison]
  |  ^^^^^^^^^^
  |
  = help: write at least two columns: `columns = [{ id = "before", label = "Before" }, { id = "after", label = "After" }]`

"#]]
    );
    let column = |n| format!("{{ id = \"c{n}\", label = \"C{n}\" }}");
    let seven = (1..=7).map(column).collect::<Vec<_>>().join(", ");
    let seven = format!("[comparison]\ncolumns = [{seven}]\n");
    snapbox::assert_data_eq!(
        messages(&table(&seven, "").build()),
        str![[r#"
error[invalid-value]: `comparison.columns` has more than six columns, which nobody can read side by side
 --> content/tables/core.md:4:11
  |
4 | ... = [{ id = "c1", label = "C1" }, { ... }, { id = "c7", label = "C7" }]
  |       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^...^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: make two tables of it

"#]]
    );
}

#[test]
fn a_column_leads_to_a_page_that_is_there() {
    let front = "[comparison]\ncolumns = [{ id = \"a\", label = \"A\", link = \"../rols/manage.md\" }, { id = \"b\", label = \"B\" }]\n";
    let site = table(front, "## Row {#row}\n\nA\n: 1\n\nB\n: 2\n").build();
    snapbox::assert_data_eq!(
        messages(&site),
        str![[r#"
error[broken-link]: there is no page or file `../rols/manage.md`
 --> content/tables/core.md:4:44
  |
4 | columns = [{ id = "a", label = "A", link = "../rols/manage.md" }, { id = "b", label = "B" }]
  |                                            ^^^^^^^^^^^^^^^^^^^
  |
  = help: a link names the file it leads to, relative to this one: `../part/chapter.md`

"#]]
    );
}

#[test]
fn a_row_has_one_cell_for_each_column() {
    snapbox::assert_data_eq!(
        said("## Question {#q}\n\nManaging\n: How?\n"),
        str![[r#"
error[invalid-comparison]: the row `Question` has no cell for the column `Leading`
 --> content/tables/core.md:6:1
  |
6 | ## Question {#q}
  | ^^^^^^^^^^^^^^^^
  |
  = help: write `Leading` on a line of its own, `: …` on the next one, and leave a line empty above and below

"#]]
    );
    snapbox::assert_data_eq!(
        said("## Question {#q}\n\nManaging\n: How?\n\nLeding\n: Why?\n"),
        str![[r#"
error[invalid-comparison]: there is no column `Leding`
  --> content/tables/core.md:11:1
   |
11 | Leding
   | ^^^^^^
   |
   = help: did you mean `Leading`?

"#]]
    );
    snapbox::assert_data_eq!(
        said("## Question {#q}\n\nManaging\n: How?\n\nLeading\n: Why?\n\nExecutive\n: Where?\n"),
        str![[r#"
error[invalid-comparison]: there is no column `Executive`
  --> content/tables/core.md:14:1
   |
14 | Executive
   | ^^^^^^^^^
   |
   = help: the columns are `Managing`, `Leading`

"#]]
    );
    snapbox::assert_data_eq!(
        said("## Question {#q}\n\nManaging\n: How?\n\nmanage\n: When?\n\nLeading\n: Why?\n"),
        str![[r#"
error[invalid-comparison]: the row `Question` has two cells for the column `Managing`
  --> content/tables/core.md:11:1
   |
11 | manage
   | ^^^^^^
   |
   = help: keep one of the two

"#]]
    );
}

#[test]
fn an_empty_line_that_is_missing_is_named() {
    snapbox::assert_data_eq!(
        said("## Question {#q}\n\nManaging\n: How?\nLeading\n: Why?\n"),
        str![[r#"
error[invalid-comparison]: the cell `Managing` of the row `Question` is given twice
  --> content/tables/core.md:11:1
   |
11 | : Why?
   | ^^^^^^
   |
   = help: an empty line is missing above the name of the next column, perhaps

"#]]
    );
}

#[test]
fn a_heading_is_a_row_or_a_group() {
    snapbox::assert_data_eq!(
        said("## Question {#q}\n\nManaging\nHow?\n\nLeading\nWhy?\n"),
        str![[r#"
error[invalid-comparison]: `Question` is neither a row nor a group: it has no cells, and no rows below it
 --> content/tables/core.md:6:1
  |
6 | ## Question {#q}
  | ^^^^^^^^^^^^^^^^
  |
  = help: a colon is missing, perhaps: a cell is a line `: …` below the name of its column
  = help: a row is a heading, and right below it for each column a line with its name and a line `: …` with the cell

"#]]
    );
    snapbox::assert_data_eq!(
        said("Prose alone.\n"),
        str![[r#"
error[invalid-comparison]: the comparison has no rows
--> content/tables/core.md
 = help: a row is a heading, and right below it for each column a line with its name and a line `: …` with the cell

"#]]
    );
}

#[test]
fn levels_of_headings_must_tell_rows_from_groups() {
    let cells = "Managing\n: 1\n\nLeading\n: 2\n";
    snapbox::assert_data_eq!(
        said(&format!("## One {{#one}}\n\n{cells}\n### Two {{#two}}\n\n{cells}")),
        str![[r#"
error[invalid-comparison]: `One` has cells of its own, and `Two` below it
 --> content/tables/core.md:6:1
  |
6 | ## One {#one}
  | ^^^^^^^^^^^^^
  |
  = help: give two rows the same number of `#`; a heading that groups rows has no cells

"#]]
    );
    snapbox::assert_data_eq!(
        said(&format!("## One\n\n### Two\n\n#### Three {{#three}}\n\n{cells}")),
        str![[r#"
error[invalid-comparison]: the group `Two` stands in another group
 --> content/tables/core.md:8:1
  |
8 | ### Two
  | ^^^^^^^
  |
  = help: give two groups the same number of `#`; groups do not hold groups

"#]]
    );
}

#[test]
fn what_explains_a_row_stands_below_its_cells() {
    snapbox::assert_data_eq!(
        said("## One {#one}\n\nBefore.\n\nManaging\n: 1\n\nLeading\n: 2\n"),
        str![[r#"
error[invalid-comparison]: text stands between the row `One` and its cells
 --> content/tables/core.md:8:1
  |
8 | Before.
  | ^^^^^^^
  |
  = help: move it below the cells, where it is the note of the row

"#]]
    );
    snapbox::assert_data_eq!(
        said("## One {#one}\n\nManaging\n: 1\n\nBetween.\n\nLeading\n: 2\n"),
        str![[r#"
error[invalid-comparison]: the cells of the row `One` stand in two lists
  --> content/tables/core.md:13:1
   |
13 | / Leading
14 | | : 2
   | |___^
   |
   = help: move what stands between them below the second list, where it is the note of the row

"#]]
    );
    snapbox::assert_data_eq!(
        said("## One {#one}\n\nManaging\n: 1\n\n  More.\n\nLeading\n: - a\n  - b\n"),
        str![[r#"
error[invalid-comparison]: a cell of the row `One` is more than one paragraph
  --> content/tables/core.md:11:3
   |
11 |   More.
   |   ^^^^^
   |
   = help: move what explains the row below all its cells, where it is the note of the row

error[invalid-comparison]: a cell of the row `One` is more than one paragraph
  --> content/tables/core.md:14:3
   |
14 |   : - a
   |  ___^
15 | |   - b
   | |_____^
   |
   = help: move what explains the row below all its cells, where it is the note of the row

"#]]
    );
}

#[test]
fn a_row_has_an_id_and_a_cell_has_none() {
    let cells = "Managing\n: 1\n\nLeading\n: 2\n";
    snapbox::assert_data_eq!(
        said(&format!(
            "## The first one\n\n{cells}\n## Two {{#Two}}\n\n{cells}\n## Three {{#three}}\n\n{cells}\n## Four {{#three}}\n\nManaging {{#m}}\n: 1\n\nLeading\n: 2\n"
        )),
        str![[r#"
warning[missing-id]: the row `The first one` has no id of its own
 --> content/tables/core.md:6:1
  |
6 | ## The first one
  | ^^^^^^^^^^^^^^^^
  |
  = help: write `{#the-first-one}` at the end of the heading, or let `handbook ids --write` do it, so that links to the row outlive its words

error[invalid-attributes]: `#Two` is not a valid id
  --> content/tables/core.md:14:9
   |
14 | ## Two {#Two}
   |         ^^^^
   |
   = help: write `#two`

error[duplicate-id]: the id `three` is given twice on this page
  --> content/tables/core.md:30:10
   |
30 | ## Four {#three}
   |          ^^^^^^
   |
   = help: give one of the two another id
note: first given here
  --> content/tables/core.md:22:11
   |
22 | ## Three {#three}
   |           ^^^^^^

error[invalid-comparison]: the cell `Managing` of the row `Four` has an id
  --> content/tables/core.md:32:1
   |
32 | Managing {#m}
   | ^^^^^^^^^^^^^
   |
   = help: move it to the heading of the row: cells have none of their own

"#]]
    );
}

/// What is said of an extract.
fn extract(directive: &str) -> String {
    let mut site = Fixture::new(SITE);
    let page = format!("# Managing\n\n```{{comparison}} {directive}\n```\n");
    site.write("content/roles/manage.md", page);
    messages(&site.build())
}

#[test]
fn an_extract_names_a_comparison_and_what_is_in_it() {
    snapbox::assert_data_eq!(
        extract("../tables/cor.md"),
        str![[r#"
error[broken-link]: there is no page or file `../tables/cor.md`
 --> content/roles/manage.md:3:17
  |
3 | ```{comparison} ../tables/cor.md
  |                 ^^^^^^^^^^^^^^^^
  |
  = help: did you mean `../tables/core.md`?

"#]]
    );
    snapbox::assert_data_eq!(
        extract("lead.md"),
        str![[r#"
error[invalid-directive]: the page `lead.md` is no comparison
 --> content/roles/manage.md:3:17
  |
3 | ```{comparison} lead.md
  |                 ^^^^^^^
  |
  = help: a comparison has a `[comparison]` table in its front matter

"#]]
    );
    snapbox::assert_data_eq!(
        extract("../tables/core.md#c-horizon"),
        str![[r#"
error[invalid-directive]: `../tables/core.md#c-horizon` is a place on a page
 --> content/roles/manage.md:3:17
  |
3 | ```{comparison} ../tables/core.md#c-horizon
  |                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: name the page alone, and below it the row: `:rows: c-horizon`

"#]]
    );
    snapbox::assert_data_eq!(
        extract("https://example.org/"),
        str![[r#"
error[invalid-directive]: `https://example.org/` is no page
 --> content/roles/manage.md:3:17
  |
3 | ```{comparison} https://example.org/
  |                 ^^^^^^^^^^^^^^^^^^^^
  |
  = help: name the file of a comparison, relative to this one

"#]]
    );
    snapbox::assert_data_eq!(
        extract(
            "../tables/core.md\n:rows: c-horzon, c-question, c-question, nothing-like-it\n:columns: Leding, manage, Managing"
        ),
        str![[r#"
error[invalid-directive]: “Two ways” has no row `c-horzon`
 --> content/roles/manage.md:4:8
  |
4 | :rows: c-horzon, c-question, c-question, nothing-like-it
  |        ^^^^^^^^
  |
  = help: did you mean `c-horizon`?

error[invalid-directive]: the row `c-question` is named twice
 --> content/roles/manage.md:4:30
  |
4 | :rows: c-horzon, c-question, c-question, nothing-like-it
  |                              ^^^^^^^^^^
  |
  = help: keep one of the two

error[invalid-directive]: “Two ways” has no row `nothing-like-it`
 --> content/roles/manage.md:4:42
  |
4 | :rows: c-horzon, c-question, c-question, nothing-like-it
  |                                          ^^^^^^^^^^^^^^^
  |
  = help: it has `c-question`, `c-horizon`, `c-alike`

error[invalid-directive]: “Two ways” has no column `Leding`
 --> content/roles/manage.md:5:11
  |
5 | :columns: Leding, manage, Managing
  |           ^^^^^^
  |
  = help: did you mean `Leading`?

error[invalid-directive]: the column `Managing` is named twice
 --> content/roles/manage.md:5:27
  |
5 | :columns: Leding, manage, Managing
  |                           ^^^^^^^^
  |
  = help: keep one of the two

"#]]
    );
    snapbox::assert_data_eq!(
        extract("../tables/core.md\n:rows:"),
        str![[r#"
error[invalid-directive]: the option `rows` names no row
 --> content/roles/manage.md:4:7
  |
4 | :rows:
  |       ^
  |
  = help: name one, or leave the line out to show every row

"#]]
    );
    snapbox::assert_data_eq!(
        extract("../tables/core.md\n:row: c-horizon"),
        str![[r#"
error[invalid-directive]: the directive `comparison` has no option `row`
 --> content/roles/manage.md:4:2
  |
4 | :row: c-horizon
  |  ^^^
  |
  = help: did you mean `rows`?
  = help: it has `rows`, `columns`

"#]]
    );
}

#[test]
fn a_table_that_is_a_draft_cannot_be_shown() {
    let mut site = Fixture::new(SITE);
    site.replace("content/tables/core.md", "title =", "draft = true\ntitle =");
    site.remove("content/roles/lead.md");
    snapbox::assert_data_eq!(
        messages(&site.build()),
        str![[r#"
error[draft-link]: `content/tables/core.md` is a draft and left out of this build
 --> content/roles/manage.md:3:17
  |
3 | ```{comparison} ../tables/core.md
  |                 ^^^^^^^^^^^^^^^^^
  |
  = help: remove the link, publish the page, or build with `--drafts`

"#]]
    );
}

#[test]
fn a_file_that_stands_where_a_table_goes_is_told() {
    let mut site = Fixture::new(SITE);
    site.write("static/tables/core/table.csv", "mine");
    snapbox::assert_data_eq!(
        messages(&site.build()),
        str![[r#"
error[output-collision]: the file `table.csv` and the table of `content/tables/core.md` would both be written to `tables/core/table.csv`
--> static/tables/core/table.csv
 = help: rename one of them, or give one a `slug` or `path` of its own
note: the other is here
--> content/tables/core.md

"#]]
    );
}
