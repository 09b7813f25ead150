//! Glossaries: terms, their names, cards, lists and everything that can be wrong with them.

use snapbox::str;

use crate::fixture::{Fixture, between, messages, text};

const SITE: &str = r#"
-- content/_index.md --
# Home
-- content/glossary.md --
+++
title = "Glossary"
[glossary]
+++

Words with a meaning of their own.

Horizon {#horizon}
: How far ahead a decision looks before its *effect* is judged.

  A second paragraph.

Delegation {#delegation also="handing over, entrusting"}
: Handing over an outcome with the authority to reach it, within a [[horizon]].
: Not the same as dividing work.

The manager's job
: What is left.
"#;

/// The whole is used, so that a page says only what is wrong with itself.
const USES: &str =
    "-- content/uses.md --\n# Uses\n\n[[horizon]], [[delegation]] and [[the manager's job]].\n";

fn site(page: &str) -> Fixture {
    Fixture::new(&format!("{SITE}{USES}-- content/a.md --\n# A\n\n{page}"))
}

/// The prose of the page `a`, in a site where nothing is wrong.
#[track_caller]
fn prose(page: &str) -> String {
    let build = site(page).build();
    assert_eq!(messages(&build), "");
    let text = text(&build, "a/index.html");
    between(&text, "<div class=\"prose\">\n", "</div>\n\n").to_owned()
}

/// What is wrong with the page `a`.
fn wrong(page: &str) -> String {
    messages(&site(page).build())
}

#[test]
fn the_first_use_has_a_card_and_all_others_are_links() {
    snapbox::assert_data_eq!(
        prose("A [[horizon]] is a [[Horizon|long one]].\n"),
        str![[r#"
<p>A <label class="term"><button type="button" popovertarget="card-horizon" aria-labelledby="card-horizon-name"></button><span aria-hidden="true" id="card-horizon-name">horizon</span></label><span popover class="term-card" id="card-horizon"><strong>Horizon</strong> <span>How far ahead a decision looks before its <em>effect</em> is judged.</span> <a href="/glossary/#horizon">In the glossary<span class="visually-hidden">: Horizon</span></a></span> is a <a class="term" href="/glossary/#horizon">long one</a>.</p>


"#]]
    );
}

#[test]
fn a_term_is_found_by_id_title_and_synonym_without_regard_to_case() {
    let html =
        prose("[[DELEGATION]], [[Handing  over]], [[entrusting|trust]], [[The Manager’s Job]].\n");
    assert_eq!(html.matches("/glossary/#delegation").count(), 3);
    assert_eq!(html.matches("/glossary/#the-managers-job").count(), 1);
    assert!(html.contains(">trust</a>"), "{html}");
}

#[test]
fn headings_labels_and_lists_of_definitions_hold_plain_links() {
    let html = prose(
        "## The [[horizon]]\n\n- [ ] Name a [[horizon]]. {#name}\n\nA [[horizon]]\n: Said of it: [[horizon]].\n",
    );
    assert_eq!(html.matches("popovertarget").count(), 1);
    let definition = html.split_once("<dd>").expect("there is a definition").1;
    assert!(definition.contains("popovertarget"), "{html}");
    assert!(html.contains(
        r##"<h2 id="the-horizon">The <a class="term" href="/glossary/#horizon">horizon</a></h2>"##
    ));
}

#[test]
fn the_contents_of_a_page_show_the_words_alone() {
    let build = site(
        "## The [[horizon|far]] view [@x]\n\nText.\n\n## Second\n\nMore.\n\n## Third\n\nMost.\n\
         -- content/sources.yml --\nx: { type: book, title: X }\n",
    )
    .build();
    let page = text(&build, "a/index.html");
    assert!(page.contains("#the-far-view\">The far view</a>"), "{page}");
}

#[test]
fn terms_stand_in_tables_quotations_and_marks_and_over_line_ends() {
    let html = prose(
        "| A | B |\n| - | - |\n| [[horizon\\|far]] | ==[[horizon]]== |\n\n> a [[the manager's\n> job]]\n",
    );
    assert!(html.contains(">far</span></label>"), "{html}");
    assert!(
        html.contains(r##"<mark><a class="term" href="/glossary/#horizon">horizon</a></mark>"##)
    );
    assert!(html.contains(">the manager’s job</span></label>"), "{html}");
}

#[test]
fn code_and_escaped_brackets_are_text() {
    let html = prose("`[[x]]` and \\[[x]] and [\\[x]], `a[[1]]`.\n\n```\n[[x]]\n```\n");
    assert!(html.contains("<code>[[x]]</code> and [[x]] and [[x]]"), "{html}");
    assert!(!html.contains("class=\"term\""));
}

#[test]
fn a_card_has_an_id_of_its_own() {
    let html = prose("A [[horizon]].\n\n## Card {#card-horizon}\n\nText.\n");
    assert!(html.contains(r#"popovertarget="card-horizon-1""#), "{html}");
    assert!(html.contains(r#"id="card-horizon-1""#), "{html}");
}

#[test]
fn a_glossary_lists_its_terms_and_who_uses_them() {
    let build = site("[[entrusting]] it.\n").build();
    let glossary = text(&build, "glossary/index.html");
    snapbox::assert_data_eq!(
        between(&glossary, "<div class=\"prose\">\n", "</article>"),
        str![[r##"
<p>Words with a meaning of their own.</p>
<dl class="terms">
<div>
<dt id="horizon">Horizon</dt>
<dd><p>How far ahead a decision looks before its <em>effect</em> is judged.</p>
<p>A second paragraph.</p>
</dd>
<dd class="uses">Used in <a href="/uses/">Uses</a></dd>
</div>
<div>
<dt id="delegation">Delegation <span class="term-also">Also: handing over, entrusting</span></dt>
<dd><p>Handing over an outcome with the authority to reach it, within a <a class="term" href="#horizon">horizon</a>.</p>
</dd>
<dd><p>Not the same as dividing work.</p>
</dd>
<dd class="uses">Used in <a href="/a/">A</a>, <a href="/uses/">Uses</a></dd>
</div>
<div>
<dt id="the-managers-job">The manager’s job</dt>
<dd><p>What is left.</p>
</dd>
<dd class="uses">Used in <a href="/uses/">Uses</a></dd>
</div>
</dl>

</div>


"##]]
    );
}

#[test]
fn a_glossary_may_have_several_pages_and_lists() {
    let build = Fixture::new(&format!(
        "{SITE}{USES}-- content/more.md --\n---\ntitle: More\nglossary:\n---\n\n## One\n\nFirst\n: of all\n\n## Two\n\nLast\n: of all, after the [[first]]\n\n```\nCode\n: is none\n```\n-- content/a.md --\n# A\n\n[[last]] [[horizon]]\n"
    ))
    .build();
    assert_eq!(messages(&build), "");
    let page = text(&build, "more/index.html");
    assert_eq!(page.matches("<dl class=\"terms\">").count(), 2);
    assert!(page.contains(r##"after the <a class="term" href="#first">first</a>"##), "{page}");
    assert!(text(&build, "a/index.html").contains("/more/#last"));
}

#[test]
fn a_list_of_terms_shows_those_that_are_named_or_used() {
    let named = prose("```{term-list} Delegation, horizon\n```\n");
    snapbox::assert_data_eq!(
        named,
        str![[r#"
<dl class="terms">
<div>
<dt><a href="/glossary/#delegation">Delegation</a></dt>
<dd><p>Handing over an outcome with the authority to reach it, within a <a class="term" href="/glossary/#horizon">horizon</a>.</p>
</dd>
<dd><p>Not the same as dividing work.</p>
</dd>
</div>
<div>
<dt><a href="/glossary/#horizon">Horizon</a></dt>
<dd><p>How far ahead a decision looks before its <em>effect</em> is judged.</p>
<p>A second paragraph.</p>
</dd>
</div>
</dl>


"#]]
    );
    let used = prose("On the [[horizon]].\n\n```{term-list}\n```\n");
    assert_eq!(used.matches("<dt>").count(), 1);
}

#[test]
fn a_list_of_terms_says_what_is_wrong() {
    snapbox::assert_data_eq!(
        wrong(
            "```{term-list} horizon, delegatoin\n```\n\n```{term-list}\n:terms: x\n```\n\n```{term-list}\n```\n"
        ),
        str![[r#"
error[unknown-term]: there is no term `delegatoin`
 --> content/a.md:3:25
  |
3 | ```{term-list} horizon, delegatoin
  |                         ^^^^^^^^^^
  |
  = help: did you mean `delegation`?
  = help: define it in the glossary, or write `/[[delegatoin]]` for literal brackets

error[invalid-directive]: the directive `term-list` has no option `terms`
 --> content/a.md:7:2
  |
7 | :terms: x
  |  ^^^^^
  |
  = help: it has no options

"#]]
    );
    snapbox::assert_data_eq!(
        wrong("```{term-list}\n```\n"),
        str![[r#"
error[invalid-directive]: this list is empty: the page uses no terms
 --> content/a.md:3:5
  |
3 | ```{term-list}
  |     ^^^^^^^^^
  |
  = help: name terms after `{term-list}`, separated by commas

"#]]
    );
}

#[test]
fn an_unknown_term_is_an_error_with_a_suggestion() {
    snapbox::assert_data_eq!(
        wrong("The [[horizn]], [[hand over]], and [[1]].\n"),
        str![[r#"
error[unknown-term]: there is no term `horizn`
 --> content/a.md:3:5
  |
3 | The [[horizn]], [[hand over]], and [[1]].
  |     ^^^^^^^^^^
  |
  = help: did you mean `horizon`?
  = help: define it in the glossary, or write `/[[horizn]]` for literal brackets

error[unknown-term]: there is no term `hand over`
 --> content/a.md:3:17
  |
3 | The [[horizn]], [[hand over]], and [[1]].
  |                 ^^^^^^^^^^^^^
  |
  = help: did you mean `handing over`?
  = help: define it in the glossary, or write `/[[hand over]]` for literal brackets

error[unknown-term]: there is no term `1`
 --> content/a.md:3:36
  |
3 | The [[horizn]], [[hand over]], and [[1]].
  |                                    ^^^^^
  |
  = help: define it in the glossary, or write `/[[1]]` for literal brackets

"#]]
    );
}

#[test]
fn a_site_without_terms_says_how_to_have_some() {
    let build = Fixture::new("-- content/_index.md --\n# Home\n\nThe [[horizon]].\n").build();
    snapbox::assert_data_eq!(messages(&build), str![""]);
}

#[test]
fn malformed_terms_are_errors() {
    snapbox::assert_data_eq!(
        wrong(
            "[[ ]] and [[|x]] and [[horizon|]] and [[a [b] c]].\n\n[[horizon\n\n| [[a|b]] | c |\n| - | - |\n\n[[`code`]] and [a [[horizon]] b](uses.md)\n"
        ),
        str![[r#"
error[invalid-reference]: this term has no name
 --> content/a.md:3:1
  |
3 | [[ ]] and [[|x]] and [[horizon|]] and [[a [b] c]].
  | ^^^^^
  |
  = help: write the name of a term of the glossary between the brackets
  = help: for a literal bracket write `/[`

error[invalid-reference]: this term has no name
 --> content/a.md:3:11
  |
3 | [[ ]] and [[|x]] and [[horizon|]] and [[a [b] c]].
  |           ^^^^^^
  |
  = help: write the name of a term of the glossary between the brackets
  = help: for a literal bracket write `/[`

error[invalid-reference]: this term has no text after `|`
 --> content/a.md:3:22
  |
3 | [[ ]] and [[|x]] and [[horizon|]] and [[a [b] c]].
  |                      ^^^^^^^^^^^^
  |
  = help: write the words to show after `|`, or remove the `|`
  = help: for a literal bracket write `/[`

error[invalid-reference]: a term cannot contain a bracket
 --> content/a.md:3:39
  |
3 | [[ ]] and [[|x]] and [[horizon|]] and [[a [b] c]].
  |                                       ^^^^^
  |
  = help: write a term as `[[name]]` or `[[name|shown text]]`
  = help: for a literal bracket write `/[`

error[invalid-reference]: `[[` is not closed
 --> content/a.md:5:1
  |
5 | [[horizon
  | ^^
  |
  = help: write a term as plain text within one paragraph; in a table write `/|` for `|`
  = help: for a literal bracket write `/[`

error[unknown-term]: there is no term `a`
 --> content/a.md:7:3
  |
7 | | [[a|b]] | c |
  |   ^^^^^^^
  |
  = help: that is a page: write `[a](a.md)`

warning[broken-table]: this line makes no table: it has other columns than the line above
 --> content/a.md:8:1
  |
8 | | - | - |
  | ^^^^^^^^^
  |
  = help: write as many `---` as the header has cells, with `|` between them

error[invalid-reference]: `[[` is not closed
  --> content/a.md:10:1
   |
10 | [[`code`]] and [a [[horizon]] b](uses.md)
   | ^^
   |
   = help: write a term as plain text within one paragraph; in a table write `/|` for `|`
   = help: for a literal bracket write `/[`

error[invalid-reference]: a term cannot be inside a link
  --> content/a.md:10:19
   |
10 | [[`code`]] and [a [[horizon]] b](uses.md)
   |                   ^^^^^^^^^^^
   |
   = help: write the words without brackets, or move the term out of the link
   = help: for a literal bracket write `/[`

"#]]
    );
}

#[test]
fn a_name_of_two_terms_is_an_error_that_names_both() {
    let build = Fixture::new(&format!(
        "{SITE}{USES}-- content/more.md --\n+++\ntitle = \"More\"\n[glossary]\n+++\n\nTrust {{#trust also=\"Entrusting, handing over\"}}\n: Another.\n\nTrust\n: Again.\n-- content/a.md --\n# A\n\n[[trust]] [[trust-1]]\n"
    ))
    .build();
    snapbox::assert_data_eq!(
        messages(&build),
        str![[r#"
error[duplicate-term]: two terms have the name `Entrusting`
  --> content/more.md:6:1
   |
 6 | Trust {#trust also="Entrusting, handing over"}
   | ^^^^^
   |
   = help: ids, titles and synonyms of all glossaries must differ; rename one of the two
note: first used here
  --> content/glossary.md:13:1
   |
13 | Delegation {#delegation also="handing over, entrusting"}
   | ^^^^^^^^^^

error[duplicate-term]: two terms have the name `Trust`
 --> content/more.md:9:1
  |
9 | Trust
  | ^^^^^
  |
  = help: ids, titles and synonyms of all glossaries must differ; rename one of the two
note: first used here
 --> content/more.md:6:1
  |
6 | Trust {#trust also="Entrusting, handing over"}
  | ^^^^^

"#]]
    );
}

#[test]
fn a_term_that_no_page_uses_is_told() {
    let build = Fixture::new(&format!("{SITE}-- content/a.md --\n# A\n\n[[delegation]]\n")).build();
    snapbox::assert_data_eq!(
        messages(&build),
        str![[r#"
warning[unused-term]: no page uses the term `The manager’s job`
  --> content/glossary.md:17:1
   |
17 | The manager's job
   | ^^^^^^^^^^^^^^^^^
   |
   = help: write `[[The manager’s job]]` where you use it, or delete it
   = help: if the page is for looking up, write `unused = true` under `[glossary]`

"#]]
    );
}

#[test]
fn each_term_that_no_page_uses_is_told() {
    let terms: String = (0..30).map(|i| format!("Term {i}\n: x\n\n")).collect();
    let build = Fixture::new(&format!(
        "-- content/_index.md --\n+++\ntitle = \"G\"\n[glossary]\n+++\n\n{terms}"
    ))
    .build();
    let told = messages(&build);
    assert_eq!(told.matches("no page uses the term").count(), 30);
}

#[test]
fn terms_have_no_other_attributes_and_the_table_no_keys() {
    let build = Fixture::new(
        "-- content/_index.md --\n+++\ntitle = \"G\"\n[glossary]\nsort = true\n+++\n\nOne {#one aslo=\"x\" big}\n: x [[one]]\n",
    )
    .build();
    snapbox::assert_data_eq!(
        messages(&build),
        str![[r#"
error[unknown-key]: unknown key `glossary.sort`
 --> content/_index.md:4:1
  |
4 | sort = true
  | ^^^^
  |
  = help: the known keys are `unused`

error[invalid-attributes]: terms have no attribute `aslo`
 --> content/_index.md:7:11
  |
7 | One {#one aslo="x" big}
  |           ^^^^
  |
  = help: did you mean `also`?
  = help: write other words for a term as `{#id also="one, another"}`

error[invalid-attributes]: terms have no attribute `big`
 --> content/_index.md:7:20
  |
7 | One {#one aslo="x" big}
  |                    ^^^
  |
  = help: write other words for a term as `{#id also="one, another"}`

"#]]
    );
}

#[test]
fn a_definition_with_a_note_shows_the_note_on_its_page_alone() {
    let build = Fixture::new(
        "-- content/_index.md --\n+++\ntitle = \"G\"\n[glossary]\n+++\n\nOne\n: First[^n] thing.\n\nTwo\n: - a list\n\n[^n]: Noted.\n-- content/a.md --\n# A\n\nThe [[one]] and [[two]].\n",
    )
    .build();
    assert_eq!(messages(&build), "");
    assert!(text(&build, "index.html").contains("First<sup class=\"note-ref\">"));
    let page = text(&build, "a/index.html");
    assert!(page.contains("<span>First thing.</span>"), "{page}");
    assert!(!page.contains("note-ref"));
}

#[test]
fn an_edit_of_prose_renders_one_page_and_a_new_use_the_glossary_too() {
    let mut site = site("Nothing yet.\n");
    site.build();
    let build = site.replace("content/a.md", "yet", "so far").build();
    assert_eq!(build.stats.rendered, ["/a/"]);
    let build = site.replace("content/a.md", "so far", "[[horizon]]").build();
    assert_eq!(build.stats.rendered, ["/a/", "/glossary/"]);
    let build = site.replace("content/glossary.md", "*effect*", "*outcome*").build();
    assert_eq!(build.stats.rendered, ["/a/", "/glossary/", "/uses/"]);
    assert!(text(&build, "a/index.html").contains("<em>outcome</em>"));
}

#[test]
fn a_message_follows_its_term_when_prose_above_grows() {
    let mut site = site("[[horizon]]\n");
    site.remove("content/uses.md");
    let before = messages(&site.build());
    assert!(before.contains("content/glossary.md:17:1"), "{before}");
    site.replace("content/glossary.md", "Words with", "More.\n\nWords with");
    let after = messages(&site.build());
    assert!(after.contains("content/glossary.md:19:1"), "{after}");
}

#[test]
fn a_term_is_found_in_either_unicode_form() {
    let build = Fixture::new(
        "-- content/_index.md --\n# Home\n\n[[pla\u{302}n]] and [[rôle]].\n-- content/words.md --\n+++\ntitle = \"Words\"\n[glossary]\n+++\n\nPlân\n: One.\n\nRo\u{302}le\n: Two.\n",
    )
    .build();
    assert_eq!(messages(&build), "");
}

#[test]
fn a_page_in_the_brackets_of_a_term_is_told_with_its_link() {
    let build = Fixture::new(&format!(
        "{SITE}-- content/duty/phone-list.md --\n# Phone list\n-- content/a.md --\n# A\n\n\
         [[phone list]] [[phone-list]] [[delegation]] [[manager]]\n"
    ))
    .build();
    snapbox::assert_data_eq!(
        messages(&build),
        str![[r#"
error[unknown-term]: there is no term `phone list`
 --> content/a.md:3:1
  |
3 | [[phone list]] [[phone-list]] [[delegation]] [[manager]]
  | ^^^^^^^^^^^^^^
  |
  = help: that is a page: write `[phone list](duty/phone-list.md)`

error[unknown-term]: there is no term `phone-list`
 --> content/a.md:3:16
  |
3 | [[phone list]] [[phone-list]] [[delegation]] [[manager]]
  |                ^^^^^^^^^^^^^^
  |
  = help: that is a page: write `[phone-list](duty/phone-list.md)`

error[unknown-term]: there is no term `manager`
 --> content/a.md:3:46
  |
3 | [[phone list]] [[phone-list]] [[delegation]] [[manager]]
  |                                              ^^^^^^^^^^^
  |
  = help: define it in the glossary, or write `/[[manager]]` for literal brackets

warning[unused-term]: no page uses the term `The manager’s job`
  --> content/glossary.md:17:1
   |
17 | The manager's job
   | ^^^^^^^^^^^^^^^^^
   |
   = help: write `[[The manager’s job]]` where you use it, or delete it
   = help: if the page is for looking up, write `unused = true` under `[glossary]`

"#]]
    );
}

#[test]
fn a_glossary_may_have_terms_that_no_page_uses() {
    let glossary =
        "-- content/_index.md --\n+++\ntitle = \"G\"\n[glossary]\nunused = true\n+++\n\nOne\n: x\n";
    let told = messages(&Fixture::new(glossary).build());
    assert!(!told.contains("unused-term"), "{told}");
}
