//! Checklists: every task list as a view, embedded ones, and lists of pages.

mod rounds;

use handbook::base::outputs::Output;
use snapbox::{assert_data_eq, str};

use crate::fixture::{Fixture, bare, body, messages, text};

/// Draws a checklist so that a test sees all of its view, one item a line.
const DRAWN: &str = r#"-- templates/components/checklist.html --
{% component checklist(view) %}
LIST {{ view.id }} "{{ view.title }}" {{ view.path }} {% if view.is_embedded %}of {{ view.page_title }} {% endif %}{{ view.key }} {% for key in view.former_keys %}<{{ key }}{% endfor %} total={{ view.total }}
{{ <drawn_items items={view.items} depth="-" /> }}{% endcomponent checklist %}
{% component drawn_items(items, depth) %}{% for item in items -%}
{{ depth }} {{ item.id }}={{ item.element_id }} {{ item.box_id }}{% if item.checked %} x{% endif %} [{{ item.label | safe }}] '{{ item.text | safe }}' {% if item.hint %}{{ item.hint_id }}({{ item.hint | safe }}) {% endif %}{% if item.more %}MORE {{ item.more | safe }}{% endif %}
{{ <drawn_items items={item.items} depth={depth ~ "-"} /> }}{% endfor %}{% endcomponent drawn_items %}
-- templates/components/page_list.html --
{% component page_list(view) %}
PAGES {{ view.kind }}
{% for entry in view.entries %}{{ entry.kind }} {{ entry.link.path }} count={{ entry.count }} minutes={{ entry.minutes }}{% for list in entry.lists %} | {{ list.title }} {{ list.path }} {{ list.key }} {{ list.items | join(sep=" ") }}{% endfor %}
{% endfor %}{% endcomponent page_list %}
"#;

fn site(pages: &str) -> Fixture {
    bare(&format!("{DRAWN}-- content/_index.md --\n# Home\n{pages}"))
}

/// The body of a page `a` with this Markdown.
fn drawn(markdown: &str) -> String {
    let mut fixture = site(&format!("-- content/a.md --\n# A\n\n{markdown}"));
    let build = fixture.build();
    let told: Vec<_> = build.diagnostics.iter().filter(|d| d.is_error()).collect();
    assert!(told.is_empty(), "{}", messages(&build));
    body(&build, "a/index.html")
}

