//! References that lead somewhere: every form of a link becomes the one address of its target.

mod addresses;
mod broken;
mod drafts;
mod elsewhere;
mod forge;
pub mod images;
mod order;
mod queries;
mod repository;

use handbook::compile::build::Build;
use handbook::compile::options::BuildOptions;

use crate::fixture::{Fixture, bare, body, messages, text};

/// The values of every `name="…"` in the body of a page, in order.
fn values(build: &Build, page: &str, name: &str) -> Vec<String> {
    let body = body(build, page);
    body.split(&format!(" {name}=\""))
        .skip(1)
        .filter_map(|rest| rest.split_once('"'))
        .map(|(value, _)| value.to_owned())
        .collect()
}

/// The addresses of the links that the home page of a faultless site holds.
fn links(files: &str) -> Vec<String> {
    let build = bare(files).build();
    assert_eq!(messages(&build), "");
    values(&build, "index.html", "href")
}

const PARTS: &str = "-- content/roles/_index.md --\n# Roles\n\
    -- content/roles/two-axes.md --\n+++\ntitle = \"Two axes\"\n+++\n\n## The axes {#axes}\n\ntext[^n]\n\n- an item {#item}\n\n## Own words\n\n<a id=\"raw\"></a>\n\n[^n]: Note.\n\
    -- content/roles/leaf/index.md --\n# Leaf\n\
    -- content/roles/leaf/table.csv --\na,b\n\
    -- content/together/README.md --\n# Together\n\
    -- content/together/other.md --\n# Other\n\
    -- static/form.pdf --\npdf\n";

#[test]
fn a_relative_path_to_a_file_becomes_the_address_of_its_page() {
    let home = "-- content/_index.md --\n[a](roles/two-axes.md) [b](./roles/../roles/two-axes.md) [c](roles//two-axes.md)\n";
    assert_eq!(links(&format!("{home}{PARTS}")), ["/roles/two-axes/"; 3]);
}

#[test]
fn a_path_from_content_becomes_the_address_of_its_page() {
    let home = "-- content/_index.md --\n[a](@/roles/two-axes.md#axes) [b](@/) [c](@/roles/)\n";
    assert_eq!(links(&format!("{home}{PARTS}")), ["/roles/two-axes/#axes", "/", "/roles/"]);
}

#[test]
fn an_address_from_the_root_is_checked_and_kept() {
    let home = "-- content/_index.md --\n[a](/roles/two-axes/) [b](/roles/two-axes#axes) [c](/) [d](/form.pdf) [e](/roles/leaf/table.csv)\n";
    assert_eq!(
        links(&format!("{home}{PARTS}")),
        ["/roles/two-axes/", "/roles/two-axes/#axes", "/", "/form.pdf", "/roles/leaf/table.csv"]
    );
}

#[test]
fn a_folder_and_the_file_of_its_page_are_one_target() {
    let home = "-- content/_index.md --\n[a](roles) [b](roles/) [c](roles/_index.md) [d](together/README.md) [e](together/) [f](roles/leaf/index.md) [g](roles/leaf/)\n";
    assert_eq!(
        links(&format!("{home}{PARTS}")),
        [
            "/roles/",
            "/roles/",
            "/roles/",
            "/together/",
            "/together/",
            "/roles/leaf/",
            "/roles/leaf/"
        ]
    );
}

#[test]
fn a_folder_without_a_page_of_its_own_can_be_linked_to() {
    assert_eq!(
        links("-- content/_index.md --\n[a](parts/)\n-- content/parts/a.md --\n# A\n"),
        ["/parts/"]
    );
}

#[test]
fn links_climb_to_the_folders_above() {
    let build = bare(
        "-- content/_index.md --\n# Home\n-- content/a/_index.md --\n# A\n\
         -- content/a/b/page.md --\n# Page\n\n[up](..) [home](../../) [index](../../_index.md) [here](.)\n",
    )
    .build();
    assert_eq!(messages(&build), "");
    assert_eq!(values(&build, "a/b/page/index.html", "href"), ["/a/", "/", "/", "/a/b/"]);
}

