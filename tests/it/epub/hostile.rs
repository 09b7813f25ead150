//! Whatever an author writes, the files of the book are well-formed.

use crate::epub::{Book, faulty};
use crate::random::Random;

fn page(body: &str) -> Book {
    let book = faulty(&format!("-- content/_index.md --\n+++\ntitle = \"Home\"\n+++\n{body}\n"));
    book.check();
    book
}

#[track_caller]
fn becomes(html: &str, expected: &str) {
    let book = page(html);
    assert_eq!(book.body("introduction.xhtml").trim(), expected, "{html}");
}

#[test]
fn html_becomes_xml() {
    becomes(
        "<p>a<br>b &nbsp;&copy; <b class=x id=y>c</b>",
        "<p>a<br/>b \u{a0}© <b class=\"x\" id=\"y\">c</b>\n</p>",
    );
    becomes("<div>x <!-- -- > --> y</div>", "<div>x  y</div>");
    becomes(
        "<ol reversed start=3 compact><li>x</ol>",
        "<ol reversed=\"reversed\" start=\"3\"><li>x</li></ol>",
    );
    becomes("<div title='a\"<b>&'>x</div>", "<div title=\"a&quot;&lt;b&gt;&amp;\">x</div>");
}

#[test]
fn what_a_book_cannot_do_is_left_out() {
    for html in [
        "<script>alert(1)</script>",
        "<style>p { color: red }</style>",
        "<div hidden>x</div>",
        "<div popover id=x>x</div>",
        "<button>x</button>",
        "<select><option>x</select>",
        "<div class=no-print>x</div>",
    ] {
        becomes(html, "");
    }
    becomes("<p onclick=x style=y data-z=1 tabindex=0>x</p>", "<p>x</p>");
    becomes("<custom-thing><p>x</p></custom-thing>", "<p>x</p>");
    becomes("<p><a href='javascript:x'>y</a></p>", "<p><a>y</a></p>");
    becomes("<h1>x</h1>", "<h2 id=\"x\">x</h2>");
}

#[test]
fn fields_become_places_to_mark_and_to_write() {
    becomes(
        "<form><label><input type=checkbox checked> x</label> <input type=radio> <input> <textarea></textarea></form>",
        "<div><span class=\"box\">☑</span> x <span class=\"box\">○</span> <span class=\"line\"></span> <span class=\"lines\"></span></div>",
    );
    becomes(
        "<details><summary>x</summary><p>y</p></details>",
        "<div><div class=\"summary\">x</div><p>y</p></div>",
    );
}

#[test]
fn pictures_that_are_elsewhere_are_linked_to() {
    becomes(
        "<p><img src=\"https://example.com/a.png\" alt=\"A\"></p>",
        "<p><a href=\"https://example.com/a.png\">A</a></p>",
    );
    becomes("<p><img src=\"data:image/png,x\" alt=\"B\"></p>", "<p><span>B</span></p>");
}

#[test]
fn addresses_are_written_as_strictly_as_can_be() {
    becomes(
        "<p><a href=\"//example.com/[x]?a=1|2%\">y</a> <a href='ftp://[::1/'>z</a></p>",
        "<p><a href=\"https://example.com/%5Bx%5D?a=1%7C2%25\">y</a> <span>z</span></p>",
    );
    becomes(
        "<p><time datetime=soon>x</time> <time datetime=2026-11-22>y</time></p>",
        "<p><time>x</time> <time datetime=\"2026-11-22\">y</time></p>",
    );
}

#[test]
fn drawings_and_formulas_stay() {
    let book = page(
        "<svg viewBox=\"0 0 1 1\" onload=x><script>y</script><path d=\"M0 0\"/><a xlink:href=\"http://x\"><text>t</text></a></svg>\n\n<math><mi>x</mi></math>",
    );
    assert_eq!(
        book.body("introduction.xhtml").trim(),
        "<p><svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"><path d=\"M0 0\"/><a><text>t</text></a></svg></p>\n\
         <p><math xmlns=\"http://www.w3.org/1998/Math/MathML\"><mi>x</mi></math></p>"
    );
    assert!(book.file("package.opf").contains("properties=\"mathml svg\""));
}

#[test]
fn videos_and_sounds_are_links() {
    becomes(
        "<video controls><source src=\"https://example.com/a.mp4\" type=\"video/mp4\">No video.</video>",
        "<p><a class=\"media\" href=\"https://example.com/a.mp4\">a.mp4</a></p>",
    );
    becomes(
        "<p><audio src=\"https://example.com/a.mp3\" title=\"The bell\"></audio></p>",
        "<p><a class=\"media\" href=\"https://example.com/a.mp3\">The bell</a></p>",
    );
}

#[test]
fn drawings_in_files_neither_run_nor_fetch() {
    let drawing = "<?xml version=\"1.0\"?>\n<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" viewBox=\"0 0 4 2\" onload=\"x()\"><script>x()</script><style>@import url(http://x/);</style><image xlink:href=\"far.png\"/><use xlink:href=\"#a\"/><path id=\"a\" fill=\"url(#b)\" d=\"M0 0\"/></svg>";
    let book = page(&format!("![A](a.svg)\n-- content/a.svg --\n{drawing}"));
    assert_eq!(
        book.file("media/a.svg"),
        "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" viewBox=\"0 0 4 2\"><style/><use xlink:href=\"#a\"/><path id=\"a\" fill=\"url(#b)\" d=\"M0 0\"/></svg>"
    );
}

