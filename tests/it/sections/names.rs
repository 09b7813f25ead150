//! Names that become addresses, and those that cannot.

use snapbox::{IntoData as _, assert_data_eq, str};

use super::{pages, site};
use crate::fixture::{messages, text};

fn told(files: &str) -> String {
    messages(&site(files).build())
}

#[test]
fn names_with_spaces_quotes_and_other_scripts_become_readable_addresses() {
    let files = "-- content/_index.md --\n# Home\n-- content/the manager's \"day\".md --\n# A\n-- content/Größe & Maß.md --\n# B\n-- content/管理 .md --\n# C\n-- content/a.b.c.md --\n# D\n";
    assert_eq!(
        pages(files).iter().map(|page| page.split(" page").next().unwrap()).collect::<Vec<_>>(),
        [
            "a-b-c/index.html",
            "größe-maß/index.html",
            "index.html home: Home, /a-b-c/, /gr%C3%B6%C3%9Fe-ma%C3%9F/, /the-managers-day/, /%E7%AE%A1%E7%90%86/",
            "the-managers-day/index.html",
            "管理/index.html"
        ]
    );
}

#[test]
fn files_keep_their_names_and_are_encoded_in_links() {
    let build = crate::fixture::bare(
        "-- content/_index.md --\n[a](<über uns #1?.txt>) [b](%C3%BCber%20uns%20%231.txt)\n-- content/über uns #1.txt --\nx\n",
    )
    .build();
    let page = text(&build, "index.html");
    assert!(page.contains("<a href=\"/%C3%BCber%20uns%20%231.txt\">b</a>"), "{page}");
    assert_eq!(text(&build, "über uns #1.txt"), "x\n");
}

#[test]
fn a_name_of_255_bytes_is_a_page_and_a_file() {
    let name = "n".repeat(252);
    let mut site = site("-- content/_index.md --\n# Home\n");
    site.write(&format!("content/{name}.md"), "# Long\n");
    site.write(&format!("content/{name}.x"), "x");
    let build = site.build();
    assert_eq!(messages(&build), "");
    assert_eq!(text(&build, &format!("{name}/index.html")).trim(), "page: Long");
}

#[test]
fn two_long_names_that_give_one_address_get_two() {
    let name = "n".repeat(251);
    let mut site = site("-- content/_index.md --\n# Home\n");
    site.write(&format!("content/{name}.md"), "# One\n");
    site.write(&format!("content/{name}!.md"), "# Two\n");
    let build = site.build();
    assert!(text(&build, &format!("{name}/index.html")).contains("One"));
    assert!(text(&build, "unnamed/index.html").contains("Two"));
}

#[test]
fn a_name_that_grows_beyond_255_bytes_is_told() {
    // The address has one more byte for each of these letters than the name of the file.
    let name = "Ⱥ".repeat(126);
    let mut site = site("-- content/_index.md --\n# Home\n");
    site.write(&format!("content/{name}.md"), "# Long\n");
    let build = site.build();
    let told = messages(&build);
    assert!(told.starts_with("warning[made-address]: the name `ȺȺ"), "{told}");
    assert!(text(&build, "unnamed/index.html").contains("Long"), "{told}");
}

