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
         -- content/sized.svg --\n<?xml version=\"1.0\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"30px\" height='20' viewBox=\"0 0 1 1\"></svg>\n\
         -- content/none.svg --\n<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"50%\"></svg>\n",
    );
    let html = shown(&mut site);
    assert!(html.contains("src=\"/axes.svg\" width=\"640\" height=\"480\" alt"));
    assert!(html.contains("src=\"/sized.svg\" width=\"30\" height=\"20\" alt"));
    assert!(html.contains("src=\"/none.svg\" alt"));
}

#[test]
fn a_part_of_a_drawing_can_be_shown() {
    let mut site = bare(
        "-- content/_index.md --\nA ![b](../static/all.svg?v=2#view-b)\n-- static/all.svg --\n<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 2 2\"><view id=\"view-b\" viewBox=\"0 0 1 1\"/></svg>\n",
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
  = help: the Content-Security-Policy allows only files of this site; keep a copy of it, or add `https://example.com` to `images` under `[security]` in `handbook.toml`

warning[external-image]: the image `data:image/png;base64,AAAA` is not a file
 --> content/_index.md:2:1
  |
2 | ![b](data:image/png;base64,AAAA)
  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: the Content-Security-Policy allows only files of this site; save it as a file next to the page

"#]]
    );
}

