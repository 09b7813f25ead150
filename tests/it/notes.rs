//! The footnotes and link definitions of a page, which hold in the bodies of its directives too.

use snapbox::str;

use crate::fixture::{Fixture, between, messages, prose_of_a, text};

const SITE: &str = r#"
-- content/_index.md --
# Home
-- static/forest.svg --
<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20"/>
-- templates/components/side-note.html --
{% component side_note() %}
<aside>{{ body | safe }}</aside>
{% endcomponent side_note %}
"#;

fn site(page: &str) -> Fixture {
    Fixture::new(&format!("{SITE}-- content/a.md --\n# A\n\n{page}"))
}

/// The prose of the page `a`, in a site where nothing is wrong.
#[track_caller]
fn prose(page: &str) -> String {
    prose_of_a(&mut site(page))
}

/// The ids of the notes of a page in the order of their numbers, and the numbers of its references.
fn notes(html: &str) -> (Vec<&str>, Vec<&str>) {
    let after = |start| html.split(start).skip(1);
    let ids = after("<li id=\"fn-").filter_map(|rest| rest.split('"').next());
    let numbers = after("aria-label=\"Note ").filter_map(|rest| rest.split('"').next());
    (ids.collect(), numbers.collect())
}

fn figure(caption: &str) -> String {
    format!("```{{figure}} ../static/forest.svg\n:alt: Trees\n\n{caption}\n```\n")
}

#[test]
fn a_caption_refers_to_a_note_of_the_page() {
    let html =
        prose(&format!("One.[^a]\n\n{}\n[^a]: Note A.\n[^b]: Note B.\n", figure("A caption.[^b]")));
    let caption = between(&html, "<figcaption>", "</figcaption>");
    assert!(caption.contains("<a href=\"#fn-b\" id=\"fnref-b\" aria-label=\"Note 2\">2</a>"));
    assert_eq!(notes(&html), (vec!["a", "b"], vec!["1", "2"]));
}

#[test]
fn a_note_that_is_defined_in_a_body_stands_with_the_others_at_the_end_of_the_page() {
    let html = prose(&format!(
        "One.[^a]\n\n{}\nThree.[^c]\n\n[^a]: Note A.\n[^c]: Note C.\n",
        figure("A caption.[^b]\n\n[^b]: Note B.")
    ));
    assert_eq!(notes(&html), (vec!["a", "b", "c"], vec!["1", "2", "3"]));
    assert_eq!(html.matches("<section class=\"notes\"").count(), 1, "{html}");
    assert!(!between(&html, "<figcaption>", "</figcaption>").contains("<section"));
    assert!(html.contains("<p>Note B. <a class=\"note-back\" href=\"#fnref-b\""), "{html}");
}

#[test]
fn a_note_that_is_defined_in_a_body_is_one_of_the_page() {
    let html = prose("Before.[^n]\n\n```{side-note}\n[^n]: Of the *page*.\n```\n\nAfter.[^n]\n");
    assert_eq!(notes(&html), (vec!["n"], vec!["1", "1"]));
    assert!(html.contains("id=\"fnref-n-2\""), "{html}");
    assert!(html.contains("Of the <em>page</em>."), "{html}");
}

#[test]
fn notes_are_numbered_over_the_whole_page_in_the_order_of_their_first_reference() {
    let page = "````{side-note}\nX.[^x]\n\n```{side-note}\nY.[^y] Z.[^z]\n\n[^z]: Z.\n```\n\nX.[^x]\n````\n\nW.[^w] Y.[^y]\n\n[^w]: W, see Y.[^y]\n[^x]: X.\n[^y]: Y.\n";
    let html = prose(page);
    assert_eq!(notes(&html), (vec!["x", "y", "z", "w"], vec!["1", "2", "3", "1", "4", "2", "2"]));
}