#[test]
fn an_address_out_of_the_site_or_of_forbidden_characters_is_told() {
    assert_data_eq!(
        told(
            "-- content/_index.md --\n# Home\n\
             -- content/a.md --\n+++\ntitle = \"A\"\nslug = \"..\"\n+++\n\
             -- content/b.md --\n+++\ntitle = \"B\"\nslug = \"x/y\"\n+++\n\
             -- content/c.md --\n+++\ntitle = \"C\"\npath = \"../../etc\"\n+++\n\
             -- content/d.md --\n+++\ntitle = \"D\"\npath = \"a:b\"\naliases = [\"/ok\", \"/a\\\\b\", \"x/../y\", \"/nul\", \"/end.\"]\n+++\n"
        ),
        str![[r#"
error[invalid-route]: `..` has an empty, `.` or `..` part
 --> content/a.md:3:8
  |
3 | slug = ".."
  |        ^^^^
  |
  = help: write a single name, such as `two-axes`

error[invalid-route]: the slug `x/y` contains more than one name
 --> content/b.md:3:8
  |
3 | slug = "x/y"
  |        ^^^^^
  |
  = help: a slug replaces the last part of an address; write `path` to replace the whole

error[invalid-route]: `../../etc` has an empty, `.` or `..` part
 --> content/c.md:3:8
  |
3 | path = "../../etc"
  |        ^^^^^^^^^^^
  |
  = help: write names separated by `/`, such as `roles/two-axes`

error[invalid-route]: `a:b` contains the character `:`, which some systems cannot store
 --> content/d.md:3:8
  |
3 | path = "a:b"
  |        ^^^^^
  |
  = help: write names separated by `/`, such as `roles/two-axes`

error[invalid-route]: `/a\b` contains the character `\`, which some systems cannot store
 --> content/d.md:4:19
  |
4 | aliases = ["/ok", "/a\\b", "x/../y", "/nul", "/end."]
  |                   ^^^^^^^
  |
  = help: write names separated by `/`, such as `roles/two-axes`

error[invalid-route]: `x/../y` has an empty, `.` or `..` part
 --> content/d.md:4:28
  |
4 | aliases = ["/ok", "/a\\b", "x/../y", "/nul", "/end."]
  |                            ^^^^^^^^
  |
  = help: write names separated by `/`, such as `roles/two-axes`

error[invalid-route]: `/nul` is a reserved name on Windows
 --> content/d.md:4:38
  |
4 | aliases = ["/ok", "/a\\b", "x/../y", "/nul", "/end."]
  |                                      ^^^^^^
  |
  = help: write names separated by `/`, such as `roles/two-axes`

error[invalid-route]: `/end.` has a part that ends with a dot or a space
 --> content/d.md:4:46
  |
4 | aliases = ["/ok", "/a\\b", "x/../y", "/nul", "/end."]
  |                                              ^^^^^^^
  |
  = help: write names separated by `/`, such as `roles/two-axes`

"#]]
        .raw()
    );
}

#[test]
fn a_name_that_gives_no_address_gets_one() {
    let files = "-- content/_index.md --\n# Home\n\n[1](!!!.md) [2](<[.md>) [3](%25.md) [4](con.md) \
         [5]($$/x.md)\n-- content/!!!.md --\n# A\n-- content/[.md --\n# B\n-- content/%.md --\n# C\n\
         -- content/con.md --\n# D\n-- content/$$/x.md --\n# X\n";
    assert_data_eq!(
        told(files),
        str![[r#"
warning[made-address]: the name `!!!` cannot stand in an address, which is `/unnamed-2/`
--> content/!!!.md
 = help: rename it, or give it a `slug` in its front matter

warning[made-address]: the name `$$` cannot stand in an address, which is `/unnamed/`
--> content/$$
 = help: rename the folder, or give its `_index.md` a `slug`

warning[made-address]: the name `%` cannot stand in an address, which is `/unnamed-3/`
--> content/%.md
 = help: rename it, or give it a `slug` in its front matter

warning[made-address]: the name `[` cannot stand in an address, which is `/unnamed-4/`
--> content/[.md
 = help: rename it, or give it a `slug` in its front matter

warning[made-address]: the name `con` cannot stand in an address, which is `/con-2/`
--> content/con.md
 = help: rename it, or give it a `slug` in its front matter

"#]]
    );
    let home = text(&crate::fixture::bare(files).build(), "index.html");
    assert_data_eq!(home, str![[r#"
<!-- content --><p><a href="/unnamed-2/">1</a> <a href="/unnamed-4/">2</a> <a href="/unnamed-3/">3</a> <a href="/con-2/">4</a> <a href="/unnamed/x/">5</a></p>
<!-- /content -->

"#]].raw());
}

#[test]
fn a_file_whose_name_cannot_be_published_is_told() {
    assert_data_eq!(
        told(
            "-- content/_index.md --\n# Home\n-- content/a:b.txt --\nx\n-- static/what?.txt --\nx\n-- static/aux.css --\nx\n"
        ),
        str![[r#"
error[invalid-name]: `a:b.txt` contains the character `:`, which some systems cannot store
--> content/a:b.txt
 = help: rename the file

error[invalid-name]: `aux.css` is a reserved name on Windows
--> static/aux.css
 = help: rename the file

error[invalid-name]: `what?.txt` contains the character `?`, which some systems cannot store
--> static/what?.txt
 = help: rename the file

"#]]
    );
}

#[test]
fn a_home_page_at_another_address_is_told() {
    assert_data_eq!(
        told("-- content/_index.md --\n+++\nslug = \"start\"\n+++\n"),
        str![[r#"
error[invalid-route]: the home page is always at `/`
 --> content/_index.md:2:8
  |
2 | slug = "start"
  |        ^^^^^^^
  |
  = help: remove this line

"#]]
    );
}

#[test]
fn a_fault_in_an_address_hides_nothing_below_it() {
    assert_data_eq!(
        told(
            "-- content/_index.md --\n# Home\n\n[x](p/x.md)\n-- content/p/_index.md --\n+++\ntitle = \"P\"\nslug = \"a/b\"\n+++\n-- content/p/x.md --\n# X\n\n[gone](zebra.md)\n"
        ),
        str![[r#"
error[invalid-route]: the slug `a/b` contains more than one name
 --> content/p/_index.md:3:8
  |
3 | slug = "a/b"
  |        ^^^^^
  |
  = help: a slug replaces the last part of an address; write `path` to replace the whole

error[broken-link]: there is no page or file `zebra.md`
 --> content/p/x.md:3:1
  |
3 | [gone](zebra.md)
  | ^^^^^^^^^^^^^^^^
  |
  = help: write the path of a file, relative to this one: `../part/chapter.md`

"#]]
    );
}

#[test]
fn an_alias_that_no_reader_comes_by_is_told() {
    let site = |aliases: &str, more: &str| {
        told(&format!(
            "-- handbook.toml --\ntitle = \"T\"\nbase_url = \"https://x.example/docs\"\n-- content/_index.md --\n# Home\n\
             -- content/a.md --\n+++\naliases = [{aliases}]\n+++\n# A\n\n## New\n{more}"
        ))
    };
    assert_data_eq!(
        site(
            "\"/docs/old/\", \"/docs/q/?page=3\", \"/a%zz/\", \"/%ff/\", \"\", \"//x/y\", \"https://x.example/docs/b/\", \"http://other.example/c\"",
            ""
        ),
        str![[r#"
warning[invalid-route]: the alias `/docs/old/` leads on from `/docs/docs/old/`
 --> content/a.md:2:12
  |
2 | aliases = ["/docs/old/", "/docs/q/?page=3", "/a%zz/", "/%ff/", "", "//x/y", "https://x.exampl...
  |            ^^^^^^^^^^^^
  |
  = help: write `/old/`: aliases are below the path of the site, `/docs/`

warning[invalid-route]: the alias `/docs/q/?page=3` leads on from `/docs/docs/q/?page=3`
 --> content/a.md:2:26
  |
2 | aliases = ["/docs/old/", "/docs/q/?page=3", "/a%zz/", "/%ff/", "", "//x/y", "https://x.exampl...
  |                          ^^^^^^^^^^^^^^^^^
  |
  = help: write `/q/?page=3`: aliases are below the path of the site, `/docs/`

warning[invalid-route]: the `%` in the alias `/a%zz/` encodes no character
 --> content/a.md:2:45
  |
2 | aliases = ["/docs/old/", "/docs/q/?page=3", "/a%zz/", "/%ff/", "", "//x/y", "https://x.exampl...
  |                                             ^^^^^^^^
  |
  = help: write `%25` for a percent sign, and any other character as it is

warning[invalid-route]: the `%` in the alias `/%ff/` encodes no character
 --> content/a.md:2:55
  |
2 | aliases = ["/docs/old/", "/docs/q/?page=3", "/a%zz/", "/%ff/", "", "//x/y", "https://x.exampl...
  |                                                       ^^^^^^^
  |
  = help: write `%25` for a percent sign, and any other character as it is

error[invalid-value]: `aliases` has an empty entry
 --> content/a.md:2:64
  |
2 | aliases = ["/docs/old/", "/docs/q/?page=3", "/a%zz/", "/%ff/", "", "//x/y", "https://x.exampl...
  |                                                                ^^
  |
  = help: remove it, or write a former address such as `/roles/lead/`

error[invalid-route]: the alias `//x/y` names a host
 --> content/a.md:2:68
  |
2 | aliases = ["/docs/old/", "/docs/q/?page=3", "/a%zz/", "/%ff/", "", "//x/y", "https://x.exampl...
  |                                                                    ^^^^^^^
  |
  = help: only addresses of this site can lead on: write `/y`, or let a rule of the other host lead here

error[invalid-route]: the alias `https://x.example/docs/b/` names a host
 --> content/a.md:2:77
  |
2 | .../a%zz/", "/%ff/", "", "//x/y", "https://x.example/docs/b/", "http://other.example/c"]
  |                                   ^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: write `/b/`

error[invalid-route]: the alias `http://other.example/c` names a host
 --> content/a.md:2:106
  |
2 | ...y", "https://x.example/docs/b/", "http://other.example/c"]
  |                                     ^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: only addresses of this site can lead on: write `/c`, or let a rule of the other host lead here

"#]]
    );
    assert_eq!(
        site("\"/old/\", \"/x?a=b\", \"/a%20b/\", \"/100%25/\", \"/docsy/\", \"other name\"", ""),
        ""
    );
    // The site has a part of the name of the folder that it is in.
    assert_eq!(site("\"/docs/old/\"", "-- content/docs/_index.md --\n# Docs\n"), "");
}
