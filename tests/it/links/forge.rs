//! Links and ids as forges have them: what works there works here.

use serde_json::Value;
use snapbox::{assert_data_eq, str};

use crate::fixture::{bare, body, messages};
use crate::links::{PARTS, links, values};

/// The addresses of the links on the home page, and all messages.
fn links_and_messages(files: &str) -> (Vec<String>, String) {
    let build = bare(files).build();
    (values(&build, "index.html", "href"), messages(&build))
}

/// A heading as Markdown whose text is exactly this.
fn escaped(text: &str) -> String {
    let escape = |c: char| match c {
        c if c.is_ascii_punctuation() => vec!['\\', c],
        c => vec![c],
    };
    text.chars().flat_map(escape).collect()
}

/// Every page of headings in `tests/anchors.json`, whose ids are those of github-slugger 2.0.
#[test]
fn headings_have_the_ids_that_github_gives() {
    let vectors: Value = serde_json::from_str(include_str!("../../anchors.json")).unwrap();
    let mut count = 0;
    for page in vectors.as_array().unwrap() {
        let pair =
            |at: usize| page.as_array().unwrap().iter().map(move |e| e[at].as_str().unwrap());
        let headings: String = pair(0).map(|text| format!("\n## {}\n", escaped(text))).collect();
        let build = bare(&format!("-- content/_index.md --\n# Home\n{headings}")).build();
        let summary = build.site.nodes[0].summary.as_ref().unwrap();
        let ids: Vec<&str> = summary.headings.iter().map(|h| h.anchor.as_str()).collect();
        assert_eq!(ids, pair(1).collect::<Vec<_>>());
        count += ids.len();
    }
    assert!(count > 300);
}

#[test]
fn dashes_of_a_heading_count_as_they_are_typed() {
    let home = "-- content/_index.md --\n# Home\n\n## Use --flag\n\n[a](#use---flag)\n";
    assert_eq!(links(home), ["#use---flag", "#use---flag"]);
}

#[test]
fn other_rules_for_ids_of_headings_are_understood_and_rewritten() {
    let home = "-- content/_index.md --\n# Home\n\n[a](#a--b) [b](#a-b) [c](#in-out) [d](#inout) [e](#anchor-2024) [f](#2024) [g](#A--B)\n\n## A & B\n\n## In/out\n\n## 2024\n";
    let found = links(home);
    assert_eq!(found[..7], ["#a--b", "#a--b", "#inout", "#inout", "#2024", "#2024", "#a--b"]);
}

#[test]
fn the_names_that_other_tools_give_to_notes_are_understood() {
    let home = "-- content/_index.md --\n# Home\n\n[a](#fn:1) [b](#user-content-fn-1) x[^1]\n\n[^1]: Note\n";
    assert_eq!(links(home)[..2], ["#fn-1", "#fn-1"]);
}

#[test]
fn headings_of_raw_html_have_ids_by_the_same_rule() {
    let build = bare(
        "-- content/_index.md --\n# Home\n\n[a](#quick-start) [b](#quick-start-1) [c](#with-code--more) \
         [d](#own) [e](#split-heading) [f](#user-content-Quick-Start) [g](#user-content-own)\n\n\
         <h2 align=\"center\">Quick Start</h2>\n\n## Quick start\n\n\
         <h3>With <code>code</code> &amp; more</h3>\n\n<h4 id=\"own\">Own</h4>\n\n\
         <details><summary>\n\n<h2>\n\nSplit *heading*\n\n</h2>\n\n</summary></details>\n\n\
         <h2></h2>\n",
    )
    .build();
    assert!(!messages(&build).contains("broken-anchor"), "{}", messages(&build));
    let found = values(&build, "index.html", "href");
    let anchors = ["quick-start", "quick-start-1", "with-code--more", "own", "split-heading"];
    let anchors = anchors.into_iter().chain(["quick-start", "own"]).map(|id| format!("#{id}"));
    assert_eq!(found[..7], anchors.collect::<Vec<_>>());
    let body = body(&build, "index.html");
    assert!(body.contains("<h2 id=\"quick-start\" align=\"center\">Quick Start</h2>"), "{body}");
    assert!(body.contains("<h4 id=\"own\">") && body.contains("<h2></h2>"), "{body}");
}

