//! Which file is a page, a section or a file beside one, and where each is found.

mod collisions;
mod names;

use handbook::base::paths::OutputPath;
use handbook::compile::build::Build;

use crate::fixture::{Fixture, messages, text};

/// A site whose pages print only their kind, title and children.
fn site(files: &str) -> Fixture {
    let line = "{{ page.kind }}: {{ page.title }}{% for c in section.children %}, {{ c.path }}{% endfor %}";
    Fixture::new(&format!(
        "-- templates/page.html --\n{line}\n-- templates/section.html --\n{line}\n-- templates/index.html --\n{line}\n{files}"
    ))
}

/// What every page of a faultless site prints, by its place in the output.
fn pages(files: &str) -> Vec<String> {
    let build = site(files).build();
    assert_eq!(messages(&build), "");
    html(&build)
}

fn html(build: &Build) -> Vec<String> {
    let names = build.outputs.keys().map(OutputPath::as_str);
    names
        .filter(|name| name.ends_with("index.html"))
        .map(|name| format!("{name} {}", text(build, name).trim()))
        .collect()
}

#[test]
fn an_underscore_index_makes_a_section_with_or_without_pages() {
    assert_eq!(
        pages(
            "-- content/_index.md --\n# Home\n-- content/full/_index.md --\n# Full\n-- content/full/a.md --\n# A\n-- content/empty/_index.md --\n# Empty\n"
        ),
        [
            "empty/index.html section: Empty",
            "full/a/index.html page: A",
            "full/index.html section: Full, /full/a/",
            "index.html home: Home, /empty/, /full/"
        ]
    );
}

#[test]
fn a_readme_or_index_with_pages_beside_it_is_a_section() {
    assert_eq!(
        pages(
            "-- content/README.md --\n# Home\n-- content/one/readme.md --\n# One\n-- content/one/a.md --\n# A\n-- content/two/index.md --\n# Two\n-- content/two/deep/b.md --\n# B\n"
        ),
        [
            "index.html home: Home, /one/, /two/",
            "one/a/index.html page: A",
            "one/index.html section: One, /one/a/",
            "two/deep/b/index.html page: B",
            "two/deep/index.html section: Deep, /two/deep/b/",
            "two/index.html section: Two, /two/deep/",
        ]
    );
}

#[test]
fn a_page_beside_its_folder_comes_before_the_readme_in_it() {
    assert_eq!(
        pages(
            "-- content/_index.md --\n# Home\n-- content/plan.md --\n# Plan\n-- content/plan/README.md --\n# Notes\n"
        ),
        [
            "index.html home: Home, /plan/",
            "plan/index.html section: Plan, /plan/readme/",
            "plan/readme/index.html page: Notes",
        ]
    );
}

#[test]
fn an_index_without_pages_beside_it_is_a_page_with_its_files() {
    let files = "-- content/_index.md --\n# Home\n-- content/leaf/index.md --\n# Leaf\n-- content/leaf/img/plan.txt --\nplan\n";
    assert_eq!(pages(files), ["index.html home: Home, /leaf/", "leaf/index.html page: Leaf"]);
    assert_eq!(text(&site(files).build(), "leaf/img/plan.txt"), "plan\n");
}

#[test]
fn files_follow_their_page_to_its_address() {
    let files = "-- content/_index.md --\n# Home\n-- content/leaf/index.md --\n+++\ntitle = \"Leaf\"\npath = \"else/where\"\n+++\n-- content/leaf/plan.txt --\nplan\n-- content/root.txt --\nroot\n";
    let build = site(files).build();
    assert_eq!(messages(&build), "");
    assert_eq!(text(&build, "else/where/plan.txt"), "plan\n");
    assert_eq!(text(&build, "root.txt"), "root\n");
}

#[test]
fn a_folder_without_a_page_of_its_own_gets_one_titled_from_its_name() {
    assert_eq!(
        pages(
            "-- content/_index.md --\n# Home\n-- content/two-axes_of Work/a.md --\n# A\n-- content/über/b.md --\n# B\n"
        ),
        [
            "index.html home: Home, /two-axes-of-work/, /%C3%BCber/",
            "two-axes-of-work/a/index.html page: A",
            "two-axes-of-work/index.html section: Two axes of Work, /two-axes-of-work/a/",
            "über/b/index.html page: B",
            "über/index.html section: Über, /%C3%BCber/b/"
        ]
    );
}

#[test]
fn a_home_page_without_a_file_has_the_name_of_the_handbook() {
    assert_eq!(pages("-- content/a.md --\n# A\n")[1], "index.html home: Test, /a/");
}

#[test]
fn titles_come_from_the_first_heading_without_its_markup() {
    assert_eq!(
        pages("-- content/_index.md --\nIntro.\n\n# Two *axes* & `code` {#x}\n")[0],
        "index.html home: Two axes &amp; code"
    );
}

#[test]
fn a_folder_page_without_any_title_is_called_after_its_folder() {
    assert_eq!(
        pages(
            "-- content/_index.md --\nText.\n-- content/the-part/README.md --\nText.\n-- content/the-part/a.md --\n# A\n-- content/leaf/index.md --\nText.\n"
        ),
        [
            "index.html home: Test, /leaf/, /the-part/",
            "leaf/index.html page: Leaf",
            "the-part/a/index.html page: A",
            "the-part/index.html section: The part, /the-part/a/"
        ]
    );
}

#[test]
fn a_folder_of_another_tool_builds_as_it_is() {
    let build = Fixture::new(
        "-- content/README.md --\n# Introduction\n\n- [Start](guide/start.md)\n\n![logo](images/logo.svg)\n\
         -- content/guide/README.md --\n# Guide\n\nSee [below](./start.md#first-steps).\n\
         -- content/guide/start.md --\n---\ntitle: Getting started\n---\n\n# Getting started\n\n## First steps\n\n```sh\nmake\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n[home](../README.md)\n\
         -- content/images/logo.svg --\n<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"></svg>\n",
    )
    .build();
    assert_eq!(messages(&build), "");
    let page = text(&build, "guide/start/index.html");
    assert_eq!(page.matches("<h1").count(), 1, "{page}");
    assert!(page.contains("<a href=\"/\">home</a>"));
    assert!(build.outputs.keys().any(|p| p.as_str() == "images/logo.svg"));
}

#[test]
fn a_slug_replaces_the_last_part_of_an_address_and_a_path_the_whole() {
    assert_eq!(
        pages(
            "-- content/_index.md --\n# Home\n-- content/part/_index.md --\n+++\ntitle = \"P\"\nslug = \"Part One\"\n+++\n-- content/part/a.md --\n+++\ntitle = \"A\"\nslug = \"first\"\n+++\n-- content/part/b.md --\n+++\ntitle = \"B\"\npath = \"/beside/it/\"\n+++\n"
        ),
        [
            "Part One/first/index.html page: A",
            "Part One/index.html section: P, /Part%20One/first/, /beside/it/",
            "beside/it/index.html page: B",
            "index.html home: Home, /Part%20One/"
        ]
    );
}

#[test]
fn a_file_that_is_ignored_is_no_page() {
    assert_eq!(
        pages(
            "-- handbook.toml --\ntitle = \"T\"\ngenerate_search = false\nignored_content = [\"SUMMARY.md\"]\n-- content/README.md --\n# Home\n-- content/SUMMARY.md --\n- no title\n"
        ),
        ["index.html home: Home"]
    );
}
