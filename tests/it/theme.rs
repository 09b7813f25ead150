//! Themes: what a site or another theme can change, file by file, and the contract with templates.

mod advice;
mod arguments;
mod components;
mod contract;
mod contrast;
mod faults;
mod markup;
mod navigation;
mod scripts;
mod shorten;
mod templates;
mod words;
mod written_out;

use snapbox::{assert_data_eq, str};

use crate::fixture::{Fixture, messages, text};

const HOME: &str = "-- content/_index.md --\n# Home\n-- content/a.md --\n# A\n\nText.\n";

/// A site with a home page, one page and these files.
fn site(files: &str) -> Fixture {
    Fixture::new(&format!("{HOME}{files}"))
}

/// What a page of a faultless site holds.
fn page(files: &str, name: &str) -> String {
    let build = site(files).build();
    assert_eq!(messages(&build), "");
    text(&build, name)
}

/// The names of the outputs that end so.
fn outputs(site: &mut Fixture, end: &str) -> Vec<String> {
    let build = site.build();
    assert_eq!(messages(&build), "");
    let names = build.outputs.keys().map(|path| path.as_str().to_owned());
    names.filter(|name| name.ends_with(end)).collect()
}

#[test]
fn a_template_of_the_site_takes_the_place_of_the_one_of_the_theme() {
    let files = "-- templates/page.html --\nmine: {{ page.title }}\n";
    assert_eq!(page(files, "a/index.html").trim(), "mine: A");
    assert!(page(files, "index.html").contains("<main"));
}

#[test]
fn a_partial_of_the_site_is_used_by_the_templates_of_the_theme() {
    let files = "-- templates/partials/footer.html --\n<footer>ours</footer>\n";
    assert!(page(files, "a/index.html").contains("<footer>ours</footer>"));
}

#[test]
fn a_template_can_extend_the_one_that_it_replaces() {
    let files = "-- templates/page.html --\n{% extends \"default/templates/page.html\" %}\n{% block footer %}mine {{ super() }}{% endblock footer %}\n";
    let html = page(files, "a/index.html");
    assert!(html.contains("mine <footer"), "{html}");
    assert!(html.contains("<h1>A</h1>"), "{html}");
}

#[test]
fn a_page_can_ask_for_a_template_of_its_own() {
    let files = "-- templates/wide.html --\nwide {{ page.title }}\n-- content/b.md --\n+++\ntitle = \"B\"\ntemplate = \"wide.html\"\n+++\n";
    assert_eq!(page(files, "b/index.html").trim(), "wide B");
}

#[test]
fn a_component_of_the_site_takes_the_place_of_the_one_of_the_theme() {
    let files = "-- templates/own.html --\n{% component entry_list(entries) -%}\n<b>{{ entries | length }} entries</b>\n{%- endcomponent entry_list %}\n";
    assert!(page(files, "index.html").contains("<b>1 entries</b>"));
}

const OURS: &str = "-- handbook.toml --\ntitle = \"T\"\ntheme = \"ours\"\n\
    -- themes/ours/theme.toml --\nname = \"ours\"\nextends = \"base\"\n\
    -- themes/ours/templates/page.html --\n{% extends \"base/templates/page.html\" %}{% block title %}ours > {{ super() }}{% endblock title %}\n\
    -- themes/ours/strings/en.toml --\nhome = \"Start\"\n\
    -- themes/base/theme.toml --\nextends = \"default\"\n\
    -- themes/base/templates/page.html --\n{% extends \"default/templates/page.html\" %}{% block title %}base > {{ super() }}{% endblock title %}\n\
    -- themes/base/static/more.css --\np { color: red }\n\
    -- themes/base/static/data.json --\n{}\n";

#[test]
fn a_theme_holds_only_what_differs_from_the_one_that_it_extends() {
    let mut ours = site(OURS);
    let build = ours.build();
    assert_eq!(messages(&build), "");
    let html = text(&build, "a/index.html");
    assert!(
        html.contains("<title>ours &gt; base &gt; A – T</title>")
            || html.contains("<title>ours > base > A – T</title>"),
        "{html}"
    );
    assert!(html.contains(">Start</a>"), "{html}");
    assert_eq!(text(&build, "data.json"), "{}\n");
    let sheets = outputs(&mut ours, ".css");
    assert!(sheets.iter().any(|n| n.starts_with("more.")), "{sheets:?}");
    assert!(sheets.iter().any(|n| n.starts_with("site.")), "{sheets:?}");
}

