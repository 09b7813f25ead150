//! The title rule and headings.

use super::{html, read, settings, show, shown, to_html};

/// Title, HTML and messages.
fn titled(text: &str, title: Option<&str>) -> (Option<String>, String, Vec<String>) {
    let (body, diagnostics) = read(text, title, &settings());
    let told = diagnostics.iter().map(|d| show(text, d)).collect();
    (body.title.clone(), to_html(&body.document), told)
}

#[test]
fn a_leading_heading_that_repeats_the_title_is_not_printed() {
    let (title, html, told) = titled("# Two *hats*\n\nText.\n", Some("Two hats"));
    assert_eq!((title, html.as_str()), (None, "<p>Text.</p>\n"));
    assert_eq!(told, [""; 0]);
}

#[test]
fn a_leading_heading_that_differs_from_the_title_stays_with_a_warning() {
    let (_, html, told) = titled("# Other\n\n## More\n", Some("Two hats"));
    assert!(html.contains("<h2 id=\"other\">Other</h2>"), "{html}");
    assert!(html.contains("<h3 id=\"more\">More</h3>"), "{html}");
    assert_eq!(told.len(), 1);
    assert!(
        told[0].starts_with(
            "warning[title-differs] the first heading `Other` differs from the title `Two hats` @ # Other"
        ),
        "{told:?}"
    );
}

#[test]
fn a_later_heading_is_never_compared_with_the_title() {
    let (_, html, told) = titled("Text.\n\n# Two hats\n", Some("Two hats"));
    assert!(html.contains("<h2 id=\"two-hats\">"), "{html}");
    assert_eq!(told, [""; 0]);
}

#[test]
fn without_a_title_the_first_heading_of_any_level_is_it() {
    let (title, html, _) = titled("# It's *here*\n\nText.\n\n## Below\n", None);
    assert_eq!(title.as_deref(), Some("It’s here"));
    assert!(!html.contains("here"), "{html}");
    assert!(html.contains("<h2 id=\"below\">"), "{html}");
    let (title, html, told) = titled("### Frost\n\nText.\n\n#### Below\n", None);
    assert_eq!(title.as_deref(), Some("Frost"));
    assert!(!html.contains("Frost"), "{html}");
    assert!(html.contains("<h4 id=\"below\">"), "{html}");
    assert_eq!(told, [""; 0]);
    let (title, ..) = titled("> # Said by others\n\n- # In a list\n\n## Frost\n", None);
    assert_eq!(title.as_deref(), Some("Frost"));
}

#[test]
fn a_first_heading_below_other_blocks_gives_the_title_and_stays() {
    let (title, html, told) = titled("Text.\n\n# It's *here*\n\n## Below\n", None);
    assert_eq!(title.as_deref(), Some("It’s here"));
    assert!(html.contains("<h2 id=\"its-here\">It’s <em>here</em></h2>"), "{html}");
    assert!(html.contains("<h3 id=\"below\">"), "{html}");
    assert_eq!(told, [""; 0]);
    // A comment or a target in HTML is no text of its own.
    let (title, html, _) = titled("<!-- by hand -->\n\n<a name=\"x\"></a>\n\n# Frost\n", None);
    assert_eq!(title.as_deref(), Some("Frost"));
    assert!(!html.contains("Frost"), "{html}");
}

#[test]
fn a_heading_repeats_a_title_of_another_typography_case_or_markup() {
    for (heading, title) in [
        ("# What's *new* -- and `why`", "What’s new – and why"),
        ("# Frost And Ice...", "frost and ice…"),
        ("# The \"cold\" bed", "The **“cold”** bed"),
        ("## Frost", "Frost"),
    ] {
        let (_, html, told) = titled(&format!("{heading}\n\nText.\n"), Some(title));
        assert_eq!((html.as_str(), told), ("<p>Text.</p>\n", Vec::new()), "{heading}");
    }
}

#[test]
fn headings_of_level_1_that_remain_move_all_headings_down() {
    let (_, html, _) = titled("# A\n\n# B\n\n## C\n\n###### D\n", None);
    assert!(html.contains("<h2 id=\"b\">B</h2>"), "{html}");
    assert!(html.contains("<h3 id=\"c\">C</h3>"), "{html}");
    assert!(html.contains("<h6 id=\"d\">D</h6>"), "{html}");
}

#[test]
fn an_id_given_to_the_title_still_leads_to_the_page() {
    let (body, _) = read("# A {#start}\n\nText.\n", None, &settings());
    assert_eq!(body.document.html, "<span id=\"start\"></span>\n<p>Text.</p>\n");
    assert_eq!(body.anchors[0].as_str(), "start");
}

