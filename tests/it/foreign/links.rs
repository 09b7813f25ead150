//! What is written like a link and is only text, and links without text.

use snapbox::{assert_data_eq, str};

use super::{found, site, told};
use crate::fixture::{body, messages};

#[test]
fn a_link_that_holds_a_link_or_a_note_is_told_at_its_bracket() {
    assert_data_eq!(
        told(
            "[see [^1] here](gone.md), ![x [^1]](/i.svg) and\n[a *b [c](_index.md)* d](e.md \"T\").\n\n[^1]: Note.\n-- static/i.svg --\n<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 2 1\"></svg>\n"
        ),
        str![[r#"
warning[nested-link]: `[see [^1] here](gone.md)` is no link: a link holds no note
 --> content/a.md:3:1
  |
3 | [see [^1] here](gone.md), ![x [^1]](/i.svg) and
  | ^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: put the note behind the link

warning[nested-link]: `![x [^1]](/i.svg)` is no image: its words hold no note
 --> content/a.md:3:27
  |
3 | [see [^1] here](gone.md), ![x [^1]](/i.svg) and
  |                           ^^^^^^^^^^^^^^^^^
  |
  = help: put the note behind the image

warning[nested-link]: `[a *b [c](_index.md)* d](e.md "T")` is no link: a link holds no other link
 --> content/a.md:4:1
  |
4 | [a *b [c](_index.md)* d](e.md "T").
  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: end one link before the other begins

"#]]
    );
    for page in [
        "[a [b](_index.md) c] (as he says) and [a [b](_index.md)](in other words)\n",
        "[![a](/i.svg)](_index.md), [a [b] c](_index.md) and ![a [b](_index.md)](/i.svg)\n-- static/i.svg --\n<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 2 1\"></svg>\n",
        "\\[a [b](_index.md) c\\](_index.md) and `[a [b](c.md)](d.md)`\n",
        "[a](_index.md) b](_index.md)\n",
        "<code>[a [b](_index.md)](c.md)</code>\n",
    ] {
        assert!(!told(page).contains("nested-link"), "{page}: {}", told(page));
    }
}

#[test]
fn brackets_the_wrong_way_round_or_apart_are_told() {
    let page = "(text)[https://a.example/b], (words)[b.md#c] and (x)[#part].\n\n[w] (page.md), *[w] (../a/)* and ![w] (p.png).\n\n![a](b c (1).png) and [b](c d (2) e.PDF)\n";
    assert_data_eq!(
        found(page).join("\n"),
        str![[r#"
`(text)[https://a.example/b]` is no link: its brackets are the wrong way round
`(words)[b.md#c]` is no link: its brackets are the wrong way round
`(x)[#part]` is no link: its brackets are the wrong way round
`[w] (page.md)` is no link: a space parts its brackets
`[w] (../a/)` is no link: a space parts its brackets
`[w] (p.png)` is no link: a space parts its brackets
`[a](b c (1).png)` is no link: its address has a space
`[b](c d (2) e.PDF)` is no link: its address has a space
"#]]
    );
    for page in [
        "[sic] (and/or), [bug] (#123), [1] (see a.md), [a] (he/she), [x] (e.g.), [a] (Fig.2a)\n",
        "f(x)[i.md], (a)[1], (a)[^1], (a)[b/c], (a) [b.md], (see)[r.md] and a[r.md] (x.md)\n\n[^1]: N.\n\n[r.md]: https://example.org/\n",
        "[r] (page.md)\n\n[r]: https://example.org/\n",
        "- [ ] (page.md) {#a}\n- [x] (page.md) {#b}\n",
        "[a](b (c) 2.5) and [a](see (b) and c)\n",
    ] {
        assert_eq!(found(page), [""; 0], "{page}");
    }
}

#[test]
fn a_link_of_html_without_text_shows_the_title_of_its_target() {
    let build = site(
        "<a href=\"b.md\"></a> <a href=\"b.md\"> <i class=\"x\"></i></a> <a href=\"b.md\"><img src=\"/i.svg\"></a>\n\n<p>\n<a href=\"b.md\"></a>\n</p>\n-- content/b.md --\n# *B* & co\n-- static/i.svg --\n<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 2 1\"></svg>\n",
    )
    .build();
    assert_eq!(messages(&build).matches("[empty-link]").count(), 4, "{}", messages(&build));
    assert_data_eq!(
        body(&build, "a/index.html"),
        str![[r#"
<p><a href="/b/">B &amp; co</a> <a href="/b/">B &amp; co <i class="x"></i></a> <a href="/b/"><img alt="" src="/i.svg" width="2" height="1"></a></p>
<p>
<a href="/b/">B &amp; co</a>
</p>
"#]]
    );
    assert!(messages(&build).contains("in the `alt` of its image"), "{}", messages(&build));
    assert_data_eq!(
        told("<a href=\"_index.md\"></a>\n"),
        str![[r#"
warning[empty-link]: the link to `_index.md` has no text
 --> content/a.md:3:1
  |
3 | <a href="_index.md"></a>
  | ^^^^^^^^^^^^^^^^^^^^
  |
  = help: write the words that readers press before `</a>`, or an `aria-label`

"#]]
    );
    for page in [
        "<a id=\"x\"></a> <a name=\"y\"></a> <a href=\"\"></a>\n",
        "<a href=\"_index.md\" aria-label=\"Home\"></a> <a href=\"_index.md\" title=\"Home\"></a>\n",
        "<a href=\"_index.md\"><img src=\"/i.svg\" alt=\"x\"></a> <a href=\"_index.md\">x</a> <a href=\"_index.md\">`x`</a> <a href=\"_index.md\">*x*</a>\n-- static/i.svg --\n<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 2 1\"></svg>\n",
        "<a href=\"_index.md\"><svg></svg></a> <a href=\"_index.md\"><b>x</b></a>\n",
        "<a href=\"_index.md\">\n\nWords\n\n</a>\n",
    ] {
        assert!(!told(page).contains("empty-link"), "{page}: {}", told(page));
    }
}

#[test]
fn a_link_whose_image_says_nothing_is_told_and_keeps_its_look() {
    let image = "-- static/i.svg --\n<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 2 1\"></svg>\n";
    let page = "[![](/i.svg)](_index.md)\n";
    assert_data_eq!(
        told(&format!("{page}{image}")),
        str![[r#"
warning[empty-link]: the link to `_index.md` has no text
 --> content/a.md:3:1
  |
3 | [![](/i.svg)](_index.md)
  | ^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: say between the brackets of its image where it leads

"#]]
    );
    for page in [
        "[![Home](/i.svg)](_index.md)\n",
        "[![](/i.svg) Home](_index.md)\n",
        "[![](/i.svg)](_index.md \"Home\")\n",
    ] {
        let told = told(&format!("{page}{image}"));
        assert!(!told.contains("empty-link"), "{page}: {told}");
    }
}

#[test]
fn an_image_of_html_without_a_text_is_decoration_as_that_of_markdown() {
    let build = site(
        "<img src=\"/i.svg\"> <img src=\"/i.svg\" alt> <img src=\"/i.svg\" title=\"x\">\n-- static/i.svg --\n<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 2 1\"></svg>\n",
    )
    .build();
    assert_eq!(messages(&build), "");
    assert_data_eq!(
        body(&build, "a/index.html"),
        str![[r#"
<p><img alt="" src="/i.svg" width="2" height="1"> <img src="/i.svg" width="2" height="1" alt> <img src="/i.svg" width="2" height="1" title="x"></p>
"#]]
    );
}
