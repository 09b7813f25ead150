//! Footnotes.

use super::{html, read, settings, told};

#[test]
fn a_note_and_its_reference_lead_to_each_other() {
    assert_eq!(
        html("Text.[^Two Axes]\n\n[^Two Axes]: A *note*.\n"),
        "<p>Text.<sup class=\"note-ref\"><a href=\"#fn-two-axes\" id=\"fnref-two-axes\" aria-label=\"Note 1\">1</a></sup></p>\n\
         <section class=\"notes\" role=\"doc-endnotes\" aria-labelledby=\"notes\">\n<h2 id=\"notes\">Notes</h2>\n<ol>\n\
         <li id=\"fn-two-axes\"><p>A <em>note</em>. <a class=\"note-back\" href=\"#fnref-two-axes\" role=\"doc-backlink\" aria-label=\"Back to note 1\">↩</a></p>\n</li>\n\
         </ol>\n</section>\n"
    );
}

#[test]
fn notes_are_numbered_by_their_first_reference_and_several_references_have_several_ways_back() {
    let html = html("A[^b] B[^a] C[^b]\n\n[^a]: First.\n[^b]: Second.\n");
    let order: Vec<usize> =
        ["<li id=\"fn-b\">", "<li id=\"fn-a\">"].map(|li| html.find(li).unwrap()).into();
    assert!(order.is_sorted());
    assert!(html.contains("id=\"fnref-b-2\" aria-label=\"Note 1\">1</a>"), "{html}");
    assert!(html.contains(
        "<p>Second. <a class=\"note-back\" href=\"#fnref-b\" role=\"doc-backlink\" aria-label=\"Back to note 1 a\">↩ a</a> \
         <a class=\"note-back\" href=\"#fnref-b-2\" role=\"doc-backlink\" aria-label=\"Back to note 1 b\">↩ b</a></p>"
    ), "{html}");
}

#[test]
fn a_note_may_refer_to_a_note_even_to_itself() {
    let html = html("A[^a]\n\n[^b]: B.[^a]\n[^a]: A.[^b]\n");
    assert!(html.contains("<li id=\"fn-a\"><p>A.<sup class=\"note-ref\"><a href=\"#fn-b\" id=\"fnref-b\" aria-label=\"Note 2\">2</a></sup>"), "{html}");
    assert!(html.contains("href=\"#fnref-a-2\""), "{html}");
    assert_eq!(html.matches("id=\"fnref-a-2\"").count(), 1, "{html}");
}

#[test]
fn a_note_that_ends_with_a_block_has_its_way_back_in_a_paragraph() {
    let html = html("A[^a]\n\n[^a]:\n    - x\n    - y\n");
    assert!(html.contains("</ul>\n<p><a class=\"note-back\""), "{html}");
}

#[test]
fn every_id_of_notes_is_unique() {
    let (body, _) = read(
        "## Notes\n\n## fn a\n\nA[^a] B[^A!]\n\n[^a]: x\n\n[^A!]: y\n",
        Some("T"),
        &settings(),
    );
    let html = &body.document.html;
    assert!(
        html.contains("<h2 id=\"notes-1\">Notes</h2>")
            || html.contains("aria-labelledby=\"notes-1\""),
        "{html}"
    );
    let ids: Vec<&str> =
        html.split(" id=\"").skip(1).map(|rest| rest.split('"').next().unwrap()).collect();
    let unique: std::collections::BTreeSet<&str> = ids.iter().copied().collect();
    assert_eq!(ids.len(), unique.len(), "{ids:?}");
}

#[test]
fn notes_that_are_not_defined_not_used_or_defined_twice_are_told() {
    assert_eq!(
        told("A[^onne] [^x y] \\[^no] `[^no]`\n\n[^one]: x\n"),
        [
            "warning[undefined-footnote] the footnote `onne` is not defined @ [^onne] | did you mean `one`? | define it at the start of a line, `[^onne]: text`, or write `\\[^` for a literal bracket",
            "warning[unused-footnote] the footnote `one` is not used @ [^one] | write `[^one]` where the note belongs, or delete it",
        ]
    );
    let twice = told("A[^a]\n\n[^a]: x\n\n[^a]: y\n");
    assert_eq!(twice.len(), 1, "{twice:?}");
    assert!(
        twice[0].starts_with("warning[duplicate-id] the footnote `a` is defined twice @ [^a]"),
        "{twice:?}"
    );
}