#[test]
fn a_link_definition_holds_on_the_whole_page() {
    let html = prose(
        "[Out][in] [deep]\n\n````{side-note}\n[In][out], [IN  side].\n\n[in]: https://example.com/in\n[in side]: https://example.com/side 'Said \"so\"'\n\n```{side-note}\n![Trees][pic] [Up][in]\n\n[deep]: https://example.com/deep\n```\n````\n\n```{side-note}\n[deep][]\n```\n\n[out]: _index.md\n[pic]: ../static/forest.svg\n",
    );
    assert!(html.contains("<a href=\"https://example.com/in\" rel=\"noopener\">Out</a>"), "{html}");
    assert!(html.contains("<a href=\"/\">In</a>"), "{html}");
    assert!(html.contains(">IN  side</a>") || html.contains(">IN side</a>"), "{html}");
    assert!(html.contains("title=\"Said &quot;so&quot;\""), "{html}");
    assert!(html.contains("<a href=\"https://example.com/in\" rel=\"noopener\">Up</a>"), "{html}");
    assert!(html.contains("<img src=\"/forest.svg\""), "{html}");
    assert_eq!(html.matches("https://example.com/deep").count(), 2, "{html}");
}

#[test]
fn a_definition_of_the_text_itself_comes_first() {
    let html = prose(
        "[A][x]\n\n```{side-note}\n[B][x]\n\n[x]: https://example.com/inner\n```\n\n```{side-note}\n[C][x]\n```\n\n[x]: https://example.com/outer\n",
    );
    let at = |text: &str| html.find(text).unwrap_or_else(|| panic!("{text}: {html}"));
    at("outer\" rel=\"noopener\">A<");
    at("inner\" rel=\"noopener\">B<");
    at("outer\" rel=\"noopener\">C<");
}

#[test]
fn a_note_in_an_alert_in_emphasis_and_beside_an_image_within_a_body() {
    let html = prose(
        "```{side-note}\n> [!NOTE]\n> In an alert.[^a]\n\n- *in emphasis[^b]* and ![^c] or [a link[^d]](_index.md)\n\n| x[^e] |\n|---|\n| y |\n\n## H[^f]\n```\n\n[^a]: A\n[^b]: B\n[^c]: C\n[^d]: D\n[^e]: E\n[^f]: F\n",
    );
    assert_eq!(notes(&html).0, ["a", "b", "c", "d", "e", "f"]);
    assert!(html.contains("<em>in emphasis<sup"), "{html}");
    assert!(html.contains("!<sup"), "{html}");
}

#[test]
fn what_looks_like_a_note_in_code_or_behind_a_backslash_is_none() {
    let html =
        prose("[^a]\n\n```{side-note}\n`[^a]` \\[^a]\n\n    [^a]\n\n[^a b] \n```\n\n[^a]: A\n");
    assert_eq!(notes(&html).1, ["1"], "{html}");
    assert!(html.contains("[^a b]"), "{html}");
}

#[test]
fn headings_with_one_text_have_ids_of_their_own_inside_and_outside_of_bodies() {
    let html = prose(
        "## Same\n\n```{side-note}\n## Same\n\n### Own {#same-2}\n```\n\n## Same\n\n[^same]: x\n\n[^same]\n",
    );
    let ids: Vec<&str> =
        html.split(" id=\"").skip(1).filter_map(|rest| rest.split('"').next()).collect();
    assert_eq!(ids, ["same", "same-1", "same-2", "same-3", "fnref-same", "notes", "fn-same"]);
}

