//! One mistake gives one message.

use snapbox::{assert_data_eq, str};

use crate::fixture::{Fixture, messages};

const HOME: &str = "-- content/_index.md --\n# T\n";

fn told(files: &str) -> String {
    messages(&Fixture::new(&format!("{HOME}{files}")).build())
}

#[test]
fn a_value_of_yaml_with_a_colon() {
    assert_data_eq!(told("-- content/a.md --\n---\ntitle: Frost: when to cover\ndescription: x\n---\nText.\n"), str![]);
}

#[test]
fn a_base_template_without_the_blocks_of_the_theme() {
    assert_data_eq!(told("-- templates/base.html --\n<!doctype html>\n<title>{{ page.title }}</title>\n"), str![]);
}

#[test]
fn tables_that_exclude_each_other_name_each_other() {
    assert_data_eq!(
        told(
            "-- content/a.md --\n+++\ntitle = \"A\"\n[search]\n[audit]\n+++\n\
             -- content/b.md --\n+++\ntitle = \"B\"\n[glossary]\n[comparison]\n+++\n\nFrost\n: Cold.\n\
             -- content/c.md --\n[[frost]]\n"
        ),
        str![]
    );
}

#[test]
fn a_table_of_another_type_and_a_misspelled_key_that_is_required() {
    assert_data_eq!(
        told(
            "-- content/a.md --\n---\ntitle: A\ncomparison: yes\n---\nText.\n\
             -- content/b.md --\n+++\ntitle = \"B\"\n[audit]\nbasic = \"x\"\nentries = [\"A\"]\ncolumns = [{ id = \"n\", label = \"N\" }]\n[[audit.band]]\nid = \"all\"\nwhen = \"else\"\n+++\n\n1. What? {#what}\n\n## All {#all}\n\nAll.\n"
        ),
        str![]
    );
}

#[test]
fn a_page_in_the_place_of_the_image_of_a_figure() {
    assert_data_eq!(told("-- content/a.md --\n# A\n\n```{figure} _index.md\n:alt: x\n```\n\n![b](_index.md)\n"), str![]);
}

#[test]
fn a_bibliography_that_does_not_exist() {
    assert_data_eq!(told("-- content/a.md --\n+++\ntitle = \"A\"\n[sources]\nfile = \"no.bib\"\n+++\n\nSee [@alice].\n"), str![]);
}

#[test]
fn a_name_of_one_letter_is_like_no_other() {
    assert_data_eq!(told("-- content/a.md --\n# A\n\n[x](x.md) ![y](y.png) [frost](frots.md)\n-- content/frost.md --\n# F\n-- content/z.png --\n"), str![]);
}
