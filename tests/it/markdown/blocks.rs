//! Tables, lists, tasks, code, alerts, definition lists.

use handbook::base::diagnostic::Diagnostic;
use handbook::markdown::settings::MarkdownSettings;

use super::{html, read, settings, told};

#[test]
fn a_table_has_scopes_and_classes_for_alignment() {
    assert_eq!(
        html("| A | B | C | D |\n|---|:--|:-:|--:|\n| 1 | *2* | 3 | |\n"),
        "<div class=\"table\"><table>\n<thead><tr><th scope=\"col\">A</th><th scope=\"col\" class=\"align-left\">B</th>\
         <th scope=\"col\" class=\"align-center\">C</th><th scope=\"col\" class=\"align-right\">D</th></tr></thead>\n\
         <tbody>\n<tr><td>1</td><td class=\"align-left\"><em>2</em></td><td class=\"align-center\">3</td><td></td></tr>\n\
         </tbody>\n</table></div>\n"
    );
}

#[test]
fn an_empty_first_header_makes_headers_of_rows() {
    assert_eq!(
        html("|  | A |\n|--:|---|\n| r | 1 |\n| | 2 |\n"),
        "<div class=\"table\"><table>\n<thead><tr><td></td><th scope=\"col\">A</th></tr></thead>\n\
         <tbody>\n<tr><th scope=\"row\" class=\"align-right\">r</th><td>1</td></tr>\n\
         <tr><td></td><td>2</td></tr>\n</tbody>\n</table></div>\n"
    );
}

#[test]
fn a_wide_table_is_a_named_region_that_takes_the_focus() {
    let html = html("| | A & b | *C* | d | e |\n|-|-|-|-|-|\n");
    assert!(
        html.starts_with(
            "<section class=\"table table-wide\" aria-label=\"Table: A &amp; b, C\" tabindex=\"0\"><table>\n"
        ),
        "{html}"
    );
    assert!(html.ends_with("</table></section>\n"), "{html}");
    assert!(!html.contains("tbody"), "{html}");
}

#[test]
fn a_marker_without_a_label_is_text() {
    let (body, told) = read("- [ ] \n\n- [x] a\n  ---\n", Some("T"), &settings());
    assert!(!body.document.html.contains("checkbox"), "{}", body.document.html);
    assert!(told.iter().all(|d| d.code.as_str() == "empty-task"), "{told:?}");
}

#[test]
fn ids_of_items_are_anchors_and_written_ones_win() {
    let text = "- [ ] Same\n- [ ] Same\n- plain {#same .x}\n- [ ] a-box {#a}\n\n## Same\n";
    let (body, told) = read(text, Some("T"), &MarkdownSettings { locks_ids: true, ..settings() });
    let ids: Vec<_> = body.anchors.iter().map(ToString::to_string).collect();
    assert_eq!(ids, ["same-1", "same-2", "same", "a"]);
    assert_eq!(body.headings[0].anchor.as_str(), "same-3");
    assert!(body.document.html.contains("<li id=\"same\" class=\"x\">plain</li>"));
    // Which of two items with the same words is which must not hang on their places.
    let errors: Vec<_> = told.iter().filter(|d| d.is_error()).map(|d| d.code.as_str()).collect();
    assert_eq!(errors, ["missing-id", "missing-id"]);
    // Where no ids are kept it is a warning.
    assert!(!read(text, Some("T"), &settings()).1.iter().any(Diagnostic::is_error));
}

#[test]
fn braces_that_are_no_attributes_stay() {
    let html = html("- set {a, b}\n- \\{#no}\n- `{#no}`\n- *x {#no}*\n\n## Dots {...}\n");
    assert!(html.contains("set {a, b}"), "{html}");
    assert_eq!(html.matches("{#no}").count(), 3, "{html}");
    assert!(html.contains("Dots {…}"), "{html}");
}

#[test]
fn an_ordered_list_keeps_its_first_number() {
    assert_eq!(html("3. a\n4. b\n"), "<ol start=\"3\">\n<li>a</li>\n<li>b</li>\n</ol>\n");
}

#[test]
fn code_is_highlighted_in_a_frame() {
    assert_eq!(
        html("```rust,ignore\nlet a = \"<\";\n```\n"),
        "<pre class=\"code\" data-language=\"rust\" tabindex=\"0\"><code class=\"language-rust\">\
         <span class=\"k\">let</span> a <span class=\"o\">=</span> <span class=\"s\">\"&lt;\"</span>;\n</code></pre>\n"
    );
}

#[test]
fn code_in_no_language_is_plain() {
    for fence in ["```", "```text"] {
        assert_eq!(
            html(&format!("{fence}\na <b>\n```\n")),
            "<pre class=\"code\" tabindex=\"0\"><code>a &lt;b&gt;\n</code></pre>\n"
        );
    }
    assert!(html("    indented\n").contains("<code>indented\n</code>"));
}

#[test]
fn an_unknown_language_is_told_with_a_suggestion() {
    assert_eq!(
        told("> ```pyhton\n> a\n> ```\n"),
        [
            "warning[unknown-language] unknown language `pyhton` @ pyhton | did you mean `python`? | write `text` for plain text"
        ]
    );
}

