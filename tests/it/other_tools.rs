//! Folders of other tools, without a `handbook.toml`: what their configuration and their keys mean.

use handbook::compile::build::Build;
use handbook::compile::builder::Builder;
use handbook::compile::options::BuildOptions;
use handbook::source::scan::Scanner;
use snapbox::{assert_data_eq, str};

use crate::fixture::{Fixture, messages, text};
use crate::folder::Folder;

/// A folder without a configuration, and its build.
fn build(files: &[(&str, &str)]) -> Build {
    let folder = Folder::new(files.iter().map(|(path, text)| (*path, text.as_bytes())));
    let sources = Scanner::plain(folder.root()).scan().expect("the folder is read");
    Builder::new(BuildOptions::default()).build(sources)
}

#[test]
fn a_template_of_another_tool_is_told_as_such_and_the_page_drawn() {
    let zola = ("config.toml", "base_url = \"/\"\n");
    let theme = ("templates/theme.html", "{{ zola }}");
    let built = build(&[
        zola,
        theme,
        ("content/_index.md", "# Home\n\n[a](a.md) [b](b.md)\n"),
        ("content/a.md", "+++\ntemplate = \"theme.html\"\n+++\n\n# A\n"),
        ("content/b.md", "+++\ntemplate = \"page.html\"\n+++\n\n# B\n"),
        // One of the names of our theme, which is none for pages.
        ("content/c/_index.md", "+++\ntemplate = \"index.html\"\n+++\n\n# C\n"),
    ]);
    assert_data_eq!(
        messages(&built),
        str![[r#"
warning[missing-template]: `theme.html` is a template of another tool
 --> content/a.md:2:12
  |
2 | template = "theme.html"
  |            ^^^^^^^^^^^^
  |
  = help: the page is drawn with `page.html` of the theme; with a `handbook.toml`, a folder has templates of its own

warning[missing-template]: `index.html` is a template of another tool
 --> content/c/_index.md:2:12
  |
2 | template = "index.html"
  |            ^^^^^^^^^^^^
  |
  = help: the page is drawn with `section.html` of the theme; with a `handbook.toml`, a folder has templates of its own

"#]]
    );
    assert!(text(&built, "a/index.html").contains("<h1"));
    assert_eq!(text(&built, "c/index.html").matches("<h1").count(), 1);
    // A site of our own has templates of its own.
    let mut own =
        Fixture::new("-- content/_index.md --\n+++\ntemplate = \"weather.html\"\n+++\n\n# Home\n");
    assert_data_eq!(
        messages(&own.build()),
        str![[r#"
error[missing-template]: there is no template `weather.html`
 --> content/_index.md:2:12
  |
2 | template = "weather.html"
  |            ^^^^^^^^^^^^^^
  |
  = help: correct the name, or add `templates/weather.html`

"#]]
    );
}

#[test]
fn pages_that_templates_make_are_counted_among_those_that_are_not_read() {
    let files = [
        ("docs/index.md", "# Home\n"),
        ("docs/a.html.md.erb", "# <%= a %>\n"),
        ("docs/b.md.j2", "# {{ b }}\n"),
        ("docs/c.md.tmpl", "# C\n"),
        ("docs/d.rst", "D\n"),
        ("docs/e.js.erb", "e\n"),
    ];
    assert_data_eq!(
        messages(&build(&files)),
        str![[r#"
warning[unread-page]: 4 files are in formats that are not read: 1 `.md.erb`, 1 `.md.j2`, 1 `.md.tmpl`, 1 `.rst`
--> docs/a.html.md.erb
 = help: rewrite them in Markdown, with the ending `.md`, to have them as pages

"#]]
    );
    let mut own =
        Fixture::new("-- content/_index.md --\n# Home\n-- content/a.html.md.erb --\n# A\n");
    assert_data_eq!(
        messages(&own.build()),
        str![[r#"
warning[unread-page]: `a.html.md.erb` would be published as it is: it is a template of Markdown
--> content/a.html.md.erb
 = help: rewrite it in Markdown, as `a.html.md`, or list it in `ignored_content`

"#]]
    );
}

#[test]
fn a_page_that_another_tool_keeps_from_its_search_is_told_what_to_write() {
    let material = "---\nsearch:\n  exclude: true\n---\n\n# A\n";
    let mut site =
        Fixture::new(&format!("-- content/_index.md --\n# Home\n-- content/a.md --\n{material}"));
    assert_data_eq!(
        messages(&site.build()),
        str![[r#"
warning[unknown-key]: unknown key `search`
 --> content/a.md:2:1
  |
2 | search:
  | ^^^^^^
  |
  = help: to leave the page out of the search and all lists, set `unlisted` to true; to have it found last, `found_last`

"#]]
    );
    for search in ["search:\n  boost: 2", "search: false"] {
        site.write("content/a.md", format!("---\n{search}\n---\n\n# A\n"));
        let said = messages(&site.build());
        assert!(said.contains("set `unlisted` to true"), "{said}");
    }
}

#[test]
fn a_page_in_no_navigation_names_the_key_that_says_so() {
    for (front, key) in [
        ("nav_exclude: true", "nav_exclude"),
        ("hidden: true", "hidden"),
        ("nav: false", "nav = false"),
        ("nav: false\nnav_exclude: true", "nav = false"),
    ] {
        let mut site = Fixture::new(&format!(
            "-- content/_index.md --\n# Home\n-- content/a.md --\n---\n{front}\n---\n\n# A\n"
        ));
        let said = messages(&site.build());
        assert!(said.contains(&format!("remove `{key}` from its front matter")), "{front}: {said}");
    }
}

#[test]
fn an_image_that_is_a_secret_is_said_to_be_one() {
    let html = "# Home\n\n<img src=\".env\" alt=\"\">\n\n![key](id_rsa)\n";
    let built = build(&[("README.md", html), (".env", "A=1\n"), ("id_rsa", "x\n")]);
    assert_data_eq!(
        messages(&built),
        str![[r#"
error[missing-image]: there is no image `.env`
 --> README.md:3:11
  |
3 | <img src=".env" alt="">
  |           ^^^^
  |
  = help: files with such names are left out here: they may hold keys, passwords or a database

error[missing-image]: there is no image `id_rsa`
 --> README.md:5:1
  |
5 | ![key](id_rsa)
  | ^^^^^^^^^^^^^^
  |
  = help: files with such names are left out here: they may hold keys, passwords or a database

"#]]
    );
}
