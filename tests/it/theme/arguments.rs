//! What messages about components and arguments of templates say to write.

use snapbox::{assert_data_eq, str};

use super::advice::{of_directive, of_page, told};

#[test]
fn a_variable_that_a_component_has_to_ask_for() {
    assert_data_eq!(
        of_directive(
            "own",
            "{% component own() %}{{ config.title }}{% endcomponent own %}",
            "{own}"
        ),
        str![[r#"
error[template-error]: variable `config` is not defined
 --> templates/components/own.html:1:25
  |
1 | {% component own() %}{{ config.title }}{% endcomponent own %}
  |                         ^^^^^^
  |
  = help: a component asks for it: write `{% component own(@config) %}`

"#]]
    );
    assert_data_eq!(
        of_directive(
            "own",
            "{% component own(argument: string) %}{{ strings.home }}{% endcomponent own %}",
            "{own} x"
        ),
        str![[r#"
error[template-error]: variable `strings` is not defined
 --> templates/components/own.html:1:41
  |
1 | {% component own(argument: string) %}{{ strings.home }}{% endcomponent own %}
  |                                         ^^^^^^^
  |
  = help: a component asks for it: write `{% component own(argument: string, @strings) %}`

"#]]
    );
    assert_data_eq!(
        of_page("{% component own() %}{{ page.title }}{% endcomponent own %}{{ <own /> }}"),
        str![[r#"
error[template-error]: variable `page` is not defined
 --> templates/page.html:1:25
  |
1 | {% component own() %}{{ page.title }}{% endcomponent own %}{{ <own /> }}
  |                         ^^^^
  |
  = help: a component asks for it: write `{% component own(@page) %}`

"#]]
    );
}

#[test]
fn a_directive_does_not_know_its_page() {
    assert_data_eq!(
        of_directive("own", "{% component own() %}{{ page.title }}{% endcomponent own %}", "{own}"),
        str![[r#"
error[template-error]: variable `page` is not defined
 --> templates/components/own.html:1:25
  |
1 | {% component own() %}{{ page.title }}{% endcomponent own %}
  |                         ^^^^
  |
  = help: a directive does not know the page that it stands on; with `@page_path` it gets its address

"#]]
    );
    assert_data_eq!(
        of_directive(
            "own",
            "{% component own(@page) %}{{ page.title }}{% endcomponent own %}",
            "{own}"
        ),
        str![[r#"
error[template-error]: there is nothing for `@page`
 --> templates/components/own.html:1:14
  |
1 | {% component own(@page) %}{{ page.title }}{% endcomponent own %}
  |              ^^^
  |
  = help: a directive can ask for `@config`, `@footer`, `@page_path`, `@parts`, `@places`, `@strings`

"#]]
    );
}

#[test]
fn a_parameter_that_nearly_exists() {
    assert_data_eq!(
        of_directive(
            "own",
            "{% component own(argument: string) %}{{ argumnt }}{% endcomponent own %}",
            "{own} x"
        ),
        str![[r#"
error[template-error]: variable `argumnt` is not defined
 --> templates/components/own.html:1:41
  |
1 | {% component own(argument: string) %}{{ argumnt }}{% endcomponent own %}
  |                                         ^^^^^^^
  |
  = help: did you mean `argument`?

"#]]
    );
    assert_data_eq!(
        of_directive(
            "own",
            "{% component own(argument: string) %}{{ caption }}{% endcomponent own %}",
            "{own} x"
        ),
        str![[r#"
error[template-error]: variable `caption` is not defined
 --> templates/components/own.html:1:41
  |
1 | {% component own(argument: string) %}{{ caption }}{% endcomponent own %}
  |                                         ^^^^^^^
  |
  = help: the component `own` has `argument`, `body`

"#]]
    );
}

#[test]
fn a_key_of_extra_is_tested_first() {
    assert_data_eq!(
        of_page("{{ config.extra.licence }}"),
        str![[r#"
error[template-error]: field `licence` is not defined
 --> templates/page.html:1:17
  |
1 | {{ config.extra.licence }}
  |                 ^^^^^^^
  |
  = help: test for a key that not every table has: `{% if config.extra.licence %}`

"#]]
    );
}

#[test]
fn a_component_with_a_hyphen_in_its_name() {
    assert_data_eq!(
        of_directive(
            "my-own",
            "{% component my-own(argument: string) %}{{ argument }}{% endcomponent my-own %}",
            "{my-own} x"
        ),
        str![[r#"
error[template-syntax]: found `-` but expected (
 --> templates/components/my-own.html:1:16
  |
1 | {% component my-own(argument: string) %}{{ argument }}{% endcomponent my-own %}
  |                ^
  |
  = help: write `my_own`; in pages, the directive is still `my-own`

"#]]
    );
}

#[test]
fn a_component_with_another_name_than_its_file() {
    assert_data_eq!(
        of_directive(
            "video",
            "{% component vidoe(argument: string) %}{{ argument }}{% endcomponent vidoe %}",
            "{video} x"
        ),
        str![[r#"
error[template-error]: `components/video.html` defines no component `video`, but `vidoe`
 --> templates/components/video.html:1:14
  |
1 | {% component vidoe(argument: string) %}{{ argument }}{% endcomponent vidoe %}
  |              ^^^^^
  |
  = help: the component of a directive has the name of its file: write `{% component video(…) %}` and `{% endcomponent video %}`

"#]]
    );
    assert_data_eq!(
        of_directive("video", "<p>video</p>", "{video} x"),
        str![[r#"
error[template-error]: `components/video.html` defines no component `video`
--> templates/components/video.html
 = help: the component of a directive has the name of its file: write `{% component video(…) %}` and `{% endcomponent video %}`

"#]]
    );
    assert_data_eq!(
        told(
            "-- templates/components/checklist.html --\n{% component list(view) %}{{ view.id }}{% endcomponent list %}\n"
        ),
        str![[r#"
error[template-error]: `components/checklist.html` defines no component `checklist`, but `list`
 --> templates/components/checklist.html:1:14
  |
1 | {% component list(view) %}{{ view.id }}{% endcomponent list %}
  |              ^^^^
  |
  = help: the component of a directive has the name of its file: write `{% component checklist(…) %}` and `{% endcomponent checklist %}`

"#]]
    );
}

#[test]
fn a_component_that_two_templates_define() {
    assert_data_eq!(
        told(
            "-- templates/one.html --\n{% component own() %}1{% endcomponent own %}\n-- templates/two.html --\n{% component own() %}2{% endcomponent own %}\n"
        ),
        str![[r#"
error[template-error]: two templates define the component `own`
 --> templates/two.html:1:14
  |
1 | {% component own() %}2{% endcomponent own %}
  |              ^^^
  |
  = help: rename or remove one of the two
note: the other one
 --> templates/one.html:1:14
  |
1 | {% component own() %}1{% endcomponent own %}
  |              ^^^

"#]]
    );
}

#[test]
fn an_argument_that_a_component_does_not_take() {
    assert_data_eq!(
        of_page("{{ <entry_list entris={parts} /> }}"),
        str![[r#"
error[template-error]: the component `entry_list` has no argument `entris`
 --> templates/page.html:1:16
  |
1 | {{ <entry_list entris={parts} /> }}
  |                ^^^^^^
  |
  = help: did you mean `entries`?

"#]]
    );
    assert_data_eq!(
        of_page("{{ <entry_list entries={parts} class=\"wide\" /> }}"),
        str![[r#"
error[template-error]: the component `entry_list` has no argument `class`
 --> templates/page.html:1:32
  |
1 | {{ <entry_list entries={parts} class="wide" /> }}
  |                                ^^^^^
  |
  = help: it has `entries`

"#]]
    );
    assert_data_eq!(
        of_page("{{ <entry_list /> }}"),
        str![[r#"
error[template-error]: the component `entry_list` needs the argument `entries`
 --> templates/page.html:1:4
  |
1 | {{ <entry_list /> }}
  |    ^^^^^^^^^^^^^^
  |
  = help: write `entries={…}` in the call

"#]]
    );
    assert_data_eq!(
        of_page(
            "{% component own(n: integer) %}{{ n }}{% endcomponent own %}{{ <own n=\"3\" /> }}"
        ),
        str![[r#"
error[template-error]: component argument `n` (type: `string`) does not match expected type: `integer`
 --> templates/page.html:1:64
  |
1 | {% component own(n: integer) %}{{ n }}{% endcomponent own %}{{ <own n="3" /> }}
  |                                                                ^^^^^^^^^^^^^
  |
  = help: in a call, `name="text"` is a text, and `name={…}` any value

"#]]
    );
}

#[test]
fn a_component_of_the_theme_gets_what_it_is_drawn_with() {
    assert_data_eq!(
        told(
            "-- templates/components/checklist.html --\n{% component checklist(items) %}{{ items }}{% endcomponent checklist %}\n-- content/a.md --\n# A\n\n- [ ] Ask. {#ask}\n"
        ),
        str![[r#"
error[template-error]: the component `checklist` has no parameter `view`
 --> templates/components/checklist.html:1:14
  |
1 | {% component checklist(items) %}{{ items }}{% endcomponent checklist %}
  |              ^^^^^^^^^
  |
  = help: it is drawn with `view`: write `{% component checklist(view) %}`

"#]]
    );
    assert_data_eq!(
        told(
            "-- templates/components/checklist.html --\n{% component checklist(view, wide) %}{{ view.id }}{% endcomponent checklist %}\n-- content/a.md --\n# A\n\n- [ ] Ask. {#ask}\n"
        ),
        str![[r#"
error[template-error]: nothing gives the component `checklist` its parameter `wide`
 --> templates/components/checklist.html:1:14
  |
1 | {% component checklist(view, wide) %}{{ view.id }}{% endcomponent checklist %}
  |              ^^^^^^^^^
  |
  = help: give it a default: `wide = ""`

"#]]
    );
}

#[test]
fn an_option_with_nearly_the_name_is_told_once() {
    assert_data_eq!(
        of_directive(
            "own",
            "{% component own(start: integer) %}{{ start }}{% endcomponent own %}",
            "{own}\n:strat: 3"
        ),
        str![[r#"
error[invalid-directive]: the directive `own` has no option `strat`
 --> content/a.md:4:2
  |
4 | :strat: 3
  |  ^^^^^
  |
  = help: did you mean `start`?
  = help: its options are `start`

"#]]
    );
    assert_data_eq!(
        of_directive(
            "own",
            "{% component own(start: integer) %}{{ start }}{% endcomponent own %}",
            "{own}"
        ),
        str![[r#"
error[invalid-directive]: the directive `own` needs the option `start`
 --> content/a.md:3:5
  |
3 | ```{own}
  |     ^^^
  |
  = help: add a line `:start: …` below the first one

"#]]
    );
}

#[test]
fn an_argument_that_a_function_or_filter_needs() {
    assert_data_eq!(
        of_page("{{ asset(\"site.css\") }}"),
        str![[r#"
error[template-syntax]: found string but expected identifier
 --> templates/page.html:1:10
  |
1 | {{ asset("site.css") }}
  |          ^^^^^^^^^^
  |
  = help: an argument has a name, as in `asset(path="own.css")`

"#]]
    );
    assert_data_eq!(
        of_page("{{ asset(file=\"site.css\") }}"),
        str![[r#"
error[template-error]: `asset` needs the argument `path`
 --> templates/page.html:1:4
  |
1 | {{ asset(file="site.css") }}
  |    ^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: write `path=…` between its parentheses

"#]]
    );
    assert_data_eq!(
        of_page("{{ page.title | replace(form=\"x\", to=\"y\") }}"),
        str![[r#"
error[template-error]: `replace` needs the argument `from`
 --> templates/page.html:1:17
  |
1 | {{ page.title | replace(form="x", to="y") }}
  |                 ^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: write `from` for `form`

"#]]
    );
}

#[test]
fn an_empty_field_is_tested_first() {
    assert_data_eq!(
        of_page("{{ page.date | date }}"),
        str![[r#"
error[template-error]: invalid type for the value, expected `string` but got `none`
 --> templates/page.html:1:4
  |
1 | {{ page.date | date }}
  |    ^^^^
  |
  = help: an empty field is `none`: test for it with `{% if page.date %}`

"#]]
    );
    assert_data_eq!(
        of_page("{% if page.weight < 3 %}x{% endif %}"),
        str![[r#"
error[template-error]: cannot compare `none` with `number`
 --> templates/page.html:1:7
  |
1 | {% if page.weight < 3 %}x{% endif %}
  |       ^^^^^^^^^^^^^^^
  |
  = help: an empty field is `none`: test for it with `{% if page.weight %}`

"#]]
    );
}

#[test]
fn an_asset_with_a_fault_is_told_once() {
    assert_data_eq!(
        told(
            "-- handbook.toml --\ntitle = \"T\"\ntheme = \"ours\"\n-- themes/ours/theme.toml --\n[scripts]\n\"own.js\" = [\"own.js\"]\n[styles]\n\"own.css\" = [\"own.css\"]\n-- themes/ours/scripts/own.js --\nsay(\"hello);\n-- templates/page.html --\n{{ asset(path=\"own.js\") }} {{ asset(path=\"own.css\") }}\n"
        ),
        str![[r#"
error[script-syntax]: this string is never closed
 --> themes/ours/scripts/own.js:1:5
  |
1 | say("hello);
  |     ^

error[invalid-value]: there is no `styles/own.css`
 --> themes/ours/theme.toml:4:14
  |
4 | "own.css" = ["own.css"]
  |              ^^^^^^^^^
  |
  = help: it is looked for in the theme and in those that it extends

"#]]
    );
}
