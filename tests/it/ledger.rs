//! The ledger of sources: what a site demands of each, and where readers see it.

use snapbox::{assert_data_eq, str};

use crate::fixture::{Fixture, between, messages, text};

const CONFIG: &str = r#"-- handbook.toml --
title = "T"
base_url = "https://example.org/"
generate_markdown = true
generate_data = true

[[ledger]]
key = "grade"
label = "Grade"
values = ["A", "B", "C"]
required = true
card = true
marks = { C = "C" }

[[ledger]]
key = "size"

[[ledger]]
key = "read"
label = "Read"
values = ["by us", "through others"]
required = true
marks = { "through others" = "unread" }
"#;

const YML: &str = r#"-- content/sources.yml --
good:
  type: book
  title: Good
  author: Good, G.
  date: 2001
  ledger: { grade: A, size: 12, read: by us }
weak:
  type: book
  title: Weak
  author: Weak, W.
  date: 2002
  note: A note.
  ledger:
    grade: C
    size: "–"
    read: through others
"#;

const LIST: &str =
    "-- content/sources.md --\n+++\ntitle = \"Sources\"\n[sources]\nunused = true\n+++\n\nAll.\n";

/// A site with a page `a` and a file of sources.
fn site(config: &str, sources: &str, page: &str) -> Fixture {
    Fixture::new(&format!(
        "{config}-- content/_index.md --\n# Home\n{sources}{LIST}-- content/a.md --\n# A\n\n{page}\n"
    ))
}

/// The prose of the page `a`, in a site where nothing is wrong.
#[track_caller]
fn prose(page: &str) -> String {
    let build = site(CONFIG, YML, page).build();
    assert_eq!(messages(&build), "");
    between(&text(&build, "a/index.html"), "<div class=\"prose\">\n", "</div>\n\n").to_owned()
}

