//! Links as they are written for other places: this computer, the root of Zola, the source on a forge,
//! a former address.

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