#[test]
fn a_heading_has_an_id_and_a_link_to_itself() {
    assert_eq!(
        html("## Manager's \"hat\" & `code`\n"),
        "<div class=\"heading\"><h2 id=\"managers-hat--code\">Manager’s “hat” &amp; <code>code</code></h2>\
         <a class=\"heading-link\" href=\"#managers-hat--code\"><span aria-hidden=\"true\">#</span>\
         <span class=\"visually-hidden\">Section “Manager’s “hat” &amp; code”</span></a></div>\n"
    );
}

#[test]
fn attributes_give_a_heading_its_id_and_classes() {
    let html = html("## Trust {#trust .wide .b}\n\nSetext {#s}\n----\n");
    assert!(html.contains("<h2 id=\"trust\" class=\"wide b\">Trust</h2>"), "{html}");
    assert!(html.contains("<h2 id=\"s\">Setext</h2>"), "{html}");
    assert!(shown("## {#empty}\n").contains("id=\"empty\""));
}

#[test]
fn made_ids_are_numbered_and_give_way_to_written_ones() {
    let (body, told) = read("## A\n\n## A\n\n## B {#a}\n\n## A\n", Some("T"), &settings());
    let ids: Vec<_> = body.headings.iter().map(|h| h.anchor.to_string()).collect();
    assert_eq!(ids, ["a-1", "a-2", "a", "a-3"]);
    assert_eq!(told, []);
}

#[test]
fn the_table_of_contents_gets_headings_without_links_and_notes() {
    let (body, _) = read(
        "## A [*link*](b.md) and `c`[^n] ==m== <b>x</b>\n\n[^n]: Note.\n",
        Some("T"),
        &settings(),
    );
    let heading = &body.headings[0];
    assert_eq!(heading.html, "A <em>link</em> and <code>c</code> <mark>m</mark> x");
    assert_eq!(heading.text, "A link and c m x");
    assert_eq!(heading.level, 2);
}

#[test]
fn words_and_lead_are_those_of_the_text() {
    let (body, _) = read(
        "> A quote of six words, yes.\n\nThe *manager's* two `hats`[^1] – or three.\n\n```\nnot counted\n```\n\n| a | b |\n|---|---|\n| c | d |\n\n[^1]: In a note.\n",
        Some("T"),
        &settings(),
    );
    assert_eq!(body.first_paragraph, "The manager’s two hats – or three.");
    assert_eq!(body.word_count, 6 + 6 + 4 + 3);
}

#[test]
fn pictures_badges_links_and_alerts_before_the_title_leave_it_the_title() {
    for before in [
        "![Logo](logo.svg)",
        "[![Build](b.svg)](https://ci.example/) ![Size](s.svg)",
        "[Docs](d.md) · [Forum](f.md) | **[Help](h.md)**",
        "> [!NOTE]\n> Old.",
        "<p align=\"center\"><img src=\"logo.svg\" alt=\"\"></p>",
        "---",
    ] {
        for title in [None, Some("Frost")] {
            let (given, html, told) = titled(&format!("{before}\n\n# Frost\n\n## Below\n"), title);
            assert_eq!(given.as_deref(), title.is_none().then_some("Frost"), "{before}");
            assert!(!html.contains(">Frost<") && html.contains("<h2 id=\"below\">"), "{html}");
            assert_eq!(told, [""; 0], "{before}");
        }
    }
    let (_, html, _) = titled("See [this](a.md).\n\n# Frost\n", None);
    assert!(html.contains(">Frost</h2>"), "{html}");
}

#[test]
fn a_heading_of_raw_html_is_the_title() {
    let (title, html, told) = titled(
        "<div align=\"center\">\n<h1 id=\"top\">Frost &amp; <em>ice</em></h1>\n<p>Cold.</p>\n</div>\n\n# Parts\n",
        None,
    );
    assert_eq!(title.as_deref(), Some("Frost & ice"));
    assert_eq!(told, [""; 0]);
    assert!(
        !html.contains("<h1") && html.contains("<span id=\"top\"></span>\n<p>Cold.</p>"),
        "{html}"
    );
    assert!(html.contains("<h2 id=\"parts\">Parts</h2>"), "{html}");
    let text = "<h1 align=\"center\">\n  <img src=\"a.svg\" alt=\"\">\n  Frost\n</h1>\n\nText.\n";
    let (body, told) = read(text, None, &settings());
    assert_eq!((body.title.as_deref(), told.len()), (Some("Frost"), 0));
    assert_eq!(body.document.html.trim(), "<p>Text.</p>");
    assert!(body.heading.html.contains("Frost") && to_html(&body.heading).contains("a.svg"));
    // Without words, or below prose, it is HTML like any other.
    for text in ["<h1><img src=\"a.svg\" alt=\"\"></h1>\n\n# Frost\n", "Text.\n\n<h1>Frost</h1>\n"]
    {
        assert!(titled(text, None).1.contains("<h1"), "{text}");
    }
}
