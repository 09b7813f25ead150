//! Raw HTML: its addresses are those of Markdown, it never leaves its page, and what the policy of
//! the site keeps from readers is told.

mod addresses;
mod places;
mod policy;

use handbook::html::event::{HtmlEvent, children, end_of};
use handbook::html::read::read as read_html;
use snapbox::{assert_data_eq, str};

use crate::fixture::{Fixture, bare, body, messages};
use crate::links::images::PNG;
use crate::random::Random;

/// The messages of a page, and its body.
fn page(text: &str) -> (String, String) {
    let build = bare(&format!("-- content/_index.md --\n{text}")).build();
    (messages(&build), body(&build, "index.html"))
}

/// A site of a home page and the page `part/a.md` with a text, beside some files.
pub fn site(text: &str) -> Fixture {
    let mut site = bare(&format!(
        "-- handbook.toml --\ntitle = \"T\"\nbase_url = \"https://example.org/hb/\"\n\
         -- content/_index.md --\n# Home\n\n[a](part/a.md) <a id=\"here\"></a>\n\
         -- content/part/a.md --\n# A\n\n## Two\n\n{text}\n\
         -- content/part/clip.mp4 --\nx\n-- content/part/words.vtt --\nx\n"
    ));
    site.write("content/part/pic.png", PNG);
    site
}

#[test]
fn valid_html_stays_as_it_is() {
    for text in [
        "<ul><li>a<li>b</ul>\n",
        "<table><tr><th>a<td>b<tr><td>c</table>\n",
        "<dl><dt>a<dd>b<dt>c</dl>\n\n<select><option>a<option>b</select>\n",
        "<ruby>a<rp>(<rt>b</ruby>\n",
        "<p align=center>a\n<p>b\n",
        "<div>\n\n*a*\n\n<details><summary>b</summary>\n\n- c\n\n</details>\n\n</div>\n",
        "<table>\n<tr>\n<td>\n\na\n\n</td>\n</tr>\n</table>\n",
        "- <div>\n\n  a\n\n  </div>\n",
        "a <kbd>b</kbd><br/>c <textarea>d</textarea> <!-- e -->\n",
        "<svg viewBox=\"0 0 1 1\"><title>a</title><path d=\"M0 0\"/></svg>\n",
        "<pre>\na\n\nb</pre>\n",
        "<script type=\"application/ld+json\">{\"a\": \"<b>\"}</script>\n",
    ] {
        let (told, _) = page(text);
        assert_eq!(told, "", "{text}");
    }
}