#[test]
fn a_language_by_another_name_and_a_drawing_have_a_remedy_of_their_own() {
    assert_eq!(
        told("```ps\na\n```\n\n```Mermaid\ngraph TD\n```\n"),
        [
            "warning[unknown-language] unknown language `ps` @ ps | did you mean `powershell`? | write `text` for plain text",
            "warning[unknown-language] `Mermaid` is drawn by forges, and shown as code here @ Mermaid | save the drawing as an SVG file, and show it: `![…](drawing.svg)`"
        ]
    );
}

#[test]
fn alerts_have_a_title() {
    assert_eq!(
        html("> [!WARNING]\n> Mind *this*.\n"),
        "<div class=\"alert alert-warning\" role=\"note\">\n<p class=\"alert-title\">Warning</p>\n<p>Mind <em>this</em>.</p>\n</div>\n"
    );
    assert!(html("> plain\n").starts_with("<blockquote>\n"));
}

#[test]
fn the_mark_of_an_alert_may_end_with_a_backslash() {
    let with = "> [!Warning]\\\n> Mind *this*.\n>\n> More.\n";
    assert_eq!(html(with), html(&with.replace('\\', "")));
    assert!(html(with).starts_with("<div class=\"alert alert-warning\""));
    let none: [String; 0] = [];
    assert_eq!(told(with), none);
    for quote in [
        "> [!NOTE]\\\n",
        "> A\n> [!NOTE]\\\n> B\n",
        "> [!NOTE] A\\\n> B\n",
        "> ```\n> [!NOTE]\\\n> B\n> ```\n",
    ] {
        let (body, _) = read(quote, Some("T"), &settings());
        assert!(body.document.html.starts_with("<blockquote>"), "{quote}");
    }
}

#[test]
fn terms_may_have_ids() {
    let (body, _) =
        read("Trust {#trust}\n: A belief.\n\nPower\n: A means.\n", Some("T"), &settings());
    assert_eq!(
        body.document.html,
        "<dl>\n<dt id=\"trust\">Trust</dt>\n<dd>A belief.</dd>\n<dt id=\"power\">Power</dt>\n<dd>A means.</dd>\n</dl>\n"
    );
    assert_eq!(body.anchors[0].as_str(), "trust");
}

#[test]
fn terms_have_the_ids_that_headings_tasks_and_terms_before_them_leave() {
    let text = "Power\n: [a](a.md)\n\nLong *term* & more\n: b [b](b.md)\n\nPower\n: c\n\nAsk\n: d\n\n***\n\n\
                [c](c.md)\n\n## Power\n\n- [ ] Ask\n\n> Quoted\n> : e\n";
    let (body, _) = read(text, Some("T"), &settings());
    let ids: Vec<&str> = body
        .document
        .html
        .match_indices("<dt")
        .map(|(at, _)| {
            let tag = &body.document.html[at..];
            tag.split('>').next().unwrap_or_default()
        })
        .collect();
    assert_eq!(ids, ["<dt", "<dt id=\"long-term--more\"", "<dt", "<dt", "<dt id=\"quoted\""]);
    assert!(body.document.html.contains("<h2 id=\"power\">"), "{}", body.document.html);
    // The slots of links stand where they stood.
    for slot in &body.document.slots {
        let before = &body.document.html[..slot.at];
        assert!(before.ends_with("<a ") || before.ends_with("</div>\n"), "{before}");
    }
}

#[test]
fn languages_that_forges_know_are_known() {
    for name in "postgresql python3 apache fortran fsharp regex mdx jsonl prisma gherkin".split(' ')
    {
        assert_eq!(told(&format!("```{name}\na\n```\n")), [""; 0], "{name}");
    }
    assert!(html("```postgres\nSELECT 1\n```\n").contains("<span"));
}

#[test]
fn a_heading_without_text_is_told() {
    let build = crate::fixture::bare(
        "-- content/_index.md --\n# T\n\n##\n\n## {#only}\n\n## <a id=\"x\"></a>Title\n\n## `code`\n\n## <img src=\"https://example.org/a.png\" alt=\"A\">\n\n## [](a.md)\n-- content/a.md --\n# A\n",
    )
    .build();
    snapbox::assert_data_eq!(
        crate::fixture::messages(&build),
        snapbox::str![[r#"
warning[empty-heading]: this heading has no text
 --> content/_index.md:3:1
  |
3 | ##
  | ^^
  |
  = help: write what the part below it is about, or remove it

warning[empty-heading]: this heading has no text
 --> content/_index.md:5:1
  |
5 | ## {#only}
  | ^^^^^^^^^^
  |
  = help: write what the part below it is about, or remove it

warning[missing-image]: there is no image `https://example.org/a.png`
  --> content/_index.md:11:14
   |
11 | ## <img src="https://example.org/a.png" alt="A">
   |              ^^^^^^^^^^^^^^^^^^^^^^^^^

warning[empty-link]: the link to `a.md` has no text
  --> content/_index.md:13:4
   |
13 | ## [](a.md)
   |    ^^^^^^^^
   |
   = help: write the words that readers press between the brackets

"#]]
    );
}
