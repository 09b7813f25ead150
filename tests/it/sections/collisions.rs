//! Two sources for one file of the site: an error that names both.

use snapbox::{assert_data_eq, str};

use super::site;
use crate::fixture::{bare, body, messages, text};

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
error[output-collision]: the page `content/b.md` and the page `content/a.md` would both be written to `a/index.html`
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
fn a_second_index_is_a_page_of_its_own() {
    let files = "-- content/p/README.md --\n# A\n-- content/p/index.md --\n# B\n-- content/p/_index.md --\n# C\n\n[A](README.md) [B](index.md)\n";
    assert_data_eq!(
        told(files),
        str![[r#"
warning[made-address]: `content/p/index.md` is at `/p/index/`, since `content/p/_index.md` is the page of the folder
--> content/p/index.md
 = help: rename it, or remove one of the two

"#]]
    );
    let page = body(&bare(files).build(), "p/index.html");
    assert_eq!(page, "<p><a href=\"/p/readme/\">A</a> <a href=\"/p/index/\">B</a></p>");
}

#[test]
fn names_that_give_one_address() {
    let files = "-- content/a_b.md --\n# Under\n-- content/a-b.md --\n# Hyphen\n\n[Under](a_b.md), \
         [C++](common/clang++.md), [C](common/clang.md), [C#](/common/clang%23.md), [P](p.md), [X](p/index.md)\n\
         -- content/common/clang++.md --\n# C++\n-- content/common/clang.md --\n# C\n\
         -- content/common/clang#.md --\n# C#\n-- content/common/clang-2.md --\n# Two\n\
         -- content/p.md --\n# P\n-- content/p/index.md --\n# X\n";
    assert_data_eq!(
        told(files),
        str![[r#"
warning[made-address]: `content/a_b.md` is at `/a-b-2/`, since `content/a-b.md` is at `/a-b/`
--> content/a_b.md
 = help: rename it, or give it a `slug` in its front matter

warning[made-address]: `content/common/clang#.md` is at `/common/clang-3/`, since `content/common/clang.md` is at `/common/clang/`
--> content/common/clang#.md
 = help: rename it, or give it a `slug` in its front matter

warning[made-address]: `content/common/clang++.md` is at `/common/clang-4/`, since `content/common/clang.md` is at `/common/clang/`
--> content/common/clang++.md
 = help: rename it, or give it a `slug` in its front matter

warning[made-address]: `content/p.md` is at `/p-2/`, since `content/p/index.md` is at `/p/`
--> content/p.md
 = help: rename it, or give it a `slug` in its front matter

"#]]
    );
    let page = body(&bare(files).build(), "a-b/index.html");
    let links = page.split('"').filter(|part| part.starts_with('/')).collect::<Vec<_>>();
    let pages =
        ["/a-b-2/", "/common/clang-4/", "/common/clang/", "/common/clang-3/", "/p-2/", "/p/"];
    assert_eq!(links, pages);
    for (page, title) in
        [("common/clang", "C"), ("common/clang-3", "C#"), ("common/clang-4", "C++")]
    {
        let build = site(&format!("-- content/_index.md --\n# Home\n{files}")).build();
        let page = text(&build, &format!("{page}/index.html"));
        assert!(page.contains(&format!("page: {title}\n")), "{page}");
    }
}

#[test]
fn names_that_some_systems_take_for_one() {
    assert_data_eq!(
        told(
            "-- content/a.md --\n# A\n-- content/b.md --\n+++\ntitle = \"B\"\nslug = \"A\"\n+++\n-- static/strasse.txt --\n1\n-- static/STRASSE.txt --\n2\n"
        ),
        str![[r#"
error[output-collision]: the page `content/b.md` would be written to `A/index.html`, and the page `content/a.md` to `a/index.html`, which some systems treat as the same name
 --> content/b.md:3:8
  |
3 | slug = "A"
  |        ^^^
  |
  = help: rename one of them, or give one a `slug` or `path` of its own
note: the other one
 --> content/a.md

error[output-collision]: the file `static/strasse.txt` would be written to `strasse.txt`, and the file `static/STRASSE.txt` to `STRASSE.txt`, which some systems treat as the same name
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
error[output-collision]: the file `static/café.txt` would be written to `café.txt`, and the file `static/cafe(U+0301).txt` to `cafe(U+0301).txt`, which some systems treat as the same name
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
error[output-collision]: the file `static/a/index.html` and the page `content/a.md` would both be written to `a/index.html`
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
error[alias-collision]: an alias in `content/a.md` and the page `content/b.md` would both be written to `b/index.html`
 --> content/a.md:3:12
  |
3 | aliases = ["/b", "/old"]
  |            ^^^^
  |
  = help: remove or change the alias
note: the other one
 --> content/b.md

error[alias-collision]: an alias in `content/b.md` and an alias in `content/a.md` would both be written to `old/index.html`
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
error[output-collision]: the page `content/a.md` would be written to `a/index.html`, and the file `static/a` to `a`, which cannot be both a file and a folder
--> content/a.md
 = help: rename one of them, or give one a `slug` or `path` of its own
note: the other one
--> static/a

error[output-collision]: the file `content/a/x.txt` would be written to `a/x.txt`, and the file `static/a` to `a`, which cannot be both a file and a folder
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
error[output-collision]: the page `content/a.md` would be written to `404.html/index.html`, and a file that the build makes to `404.html`, which cannot be both a file and a folder
 --> content/a.md:3:8
  |
3 | path = "404.html"
  |        ^^^^^^^^^^
  |
  = help: give it another name

error[alias-collision]: an alias in `content/b.md` would be written to `_headers/index.html`, and a file that the build makes to `_headers`, which cannot be both a file and a folder
 --> content/b.md:3:12
  |
3 | aliases = ["/_headers"]
  |            ^^^^^^^^^^^
  |
  = help: remove or change the alias

error[output-collision]: the file `static/Robots.txt` would be written to `Robots.txt`, and a file that the build makes to `robots.txt`, which some systems treat as the same name
--> static/Robots.txt
 = help: give it another name

error[output-collision]: the file `static/sitemap.xml` and a file that the build makes would both be written to `sitemap.xml`
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
