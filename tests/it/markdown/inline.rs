//! Links, images, bare addresses, marks, raw HTML.

use std::ops::Range;

use handbook::document::body::{ImageText, LinkKind, LinkRef, Reference};
use handbook::markdown::inline::brackets::NoExtension;

use super::{html, read, settings};

fn link(destination: &str, kind: LinkKind, span: Range<usize>) -> (Reference, Range<usize>) {
    (Reference::Link(LinkRef { destination: destination.to_owned(), kind }), span)
}

#[test]
fn links_and_images_are_slots_with_the_words_of_their_author() {
    let text = "[a](../b.md#c \"T & t\") ![*x* `y`](z%20.png)\n";
    let (body, _) = read(text, Some("T"), &settings());
    assert_eq!(body.document.html, "<p><a  title=\"T &amp; t\">a</a> </p>\n");
    let links =
        body.document.slots.iter().map(|s| (s.link.reference.clone(), s.link.span.0.clone()));
    let links: Vec<_> = links.collect();
    assert_eq!(
        links,
        [
            link("../b.md#c", LinkKind::Link, 0..22),
            link(
                "z%20.png",
                LinkKind::Image(ImageText {
                    alt: "x y".to_owned(),
                    attributes: " alt=\"x y\" loading=\"lazy\" decoding=\"async\"".to_owned(),
                    ..ImageText::default()
                }),
                23..43
            ),
        ]
    );
    let at: Vec<_> = body
        .document
        .slots
        .iter()
        .map(|s| &body.document.html[..s.at])
        .map(|h| h.rsplit('<').next().unwrap())
        .collect();
    assert_eq!(at, ["a ", "/a> "]);
}

#[test]
fn spans_count_from_the_start_of_the_file() {
    let path = handbook::base::paths::SourcePath::new("content/a.md").unwrap();
    let text: std::sync::Arc<str> = "+++\n+++\n[a](b.md) www.example.org\n".into();
    let input = handbook::markdown::input::MarkdownInput {
        path: &path,
        text: &text,
        body: 8..text.len(),
        title: None,
    };
    let (body, _) = handbook::markdown::parse::parse_body(
        &input,
        &settings(),
        &handbook::markdown::highlight::Highlighter::default(),
        &NoExtension,
    );
    let spans: Vec<_> = body.document.slots.iter().map(|s| &text[s.link.span.0.clone()]).collect();
    assert_eq!(spans, ["[a](b.md)", "www.example.org"]);
}

/// The destinations of the links of a text.
fn destinations(text: &str) -> Vec<String> {
    let (body, _) = read(text, Some("T"), &settings());
    body.document
        .slots
        .into_iter()
        .filter_map(|s| match s.link.reference {
            Reference::Link(link) => Some(link.destination),
            _ => None,
        })
        .collect()
}

#[test]
fn bare_addresses_are_links_as_their_author_wrote_them() {
    for (text, expected) in [
        ("see https://example.org/a--b_c_d'e, or", "https://example.org/a--b_c_d'e"),
        ("(http://example.org/x_(y))", "http://example.org/x_(y)"),
        ("www.example.org/...x.", "http://www.example.org/...x"),
        ("mail me@example.org.", "mailto:me@example.org"),
        ("https://example.org/?a=1&amp;b=2", "https://example.org/?a=1&b=2"),
        ("*https://example.org/a*", "https://example.org/a"),
        ("\"https://example.org\"", "https://example.org"),
        ("HTTPS://example.org", "HTTPS://example.org"),
        ("<https://example.org/b>", "https://example.org/b"),
        ("<me@example.org>", "mailto:me@example.org"),
    ] {
        assert_eq!(destinations(text), [expected], "{text}");
    }
    assert_eq!(
        html("A https://example.org/a--b -- it's.\n"),
        "<p>A <a href=\"https://example.org/a--b\">https://example.org/a--b</a> – it’s.</p>\n"
    );
}

#[test]
fn bare_addresses_in_links_and_code_and_of_other_kinds_stay_text() {
    for text in [
        "`https://example.org`",
        "ftp://example.org",
        "@me@example.org",
        "a@b",
        "example.org",
        "xhttp://a.b",
        "awww.example.org",
        "https\\://example.org",
    ] {
        assert_eq!(destinations(text), [""; 0], "{text}");
    }
    assert_eq!(destinations("[https://example.org](a.md)"), ["a.md"]);
    assert_eq!(destinations("![https://example.org](a.png)"), ["a.png"]);
}

#[test]
fn marks_follow_the_rules_of_emphasis() {
    for (text, expected) in [
        ("a ==b *c*== d", "a <mark>b <em>c</em></mark> d"),
        ("==a==b", "<mark>a</mark>b"),
        ("*==a==*", "<em><mark>a</mark></em>"),
        ("[==a==](b)", "<a href=\"b\"><mark>a</mark></a>"),
        ("==a `==` b==", "<mark>a <code>==</code> b</mark>"),
        ("==a\nb==", "<mark>a\nb</mark>"),
        ("==a== ==b==", "<mark>a</mark> <mark>b</mark>"),
        ("==a ==b==", "==a <mark>b</mark>"),
        ("==it's==", "<mark>it’s</mark>"),
        ("a == b == c", "a == b == c"),
        ("a ===b=== c", "a ===b=== c"),
        ("*==a* b==", "<em>==a</em> b=="),
        ("\\==a==", "==a=="),
        ("====", "===="),
        ("==a", "==a"),
    ] {
        assert_eq!(html(text), format!("<p>{expected}</p>\n"), "{text}");
    }
}

#[test]
fn marks_do_not_cross_blocks() {
    assert!(!html("- ==a\n- b==\n").contains("mark"));
}

#[test]
fn strikethrough_breaks_and_smart_punctuation() {
    assert_eq!(html("~~a~~ b\\\n\"c\" -- 'd'...\n"), "<p><del>a</del> b<br>\n“c” – ‘d’…</p>\n");
    let mut plain = settings();
    plain.markdown.smart_punctuation = false;
    let (body, _) = read("\"c\" -- d\n", None, &plain);
    assert_eq!(body.document.html, "<p>\"c\" -- d</p>\n");
}

#[test]
fn raw_html_passes_and_its_ids_are_anchors() {
    let (body, told) = read(
        "<div id=\"a\">\n<a name=b></a>\n</div>\n\n> <p\n>  id=c>\n\nText <i id='d'>e</i>\n\n## A\n",
        Some("T"),
        &settings(),
    );
    let ids: Vec<_> = body.anchors.iter().map(ToString::to_string).collect();
    assert_eq!(ids, ["a", "b", "c", "d"]);
    assert_eq!(body.headings[0].anchor.as_str(), "a-1");
    assert!(body.document.html.contains("Text <i id='d'>e</i>"));
    assert_eq!(told, []);
}

#[test]
fn quotation_marks_between_letters_without_spaces_are_a_pair() {
    assert_eq!(
        html("我说\"好\"了，彼は\"はい\"と'言'った。It's a \"word\"."),
        "<p>我说“好”了，彼は“はい”と‘言’った。It’s a “word”.</p>\n"
    );
}
