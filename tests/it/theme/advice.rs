//! What messages about the tags and names of templates say to write: each mistake once, at its place.

use snapbox::{assert_data_eq, str};

use super::site;
use crate::fixture::messages;

/// What is told of templates, without the page that was being rendered.
pub(super) fn told(files: &str) -> String {
    let told = messages(&site(files).build());
    told.replace("note: while this page was rendered\n --> content/a.md\n", "")
}

/// What is told of the template of pages.
pub(super) fn of_page(text: &str) -> String {
    told(&format!("-- templates/page.html --\n{text}\n"))
}

/// What is told of a page with a directive and its component.
pub(super) fn of_directive(name: &str, component: &str, directive: &str) -> String {
    told(&format!(
        "-- templates/components/{name}.html --\n{component}\n-- content/a.md --\n# A\n\n```{directive}\n```\n"
    ))
}

#[test]
fn a_block_that_is_never_closed_is_named() {
    assert_data_eq!(
        of_page("{% extends \"base.html\" %}\n{% block main %}\n<p>x</p>"),
        str![[r#"
error[template-syntax]: `{% block main %}` is never closed
 --> templates/page.html:2:1
  |
2 | {% block main %}
  | ^^^^^^^^^^^^^^^^
  |
  = help: write `{% endblock main %}` where it ends

"#]]
    );
    assert_data_eq!(
        of_page("<ul>\n{% for page in parts %}\n{% if page.title %}<li>\n{% endfor %}"),
        str![[r#"
warning[invalid-html]: `<ul>` is never closed
 --> templates/page.html:1:1
  |
1 | <ul>
  | ^^^^
  |
  = help: write `</ul>` where it ends, in the same block or component

error[template-syntax]: `{% if page.title %}` is not closed before `{% endfor %}`
 --> templates/page.html:4:1
  |
4 | {% endfor %}
  | ^^^^^^^^^^^^
  |
  = help: write `{% endif %}` above

"#]]
    );
}

#[test]
fn a_block_that_is_closed_by_another_name() {
    assert_data_eq!(
        of_page("{% extends \"base.html\" %}\n{% block main %}x{% endblock mian %}"),
        str![[r#"
error[template-syntax]: block was named `main` in the opening tag, found `mian` as name in the end tag
 --> templates/page.html:2:30
  |
2 | {% block main %}x{% endblock mian %}
  |                              ^^^^
  |
  = help: write `{% endblock main %}`

"#]]
    );
    assert_data_eq!(
        of_page("{% extends \"base.html\" %}\n{% block main %}{% block one %}x{% endblock main %}"),
        str![[r#"
error[template-syntax]: `{% block one %}` is not closed before `{% endblock main %}`
 --> templates/page.html:2:33
  |
2 | {% block main %}{% block one %}x{% endblock main %}
  |                                 ^^^^^^^^^^^^^^^^^^^
  |
  = help: write `{% endblock one %}` above

"#]]
    );
}

#[test]
fn what_closes_nothing_is_told() {
    assert_data_eq!(
        of_page("<p>{% endblock main %}"),
        str![[r#"
error[template-syntax]: `{% endblock main %}` closes nothing
 --> templates/page.html:1:4
  |
1 | <p>{% endblock main %}
  |    ^^^^^^^^^^^^^^^^^^^
  |
  = help: remove it, or write what it closes

"#]]
    );
    assert_data_eq!(
        of_page("<p>{% else %}"),
        str![[r#"
error[template-syntax]: `{% else %}` stands outside of `if`
 --> templates/page.html:1:4
  |
1 | <p>{% else %}
  |    ^^^^^^^^^^
  |
  = help: remove it

"#]]
    );
}

#[test]
fn a_tag_that_does_not_exist() {
    assert_data_eq!(
        of_page("{% if page.title %}a{% elsif page.date %}b{% endif %}"),
        str![[r#"
error[template-syntax]: there is no tag `elsif`
 --> templates/page.html:1:24
  |
1 | {% if page.title %}a{% elsif page.date %}b{% endif %}
  |                        ^^^^^
  |
  = help: did you mean `elif`?

"#]]
    );
    assert_data_eq!(
        of_page("{% macro button() %}{% endmacro %}"),
        str![[r#"
error[template-syntax]: there is no tag `macro`
 --> templates/page.html:1:4
  |
1 | {% macro button() %}{% endmacro %}
  |    ^^^^^
  |
  = help: write a component: `{% component name(argument) %}`

"#]]
    );
    assert_data_eq!(
        of_page("{% trans %}"),
        str![[r#"
error[template-syntax]: there is no tag `trans`
 --> templates/page.html:1:4
  |
1 | {% trans %}
  |    ^^^^^
  |
  = help: the tags are `block`, `break`, `component`, `continue`, `elif`, `else`, `extends`, `filter`, `for`, `if`, `include`, `raw`, `set`, `set_global`

"#]]
    );
}

#[test]
fn braces_that_are_not_closed() {
    assert_data_eq!(
        of_page("{{ page.title }"),
        str![[r#"
error[template-syntax]: found `}` but expected }}
 --> templates/page.html:1:15
  |
1 | {{ page.title }
  |               ^
  |
  = help: write `}}`

"#]]
    );
    assert_data_eq!(
        of_page("a {# b"),
        str![[r#"
error[template-syntax]: closing comment tag `#}` not found
 --> templates/page.html:1:3
  |
1 | a {# b
  |   ^^
  |
  = help: write `#}` where the comment ends

"#]]
    );
    assert_data_eq!(
        of_page("{{ asset(path=\"own.css) }}"),
        str![[r#"
error[template-syntax]: string opened with `"` is missing its closing `"`
 --> templates/page.html:1:15
  |
1 | {{ asset(path="own.css) }}
  |               ^
  |
  = help: write the quotation mark where the text ends

"#]]
    );
}

#[test]
fn a_filter_a_test_and_a_function_with_nearly_the_name() {
    assert_data_eq!(
        of_page("{{ page.title | uper }}"),
        str![[r#"
error[template-error]: unknown filter `uper`
 --> templates/page.html:1:17
  |
1 | {{ page.title | uper }}
  |                 ^^^^
  |
  = help: did you mean `upper`?

"#]]
    );
    assert_data_eq!(
        of_page("{% if page.title is startng_with(pat=\"x\") %}x{% endif %}"),
        str![[r#"
error[template-error]: unknown test `startng_with`
 --> templates/page.html:1:21
  |
1 | {% if page.title is startng_with(pat="x") %}x{% endif %}
  |                     ^^^^^^^^^^^^
  |
  = help: did you mean `starting_with`?

"#]]
    );
    assert_data_eq!(
        of_page("{{ aset(path=\"site.css\") }}"),
        str![[r#"
error[template-error]: unknown function `aset`
 --> templates/page.html:1:4
  |
1 | {{ aset(path="site.css") }}
  |    ^^^^
  |
  = help: did you mean `asset`?

"#]]
    );
}

#[test]
fn a_filter_a_test_and_a_function_that_do_not_exist() {
    assert_data_eq!(
        of_page("{{ page.title | markdownify }}"),
        str![[r#"
error[template-error]: unknown filter `markdownify`
 --> templates/page.html:1:17
  |
1 | {{ page.title | markdownify }}
  |                 ^^^^^^^^^^^
  |
  = help: the filters are those of Tera, https://keats.github.io/tera/, and `date`

"#]]
    );
    assert_data_eq!(
        of_page("{% if page.title is sameas(x=\"x\") %}x{% endif %}"),
        str![[r#"
error[template-error]: unknown test `sameas`
 --> templates/page.html:1:21
  |
1 | {% if page.title is sameas(x="x") %}x{% endif %}
  |                     ^^^^^^
  |
  = help: the tests are `array`, `bool`, `containing`, `defined`, `divisible_by`, `ending_with`, `even`, `float`, `integer`, `iterable`, `map`, `none`, `number`, `odd`, `starting_with`, `string`, `undefined`

"#]]
    );
    assert_data_eq!(
        of_page("{{ get_url(path=\"site.css\") }}"),
        str![[r#"
error[template-error]: unknown function `get_url`
 --> templates/page.html:1:4
  |
1 | {{ get_url(path="site.css") }}
  |    ^^^^^^^
  |
  = help: the functions are `all_pages`, `asset`, `range`, `super`, `throw`

"#]]
    );
    assert_data_eq!(
        of_page("{{ <button /> }}"),
        str![[r#"
error[template-error]: unknown component `button`
 --> templates/page.html:1:5
  |
1 | {{ <button /> }}
  |     ^^^^^^
  |
  = help: define it in a template: `{% component button() %}`

"#]]
    );
}

#[test]
fn a_block_that_no_template_above_has() {
    assert_data_eq!(
        of_page("{% extends \"default/templates/page.html\" %}\n{% block styels %}x{% endblock %}"),
        str![[r#"
error[template-error]: no template above has a block `styels`
 --> templates/page.html:2:10
  |
2 | {% block styels %}x{% endblock %}
  |          ^^^^^^
  |
  = help: did you mean `styles`?

"#]]
    );
    assert_data_eq!(
        of_page(
            "{% extends \"default/templates/page.html\" %}\n{% block content %}x{% endblock %}"
        ),
        str![[r#"
error[template-error]: no template above has a block `content`
 --> templates/page.html:2:10
  |
2 | {% block content %}x{% endblock %}
  |          ^^^^^^^
  |
  = help: `page.html` has the blocks `title`, `meta`, `styles`, `head`, `header`, `breadcrumb`, `main`, `after_main`, `footer`

"#]]
    );
}

#[test]
fn extends_is_first_and_alone() {
    assert_data_eq!(
        of_page("<p>\n{% extends \"base.html\" %}\n"),
        str![[r#"
error[template-syntax]: `extends` needs to be the first tag of the template
 --> templates/page.html:2:12
  |
2 | {% extends "base.html" %}
  |            ^^^^^^^^^^^
  |
  = help: move `extends` to the first line; only comments may stand above it

"#]]
    );
    assert_data_eq!(
        of_page("{% extends \"base.html\" %}\n{% extends \"base.html\" %}\n"),
        str![[r#"
error[template-syntax]: template is already extending `base.html`
 --> templates/page.html:2:12
  |
2 | {% extends "base.html" %}
  |            ^^^^^^^^^^^
  |
  = help: remove one of the two

"#]]
    );
    assert_data_eq!(
        of_page("{% extends \"base.html\" %}\n<p>"),
        str![[r#"
error[template-syntax]: this content would be ignored: only `extends`, `block` and `component` are allowed at the top level of a child template
 --> templates/page.html:1:26
  |
1 |   {% extends "base.html" %}
  |  __________________________^
2 | | <p>
  | |___^
  |
  = help: put it into a block of the template that this one extends

"#]]
    );
}

#[test]
fn super_needs_a_template_above() {
    assert_data_eq!(
        of_page("{% block main %}{{ super() }}{% endblock %}"),
        str![[r#"
error[template-error]: `super()` in a block that no template above has
 --> templates/page.html:1:20
  |
1 | {% block main %}{{ super() }}{% endblock %}
  |                    ^^^^^^^
  |
  = help: it prints what the block holds in the template that this one extends: begin with `{% extends "default/templates/base.html" %}`, or remove it

"#]]
    );
    assert_data_eq!(
        of_page("{{ super() }}"),
        str![[r#"
error[template-error]: `super()` outside of a block
 --> templates/page.html:1:4
  |
1 | {{ super() }}
  |    ^^^^^^^
  |
  = help: write it in a block of a template that begins with `extends`

"#]]
    );
}

#[test]
fn an_include_that_is_nowhere_near() {
    assert_data_eq!(
        of_page("{% include \"weather.html\" %}"),
        str![[r#"
error[missing-template]: there is no template `weather.html`
 --> templates/page.html:1:13
  |
1 | {% include "weather.html" %}
  |             ^^^^^^^^^^^^
  |
  = help: correct the name, or add `templates/weather.html`

"#]]
    );
    assert_data_eq!(
        of_page("{% include \"partials/footer.html\" ignore missing %}"),
        str![[r#"
error[template-syntax]: found identifier but expected %}
 --> templates/page.html:1:35
  |
1 | {% include "partials/footer.html" ignore missing %}
  |                                   ^^^^^^
  |
  = help: remove `ignore missing`: an included template must exist

"#]]
    );
}
