//! Elements of raw HTML where they cannot stand.

use snapbox::{assert_data_eq, str};

use super::page;

#[test]
fn what_belongs_to_the_head_is_left_out() {
    let (told, html) = page(
        "<meta http-equiv=\"refresh\" content=\"0;url=https://example.org/\">\n<link rel=\"preconnect\" href=\"https://example.org/\">\n<span itemscope><meta itemprop=\"a\" content=\"b\"></span>\n",
    );
    assert_data_eq!(
        told,
        str![[r#"
warning[invalid-html]: `<meta>` belongs to the head of the page, which the theme writes
 --> content/_index.md:1:1
  |
1 | <meta http-equiv="refresh" content="0;url=https://example.org/">
  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: remove the tag

warning[invalid-html]: `<link>` belongs to the head of the page, which the theme writes
 --> content/_index.md:2:1
  |
2 | <link rel="preconnect" href="https://example.org/">
  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: remove the tag

"#]]
    );
    assert!(!html.contains("refresh") && !html.contains("preconnect"), "{html}");
    assert!(html.contains("itemprop"), "{html}");
}

#[test]
fn a_start_tag_that_ends_the_paragraph_or_the_link_around_it_is_told() {
    let (told, html) = page(
        "a <div>b</div> c\n\n[d <a href=\"#\">e</a>](https://example.org/)\n\n**f <p>g**\n\n- <li>h\n- <ul><li>i</ul>\n\n<div>\n<p>j\n<div>k</div>\n</div>\n",
    );
    assert_data_eq!(
        told,
        str![[r##"
warning[invalid-html]: `<div>` is a block in a paragraph, which browsers end before it
 --> content/_index.md:1:3
  |
1 | a <div>b</div> c
  |   ^^^^^
  |
  = help: put it on a line of its own, after an empty line

warning[invalid-html]: `<a>` is a link in a link, which browsers end before it
 --> content/_index.md:3:4
  |
3 | [d <a href="#">e</a>](https://example.org/)
  |    ^^^^^^^^^^^^
  |
  = help: end the outer link before it, or write its text alone

warning[invalid-html]: `<p>` is a block in a paragraph, which browsers end before it
 --> content/_index.md:5:5
  |
5 | **f <p>g**
  |     ^^^
  |
  = help: put it on a line of its own, after an empty line

warning[invalid-html]: `<li>` is an item in an item, which browsers end before it
 --> content/_index.md:7:3
  |
7 | - <li>h
  |   ^^^^
  |
  = help: write a list around it, or its text alone

"##]]
    );
    assert_data_eq!(
        html,
        str![[r#"
<p>a <div>b</div> c</p>
<p><a href="/">d <a href="/">e</a></a></p>
<p><strong>f <p>g</p></strong></p>
<ul>
<li><li>h
</li>
<li><ul><li>i</ul>
</li>
</ul>
<div>
<p>j
<div>k</div>
</div>
"#]]
    );
}

#[test]
fn a_select_holds_its_options_alone() {
    let (told, html) =
        page("<select>\n<option>a\n\nb <select><b>c</b><select><option>d</select></select> e\n");
    assert_data_eq!(
        told,
        str![[r#"
error[invalid-html]: `<select>` is not closed, and hides what follows
 --> content/_index.md:1:1
  |
1 | <select>
  | ^^^^^^^^
  |
  = help: write `</select>`; without it the element ends with what is around it

warning[invalid-html]: `<b>` cannot stand in a `<select>`
 --> content/_index.md:4:11
  |
4 | b <select><b>c</b><select><option>d</select></select> e
  |           ^^^
  |
  = help: remove the tag

warning[invalid-html]: `<select>` cannot stand in a `<select>`
 --> content/_index.md:4:19
  |
4 | b <select><b>c</b><select><option>d</select></select> e
  |                   ^^^^^^^^
  |
  = help: remove the tag

"#]]
    );
    assert_data_eq!(
        html,
        str![[r#"
<select>
<option>a
</select><p>b <select>c<option>d</select> e</p>
"#]]
    );
}
