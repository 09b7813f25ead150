//! Forms of other tools in raw HTML, and components among its tags.

use snapbox::{assert_data_eq, str};

use super::{found, told};

#[test]
fn a_component_is_told_once_and_an_element_in_capitals_as_what_it_is() {
    assert_data_eq!(
        told(
            "<Note>\n\nText <Badge text=\"a\"> and <code><Tip></code>.\n\n<DIV CLASS=\"x\">\n\n- <VIDEO SRC=\"/v.mp4\">\n\n- <Aside>\n-- static/v.mp4 --\nx\n"
        ),
        str![[r#"
warning[foreign-syntax]: `<Note>` is a component of MDX
 --> content/a.md:3:1
  |
3 | <Note>
  | ^^^^^^
  |
  = help: write Markdown, or a directive; pages are no MDX
  = help: to show it as it is, put it into `<code>`, with `&lt;` for `<`

warning[foreign-syntax]: `<Badge text="a">` is a component of MDX
 --> content/a.md:5:6
  |
5 | Text <Badge text="a"> and <code><Tip></code>.
  |      ^^^^^^^^^^^^^^^^
  |
  = help: write Markdown, or a directive; pages are no MDX
  = help: to show it as it is, put it in backticks

warning[invalid-html]: `<tip>` is not closed
 --> content/a.md:5:33
  |
5 | Text <Badge text="a"> and <code><Tip></code>.
  |                                 ^^^^^
  |
  = help: for these characters themselves write `&lt;tip>`

warning[invalid-html]: `<div>` is not closed
 --> content/a.md:7:1
  |
7 | <DIV CLASS="x">
  | ^^^^^^^^^^^^^^^
  |
  = help: write `</div>`; without it the element ends with what is around it

error[invalid-html]: `<video>` is not closed, and hides what follows
 --> content/a.md:9:3
  |
9 | - <VIDEO SRC="/v.mp4">
  |   ^^^^^^^^^^^^^^^^^^^^
  |
  = help: write `</video>`; without it the element ends with what is around it

warning[foreign-syntax]: `<Aside>` is a component of MDX
  --> content/a.md:11:3
   |
11 | - <Aside>
   |   ^^^^^^^
   |
   = help: write Markdown, or a directive; pages are no MDX
   = help: to show it as it is, put it into `<code>`, with `&lt;` for `<`

"#]]
    );
}

#[test]
fn comments_and_code_in_a_block_of_html_hold_no_forms() {
    let page = "<div>\n<!-- :::note {{< a >}} -->\n<pre>{{< b >}}</pre> <code>{{< c >}}</code>\n<textarea>{{< d >}}</textarea>\n</div>\n\n\
        <pre>\n{{< e >}}\n</pre>\n\n> <p title=\"<!--\">{{< f >}}\n> <b>{{< g >}}</b> <!-- {{< h >}} --></p>\n";
    assert_data_eq!(
        found(page).join("\n"),
        str![[r#"
`{{< f >}}` is a shortcode of Hugo
`{{< g >}}` is a shortcode of Hugo
"#]]
    );
    assert_data_eq!(
        told("<div>{{< x >}}</div>\n"),
        str![[r#"
warning[foreign-syntax]: `{{< x >}}` is a shortcode of Hugo
 --> content/a.md:3:6
  |
3 | <div>{{< x >}}</div>
  |      ^^^^^^^^^
  |
  = help: write the text itself, or a directive: pages are no templates
  = help: to show it as it is, put it into `<code>`, with `&lt;` for `<`

"#]]
    );
}
