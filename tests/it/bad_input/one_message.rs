//! One mistake gives one message.

use snapbox::{assert_data_eq, str};

use crate::fixture::{Fixture, messages};

const HOME: &str = "-- content/_index.md --\n# T\n";

fn told(files: &str) -> String {
    messages(&Fixture::new(&format!("{HOME}{files}")).build())
}

#[test]
fn a_value_of_yaml_with_a_colon() {
    assert_data_eq!(
        told("-- content/a.md --\n---\ntitle: Frost: when to cover\ndescription: x\n---\nText.\n"),
        str![[r#"
error[invalid-front-matter]: invalid YAML: mapping values are not allowed in this context
 --> content/a.md:2:13
  |
2 | title: Frost: when to cover
  |             ^
  |
  = help: put a text that contains `: ` in quotes

"#]]
    );
}

#[test]
fn a_base_template_without_the_blocks_of_the_theme() {
    assert_data_eq!(
        told("-- templates/base.html --\n<!doctype html>\n<title>{{ page.title }}</title>\n"),
        str![[r#"
error[template-error]: `base.html` lacks blocks that the templates of the theme fill
--> templates/base.html
 = help: begin it with `{% extends "default/templates/base.html" %}`
 = help: or define the blocks `after_main`, `breadcrumb`, `main`, `meta`, `title`

"#]]
    );
}

#[test]
fn a_mistyped_block_of_a_template_of_the_site() {
    assert_data_eq!(
        told(
            "-- templates/page.html --\n{%- extends \"base.html\" -%}\n{% block mian %}x{% endblock %}\n"
        ),
        str![[r#"
error[template-error]: no template above has a block `mian`
 --> templates/page.html:2:10
  |
2 | {% block mian %}x{% endblock %}
  |          ^^^^
  |
  = help: did you mean `main`?

"#]]
    );
}

#[test]
fn tables_that_exclude_each_other_name_each_other() {
    assert_data_eq!(
        told(
            "-- content/a.md --\n+++\ntitle = \"A\"\n[search]\n[audit]\n+++\n\
             -- content/b.md --\n+++\ntitle = \"B\"\n[glossary]\n[comparison]\n+++\n\nFrost\n: Cold.\n\
             -- content/c.md --\n[[frost]]\n"
        ),
        str![[r#"
error[invalid-value]: `audit` cannot be combined with `search`
 --> content/a.md:4:2
  |
4 | [audit]
  |  ^^^^^
  |
  = help: put each on its own page

error[invalid-value]: `comparison` cannot be combined with `glossary`
 --> content/b.md:4:2
  |
4 | [comparison]
  |  ^^^^^^^^^^
  |
  = help: put each on its own page

"#]]
    );
}

#[test]
fn a_table_of_another_type_and_a_misspelled_key_that_is_required() {
    assert_data_eq!(
        told(
            "-- content/a.md --\n---\ntitle: A\ncomparison: yes\n---\nText.\n\
             -- content/b.md --\n+++\ntitle = \"B\"\n[audit]\nbasic = \"x\"\nentries = [\"A\"]\ncolumns = [{ id = \"n\", label = \"N\" }]\n[[audit.band]]\nid = \"all\"\nwhen = \"else\"\n+++\n\n1. What? {#what}\n\n## All {#all}\n\nAll.\n"
        ),
        str![[r#"
error[invalid-value]: `comparison`: expected a table, found a text
 --> content/a.md:3:13
  |
3 | comparison: yes
  |             ^^^

error[missing-key]: `audit.points` is missing
 --> content/b.md:3:2
  |
3 | [audit]
  |  ^^^^^
  |
  = help: write `points = 10` for points to divide over the columns of each entry, or `unit = "hours"`

error[unknown-key]: unknown key `audit.basic`
 --> content/b.md:4:1
  |
4 | basic = "x"
  | ^^^^^
  |
  = help: did you mean `basis`?

"#]]
    );
}

#[test]
fn a_page_in_the_place_of_the_image_of_a_figure() {
    assert_data_eq!(
        told("-- content/a.md --\n# A\n\n```{figure} _index.md\n:alt: x\n```\n\n![b](_index.md)\n"),
        str![[r#"
error[missing-image]: `_index.md` is a page, not an image
 --> content/a.md:3:13
  |
3 | ```{figure} _index.md
  |             ^^^^^^^^^
  |
  = help: write the path of an image

error[missing-image]: `_index.md` is a page, not an image
 --> content/a.md:7:1
  |
7 | ![b](_index.md)
  | ^^^^^^^^^^^^^^^
  |
  = help: remove the `!` to link to it

"#]]
    );
}

#[test]
fn a_bibliography_that_does_not_exist() {
    assert_data_eq!(
        told(
            "-- content/a.md --\n+++\ntitle = \"A\"\n[sources]\nfile = \"no.bib\"\n+++\n\nSee [@alice].\n"
        ),
        str![[r#"
error[invalid-value]: the bibliography `no.bib` does not exist
 --> content/a.md:4:8
  |
4 | file = "no.bib"
  |        ^^^^^^^^
  |
  = help: write the path of a `.bib`, `.yml` or `.yaml` file, relative to this page

"#]]
    );
}

#[test]
fn a_name_of_one_letter_is_like_no_other() {
    assert_data_eq!(
        told(
            "-- content/a.md --\n# A\n\n[x](x.md) ![y](y.png) [frost](frots.md)\n-- content/frost.md --\n# F\n-- content/z.png --\n"
        ),
        str![[r#"
error[broken-link]: there is no page or file `x.md`
 --> content/a.md:3:1
  |
3 | [x](x.md) ![y](y.png) [frost](frots.md)
  | ^^^^^^^^^
  |
  = help: write the path of a file, relative to this one: `../part/chapter.md`

error[missing-image]: there is no image `y.png`
 --> content/a.md:3:11
  |
3 | [x](x.md) ![y](y.png) [frost](frots.md)
  |           ^^^^^^^^^^^
  |
  = help: put the image next to the page or in `static`, and write its path relative to this file

error[broken-link]: there is no page or file `frots.md`
 --> content/a.md:3:23
  |
3 | [x](x.md) ![y](y.png) [frost](frots.md)
  |                       ^^^^^^^^^^^^^^^^^
  |
  = help: did you mean `frost.md`?

error[invalid-image]: the image `z.png` is empty
--> content/z.png
 = help: save the image again

"#]]
    );
}
