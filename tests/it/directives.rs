//! Directives: fenced blocks that are no code.

use snapbox::str;

use crate::fixture::{Fixture, between, messages, prose_of_a, text};

const SITE: &str = r#"
-- content/_index.md --
# Home
-- static/forest.svg --
<svg xmlns="http://www.w3.org/2000/svg" width="30" height="20"/>
-- templates/components/video.html --
{% component video(argument: string, start: integer = 0, loop: bool = false, note: string = "") %}
<video-card src="{{ argument }}" start="{{ start }}"{% if loop %} loop{% endif %}>{{ note }}{{ body | safe }}</video-card>
{% endcomponent video %}
-- templates/components/side-note.html --
{% component side_note(@page_path, @strings) %}
<aside data-on="{{ page_path }}" data-word="{{ strings.contents }}">{{ body | safe }}</aside>
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

#[test]
fn a_figure_has_an_image_a_text_for_it_and_a_caption() {
    let html = prose(
        "```{figure} ../static/forest.svg\n:alt: Trees, seen from above\n\nThe *forest*, see [home](_index.md).\n```\n",
    );
    snapbox::assert_data_eq!(
        html,
        str![[r#"

<figure class="figure">
<img src="/forest.svg" width="30" height="20" alt="Trees, seen from above" loading="lazy" decoding="async">
<figcaption><p>The <em>forest</em>, see <a href="/">home</a>.</p>
</figcaption>
</figure>

</div>


"#]]
    );
}

#[test]
fn a_component_of_the_site_is_a_directive_with_typed_options() {
    let html = prose(
        "```{video} talk.webm\n:start: 90\n:loop:\n\nSee [home](_index.md).\n\n## Below {#below}\n```\n\n[There](#below)\n",
    );
    assert!(html.contains(r#"<video-card src="talk.webm" start="90" loop>"#), "{html}");
    assert!(html.contains(r#"See <a href="/">home</a>."#), "{html}");
    assert!(html.contains(r##"<a href="#below">There</a>"##), "{html}");
}

#[test]
fn a_component_may_ask_for_the_words_and_the_page_it_stands_on() {
    let html = prose("~~~{side-note}\nAside.\n~~~\n");
    assert!(html.contains("<aside data-on=\"/a/\" data-word=\"Contents\"><p>Aside.</p>"), "{html}");
}

#[test]
fn directives_stand_in_one_another_and_in_lists() {
    let html = prose(
        "````{side-note}\n```{video} inner.webm\n```\n````\n\n- Item\n\n  ```{video} listed.webm\n  ```\n",
    );
    let inner = html.find("inner.webm").unwrap();
    let aside = html.find("<aside").unwrap();
    let end = html.find("</aside>").unwrap();
    assert!(aside < inner && inner < end, "{html}");
    assert!(html.find("<li>").unwrap() < html.find("listed.webm").unwrap());
}

#[test]
fn a_directive_inside_of_code_is_code() {
    let html = prose("````markdown\n```{nonsense}\n```\n````\n\n`{video}`\n\n    ```{nonsense}\n");
    assert!(html.contains("{nonsense}"), "{html}");
}

#[test]
fn the_argument_of_a_site_s_author_is_escaped() {
    let html = prose("```{video} \"><script>alert(1)</script>\n:note: <b>&amp;\n```\n");
    assert!(!html.contains("<script>"), "{html}");
    assert!(html.contains("&lt;b&gt;&amp;amp;"), "{html}");
}

#[test]
fn what_a_directive_does_not_take_is_an_error_with_a_suggestion() {
    let build = site(
        r#"```{vidoe} a.webm
```

```{video}
:strat: 3
:start: soon
:loop: maybe
:start: 4
:not an option
```

```{figure} ../static/forset.svg
```

```{figure} ../static/forset.svg
:alt: Trees
```

> ```{side-note}
> First.
> Second.
> ```

```{side-note} argument
```
"#,
    )
    .build();
    snapbox::assert_data_eq!(
        messages(&build),
        str![[r#"
error[invalid-directive]: there is no directive `vidoe`
 --> content/a.md:3:5
  |
3 | ```{vidoe} a.webm
  |     ^^^^^
  |
  = help: did you mean `video`?
  = help: for your own directive, add a component to `templates/components`; for code, write the name of the language without braces

error[invalid-directive]: the directive `video` needs an argument
 --> content/a.md:6:5
  |
6 | ```{video}
  |     ^^^^^
  |
  = help: write its argument after `{video}` on the same line

error[invalid-directive]: the directive `video` has no option `strat`
 --> content/a.md:7:2
  |
7 | :strat: 3
  |  ^^^^^
  |
  = help: did you mean `start`?
  = help: its options are `loop`, `note`, `start`

error[invalid-directive]: the option `start` must be a whole number
 --> content/a.md:8:9
  |
8 | :start: soon
  |         ^^^^

error[invalid-directive]: the option `loop` must be `true` or `false`
 --> content/a.md:9:8
  |
9 | :loop: maybe
  |        ^^^^^

error[invalid-directive]: the option `start` is repeated
  --> content/a.md:10:2
   |
10 | :start: 4
   |  ^^^^^
   |
   = help: remove one of them

error[invalid-directive]: `:not an option` is not an option
  --> content/a.md:11:1
   |
11 | :not an option
   | ^^^^^^^^^^^^^^
   |
   = help: write an option as `:key: value`; leave an empty line before text that begins with a colon

error[invalid-directive]: the directive `figure` needs the option `alt`
  --> content/a.md:14:5
   |
14 | ```{figure} ../static/forset.svg
   |     ^^^^^^
   |
   = help: add a line `:alt: …` below the first one

error[missing-image]: there is no image `../static/forset.svg`
  --> content/a.md:17:13
   |
17 | ```{figure} ../static/forset.svg
   |             ^^^^^^^^^^^^^^^^^^^^
   |
   = help: did you mean `../static/forest.svg`?

error[invalid-directive]: a directive with a body cannot be inside a list or a quotation
  --> content/a.md:21:7
   |
21 | > ```{side-note}
   |       ^^^^^^^^^
   |
   = help: move it out, so that its lines begin at the left margin

error[invalid-directive]: the directive `side-note` takes no argument
  --> content/a.md:26:16
   |
26 | ```{side-note} argument
   |                ^^^^^^^^
   |
   = help: write each option on its own line: `:key: value`

"#]]
    );
}

#[test]
fn the_mark_of_a_component_in_a_text_is_taken_out() {
    let html = prose("\u{fdd2}0\u{fdd3}\n\n```{side-note}\n\u{fdd2}0\u{fdd3}\n```\n");
    assert_eq!(html.matches("<aside").count(), 1);
    assert!(html.contains("\u{fffd}0\u{fffd}"), "{html}");
}

#[test]
fn a_card_is_a_link_to_its_page() {
    let mut site = site("```{instrument} sheet.md\n```\n");
    site.write("content/_index.md", "# Home\n\n[a](a.md)\n");
    site.write(
        "content/sheet.md",
        "+++\ntitle = \"Sheet\"\nnav = false\n[worksheet]\n+++\n\n1. What? {#what}\n",
    );
    let build = site.build();
    assert_eq!(messages(&build), "");
    let sheet = text(&build, "sheet/index.html");
    let links = between(&sheet, "id=\"page-backlinks\"", "</section>");
    assert!(links.contains("href=\"/a/\""), "{sheet}");
}

#[test]
fn options_below_an_empty_line_are_told_and_read() {
    let mut site = site("```{figure} ../static/forest.svg\n\n:alt: Trees\n\nCaption\n```\n");
    let build = site.build();
    snapbox::assert_data_eq!(
        messages(&build),
        str![[r#"
error[invalid-directive]: `:alt: Trees` stands below an empty line
 --> content/a.md:5:1
  |
5 | :alt: Trees
  | ^^^^^^^^^^^
  |
  = help: options follow the first line directly: remove the empty line

"#]]
    );
    assert!(text(&build, "a/index.html").contains("alt=\"Trees\""));
    // A body may begin with a colon.
    assert!(prose("```{side-note}\n\n: no option\n```\n").contains(": no option"));
}
