//! The contents on every page: which entries they show, that they are bounded, and what one page more
//! changes.

use handbook::compile::build::Build;

use crate::fixture::{Fixture, between, messages, text};

/// A site of pages with nothing but a title each, by their paths.
fn site(paths: &[String]) -> Fixture {
    let mut site = Fixture::new("-- content/_index.md --\n# Home\n");
    for path in paths {
        let name = path.trim_end_matches(".md").trim_end_matches("/_index");
        let name = name.rsplit('/').next().expect("a name");
        site.write(&format!("content/{path}"), format!("# The {name}\n"));
    }
    site
}

/// The contents on a page: a line for each entry, indented by its depth; `*` marks the page itself.
fn contents(build: &Build, path: &str) -> String {
    let html = text(build, path);
    let mut lines = String::new();
    let mut depth = 0;
    for tag in between(&html, "<nav class=\"contents\"", "</nav>").split('<').skip(1) {
        let (tag, words) = tag.split_once('>').expect("a tag");
        match tag.split(' ').next() {
            Some("ul") => depth += 1,
            Some("/ul") => depth -= 1,
            Some("a") => {
                let mark = if tag.contains("aria-current") { "*" } else { "" };
                lines += &format!("{}{mark}{words}\n", "  ".repeat(depth - 1));
            }
            _ => {}
        }
    }
    lines
}

fn pages(build: &Build, end: &str) -> usize {
    let outputs = build.outputs.iter().filter(|(path, _)| path.as_str().ends_with(end));
    outputs.map(|(_, output)| output.in_memory().map_or(0, |bytes| bytes.len())).sum()
}

#[test]
fn a_page_shows_what_is_above_beside_and_below_it() {
    let paths = ["a/_index", "a/x", "a/s/_index", "a/s/y", "a/s/t/z", "a/u/v", "b/w", "c"];
    let build = site(&paths.map(|path| format!("{path}.md"))).build();
    assert_eq!(messages(&build), "");
    let told = |path: &str| contents(&build, &format!("{path}/index.html"));
    assert_eq!(told("a/s"), "The a\n  *The s\n    T\n    The y\n  U\n  The x\nB\nThe c\n");
    assert_eq!(told("c"), "The a\nB\n*The c\n");
    assert_eq!(
        told("a/s/t/z"),
        "The a\n  The s\n    T\n      *The z\n    The y\n  U\n  The x\nB\nThe c\n"
    );
}

#[test]
fn a_long_list_is_shown_in_groups_that_lead_to_the_list_of_all() {
    let paths: Vec<String> = (0..300).map(|n| format!("part/page-{n:03}.md")).collect();
    let build = site(&paths).build();
    assert_eq!(messages(&build), "");
    let told = contents(&build, "part/page-150/index.html");
    let lines: Vec<&str> = told.lines().collect();
    assert!(lines.len() < 60, "{told}");
    assert!(lines.contains(&"  *The page-150"), "{told}");
    assert!(lines[1].starts_with("  From The page-000"), "{told}");
    assert!(lines[lines.len() - 1].starts_with("  From The page-"), "{told}");
    // Every entry is in order, and every link to others leads to an entry of the list of all.
    let names: Vec<&str> = lines[1..]
        .iter()
        .map(|line| line.trim_start_matches("  From ").trim_start_matches("  *").trim())
        .collect();
    assert!(names.is_sorted(), "{told}");
    let html = text(&build, "part/page-150/index.html");
    let all = text(&build, "part/index.html");
    let further: Vec<&str> = html
        .split("href=\"/part/#")
        .skip(1)
        .map(|rest| rest.split('"').next().expect("an address"))
        .collect();
    assert!(further.len() > 1, "{told}");
    for id in further {
        assert!(all.contains(&format!("<li id=\"{id}\"><a href=\"{id}\">")), "{id}");
    }
    let section = contents(&build, "part/index.html");
    assert!(section.starts_with("*Part\n  The page-000\n"), "{section}");
    assert!(section.lines().count() < 60, "{section}");
}

#[test]
fn a_long_top_of_a_handbook_is_shown_in_groups_too() {
    let paths: Vec<String> = (0..120).map(|n| format!("page-{n:03}.md")).collect();
    let build = site(&paths).build();
    let told = contents(&build, "page-060/index.html");
    assert!(told.contains("*The page-060\n") && told.lines().count() < 60, "{told}");
    let home = text(&build, "index.html");
    assert_eq!(home.matches("<a href=\"/page-").count(), 120, "the home page lists all");
    assert!(home.contains("id=\"contents\""));
}

/// 840 pages in eight levels: twenty parts, in each a row of sections within one another.
fn deep() -> Vec<String> {
    let mut paths = Vec::new();
    for part in 0..20 {
        let mut folder = format!("a-part-with-a-name-{part}");
        for level in 0..7 {
            paths.push(format!("{folder}/_index.md"));
            paths.extend((0..5).map(|n| format!("{folder}/page-{part}-{level}-{n}.md")));
            folder += &format!("/section-{level}");
        }
    }
    paths
}