#[test]
fn every_kind_of_place_on_a_page_can_be_linked_to() {
    let home = "-- content/_index.md --\n[a](roles/two-axes.md#axes) [b](roles/two-axes.md#own-words) [c](roles/two-axes.md#item) [d](roles/two-axes.md#raw) [e](roles/two-axes.md#fn-n) [f](roles/two-axes.md#top)\n";
    let base = "/roles/two-axes/#";
    assert_eq!(
        links(&format!("{home}{PARTS}")),
        ["axes", "own-words", "item", "raw", "fn-n", "top"].map(|place| format!("{base}{place}"))
    );
}

#[test]
fn a_place_on_the_same_page_keeps_its_short_form() {
    let build = bare(
        "-- content/_index.md --\n# Home\n-- content/a.md --\n# A\n\n[one](#two) [top](#)\n\n<p id=\"two\">\n",
    )
    .build();
    assert_eq!(messages(&build), "");
    assert_eq!(values(&build, "a/index.html", "href"), ["#two", "/a/"]);
}

#[test]
fn an_address_may_begin_at_the_folder_of_a_language() {
    let build = bare(
        "-- content/_index.md --\n# Home\n-- content/en/_index.md --\n# Start\n-- content/en/parts/Two.md --\n# Two\n\n\
         [a](/parts/two/) [b](/parts/Two.md) [c](/) [d](/en/parts/two/)\n",
    )
    .build();
    assert_eq!(messages(&build), "");
    let two = "/en/parts/two/";
    assert_eq!(values(&build, "en/parts/two/index.html", "href"), [two, two, "/", two]);
}

#[test]
fn names_with_spaces_and_other_scripts_are_found_in_every_spelling() {
    let mut site = bare(
        "-- content/_index.md --\n[a](<my page.md>) [b](my%20page.md) [c](über/straße.md) [d](%C3%BCber/stra%C3%9Fe.md#gr%C3%B6%C3%9Fe)\n\
         -- content/my page.md --\n# A\n-- content/über/straße.md --\n# B\n\n## Größe\n",
    );
    let build = site.build();
    assert_eq!(messages(&build), "");
    let address = "/%C3%BCber/stra%C3%9Fe/";
    assert_eq!(
        values(&build, "index.html", "href"),
        [
            "/my-page/".to_owned(),
            "/my-page/".to_owned(),
            address.to_owned(),
            format!("{address}#gr%C3%B6%C3%9Fe")
        ]
    );
}

#[test]
fn a_name_is_found_in_either_unicode_form() {
    let mut site = bare("-- content/_index.md --\n[a](caf\u{e9}.md) [b](cafe\u{301}.md)\n");
    site.write("content/cafe\u{301}.md", "# Café\n");
    let build = site.build();
    assert_eq!(messages(&build), "");
    assert_eq!(values(&build, "index.html", "href"), ["/caf%C3%A9/"; 2]);
}

#[test]
fn queries_and_fragments_stay() {
    let home = "-- content/_index.md --\n[a](roles/two-axes.md?x=1&y=%22#axes) [b](roles/leaf/table.csv?raw) [c](../static/form.pdf#page=2)\n";
    assert_eq!(
        links(&format!("{home}{PARTS}")),
        ["/roles/two-axes/?x=1&amp;y=%22#axes", "/roles/leaf/table.csv?raw", "/form.pdf#page=2"]
    );
}

#[test]
fn a_file_beside_a_page_and_one_in_static_are_targets() {
    let files = "-- content/_index.md --\n[a](roles/leaf/table.csv) [b](../static/form.pdf)\n";
    let build = bare(&format!("{files}{PARTS}")).build();
    assert_eq!(values(&build, "index.html", "href"), ["/roles/leaf/table.csv", "/form.pdf"]);
    assert_eq!(text(&build, "roles/leaf/table.csv"), "a,b\n");
    assert_eq!(text(&build, "form.pdf"), "pdf\n");
}

