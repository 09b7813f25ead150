//! Addresses in raw HTML.

use snapbox::{assert_data_eq, str};

use super::site;
use crate::fixture::{body, messages};

#[test]
fn addresses_are_looked_up_rewritten_and_measured_like_those_of_markdown() {
    let mut site = site(
        "<img src=\"pic.png\" width=\"300\" alt=\"p\">\n\n\
         > <p><img src=pic.png alt='a &amp; b' height=20>\n> <IMG\n> SRC='/part/pic.png?v=1#x' width=5 height=5 ALT=\"\">\n\n\
         Text <img src=\"pic.png\" width=\"50%\" alt=\"\"> <picture><source srcset=\"pic.png 2x, /part/pic.png\"><img src=\" pic.png \" alt=\"\"></picture>\n\n\
         <a href=\"../_index.md#here\" class=x>home</a> <a href=/>root</a> <a href=\"a.md#two\">two</a> <a href=\"#two\">here</a> <a href='https://a.example/?b=1&c=2'>out</a> <a href=mailto:a@b.c>mail</a> <a name=\"n\"></a><a href=\"#n\">n</a>\n\n\
         <video src=\"clip.mp4\" poster=\"pic.png\" controls><track src=\"words.vtt\"></video>\n\n\
         <svg viewBox=\"0 0 1 1\"><defs><path id=\"p\" d=\"\"/></defs><use href=\"#p\"/><image xlink:href=\"pic.png\"/></svg>",
    );
    let build = site.build();
    assert_eq!(messages(&build), "");
    assert_data_eq!(
        body(&build, "part/a/index.html"),
        str![[r##"
<div class="heading"><h2 id="two">Two</h2><a class="heading-link" href="#two"><span aria-hidden="true">#</span><span class="visually-hidden">Section “Two”</span></a></div>
<img src="/hb/part/pic.png" height="200" width="300" alt="p">
<blockquote>
<p><img src="/hb/part/pic.png" width="30" alt='a &amp; b' height=20>
<IMG
src="/hb/part/pic.png?v=1#x" width=5 height=5 ALT="">
</blockquote>
<p>Text <img src="/hb/part/pic.png" width="50%" alt=""> <picture><source srcset="/hb/part/pic.png 2x, /hb/part/pic.png"><img src="/hb/part/pic.png" width="3" height="2" alt=""></picture></p>
<p><a href="/hb/#here" class=x>home</a> <a href="/hb/">root</a> <a href="/hb/part/a/#two">two</a> <a href="#two">here</a> <a href="https://a.example/?b=1&amp;c=2">out</a> <a href="mailto:a@b.c">mail</a> <a name="n"></a><a href="#n">n</a></p>
<p><video src="/hb/part/clip.mp4" poster="/hb/part/pic.png" controls><track src="/hb/part/words.vtt"></video></p>
<p><svg viewBox="0 0 1 1"><defs><path id="p" d=""/></defs><use href="#p"/><image xlink:href="/hb/part/pic.png"/></svg></p>
"##]]
    );
}

#[test]
fn broken_addresses_are_told_at_their_place_and_left_out() {
    let mut site = site(
        "<img src=\"pik.png\" alt=\"p\">\n\n\
         - <a href=\"../_index.md#her\">x</a> <a href=\"b.md\">y</a> <a href=\"javascript:x()\">z</a>\n\n\
         <picture><source srcset=\"pic.png, nix.png 2x\"><img src=\"../../x.png\" srcset=\"pik.png\" alt=\"\"></picture>\n\n\
         <video src=\"clipp.mp4\" poster=\"a.md\"></video>\n",
    );
    let build = site.build();
    assert_data_eq!(
        messages(&build),
        str![[r#"
error[missing-image]: there is no image `pik.png`
 --> content/part/a.md:5:11
  |
5 | <img src="pik.png" alt="p">
  |           ^^^^^^^
  |
  = help: did you mean `pic.png`?

error[broken-anchor]: nothing on the page “Home” has the id `her`
 --> content/part/a.md:7:12
  |
7 | - <a href="../_index.md#her">x</a> <a href="b.md">y</a> <a href="javascript:x()">z</a>
  |            ^^^^^^^^^^^^^^^^
  |
  = help: did you mean `#here`?

error[broken-link]: there is no page or file `b.md`
 --> content/part/a.md:7:45
  |
7 | - <a href="../_index.md#her">x</a> <a href="b.md">y</a> <a href="javascript:x()">z</a>
  |                                             ^^^^
  |
  = help: write the path of a file, relative to this one: `../part/chapter.md`

error[unsafe-link]: a link must not begin with `javascript:`
 --> content/part/a.md:7:66
  |
7 | - <a href="../_index.md#her">x</a> <a href="b.md">y</a> <a href="javascript:x()">z</a>
  |                                                                  ^^^^^^^^^^^^^^
  |
  = help: link to a page or a file

error[missing-image]: there is no image `nix.png`
 --> content/part/a.md:9:35
  |
9 | <picture><source srcset="pic.png, nix.png 2x"><img src="../../x.png" srcset="pik.png" alt="">...
  |                                   ^^^^^^^
  |
  = help: did you mean `pic.png`?

error[missing-image]: there is no image `../../x.png`
 --> content/part/a.md:9:57
  |
9 | <picture><source srcset="pic.png, nix.png 2x"><img src="../../x.png" srcset="pik.png" alt="">...
  |                                                         ^^^^^^^^^^^
  |
  = help: put the image next to the page or in `static`, and write its path relative to this file

error[missing-image]: there is no image `pik.png`
 --> content/part/a.md:9:78
  |
9 | <picture><source srcset="pic.png, nix.png 2x"><img src="../../x.png" srcset="pik.png" alt="">...
  |                                                                              ^^^^^^^
  |
  = help: did you mean `pic.png`?

error[broken-link]: there is no page or file `clipp.mp4`
  --> content/part/a.md:11:13
   |
11 | <video src="clipp.mp4" poster="a.md"></video>
   |             ^^^^^^^^^
   |
   = help: did you mean `clip.mp4`?

error[missing-image]: `a.md` is a page, not an image
  --> content/part/a.md:11:32
   |
11 | <video src="clipp.mp4" poster="a.md"></video>
   |                                ^^^^
   |
   = help: write the path of an image

"#]]
    );
    assert_data_eq!(
        body(&build, "part/a/index.html"),
        str![[r##"
<div class="heading"><h2 id="two">Two</h2><a class="heading-link" href="#two"><span aria-hidden="true">#</span><span class="visually-hidden">Section “Two”</span></a></div>
<img  alt="p">
<ul>
<li><a href="/hb/">x</a> <a >y</a> <a >z</a></li>
</ul>
<p><picture><source srcset="/hb/part/pic.png"><img  srcset="" alt=""></picture></p>
<p><video  ></video></p>
"##]]
    );
}

#[test]
fn an_edit_of_a_file_that_html_names_is_seen() {
    let mut site = site("<img src=\"pic.png\" alt=\"\">");
    assert_eq!(messages(&site.build()), "");
    site.files.remove("content/part/pic.png");
    assert!(messages(&site.build()).contains("there is no image `pic.png`"));
}

#[test]
fn an_address_below_the_path_of_the_site_is_one_of_the_site() {
    let build =
        site("<a href=\"/hb/part/a/#two\">a</a> <img src=\"/hb/part/pic.png\" alt=\"\">").build();
    assert_eq!(messages(&build), "");
    let html = body(&build, "part/a/index.html");
    assert!(
        html.contains("href=\"/hb/part/a/#two\"") && html.contains("src=\"/hb/part/pic.png\""),
        "{html}"
    );
}

#[test]
fn a_part_of_another_drawing_is_looked_up() {
    let build = site(
        "<svg><use href=\"icons.svg#a\"/><use href=\"#b\"/><use xlink:href=\"no.svg#c\"/></svg>\n\
         -- content/part/icons.svg --\n<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"><g id=\"a\"/></svg>\n",
    )
    .build();
    assert_data_eq!(
        messages(&build),
        str![[r##"
error[missing-image]: there is no image `no.svg#c`
 --> content/part/a.md:5:64
  |
5 | <svg><use href="icons.svg#a"/><use href="#b"/><use xlink:href="no.svg#c"/></svg>
  |                                                                ^^^^^^^^
  |
  = help: put the image next to the page or in `static`, and write its path relative to this file

"##]]
    );
    let html = body(&build, "part/a/index.html");
    let drawing = html.lines().find(|line| line.contains("<svg")).unwrap_or_default();
    assert_data_eq!(
        drawing,
        str![[r##"<p><svg><use href="/hb/part/icons.svg#a"/><use href="#b"/><use /></svg></p>"##]]
    );
}
