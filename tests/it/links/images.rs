//! Images: where they come from, how large they are, and what cannot be shown.

use snapbox::{assert_data_eq, str};

use crate::fixture::{Fixture, bare, body, messages};

/// A PNG of 3 by 2 pixels, as far as its header tells.
pub const PNG: &[u8] =
    b"\x89PNG\r\n\x1a\n\x00\x00\x00\x0dIHDR\x00\x00\x00\x03\x00\x00\x00\x02\x08\x06\x00\x00\x00";

fn shown(site: &mut Fixture) -> String {
    let build = site.build();
    assert_eq!(messages(&build), "");
    body(&build, "index.html")
}

#[test]
fn an_image_has_the_width_and_height_of_its_file() {
    let mut site = bare("-- content/_index.md --\nA ![red](img/red.png) one.\n");
    site.write("content/img/red.png", PNG);
    assert_data_eq!(
        shown(&mut site),
        str![[
            r#"<p>A <img src="/img/red.png" width="3" height="2" alt="red" loading="lazy" decoding="async"> one.</p>"#
        ]]
    );
}

#[test]
fn a_drawing_has_the_size_of_its_view_box() {
    let mut site = bare(
        "-- content/_index.md --\nA ![axes](axes.svg) b ![sized](sized.svg) c ![none](none.svg)\n\
         -- content/axes.svg --\n<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 640 480.4\"></svg>\n\
         -- content/sized.svg --\n<?xml version=\"1.0\"?>\n<svg width=\"30px\" height='20' viewBox=\"0 0 1 1\"></svg>\n\
         -- content/none.svg --\n<svg width=\"50%\"></svg>\n",
    );
    let html = shown(&mut site);
    assert!(html.contains("src=\"/axes.svg\" width=\"640\" height=\"480\" alt"));
    assert!(html.contains("src=\"/sized.svg\" width=\"30\" height=\"20\" alt"));
    assert!(html.contains("src=\"/none.svg\" alt"));
}

#[test]
fn a_part_of_a_drawing_can_be_shown() {
    let mut site = bare(
        "-- content/_index.md --\nA ![b](../static/all.svg?v=2#view-b)\n-- static/all.svg --\n<svg viewBox=\"0 0 2 2\"></svg>\n",
    );
    assert!(shown(&mut site).contains("src=\"/all.svg?v=2#view-b\" width=\"2\""));
}

#[test]
fn images_that_cannot_be_shown_are_told() {
    let mut site = bare(
        "-- content/_index.md --\n![a](https://example.com/a.png)\n![b](data:image/png;base64,AAAA)\n",
    );
    let build = site.build();
    assert!(!build.has_errors());
    assert_data_eq!(
        messages(&build),
        str![[r#"
warning[external-image]: the image `https://example.com/a.png` is on another server
 --> content/_index.md:1:1
  |
1 | ![a](https://example.com/a.png)
  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: browsers will not show it, because the Content-Security-Policy allows only files of this site; keep a copy next to the page

warning[external-image]: the image `data:image/png;base64,AAAA` is not a file
 --> content/_index.md:2:1
  |
2 | ![b](data:image/png;base64,AAAA)
  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: browsers will not show it, because the Content-Security-Policy allows only files of this site; save it as a file next to the page

"#]]
    );
}

#[test]
fn missing_images_are_told_with_the_nearest_file() {
    let mut site = bare(
        "-- content/_index.md --\n# T\n-- content/part/_index.md --\n# P\n\n![a](axis.svg)\n![b](img/Red%20one.png)\n![c](../../../x.png)\n![d](../_index.md)\n![e]()\n![f](nothing-like-it.png)\n\
         -- content/part/axes.svg --\n<svg viewBox=\"0 0 2 2\"></svg>\n",
    );
    site.write("static/red one.png", PNG);
    assert_data_eq!(
        messages(&site.build()),
        str![[r#"
error[missing-image]: there is no image `axis.svg`
 --> content/part/_index.md:3:1
  |
3 | ![a](axis.svg)
  | ^^^^^^^^^^^^^^
  |
  = help: did you mean `axes.svg`?

error[missing-image]: there is no image `img/Red%20one.png`
 --> content/part/_index.md:4:1
  |
4 | ![b](img/Red%20one.png)
  | ^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: did you mean `../../static/red%20one.png`?

error[missing-image]: the image `../../../x.png` is outside the site
 --> content/part/_index.md:5:1
  |
5 | ![c](../../../x.png)
  | ^^^^^^^^^^^^^^^^^^^^
  |
  = help: put the image next to the page or in `static`, and write its path relative to this file

error[missing-image]: `../_index.md` is a page, not an image
 --> content/part/_index.md:6:1
  |
6 | ![d](../_index.md)
  | ^^^^^^^^^^^^^^^^^^
  |
  = help: remove the `!` to link to it

error[missing-image]: the image has no path
 --> content/part/_index.md:7:1
  |
7 | ![e]()
  | ^^^^^^
  |
  = help: write the path of its file between the parentheses

error[missing-image]: there is no image `nothing-like-it.png`
 --> content/part/_index.md:8:1
  |
8 | ![f](nothing-like-it.png)
  | ^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: put the image next to the page or in `static`, and write its path relative to this file

"#]]
    );
}