#[test]
fn links_to_other_sites_are_marked_and_not_looked_up() {
    let build = bare(
        "-- content/_index.md --\n[a](https://example.com/x?y#z) [b](//example.com/) [c](mailto:a@example.com) [d](tel:+123) <https://example.net>\n",
    )
    .build();
    assert_eq!(messages(&build), "");
    let html = body(&build, "index.html");
    for (link, external) in [
        ("https://example.com/x?y#z", true),
        ("//example.com/", true),
        ("mailto:a@example.com", false),
        ("tel:+123", false),
        ("https://example.net", true),
    ] {
        let rel = if external { " rel=\"noopener\"" } else { "" };
        let wanted = format!("href=\"{link}\"{rel}>");
        assert!(html.contains(&wanted), "{wanted} is not in {html}");
    }
}

#[test]
fn what_authors_write_cannot_break_out_of_an_attribute() {
    let build = bare(
        "-- content/_index.md --\n[a](<https://example.com/\"onclick='x'>) [b](</a/?\"\\><script\\>>)\n-- content/a.md --\n# A\n",
    )
    .build();
    let html = body(&build, "index.html");
    assert!(!html.contains("\"onclick"), "{html}");
    assert!(!html.contains("<script"), "{html}");
}

const EVERYWHERE: &str = "-- handbook.toml --\ntitle = \"T\"\nbase_url = \"https://example.org/team/handbook/\"\n\
    -- content/_index.md --\n# T\n\n[a](a.md#x) [abs](/a/) [file](../static/f.pdf) ![i](/i.svg)\n\
    -- content/a.md --\n+++\ntitle = \"A\"\ndate = 2026-01-02\naliases = [\"/old/\"]\n+++\n\n## X\n\n[home](/) [self](#x)\n\
    -- static/f.pdf --\npdf\n-- static/i.svg --\n<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 2 1\"></svg>\n";

#[test]
fn another_base_path_is_used_everywhere() {
    let mut site = Fixture::new(EVERYWHERE);
    let build = site.build();
    assert_eq!(messages(&build), "");
    let mut checked = 0;
    for path in build.outputs.keys() {
        let name = path.as_str();
        let html = std::path::Path::new(name).extension() == Some("html".as_ref());
        if !html && !matches!(name, "_redirects" | "atom.xml" | "sitemap.xml") {
            continue;
        }
        let text = text(&build, name);
        for mark in ["href=\"", "src=\"", "url=", "<loc>", "<id>"] {
            for rest in text.split(mark).skip(1) {
                let right = ["/team/handbook/", "https://example.org/team/handbook/", "#"]
                    .iter()
                    .any(|start| rest.starts_with(start));
                let shown: String = rest.chars().take(60).collect();
                assert!(right, "in {name}: {mark}{shown}");
                checked += 1;
            }
        }
    }
    assert!(checked > 40, "only {checked} addresses");
    assert_eq!(text(&build, "_redirects"), "/team/handbook/old/ /team/handbook/a/ 301\n");
    assert!(text(&build, "_headers").starts_with("/team/handbook/*\n"));
}

#[test]
fn the_base_address_of_the_command_line_wins() {
    let options =
        BuildOptions { base_url: Some("/preview/".to_owned()), ..BuildOptions::default() };
    let build = Fixture::with(EVERYWHERE, options).build();
    let page = text(&build, "index.html");
    assert!(page.contains("href=\"/preview/a/#x\""), "{page}");
    assert!(!page.contains("team/handbook"), "{page}");
}

#[test]
fn an_alias_is_a_page_and_a_rule_that_lead_to_the_new_address() {
    let build = Fixture::new(
        "-- content/_index.md --\n# T\n-- content/a.md --\n+++\ntitle = \"A & <B>\"\naliases = [\"/old\", \"/older/place/\"]\n+++\n",
    )
    .build();
    assert_eq!(messages(&build), "");
    let page = text(&build, "older/place/index.html");
    assert!(page.contains("<meta http-equiv=\"refresh\" content=\"0; url=/a/\">"));
    assert!(page.contains("<link rel=\"canonical\" href=\"https://example.org/a/\">"));
    assert!(page.contains("<a href=\"/a/\">A &amp; &lt;B&gt;</a>"));
    assert!(page.contains("<meta name=\"robots\" content=\"noindex\">"));
    assert!(build.outputs.keys().any(|p| p.as_str() == "old/index.html"));
    assert_eq!(text(&build, "_redirects"), "/old/ /a/ 301\n/older/place/ /a/ 301\n");
}
