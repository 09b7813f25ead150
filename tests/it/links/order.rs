//! Who stands before and after, above and beside a page: the reading order, ancestors, links back.

use snapbox::{assert_data_eq, str};

use crate::fixture::{Fixture, bare, body, messages, text};

/// A site whose pages print only how they stand to others.
fn relations(pages: &str) -> Fixture {
    let line = "{% for a in page.ancestors %}{{ a.path }} > {% endfor %}{{ page.path }}|{% if page.lower %}{{ page.lower.path }}{% endif %}|{% if page.higher %}{{ page.higher.path }}{% endif %}|{% if page.part %}{{ page.part.path }}{% endif %}|{% for b in page.backlinks %}{{ b.path }} {% endfor %}|{% for c in section.children %}{{ c.path }} {% endfor %}";
    Fixture::new(&format!(
        "-- templates/page.html --\n{line}\n-- templates/section.html --\n{line}\n-- templates/index.html --\n{line}\n{pages}"
    ))
}

fn parts(site: &mut Fixture, page: &str) -> Vec<String> {
    let build = site.build();
    let text = text(&build, page);
    text.trim().split('|').map(|part| part.trim().to_owned()).collect()
}

/// The addresses of all pages in the order in which a reader gets from each to the next.
fn reading_order(site: &mut Fixture) -> Vec<String> {
    let build = site.build();
    let mut order = vec!["/".to_owned()];
    loop {
        let here = order.last().unwrap().clone();
        let page = text(&build, &format!("{}index.html", &here[1..]));
        let fields: Vec<&str> = page.trim().split('|').collect();
        let before = order.len().checked_sub(2).map_or("", |i| &order[i]);
        assert_eq!(fields[1], before, "the way back from {here}");
        if fields[2].is_empty() {
            return order;
        }
        order.push(fields[2].to_owned());
    }
}

const TREE: &str = "-- content/_index.md --\n# T\n\
    -- content/b/_index.md --\n+++\ntitle = \"B\"\nweight = 1\n+++\n\
    -- content/b/two.md --\n+++\ntitle = \"Two\"\nweight = 2\n+++\n\
    -- content/b/ten.md --\n+++\ntitle = \"Ten\"\nweight = 10\n+++\n\
    -- content/b/minus.md --\n+++\ntitle = \"Minus\"\nweight = -1\n+++\n\
    -- content/b/plain.md --\n# Plain\n\
    -- content/a/_index.md --\n# A\n\
    -- content/a/x/deep.md --\n# Deep\n\
    -- content/a/w.md --\n# W\n\
    -- content/zero.md --\n+++\ntitle = \"Zero\"\nweight = 0\n+++\n";

#[test]
fn lighter_pages_come_first_then_file_names_across_all_parts() {
    assert_eq!(
        reading_order(&mut relations(TREE)),
        [
            "/",
            "/zero/",
            "/b/",
            "/b/minus/",
            "/b/two/",
            "/b/ten/",
            "/b/plain/",
            "/a/",
            "/a/w/",
            "/a/x/",
            "/a/x/deep/"
        ]
    );
}

#[test]
fn a_page_knows_all_that_stand_above_it() {
    let fields = parts(&mut relations(TREE), "a/x/deep/index.html");
    assert_eq!(fields[0], "/ > /a/ > /a/x/ > /a/x/deep/");
}

#[test]
fn every_page_below_a_part_belongs_to_it_and_none_beside() {
    let mut site = relations(TREE);
    for (page, part) in [
        ("a/x/deep/index.html", "/a/"),
        ("a/index.html", "/a/"),
        ("zero/index.html", ""),
        ("index.html", ""),
    ] {
        assert_eq!(parts(&mut site, page)[3], part, "{page}");
    }
}

#[test]
fn a_section_lists_its_children_in_order() {
    assert_eq!(
        parts(&mut relations(TREE), "b/index.html")[5],
        "/b/minus/ /b/two/ /b/ten/ /b/plain/"
    );
}

#[test]
fn links_back_stand_in_reading_order_each_page_once() {
    let mut site = relations(
        "-- content/_index.md --\n# T\n\n[z](z.md)\n\
         -- content/z.md --\n# Z\n\n[me](z.md) [me](#top)\n\
         -- content/a.md --\n# A\n\n[z](z.md) [again](z.md#top) [b](/b/)\n\
         -- content/b.md --\n# B\n\n[z](@/z.md) [a](a.md)\n",
    );
    assert_eq!(parts(&mut site, "z/index.html")[4], "/ /a/ /b/");
    assert_eq!(parts(&mut site, "a/index.html")[4], "/b/");
    assert_eq!(parts(&mut site, "b/index.html")[4], "/a/");
}

#[test]
fn a_link_back_goes_with_its_link() {
    let mut site = relations("-- content/a.md --\n# A\n\n[b](b.md)\n-- content/b.md --\n# B\n");
    assert_eq!(parts(&mut site, "b/index.html")[4], "/a/");
    site.replace("content/a.md", "[b](b.md)", "b");
    assert_eq!(parts(&mut site, "b/index.html")[4], "");
}

