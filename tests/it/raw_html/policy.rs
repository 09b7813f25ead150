//! What the Content-Security-Policy keeps from readers, and what a site allows.

use snapbox::{assert_data_eq, str};

use super::site;
use crate::fixture::{bare, messages};

#[test]
fn what_the_policy_blocks_is_told_with_what_allows_it() {
    let text = "<div style=\"color: red\" onclick=\"x()\">\n<script>x()</script>\n<style>a {}</style>\n</div>\n\n\
         <iframe src=\"https://video.example/embed/1\"></iframe>\n<iframe src=\"a.md\"></iframe>\n\n\
         <img src=\"https://pics.example/a.png\" alt=\"\"> <img src=\"data:image/png;base64,AA\" alt=\"\">\n\n\
         ![b](https://cdn.pics.example/b.png)\n\n<audio src=\"//sound.example/a.ogg\"></audio>\n\n\
         <object data=\"clip.mp4\"></object>\n\n<script src=\"https://x.example/x.js\"></script>\n\n\
         <link rel=\"stylesheet\" href=\"https://fonts.example/css\">\n";
    let mut site = site(text);
    assert_data_eq!(
        messages(&site.build()),
        str![[r#"
warning[blocked-content]: browsers will not apply the attribute `style`
 --> content/part/a.md:5:6
  |
5 | <div style="color: red" onclick="x()">
  |      ^^^^^^^^^^^^^^^^^^
  |
  = help: the Content-Security-Policy of the site allows no styles in pages: write a class, and its rule in a style sheet of the site

warning[blocked-content]: browsers will not run the attribute `onclick`
 --> content/part/a.md:5:25
  |
5 | <div style="color: red" onclick="x()">
  |                         ^^^^^^^^^^^^^
  |
  = help: the Content-Security-Policy of the site allows no scripts in pages: put it into a file in `static`

warning[blocked-content]: browsers will not run this script
 --> content/part/a.md:6:1
  |
6 | <script>x()</script>
  | ^^^^^^^^
  |
  = help: the Content-Security-Policy of the site allows no scripts in pages: put it into a file in `static`, and name that as `src`

warning[blocked-content]: browsers will not apply these styles
 --> content/part/a.md:7:1
  |
7 | <style>a {}</style>
  | ^^^^^^^
  |
  = help: the Content-Security-Policy of the site allows no styles in pages: put them into a style sheet of the site

warning[blocked-content]: browsers will not load the frame `https://video.example/embed/1`
  --> content/part/a.md:10:14
   |
10 | <iframe src="https://video.example/embed/1"></iframe>
   |              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
   |
   = help: the Content-Security-Policy allows no page in a frame but of servers that the site names; link to it, or add `https://video.example` to `frames` under `[security]` in `handbook.toml`

warning[blocked-content]: browsers will not load the frame `a.md`
  --> content/part/a.md:11:14
   |
11 | <iframe src="a.md"></iframe>
   |              ^^^^
   |
   = help: the Content-Security-Policy allows no page of this site in a frame; link to it

warning[external-image]: the image `https://pics.example/a.png` is on another server
  --> content/part/a.md:13:11
   |
13 | <img src="https://pics.example/a.png" alt=""> <img src="data:image/png;base64,AA" alt="">
   |           ^^^^^^^^^^^^^^^^^^^^^^^^^^
   |
   = help: the Content-Security-Policy allows only files of this site; keep a copy of it, or add `https://pics.example` to `images` under `[security]` in `handbook.toml`

warning[external-image]: the image `data:image/png;base64,AA` is not a file
  --> content/part/a.md:13:57
   |
13 | <img src="https://pics.example/a.png" alt=""> <img src="data:image/png;base64,AA" alt="">
   |                                                         ^^^^^^^^^^^^^^^^^^^^^^^^
   |
   = help: the Content-Security-Policy allows only files of this site; save it as a file next to the page

warning[external-image]: the image `https://cdn.pics.example/b.png` is on another server
  --> content/part/a.md:15:1
   |
15 | ![b](https://cdn.pics.example/b.png)
   | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
   |
   = help: the Content-Security-Policy allows only files of this site; keep a copy of it, or add `https://cdn.pics.example` to `images` under `[security]` in `handbook.toml`

warning[blocked-content]: browsers will not load the video or sound `//sound.example/a.ogg`
  --> content/part/a.md:17:13
   |
17 | <audio src="//sound.example/a.ogg"></audio>
   |             ^^^^^^^^^^^^^^^^^^^^^
   |
   = help: the Content-Security-Policy allows only files of this site; keep a copy of it, or add `https://sound.example` to `media` under `[security]` in `handbook.toml`

warning[blocked-content]: browsers will not load the object `clip.mp4`
  --> content/part/a.md:19:15
   |
19 | <object data="clip.mp4"></object>
   |               ^^^^^^^^
   |
   = help: the Content-Security-Policy allows no object; link to it

warning[blocked-content]: browsers will not load the script `https://x.example/x.js`
  --> content/part/a.md:21:14
   |
21 | <script src="https://x.example/x.js"></script>
   |              ^^^^^^^^^^^^^^^^^^^^^^
   |
   = help: the Content-Security-Policy allows only files of this site; keep a copy in `static`

warning[blocked-content]: browsers will not load the style sheet `https://fonts.example/css`
  --> content/part/a.md:23:30
   |
23 | <link rel="stylesheet" href="https://fonts.example/css">
   |                              ^^^^^^^^^^^^^^^^^^^^^^^^^
   |
   = help: the Content-Security-Policy allows only files of this site; keep a copy in `static`

"#]]
    );
    site.write(
        "handbook.toml",
        "title = \"T\"\n[security]\nframes = [\"https://video.example\"]\n\
         images = [\"https://pics.example\", \"https://*.pics.example\"]\nmedia = [\"https://sound.example\"]\n\
         connections = [\"https://api.example:8443\", \"wss://live.example\"]\n",
    );
    let build = site.build();
    let told = messages(&build);
    for allowed in ["`https://video", "`https://pics", "`https://cdn.pics", "`//sound"] {
        assert!(!told.contains(allowed), "{told}");
    }
    let policy = "img-src 'self' https://pics.example https://*.pics.example; \
                  media-src 'self' https://sound.example; frame-src https://video.example; \
                  font-src 'self'; connect-src 'self' https://api.example:8443 wss://live.example;";
    let text_of = |path: &str| {
        let path = handbook::base::paths::OutputPath::new(path).unwrap();
        String::from_utf8(build.outputs[&path].in_memory().unwrap().to_vec()).unwrap()
    };
    assert!(text_of("_headers").contains(policy));
    assert!(text_of("404.html").replace("&#x27;", "'").replace("&#39;", "'").contains(policy));
}

#[test]
fn what_is_no_origin_is_told() {
    let mut site = bare(
        "-- handbook.toml --\ntitle = \"T\"\n[security]\nimages = [\"https://a.example/path\", \"a.example\", \"*\", \
         \"https://A.example:443\", \"https://a b\"]\nframes = [\"wss://a.example\"]\nfonts = [\"https://a.example\"]\n\
         -- content/_index.md --\nA\n",
    );
    assert_data_eq!(
        messages(&site.build()),
        str![[r#"
error[invalid-value]: `security.images` is not an origin
 --> handbook.toml:3:11
  |
3 | images = ["https://a.example/path", "a.example", "*", "https://A.example:443", "https://a b"]
  |           ^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: without a path: `https://a.example`

error[invalid-value]: `security.images` is not an origin
 --> handbook.toml:3:37
  |
3 | images = ["https://a.example/path", "a.example", "*", "https://A.example:443", "https://a b"]
  |                                     ^^^^^^^^^^^
  |
  = help: write scheme and host: `https://example.org`

error[invalid-value]: `security.images` is not an origin
 --> handbook.toml:3:50
  |
3 | images = ["https://a.example/path", "a.example", "*", "https://A.example:443", "https://a b"]
  |                                                  ^^^
  |
  = help: write scheme and host: `https://example.org`

error[invalid-value]: `security.images` is not an origin
 --> handbook.toml:3:80
  |
3 | images = ["https://a.example/path", "a.example", "*", "https://A.example:443", "https://a b"]
  |                                                                                ^^^^^^^^^^^^^
  |
  = help: write scheme and host: `https://example.org`

error[invalid-value]: `security.frames` is not an origin
 --> handbook.toml:4:11
  |
4 | frames = ["wss://a.example"]
  |           ^^^^^^^^^^^^^^^^^
  |
  = help: write scheme and host: `https://example.org`

error[unknown-key]: unknown key `security.fonts`
 --> handbook.toml:5:1
  |
5 | fonts = ["https://a.example"]
  | ^^^^^
  |
  = help: the known keys are `frames`, `images`, `media`, `connections`, `forms`

"#]]
    );
}

#[test]
fn a_form_goes_where_the_site_allows_it() {
    let text = "<form action=\"https://forms.example/in\"><button formaction=\"//other.example/\">a</button></form>\n\n\
                <form action=\"mailto:a@example.org\"></form>\n\n<form action=\"a.md\"></form>\n";
    let mut site = site(text);
    assert_data_eq!(
        messages(&site.build()),
        str![[r#"
warning[blocked-content]: browsers will not send the form to `https://forms.example/in`
 --> content/part/a.md:5:15
  |
5 | <form action="https://forms.example/in"><button formaction="//other.example/">a</button></form>
  |               ^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: the Content-Security-Policy allows forms to this site alone; link to it, or add `https://forms.example` to `forms` under `[security]` in `handbook.toml`

warning[blocked-content]: browsers will not send the form to `//other.example/`
 --> content/part/a.md:5:61
  |
5 | <form action="https://forms.example/in"><button formaction="//other.example/">a</button></form>
  |                                                             ^^^^^^^^^^^^^^^^
  |
  = help: the Content-Security-Policy allows forms to this site alone; link to it, or add `https://other.example` to `forms` under `[security]` in `handbook.toml`

warning[blocked-content]: browsers will not send the form to `mailto:a@example.org`
 --> content/part/a.md:7:15
  |
7 | <form action="mailto:a@example.org"></form>
  |               ^^^^^^^^^^^^^^^^^^^^
  |
  = help: the Content-Security-Policy allows forms to this site alone; link to it

"#]]
    );
    site.write(
        "handbook.toml",
        "title = \"T\"\n[security]\nforms = [\"https://forms.example\", \"https://other.example\"]\n",
    );
    let told = messages(&site.build());
    assert!(!told.contains("`https://forms") && !told.contains("`//other"), "{told}");
}