#[test]
fn a_stylesheet_has_another_name_when_its_content_is_another() {
    let mut site = site(OURS);
    let before = outputs(&mut site, ".css");
    let more = |names: &[String]| names.iter().find(|n| n.starts_with("more.")).cloned();
    site.replace("themes/base/static/more.css", "red", "green");
    let after = outputs(&mut site, ".css");
    assert_ne!(more(&before), more(&after));
    let others = |names: &[String]| -> Vec<String> {
        names.iter().filter(|n| !n.starts_with("more.")).cloned().collect()
    };
    assert_eq!(others(&before), others(&after), "the other style sheets keep their names");
    let build = site.build();
    assert_eq!(text(&build, &more(&after).unwrap()), "p{color:green}", "it is shortened");
}

#[test]
fn files_that_are_no_stylesheet_keep_their_names_and_bytes() {
    let files = "-- static/own.css --\np  {  color : red  }\n-- static/.well-known/x --\ny\n";
    assert_eq!(page(files, "own.css"), "p  {  color : red  }\n");
    assert_eq!(page(files, ".well-known/x"), "y\n");
}

#[test]
fn an_asset_of_the_site_takes_the_place_of_the_one_of_the_theme() {
    let mut site = site(
        "-- static/site.css --\nbody { color: red }\n-- static/favicon.svg --\n<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"></svg>\n",
    );
    let mut css = outputs(&mut site, ".css");
    css.retain(|name| name.starts_with("site."));
    assert_eq!(css.len(), 1, "{css:?}");
    let build = site.build();
    assert_eq!(text(&build, &css[0]), "body{color:red}");
    let html = text(&build, "index.html");
    assert!(html.contains(&format!("href=\"/{}\"", css[0])), "{html}");
    assert_eq!(
        text(&build, "favicon.svg"),
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"></svg>\n"
    );
}

#[test]
fn words_come_from_the_language_of_the_site_and_its_own_strings() {
    let mut site = Fixture::new(&format!(
        "-- handbook.toml --\ntitle = \"T\"\nlanguage = \"sv-FI\"\ntheme = \"ours\"\n[strings]\nskip_main = \"Weiter\"\n\
         -- themes/ours/theme.toml --\nextends = \"default\"\n\
         -- themes/ours/strings/sv.toml --\nhome = \"Anfang\"\nskip_main = \"Zum Text\"\nskip_contents = \"Zum Inhalt\"\n\
         -- themes/ours/strings/sv-FI.toml --\nhome = \"Beginn\"\n-- themes/ours/strings/fr.toml --\nhome = \"Accueil\"\n{HOME}"
    ));
    let build = site.build();
    assert_eq!(messages(&build), "");
    let html = text(&build, "a/index.html");
    assert!(html.contains("<html lang=\"sv-FI\""), "{html}");
    for word in [">Beginn<", ">Weiter<", ">Zum Inhalt<", "min read"] {
        assert!(html.contains(word), "no {word} in {html}");
    }
}

