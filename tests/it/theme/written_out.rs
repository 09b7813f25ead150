//! What a site's own templates, style sheets and scripts write out is checked as its pages are.

use snapbox::{assert_data_eq, str};

use crate::fixture::{Fixture, messages};

const SITE: &str = "-- handbook.toml --\ntitle = \"T\"\n-- content/_index.md --\n# T\n-- content/roles/_index.md --\n# Roles\n-- content/roles/plan.svg --\n<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"/>\n";

#[test]
fn addresses_of_a_template_are_looked_up_and_those_that_it_computes_are_not() {
    let mut site = Fixture::new(&format!(
        "{SITE}-- templates/base.html --\n{{% extends \"default/templates/base.html\" %}}\n{{% block styles %}}{{{{ super() }}}}\n\
         <link rel=\"preconnect\" href=\"https://fonts.gstatic.com\">\n\
         <link rel=\"stylesheet\" href=\"https://fonts.googleapis.com/css2?family=Inter\">\n\
         <style>body {{ margin: 0 }}</style>\n<script>go()</script>\n\
         <script src=\"{{{{ asset(path=\"own.js\") }}}}\" defer></script>\n{{% endblock %}}\n\
         {{% block footer %}}\n\
         <a href=\"/roles/\">right</a> <a href=\"{{{{ config.base_path }}}}roles/#top\">right</a> <a href=\"{{{{ page.path }}}}\">computed</a>\n\
         <a href=\"/role/\">wrong</a> <a href=\"roles/\">from the home page alone</a> <a href=\"#main\">here</a>\n\
         <a href=\"{{{{- config.base_path -}}}}rolls/\">wrong</a> <a href=\"mailto:a@example.org\">right</a>\n\
         <img src=\"/roles/plan.svg\" alt=\"\" srcset=\"/roles/plan.svg, /roles/plans.svg 2x\" style=\"width: 1em\">\n\
         <img src=\"/nope.png\" alt=\"\" class=\"a{{% if page.path == '/' %}} b{{% endif %}}\">\n\
         {{# <a href=\"/nowhere/\"> #}}<iframe src=\"https://maps.example.com/x\"></iframe>\n{{% endblock %}}\n\
         -- static/own.js --\nlet a = (1;\n"
    ));
    assert_data_eq!(
        messages(&site.build()),
        str![[r##"
warning[script-syntax]: this bracket is never closed
 --> static/own.js:1:9
  |
1 | let a = (1;
  |         ^

warning[blocked-content]: browsers will not load the style sheet `https://fonts.googleapis.com/css2?family=Inter`
 --> templates/base.html:4:30
  |
4 | <link rel="stylesheet" href="https://fonts.googleapis.com/css2?family=Inter">
  |                              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: the Content-Security-Policy allows only files of this site; keep a copy in `static`

warning[blocked-content]: browsers will not apply these styles
 --> templates/base.html:5:1
  |
5 | <style>body { margin: 0 }</style>
  | ^^^^^^^
  |
  = help: the Content-Security-Policy of the site allows no styles in pages: put them into a style sheet of the site

warning[blocked-content]: browsers will not run this script
 --> templates/base.html:6:1
  |
6 | <script>go()</script>
  | ^^^^^^^^
  |
  = help: the Content-Security-Policy of the site allows no scripts in pages: put it into a file in `static`, and name that as `src`

error[broken-link]: there is no page or file `/role/`
  --> templates/base.html:11:10
   |
11 | <a href="/role/">wrong</a> <a href="roles/">from the home page alone</a> <a href="#main">her...
   |          ^^^^^^
   |
   = help: did you mean `{{ config.base_path }}roles/`?

warning[broken-link]: `roles/` leads elsewhere from each page
  --> templates/base.html:11:37
   |
11 | <a href="/role/">wrong</a> <a href="roles/">from the home page alone</a> <a href="#main">her...
   |                                     ^^^^^^
   |
   = help: write `{{ config.base_path }}roles/`

error[broken-link]: there is no page or file `/rolls/`
  --> templates/base.html:12:10
   |
12 | <a href="{{- config.base_path -}}rolls/">wrong</a> <a href="mailto:a@example.org">right</a>
   |          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
   |
   = help: did you mean `{{ config.base_path }}roles/`?

error[missing-image]: there is no image `/roles/plans.svg`
  --> templates/base.html:13:43
   |
13 | <img src="/roles/plan.svg" alt="" srcset="/roles/plan.svg, /roles/plans.svg 2x" style="width...
   |                                           ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
   |
   = help: did you mean `{{ config.base_path }}roles/plan.svg`?

warning[blocked-content]: browsers will not apply the attribute `style`
  --> templates/base.html:13:81
   |
13 | ...les/plan.svg, /roles/plans.svg 2x" style="width: 1em">
   |                                       ^^^^^^^^^^^^^^^^^^
   |
   = help: the Content-Security-Policy of the site allows no styles in pages: write a class, and its rule in a style sheet of the site

error[missing-image]: there is no image `/nope.png`
  --> templates/base.html:14:11
   |
14 | <img src="/nope.png" alt="" class="a{% if page.path == '/' %} b{% endif %}">
   |           ^^^^^^^^^
   |
   = help: write `{{ config.base_path }}part/chapter/` for a page, `{{ config.base_path }}logo.svg` for a file in `static`

warning[blocked-content]: browsers will not load the frame `https://maps.example.com/x`
  --> templates/base.html:15:40
   |
15 | {# <a href="/nowhere/"> #}<iframe src="https://maps.example.com/x"></iframe>
   |                                        ^^^^^^^^^^^^^^^^^^^^^^^^^^
   |
   = help: the Content-Security-Policy allows no page in a frame but of servers that the site names; link to it, or add `https://maps.example.com` to `frames` under `[security]` in `handbook.toml`

"##]]
    );
}

#[test]
fn addresses_below_another_base_path_are_told() {
    let mut site = Fixture::new(&format!(
        "{}-- templates/base.html --\n{{% extends \"default/templates/base.html\" %}}\n\
         {{% block footer %}}\n<a href=\"/docs/roles/\">right</a> <a href=\"/roles/\">wrong</a>\n{{% endblock %}}\n\
         -- static/own.css --\n.a {{ background: url(/docs/roles/plan.svg) }}\n.b {{ background: url(/roles/plan.svg) }}\n",
        SITE.replace("title = \"T\"", "title = \"T\"\nbase_url = \"https://example.org/docs/\"")
    ));
    assert_data_eq!(
        messages(&site.build()),
        str![[r#"
warning[broken-link]: `/roles/plan.svg` is outside the site, whose pages are below `/docs/`
 --> static/own.css:2:18
  |
2 | .b { background: url(/roles/plan.svg) }
  |                  ^^^^^^^^^^^^^^^^^^^^
  |
  = help: write `roles/plan.svg`

warning[broken-link]: `/roles/` is outside the site, whose pages are below `/docs/`
 --> templates/base.html:3:43
  |
3 | <a href="/docs/roles/">right</a> <a href="/roles/">wrong</a>
  |                                           ^^^^^^^
  |
  = help: write `{{ config.base_path }}roles/`

"#]]
    );
}

#[test]
fn addresses_of_a_style_sheet_are_looked_up() {
    let mut site = Fixture::new(&format!(
        "{SITE}-- static/looks/own.css --\n@import \"more.css\"; @import url(\"../base.css\");\n\
         .a {{ background: url(\"nope.png\"), url(../roles/plan.svg), url(#a), url(data:image/png;base64,AA) }}\n\
         @font-face {{ src: url(https://fonts.gstatic.com/inter.woff2), url('inter.woff2') }}\n\
         .b {{ background: url(https://pics.example.com/a.png) }}\n\
         -- static/looks/more.css --\n\n-- static/looks/inter.woff2 --\n\n"
    ));
    assert_data_eq!(
        messages(&site.build()),
        str![[r#"
error[broken-link]: there is no page or file `/base.css`
 --> static/looks/own.css:1:33
  |
1 | @import "more.css"; @import url("../base.css");
  |                                 ^^^^^^^^^^^^^
  |
  = help: write `../part/chapter/` for a page, `../logo.svg` for a file in `static`

error[missing-image]: there is no image `/looks/nope.png`
 --> static/looks/own.css:2:22
  |
2 | .a { background: url("nope.png"), url(../roles/plan.svg), url(#a), url(data:image/png;base64,...
  |                      ^^^^^^^^^^
  |
  = help: write `../part/chapter/` for a page, `../logo.svg` for a file in `static`

warning[blocked-content]: browsers will not load the font `https://fonts.gstatic.com/inter.woff2`
 --> static/looks/own.css:3:19
  |
3 | @font-face { src: url(https://fonts.gstatic.com/inter.woff2), url('inter.woff2') }
  |                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: the Content-Security-Policy allows only files of this site; keep a copy in `static`

warning[external-image]: the image `https://pics.example.com/a.png` is on another server
 --> static/looks/own.css:4:18
  |
4 | .b { background: url(https://pics.example.com/a.png) }
  |                  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: the Content-Security-Policy allows only files of this site; keep a copy of it, or add `https://pics.example.com` to `images` under `[security]` in `handbook.toml`

"#]]
    );
}

#[test]
fn the_style_sheets_of_a_theme_are_checked_as_they_were_written() {
    let mut site = Fixture::new(&format!(
        "{}-- themes/ours/theme.toml --\nextends = \"default\"\n[styles]\n\"ours.css\" = [\"a.css\"]\n-- themes/ours/styles/a.css --\n/* ours */\n.a {{ background: url(nope.png) }}\n\
         -- themes/other/theme.toml --\nextends = \"default\"\n-- themes/other/styles/b.css --\n.b {{ background: url(never.png) }}\n",
        SITE.replace("title = \"T\"", "title = \"T\"\ntheme = \"ours\"")
    ));
    assert_data_eq!(
        messages(&site.build()),
        str![[r#"
error[missing-image]: there is no image `/nope.png`
 --> themes/ours/styles/a.css:2:18
  |
2 | .a { background: url(nope.png) }
  |                  ^^^^^^^^^^^^^
  |
  = help: write `part/chapter/` for a page, `logo.svg` for a file in `static`

"#]]
    );
}

#[test]
fn what_a_style_sheet_leaves_open_is_told() {
    let told = |css: &str| {
        let mut site = Fixture::new(&format!("{SITE}-- static/own.css --\n{css}\n"));
        messages(&site.build())
    };
    for (css, message, place) in [
        ("a { color: red;\nb { color: blue }", "this bracket is never closed", "own.css:1:3"),
        ("a { color: red }\n}", "this bracket closes nothing", "own.css:2:1"),
        ("a { color: red }\n/* b", "this comment is never closed", "own.css:2:1"),
        ("a { background: url(\"roles/plan.svg) }", "this string is never closed", "own.css:1:21"),
        ("a { background: url(roles/plan.svg }", "this bracket is never closed", "own.css:1:20"),
        (
            "a { b: url(c;\n}\nd { b: url(roles/plan.svg) }",
            "this bracket is never closed",
            "own.css:1:11",
        ),
    ] {
        let told = told(css);
        assert!(told.contains(&format!("warning[script-syntax]: {message}")), "{css}\n{told}");
        assert!(told.contains(&format!("--> static/{place}\n")), "{css}\n{told}");
        assert_eq!(told.matches("[script-syntax]").count(), 1, "{told}");
    }
    let whole = "@media (min-width: 1px) { a:is(b, [c=\"}\"])::before { content: '{'; --d: \\{; e: url(\n roles/plan.svg\n) } }";
    assert_eq!(told(whole), "");
}

#[test]
fn a_script_or_style_sheet_of_the_site_may_be_published_as_it_is() {
    let mut site = Fixture::new(&format!(
        "{}-- static/own.js --\nlet a = (1;\n",
        SITE.replace("title = \"T\"", "title = \"T\"\n[lints]\nscript-syntax = \"allow\"")
    ));
    assert_eq!(messages(&site.build()), "");
}

#[test]
fn elements_of_a_template_that_nothing_closes_are_told() {
    let mut site = Fixture::new(&format!(
        "{SITE}-- templates/base.html --\n{{% extends \"default/templates/base.html\" %}}\n\
         {{% block footer %}}\n<footer><p>Text<ul><li>One<li>Two</ul>\n</div>\n{{% endblock %}}\n\
         {{% block header %}}<header>{{% if page.path == '/' %}}<div>{{% else %}}<section>{{% endif %}}</header>{{% endblock %}}\n\
         {{% block after_main %}}{{% for one in parts %}}<b>{{{{ one.title }}}}</b>{{% endfor %}}<i {{% if parts %}}class=\"a\"{{% endif %}}>{{% endblock %}}\n\
         -- templates/components/card.html --\n{{% component card(argument: string) %}}\n<aside>\n<svg><path d=\"M0\"/><use href=\"#icon-phone\"/><use href=\"#icon-phon\"/><use href=\"#part-2\"/></svg>\n{{% endcomponent card %}}\n\
         -- templates/partials/footer.html --\n<svg><symbol id=\"icon-phone\"/><symbol id=\"part-{{{{ 1 }}}}\"/></svg>\n"
    ));
    assert_data_eq!(
        messages(&site.build()),
        str![[r##"
warning[invalid-html]: `<footer>` is never closed
 --> templates/base.html:3:1
  |
3 | <footer><p>Text<ul><li>One<li>Two</ul>
  | ^^^^^^^^
  |
  = help: write `</footer>` where it ends, in the same block or component

warning[invalid-html]: `</div>` closes nothing
 --> templates/base.html:4:1
  |
4 | </div>
  | ^^^^^^
  |
  = help: remove it, or write `<div>` before it, in the same block or component

warning[invalid-html]: `<i>` is never closed
 --> templates/base.html:7:79
  |
7 | ...e.title }}</b>{% endfor %}<i {% if parts %}class="a"{% endif %}>{% endblock %}
  |                              ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: write `</i>` where it ends, in the same block or component

warning[invalid-html]: `<aside>` is never closed
 --> templates/components/card.html:2:1
  |
2 | <aside>
  | ^^^^^^^
  |
  = help: write `</aside>` where it ends, in the same block or component

warning[broken-anchor]: neither a template nor a page has the id `icon-phon`
 --> templates/components/card.html:3:56
  |
3 | <svg><path d="M0"/><use href="#icon-phone"/><use href="#icon-phon"/><use href="#part-2"/></svg>
  |                                                        ^^^^^^^^^^
  |
  = help: did you mean `#icon-phone`?

"##]]
    );
}

#[test]
fn a_tag_that_is_never_closed_brings_no_warnings_about_elements() {
    let mut site = Fixture::new(&format!(
        "{SITE}-- templates/partials/footer.html --\n<footer><p>{{{{ page.title }}</p>\n<p>{{{{ config.title }}}}</p></footer>\n"
    ));
    let told = messages(&site.build());
    assert!(told.contains("[template-syntax]") && !told.contains("[invalid-html]"), "{told}");
}

#[test]
fn an_anchor_that_a_template_misses_by_little_is_suggested() {
    let site = SITE.replace("# Roles\n", "# Roles\n\n## Nurses {#nurses}\n");
    let mut site = Fixture::new(&format!(
        "{site}-- templates/partials/footer.html --\n<footer><a href=\"/roles/#nurse\">Nurses</a></footer>\n"
    ));
    assert_data_eq!(
        messages(&site.build()),
        str![[r#"
error[broken-anchor]: nothing on the page “Roles” has the id `nurse`
 --> templates/partials/footer.html:1:18
  |
1 | <footer><a href="/roles/#nurse">Nurses</a></footer>
  |                  ^^^^^^^^^^^^^
  |
  = help: did you mean `#nurses`?

"#]]
    );
}

#[test]
fn a_home_page_without_the_place_that_readers_skip_to_is_told() {
    let told = |main: &str| {
        let site = format!(
            "{SITE}-- templates/index.html --\n{{% extends \"default/templates/index.html\" %}}\n\
             {{% block main %}}\n<article>{main}</article>\n{{% endblock main %}}\n"
        );
        messages(
            &Fixture::new(&format!(
                "{site}-- templates/partials/list.html --\n<ul id=\"contents\"></ul>\n"
            ))
            .build(),
        )
    };
    assert_data_eq!(
        told(
            "{{ page.content | safe }}{% if false %}{% include \"partials/head.html\" %}{% endif %}"
        ),
        str![[r#"
warning[broken-anchor]: nothing in this home page has the id `contents`, to which “Skip to contents” leads
 --> templates/index.html:2:1
  |
2 | {% block main %}
  | ^^^^^^^^^^^^^^^^
  |
  = help: write `id="contents"` on the element that lists the parts

warning[unused-template]: nothing uses the template `partials/list.html`
--> templates/partials/list.html
 = help: did you mean `partials/edit.html`?

"#]]
    );
    assert!(!told("<ul id=\"contents\"></ul>").contains("Skip"));
    assert!(!told("{% include \"partials/list.html\" %}").contains("Skip"));
    assert!(!told("{{ super() }}").contains("Skip"));
}

#[test]
fn a_former_address_in_a_template_is_told_with_the_address_of_today() {
    let mut site = Fixture::new(
        "-- handbook.toml --\ntitle = \"T\"\nbase_url = \"https://example.org/docs/\"\n-- content/_index.md --\n# T\n-- content/day/on-call.md --\n+++\naliases = [\"/rota/\"]\n+++\n# On call\n-- static/Plan.svg --\n<svg/>\n-- static/css/own.css --\n.a { background: url(/Plan.svg) }\n-- templates/base.html --\n{% extends \"default/templates/base.html\" %}\n{% block footer %}<a href=\"{{ config.base_path }}rota/\">a</a>{% endblock footer %}\n",
    );
    assert_data_eq!(
        messages(&site.build()),
        str![[r#"
warning[invalid-image]: browsers cannot show `Plan.svg`: nothing says that it is SVG
--> static/Plan.svg
 = help: write its namespace in its first tag: `<svg xmlns="http://www.w3.org/2000/svg" …>`

warning[broken-link]: `/Plan.svg` is outside the site, whose pages are below `/docs/`
 --> static/css/own.css:1:18
  |
1 | .a { background: url(/Plan.svg) }
  |                  ^^^^^^^^^^^^^^
  |
  = help: write `../Plan.svg`

warning[alias-link]: `/rota/` is a former address of `/day/on-call/`
 --> templates/base.html:2:28
  |
2 | {% block footer %}<a href="{{ config.base_path }}rota/">a</a>{% endblock footer %}
  |                            ^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: write `{{ config.base_path }}day/on-call/`

"#]]
    );
}