#[test]
fn what_is_wrong_with_notes_and_definitions_is_said_once_at_its_place() {
    let build = site(
        "A.[^a]\n\n````{side-note}\nB.[^b] [C][c] [D][d]\n\n[^unused]: In a body.\n\n[^a]: Again.\n\n```{side-note}\nE.[^ee]\n\n[c]: _index.md\n```\n````\n\nF.[^f]\n\n[^a]: First.\n[^e]: E.\n",
    )
    .build();
    snapbox::assert_data_eq!(
        messages(&build),
        str![[r#"
warning[undefined-footnote]: the footnote `b` is not defined
 --> content/a.md:6:3
  |
6 | B.[^b] [C][c] [D][d]
  |   ^^^^
  |
  = help: define it at the start of a line, `[^b]: text`, or write `/[^` for a literal bracket

warning[unused-footnote]: the footnote `unused` is not used
 --> content/a.md:8:1
  |
8 | [^unused]: In a body.
  | ^^^^^^^^^
  |
  = help: write `[^unused]` where the note belongs, or delete it

warning[undefined-footnote]: the footnote `ee` is not defined
  --> content/a.md:13:3
   |
13 | E.[^ee]
   |   ^^^^^
   |
   = help: define it at the start of a line, `[^ee]: text`, or write `/[^` for a literal bracket

warning[undefined-footnote]: the footnote `f` is not defined
  --> content/a.md:19:3
   |
19 | F.[^f]
   |   ^^^^
   |
   = help: define it at the start of a line, `[^f]: text`, or write `/[^` for a literal bracket

warning[duplicate-id]: the footnote `a` is defined twice
  --> content/a.md:21:1
   |
21 | [^a]: First.
   | ^^^^
   |
   = help: rename one of them
note: first defined here
  --> content/a.md:10:1
   |
10 | [^a]: Again.
   | ^^^^

warning[unused-footnote]: the footnote `e` is not used
  --> content/a.md:22:1
   |
22 | [^e]: E.
   | ^^^^
   |
   = help: write `[^e]` where the note belongs, or delete it

"#]]
    );
}

#[test]
fn a_broken_link_in_a_body_is_reported_at_its_place() {
    let build = site("````{side-note}\n\n```{side-note}\nSee [*there*][x] and [here](no.md).\n```\n````\n\n[x]: nowhere.md\n").build();
    snapbox::assert_data_eq!(
        messages(&build),
        str![[r#"
error[broken-link]: there is no page or file `nowhere.md`
 --> content/a.md:6:5
  |
6 | See [*there*][x] and [here](no.md).
  |     ^^^^^^^^^^^^
  |
  = help: write the path of a file, relative to this one: `../part/chapter.md`

error[broken-link]: there is no page or file `no.md`
 --> content/a.md:6:22
  |
6 | See [*there*][x] and [here](no.md).
  |                      ^^^^^^^^^^^^^
  |
  = help: write the path of a file, relative to this one: `../part/chapter.md`

"#]]
    );
}

#[test]
fn notes_of_embedded_blocks_stay_on_their_own_page() {
    let mut site = site(
        "```{checklist} b.md\n```\n\n```{comparison} c.md\n```\n\nOwn.[^own]\n\n[^own]: Own.\n",
    );
    site.write(
        "content/b.md",
        "# B\n\n```{side-note}\n- [ ] Do it.[^n] {#do-it}\n      With [it][r].\n```\n\n[^n]: Note.\n\n[r]: _index.md\n",
    );
    site.write(
        "content/c.md",
        "+++\ntitle = \"C\"\n[comparison]\ncolumns = [{ id = \"x\", label = \"X\" }, { id = \"y\", label = \"Y\" }]\n+++\n\n## Row {#row}\n\nX\n: One.[^n]\n\nY\n: [Two][r]\n\n```{side-note}\nSeen.[^n]\n\n[r]: _index.md\n\n[^n]: Note.\n```\n",
    );
    site.write("content/_index.md", "# Home\n\n[a](a.md) [b](b.md) [c](c.md)\n");
    let build = site.build();
    assert_eq!(messages(&build), "");
    let html = text(&build, "a/index.html");
    assert_eq!(notes(&html), (vec!["own"], vec!["1"]));
    assert!(html.contains("With <a href=\"/\">it</a>."), "{html}");
    assert!(html.contains("<a href=\"/\">Two</a>"), "{html}");
    assert_eq!(notes(&text(&build, "b/index.html")), (vec!["n"], vec!["1"]));
    assert_eq!(notes(&text(&build, "c/index.html")), (vec!["n"], vec!["1", "1"]));
}

#[test]
fn a_role_within_emphasis_keeps_it_and_the_words_before_it() {
    let mut site = site("*See [[span]] here* and **two [[span]]s**, ~~old [[span]]~~.\n");
    site.write("content/g.md", "+++\ntitle = \"G\"\n[glossary]\n+++\n\nSpan {#span}\n: Width.\n");
    site.write("content/_index.md", "# Home\n\n[a](a.md) [g](g.md)\n");
    let build = site.build();
    assert_eq!(messages(&build), "");
    let html = text(&build, "a/index.html");
    let link = "<a class=\"term\" href=\"/g/#span\">span</a>";
    assert!(html.contains("<p><em>See <label"), "{html}");
    assert!(html.contains(&format!(
        "here</em> and <strong>two {link}s</strong>, <del>old {link}</del>.</p>"
    )));
}