#[test]
fn an_id_that_the_page_chrome_has_still_leads_to_the_heading() {
    let home = "-- content/_index.md --\n# Home\n\n[a](#contents)\n\n## Contents\n";
    assert_eq!(links(home)[0], "#contents-1");
}

#[test]
fn a_fragment_that_means_two_headings_by_two_rules_is_reported() {
    let home = "-- content/_index.md --\n# Home\n\n[a](#a-b)\n\n## A & B\n\n## A-B\n";
    let (found, messages) = links_and_messages(home);
    assert_eq!(found[0], "#a-b");
    assert_data_eq!(
        messages,
        str![[r#"
warning[ambiguous-anchor]: `#a-b` may mean two headings
 --> content/_index.md:3:1
  |
3 | [a](#a-b)
  | ^^^^^^^^^
  |
  = help: some forges take it for the heading `#a--b`: give one of the two an id, `## Title {#id}`

"#]]
    );
}

#[test]
fn a_written_id_is_no_id_by_another_rule() {
    let (_, messages) = links_and_messages(
        "-- content/_index.md --\n# Home\n\n[a](#long-title)\n\n## Long title {#short}\n",
    );
    assert!(messages.starts_with("error[broken-anchor]"), "{messages}");
}

#[test]
fn a_path_from_the_root_names_a_file_of_the_content_or_of_the_site() {
    let home = "-- content/_index.md --\n[a](/roles/two-axes.md#axes) [b](/content/roles/two-axes.md) [c](/static/form.pdf)\n";
    assert_eq!(
        links(&format!("{home}{PARTS}")),
        ["/roles/two-axes/#axes", "/roles/two-axes/", "/form.pdf"]
    );
}

#[test]
fn a_page_may_be_named_without_its_ending_or_by_its_html() {
    let home = "-- content/_index.md --\n[a](roles/two-axes) [b](roles/two-axes/) [c](roles/two-axes.html) [d](roles/index.html) [e](/roles/two-axes.html#axes)\n";
    assert_eq!(
        links(&format!("{home}{PARTS}")),
        [
            "/roles/two-axes/",
            "/roles/two-axes/",
            "/roles/two-axes/",
            "/roles/",
            "/roles/two-axes/#axes"
        ]
    );
}

#[test]
fn names_may_be_percent_encoded_or_not() {
    let files = "-- content/_index.md --\n[a](100%.md) [b](100%25.md) [c](<a & b.md>) [d](a%20%26%20b.md) [e](C++.md)\n\
        -- content/100%.md --\n# A\n-- content/a & b.md --\n# B\n-- content/C++.md --\n# C\n";
    assert_eq!(links(files), ["/100/", "/100/", "/a-b/", "/a-b/", "/c/"]);
}

#[test]
fn a_link_in_other_case_leads_to_the_file_and_is_reported() {
    let home = "-- content/_index.md --\n[a](Roles/Two-Axes.md#axes) ![b](Pic.SVG)\n-- content/pic.svg --\n<svg xmlns=\"http://www.w3.org/2000/svg\"/>\n";
    let (found, messages) = links_and_messages(&format!("{home}{PARTS}"));
    assert_eq!(found, ["/roles/two-axes/#axes"]);
    assert_data_eq!(
        messages,
        str![[r#"
warning[link-case]: `Roles/Two-Axes.md#axes` differs from the file `content/roles/two-axes.md` in case
 --> content/_index.md:1:1
  |
1 | [a](Roles/Two-Axes.md#axes) ![b](Pic.SVG)
  | ^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: write `roles/two-axes.md#axes`: many servers and systems tell them apart

warning[link-case]: `Pic.SVG` differs from the file `content/pic.svg` in case
 --> content/_index.md:1:29
  |
1 | [a](Roles/Two-Axes.md#axes) ![b](Pic.SVG)
  |                             ^^^^^^^^^^^^^
  |
  = help: write `pic.svg`: many servers and systems tell them apart

"#]]
    );
}

#[test]
fn pages_of_other_endings_are_pages() {
    let files = "-- content/_index.md --\n[a](a.markdown) [b](b.mdown) [c](part/)\n-- content/a.markdown --\n# A\n\
        -- content/b.mdown --\n# B\n-- content/part/README.markdown --\n# Part\n-- content/part/c.md --\n# C\n";
    assert_eq!(links(files), ["/a/", "/b/", "/part/"]);
}

#[test]
fn pages_stand_in_the_order_in_which_people_count() {
    let names = ["11-ch", "10-ch", "1-ch", "2-ch", "Zz", "aa", "éa", "step10", "step2"];
    let pages: String = names.map(|name| format!("-- content/{name}.md --\n# {name}\n")).concat();
    let build = bare(&format!("-- content/_index.md --\n# Home\n{pages}")).build();
    let titles: Vec<&str> = build.site.nodes[1..].iter().map(|n| n.title.as_str()).collect();
    assert_eq!(titles, ["1-ch", "2-ch", "10-ch", "11-ch", "aa", "éa", "step2", "step10", "Zz"]);
}

#[test]
fn a_page_beside_a_folder_of_its_name_is_the_page_of_the_folder() {
    let files = "-- content/_index.md --\n[a](guide.md) [b](guide/) [c](guide/start.md)\n-- content/guide.md --\n# Guide\n\n[d](guide/start.md)\n-- content/guide/start.md --\n# Start\n";
    assert_eq!(links(files), ["/guide/", "/guide/", "/guide/start/"]);
    let draft = files.replace("# Guide", "+++\ntitle = \"Guide\"\ndraft = true\n+++");
    let (_, messages) = links_and_messages(&draft);
    assert_eq!(messages.matches("error[draft-link]").count(), 3, "{messages}");
}

#[test]
fn a_link_relative_to_the_address_of_its_page_leads_to_the_page_there() {
    let files = "-- content/_index.md --\n# Home\n\n[a](tools/slack/)\n-- content/tools/slack.md --\n# Slack\n\n[a](rules/) [b](../other/) [c](rules) [d](../../tools/slack/rules/#how)\n-- content/tools/slack/rules.md --\n# Rules\n\n## How\n-- content/tools/other.md --\n# Other\n";
    let build = bare(files).build();
    assert_eq!(messages(&build), "");
    let found = values(&build, "tools/slack/index.html", "href");
    let rules = "/tools/slack/rules/";
    assert_eq!(found, [rules, "/tools/other/", rules, "/tools/slack/rules/#how"]);
}

#[test]
fn a_page_whose_name_has_the_ending_of_its_html_too_is_found() {
    let files = "-- content/_index.md --\n# Home\n\n[a](guide.html) [b](/guide.html#x) [c](guide)\n-- content/guide.html.md --\n# Guide\n\n## X\n";
    let build = bare(files).build();
    let found = values(&build, "index.html", "href");
    assert_eq!(found, ["/guide/", "/guide/#x", "/guide/"]);
    assert_eq!(messages(&build), "");
}

#[test]
fn the_id_of_a_heading_is_any_text_without_white_space() {
    let home = "-- content/_index.md --\n# Home\n\n## Nine {id=\"9.5.15\"}\n\n## Top {#Two_Axes}\n\n## Fig {#fig:cat}\n\n## Over {#über}\n\n[a](#9.5.15) [b](#Two_Axes) [c](#fig:cat) [d](#%C3%BCber)\n";
    let (found, told) = links_and_messages(home);
    assert_eq!(told, "");
    assert_eq!(found[found.len() - 4..], ["#9.5.15", "#Two_Axes", "#fig:cat", "#%C3%BCber"]);
}

#[test]
fn an_anchor_before_a_heading_of_its_name_is_no_second_heading() {
    let build = crate::fixture::bare(
        "-- content/_index.md --\n# T\n\n[a](#install)\n\n<a name=\"install\"></a>\n\n## Install\n",
    )
    .build();
    assert_eq!(crate::fixture::messages(&build), "");
}
