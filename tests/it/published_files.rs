//! Which files beside pages are published, and what is said of those that hardly anybody means.

use snapbox::{assert_data_eq, str};

use handbook::compile::build::Build;

use crate::fixture::{Fixture, messages, text};

/// The files that are published beside pages and those of the build, by their last extension.
fn published(build: &Build, endings: &[&str]) -> Vec<String> {
    let paths = build.outputs.keys().map(ToString::to_string);
    let paths = paths.filter(|path| path != "favicon.svg");
    paths.filter(|path| endings.iter().any(|ending| path.ends_with(ending))).collect()
}

#[test]
fn a_page_in_another_format_is_published_with_a_warning() {
    let mut site = Fixture::new(
        "-- content/_index.md --\n# Home\n-- content/old.rst --\nOld\n-- content/lab.ipynb --\n{}\n\
         -- content/part/c.MDX --\n# C\n-- static/raw.adoc --\n= Raw\n",
    );
    let build = site.build();
    assert_data_eq!(
        messages(&build),
        str![[r#"
warning[unread-page]: `lab.ipynb` would be published as it is: it is a notebook of Jupyter
--> content/lab.ipynb
 = help: rewrite it in Markdown, as `lab.md`, or list it in `ignored_content`

warning[unread-page]: `old.rst` would be published as it is: it is reStructuredText
--> content/old.rst
 = help: rewrite it in Markdown, as `old.md`, or list it in `ignored_content`

warning[unread-page]: `c.MDX` would be published as it is: it is MDX, which is Markdown with JavaScript
--> content/part/c.MDX
 = help: rewrite it in Markdown, as `c.md`, or list it in `ignored_content`

"#]]
    );
    assert_eq!(
        published(&build, &[".rst", ".ipynb", ".MDX", ".adoc"]),
        ["lab.ipynb", "old.rst", "part/c.MDX", "raw.adoc"]
    );
    site.replace(
        "handbook.toml",
        "title",
        "ignored_content = [\"*.rst\", \"*.MDX\", \"*.ipynb\"]\ntitle",
    );
    assert_eq!(messages(&site.build()), "");
}

#[test]
fn a_secret_by_its_name_is_refused_unless_the_configuration_lists_it() {
    let mut site = Fixture::new(
        "-- content/_index.md --\n# Home\n\n[Talk](talk.key)\n-- content/talk.key --\nPK\u{3}\u{4}slides\n\
         -- content/keys/id_rsa --\nkey\n-- static/demo.sqlite --\ndata\n-- static/prod.env --\nX=1\n",
    );
    assert_data_eq!(
        messages(&site.build()),
        str![[r#"
error[secret-file]: the name `id_rsa` is that of a key, a password or a database
--> content/keys/id_rsa
 = help: move it out of the folder if it is secret: everybody could read it
 = help: or say in `handbook.toml` that it is not: `[lints."id_rsa"]`, and below it `secret-file = "allow"`

error[secret-file]: the name `demo.sqlite` is that of a key, a password or a database
--> static/demo.sqlite
 = help: move it out of the folder if it is secret: everybody could read it
 = help: or say in `handbook.toml` that it is not: `[lints."demo.sqlite"]`, and below it `secret-file = "allow"`

error[secret-file]: the name `prod.env` is that of a key, a password or a database
--> static/prod.env
 = help: move it out of the folder if it is secret: everybody could read it
 = help: or say in `handbook.toml` that it is not: `[lints."prod.env"]`, and below it `secret-file = "allow"`

"#]]
    );
    let lints = "[lints.\"demo.sqlite\"]\nsecret-file = \"allow\"\n[lints.\"*.env\"]\nsecret-file = \"allow\"\n\
                 [lints.\"keys/id_rsa\"]\nsecret-file = \"allow\"\n";
    let config = format!("title = \"T\"\n{lints}");
    site.write("handbook.toml", config);
    let build = site.build();
    assert_eq!(messages(&build), "");
    assert_eq!(published(&build, &["demo.sqlite", "prod.env"]), ["demo.sqlite", "prod.env"]);
    let harmless = ["id_list.txt", "password-policy.txt", "token-economy.csv"];
    for name in harmless {
        site.write(&format!("content/{name}"), "For all");
    }
    let build = site.build();
    assert_eq!(messages(&build), "");
    assert_eq!(published(&build, &harmless), harmless);
}

#[test]
fn a_bibliography_is_a_source_and_published_only_if_a_page_links_to_it() {
    let mut site = Fixture::new(
        "-- content/_index.md --\n# Home\n\n[@a]\n-- content/list.md --\n+++\n[sources]\nfile = \"own.yml\"\n+++\n# List\n\
         -- content/own.yml --\na:\n  type: book\n  title: A\n  author: B\n  date: 2000\n\
         -- content/sources.yml --\n{}\n-- content/deep/other.bib --\n@book{x}\n-- content/data.yml --\na: 1\n-- static/all.bib --\n@book{y}\n",
    );
    let build = site.build();
    assert_eq!(messages(&build), "");
    assert_eq!(published(&build, &[".yml", ".bib"]), ["all.bib", "data.yml"]);
    site.write("content/more.md", "# More\n\n[All sources](own.yml)\n");
    let build = site.build();
    assert_eq!(messages(&build), "");
    assert_eq!(published(&build, &[".yml", ".bib"]), ["all.bib", "data.yml", "own.yml"]);
    assert!(text(&build, "more/index.html").contains("href=\"/own.yml\""));
}

#[test]
fn a_picture_of_a_draft_is_published_only_if_another_page_shows_it() {
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"1\" height=\"1\"/>\n";
    let mut site = Fixture::new(&format!(
        "-- content/_index.md --\n# Home\n-- content/plan.md --\n+++\ndraft = true\n+++\n# Plan\n\n![Secret](secret.svg)\n\
         ![Both](both.svg) <img src=\"raw.svg\" alt=\"Raw\">\n\
         -- content/idea/index.md --\n+++\ndraft = true\n+++\n# Idea\n\n![One](one.svg)\n\
         -- content/secret.svg --\n{svg}-- content/both.svg --\n{svg}-- content/raw.svg --\n{svg}\
         -- content/free.svg --\n{svg}-- content/idea/one.svg --\n{svg}-- content/idea/two.svg --\n{svg}"
    ));
    let build = site.build();
    assert_eq!(messages(&build), "");
    assert_eq!(published(&build, &[".svg"]), ["free.svg"]);
    site.write("content/_index.md", "# Home\n\n![Both](both.svg)\n\n![Two](idea/two.svg)\n");
    let build = site.build();
    assert_eq!(messages(&build), "");
    assert_eq!(published(&build, &[".svg"]), ["both.svg", "free.svg", "idea/two.svg"]);
    let mut drafts = Fixture::new("");
    drafts.files.clone_from(&site.files);
    let options = handbook::compile::options::BuildOptions { drafts: true, ..Default::default() };
    let build = handbook::compile::builder::Builder::new(options).build(drafts.sources());
    assert_eq!(published(&build, &[".svg"]).len(), 6);
}

#[test]
fn a_private_key_is_refused_whatever_its_name_and_a_public_one_is_not() {
    let mut site = Fixture::new(
        "-- content/_index.md --\n# Home\n-- content/key.asc --\n-----BEGIN PGP PUBLIC KEY BLOCK-----\n\
         -- content/notes.txt --\n\n-----BEGIN OPENSSH PRIVATE KEY-----\nx\n\
         -- content/team.asc --\n-----BEGIN PGP PRIVATE KEY BLOCK-----\nx\n",
    );
    let told = messages(&site.build());
    let lines: Vec<&str> = told.lines().filter(|line| line.starts_with("error")).collect();
    assert_eq!(
        lines,
        [
            "error[secret-file]: `notes.txt` holds a private key",
            "error[secret-file]: `team.asc` holds a private key"
        ]
    );
}

#[test]
fn sources_of_every_program_are_published_only_where_a_page_links_to_them() {
    let build = Fixture::new(
        "-- content/_index.md --\n# Home\n\n[Ours](refs/own.ris)\n\
         -- content/sub/sources.yml --\na: {type: book, title: A}\n\
         -- content/refs/a.bibtex --\n@book{a}\n-- content/refs/b.ris --\nTY  - BOOK\n\
         -- content/refs/own.ris --\nTY  - BOOK\n-- content/refs/c.enw --\n%0 Book\n\
         -- content/refs/library.json --\n[\n {\"id\": \"a\", \"type\": \"article-journal\", \"title\": \"A\", \"issued\": {}}\n]\n\
         -- content/refs/data.json --\n[{\"type\": \"book\", \"price\": 3}]\n\
         -- content/refs/note.xml --\n<?xml version=\"1.0\"?><xml><records><record><ref-type name=\"Book\">6</ref-type></record></records></xml>\n\
         -- content/refs/data.xml --\n<records/>\n-- content/refs/prices.yml --\na: 1\n",
    )
    .build();
    assert_eq!(
        published(&build, &[".yml", ".bibtex", ".ris", ".enw", ".json", "note.xml", "data.xml"]),
        ["refs/data.json", "refs/data.xml", "refs/own.ris", "refs/prices.yml"]
    );
}
