//! What is written like a table, a task, a link or attributes and is only text.

use snapbox::{assert_data_eq, str};

use super::{found, site, told};
use crate::fixture::{body, messages};

#[test]
fn what_is_written_like_a_table_or_a_task_and_is_none_is_told() {
    assert_data_eq!(
        told(
            "| Command | Meaning |\n|---|---|\n| `a | b` | either |\n| x | y | |\n| x || y | or |\n\n| a | b |\n|---|\n\n- [ ] > quote\n- [ ]\n- [ ] real {#real}\n\n* [ ] | a | b |\n  |---|---|\n  | 1 | 2 |\n* [ ]\n  > quote\n"
        ),
        str![[r#"
error[broken-table]: this row has more cells than the table has columns
 --> content/a.md:5:13
  |
5 | | `a | b` | either |
  |             ^^^^^^ not shown
  |
  = help: write `/|` for a bar within a cell, in code too, or add a column

error[broken-table]: this row has more cells than the table has columns
 --> content/a.md:7:8
  |
7 | | x || y | or |
  |        ^^^^^^ not shown
  |
  = help: write `/|` for a bar within a cell, in code too, or add a column

warning[broken-table]: this line makes no table: it has other columns than the line above
  --> content/a.md:10:1
   |
10 | |---|
   | ^^^^^
   |
   = help: write as many `---` as the header has cells, with `|` between them

warning[empty-task]: this task has no text
  --> content/a.md:12:7
   |
12 | - [ ] > quote
   |       ^^^^^^^
   |
   = help: write what is to be done after the mark, and any block below it

warning[missing-id]: this item has no id
  --> content/a.md:12:7
   |
12 | - [ ] > quote
   |       ^^^^^^^
   |
   = help: write `{#quote}` at its end or run `handbook ids --write`, so that the id stays when the text changes

warning[empty-task]: this task has no text
  --> content/a.md:13:3
   |
13 | - [ ]
   |   ^^^
   |
   = help: write what is to be done after the mark, and any block below it

warning[empty-task]: this task has no text
  --> content/a.md:16:3
   |
16 | * [ ] | a | b |
   |   ^^^
   |
   = help: write what is to be done after the mark, and any block below it

warning[empty-task]: this task has no text
  --> content/a.md:19:3
   |
19 | * [ ]
   |   ^^^
   |
   = help: write what is to be done after the mark, and any block below it

"#]]
    );
}

#[test]
fn attributes_that_nothing_takes_are_told() {
    assert_data_eq!(
        told(
            "## Key {#k a=b flag}\n\n- item {k=v}\n\nA paragraph. {.lead}\n\nSee [home](_index.md){.button}\n\nA set {a=1}, and `{.code}`.\n\nTerm {#t x=y}\n: Definition\n"
        ),
        str![[r#"
warning[invalid-attributes]: `a` means nothing here
 --> content/a.md:3:12
  |
3 | ## Key {#k a=b flag}
  |            ^
  |
  = help: an attribute block here has an id and classes, `{#id .class}`
  = help: for a literal brace write `/{`

error[invalid-attributes]: `flag` means nothing here
 --> content/a.md:3:16
  |
3 | ## Key {#k a=b flag}
  |                ^^^^
  |
  = help: an attribute block here has an id and classes, `{#id .class}`
  = help: for a literal brace write `/{`

warning[invalid-attributes]: `k` means nothing here
 --> content/a.md:5:9
  |
5 | - item {k=v}
  |         ^
  |
  = help: an attribute block here has an id and classes, `{#id .class}`
  = help: for a literal brace write `/{`

warning[invalid-attributes]: attributes mean nothing here
 --> content/a.md:7:14
  |
7 | A paragraph. {.lead}
  |              ^^^^^^^
  |
  = help: headings, items, terms and images take attributes
  = help: for a literal brace write `/{`

warning[invalid-attributes]: attributes mean nothing here
 --> content/a.md:9:22
  |
9 | See [home](_index.md){.button}
  |                      ^^^^^^^^^
  |
  = help: headings, items, terms and images take attributes
  = help: for a literal brace write `/{`

warning[invalid-attributes]: `x` means nothing here
  --> content/a.md:13:10
   |
13 | Term {#t x=y}
   |          ^
   |
   = help: an attribute block here has an id and classes, `{#id .class}`
   = help: for a literal brace write `/{`

"#]]
    );
}

#[test]
fn slips_that_make_text_of_a_link_or_a_task_are_told() {
    let page = "![Prep](Prep Room.JPG) and [a plan](floor plan.pdf)\n\n- [ ]Count\n- [x]Sign\n- [] Lock\n1. []Go\n\n-[ ] Third\n";
    assert_data_eq!(
        found(page).join("\n"),
        str![[r#"
`[Prep](Prep Room.JPG)` is no link: its address has a space
`[a plan](floor plan.pdf)` is no link: its address has a space
`[ ]Count` is no task
`[x]Sign` is no task
`[] Lock` is no task
`-[ ] Third` is no task
"#]]
    );
    assert_data_eq!(
        told("- [] Lock\n\n![x](a b.png)\n"),
        str![[r#"
warning[foreign-syntax]: `[] Lock` is no task
 --> content/a.md:3:3
  |
3 | - [] Lock
  |   ^^^^^^^
  |
  = help: write `- [ ] `, with a space in the brackets and one on each side of them
  = help: to show it as it is, put it in backticks

warning[foreign-syntax]: `[x](a b.png)` is no link: its address has a space
 --> content/a.md:5:2
  |
5 | ![x](a b.png)
  |  ^^^^^^^^^^^^
  |
  = help: write `%20` for each space, or put the address into `<` and `>`
  = help: to show it as it is, put it in backticks

"#]]
    );
    // What is meant as it stands.
    let page = "[a](b.md \"A title.md\") \\[a](b c.md) `[a](b c.md)` [sic](as he says) [Smith](see section 2.5)\n\n\
                [] is an empty list.\n\n- a[ ]b\n- [x](https://example.org/)\n- [a](<b c.md>)\n";
    assert_eq!(found(page), Vec::<String>::new());
}

#[test]
fn a_table_right_below_a_quotation_is_told_where_it_begins() {
    assert_data_eq!(
        told(
            "> Some words:\n| a | b |\n|---|---|\n| 1 | 2 |\n\nText\nwords\n| a \\| b | c |\n|---|\n"
        ),
        str![[r#"
warning[broken-table]: this line makes no table: a table begins after an empty line
 --> content/a.md:5:1
  |
5 | |---|---|
  | ^^^^^^^^^
  |
  = help: put an empty line before the line of its header

warning[broken-table]: this line makes no table: it has other columns than the line above
  --> content/a.md:11:1
   |
11 | |---|
   | ^^^^^
   |
   = help: write as many `---` as the header has cells, with `|` between them

"#]]
    );
}

#[test]
fn a_block_with_an_id_is_that_of_the_item_only_at_the_end_of_a_line() {
    let build = site(
        "- ![a](/i.svg){#plan width=300} is the plan\n- ![b](/i.svg){#own} is own\n- ![c](/i.svg){#item}\n  words\n\n## ![d](/i.svg){#head}\n-- static/i.svg --\n<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 2 1\"></svg>\n",
    )
    .build();
    assert_eq!(messages(&build), "");
    assert_data_eq!(
        body(&build, "a/index.html"),
        str![[r##"
<ul>
<li><img src="/i.svg" width="300" height="150" alt="a" id="plan" loading="lazy" decoding="async"> is the plan</li>
<li><img src="/i.svg" width="2" height="1" alt="b" id="own" loading="lazy" decoding="async"> is own</li>
<li id="item"><img src="/i.svg" width="2" height="1" alt="c" loading="lazy" decoding="async">
words</li>
</ul>
<div class="heading"><h2 id="head"><img src="/i.svg" width="2" height="1" alt="d" loading="lazy" decoding="async"></h2><a class="heading-link" href="#head"><span aria-hidden="true">#</span><span class="visually-hidden">Section “d”</span></a></div>
"##]]
    );
}

#[test]
fn marks_of_lines_that_name_none_are_told() {
    assert_data_eq!(
        told("```js {5-3}\na\n```\n\n```js {0}\na\n```\n"),
        str![[r#"
warning[invalid-attributes]: `{5-3}` means nothing after the language of a code block
 --> content/a.md:3:7
  |
3 | ```js {5-3}
  |       ^^^^^
  |
  = help: a code block takes `title="…"`, and `{1,3-5}` for the lines to mark

warning[invalid-attributes]: `{0}` means nothing after the language of a code block
 --> content/a.md:7:7
  |
7 | ```js {0}
  |       ^^^
  |
  = help: a code block takes `title="…"`, and `{1,3-5}` for the lines to mark

"#]]
    );
}

#[test]
fn a_spaced_address_with_attributes_is_one_mistake() {
    let told = super::told("![x](fridge shelf.svg){width=240}\n\n[x](fridge shelf.pdf){.wide}\n");
    assert_eq!(told.matches("warning[").count(), 2, "{told}");
    assert_eq!(told.matches("[foreign-syntax]").count(), 2, "{told}");
}

#[test]
fn a_merge_that_is_not_finished_is_told_once_in_each_file() {
    let conflict = |ours: &str, theirs: &str| {
        format!("<<<<<<< HEAD\n{ours}\n=======\n{theirs}\n>>>>>>> branch\n")
    };
    let mut fixture = crate::fixture::Fixture::new(&format!(
        "-- content/_index.md --\n# Home\n-- content/a.md --\n+++\ntitle = \"A\"\n{}+++\ntext\n-- content/b.md --\n---\ntitle: B\n{}---\ntext\n-- content/c.md --\n# C\n\n{}\n```text\n{}```\n-- content/sources.yml --\n{}",
        conflict("weight = 1", "weight = 2"),
        conflict("weight: 1", "weight: 2"),
        conflict("One side", "The other"),
        conflict("a", "b"),
        conflict("a: { type: book, title: A }", "a: { type: book, title: B }"),
    ));
    assert_data_eq!(
        messages(&fixture.build()),
        str![[r#"
error[invalid-front-matter]: unfinished merge
 --> content/a.md:3:1
  |
3 | <<<<<<< HEAD
  | ^^^^^^^^^^^^
  |
  = help: keep the lines that are right and delete the lines that git added

error[invalid-front-matter]: unfinished merge
 --> content/b.md:3:1
  |
3 | <<<<<<< HEAD
  | ^^^^^^^^^^^^
  |
  = help: keep the lines that are right and delete the lines that git added

warning[foreign-syntax]: `<<<<<<< HEAD` is a mark of git in an unfinished merge
 --> content/c.md:3:1
  |
3 | <<<<<<< HEAD
  | ^^^^^^^^^^^^
  |
  = help: keep the lines that are right and delete the lines that git added
  = help: to show it as it is, put it in backticks

error[invalid-bibliography]: unfinished merge
 --> content/sources.yml:1:1
  |
1 | <<<<<<< HEAD
  | ^^^^^^^^^^^^
  |
  = help: keep the lines that are right and delete the lines that git added

"#]]
    );
}

#[test]
fn an_icon_is_no_character_and_a_role_of_sphinx_no_emoji() {
    assert_data_eq!(
        told("Click :material-magnify: and :smile:, see :ref:`the page` and :doc:`x`.\n"),
        str![[r#"
warning[foreign-syntax]: `:material-magnify:` is an icon of Material for MkDocs or Zensical
 --> content/a.md:3:7
  |
3 | Click :material-magnify: and :smile:, see :ref:`the page` and :doc:`x`.
  |       ^^^^^^^^^^^^^^^^^^
  |
  = help: show a picture of it, or leave it out
  = help: to show it as it is, put it in backticks

warning[foreign-syntax]: `:smile:` is the name of an emoji
 --> content/a.md:3:30
  |
3 | Click :material-magnify: and :smile:, see :ref:`the page` and :doc:`x`.
  |                              ^^^^^^^
  |
  = help: write the character itself
  = help: to show it as it is, put it in backticks

warning[foreign-syntax]: `:ref:` is a role of Sphinx
 --> content/a.md:3:43
  |
3 | Click :material-magnify: and :smile:, see :ref:`the page` and :doc:`x`.
  |                                           ^^^^^
  |
  = help: write a link, `[words](page.md)`, or the words alone
  = help: to show it as it is, put it in backticks

warning[foreign-syntax]: `:doc:` is a role of Sphinx
 --> content/a.md:3:63
  |
3 | Click :material-magnify: and :smile:, see :ref:`the page` and :doc:`x`.
  |                                                               ^^^^^
  |
  = help: write a link, `[words](page.md)`, or the words alone
  = help: to show it as it is, put it in backticks

"#]]
    );
}

#[test]
fn what_is_like_a_tag_is_escaped_as_html_where_markdown_has_no_meaning() {
    for text in [
        "<pre>\nhttps://x/<organization-name>/y\n</pre>\n",
        "<div>\nhttps://x/<organization-name>/y\n</div>\n",
    ] {
        let told = told(text);
        assert!(told.contains("write `&lt;organization-name>`"), "{told}");
        assert!(!told.contains("backticks"), "{told}");
    }
    let told = told("See <organization-name> there.\n");
    assert!(told.contains("put them in backticks"), "{told}");
}

#[test]
fn rows_of_bars_that_are_no_table_are_told_once() {
    let table = |rows: &str| {
        let told = told(&format!("{rows}\n"));
        let told = told.lines().filter(|line| line.starts_with("warning[")).map(str::to_owned);
        told.collect::<Vec<_>>()
    };
    let line = |why: &str| [format!("warning[broken-table]: this line makes no table: {why}")];
    let signs = line("it has other signs than hyphens and bars");
    assert_eq!(table("| a | b |\n| — | — |\n| 1 | 2 |"), signs);
    assert_eq!(table("| a | b |\n| === | === |"), signs);
    assert_eq!(table("+---+---+\n| a | b |\n+---+---+\n| 1 | 2 |\n+---+---+"), signs);
    assert_eq!(
        table("| a | b |\n|:-:|\n| 1 | 2 |"),
        line("it has other columns than the line above")
    );
    assert_eq!(
        table("| Bed | Crop |\n| North | peas |"),
        line("a line of hyphens has to follow its header")
    );
    assert_eq!(table("| a | b |\n\n|---|---|\n| 1 | 2 |"), line("no header stands right above it"));
    assert_eq!(table("| a | b |\n|-|-|\n| 1 | 2 |"), [""; 0]);
    assert_eq!(table("The value |x| + |y| or\n|z| + |w| is.\n\n| a line\n| and another"), [""; 0]);
}
