//! Links as they are written for other places: this computer, the root of Zola, the source on a forge,
//! a former address.

use snapbox::{assert_data_eq, str};

use crate::fixture::{bare, messages, text};
use crate::links::values;

#[test]
fn an_address_of_this_computer_in_prose_is_code() {
    let mut site = bare(
        "-- content/_index.md --\n# Home\n\n<http://localhost:8000>, http://127.0.0.1/a and [there](http://localhost:1)\n",
    );
    let told = messages(&site.build());
    for code in ["`` `http://localhost:8000` ``", "`` `http://127.0.0.1/a` ``"] {
        assert!(told.contains(&format!("= help: write it as code: {code}")), "{told}");
    }
    assert_eq!(told.matches("put the file beside the page").count(), 1, "{told}");
}

#[test]
fn the_root_of_a_site_of_zola_may_lie_below_the_content() {
    let mut site = bare(
        "-- content/_index.md --\n# Home\n-- content/content/_index.md --\n# Zola\n\n[p](@/a/p.md) [s](@/a/_index.md#s)\n\
         -- content/content/a/_index.md --\n# A\n\n## S\n-- content/content/a/content/deep.md --\n# Deep\n\n[p](@/a/p.md)\n-- content/content/a/p.md --\n# P\n\n[q](@/a/p.md)\n",
    );
    assert_eq!(messages(&site.build()), "");
}

#[test]
fn the_source_of_a_page_on_a_forge_has_lines() {
    let mut site = bare(
        "-- content/_index.md --\n# Home\n\n[1](a.md?plain=1#L10) [2](a.md?plain=1#L10-L12)\n\
         -- content/a.md --\n# A\n",
    );
    assert_eq!(messages(&site.build()), "");
    assert!(!text(&site.build(), "index.html").contains("#L10"));
}

#[test]
fn a_page_of_the_folder_that_a_link_names_comes_before_an_alias_of_another() {
    let mut site = bare(
        "-- content/_index.md --\n# Home\n\n[own](/time/) [gone](/former/)\n\
         -- content/time/_index.md --\n+++\npath = \"/functions/time/\"\n+++\n\n# Time\n\
         -- content/other.md --\n+++\naliases = [\"/time/\", \"/former/\"]\n+++\n\n# Other\n",
    );
    let build = site.build();
    assert_eq!(values(&build, "index.html", "href"), ["/functions/time/", "/other/"]);
    let said = messages(&build);
    assert_eq!(said.matches("[alias-link]").count(), 1, "{said}");
    assert!(said.contains("`/former/` is a former address of `/other/`"), "{said}");
}

#[test]
fn an_address_that_no_browser_can_follow_is_told() {
    let mut site = bare(
        "-- content/_index.md --\n# Home\n\n[a](https://a.example:99999/)\n\n[b](http://[zz]/)\n\n[c](https://a.example:x/) [g](https:://a.example)\n\n\
         [d](http://1.2.3.999/)\n\n<https://a|b.example/> http://localhost:port\n\n[e](http://localhost./)\n\n[f](http://0x7f.1/)\n\n\
         [fine](https://user@a.example:8080/b?c#d) [fine](//b.example:65535) [fine](http://[2001:db8::1]:80/) [fine](https://müller.example/)\n",
    );
    assert_data_eq!(
        messages(&site.build()),
        str![[r#"
error[broken-link]: the port of `a.example:99999` is no number up to 65535
 --> content/_index.md:3:1
  |
3 | [a](https://a.example:99999/)
  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: write an address such as `https://example.org/page`

error[broken-link]: `[zz]` is no address of a computer
 --> content/_index.md:5:1
  |
5 | [b](http://[zz]/)
  | ^^^^^^^^^^^^^^^^^
  |
  = help: write an address such as `https://example.org/page`

error[broken-link]: the port of `a.example:x` is no number up to 65535
 --> content/_index.md:7:1
  |
7 | [c](https://a.example:x/) [g](https:://a.example)
  | ^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: write an address such as `https://example.org/page`

error[broken-link]: the address `https:://a.example` has two `:` after its scheme
 --> content/_index.md:7:27
  |
7 | [c](https://a.example:x/) [g](https:://a.example)
  |                           ^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: write an address such as `https://example.org/page`

error[broken-link]: `1.2.3.999` is no address of a computer
 --> content/_index.md:9:1
  |
9 | [d](http://1.2.3.999/)
  | ^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: write an address such as `https://example.org/page`

warning[broken-link]: `a|b.example` is no host
  --> content/_index.md:11:1
   |
11 | <https://a|b.example/> http://localhost:port
   | ^^^^^^^^^^^^^^^^^^^^^^
   |
   = help: write it as code: `` `https://a|b.example/` ``

warning[broken-link]: the port of `localhost:port` is no number up to 65535
  --> content/_index.md:11:24
   |
11 | <https://a|b.example/> http://localhost:port
   |                        ^^^^^^^^^^^^^^^^^^^^^
   |
   = help: write it as code: `` `http://localhost:port` ``

warning[local-address]: `http://localhost./` leads to the computer of whoever follows the link
  --> content/_index.md:13:1
   |
13 | [e](http://localhost./)
   | ^^^^^^^^^^^^^^^^^^^^^^^
   |
   = help: put the file beside the page, or write the address that others have

warning[local-address]: `http://0x7f.1/` leads to the computer of whoever follows the link
  --> content/_index.md:15:1
   |
15 | [f](http://0x7f.1/)
   | ^^^^^^^^^^^^^^^^^^^
   |
   = help: put the file beside the page, or write the address that others have

"#]]
    );
}

#[test]
fn an_address_of_the_site_may_have_the_usual_port() {
    let site = |base: &str, link: &str| {
        let mut site = bare(&format!(
            "-- handbook.toml --\ntitle = \"T\"\nbase_url = \"{base}\"\n-- content/_index.md --\n# Home\n\n[a]({link}a/) [b]({link}none/)\n-- content/a.md --\n# A\n"
        ));
        let build = site.build();
        (values(&build, "index.html", "href"), messages(&build))
    };
    for (base, link) in [
        ("https://own.example/b/", "https://own.example:443/b/"),
        ("https://own.example/b/", "HTTPS://OWN.example:443/b/"),
        ("https://own.example/b/", "http://own.example:80/b/"),
        ("https://own.example/b/", "//own.example:443/b/"),
        ("https://own.example:443/b/", "https://own.example/b/"),
        ("http://own.example:8080/b/", "http://own.example:8080/b/"),
    ] {
        let (links, told) = site(base, link);
        assert_eq!(links, ["/b/a/".to_owned(), format!("{link}none/")], "{base} {link}");
        let missing = format!("warning[broken-link]: there is no page or file `{link}none/`");
        assert!(told.starts_with(&missing), "{told}");
    }
    for (base, link) in [
        ("https://own.example/b/", "https://own.example:80/b/"),
        ("https://own.example/b/", "https://own.example:8443/b/"),
        ("https://own.example/b/", "https://own.example.org/b/"),
    ] {
        let (links, told) = site(base, link);
        assert_eq!(links, [format!("{link}a/"), format!("{link}none/")], "{base} {link}");
        assert_eq!(told, "");
    }
}
