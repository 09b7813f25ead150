//! `handbook.json`: what the handbook holds, for other tools.

use handbook::base::paths::OutputPath;
use handbook::compile::build::Build;
use snapbox::str;

use crate::fixture::{Fixture, messages, text};

#[test]
fn the_data_for_other_tools_has_pages_terms_sources_and_where_they_are_used() {
    let build = Fixture::new(
        "-- handbook.toml --\ntitle = \"T\"\nbase_url = \"https://example.org/b/\"\ngenerate_data = true\n-- content/_index.md --\n# Home\n\nA [[horizon]] [@a].\n-- content/part/words.md --\n+++\ntitle = \"Words\"\n[glossary]\n+++\n\n## Time\n\nHorizon {#h also=\"view\"}\n: How *far* & wide, a [[horizon]] [@a].\n-- content/sources.md --\n---\ntitle: Sources\nsources:\n---\n-- content/sources.yml --\na:\n  type: book\n  title: Aye\n  note: N\n",
    )
    .build();
    assert_eq!(messages(&build), "");
    snapbox::assert_data_eq!(
        text(&build, "handbook.json"),
        str![[r#"
{"handbook":1,"title":"T","description":"","language":"en","base_url":"https://example.org/b/","pages":[{"route":"/","url":"https://example.org/b/","kind":"home","title":"Home","description":"","file":"_index.md","part":null,"updated":null},{"route":"/part/","url":"https://example.org/b/part/","kind":"section","title":"Part","description":"","file":null,"part":"/part/","updated":null},{"route":"/part/words/","url":"https://example.org/b/part/words/","kind":"page","title":"Words","description":"","file":"part/words.md","part":"/part/","updated":null},{"route":"/sources/","url":"https://example.org/b/sources/","kind":"page","title":"Sources","description":"","file":"sources.md","part":null,"updated":null}],"rows":[],"items":[],"statements":[],"bands":[],"terms":[{"id":"h","route":"/part/words/","url":"https://example.org/b/part/words/#h","title":"Horizon","also":["view"],"definition":"How far & wide, a horizon.","pages":["/","/part/words/"]}],"sources":[{"key":"a","route":"/sources/","url":"https://example.org/b/sources/#a","html":"<i>Aye</i>. (n.d.).","note":"N","pages":["/","/part/words/"]}]}

"#]]
    );
}

#[test]
fn terms_and_sources_of_unlisted_pages_have_no_route() {
    let build = Fixture::new(
        "-- handbook.toml --\ntitle = \"T\"\ngenerate_data = true\n-- content/_index.md --\n# Home\n\nA [[horizon]] [@a].\n-- content/words.md --\n+++\ntitle = \"Words\"\nunlisted = true\n[glossary]\n+++\n\nHorizon\n: How far.\n-- content/sources.md --\n+++\ntitle = \"Sources\"\nunlisted = true\n[sources]\n+++\n-- content/sources.yml --\na:\n  type: book\n  title: Aye\n",
    )
    .build();
    assert_eq!(messages(&build), "");
    let data = text(&build, "handbook.json");
    assert!(
        data.contains(r#""terms":[],"sources":[{"key":"a","route":null,"url":null,"#),
        "{data}"
    );
}

#[test]
fn an_edit_of_prose_leaves_the_data_as_it_was() {
    let mut site = Fixture::new(
        "-- handbook.toml --\ntitle = \"T\"\ngenerate_data = true\n-- content/_index.md --\n# Home\n\nText.\n",
    );
    let before = site.build();
    let after = site.replace("content/_index.md", "Text", "More text").build();
    let output = |build: &Build| {
        let path = OutputPath::new("handbook.json").expect("a path");
        build.outputs[&path].clone()
    };
    assert_eq!(output(&before), output(&after));
}

#[test]
fn there_is_data_for_other_tools_only_where_a_handbook_asks_for_it() {
    let build = Fixture::new("-- content/_index.md --\n# Home\n").build();
    assert_eq!(messages(&build), "");
    assert!(!build.outputs.contains_key(&OutputPath::new("handbook.json").expect("a path")));
}