#[test]
fn the_list_shows_the_ledger_of_each_source() {
    let build = site(CONFIG, YML, "[@good] [@weak]").build();
    assert_eq!(messages(&build), "");
    let page = text(&build, "sources/index.html");
    assert_data_eq!(
        between(&page, "<ul class=\"sources\">\n", "</ul>"),
        str![[r#"
<li id="good"><p>Good, G. (2001). <i>Good</i>.</p>
<p class="source-ledger">Grade: A; size: 12; Read: by us</p>
<p class="uses">Cited in <a href="/a/">A</a></p>
</li>
<li id="weak"><p>Weak, W. (2002). <i>Weak</i>.</p>
<p class="source-ledger">Grade: C; Read: through others</p>
<p class="source-note">A note.</p>
<p class="uses">Cited in <a href="/a/">A</a></p>
</li>

"#]]
    );
    assert_data_eq!(
        text(&build, "sources/index.md"),
        str![[r#"
# Sources

All.

- Good, G. (2001). *Good*.

  Grade: A; size: 12; Read: by us

  Cited in [A](https://example.org/a/)

- Weak, W. (2002). *Weak*.

  Grade: C; Read: through others

  A note.

  Cited in [A](https://example.org/a/)

"#]]
    );
    let data = text(&build, "handbook.json");
    assert!(data.contains(r#""ledger":{"grade":"C","read":"through others"}"#), "{data}");
}

#[test]
fn the_first_citation_opens_a_card_and_the_next_is_a_link() {
    assert_data_eq!(
        prose("One [@good, ch. 2], two [@good]."),
        str![[r#"
<p>One <span class="citation">(<label class="term"><button type="button" popovertarget="source-good" aria-labelledby="source-good-name"></button><span aria-hidden="true" id="source-good-name">Good, 2001, Chapter 2</span></label><span popover class="term-card" id="source-good"><strong>Good</strong> <span>Grade: A</span> <a role="doc-biblioref" href="/sources/#good">In the list of sources<span class="visually-hidden">: Good, 2001, Chapter 2</span></a></span>)</span>, two <span class="citation">(<a role="doc-biblioref" href="/sources/#good">Good, 2001</a>)</span>.</p>


"#]]
    );
}

#[test]
fn a_source_with_a_mark_shows_it_where_it_is_cited_alone() {
    let page = prose("[@weak] [see -@weak, p. 3] [@weak; @good]");
    assert_eq!(page.matches("<small>[C, unread]</small>").count(), 2, "{page}");
    assert!(!prose("[@good]").contains("<small>"));
}

#[test]
fn marks_are_in_copies_in_markdown_and_on_paper() {
    let page = "Cited [@weak].\n-- content/print.md --\n+++\ntitle = \"Print\"\n[print]\n+++";
    let build = site(CONFIG, YML, page).build();
    assert_eq!(messages(&build), "");
    assert!(
        text(&build, "a/index.md")
            .contains("([Weak, 2002 \\[C, unread\\]](https://example.org/sources/#weak))")
    );
    assert_data_eq!(
        between(&text(&build, "print/index.html"), "Cited ", "</p>"),
        str![[
            r##"<span class="citation">(<a class="term" role="doc-biblioref" href="#p-sources--weak"><span>Weak, 2002 <small>[C, unread]</small></span></a>)</span>."##
        ]]
    );
}

#[test]
fn a_book_has_the_marks_and_the_list() {
    let book = crate::epub::book(&format!(
        "{CONFIG}-- content/_index.md --\n+++\ntitle = \"Home\"\n+++\nCited [@weak].\n{YML}{LIST}"
    ));
    book.check();
    assert_data_eq!(
        book.body("introduction.xhtml").to_owned(),
        str![[r#"
<p>Cited <span class="citation">(<a role="doc-biblioref" epub:type="biblioref" href="sources.xhtml#weak">Weak, 2002 <small>[C, unread]</small></a>)</span>.</p>

"#]]
    );
    assert!(book.body("sources.xhtml").contains("Grade: C; Read: through others"));
}

#[test]
fn a_citation_in_a_heading_or_without_a_list_has_no_card() {
    let page = prose("## A heading [@good]");
    assert!(!page.contains("popover"), "{page}");
    let mut site = site(CONFIG, YML, "[@weak] [@good]");
    let build = site.remove("content/sources.md").build();
    let page = text(&build, "a/index.html");
    assert!(page.contains("(Weak, 2002 <small>[C, unread]</small>)"), "{page}");
}

#[test]
fn without_a_ledger_a_citation_is_a_link_and_the_list_says_nothing_of_it() {
    let plain = "-- content/sources.yml --\nx:\n  type: book\n  title: X\n  author: X, Y\n";
    let build = site("", plain, "[@x]").build();
    assert_eq!(messages(&build), "");
    assert!(!text(&build, "a/index.html").contains("term-card"));
    assert!(!text(&build, "sources/index.html").contains("source-ledger"));
}

#[test]
fn what_is_missing_or_wrong_in_a_ledger_is_told_once_for_each_mistake() {
    let sources = "-- content/sources.yml --
none:
  type: book
  title: None
part:
  type: book
  title: Part
  ledger:
    grade: D
    read:
typo:
  type: book
  title: Typo
  ledger: { grad: A, read: by us, colour: red }
list:
  type: book
  title: List
  ledger: [A]
";
    assert_data_eq!(
        messages(&site(CONFIG, sources, "[@none] [@part] [@typo]").build()),
        str![[r#"
error[invalid-ledger]: the source `none`: its ledger lacks `grade`, `read`
 --> content/sources.yml:1:1
  |
1 | none:
  | ^^^^
  |
  = help: write `ledger:` and below it, indented, lines such as `grade: …`; a dash says that there is none
  = help: `grade` is one of `A`, `B`, `C`
  = help: `read` is one of `by us`, `through others`

error[invalid-ledger]: the source `part`: its ledger lacks `read`
 --> content/sources.yml:4:1
  |
4 | part:
  | ^^^^
  |
  = help: write `ledger:` and below it, indented, lines such as `read: …`; a dash says that there is none
  = help: `read` is one of `by us`, `through others`

error[invalid-ledger]: the source `part`: `D` is no value of `grade` in its ledger
 --> content/sources.yml:8:12
  |
8 |     grade: D
  |            ^
  |
  = help: write one of `A`, `B`, `C`

error[invalid-ledger]: the source `typo`: unknown key `grad` in its ledger
  --> content/sources.yml:13:13
   |
13 |   ledger: { grad: A, read: by us, colour: red }
   |             ^^^^
   |
   = help: did you mean `grade`?

error[invalid-ledger]: the source `typo`: unknown key `colour` in its ledger
  --> content/sources.yml:13:35
   |
13 |   ledger: { grad: A, read: by us, colour: red }
   |                                   ^^^^^^
   |
   = help: the keys of `[[ledger]]` are `grade`, `size`, `read`

error[invalid-bibliography]: the source `list`: `ledger` is a list
  --> content/sources.yml:17:11
   |
17 |   ledger: [A]
   |           ^^^
   |
   = help: write its keys below it, indented, such as `grade: B`

"#]]
    );
}

#[test]
fn bibtex_has_the_ledger_in_fields_that_are_not_inherited() {
    let sources = "-- content/sources.bib --
@book{whole, title = {Whole}, year = 2001, ledger-grade = {A}, ledger-read = {by us}}
@incollection{part, title = {Part}, crossref = {whole}, ledger-grade = {F}, LEDGER-size = {3 \\& 4}}
";
    let build = site(CONFIG, sources, "[@whole] [@part]").build();
    assert_data_eq!(
        messages(&build),
        str![[r#"
error[invalid-ledger]: the source `part`: its ledger lacks `read`
 --> content/sources.bib:2:15
  |
2 | @incollection{part, title = {Part}, crossref = {whole}, ledger-grade = {F}, LEDGER-size = {3 ...
  |               ^^^^
  |
  = help: write fields such as `ledger-read = {…}`; a dash says that there is none
  = help: `read` is one of `by us`, `through others`

error[invalid-ledger]: the source `part`: `F` is no value of `grade` in its ledger
 --> content/sources.bib:2:72
  |
2 | @incollection{part, title = {Part}, crossref = {whole}, ledger-grade = {F}, LEDGER-size = {3 ...
  |                                                                        ^^^
  |
  = help: write one of `A`, `B`, `C`

"#]]
    );
    let sources = sources.replace("{F}", "{C}, ledger-read = {by us}");
    let build = site(CONFIG, &sources, "[@whole] [@part]").build();
    assert_eq!(messages(&build), "");
    let page = text(&build, "sources/index.html");
    assert!(page.contains("<p class=\"source-ledger\">Grade: C; size: 3 &amp; 4; Read: by us</p>"));
}

#[test]
fn a_ledger_that_the_site_does_not_declare_is_told_once() {
    assert_data_eq!(
        messages(&site("", YML, "[@good] [@weak]").build()),
        str![[r#"
error[invalid-ledger]: sources have a ledger, and the site declares none
 --> content/sources.yml:6:13
  |
6 |   ledger: { grade: A, size: 12, read: by us }
  |             ^^^^^
  |
  = help: declare its keys in `handbook.toml`: `[[ledger]]` with `key = "grade"`

"#]]
    );
}

#[test]
fn what_says_nothing_in_the_declaration_is_told() {
    let config = r#"-- handbook.toml --
title = "T"
[[ledger]]
key = "grade"
values = ["A", " A", "", "–"]
marks = { A = "" }
[[ledger]]
key = "kind"
label = " "
values = []
[[ledger]]
key = "size"
label = "grade"
"#;
    assert_data_eq!(
        messages(&site(config, "", "Text.").build()),
        str![[r#"
error[invalid-value]: `ledger.values` names `A` twice
 --> handbook.toml:4:16
  |
4 | values = ["A", " A", "", "–"]
  |                ^^^^
  |
  = help: delete one of them

error[invalid-value]: `ledger.values` has an empty value
 --> handbook.toml:4:22
  |
4 | values = ["A", " A", "", "–"]
  |                      ^^
  |
  = help: write a word, or delete it

error[invalid-value]: `ledger.values` names `–`, which says that there is none
 --> handbook.toml:4:26
  |
4 | values = ["A", " A", "", "–"]
  |                          ^^^
  |
  = help: delete it: every key may have a dash

error[invalid-value]: `ledger.marks` has an empty mark for `A`
 --> handbook.toml:5:15
  |
5 | marks = { A = "" }
  |               ^^
  |
  = help: write the mark, or delete the value: then it has none

error[invalid-value]: `ledger.label` is empty
 --> handbook.toml:8:9
  |
8 | label = " "
  |         ^^^
  |
  = help: write what readers see, or leave it out: then they see the key

error[invalid-value]: `ledger.values` is empty
 --> handbook.toml:9:10
  |
9 | values = []
  |          ^^
  |
  = help: write the values that are allowed, or leave it out: then any is

error[invalid-value]: `ledger.label` is that of `grade` too
  --> handbook.toml:12:9
   |
12 | label = "grade"
   |         ^^^^^^^
   |
   = help: give each key a label of its own

"#]]
    );
}

#[test]
fn a_key_that_cannot_be_one_is_one_mistake() {
    let config =
        "-- handbook.toml --\ntitle = \"T\"\n[[ledger]]\nkey = \"Grade\"\nrequired = true\n";
    let sources = "-- content/sources.yml --\none: { type: book, title: One, ledger: { Grade: A } }\ntwo: { type: book, title: Two }\n";
    assert_data_eq!(
        messages(&site(config, sources, "[@one] [@two]").build()),
        str![[r#"
error[invalid-value]: `ledger.key` is not a valid id
 --> handbook.toml:3:7
  |
3 | key = "Grade"
  |       ^^^^^^^
  |
  = help: write `grade`

"#]]
    );
}

#[test]
fn a_source_that_is_cited_twice_is_alone() {
    assert_data_eq!(
        prose("[@weak, p. 1; @weak, p. 5] and [@weak; @good]."),
        str![[r#"
<p><span class="citation">(<label class="term"><button type="button" popovertarget="source-weak" aria-labelledby="source-weak-name"></button><span aria-hidden="true" id="source-weak-name">Weak, 2002, p. 1</span></label><span popover class="term-card" id="source-weak"><strong>Weak</strong> <span>Grade: C</span> <a role="doc-biblioref" href="/sources/#weak">In the list of sources<span class="visually-hidden">: Weak, 2002, p. 1</span></a></span>; <a role="doc-biblioref" href="/sources/#weak">Weak, 2002, p. 5 <small>[C, unread]</small></a>)</span> and <span class="citation">(<a role="doc-biblioref" href="/sources/#weak">Weak, 2002</a>; <label class="term"><button type="button" popovertarget="source-good" aria-labelledby="source-good-name"></button><span aria-hidden="true" id="source-good-name">Good, 2001</span></label><span popover class="term-card" id="source-good"><strong>Good</strong> <span>Grade: A</span> <a role="doc-biblioref" href="/sources/#good">In the list of sources<span class="visually-hidden">: Good, 2001</span></a></span>)</span>.</p>


"#]]
    );
}

#[test]
fn what_is_wrong_in_the_declaration_is_told() {
    let config = r#"-- handbook.toml --
title = "T"
[[ledger]]
label = "No key"
[[ledger]]
key = "Grade"
[[ledger]]
key = "grade"
values = ["A"]
marks = { B = "B" }
[[ledger]]
key = "grade"
needed = true
"#;
    assert_data_eq!(
        messages(&site(config, "", "Text.").build()),
        str![[r#"
error[missing-key]: `ledger.key` is missing
 --> handbook.toml:2:1
  |
2 | [[ledger]]
  | ^^^^^^^^^^
  |
  = help: write `key = "grade"`, as it stands in the bibliography

error[invalid-value]: `ledger.key` is not a valid id
 --> handbook.toml:5:7
  |
5 | key = "Grade"
  |       ^^^^^^^
  |
  = help: write `grade`

error[invalid-value]: `ledger.marks` names `B`, which is none of `values`
 --> handbook.toml:9:11
  |
9 | marks = { B = "B" }
  |           ^
  |
  = help: the values are `A`

error[invalid-value]: `ledger.key` stands there twice
  --> handbook.toml:11:7
   |
11 | key = "grade"
   |       ^^^^^^^
   |
   = help: delete one of them

error[unknown-key]: unknown key `ledger.needed`
  --> handbook.toml:12:1
   |
12 | needed = true
   | ^^^^^^
   |
   = help: the known keys are `key`, `label`, `values`, `required`, `card`, `marks`

"#]]
    );
}

#[test]
fn an_edit_of_the_declaration_is_noticed() {
    let mut site = site(CONFIG, YML, "[@weak]");
    site.build();
    let build = site.replace("handbook.toml", "\"unread\"", "\"not read\"").build();
    assert!(text(&build, "a/index.html").contains("[C, not read]"));
}