#[test]
fn missing_images_are_told_with_the_nearest_file() {
    let mut site = bare(
        "-- content/_index.md --\n# T\n-- content/part/_index.md --\n# P\n\n![a](axis.svg)\n![b](img/Red%20one.png)\n![c](../../../x.png)\n![d](../_index.md)\n![e]()\n![f](nothing-like-it.png)\n\
         -- content/part/axes.svg --\n<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 2 2\"></svg>\n",
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

/// The attributes of the first image of a page that shows a file.
fn size_of(name: &str, bytes: &[u8]) -> String {
    let mut site = bare(&format!("-- content/_index.md --\n![a]({name})\n"));
    site.write(&format!("content/{name}"), bytes);
    let html = shown(&mut site);
    let from = html.find("src=").unwrap();
    html[from..html.find(" alt=").unwrap()].split_once(' ').unwrap_or_default().1.to_owned()
}

#[test]
fn a_drawing_has_the_size_at_which_browsers_draw_it() {
    for (attributes, size) in [
        ("width=\"210mm\" height=\"100mm\" viewBox=\"0 0 210 100\"", Some((794, 378))),
        ("width=\"10cm\" height=\"5cm\"", Some((378, 189))),
        ("width=\"2in\" height=\"72pt\"", Some((192, 96))),
        ("width=\"6pc\" height=\"2EM\"", Some((96, 32))),
        ("width=\"40Q\" height=\"4ex\"", Some((38, 32))),
        ("width=\"1e2\" height=\" 50px \"", Some((100, 50))),
        ("width=\"1.5e2px\" height=\"+.5e2\"", Some((150, 50))),
        ("width=\"200\" viewBox=\"0 0 100 50\"", Some((200, 100))),
        ("height=\"25\" viewBox=\"0,0 100,50\"", Some((50, 25))),
        ("width=\"100%\" height=\"30\" viewBox=\"0 0 100 50\"", Some((60, 30))),
        ("width=\"200\"", Some((200, 150))),
        ("height=\"200\"", Some((300, 200))),
        ("viewBox=\"-5 -5 1.2e2 60\"", Some((120, 60))),
        ("style=\"width:100px;height:50px\"", Some((100, 50))),
        ("style=\"fill: red; WIDTH: 2in !important;\" width=\"9\" height=\"50\"", Some((192, 50))),
        ("style=\"width: auto\" width=\"9\" viewBox=\"0 0 100 50\"", Some((100, 50))),
        ("width=\"100%\" height=\"50%\"", None),
        ("width=\"nan\" height=\"inf\"", None),
        ("viewBox=\"0 0 0 0\"", None),
        ("viewBox=\"0 0 10\"", None),
        ("", None),
    ] {
        let expected =
            size.map(|(w, h)| format!("width=\"{w}\" height=\"{h}\"")).unwrap_or_default();
        let file = format!("<svg xmlns=\"http://www.w3.org/2000/svg\" {attributes}/>");
        assert_eq!(size_of("a.svg", file.as_bytes()), expected, "{attributes}");
    }
}

#[test]
fn a_drawing_names_its_namespace() {
    let mut site = bare(
        "-- content/_index.md --\n![a](none.svg) ![b](other.svg) ![c](named.svg) ![d](entity.svg) ![e](lost.svg)\n\
         -- content/none.svg --\n<svg width=\"1\" height=\"1\"/>\n\
         -- content/other.svg --\n<svg xmlns=\"http://www.w3.org/1999/xhtml\" width=\"1\" height=\"1\"></svg>\n\
         -- content/named.svg --\n<ns0:svg xmlns:ns0=\"http://www.w3.org/2000/svg\" width=\"3\" height=\"2\"></ns0:svg>\n\
         -- content/entity.svg --\n<!DOCTYPE svg [<!ENTITY ns \"http://www.w3.org/2000/svg\">]>\n<svg xmlns=\"&ns;\" width=\"1\" height=\"1\"/>\n\
         -- content/lost.svg --\n<s:svg xmlns:s=\"http://www.w3.org/svg\" width=\"1\" height=\"1\"/>\n",
    );
    let build = site.build();
    assert!(body(&build, "index.html").contains("src=\"/named.svg\" width=\"3\" height=\"2\""));
    assert_data_eq!(
        messages(&build),
        str![[r#"
warning[invalid-image]: browsers cannot show `lost.svg`: nothing says that it is SVG
--> content/lost.svg
 = help: write its namespace in its first tag: `<s:svg xmlns:s="http://www.w3.org/2000/svg" …>`

warning[invalid-image]: browsers cannot show `none.svg`: nothing says that it is SVG
--> content/none.svg
 = help: write its namespace in its first tag: `<svg xmlns="http://www.w3.org/2000/svg" …>`

warning[invalid-image]: browsers cannot show `other.svg`: nothing says that it is SVG
--> content/other.svg
 = help: write its namespace in its first tag: `<svg xmlns="http://www.w3.org/2000/svg" …>`

"#]]
    );
}

/// The Exif data of an image that says how it is turned.
fn exif(orientation: u8) -> Vec<u8> {
    let mut exif = b"MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    exif.extend([orientation, 0, 0, 0, 0, 0, 0]);
    exif
}

#[test]
fn a_photograph_has_the_sides_that_it_has_when_it_is_turned() {
    let jpeg = |orientation| {
        let exif = exif(orientation);
        let mut file = b"\xff\xd8\xff\xe1\0".to_vec();
        file.push(u8::try_from(exif.len() + 8).unwrap());
        file.extend(b"Exif\0\0");
        file.extend(exif);
        file.extend(b"\xff\xc0\0\x0b\x08\x01\x2c\x01\x90\x01\x01\x11\0\xff\xda\0\x02\xff\xd9");
        file
    };
    let png = |orientation| {
        let mut file = PNG.to_vec();
        file.extend([0; 4]);
        file.extend(u32::to_be_bytes(26));
        file.extend(b"eXIf");
        file.extend(exif(orientation));
        file.extend([0; 4]);
        file
    };
    for orientation in 0..=9 {
        let turned = (5..=8).contains(&orientation);
        let expected = |width: u32, height: u32| {
            let (width, height) = if turned { (height, width) } else { (width, height) };
            format!("width=\"{width}\" height=\"{height}\"")
        };
        assert_eq!(size_of("a.jpg", &jpeg(orientation)), expected(400, 300), "{orientation}");
        assert_eq!(size_of("a.png", &png(orientation)), expected(3, 2), "{orientation}");
    }
}

#[test]
fn an_image_can_be_given_a_size_an_id_and_classes() {
    let mut site = bare(
        "-- content/_index.md --\n![a](a.svg){width=300}\n![b](a.svg){height=\"5px\" .wide .b}.\n\n\
         [![c](a.svg){width=7 height=9}](a.svg) ![d](a.svg){#d .x} [to d](#d)\n\n\
         - ![e](a.svg){width=40} {#item}\n\n## ![f](a.svg){#head}\n\n![g](a.svg)\\{width=3}\n![h](a.svg){ok}\n\
         -- content/a.svg --\n<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 200 100\"></svg>\n",
    );
    assert_data_eq!(
        shown(&mut site),
        str![[r##"
<p><img src="/a.svg" width="300" height="150" alt="a" loading="lazy" decoding="async">
<img src="/a.svg" width="10" height="5" alt="b" class="wide b" loading="lazy" decoding="async">.</p>
<p><a href="/a.svg"><img src="/a.svg" width="7" height="9" alt="c" loading="lazy" decoding="async"></a> <img src="/a.svg" width="200" height="100" alt="d" id="d" class="x" loading="lazy" decoding="async"> <a href="#d">to d</a></p>
<ul>
<li id="item"><img src="/a.svg" width="40" height="20" alt="e" loading="lazy" decoding="async"></li>
</ul>
<div class="heading"><h2 id="head"><img src="/a.svg" width="200" height="100" alt="f" loading="lazy" decoding="async"></h2><a class="heading-link" href="#head"><span aria-hidden="true">#</span><span class="visually-hidden">Section “f”</span></a></div>
<p><img src="/a.svg" width="200" height="100" alt="g" loading="lazy" decoding="async">{width=3}
<img src="/a.svg" width="200" height="100" alt="h" loading="lazy" decoding="async">{ok}</p>
"##]]
    );
}

#[test]
fn what_an_image_cannot_have_is_told() {
    let mut site = bare(
        "-- content/_index.md --\n![a](a.svg){width=50%}\n![a](a.svg){width=0 hight=3 .a}\n![a](a.svg){.b lazy}\n\n\
         ```{figure} a.svg\n:alt: a\n:width: wide\n```\n\
         -- content/a.svg --\n<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 200 100\"></svg>\n",
    );
    assert_data_eq!(
        messages(&site.build()),
        str![[r#"
error[invalid-attributes]: `50%` is no width in pixels
 --> content/_index.md:1:19
  |
1 | ![a](a.svg){width=50%}
  |                   ^^^
  |
  = help: an image takes `width` and `height` in pixels, an id and classes: `{width=300 .wide}`

error[invalid-attributes]: `0` is no width in pixels
 --> content/_index.md:2:19
  |
2 | ![a](a.svg){width=0 hight=3 .a}
  |                   ^
  |
  = help: an image takes `width` and `height` in pixels, an id and classes: `{width=300 .wide}`

error[invalid-attributes]: an image has no attribute `hight`
 --> content/_index.md:2:21
  |
2 | ![a](a.svg){width=0 hight=3 .a}
  |                     ^^^^^
  |
  = help: an image takes `width` and `height` in pixels, an id and classes: `{width=300 .wide}`

error[invalid-attributes]: an image has no attribute `lazy`
 --> content/_index.md:3:16
  |
3 | ![a](a.svg){.b lazy}
  |                ^^^^
  |
  = help: an image takes `width` and `height` in pixels, an id and classes: `{width=300 .wide}`

error[invalid-directive]: the option `width` must be a number of pixels
 --> content/_index.md:7:9
  |
7 | :width: wide
  |         ^^^^
  |
  = help: write `:width: 300`, or give the figure a class

"#]]
    );
}

#[test]
fn a_figure_can_be_given_a_size_and_a_class() {
    let mut site = bare(
        "-- content/_index.md --\n```{figure} a.svg\n:alt: a\n:width: 50\n:class: wide left\n\nCaption.\n```\n\
         -- content/a.svg --\n<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 200 100\"></svg>\n",
    );
    assert_data_eq!(
        shown(&mut site),
        str![[r#"
<figure class="figure wide left">
<img src="/a.svg" width="50" height="25" alt="a" loading="lazy" decoding="async">
<figcaption><p>Caption.</p>
</figcaption>
</figure>
"#]]
    );
}

#[test]
fn a_part_of_a_drawing_that_is_not_there_is_told() {
    let build = Fixture::new(
        "-- content/_index.md --\n# H\n\n<svg><use href=\"icons.svg#phone\"/></svg> \
         <svg><use href=\"icons.svg#phnoe\"/></svg>\n\n![all](icons.svg#svgView(viewBox(0,0,1,1))) \
         ![plan](plan.svg#first) [open](icons.svg#clock)\n\
         -- content/icons.svg --\n<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\">\
         <symbol id=\"phone\"><path d=\"M0 0h9\"/></symbol></svg>\n\
         -- content/plan.svg --\n<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"></svg>\n",
    )
    .build();
    assert_data_eq!(
        messages(&build),
        str![[r#"
warning[broken-anchor]: nothing in `icons.svg` has the id `phnoe`
 --> content/_index.md:3:58
  |
3 | <svg><use href="icons.svg#phone"/></svg> <svg><use href="icons.svg#phnoe"/></svg>
  |                                                          ^^^^^^^^^^^^^^^
  |
  = help: did you mean `#phone`?

warning[broken-anchor]: nothing in `plan.svg` has the id `first`
 --> content/_index.md:5:45
  |
5 | ![all](icons.svg#svgView(viewBox(0,0,1,1))) ![plan](plan.svg#first) [open](icons.svg#clock)
  |                                             ^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: no element of the file has an id

warning[broken-anchor]: nothing in `icons.svg` has the id `clock`
 --> content/_index.md:5:69
  |
5 | ![all](icons.svg#svgView(viewBox(0,0,1,1))) ![plan](plan.svg#first) [open](icons.svg#clock)
  |                                                                     ^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: it has `#phone`

"#]]
    );
}

#[test]
fn a_link_to_a_drawing_with_styles_is_told() {
    let svg = |inner: &str| {
        format!("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\">{inner}</svg>\n")
    };
    let build = Fixture::new(&format!(
        "-- content/_index.md --\n# H\n\n[plan](plan.svg) ![plan](plan.svg) [sign](sign.svg)\n\
         -- content/plan.svg --\n{}-- content/sign.svg --\n{}",
        svg("<style>rect { fill: none }</style><rect width=\"9\" height=\"9\"/>"),
        svg("<rect width=\"9\" height=\"9\" fill=\"none\"/>"),
    ))
    .build();
    assert_data_eq!(
        messages(&build),
        str![[r#"
warning[blocked-content]: opened by itself, `plan.svg` is drawn without its styles
 --> content/_index.md:3:1
  |
3 | [plan](plan.svg) ![plan](plan.svg) [sign](sign.svg)
  | ^^^^^^^^^^^^^^^^
  |
  = help: the policy of the site applies no styles that stand in a document
  = help: write its colours and lines as attributes, such as `fill="none"`, or show it as an image

"#]]
    );
}

#[test]
fn a_file_that_is_no_image_is_told() {
    let build = bare(
        "-- content/_index.md --\n# T\n\n![The tour](tour.mp4) ![Plan](plan.pdf) <video src=\"tour.mp4\"></video>\n\
         -- content/tour.mp4 --\nx\n-- content/plan.pdf --\nx\n",
    )
    .build();
    assert_data_eq!(
        messages(&build),
        str![[r#"
warning[missing-image]: `tour.mp4` is no image
 --> content/_index.md:3:1
  |
3 | ![The tour](tour.mp4) ![Plan](plan.pdf) <video src="tour.mp4"></video>
  | ^^^^^^^^^^^^^^^^^^^^^
  |
  = help: write `<video controls src="…">`, or a link to it

warning[missing-image]: `plan.pdf` is no image
 --> content/_index.md:3:23
  |
3 | ![The tour](tour.mp4) ![Plan](plan.pdf) <video src="tour.mp4"></video>
  |                       ^^^^^^^^^^^^^^^^^
  |
  = help: write a link to it: `[what it is](…)`

"#]]
    );
}