#[test]
fn a_task_has_a_label_and_what_follows_its_attributes_is_its_hint() {
    let told = drawn(
        "## This week {#week}\n\n- [ ] Ask *what for* [here](_index.md). {#ask}\n  A **hint**\n  of two lines.\n- [x] Don't!\n  go on {#dont .big}\n",
    );
    snapbox::assert_data_eq!(
        told,
        str![[r##"
<div class="heading"><h2 id="week">This week</h2><a class="heading-link" href="#week"><span aria-hidden="true">#</span><span class="visually-hidden">Section “This week”</span></a></div>

LIST checklist "This week" /a/#week /a/  total=2
- ask=ask ask-box [Ask <em>what for</em> <a href="/">here</a>.] 'Ask what for here.' ask-hint(A <strong>hint</strong>
of two lines.) 
- dont=dont dont-box x [<span class="big">Don’t!
go on</span>] 'Don’t! go on'
"##]]
    );
}

#[test]
fn tasks_below_a_task_belong_to_it_and_all_else_stays() {
    let told = drawn(
        "- [ ] One {#one}\n\n  More.[^n]\n\n  1. [ ] Two {#two}\n     - plain\n  2. third\n\n  > - [ ] Quoted {#quoted}\n\n- [ ] Last {#last}\n\n[^n]: Note.\n",
    );
    snapbox::assert_data_eq!(
        told,
        str![[r##"
LIST checklist "A" /a/ /a/  total=3
- one=one one-box [One] 'One' MORE <p>More.<sup class="note-ref"><a href="#fn-n" id="fnref-n" aria-label="Note 1">1</a></sup></p>
<ol start="2">
<li>third</li>
</ol>
<blockquote>

LIST checklist-1 "A" /a/ /a/  total=1
- quoted=quoted quoted-box [Quoted] 'Quoted' 

</blockquote>

-- two=two two-box [Two] 'Two' MORE <ul>
<li>plain</li>
</ul>

- last=last last-box [Last] 'Last' 

<section class="notes" role="doc-endnotes" aria-labelledby="notes">
<h2 id="notes">Notes</h2>
<ol>
<li id="fn-n"><p>Note. <a class="note-back" href="#fnref-n" role="doc-backlink" aria-label="Back to note 1">↩</a></p>
</li>
</ol>
</section>
"##]]
    );
}

#[test]
fn other_items_among_tasks_are_not_lost() {
    let told = drawn("3. [ ] a {#a}\n4. plain\n5. [x] b {#b}\n\n- above\n  - [ ] c {#c}\n");
    snapbox::assert_data_eq!(
        told,
        str![[r#"
LIST checklist "A" /a/ /a/  total=1
- a=a a-box [a] 'a' 

<ol start="4">
<li>plain</li>
</ol>

LIST checklist-1 "A" /a/ /a/  total=1
- b=b b-box x [b] 'b' 

<ul>
<li>above
LIST checklist-2 "A" /a/ /a/  total=1
- c=c c-box [c] 'c' 

</li>
</ul>
"#]]
    );
}

#[test]
fn a_list_is_called_after_the_heading_above_it_or_its_page() {
    let told = drawn(
        "- [ ] a {#a}\n\n## One\n\n- [ ] b {#b}\n\n### `Two` *more*\n\n- [ ] c {#c}\n\ntext\n\n- [ ] d {#d}\n",
    );
    let titles: Vec<&str> = told.lines().filter(|line| line.starts_with("LIST")).collect();
    snapbox::assert_data_eq!(
        titles.join("\n"),
        str![[r#"
LIST checklist "A" /a/ /a/  total=1
LIST checklist-1 "One" /a/#one /a/  total=1
LIST checklist-2 "Two more" /a/#two-more /a/  total=1
LIST checklist-3 "Two more" /a/#two-more /a/  total=1
"#]]
    );
}

#[test]
fn ids_of_boxes_and_hints_give_way_to_those_of_authors() {
    let told = drawn(
        "- [ ] a {#a}\n  hint\n- [ ] b {#a-box}\n- [ ] c {#checklist}\n\n## A hint\n\n## x {#a-hint}\n",
    );
    snapbox::assert_data_eq!(
        told,
        str![[r##"
LIST checklist-1 "A" /a/ /a/  total=3
- a=a a-box-1 [a] 'a' a-hint-1(hint) 
- a-box=a-box a-box-box [b] 'b' 
- checklist=checklist checklist-box [c] 'c' 

<div class="heading"><h2 id="a-hint-2">A hint</h2><a class="heading-link" href="#a-hint-2"><span aria-hidden="true">#</span><span class="visually-hidden">Section “A hint”</span></a></div>
<div class="heading"><h2 id="a-hint">x</h2><a class="heading-link" href="#a-hint"><span aria-hidden="true">#</span><span class="visually-hidden">Section “x”</span></a></div>
"##]]
    );
}

#[test]
fn tasks_stand_in_the_bodies_of_directives_too() {
    let mut fixture = site(
        "-- templates/components/card.html --\n{% component card() %}<div>{{ body | safe }}</div>{% endcomponent card %}\n\
         -- content/a.md --\n# A\n\n- [ ] a {#a}\n\n## H\n\n````{card}\n- [ ] b\n\n## I\n\n- [ ] c {#c}\n````\n\n- [ ] d {#d}\n",
    );
    let build = fixture.build();
    snapbox::assert_data_eq!(
        messages(&build),
        str![[r#"
warning[missing-id]: this item has no id
 --> content/a.md:8:7
  |
8 | - [ ] b
  |       ^
  |
  = help: write `{#b}` at its end or run `handbook ids --write`, so that the id stays when the text changes

"#]]
    );
    snapbox::assert_data_eq!(
        body(&build, "a/index.html"),
        str![[r##"
LIST checklist "A" /a/ /a/  total=1
- a=a a-box [a] 'a' 

<div class="heading"><h2 id="h">H</h2><a class="heading-link" href="#h"><span aria-hidden="true">#</span><span class="visually-hidden">Section “H”</span></a></div>
<div>
LIST checklist-1 "H" /a/#h /a/  total=1
- b=b b-box [b] 'b' 

<div class="heading"><h2 id="i">I</h2><a class="heading-link" href="#i"><span aria-hidden="true">#</span><span class="visually-hidden">Section “I”</span></a></div>

LIST checklist-2 "I" /a/#i /a/  total=1
- c=c c-box [c] 'c' 

</div>

LIST checklist-3 "I" /a/#i /a/  total=1
- d=d d-box [d] 'd'
"##]]
    );
    fixture.write_ids();
    assert!(String::from_utf8_lossy(&fixture.files["content/a.md"]).contains("- [ ] b {#b}\n"));
    assert_eq!(messages(&fixture.build()), "");
}

#[test]
fn an_item_without_an_id_works_and_is_told() {
    let mut fixture =
        site("-- content/a.md --\n# A\n\n- [ ] First of all\n- [ ] b {#b}\n- [ ] c\n- [ ] d\n");
    let build = fixture.build();
    assert!(!build.has_errors());
    snapbox::assert_data_eq!(
        messages(&build),
        str![[r#"
warning[missing-id]: this item has no id
 --> content/a.md:3:7
  |
3 | - [ ] First of all
  |       ^^^^^^^^^^^^
  |
  = help: write `{#first-of-all}` at its end or run `handbook ids --write`, so that the id stays when the text changes
  = help: 2 more elements of this page have no id

"#]]
    );
    assert!(body(&build, "a/index.html").contains("- first-of-all=first-of-all first-of-all-box"));
}

#[test]
fn ids_of_items_that_are_malformed_or_given_twice_are_errors() {
    let mut fixture = site("-- content/a.md --\n# A\n\n- [ ] a {#A}\n- [ ] b {#b}\n- [ ] c {#b}\n");
    snapbox::assert_data_eq!(
        messages(&fixture.build()),
        str![[r#"
error[invalid-attributes]: `#A` is not a valid id
 --> content/a.md:3:10
  |
3 | - [ ] a {#A}
  |          ^^
  |
  = help: write `#a`

error[duplicate-id]: the id `b` appears twice on this page
 --> content/a.md:5:10
  |
5 | - [ ] c {#b}
  |          ^^
  |
  = help: change one of them
note: first used here
 --> content/a.md:4:10
  |
4 | - [ ] b {#b}
  |          ^^

"#]]
    );
}

#[test]
fn tasks_in_tasks_have_a_limit() {
    let nested: String =
        (0..2000).map(|depth| format!("{}- [ ] t {{#t{depth}}}\n", "  ".repeat(depth))).collect();
    let mut fixture = site(&format!("-- content/a.md --\n# A\n\n{nested}"));
    snapbox::assert_data_eq!(
        messages(&fixture.build()),
        str![[r#"
error[invalid-value]: tasks are nested more than 8 levels deep
  --> content/a.md:11:17
   |
11 |                 - [ ] t {#t8}
   |                 ^
   |
   = help: move them up, or put them in a separate list below a heading

"#]]
    );
    let quoted: String =
        (0..200).map(|depth| format!("{}- [ ] t {{#t{depth}}}\n", "> ".repeat(depth))).collect();
    assert!(!fixture.write("content/a.md", format!("# A\n\n{quoted}")).build().outputs.is_empty());
}

const PAGES: &str = "-- content/part/a.md --\n+++\ntitle = \"The list\"\nkey = \"kept\"\naliases = [\"/old/\"]\n+++\n\n\
    - [ ] Top {#top}\n\n## One {#one}\n\n- [ ] See [this](b.md#x), [that](#two) and ![p](p.svg).[^n] {#see}\n  hint\n  > - [ ] in {#in}\n\n## Two {#two}\n\n\
    - [ ] See {#see-box}\n\n[^n]: Note.\n\
    -- content/part/b.md --\n# B\n\n## X\n\n- [ ] b {#b}\n-- content/part/none.md --\n# None\n\n## Empty\n\
    -- content/part/p.svg --\n<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"></svg>\n\
    -- content/part/draft.md --\n+++\ntitle = \"D\"\ndraft = true\n+++\n- [ ] d {#d}\n";

#[test]
fn a_list_can_be_shown_on_another_page() {
    let mut fixture = site(&format!(
        "{PAGES}-- content/c.md --\n# C\n\n## embedded-1-x\n\n```{{checklist}} part/a.md#one\n```\n\n```{{checklist}} /old/#two\n```\n\n- [ ] own {{#see}}\n"
    ));
    let build = fixture.build();
    snapbox::assert_data_eq!(
        body(&build, "c/index.html"),
        str![[r##"
<div class="heading"><h2 id="embedded-1-x">embedded-1-x</h2><a class="heading-link" href="#embedded-1-x"><span aria-hidden="true">#</span><span class="visually-hidden">Section “embedded-1-x”</span></a></div>

LIST embedded-2 "One" /part/a/#one of The list kept </old/</part/a/ total=1
- see=embedded-2-see embedded-2-see-box-1 [See <a href="/part/b/#x">this</a>, <a href="/part/a/#two">that</a> and <img src="/part/p.svg" width="1" height="1" alt="p" loading="lazy" decoding="async">.] 'See this, that and p.' embedded-2-see-hint(hint) MORE <blockquote>

LIST embedded-3 "One" /part/a/#one of The list kept </old/</part/a/ total=1
- in=embedded-3-in embedded-3-in-box [in] 'in' 

</blockquote>



LIST embedded-4 "Two" /part/a/#two of The list kept </old/</part/a/ total=1
- see-box=embedded-4-see-box embedded-4-see-box-box [See] 'See' 


LIST checklist "embedded-1-x" /c/#embedded-1-x /c/  total=1
- see=see see-box [own] 'own'
"##]]
    );
    snapbox::assert_data_eq!(
        messages(&build),
        str![[r#"
warning[alias-link]: `/old/` is a former address of `/part/a/`
 --> content/c.md:8:16
  |
8 | ```{checklist} /old/#two
  |                ^^^^^^^^^
  |
  = help: link to `part/a.md`

"#]]
    );
    // It is a reference like any link.
    let list = build.site.nodes.iter().find(|n| n.title == "The list").unwrap();
    assert_eq!(list.backlinks.len(), 1);
}

#[test]
fn all_lists_of_a_page_can_be_shown() {
    let mut fixture =
        site(&format!("{PAGES}-- content/c.md --\n# C\n\n```{{checklist}} part/a.md\n```\n"));
    let build = fixture.build();
    assert_eq!(messages(&build), "");
    let told = body(&build, "c/index.html");
    assert_eq!(told.matches("LIST embedded-").count(), 4, "{told}");
    let mut ids: Vec<&str> =
        told.split_whitespace().filter(|w| w.starts_with("embedded-")).collect();
    let all = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), all, "{told}");
}

#[test]
fn a_list_that_is_not_there_is_told_with_what_is() {
    let mut fixture = site(&format!(
        "{PAGES}-- content/c.md --\n# C\n\n```{{checklist}} part/aa.md\n```\n```{{checklist}} part/none.md\n```\n\
         ```{{checklist}} part/a.md#on\n```\n```{{checklist}} part/none.md#empty\n```\n```{{checklist}} part/draft.md\n```\n\
         ```{{checklist}} part/p.svg\n```\n```{{checklist}} https://example.com/\n```\n```{{checklist}}\n```\n\
         ```{{checklist}} part/b.md\n:row: a\n```\n```{{checklist}} part/b.md#b\n```\n"
    ));
    snapbox::assert_data_eq!(
        messages(&fixture.build()),
        str![[r#"
error[broken-link]: there is no page or file `part/aa.md`
 --> content/c.md:3:16
  |
3 | ```{checklist} part/aa.md
  |                ^^^^^^^^^^
  |
  = help: write the path of a file, relative to this one: `../part/chapter.md`

error[invalid-directive]: the page “None” has no checklist
 --> content/c.md:5:16
  |
5 | ```{checklist} part/none.md
  |                ^^^^^^^^^^^^
  |
  = help: did you mean `part/a.md`?
  = help: a checklist is a list whose items begin with `[ ]`

error[broken-anchor]: nothing on the page “The list” has the id `on`
 --> content/c.md:7:16
  |
7 | ```{checklist} part/a.md#on
  |                ^^^^^^^^^^^^
  |
  = help: did you mean `#one`?
  = help: it has checklists below `#one`, `#two`

error[invalid-directive]: the page “None” has no checklist
 --> content/c.md:9:16
  |
9 | ```{checklist} part/none.md#empty
  |                ^^^^^^^^^^^^^^^^^^
  |
  = help: a checklist is a list whose items begin with `[ ]`

error[draft-link]: `content/part/draft.md` is a draft and left out of this build
  --> content/c.md:11:16
   |
11 | ```{checklist} part/draft.md
   |                ^^^^^^^^^^^^^
   |
   = help: remove the link, publish the page, or build with `--drafts`

error[invalid-directive]: `part/p.svg` is not a page of this handbook
  --> content/c.md:13:16
   |
13 | ```{checklist} part/p.svg
   |                ^^^^^^^^^^
   |
   = help: write the path of the Markdown file of a page

error[invalid-directive]: `https://example.com/` is not a page of this handbook
  --> content/c.md:15:16
   |
15 | ```{checklist} https://example.com/
   |                ^^^^^^^^^^^^^^^^^^^^
   |
   = help: write the path of the Markdown file of a page

error[invalid-directive]: the directive `checklist` needs an argument
  --> content/c.md:17:5
   |
17 | ```{checklist}
   |     ^^^^^^^^^
   |
   = help: write the path of a page with a checklist after `{checklist}` on the same line

error[invalid-directive]: the directive `checklist` has no option `row`
  --> content/c.md:20:2
   |
20 | :row: a
   |  ^^^
   |
   = help: it has no options

error[invalid-directive]: the page “B” has no checklist directly below `#b`
  --> content/c.md:22:16
   |
22 | ```{checklist} part/b.md#b
   |                ^^^^^^^^^^^
   |
   = help: it has checklists below `#x`

"#]]
    );
}

#[test]
fn pages_are_listed_by_kind_and_by_folder() {
    let mut fixture = site(&format!(
        "{PAGES}-- content/part/_index.md --\n# Part\n-- content/lists.md --\n# Lists\n\n```{{page-list}}\n:kind: checklist\n```\n\n\
         ```{{page-list}}\n:folder: part\n:kind: page\n```\n\n```{{page-list}}\n```\n"
    ));
    let build = fixture.build();
    assert_eq!(messages(&build), "");
    snapbox::assert_data_eq!(
        body(&build, "lists/index.html"),
        str![[r#"
PAGES checklist
checklist /part/a/ count=4 minutes=1 | The list /part/a/ kept top | One /part/a/#one kept see | One /part/a/#one kept in | Two /part/a/#two kept see-box
checklist /part/b/ count=1 minutes=1 | X /part/b/#x /part/b/ b


PAGES page
page /part/a/ count=0 minutes=0
page /part/b/ count=0 minutes=0
page /part/none/ count=0 minutes=0


PAGES 
page /part/ count=0 minutes=0
page /part/a/ count=0 minutes=0
page /part/b/ count=0 minutes=0
page /part/none/ count=0 minutes=0
"#]]
    );
}

#[test]
fn a_list_of_pages_that_is_empty_is_an_error() {
    let mut fixture = site(&format!(
        "{PAGES}-- content/c.md --\n# C\n\n```{{page-list}}\n:kind: checklists\n```\n```{{page-list}}\n:folder: prt\n```\n\
         ```{{page-list}}\n:kind: audit\n```\n```{{page-list}} x\n:folders: part\n```\n"
    ));
    snapbox::assert_data_eq!(
        messages(&fixture.build()),
        str![[r#"
error[invalid-directive]: `checklists` is not a kind of page
 --> content/c.md:4:8
  |
4 | :kind: checklists
  |        ^^^^^^^^^^
  |
  = help: did you mean `checklist`?
  = help: it is one of `comparison`, `assessment`, `audit`, `worksheet`, `checklist`, `page`

error[invalid-directive]: there is no folder `prt` with pages below `content`
 --> content/c.md:7:10
  |
7 | :folder: prt
  |          ^^^
  |
  = help: did you mean `part`?

error[invalid-directive]: there is no page of the kind `audit` to list
 --> content/c.md:9:5
  |
9 | ```{page-list}
  |     ^^^^^^^^^
  |
  = help: remove the directive until there is one

error[invalid-directive]: the directive `page-list` takes no argument
  --> content/c.md:12:16
   |
12 | ```{page-list} x
   |                ^
   |
   = help: write each option on its own line: `:key: value`

error[invalid-directive]: the directive `page-list` has no option `folders`
  --> content/c.md:13:2
   |
13 | :folders: part
   |  ^^^^^^^
   |
   = help: did you mean `folder`?
   = help: its options are `folder`, `kind`

"#]]
    );
}

#[test]
fn the_default_theme_draws_boxes_with_labels_of_their_own() {
    let mut fixture = Fixture::new(&format!(
        "-- content/_index.md --\n# Home\n{PAGES}-- content/c.md --\n# C\n\n```{{checklist}} part/a.md\n```\n\n```{{page-list}}\n:kind: checklist\n```\n"
    ));
    let build = fixture.build();
    assert_eq!(messages(&build), "");
    let own = text(&build, "part/a/index.html");
    for part in [
        "<input type=\"checkbox\" id=\"see-box-1\" aria-describedby=\"see-hint\"><label for=\"see-box-1\">",
        "<li class=\"task\" id=\"top\" data-item=\"top\"",
        "data-key=\"kept\"",
    ] {
        assert!(own.contains(part), "{part} in {own}");
    }
    let embedded = text(&build, "c/index.html");
    assert!(embedded.contains("id=\"embedded-1-top-box\""), "{embedded}");
    assert!(embedded.contains("href=\"/part/a/#one\""), "{embedded}");
    assert!(build.outputs.values().all(|o| !matches!(o, Output::Copy { .. })));
}

#[test]
fn a_task_without_words_is_told() {
    let build = Fixture::new("-- content/_index.md --\n# T\n\n- [ ] {#a}\n- [ ] ![A lid](lid.svg) {#b}\n- [ ] Do it. {#c}\n-- content/lid.svg --\n<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"/>\n").build();
    assert_data_eq!(
        messages(&build),
        str![[r#"
warning[empty-task]: this task has no text
 --> content/_index.md:3:1
  |
3 | - [ ] {#a}
  | ^^^^^^^^^^
  |
  = help: write what is to be done after the mark, and any block below it

"#]]
    );
}

#[test]
fn a_table_below_the_text_of_a_task_is_no_fault_and_an_empty_task_is_one() {
    let told =
        |text: &str| messages(&bare(&format!("-- content/_index.md --\n# T\n\n{text}")).build());
    assert_eq!(told("- [ ] Do it. {#a}\n\n  | a |\n  |---|\n  | b |\n"), "");
    assert!(told("- [ ] Do it. {#a}\n- [ ]\n- [ ] Then this. {#b}\n").contains("empty-task"));
}
