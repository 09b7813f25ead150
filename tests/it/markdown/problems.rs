//! What is wrong is told with its place and what would be right.

use super::{read, settings, to_html, told, told_with};

#[test]
fn malformed_attributes() {
    assert_eq!(
        told("Text.\n\n## A \"quote\" {id=\"Bad Id\" .ok}\n"),
        ["error[invalid-attributes] `Bad Id` is not a valid id @ \"Bad Id\" | write `#bad-id`"]
    );
    assert_eq!(
        told("Text.\n\n- [ ] a {#9.5}\n"),
        ["error[invalid-attributes] `#9.5` is not a valid id @ #9.5 | write `#9-5`"]
    );
    assert_eq!(
        told("- a {#x title=\"b}\n"),
        [
            "error[invalid-attributes] the value of `title` has no closing quote @ title=\"b | write `title=\"several words\"`"
        ]
    );
}

#[test]
fn one_id_for_two_things_names_both_places() {
    let text = "## A {#x}\n\n- [ ] b {#x}\n\n<p id=\"x\">\n";
    let (body, diagnostics) = read(text, Some("T"), &settings());
    assert_eq!(
        told(text),
        [
            "error[duplicate-id] the id `x` appears twice on this page @ #x | change one of them",
            "warning[duplicate-id] the id `x` appears twice on this page @ x | change one of them",
        ]
    );
    let (place, words) = &diagnostics[0].related[0];
    assert_eq!(
        (words.as_str(), place.excerpt.as_ref().unwrap().line_and_column()),
        ("first used here", (1, 7))
    );
    assert_eq!(body.document.html.matches("\"x\"").count(), 2);
}

#[test]
fn the_ids_of_the_frame_are_not_to_be_had() {
    assert_eq!(
        told("## Where {#contents}\n\n<p id=\"main\">\n"),
        [
            "error[duplicate-id] the id `contents` belongs to the theme @ #contents | choose another id",
            "warning[duplicate-id] the id `main` belongs to the theme @ main | choose another id",
        ]
    );
    let (body, diagnostics) = read("## Contents\n\n## Main\n", Some("T"), &settings());
    assert_eq!(diagnostics, []);
    let ids: Vec<_> = body.headings.iter().map(|h| h.anchor.as_str()).collect();
    assert_eq!(ids, ["contents-1", "main-1"]);
}

#[test]
fn references_without_a_definition() {
    assert_eq!(
        told("[a][trsut] and [Nohwere][] but [text] and ![b][trust]\n\n[trust]: a.md\n"),
        [
            "warning[broken-reference] the reference `[trsut]` is not defined @ [a][trsut] | did you mean `trust`? | define it on a separate line, `[trsut]: address`, or write `\\[` for a literal bracket",
            "warning[broken-reference] the reference `[Nohwere]` is not defined @ [Nohwere][] | define it on a separate line, `[Nohwere]: address`, or write `\\[` for a literal bracket",
        ]
    );
}

#[test]
fn raw_html_that_is_refused_is_left_out() {
    let mut strict = settings();
    strict.markdown.raw_html = false;
    let text = "a <b>c</b>\n\n<div>\nd\n</div>\n\ne\n";
    let told = told_with(text, &strict);
    let places: Vec<_> =
        told.iter().map(|t| t.split(" @ ").nth(1).unwrap().split(" | ").next().unwrap()).collect();
    assert_eq!(places, ["<b>", "</b>", "<div>\nd\n</div>"]);
    assert!(told[0].starts_with("error[raw-html] the configuration does not allow raw HTML"));
    let (body, _) = read(text, None, &strict);
    assert_eq!(to_html(&body.document), "<p>a c</p>\n<p>e</p>\n");
}

#[test]
fn a_page_over_its_work_budget_is_cut_and_told() {
    let mut hurried = settings();
    hurried.work_limit = 0;
    let text = "- [ ] *a* ==b== `c` [d](e.md)\n  > quote\n".repeat(2000);
    let (body, diagnostics) = read(&text, None, &hurried);
    assert_eq!(diagnostics.len(), 1);
    assert_eq!(diagnostics[0].code.as_str(), "slow-page");
    assert!(diagnostics[0].is_error());
    assert!(body.document.html.len() < text.len());
    super::hostile::check_nesting(&body.document.html).unwrap();
}

#[test]
fn what_costs_more_than_text_is_more_work() {
    let mut hurried = settings();
    hurried.work_limit = 20_000;
    let is_cut = |text: &str| {
        let (_, diagnostics) = read(text, Some("T"), &hurried);
        diagnostics.iter().any(|d| d.code.as_str() == "slow-page")
    };
    let definitions: String = (0..3000).map(|at| format!("[a{at}]: #b\n")).collect();
    for cheap in ["a\n\n".repeat(2000), "[a]: #b\n".repeat(3000), "> a\n\n".repeat(1000)] {
        assert!(!is_cut(&cheap), "{}", &cheap[..8]);
    }
    for costly in [
        "# a\n".repeat(1000),
        "a\n===\n".repeat(1000),
        "[a](#b) ".repeat(1000),
        "- [ ] a\n".repeat(1000),
        "a\n: b\n\n".repeat(1000),
        format!("{}\n\n[^a]: b\n", "a[^a] ".repeat(1000)),
        "![a](b.png) ".repeat(1000),
        format!("```rust\n{}```\n", "let a = 1;\n".repeat(1000)),
        "<b>a</b> ".repeat(1000),
        format!("<div>{}</div>\n", "<i></i>".repeat(1000)),
        format!("{}a{}\n", "<b>".repeat(700), "</b>".repeat(700)),
        definitions,
    ] {
        assert!(is_cut(&costly), "{}", &costly[..8]);
    }
}

#[test]
fn a_thousand_mistakes_of_a_kind_are_told_a_hundred_times() {
    let told = told(&"[a][bb] ".repeat(1000));
    assert_eq!(told.len(), 100);
    assert!(told[99].ends_with("| and 900 more like this on the same page"), "{}", told[99]);
}

#[test]
fn quotations_are_nested_to_a_bound() {
    let page = |depth: usize| {
        format!("-- content/_index.md --\n# T\n\n{} deep\n\nafter\n", ">".repeat(depth))
    };
    let build = crate::fixture::bare(&page(100)).build();
    assert_eq!(crate::fixture::messages(&build), "");
    let build = crate::fixture::bare(&page(5_000)).build();
    let html = crate::fixture::body(&build, "index.html");
    assert_eq!(html.matches("<blockquote>").count(), 100);
    assert_eq!(html.matches("</blockquote>").count(), 100);
    assert!(html.contains("<p>deep</p>") && html.ends_with("<p>after</p>"));
    assert_eq!(build.diagnostics.len(), 1);
    assert_eq!(build.diagnostics[0].message, "quotations are nested more than 100 deep");
}