#[test]
fn what_is_left_open_is_closed_where_its_surroundings_end() {
    let (told, html) = page(
        "<div class=\"a\">\n\nText <b>bold\n\n- <section>\n- *<i>x*\n\n</b>\n\n| a |\n|---|\n| <s>b |\n\n> <div/>\n\nx <span><b>y</span></b>\n",
    );
    assert_data_eq!(
        told,
        str![[r#"
warning[invalid-html]: `<div>` is not closed
 --> content/_index.md:1:1
  |
1 | <div class="a">
  | ^^^^^^^^^^^^^^^
  |
  = help: write `</div>`; without it the element ends with what is around it

warning[invalid-html]: `<b>` is not closed
 --> content/_index.md:3:6
  |
3 | Text <b>bold
  |      ^^^
  |
  = help: write `</b>`; without it the element ends with what is around it

warning[invalid-html]: `<section>` is not closed
 --> content/_index.md:5:3
  |
5 | - <section>
  |   ^^^^^^^^^
  |
  = help: write `</section>`; without it the element ends with what is around it

warning[invalid-html]: `<i>` is not closed
 --> content/_index.md:6:4
  |
6 | - *<i>x*
  |    ^^^
  |
  = help: write `</i>`; without it the element ends with what is around it

warning[invalid-html]: `<s>` is not closed
  --> content/_index.md:12:3
   |
12 | | <s>b |
   |   ^^^
   |
   = help: write `</s>`; without it the element ends with what is around it

warning[invalid-html]: `<div>` is not closed
  --> content/_index.md:14:3
   |
14 | > <div/>
   |   ^^^^^^
   |
   = help: HTML has no `<div/>`: write `<div></div>`

warning[invalid-html]: `<b>` is not closed
  --> content/_index.md:16:9
   |
16 | x <span><b>y</span></b>
   |         ^^^
   |
   = help: write `</b>`; without it the element ends with what is around it

"#]]
    );
    assert_data_eq!(
        html,
        str![[r#"
<div class="a">
<p>Text <b>bold</b></p>
<ul>
<li><section>
</section></li>
<li><em><i>x</i></em></li>
</ul>

<div class="table"><table>
<thead><tr><th scope="col">a</th></tr></thead>
<tbody>
<tr><td><s>b</s></td></tr>
</tbody>
</table></div>
<blockquote>
<div/>
</div></blockquote>
<p>x <span><b>y</b></span></p>
</div>
"#]]
    );
}

#[test]
fn what_ends_nothing_is_left_out() {
    let (told, html) = page(
        "</div></article></main>\n\na </span> b </br> <td>c</td>\n\n<p align=\"center\">\n\n![](x)\n\n</p>\n\n<html><body>\n\nd\n\n</body></html>\n",
    );
    assert_data_eq!(
        told,
        str![[r#"
warning[invalid-html]: `</div>` closes nothing here
 --> content/_index.md:1:1
  |
1 | </div></article></main>
  | ^^^^^^
  |
  = help: remove it, or open `<div>` in the same paragraph, list item or cell

error[invalid-html]: `</article>` closes nothing here, and would end the frame of the page
 --> content/_index.md:1:7
  |
1 | </div></article></main>
  |       ^^^^^^^^^^
  |
  = help: remove it, or open `<article>` in the same paragraph, list item or cell

error[invalid-html]: `</main>` closes nothing here, and would end the frame of the page
 --> content/_index.md:1:17
  |
1 | </div></article></main>
  |                 ^^^^^^^
  |
  = help: remove it, or open `<main>` in the same paragraph, list item or cell

warning[invalid-html]: `</span>` closes nothing here
 --> content/_index.md:3:3
  |
3 | a </span> b </br> <td>c</td>
  |   ^^^^^^^
  |
  = help: remove it, or open `<span>` in the same paragraph, list item or cell

warning[invalid-html]: `</br>` closes nothing here
 --> content/_index.md:3:13
  |
3 | a </span> b </br> <td>c</td>
  |             ^^^^^
  |
  = help: `<br>` has no end tag: remove it

warning[invalid-html]: `<td>` stands outside of a table of HTML
 --> content/_index.md:3:19
  |
3 | a </span> b </br> <td>c</td>
  |                   ^^^^
  |
  = help: remove the tag

error[missing-image]: there is no image `x`
 --> content/_index.md:7:1
  |
7 | ![](x)
  | ^^^^^^
  |
  = help: put the image next to the page or in `static`, and write its path relative to this file

warning[invalid-html]: `</p>` closes nothing here
 --> content/_index.md:9:1
  |
9 | </p>
  | ^^^^
  |
  = help: a paragraph of HTML ends where another block begins: write `<div>`

warning[invalid-html]: `<html>` belongs to the frame of the page, which the theme writes
  --> content/_index.md:11:1
   |
11 | <html><body>
   | ^^^^^^
   |
   = help: remove the tag

warning[invalid-html]: `<body>` belongs to the frame of the page, which the theme writes
  --> content/_index.md:11:7
   |
11 | <html><body>
   |       ^^^^^^
   |
   = help: remove the tag

"#]]
    );
    assert_data_eq!(
        html,
        str![[r#"
<p>a  b  c</p>
<p align="center">
</p><p></p>


<p>d</p>
"#]]
    );
}

#[test]
fn what_would_hide_the_rest_is_an_error_and_shown_as_text() {
    for (text, shown) in [
        ("a <textarea> b\n", "<p>a &lt;textarea&gt; b</p>"),
        ("a <title>b *c*</title>\n", "<p>a &lt;title&gt;b <em>c</em></p>"),
        ("<script>\nif (a) {\n\n# b\n", "&lt;script&gt;\nif (a) {\n\n# b\n"),
        ("<!-- aside\n\na\n", "&lt;!-- aside\n\na\n"),
        ("<xmp>\n\na\n", "&lt;xmp&gt;\n<p>a</p>"),
        ("<iframe src=\"a\">\n\na\n", "&lt;iframe src=\"a\"&gt;\n<p>a</p>"),
        ("a <plaintext> b\n", "<p>a &lt;plaintext&gt; b</p>"),
        ("<div class=\"a\n\nb\n", "&lt;div class=\"a\n<p>b</p>"),
        ("<textarea/>\n\na\n", "&lt;textarea/&gt;\n<p>a</p>"),
        ("<template>\n\na\n", "<template>\n<p>a</p>\n</template>"),
        ("<noscript>\n\na\n", "<noscript>\n<p>a</p>\n</noscript>"),
        (
            "<noscript><!-- </noscript> --></noscript>\n",
            "<p><noscript>&lt;!-- &lt;/noscript&gt; --&gt;</noscript></p>",
        ),
    ] {
        let (told, html) = page(text);
        assert!(told.starts_with("error[invalid-html]"), "{text}: {told}");
        assert_eq!(told.matches("[invalid-html]").count(), 1, "{told}");
        assert_eq!(html.trim_end(), shown.trim_end(), "{text}");
    }
}

/// Pieces that pages are made of by chance.
const PIECES: &[&str] = &[
    "a ",
    "*",
    "**",
    "`",
    "[",
    "](b)",
    "![",
    "\n",
    "\n\n",
    "\n- ",
    "\n> ",
    "\n# ",
    "\n| a |\n|--|\n| ",
    " | ",
    "<div>",
    "</div>",
    "\n<div class=x>\n",
    "\n</div>\n",
    "<b>",
    "</b>",
    "<i>",
    "</i>",
    "<a href=\"#\">",
    "</a>",
    "<p>",
    "</p>",
    "<span title='>'>",
    "</span>",
    "<ul>",
    "<li>",
    "</ul>",
    "<table>",
    "<tr>",
    "<td>",
    "</td>",
    "</table>",
    "<select>",
    "<option>",
    "</select>",
    "<button>",
    "</button>",
    "<h2>",
    "</h3>",
    "<br>",
    "</br>",
    "<svg>",
    "</svg>",
    "<math>",
    "</math>",
    "<mi>",
    "<foreignObject>",
    "</foreignObject>",
    "<desc>",
    "<path/>",
    "<style>",
    "</style>",
    "<script>",
    "</script>",
    "<title>",
    "</title>",
    "<textarea>",
    "</textarea>",
    "<iframe>",
    "</iframe>",
    "<xmp>",
    "</xmp>",
    "<noscript>",
    "</noscript>",
    "<template>",
    "</template>",
    "<plaintext>",
    "<!--",
    "-->",
    "--!>",
    "<!-- c -->",
    "<![CDATA[",
    "]]>",
    "<?x",
    "?>",
    "<!x>",
    "\"",
    "'",
    "<",
    ">",
    "/>",
    "=",
    "</main>",
    "</article>",
    "</body>",
    "</html>",
    "<body>",
    "<main>",
    "<form>",
    "</form>",
    "<footer>",
    "</footer>",
    "<div title=\"",
    "\n<div\n",
    "\n<script>\n",
    "\n<style>\n",
    "\n<!--\n",
    "<object>",
    "</object>",
    "<a title='</noscript>'>",
    "<annotation-xml encoding=\"text/html\">",
    "<textarea/>",
    "<input>",
    "<caption>",
    "<tbody>",
    "<dd>",
    "<details>",
    "</details>",
];

#[test]
fn no_html_of_a_page_touches_what_is_around_it() {
    let mut random = Random::new(7);
    for case in 0..4000 {
        let length = 1 + random.below(16);
        let text: String = (0..length).map(|_| PIECES[random.below(PIECES.len())]).collect();
        let html = crate::markdown::shown(&text);
        let framed = format!("<main><div>{html}</div></main><footer>end</footer>");
        let events = read_html(&framed);
        let frame: Vec<_> = children(&events).map(|(element, _)| &*element.name).collect();
        assert_eq!(frame, ["main", "footer"], "{case}: {text:?}\n{html}");
        assert_eq!(end_of(&events, 0) + 4, events.len(), "{case}: {text:?}\n{html}");
        assert_eq!(events[events.len() - 2], HtmlEvent::Text("end".into()), "{case}: {text:?}");
    }
}

#[test]
fn what_is_no_element_may_be_meant_as_it_is_written() {
    let told = messages(
        &Fixture::new("-- content/_index.md --\n# T\n\nIt is named <engine> here.\n").build(),
    );
    assert!(told.contains("write `\\<engine>`, or put them in backticks"), "{told}");
}

#[test]
fn a_table_of_html_ends_before_what_stands_outside_of_its_cells() {
    let (told, html) = page("<table>\n\n| a |\n|---|\n| x |\n\n</table>\n\nafter\n");
    assert_data_eq!(
        told,
        str![[r#"
error[invalid-html]: something stands in this `<table>` outside of its cells
 --> content/_index.md:1:1
  |
1 | <table>
  | ^^^^^^^
  |
  = help: put it into a `<td>`, or behind `</table>`; the table ends before it

"#]]
    );
    let events = read_html(&html);
    assert!(html.find("</table>") < html.find("<th"), "{html}");
    assert!(!events.is_empty());
}

#[test]
fn what_browsers_take_for_a_comment_is_told() {
    let (told, html) = page(
        "Before <?php echo 1 ?> and <![CDATA[lost]]>.\n\n<?php\necho 1;\n\nAll that follows.\n",
    );
    assert_data_eq!(
        told,
        str![[r#"
warning[invalid-html]: browsers hide `<?php echo 1 ?>`
 --> content/_index.md:1:8
  |
1 | Before <?php echo 1 ?> and <![CDATA[lost]]>.
  |        ^^^^^^^^^^^^^^^
  |
  = help: to show it, put it in backticks or a code block

warning[invalid-html]: browsers hide `<![CDATA[lost]]>`
 --> content/_index.md:1:28
  |
1 | Before <?php echo 1 ?> and <![CDATA[lost]]>.
  |                            ^^^^^^^^^^^^^^^^
  |
  = help: to show it, put it in backticks or a code block

error[invalid-html]: `<?php` is not closed, and hides all that follows
 --> content/_index.md:3:1
  |
3 | <?php
  | ^^^^^
  |
  = help: to show it, put it in backticks or a code block

"#]]
    );
    assert!(html.contains("All that follows."), "{html}");
}

#[test]
fn a_title_in_a_drawing_is_an_element_like_any_other() {
    let (told, html) = page(
        "Text <svg width=\"10\" height=\"10\"><title>The *plan*</title><circle r=\"5\"/></svg>\n",
    );
    assert_eq!(told, "");
    assert!(html.contains("<circle r=\"5\"/></svg>"), "{html}");
}

#[test]
fn a_tag_without_end_is_text() {
    let (told, html) = page(&format!("<p {}>\n\nafter\n", "x=1 ".repeat(50_000)));
    assert!(told.contains("the tag is not closed"), "{told}");
    assert!(html.contains("<p>after</p>"));
    let drawing = format!("<svg {}/>", "x=\"1\" ".repeat(50_000));
    let build =
        bare(&format!("-- content/_index.md --\n# T\n-- content/a.svg --\n{drawing}\n")).build();
    assert!(messages(&build).contains("browsers cannot show"), "{}", messages(&build));
}

#[test]
fn an_end_in_a_comment_harms_only_the_element_that_is_open() {
    let (told, html) = page("<!-- a </noscript> b -->\n\nc\n");
    assert_eq!(told, "");
    assert_eq!(html.trim(), "<!-- a </noscript> b -->\n<p>c</p>");
}