#[test]
fn drawings_keep_what_they_fetch_from_themselves_and_the_words_of_labels() {
    let label = "<foreignObject width=\"60\" height=\"24\"><div><p>Start<br/>here</p><script>x()</script></div></foreignObject>";
    let drawing = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 4 2\"><style>.a {{ fill: url('#g') }}</style><path fill=\"url( &quot;#g&quot; )\"/><path fill=\"url(#g) url(far.svg)\"/><g>{label}</g><switch>{label}<text>Other</text></switch></svg>"
    );
    let book = page(&format!("![A](a.svg)\n-- content/a.svg --\n{drawing}"));
    snapbox::assert_data_eq!(
        book.file("media/a.svg"),
        snapbox::str![[
            r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 2"><style>.a { fill: url('#g') }</style><path fill="url( &quot;#g&quot; )"/><path/><g><text x="30" y="12" dy="0.35em" text-anchor="middle">Start here</text></g><switch><text>Other</text></switch></svg>"#
        ]]
    );
    let book = page(&drawing);
    snapbox::assert_data_eq!(
        book.body("introduction.xhtml"),
        snapbox::str![[r#"
<p><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 2"><path fill="url( &quot;#g&quot; )"/><path/><g><text x="30" y="12" dy="0.35em" text-anchor="middle">Start here</text></g><switch><text>Other</text></switch></svg></p>

"#]]
    );
    // One that is no text cannot be cleaned.
    let book = page("![A](a.svg)\n-- content/a.svg --\nNo drawing.");
    assert_eq!(
        book.body("introduction.xhtml").trim(),
        "<p><a href=\"https://example.org/a.svg\">A</a></p>"
    );
}

#[test]
fn ids_are_kept_once() {
    becomes("<p id=x>a</p><p id=x>b</p>", "<p id=\"x\">a</p><p>b</p>");
}

#[test]
fn nesting_without_end_is_cut_and_nothing_is_lost() {
    let deep = format!("{}x{}", "<div>".repeat(3_000), "</div>".repeat(3_000));
    let book = page(&deep);
    assert!(book.body("introduction.xhtml").contains('x'));
    assert!(book.body("introduction.xhtml").len() < 3_000);
}

#[test]
fn characters_that_xml_has_not_are_replaced() {
    let book = page("a\u{1}b\u{b}c\u{fffe}d &#x1; &#xffff; \u{85}");
    assert!(book.body("introduction.xhtml").contains("a\u{fffd}b\u{fffd}c\u{fffd}d"));
}

#[test]
fn noise_is_well_formed() {
    const PIECES: &[&str] = &[
        "<p>",
        "</p>",
        "<div id=a>",
        "</div>",
        "<table>",
        "<tr>",
        "<td colspan=2>",
        "<th>",
        "</table>",
        "<svg>",
        "</svg>",
        "<math>",
        "<mtext>",
        "<foreignObject>",
        "<desc>",
        "<title>",
        "<ul>",
        "<li>",
        "<b",
        " x:y=1",
        " \"=",
        "=>",
        ">",
        "<!-- ",
        "-->",
        "<![CDATA[",
        "]]>",
        "<?x",
        "?>",
        "&",
        "&amp",
        "&#0;",
        "<template>",
        "</template>",
        "<a href=#a>",
        "</a>",
        "<a href=/x/>",
        "<img src=x>",
        "<input>",
        "<select>",
        "<details>",
        "<summary>",
        "\u{0}",
        "\u{fffe}",
        "é",
        "'",
        "\"",
        "<sup class=note-ref><a>",
        "</",
        "<section role=doc-endnotes><ol><li id=z>",
        "<caption>",
        "<thead>",
        "<plaintext>",
        "<frameset>",
        "\n\n",
        " ",
        "<noscript>",
        "</noscript>",
        "<a xlink:href=#a>",
        "<p lang=de>",
        "<p lang=\"d e\">",
        "<xml:p>",
        "<p:q>",
    ];
    let mut random = Random::new(7);
    for _ in 0..300 {
        let count = random.below(40);
        let noise: String = (0..count).map(|_| PIECES[random.below(PIECES.len())]).collect();
        page(&format!("<div>{noise}"));
    }
}

#[test]
fn frames_and_other_files_are_links() {
    becomes(
        "<iframe src=\"https://example.com/embed/1\" title=\"A film\"></iframe>",
        "<p><a class=\"media\" href=\"https://example.com/embed/1\">A film</a></p>",
    );
    becomes(
        "<div><iframe src=\"https://example.com/embed/1\"></iframe></div>",
        "<div><p><a class=\"media\" href=\"https://example.com/embed/1\">https://example.com/embed/1</a></p></div>",
    );
    becomes("<p><video>It shows how.</video></p>", "<p>It shows how.</p>");
}

#[test]
fn a_drawing_that_is_no_xml_is_told_and_made_one() {
    let files = "![A](a.svg) ![B](b.svg)\n-- content/a.svg --\n<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 4 2\"><g>\n<rect width=\"2\"></g></svg>\n-- content/b.svg --\n<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 4 2\"><use xlink:href=\"#c\"/><g id=\"c\"/></svg>\n";
    let book = page(files);
    assert_eq!(
        book.file("media/a.svg"),
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 4 2\"><g>\n<rect width=\"2\"/></g></svg>"
    );
    assert_eq!(
        book.file("media/b.svg"),
        "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 4 2\"><use href=\"#c\"/><g id=\"c\"/></svg>"
    );
}
