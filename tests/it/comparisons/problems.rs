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
  = help: write rows as headings in the body, each with its cells below

error[invalid-value]: `comparison.columns.id` is not a valid id
 --> content/tables/core.md:6:10
  |
6 |   { id = "Manage It", label = "Managing" },
  |          ^^^^^^^^^^^
  |
  = help: write `manage-it`

error[unknown-key]: unknown key `comparison.columns.labl`
 --> content/tables/core.md:7:18
  |
7 |   { id = "lead", labl = "Leading", link = "../roles/none.md" },
  |                  ^^^^
  |
  = help: did you mean `label`?

error[invalid-value]: `comparison.columns.label` repeats `Two`
 --> content/tables/core.md:9:27
  |
9 |   { id = "three", label = "Two" },
  |                           ^^^^^
  |
  = help: every column needs its own label

error[invalid-value]: `comparison.columns.label` repeats `two`
  --> content/tables/core.md:10:27
   |
10 |   { id = "three", label = " two " },
   |                           ^^^^^^^
   |
   = help: every column needs its own label

"#]]
    );
    let one = "[comparison]\ncolumns = [{ id = \"a\", label = \"A\" }]\n";
    snapbox::assert_data_eq!(
        messages(&table(one, "").build()),
        str![[r#"
error[invalid-value]: `comparison.columns` has only one column
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
error[invalid-value]: `comparison.columns` has more than six columns
 --> content/tables/core.md:4:11
  |
4 | ... = [{ id = "c1", label = "C1" }, { ... }, { id = "c7", label = "C7" }]
  |       ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^...^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: split it into two comparisons

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
  = help: write the path of a file, relative to this one: `../part/chapter.md`

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
  = help: write `Leading` on one line and `: …` on the next, with an empty line above and below

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
   = help: remove one of them

"#]]
    );
}

#[test]
fn an_empty_line_that_is_missing_is_named() {
    snapbox::assert_data_eq!(
        said("## Question {#q}\n\nManaging\n: How?\nLeading\n: Why?\n"),
        str![[r#"
error[invalid-comparison]: the row `Question` has two cells below `Managing`
  --> content/tables/core.md:11:1
   |
11 | : Why?
   | ^^^^^^
   |
   = help: perhaps an empty line is missing above the name of the next column

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
  = help: perhaps a colon is missing: a cell is a line `: …` below the name of its column
  = help: write each row as a heading, and below it, for each column, one line with its name and one line `: …` with the cell

"#]]
    );
    snapbox::assert_data_eq!(
        said("Prose alone.\n"),
        str![[r#"
error[invalid-comparison]: the comparison has no rows
--> content/tables/core.md
 = help: write each row as a heading, and below it, for each column, one line with its name and one line `: …` with the cell

"#]]
    );
}

#[test]
fn levels_of_headings_must_tell_rows_from_groups() {
    let cells = "Managing\n: 1\n\nLeading\n: 2\n";
    snapbox::assert_data_eq!(
        said(&format!("## One {{#one}}\n\n{cells}\n### Two {{#two}}\n\n{cells}")),
        str![[r#"
error[invalid-comparison]: `One` has cells, and so has `Two` below it
 --> content/tables/core.md:6:1
  |
6 | ## One {#one}
  | ^^^^^^^^^^^^^
  |
  = help: give both rows the same number of `#`; a group has no cells

"#]]
    );
    snapbox::assert_data_eq!(
        said(&format!("## One\n\n### Two\n\n#### Three {{#three}}\n\n{cells}")),
        str![[r#"
error[invalid-comparison]: the group `Two` is inside another group
 --> content/tables/core.md:8:1
  |
8 | ### Two
  | ^^^^^^^
  |
  = help: give both groups the same number of `#`; groups cannot be nested

"#]]
    );
}

#[test]
fn what_explains_a_row_stands_below_its_cells() {
    snapbox::assert_data_eq!(
        said("## One {#one}\n\nBefore.\n\nManaging\n: 1\n\nLeading\n: 2\n"),
        str![[r#"
error[invalid-comparison]: there is text between the row `One` and its cells
 --> content/tables/core.md:8:1
  |
8 | Before.
  | ^^^^^^^
  |
  = help: move it below the cells, where it becomes the note of the row

"#]]
    );
    snapbox::assert_data_eq!(
        said("## One {#one}\n\nManaging\n: 1\n\nBetween.\n\nLeading\n: 2\n"),
        str![[r#"
error[invalid-comparison]: the cells of the row `One` are in two lists
  --> content/tables/core.md:13:1
   |
13 | / Leading
14 | | : 2
   | |___^
   |
   = help: move the text between them below the second list, where it becomes the note of the row

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
   = help: move the explanation below all cells, where it becomes the note of the row

error[invalid-comparison]: a cell of the row `One` is more than one paragraph
  --> content/tables/core.md:14:3
   |
14 |   : - a
   |  ___^
15 | |   - b
   | |_____^
   |
   = help: move the explanation below all cells, where it becomes the note of the row

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
warning[missing-id]: the row `The first one` has no id
 --> content/tables/core.md:6:1
  |
6 | ## The first one
  | ^^^^^^^^^^^^^^^^
  |
  = help: write `{#the-first-one}` at the end of the heading or run `handbook ids --write`, so that links to the row still work when its text changes

error[invalid-attributes]: `#Two` is not a valid id
  --> content/tables/core.md:14:9
   |
14 | ## Two {#Two}
   |         ^^^^
   |
   = help: write `#two`

error[duplicate-id]: the id `three` appears twice on this page
  --> content/tables/core.md:30:10
   |
30 | ## Four {#three}
   |          ^^^^^^
   |
   = help: change one of them
note: first used here
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
   = help: move it to the heading of the row; cells have no ids

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
error[invalid-directive]: the page `lead.md` is not a comparison
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
error[invalid-directive]: `../tables/core.md#c-horizon` has a fragment
 --> content/roles/manage.md:3:17
  |
3 | ```{comparison} ../tables/core.md#c-horizon
  |                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: write the page without `#c-horizon`, and name the row on the next line: `:rows: c-horizon`

"#]]
    );
    snapbox::assert_data_eq!(
        extract("https://example.com/"),
        str![[r#"
error[invalid-directive]: `https://example.com/` is not a page
 --> content/roles/manage.md:3:17
  |
3 | ```{comparison} https://example.com/
  |                 ^^^^^^^^^^^^^^^^^^^^
  |
  = help: write the path of a comparison, relative to this file

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
  = help: remove one of them

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
  = help: remove one of them

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
  = help: name one, or remove the line to show every row

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
  = help: its options are `rows`, `columns`

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
error[output-collision]: the file `static/tables/core/table.csv` and the table of `content/tables/core.md` would both be written to `tables/core/table.csv`
--> static/tables/core/table.csv
 = help: rename one of them, or give one a `slug` or `path` of its own
note: the other one
--> content/tables/core.md

"#]]
    );
}