#[test]
fn a_page_out_of_the_navigation_is_skipped_and_has_no_neighbours() {
    let mut site = relations(
        "-- content/_index.md --\n# T\n\n[b](b.md)\n-- content/a.md --\n# A\n-- content/b.md --\n+++\ntitle = \"B\"\nnav = false\n+++\n-- content/c.md --\n# C\n",
    );
    assert_eq!(reading_order(&mut site), ["/", "/a/", "/c/"]);
    assert_eq!(parts(&mut site, "b/index.html")[1..3], ["", ""]);
    assert_eq!(parts(&mut site, "index.html")[5], "/a/ /c/");
}

#[test]
fn a_section_out_of_the_navigation_has_a_reading_order_of_its_own() {
    let mut site = relations(
        "-- content/_index.md --\n# T\n\n[s](s/)\n-- content/a.md --\n# A\n-- content/s/_index.md --\n+++\ntitle = \"S\"\nnav = false\n+++\n-- content/s/one.md --\n# One\n-- content/s/two.md --\n# Two\n",
    );
    assert_eq!(reading_order(&mut site), ["/", "/a/"]);
    assert_eq!(parts(&mut site, "s/index.html")[1..3], ["", "/s/one/"]);
    assert_eq!(parts(&mut site, "s/one/index.html")[1..3], ["/s/", "/s/two/"]);
}

#[test]
fn a_page_that_nothing_leads_to_is_a_warning() {
    let mut site = relations(
        "-- content/_index.md --\n# T\n-- content/lost.md --\n+++\ntitle = \"Lost\"\nnav = false\n+++\n\n[me](lost.md)\n-- content/shown.md --\n# Shown\n",
    );
    let build = site.build();
    assert!(!build.has_errors());
    assert_data_eq!(
        messages(&build),
        str![[r#"
warning[orphan-page]: `lost.md` is in no navigation, and no page links to it
--> content/lost.md
 = help: link to it, remove `nav = false` from its front matter, or write `nav = "footer"`

"#]]
    );
    site.replace("content/shown.md", "# Shown", "# Shown\n\n[l](lost.md)");
    assert_eq!(messages(&site.build()), "");
}

#[test]
fn an_unlisted_page_is_named_nowhere() {
    let build = Fixture::new(
        "\
-- handbook.toml --
title = \"T\"
base_url = \"https://example.org/t/\"
generate_markdown = true
-- content/_index.md --
# T

[The code](door/code.md)

```{page-list}
```
-- content/door/_index.md --
+++
title = \"Door\"
unlisted = true
+++
-- content/door/code.md --
+++
title = \"Zebra\"
date = 2026-01-02
+++

A [[horizon]], and [a page](../plan.md).

- [ ] Zebra task {#zebra-task}
-- content/door/zebra.svg --
<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"/>
-- content/plan.md --
+++
title = \"Plan\"
date = 2026-01-02
+++
-- content/words.md --
+++
title = \"Words\"
[glossary]
+++
Horizon
: How far.
-- content/find.md --
+++
title = \"Find\"
[search]
+++
-- content/print.md --
+++
title = \"Print\"
[print]
+++
",
    )
    .build();
    assert_eq!(messages(&build), "");
    let page = text(&build, "door/code/index.html");
    assert!(page.contains("Zebra") && page.contains("<meta name=\"robots\" content=\"noindex\">"));
    for (path, output) in &build.outputs {
        let name = path.as_str();
        let Some(bytes) = output.in_memory() else { continue };
        let text = String::from_utf8_lossy(&bytes).to_lowercase();
        // The home page links to it, also in print.
        let names_it = ["door/", "index.", "print/"].iter().any(|own| name.starts_with(own));
        assert!(name.starts_with("door/") || !text.contains("zebra"), "{name}");
        assert!(names_it || !text.contains("door/code"), "{name}");
    }
    assert_eq!(text(&build, "index.html").matches("door/code").count(), 1);
}

#[test]
fn a_site_out_of_search_engines_has_no_sitemap() {
    let build = Fixture::new("-- handbook.toml --\ntitle = \"T\"\nbase_url = \"https://example.org/\"\nnoindex = true\n-- content/_index.md --\n# T\n").build();
    assert_eq!(messages(&build), "");
    assert!(text(&build, "index.html").contains("<meta name=\"robots\" content=\"noindex\">"));
    assert_eq!(text(&build, "robots.txt"), "User-agent: *\nAllow: /\n");
    assert!(build.outputs.keys().all(|path| path.as_str() != "sitemap.xml"));
}

#[test]
fn the_file_of_a_page_on_a_host_is_the_page() {
    let site = "-- handbook.toml --\ntitle = \"T\"\nbase_url = \"https://own.example/\"\n-- content/_index.md --\n# T\n\n\
        [a](/b/index.html) [b](b/index.html) [c](https://own.example/b/index.html)\n-- content/b.md --\n# B\n";
    let build = bare(site).build();
    assert_eq!(messages(&build), "");
    assert_eq!(body(&build, "index.html").matches("href=\"/b/\"").count(), 3);
}
