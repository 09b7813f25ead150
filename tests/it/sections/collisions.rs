//! Two sources for one file of the site: an error that names both.

use snapbox::{assert_data_eq, str};

use super::site;
use crate::fixture::messages;

/// What is told of a site with a home page and these files.
fn told(files: &str) -> String {
    messages(&site(&format!("-- content/_index.md --\n# Home\n{files}")).build())
}

#[test]
fn two_pages_with_one_slug() {
    assert_data_eq!(
        told(
            "-- content/a.md --\n# A\n-- content/b.md --\n+++\ntitle = \"B\"\nslug = \"a\"\n+++\n"
        ),
        str![[r#"
error[output-collision]: the page `b.md` and the page `content/a.md` would both be written to `a/index.html`
 --> content/b.md:3:8
  |
3 | slug = "a"
  |        ^^^
  |
  = help: rename one of them, or give one a `slug` or `path` of its own
note: the other one
 --> content/a.md

"#]]
    );
}

#[test]
fn a_readme_beside_an_index() {
    assert_data_eq!(
        told(
            "-- content/p/README.md --\n# A\n-- content/p/index.md --\n# B\n-- content/p/_index.md --\n# C\n"
        ),
        str![[r#"
error[output-collision]: the page `_index.md` and the page `content/p/index.md` would both be written to `p/index.html`
--> content/p/_index.md
 = help: rename one of them, or give one a `slug` or `path` of its own
note: the other one
--> content/p/index.md

"#]]
    );
}

#[test]
fn a_page_and_the_page_of_a_folder_of_one_name() {
    assert_data_eq!(
        told("-- content/p.md --\n# A\n-- content/p/index.md --\n# X\n"),
        str![[r#"
error[output-collision]: the page `index.md` and the page `content/p.md` would both be written to `p/index.html`
--> content/p/index.md
 = help: rename one of them, or give one a `slug` or `path` of its own
note: the other one
--> content/p.md

"#]]
    );
}

#[test]
fn names_that_some_systems_take_for_one() {
    assert_data_eq!(
        told(
            "-- content/a.md --\n# A\n-- content/b.md --\n+++\ntitle = \"B\"\nslug = \"A\"\n+++\n-- static/strasse.txt --\n1\n-- static/STRASSE.txt --\n2\n"
        ),
        str![[r#"
error[output-collision]: the page `b.md` would be written to `A/index.html`, and the page `content/a.md` to `a/index.html`, which some systems treat as the same name
 --> content/b.md:3:8
  |
3 | slug = "A"
  |        ^^^
  |
  = help: rename one of them, or give one a `slug` or `path` of its own
note: the other one
 --> content/a.md

error[output-collision]: the file `strasse.txt` would be written to `strasse.txt`, and the file `static/STRASSE.txt` to `STRASSE.txt`, which some systems treat as the same name
--> static/strasse.txt
 = help: rename or remove one of them
note: the other one
--> static/STRASSE.txt

"#]]
    );
}

#[test]
fn names_that_differ_only_in_their_unicode_form() {
    let mut site = site("-- content/_index.md --\n# Home\n-- static/caf\u{e9}.txt --\n1\n");
    site.write("static/cafe\u{301}.txt", "2");
    // Shown apart, so that nothing on the way to this file can make them one.
    assert_data_eq!(
        messages(&site.build()).replace('\u{301}', "(U+0301)"),
        str![[r#"
error[output-collision]: the file `café.txt` would be written to `café.txt`, and the file `static/cafe(U+0301).txt` to `cafe(U+0301).txt`, which some systems treat as the same name
--> static/café.txt
 = help: rename or remove one of them
note: the other one
--> static/cafe(U+0301).txt

"#]]
    );
}

#[test]
fn a_page_and_a_file_of_static() {
    assert_data_eq!(
        told("-- content/a.md --\n# A\n-- static/a/index.html --\nhtml\n"),
        str![[r#"
error[output-collision]: the file `index.html` and the page `content/a.md` would both be written to `a/index.html`
--> static/a/index.html
 = help: rename one of them, or give one a `slug` or `path` of its own
note: the other one
--> content/a.md

"#]]
    );
}

#[test]
fn an_alias_and_a_page_and_another_alias() {
    assert_data_eq!(
        told(
            "-- content/a.md --\n+++\ntitle = \"A\"\naliases = [\"/b\", \"/old\"]\n+++\n-- content/b.md --\n+++\ntitle = \"B\"\naliases = [\"/old\"]\n+++\n"
        ),
        str![[r#"
error[alias-collision]: an alias in `a.md` and the page `content/b.md` would both be written to `b/index.html`
 --> content/a.md:3:12
  |
3 | aliases = ["/b", "/old"]
  |            ^^^^
  |
  = help: remove or change the alias
note: the other one
 --> content/b.md

error[alias-collision]: an alias in `b.md` and an alias in `content/a.md` would both be written to `old/index.html`
 --> content/b.md:3:12
  |
3 | aliases = ["/old"]
  |            ^^^^^^
  |
  = help: remove or change the alias
note: the other one
 --> content/a.md:3:18
  |
3 | aliases = ["/b", "/old"]
  |                  ^^^^^^

"#]]
    );
}

#[test]
fn a_file_where_a_folder_must_be() {
    assert_data_eq!(
        told("-- content/a.md --\n# A\n-- content/a/x.txt --\nx\n-- static/a --\nfile\n"),
        str![[r#"
error[output-collision]: the page `a.md` would be written to `a/index.html`, and the file `static/a` to `a`, which cannot be both a file and a folder
--> content/a.md
 = help: rename one of them, or give one a `slug` or `path` of its own
note: the other one
--> static/a

error[output-collision]: the file `x.txt` would be written to `a/x.txt`, and the file `static/a` to `a`, which cannot be both a file and a folder
--> content/a/x.txt
 = help: rename or remove one of them
note: the other one
--> static/a

"#]]
    );
}

#[test]
fn names_of_files_that_the_build_makes() {
    assert_data_eq!(
        told(
            "-- content/a.md --\n+++\ntitle = \"A\"\npath = \"404.html\"\n+++\n-- static/sitemap.xml --\n<x/>\n-- static/Robots.txt --\nx\n-- content/b.md --\n+++\ntitle = \"B\"\naliases = [\"/_headers\"]\n+++\n"
        ),
        str![[r#"
error[output-collision]: the page `a.md` would be written to `404.html/index.html`, and a file that the build makes to `404.html`, which cannot be both a file and a folder
 --> content/a.md:3:8
  |
3 | path = "404.html"
  |        ^^^^^^^^^^
  |
  = help: give it another name

error[alias-collision]: an alias in `b.md` would be written to `_headers/index.html`, and a file that the build makes to `_headers`, which cannot be both a file and a folder
 --> content/b.md:3:12
  |
3 | aliases = ["/_headers"]
  |            ^^^^^^^^^^^
  |
  = help: remove or change the alias

error[output-collision]: the file `Robots.txt` would be written to `Robots.txt`, and a file that the build makes to `robots.txt`, which some systems treat as the same name
--> static/Robots.txt
 = help: give it another name

error[output-collision]: the file `sitemap.xml` and a file that the build makes would both be written to `sitemap.xml`
--> static/sitemap.xml
 = help: give it another name

"#]]
    );
}

#[test]
fn names_that_publishing_keeps_for_itself() {
    assert_data_eq!(
        told("-- static/.handbook-manifest --\nx\n-- static/.Handbook-stage/x --\nx\n"),
        str![[r#"
error[output-collision]: the file `x` would be written to `.Handbook-stage/x`, but names that begin with `.handbook-` are reserved
--> static/.Handbook-stage/x
 = help: rename it, or give it another address

error[output-collision]: the file `.handbook-manifest` would be written to `.handbook-manifest`, but names that begin with `.handbook-` are reserved
--> static/.handbook-manifest
 = help: rename it, or give it another address

"#]]
    );
}
