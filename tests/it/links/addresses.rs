//! Addresses: our own are looked up, those that can lead nowhere are told, former ones lead on.

use snapbox::{assert_data_eq, str};

use crate::fixture::{Fixture, bare, body, messages, text};

const CONFIG: &str = "-- handbook.toml --\ntitle = \"T\"\nbase_url = \"https://example.org/hb/\"\n-- content/_index.md --\n# Home\n";

#[test]
fn our_own_address_is_a_link_within_the_site() {
    let mut site = bare(&format!(
        "{CONFIG}-- content/a.md --\n# A\n\n[1](https://example.org/hb/b/#part) [2](HTTP://Example.org/hb/b/?q=1) [3](//example.org/hb) <https://example.org/hb/b/>\n\
         [4](https://example.org/other/) [5](https://example.org/hbx/) [6](https://example.org/hb/atom.xml) https://example.org/hb/b/\n\
         -- content/b.md --\n+++\ntitle = \"B\"\ndate = \"2026-01-02\"\n+++\n\n## Part\n"
    ));
    let build = site.build();
    assert_eq!(messages(&build), "");
    assert_data_eq!(
        body(&build, "a/index.html"),
        str![[r#"
<p><a href="/hb/b/#part">1</a> <a href="/hb/b/?q=1">2</a> <a href="/hb/">3</a> <a href="/hb/b/">https://example.org/hb/b/</a>
<a href="https://example.org/other/" rel="noopener">4</a> <a href="https://example.org/hbx/" rel="noopener">5</a> <a href="/hb/atom.xml">6</a> <a href="/hb/b/">https://example.org/hb/b/</a></p>
"#]]
    );
}

#[test]
fn links_lead_to_what_this_build_makes_for_others() {
    let home = "-- content/_index.md --\n# Home\n\n[1](/atom.xml?a#b) [2](sitemap.xml) [3](/robots.txt) [4](/llms.txt)\n";
    let mut site = bare(&format!("-- handbook.toml --\ntitle = \"T\"\n{home}"));
    let told = messages(&site.build());
    for name in ["/atom.xml", "sitemap.xml", "/llms.txt"] {
        assert!(told.contains(&format!("there is no page or file `{name}`")), "{name}: {told}");
    }
    assert!(!told.contains("file `/robots.txt`"), "{told}");
    site.write(
        "handbook.toml",
        "title = \"T\"\nbase_url = \"https://example.org/h/\"\ngenerate_markdown = true\n",
    );
    assert!(messages(&site.build()).contains("file `/atom.xml`"), "no page has a date");
    // Another page can bring the feed into being.
    site.write("content/a.md", "+++\ntitle = \"A\"\ndate = \"2026-01-02\"\n+++\n");
    let build = site.build();
    assert_eq!(messages(&build), "");
    assert_eq!(
        crate::links::values(&build, "index.html", "href"),
        ["/h/atom.xml?a#b", "/h/sitemap.xml", "/h/robots.txt", "/h/llms.txt"]
    );
}

#[test]
fn a_picture_with_an_at_sign_is_no_mailbox() {
    let mut site = bare(
        "-- content/_index.md --\n# Home\n\n[1](logo@2x.png) [2](logo@3x.png)\n-- content/img/logo@2x.png --\nx\n",
    );
    let told = messages(&site.build());
    assert!(told.contains("did you mean `img/logo@2x.png`?"), "{told}");
    assert!(!told.contains("mailto"), "{told}");
}

#[test]
fn addresses_of_a_large_site_have_suggestions() {
    let mut site = bare("-- content/_index.md --\n# Home\n\n[1](/part/page-tin/)\n");
    site.write("content/part/page-tiny.md", "# Tiny\n");
    for number in 0..1_000 {
        site.write(&format!("content/far/{number}.md"), "# Far\n");
    }
    let told = messages(&site.build());
    assert!(told.contains("did you mean `part/page-tiny.md`?"), "{told}");
}

#[test]
fn our_own_address_without_a_page_is_told() {
    let mut site = bare(&format!(
        "{CONFIG}-- content/a.md --\n# A\n\n- [1](https://example.org/hb/nope/)\n- [2](https://example.org/hb/a/#nowhere)\n"
    ));
    assert_data_eq!(
        messages(&site.build()),
        str![[r#"
warning[broken-link]: there is no page or file `https://example.org/hb/nope/`
 --> content/a.md:3:3
  |
3 | - [1](https://example.org/hb/nope/)
  |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: write the path of a file, relative to this one: `../part/chapter.md`

error[broken-anchor]: nothing on the page “A” has the id `nowhere`
 --> content/a.md:4:3
  |
4 | - [2](https://example.org/hb/a/#nowhere)
  |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: that page has no headings

"#]]
    );
}

#[test]
fn the_path_of_the_site_stands_once_in_a_whole_address() {
    let mut site = bare(&format!(
        "{CONFIG}-- content/a.md --\n# A\n\n[1](https://example.org/hb/hb/b/) [2](/hb/b/) [3](https://example.org/hb/b/)\n-- content/b.md --\n# B\n"
    ));
    let build = site.build();
    assert_data_eq!(
        messages(&build),
        str![[r#"
warning[broken-link]: there is no page or file `https://example.org/hb/hb/b/`
 --> content/a.md:3:1
  |
3 | [1](https://example.org/hb/hb/b/) [2](/hb/b/) [3](https://example.org/hb/b/)
  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: did you mean `b.md`?

"#]]
    );
    assert_data_eq!(
        body(&build, "a/index.html"),
        str![[
            r#"<p><a href="https://example.org/hb/hb/b/" rel="noopener">1</a> <a href="/hb/b/">2</a> <a href="/hb/b/">3</a></p>"#
        ]]
    );
}

#[test]
fn addresses_that_lead_nowhere_are_told() {
    let page = "- [3](http://127.0.0.1:1111/hb/a/)\n- [4](http://localhost:1111/hb/a/)\n- [5](file:///C:/Users/me/doc.md)\n- [6](C:/Users/me/doc.pdf)\n\
        - [7](C:\\\\Users\\\\me\\\\doc.pdf)\n- [9](http://)\n- [10](https:///x)\n- [11](htps://example.org)\n- [12](mailto:)\n- [13](<https://exa mple.org>)\n\
        - [14](mailto:me)\n- [15](http:/example.org)\n- [16](localhost:1111/x)\n- [17](example.org:80/x)\n- [18](plan:later)\n- [19](https://http://x.org)\n- [20](tel:)\n\
        - [21](www.example.org/x)\n- [22](me@example.org)\n- [23](htpp://example.org)\n- [24](https:\\\\example.org)\n";
    let mut site = bare(&format!("{CONFIG}-- content/a.md --\n# A\n\n{page}"));
    assert_data_eq!(
        messages(&site.build()),
        str![[r#"
warning[local-address]: `http://127.0.0.1:1111/hb/a/` leads to the computer of whoever follows the link
 --> content/a.md:3:3
  |
3 | - [3](http://127.0.0.1:1111/hb/a/)
  |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: put the file beside the page, or write the address that others have

warning[local-address]: `http://localhost:1111/hb/a/` leads to the computer of whoever follows the link
 --> content/a.md:4:3
  |
4 | - [4](http://localhost:1111/hb/a/)
  |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: put the file beside the page, or write the address that others have

warning[local-address]: `file:///C:/Users/me/doc.md` leads to the computer of whoever follows the link
 --> content/a.md:5:3
  |
5 | - [5](file:///C:/Users/me/doc.md)
  |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: put the file beside the page, or write the address that others have

error[broken-link]: `C:/Users/me/doc.pdf` is a path on one computer
 --> content/a.md:6:3
  |
6 | - [6](C:/Users/me/doc.pdf)
  |   ^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: put the file beside the page and link to it there

error[broken-link]: `C:/Users/me/doc.pdf` is a path on one computer
 --> content/a.md:7:3
  |
7 | - [7](C://Users//me//doc.pdf)
  |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: put the file beside the page and link to it there

error[broken-link]: the address `http://` has no host
 --> content/a.md:8:3
  |
8 | - [9](http://)
  |   ^^^^^^^^^^^^
  |
  = help: write an address such as `https://example.org/page`

error[broken-link]: the address `https:///x` has no host
 --> content/a.md:9:3
  |
9 | - [10](https:///x)
  |   ^^^^^^^^^^^^^^^^
  |
  = help: write an address such as `https://example.org/page`

error[broken-link]: `htps:` is no scheme of addresses
  --> content/a.md:10:3
   |
10 | - [11](htps://example.org)
   |   ^^^^^^^^^^^^^^^^^^^^^^^^
   |
   = help: did you mean `https:`?

error[broken-link]: `mailto:` has no address of a mailbox
  --> content/a.md:11:3
   |
11 | - [12](mailto:)
   |   ^^^^^^^^^^^^^
   |
   = help: write `mailto:name@example.org`

error[broken-link]: the host `exa mple.org` contains a space
  --> content/a.md:12:3
   |
12 | - [13](<https://exa mple.org>)
   |   ^^^^^^^^^^^^^^^^^^^^^^^^^^^^
   |
   = help: write an address such as `https://example.org/page`

error[broken-link]: `mailto:me` has no address of a mailbox
  --> content/a.md:13:3
   |
13 | - [14](mailto:me)
   |   ^^^^^^^^^^^^^^^
   |
   = help: write `mailto:name@example.org`

error[broken-link]: the address `http:/example.org` has no `//` after its scheme
  --> content/a.md:14:3
   |
14 | - [15](http:/example.org)
   |   ^^^^^^^^^^^^^^^^^^^^^^^
   |
   = help: write an address such as `https://example.org/page`

error[broken-link]: the address `localhost:1111/x` has no scheme
  --> content/a.md:15:3
   |
15 | - [16](localhost:1111/x)
   |   ^^^^^^^^^^^^^^^^^^^^^^
   |
   = help: write `https://localhost:1111/x`

error[broken-link]: the address `example.org:80/x` has no scheme
  --> content/a.md:16:3
   |
16 | - [17](example.org:80/x)
   |   ^^^^^^^^^^^^^^^^^^^^^^
   |
   = help: write `https://example.org:80/x`

warning[unknown-scheme]: `plan:` is no known scheme of addresses
  --> content/a.md:17:3
   |
17 | - [18](plan:later)
   |   ^^^^^^^^^^^^^^^^
   |
   = help: for a file of this name, write `./` before it; else check the address

error[broken-link]: the address `https://http://x.org` has two schemes
  --> content/a.md:18:3
   |
18 | - [19](https://http://x.org)
   |   ^^^^^^^^^^^^^^^^^^^^^^^^^^
   |
   = help: write an address such as `https://example.org/page`

error[broken-link]: `tel:` has no number
  --> content/a.md:19:3
   |
19 | - [20](tel:)
   |   ^^^^^^^^^^
   |
   = help: write `tel:+44 20 7946 0000`

error[broken-link]: there is no page or file `www.example.org/x`
  --> content/a.md:20:3
   |
20 | - [21](www.example.org/x)
   |   ^^^^^^^^^^^^^^^^^^^^^^^
   |
   = help: write `https://www.example.org/x`

error[broken-link]: there is no page or file `me@example.org`
  --> content/a.md:21:3
   |
21 | - [22](me@example.org)
   |   ^^^^^^^^^^^^^^^^^^^^
   |
   = help: write `mailto:me@example.org`

error[broken-link]: `htpp:` is no scheme of addresses
  --> content/a.md:22:3
   |
22 | - [23](htpp://example.org)
   |   ^^^^^^^^^^^^^^^^^^^^^^^^
   |
   = help: did you mean `http:`?

error[broken-link]: the address `https:/example.org` has no `//` after its scheme
  --> content/a.md:23:3
   |
23 | - [24](https://example.org)
   |   ^^^^^^^^^^^^^^^^^^^^^^^^^
   |
   = help: write an address such as `https://example.org/page`

"#]]
    );
}

#[test]
fn addresses_that_may_lead_somewhere_are_left_alone() {
    let page = "[a](mailto:?subject=x) [b](tel:+44%2020) [c](obsidian://open?x) [d](vscode:extension/x) [e](craft-app://x) [f](http://intranet/) \
        [g](https://user@example.net:8080/x?y#z) [h](https://[2001:db8::1]/) [i](urn:isbn:1) [j](https://my-localhost.example.net/) [k](ms-excel:ofe|u|https://x)\n";
    let mut site = bare(&format!("{CONFIG}-- content/a.md --\n# A\n\n{page}"));
    assert_eq!(messages(&site.build()), "");
}

fn moved() -> Fixture {
    Fixture::new(
        "-- handbook.toml --\ntitle = \"T\"\nbase_url = \"https://example.org/h/\"\n-- content/_index.md --\n# Home\n\n[a](/legacy.html) [b](/split/#one)\n\
         -- content/new.md --\n+++\ntitle = \"New\"\naliases = [\"/old/\", \"/alt/seite-ü/\", \"/k%C3%A4lte/\", \"/cold%20nights/\", \"/legacy.html\", \"/deep/index.html\", \"/split/#one\", \"/split/#two #sec\"]\n+++\n\n## Sec\n\n## One\n\
         -- content/other.md --\n+++\ntitle = \"Other\"\naliases = [\"/split/#three\", \"/split/#gone\"]\n+++\n\n## Three\n",
    )
}

#[test]
fn former_addresses_have_the_form_in_which_they_were_written() {
    let build = moved().build();
    assert_data_eq!(
        messages(&build),
        str![[r#"
warning[alias-link]: `/legacy.html` is a former address of `/new/`
 --> content/_index.md:3:1
  |
3 | [a](/legacy.html) [b](/split/#one)
  | ^^^^^^^^^^^^^^^^^
  |
  = help: link to `new.md`

warning[alias-link]: `/split/#one` is a former address of `/new/`
 --> content/_index.md:3:19
  |
3 | [a](/legacy.html) [b](/split/#one)
  |                   ^^^^^^^^^^^^^^^^
  |
  = help: link to `new.md#one`

"#]]
    );
    assert_data_eq!(
        text(&build, "_redirects"),
        str![[r#"
/h/alt/seite-%C3%BC/ /h/new/ 301
/h/cold%20nights/ /h/new/ 301
/h/deep/ /h/new/ 301
/h/k%C3%A4lte/ /h/new/ 301
/h/legacy.html /h/new/ 301
/h/old/ /h/new/ 301

"#]]
    );
    for file in [
        "old/index.html",
        "alt/seite-ü/index.html",
        "kälte/index.html",
        "cold nights/index.html",
        "legacy.html",
        "deep/index.html",
    ] {
        assert!(text(&build, file).contains("/h/new/"), "{file}");
    }
    let home = text(&build, "index.html");
    assert!(
        home.contains("href=\"/h/new/\">a<") && home.contains("href=\"/h/new/#one\">b<"),
        "{home}"
    );
}

#[test]
fn the_page_at_a_former_address_keeps_the_fragment() {
    let build = moved().build();
    assert_data_eq!(
        text(&build, "old/index.html"),
        str![[r#"
<!doctype html>
<html lang="en" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>This page has moved</title>
<script src="/h/moved.603168e5.js" data-to="/h/new/"></script>
<noscript><meta http-equiv="refresh" content="0; url=/h/new/"></noscript>
<meta name="robots" content="noindex">
<link rel="canonical" href="https://example.org/h/new/">
</head>
<body>
<main>
<h1>This page has moved</h1>
<p>This page has moved to <a href="/h/new/">New</a>.</p>
</main>
</body>
</html>

"#]]
    );
    assert_data_eq!(
        text(&build, "split/index.html"),
        str![[r#"
<!doctype html>
<html lang="en" dir="ltr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>This page has moved</title>
<script src="/h/moved.603168e5.js" data-to="/h/other/" data-parts="{&quot;#gone&quot;:&quot;/h/other/&quot;,&quot;#one&quot;:&quot;/h/new/#one&quot;,&quot;#three&quot;:&quot;/h/other/#three&quot;,&quot;#two&quot;:&quot;/h/new/#sec&quot;}"></script>
<noscript><meta http-equiv="refresh" content="0; url=/h/other/"></noscript>
<meta name="robots" content="noindex">
<link rel="canonical" href="https://example.org/h/other/">
</head>
<body>
<main>
<h1>This page has moved</h1>
<p>This page has moved to <a href="/h/other/">Other</a>.</p>
</main>
</body>
</html>

"#]]
    );
}

#[test]
fn parts_of_former_pages_are_found_by_every_kind_of_link() {
    let build = bare(
        "-- handbook.toml --\ntitle = \"T\"\nbase_url = \"https://example.org/h/\"\n-- content/_index.md --\n# Home\n\n\
         [a](split/#two) [b](/h/split/#two) [c](/split/#k%C3%A4lte)\n\
         -- content/a.md --\n+++\ntitle = \"A\"\naliases = [\"/split/#one\", \"/split/#k%C3%A4lte #one\"]\n+++\n\n## One\n\
         -- content/b.md --\n+++\ntitle = \"B\"\naliases = [\"/split/#two\"]\n+++\n\n## Two\n",
    )
    .build();
    assert_eq!(
        crate::links::values(&build, "index.html", "href"),
        ["/h/b/#two", "/h/b/#two", "/h/a/#one"]
    );
    assert!(text(&build, "split/index.html").contains("&quot;#kälte&quot;:&quot;/h/a/#one&quot;"));
}

#[test]
fn former_addresses_of_two_pages_are_told() {
    let page = |name: &str, alias: &str| {
        format!(
            "-- content/{name}.md --\n+++\ntitle = \"P\"\naliases = [\"{alias}\"]\n+++\n\n## X\n"
        )
    };
    let pages = [("a", "/old/#x"), ("b", "/old/"), ("c", "/old/"), ("d", "/old/#x")];
    let pages: String = pages.iter().map(|(name, alias)| page(name, alias)).collect();
    assert_data_eq!(
        messages(&bare(&format!("-- content/_index.md --\n# Home\n{pages}")).build()),
        str![[r#"
error[alias-collision]: an alias in `content/c.md` and an alias in `content/b.md` would both be written to `old/index.html`
 --> content/c.md:3:12
  |
3 | aliases = ["/old/"]
  |            ^^^^^^^
  |
  = help: remove or change the alias
note: the other one
 --> content/b.md:3:12
  |
3 | aliases = ["/old/"]
  |            ^^^^^^^

error[alias-collision]: two aliases lead on from `/old/#x`
 --> content/d.md:3:12
  |
3 | aliases = ["/old/#x"]
  |            ^^^^^^^^^
  |
  = help: remove or change one of them
note: the other one
 --> content/a.md:3:12
  |
3 | aliases = ["/old/#x"]
  |            ^^^^^^^^^

"#]]
    );
}

#[test]
fn former_addresses_that_cannot_be_are_told() {
    let mut site = bare(
        "-- content/_index.md --\n# Home\n-- content/new.md --\n+++\ntitle = \"New\"\naliases = [\"/x/#a #nope\", \"/new/#old\", \"/other/#part\"]\n+++\n-- content/other.md --\n# Other\n",
    );
    assert_data_eq!(
        messages(&site.build()),
        str![[r#"
error[broken-anchor]: nothing on the page “New” has the id `nope`
 --> content/new.md:3:12
  |
3 | aliases = ["/x/#a #nope", "/new/#old", "/other/#part"]
  |            ^^^^^^^^^^^^^
  |
  = help: an alias `/old/#part #new` leads to the element with the id `new` of this page

error[invalid-route]: an alias cannot rename an id of its own page
 --> content/new.md:3:27
  |
3 | aliases = ["/x/#a #nope", "/new/#old", "/other/#part"]
  |                           ^^^^^^^^^^^
  |
  = help: keep the id: write `{#old}` after the heading

error[alias-collision]: an alias in `content/new.md` and the page `content/other.md` would both be written to `other/index.html`
 --> content/new.md:3:40
  |
3 | aliases = ["/x/#a #nope", "/new/#old", "/other/#part"]
  |                                        ^^^^^^^^^^^^^^
  |
  = help: remove or change the alias
note: the other one
 --> content/other.md

"#]]
    );
}

#[test]
fn words_to_be_marked_stay_in_the_address() {
    let build = crate::fixture::bare("-- content/_index.md --\n# T\n\n[a](a.md#:~:text=frost) [b](a.md#two:~:text=frost)\n-- content/a.md --\n# A\n\n## Two\n\nfrost\n").build();
    assert_eq!(crate::fixture::messages(&build), "");
    assert_eq!(
        crate::links::values(&build, "index.html", "href"),
        ["/a/#:~:text=frost", "/a/#two:~:text=frost"]
    );
}

#[test]
fn a_dead_address_of_our_own_host_stays_wherever_it_is_shown() {
    let config = "-- handbook.toml --\ntitle = \"T\"\nbase_url = \"https://example.org/hb/\"\n";
    let nope = "https://example.org/hb/nope/";
    let mut site = Fixture::new(&format!(
        "{config}-- content/_index.md --\n# Home\n\n```{{checklist}} a.md\n```\n-- content/a.md --\n# A\n\n\
         - [ ] See [x]({nope}) {{#see}}\n\n[y][r] ![z]({nope}z.png) [b](/hb/a/)\n\n[r]: {nope}\n"
    ));
    let build = site.build();
    assert!(build.diagnostics.iter().all(|d| !d.is_error()), "{}", messages(&build));
    assert_eq!(build.diagnostics.len(), 3, "{}", messages(&build));
    let home = crate::fixture::text(&build, "index.html");
    let html = crate::fixture::text(&build, "a/index.html");
    assert!(home.contains(&format!("href=\"{nope}\"")), "{home}");
    assert_eq!(html.matches(&format!("href=\"{nope}\"")).count(), 2, "{html}");
    assert!(html.contains(">b</a>") && html.contains("href=\"/hb/a/\""), "{html}");
    assert!(html.contains("src=\"/hb/nope/z.png\""), "{html}");
}
