//! Faults of templates as their author sees them: the template, the line, the page being rendered.

use std::fmt::Write as _;

use snapbox::{assert_data_eq, str};

use super::site;
use crate::fixture::{Fixture, messages, text};

fn told(files: &str) -> String {
    messages(&site(files).build())
}

#[test]
fn a_template_that_does_not_parse() {
    assert_data_eq!(
        told(
            "-- templates/page.html --\n<p>\n{% if page.title %}\n</p>\n-- templates/section.html --\n{{ page.title\n"
        ),
        str![[r#"
error[template-syntax]: `{% if page.title %}` is never closed
 --> templates/page.html:2:1
  |
2 | {% if page.title %}
  | ^^^^^^^^^^^^^^^^^^^
  |
  = help: write `{% endif %}` where it ends

error[template-syntax]: `{{` is never closed
 --> templates/section.html:1:1
  |
1 | {{ page.title
  | ^^
  |
  = help: write `}}` where it ends

"#]]
    );
}

#[test]
fn a_variable_that_does_not_exist() {
    assert_data_eq!(
        told("-- templates/page.html --\n<p>\n  {{ page.titel }}\n</p>\n"),
        str![[r#"
error[template-error]: field `titel` is not defined
 --> templates/page.html:2:11
  |
2 |   {{ page.titel }}
  |           ^^^^^
  |
  = help: did you mean `title`?
  = help: the README of the default theme lists the variables of templates
note: while this page was rendered
 --> content/a.md

"#]]
    );
}

#[test]
fn a_variable_that_does_not_exist_in_the_navigation() {
    assert_data_eq!(
        told("-- templates/partials/nav.html --\n{{ page.title }}\n"),
        str![[r#"
error[template-error]: variable `page` is not defined
 --> templates/partials/nav.html:1:4
  |
1 | {{ page.title }}
  |    ^^^^
  |
  = help: the defined variables are `config`, `footer`, `list`, `parts`, `places`, `strings`
  = help: the README of the default theme lists the variables of templates
note: while this page was rendered
 --> content/_index.md

"#]]
    );
}

#[test]
fn one_fault_on_many_pages_is_told_once_with_their_number() {
    let mut pages = String::from("-- templates/page.html --\n{{ nothing }}\n");
    for n in 0..20 {
        write!(pages, "-- content/n{n}.md --\n# N{n}\n").unwrap();
    }
    assert_data_eq!(
        told(&pages),
        str![[r#"
error[template-error]: variable `nothing` is not defined
 --> templates/page.html:1:4
  |
1 | {{ nothing }}
  |    ^^^^^^^
  |
  = help: the defined variables are `config`, `current_path`, `current_url`, `footer`, `nav`, `page`, `parts`, `places`, `section`, `strings`
  = help: the README of the default theme lists the variables of templates
  = help: the same happens on 20 more pages
note: while this page was rendered
 --> content/a.md

"#]]
    );
}

#[test]
fn a_template_that_a_page_asks_for_and_that_does_not_exist() {
    assert_data_eq!(
        told("-- content/b.md --\n+++\ntitle = \"B\"\ntemplate = \"pgae.html\"\n+++\n"),
        str![[r#"
error[missing-template]: there is no template `pgae.html`
 --> content/b.md:3:12
  |
3 | template = "pgae.html"
  |            ^^^^^^^^^^^
  |
  = help: did you mean `page.html`?

"#]]
    );
}

#[test]
fn a_parent_or_an_include_that_does_not_exist() {
    assert_data_eq!(
        told("-- templates/page.html --\n{% extends \"bse.html\" %}\n"),
        str![[r#"
error[missing-template]: `page.html` extends `bse.html`, which does not exist
 --> templates/page.html:1:13
  |
1 | {% extends "bse.html" %}
  |             ^^^^^^^^
  |
  = help: did you mean `base.html`?

"#]]
    );
    assert_data_eq!(
        told("-- templates/page.html --\n<p>{% include \"partials/fotter.html\" %}\n"),
        str![[r#"
error[missing-template]: there is no template `partials/fotter.html`
 --> templates/page.html:1:16
  |
1 | <p>{% include "partials/fotter.html" %}
  |                ^^^^^^^^^^^^^^^^^^^^
  |
  = help: did you mean `partials/footer.html`?

"#]]
    );
}

#[test]
fn templates_that_lead_back_to_themselves() {
    assert_data_eq!(
        told("-- templates/page.html --\n{% extends \"page.html\" %}\n"),
        str![[r#"
error[template-syntax]: `page.html` extends or includes itself: page.html → page.html
 --> templates/page.html:1:13
  |
1 | {% extends "page.html" %}
  |             ^^^^^^^^^
  |
  = help: remove one of these references

"#]]
    );
    assert_data_eq!(
        told(
            "-- templates/page.html --\n{% include \"one.html\" %}\n-- templates/one.html --\n{% include \"two.html\" %}\n-- templates/two.html --\n{% include \"one.html\" %}\n"
        ),
        str![[r#"
error[template-syntax]: `one.html` extends or includes itself: one.html → two.html → one.html
 --> templates/one.html:1:13
  |
1 | {% include "two.html" %}
  |             ^^^^^^^^
  |
  = help: remove one of these references

"#]]
    );
}

#[test]
fn a_component_that_calls_itself_without_end() {
    assert_data_eq!(
        told(
            "-- templates/page.html --\n{% component again(n) %}{{ <again n={n + 1} /> }}{% endcomponent again %}\n{{ <again n={1} /> }}\n"
        ),
        str![[r#"
error[template-error]: maximum render recursion depth for components exceeded
--> templates/page.html
 = help: a component that calls itself must stop: test whether anything is left
note: while this page was rendered
--> content/a.md

"#]]
    );
}

#[test]
fn a_component_that_does_not_exist() {
    assert_data_eq!(
        told("-- templates/page.html --\n{{ <entry_lst entries={parts} /> }}\n"),
        str![[r#"
error[template-error]: unknown component `entry_lst`
 --> templates/page.html:1:5
  |
1 | {{ <entry_lst entries={parts} /> }}
  |     ^^^^^^^^^
  |
  = help: did you mean `entry_list`?

"#]]
    );
}

#[test]
fn a_loop_over_a_huge_range_stops_at_the_limit_of_a_page() {
    let line = "x".repeat(1000);
    assert_data_eq!(
        told(&format!(
            "-- templates/page.html --\n{{% for a in range(end=90000) %}}{{% for b in range(end=90000) %}}{line}{{% endfor %}}{{% endfor %}}\n"
        )),
        str![[r#"
error[template-too-large]: the template `page.html` writes more than 64 MB
--> templates/page.html
 = help: look for a loop over too many items, or split the page if it is long
note: while this page was rendered
--> content/a.md

"#]]
    );
}

#[test]
fn a_range_that_is_too_large() {
    assert_data_eq!(
        told("-- templates/page.html --\n{% for a in range(end=1000000000000) %}x{% endfor %}\n"),
        str![[r#"
error[template-error]: function `range` would produce 1000000000000 elements, which exceeds the limit of 100000
 --> templates/page.html:1:13
  |
1 | {% for a in range(end=1000000000000) %}x{% endfor %}
  |             ^^^^^^^^^^^^^^^^^^^^^^^^
  |
note: while this page was rendered
 --> content/a.md

"#]]
    );
}

#[test]
fn an_asset_that_does_not_exist() {
    assert_data_eq!(
        told("-- templates/page.html --\n{{ asset(path=\"sit.css\") }}\n"),
        str![[r#"
error[template-error]: there is no asset `sit.css`, did you mean `site.css`?
 --> templates/page.html:1:4
  |
1 | {{ asset(path="sit.css") }}
  |    ^^^^^^^^^^^^^^^^^^^^^
  |
note: while this page was rendered
 --> content/a.md

"#]]
    );
}

#[test]
fn a_template_that_is_not_text() {
    let mut site = site("");
    site.write("templates/page.html", b"ok\n\xff");
    assert_data_eq!(
        messages(&site.build()),
        str![[r#"
error[not-utf8]: `page.html` is not UTF-8 text: byte 3 (line 2) is 0xff
--> templates/page.html
 = help: save the file as UTF-8

"#]]
    );
}

#[test]
fn a_fault_in_the_page_for_addresses_that_do_not_exist() {
    assert_data_eq!(
        told("-- templates/404.html --\n{{ nothing }}\n"),
        str![[r#"
error[template-error]: variable `nothing` is not defined
 --> templates/404.html:1:4
  |
1 | {{ nothing }}
  |    ^^^^^^^
  |
  = help: the defined variables are `config`, `current_path`, `current_url`, `footer`, `nav`, `page`, `parts`, `places`, `section`, `strings`
  = help: the README of the default theme lists the variables of templates

"#]]
    );
}

#[test]
fn style_sheets_whose_sources_do_not_exist() {
    assert_data_eq!(
        told(
            "-- handbook.toml --\ntitle = \"T\"\ntheme = \"ours\"\n-- themes/ours/theme.toml --\nname = \"ours\"\nextends = \"default\"\n[styles]\n\"site.css\" = [\"token.css\", \"our.css\"]\n\"b.css\" = \"our.css\"\n\"c.css\" = [1]\n-- themes/ours/styles/our.css --\na { color: red }\n"
        ),
        str![[r#"
error[invalid-value]: there is no `styles/token.css`
 --> themes/ours/theme.toml:4:15
  |
4 | "site.css" = ["token.css", "our.css"]
  |               ^^^^^^^^^^^
  |
  = help: did you mean `tokens.css`?
  = help: it is looked for in the theme and in those that it extends

error[invalid-value]: `styles.b.css`: expected a list of texts, found a text
 --> themes/ours/theme.toml:5:11
  |
5 | "b.css" = "our.css"
  |           ^^^^^^^^^
  |
  = help: write `["our.css"]`

error[invalid-value]: `styles.c.css`: expected a list of texts, found a whole number
 --> themes/ours/theme.toml:6:12
  |
6 | "c.css" = [1]
  |            ^
  |
  = help: put it in quotes

error[invalid-value]: there is no `styles/1`
 --> themes/ours/theme.toml:6:12
  |
6 | "c.css" = [1]
  |            ^
  |
  = help: it is looked for in the theme and in those that it extends

"#]]
    );
}

#[test]
fn what_nothing_uses_is_a_warning_with_the_nearest_name() {
    let build = Fixture::new(
        "\
-- handbook.toml --
title = \"Garden\"
[strings]
in_prat = \"Chapters\"
next_page = \"Our own word\"
-- content/_index.md --
+++
template = \"start.html\"
+++
# Home
-- templates/start.html --
{% extends \"page.html\" %}
{% block header %}{% include \"partials/bar.html\" %}{{ strings.next_page }}{% endblock %}
-- templates/partials/bar.html --
bar
-- templates/partials/footer.html.bak --
{{ old
-- templates/partials/Footer.html --
foot
-- templates/partial/footer.html --
foot
-- templates/componets/checklist.html --
list
-- templates/far.html --
far
-- templates/README.md --
{% What we changed %}
-- templates/logo.png --
no picture
",
    )
    .build();
    assert_data_eq!(
        messages(&build),
        str![[r#"
warning[unknown-key]: no theme has a text `in_prat`
 --> handbook.toml:3:1
  |
3 | in_prat = "Chapters"
  | ^^^^^^^
  |
  = help: did you mean `in_part`?

warning[unused-template]: nothing uses the template `componets/checklist.html`
--> templates/componets/checklist.html
 = help: did you mean `components/checklist.html`?

warning[unused-template]: nothing uses the template `far.html`
--> templates/far.html
 = help: a template replaces the one of the theme with its name; any other must be named by a template or a page

warning[unused-template]: `templates/logo.png` is no template
--> templates/logo.png
 = help: put files that pages show into `static`, or next to a page

warning[unused-template]: nothing uses the template `partial/footer.html`
--> templates/partial/footer.html
 = help: did you mean `partials/footer.html`?

warning[unused-template]: nothing uses the template `partials/Footer.html`
--> templates/partials/Footer.html
 = help: did you mean `partials/footer.html`?

"#]]
    );
}

#[test]
fn a_template_with_another_ending_is_known_by_any_layer_that_names_it() {
    let mut site = Fixture::new(
        "\
-- handbook.toml --
title = \"Garden\"
theme = \"mine\"
-- content/_index.md --
# Home
-- themes/mine/theme.toml --
extends = \"default\"
-- themes/mine/templates/mark.svg --
<svg>{% include \"title.txt\" %}</svg>
-- themes/mine/templates/title.txt --
{{ page.title }}!
-- templates/page.html --
{% include \"mark.svg\" %}
-- templates/index.html --
{% include \"mark.svg\" %}
",
    );
    let build = site.build();
    assert_eq!(messages(&build), "");
    assert!(text(&build, "index.html").contains("<svg>Home!"), "{}", text(&build, "index.html"));
}

#[test]
fn a_circle_of_templates_is_shown_as_it_is() {
    let build = Fixture::new(
        "\
-- handbook.toml --
title = \"Garden\"
-- content/_index.md --
# Home
-- templates/page.html --
{# The page. #}
{% extends \"base.html\" %}
-- templates/base.html --
{# The frame. #}

{% extends \"page.html\" %}
",
    )
    .build();
    assert_data_eq!(
        messages(&build),
        str![[r#"
error[template-syntax]: `base.html` extends or includes itself: base.html → page.html → base.html
 --> templates/base.html:3:13
  |
3 | {% extends "page.html" %}
  |             ^^^^^^^^^
  |
  = help: remove one of these references

"#]]
    );
}

#[test]
fn files_of_a_theme_that_nothing_uses_are_told() {
    let build = Fixture::new(
        "\
-- handbook.toml --
title = \"Clinic\"
theme = \"clinic\"
-- content/_index.md --
+++
template = \"start.html\"
+++
# Home
-- themes/base/theme.toml --
extends = \"default\"
-- themes/base/styles/below.css --
a { color: red }
-- themes/base/styles/hidden.css --
a { color: red }
-- themes/base/templates/start.html --
{% extends \"page.html\" %}
-- themes/base/templates/partials/shared.html --
shared
-- themes/clinic/theme.toml --
extends = \"base\"
[styles]
\"own.css\" = [\"below.css\", \"hidden.css\"]
[scripts]
\"own.js\" = [\"a.js\"]
-- themes/clinic/styles/hidden.css --
a { color: blue }
-- themes/clinic/styles/ours.css --
a { color: blue }
-- themes/clinic/styles/README.md --
What we changed
-- themes/clinic/scripts/a.js --
1;
-- themes/clinic/scripts/b.js --
2;
-- themes/clinic/templates/partials/bar.html --
{% include \"partials/shared.html\" %}
-- themes/clinic/templates/partials/barr.html --
bar
-- themes/clinic/templates/componets/checklist.html --
card
",
    )
    .build();
    assert_data_eq!(
        messages(&build),
        str![[r#"
warning[unlisted-asset]: no `theme.toml` lists `styles/hidden.css`
--> themes/base/styles/hidden.css
 = help: name it in a list below `[styles]` in `themes/base/theme.toml`, or delete it

warning[unlisted-asset]: no `theme.toml` lists `scripts/b.js`
--> themes/clinic/scripts/b.js
 = help: name it in a list below `[scripts]` in `themes/clinic/theme.toml`, or delete it

warning[unlisted-asset]: no `theme.toml` lists `styles/ours.css`
--> themes/clinic/styles/ours.css
 = help: name it in a list below `[styles]` in `themes/clinic/theme.toml`, or delete it

warning[unused-template]: nothing uses the template `componets/checklist.html`
--> themes/clinic/templates/componets/checklist.html
 = help: did you mean `components/checklist.html`?

warning[unused-template]: nothing uses the template `partials/barr.html`
--> themes/clinic/templates/partials/barr.html
 = help: did you mean `partials/bar.html`?

"#]]
    );
}