#[test]
fn a_word_that_is_no_text_is_told() {
    let mut site = site(
        "-- handbook.toml --\ntitle = \"T\"\ntheme = \"ours\"\n-- themes/ours/theme.toml --\nextends = \"default\"\n-- themes/ours/strings/en.toml --\nhome = 5\n",
    );
    assert_data_eq!(
        messages(&site.build()),
        str![[r#"
error[invalid-value]: `home` must be a text
 --> themes/ours/strings/en.toml:1:8
  |
1 | home = 5
  |        ^ this is a whole number

"#]]
    );
}

#[test]
fn an_unknown_theme_is_told_with_the_nearest() {
    let mut site = site("-- handbook.toml --\ntitle = \"T\"\ntheme = \"defualt\"\n");
    assert_data_eq!(
        messages(&site.build()),
        str![[r#"
error[unknown-theme]: there is no theme `defualt`
 --> handbook.toml:2:1
  |
2 | theme = "defualt"
  | ^^^^^^^^^^^^^^^^^
  |
  = help: did you mean `default`?
  = help: a theme is a folder in `themes` with a `theme.toml`

"#]]
    );
}

#[test]
fn a_theme_that_extends_one_that_is_not_there_is_told() {
    let mut site = site(
        "-- handbook.toml --\ntitle = \"T\"\ntheme = \"ours\"\n-- themes/ours/theme.toml --\nextends = \"their\"\n-- themes/theirs/theme.toml --\nextends = \"default\"\n",
    );
    assert_data_eq!(
        messages(&site.build()),
        str![[r#"
error[unknown-theme]: there is no theme `their`
 --> themes/ours/theme.toml:1:11
  |
1 | extends = "their"
  |           ^^^^^^^
  |
  = help: did you mean `theirs`?
  = help: a theme is a folder in `themes` with a `theme.toml`

"#]]
    );
}

#[test]
fn a_theme_that_extends_itself_is_told() {
    let mut site = site(
        "-- handbook.toml --\ntitle = \"T\"\ntheme = \"one\"\n-- themes/one/theme.toml --\nextends = \"two\"\n-- themes/two/theme.toml --\nextends = \"one\"\n",
    );
    assert_data_eq!(
        messages(&site.build()),
        str![[r#"
error[unknown-theme]: the theme `one` extends itself
 --> themes/two/theme.toml:1:11
  |
1 | extends = "one"
  |           ^^^^^
  |
  = help: let `extends` in its `theme.toml` name another theme, such as `default`

"#]]
    );
}

#[test]
fn a_theme_without_its_file_is_told() {
    let mut site = site(
        "-- handbook.toml --\ntitle = \"T\"\ntheme = \"ours\"\n-- themes/ours/templates/page.html --\nx\n",
    );
    assert_data_eq!(
        messages(&site.build()),
        str![[r#"
error[unknown-theme]: the theme `ours` has no `theme.toml`
--> themes/ours
 = help: add one; a line `extends = "default"` is enough

"#]]
    );
}

#[test]
fn an_unknown_key_of_a_theme_is_told() {
    let mut site = site(
        "-- handbook.toml --\ntitle = \"T\"\ntheme = \"ours\"\n-- themes/ours/theme.toml --\nextend = \"default\"\n",
    );
    assert_data_eq!(
        messages(&site.build()),
        str![[r#"
error[unknown-key]: unknown key `extend`
 --> themes/ours/theme.toml:1:1
  |
1 | extend = "default"
  | ^^^^^^
  |
  = help: did you mean `extends`?

"#]]
    );
}

#[test]
fn pages_with_a_duty_are_known_to_all_templates() {
    let files = "-- content/find.md --\n+++\ntitle = \"Find\"\n[search]\n+++\n-- content/all.md --\n---\ntitle: All\nprint:\n---\n-- templates/partials/footer.html --\n{% for name in [\"search\", \"settings\", \"print\"] %}{{ name }}: {{ places[name].path if places[name] else \"none\" }} {% endfor %}\n-- templates/search.html --\nhere: {{ page.title }}\n";
    let html = page(files, "a/index.html");
    assert!(html.contains("search: /find/ settings: none print: /all/"), "{html}");
    assert!(page(files, "find/index.html").contains("here: Find"));
}

#[test]
fn there_is_one_page_for_each_duty_and_one_duty_for_each_page() {
    let files = "-- content/b.md --\n---\ntitle: B\nsettings:\n---\n-- content/c.md --\n---\ntitle: C\nsettings:\n---\n-- content/d.md --\n+++\ntitle = \"D\"\n[search]\nsize = 3\n[print]\n[glossary]\n+++\n";
    assert_data_eq!(
        messages(&site(files).build()),
        str![[r#"
error[invalid-value]: another page already has the table `[settings]`
--> content/c.md
 = help: remove `[settings]` from one of the two pages
note: the other page
--> content/b.md

error[unknown-key]: unknown key `search.size`
 --> content/d.md:4:1
  |
4 | size = 3
  | ^^^^
  |
  = help: this table has no keys

error[invalid-value]: `print` cannot be combined with `search`
 --> content/d.md:5:2
  |
5 | [print]
  |  ^^^^^
  |
  = help: put each on its own page

error[invalid-value]: `glossary` cannot be combined with `search`
 --> content/d.md:6:2
  |
6 | [glossary]
  |  ^^^^^^^^
  |
  = help: put each on its own page

"#]]
    );
}

#[test]
fn a_theme_joins_its_style_sheets_with_those_that_it_extends() {
    let mut site = site(
        "-- handbook.toml --\ntitle = \"T\"\ntheme = \"ours\"\n-- themes/ours/theme.toml --\nextends = \"default\"\n[styles]\n\"site.css\" = [\"settings.css\", \"ours.css\"]\n-- themes/ours/styles/ours.css --\n/* ours */\n.ours { color: red; }\n",
    );
    let names = outputs(&mut site, ".css");
    let [name] = &names.iter().filter(|name| name.starts_with("site.")).collect::<Vec<_>>()[..]
    else {
        panic!("one style sheet, not {names:?}");
    };
    let css = text(&site.build(), name);
    assert!(css.starts_with("@layer prose{.settings"), "{css}");
    assert!(css.ends_with(".ours{color:red}"), "{css}");
}