#[test]
fn a_page_of_a_deep_handbook_is_small() {
    let paths = deep();
    let build = site(&paths).build();
    assert_eq!(messages(&build), "");
    assert_eq!(build.stats.pages, 841);
    for (path, output) in &build.outputs {
        let Some(bytes) = output.in_memory() else { continue };
        if path.as_str().ends_with("/index.html") {
            let html = String::from_utf8_lossy(&bytes);
            assert!(bytes.len() <= 15 * 1024, "{path} has {} bytes", bytes.len());
            assert!(html.matches("<a ").count() < 100, "{path}");
        }
    }
}

#[test]
fn a_folder_of_four_times_the_pages_gives_four_times_the_bytes() {
    let flat = |count: usize| {
        let paths: Vec<String> = (0..count).map(|n| format!("all/page-{n}.md")).collect();
        let build = site(&paths).build();
        assert_eq!(messages(&build), "");
        pages(&build, "")
    };
    let (small, large) = (flat(1_000), flat(4_000));
    assert!(large * 10 <= small * 42, "{large} of {small} bytes");
}

#[test]
fn a_further_page_changes_no_page_outside_of_its_group() {
    let paths: Vec<String> = (0..1_000).map(|n| format!("all/page-{n}.md")).collect();
    let mut site = site(&paths);
    site.build();
    let build = site.write("content/all/page-500-and-more.md", "# More\n").build();
    // Its group, the page of the folder, and what stands before and after it in the reading order.
    assert!(build.stats.rendered.len() <= 54, "{:?}", build.stats.rendered);
    assert_eq!(messages(&build), "");
}

#[test]
fn only_a_template_that_asks_for_all_pages_gets_them() {
    let mut site = site(&["a/b/c.md", "d.md"].map(str::to_owned));
    site.write(
        "templates/page.html",
        "{% for a in all_pages() %}{{ a.path }} {{ a.kind }} {% for b in a.children %}{{ b.title }}{{ b.children | length }}{% endfor %};{% endfor %}",
    );
    let build = site.build();
    assert_eq!(messages(&build), "");
    assert_eq!(text(&build, "d/index.html"), "/a/ section B1;/d/ page ;");
    site.write("content/a/b/_index.md", "# New\n");
    assert!(text(&site.build(), "d/index.html").contains("New1"));
}

#[test]
fn a_page_shows_fifty_pages_that_mention_it_and_leads_to_all() {
    let mut site = site(&["part/goal.md".to_owned()]);
    site.write(
        "content/words.md",
        "+++\ntitle = \"Words\"\n[glossary]\n+++\n\nAim {#aim}\n: What is wanted.\n",
    );
    for n in 0..60 {
        site.write(
            &format!("content/p/page-{n:02}.md"),
            format!("# Page {n:02}\n\n[goal](../part/goal.md) [[aim]]\n"),
        );
    }
    let build = site.build();
    assert_eq!(messages(&build), "");
    let html = text(&build, "part/goal/index.html");
    let links = between(&html, "id=\"page-backlinks\"", "</ul>");
    assert_eq!(links.matches("<a href=\"/p/page-").count(), 50);
    assert!(links.contains("<a href=\"/part/goal/links.html\">All of them</a>"), "{links}");
    let all = text(&build, "part/goal/links.html");
    let listed = between(&all, "<main", "</main>");
    assert!(listed.contains("<h1>Pages that mention The goal</h1>"), "{listed}");
    assert_eq!(listed.matches("<a href=\"/p/page-").count(), 60);
    assert!(
        between(&all, "<nav class=\"breadcrumb\"", "</nav>")
            .contains("<a href=\"/part/goal/\">The goal</a>")
    );
    assert!(all.contains("<meta name=\"robots\" content=\"noindex\">"));
    assert!(!between(&all, "<nav class=\"contents\"", "</nav>").contains("aria-current"));
    let words = text(&build, "words/index.html");
    let uses = between(&words, "<dd class=\"uses\">", "</dd>");
    assert_eq!(uses.matches("<a href=\"/p/page-").count(), 50);
    let of_term = between(uses, "<a href=\"/words/", "\">All of them</a>");
    let all = text(&build, &format!("words/{of_term}"));
    assert_eq!(between(&all, "<main", "</main>").matches("<a href=\"/p/page-").count(), 60);
    assert!(all.contains("<h1>Pages that mention Aim</h1>"));
    // With fewer pages, the page of all is gone.
    for n in 0..10 {
        site.remove(&format!("content/p/page-{n:02}.md"));
    }
    let build = site.build();
    assert!(build.outputs.keys().all(|path| !path.as_str().contains("/links")));
    assert!(!text(&build, "part/goal/index.html").contains("All of them"));
}
