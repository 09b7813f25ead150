//! Files that no author meant to write: each is told, and nothing else suffers.

mod noise;
mod one_message;

use std::collections::{BTreeMap, HashSet};
use std::sync::Arc;

use handbook::base::diagnostic::Diagnostic;
use handbook::compile::options::BuildOptions;
use snapbox::{assert_data_eq, str};

use crate::fixture::{Fixture, messages, text};

#[test]
fn a_site_without_content_is_told() {
    assert_data_eq!(
        messages(&Fixture::new("").build()),
        str![[r#"
error[no-content]: there is no folder `content` with Markdown files in it
 = help: add a page such as `content/_index.md`, or run `handbook init`

"#]]
    );
}

#[test]
fn content_without_a_page_is_told() {
    let mut site = Fixture::new("-- content/notes.txt --\nx\n");
    assert_data_eq!(
        messages(&site.build()),
        str![[r#"
error[no-content]: there is no Markdown file below `content`
 = help: add a page such as `content/_index.md`, or run `handbook init`

"#]]
    );
}

#[test]
fn an_empty_folder_of_ignored_pages_is_told() {
    let mut site = Fixture::new(
        "-- handbook.toml --\ntitle = \"T\"\nignored_content = [\"*.md\"]\n-- content/a.md --\n# A\n",
    );
    assert_data_eq!(
        messages(&site.build()),
        str![[r#"
error[no-content]: `ignored_content` leaves out every Markdown file below `content`
 = help: change `ignored_content` in `handbook.toml`

"#]]
    );
}

#[test]
fn a_site_of_drafts_alone_is_a_home_page() {
    let mut site = Fixture::new("-- content/a.md --\n+++\ntitle = \"A\"\ndraft = true\n+++\n");
    let build = site.build();
    assert_eq!(messages(&build), "");
    assert!(text(&build, "index.html").contains("<h1>Test</h1>"));
}

#[test]
fn a_page_with_neither_title_nor_heading_has_the_name_of_its_file() {
    let mut site = Fixture::new(
        "-- content/_index.md --\n# T\n-- content/a.md --\nText.\n-- content/b.md --\n-- content/c.md --\n## Second level\n",
    );
    assert_data_eq!(messages(&site.build()), str![""]);
}

#[test]
fn a_page_that_is_not_utf8_is_told_and_the_rest_is_built() {
    let mut site = Fixture::new("-- content/_index.md --\n# T\n-- content/good.md --\n# Good\n");
    site.write("content/bad.md", b"# Bad\n\nna\xefve\n");
    site.write("content/wide.md", b"\xff\xfe#\0 \0W\0");
    let build = site.build();
    assert_data_eq!(
        messages(&build),
        str![[r#"
error[not-utf8]: `bad.md` is not UTF-8 text: byte 9 (line 3) is 0xef
--> content/bad.md
 = help: save the file as UTF-8

error[not-utf8]: `wide.md` is not UTF-8 text: byte 0 (line 1) is 0xff
--> content/wide.md
 = help: save the file as UTF-8

"#]]
    );
    assert!(text(&build, "good/index.html").contains("Good"));
}

const MANY: &str = "-- handbook.toml --\ntitle = \"T\"\nbase_url = \"https://example.org/\"\n[extra]\nlicence = \"L\"\n\
    -- content/_index.md --\n# T\n\nOne\ntwo  \nthree.\n\n```sh\na\n\nb\n```\n\n- [ ] x {#x}\n\n| a |\n|---|\n| b |\n\n\
    -- content/toml.md --\n+++\ntitle = \"A\"\ndescription = \"\"\"a\nb\"\"\"\n+++\n\n## H {#h}\n\n<div>\nraw\n</div>\n\
    -- content/yaml.md --\n---\ntitle: B\ndescription: >\n  folded\n  text\n---\n\nTerm\n: Definition\n\
    -- templates/partials/footer.html --\n<footer>\n{{ config.title }}\n</footer>\n\
    -- themes/default2/theme.toml --\nextends = \"default\"\n";

#[test]
fn line_ends_and_a_byte_order_mark_change_nothing() {
    let plain = Fixture::new(MANY).build();
    assert_eq!(messages(&plain), "");
    for (mark, end) in [("", "\r\n"), ("\u{feff}", "\n"), ("\u{feff}", "\r\n"), ("", "\r")] {
        let mut site = Fixture::new(MANY);
        for content in site.files.values_mut() {
            let text = String::from_utf8(content.clone()).unwrap();
            *content = format!("{mark}{}", text.replace('\n', end)).into_bytes();
        }
        let build = site.build();
        assert_eq!(messages(&build), "", "{mark:?} {end:?}");
        for (path, output) in &plain.outputs {
            // What is made when it is asked for has the key of its sources, so its bytes are compared.
            let other = build.outputs.get(path).expect("the same files");
            assert_eq!(other.in_memory(), output.in_memory(), "{path} {mark:?} {end:?}");
        }
    }
}

#[test]
fn a_message_in_a_file_with_crlf_shows_the_right_line() {
    let mut site = Fixture::new("");
    site.write("content/_index.md", "\u{feff}# T\r\n\r\n[a](gone.md)\r\n");
    let told = messages(&site.build());
    assert!(told.contains("content/_index.md:3:1"), "{told}");
    assert!(told.contains("3 | [a](gone.md)\n"), "{told}");
}

#[test]
fn images_that_are_none_are_told() {
    let mut site = Fixture::new(
        "-- content/_index.md --\n# T\n\n![a](empty.png) ![b](lie.png) ![c](cut.jpg) ![d](text.svg) ![e](drawing.png) ![f](zero.png)\n",
    );
    site.write("content/empty.png", b"");
    site.write("content/lie.png", b"\xff\xd8\xff\xe0\0\x10JFIF\0\x01\x01\0\0\x01\0\x01\0\0\xff\xc0\0\x11\x08\0\x02\0\x03\x03\x01\x22\0\x02\x11\x01\x03\x11\x01");
    site.write("content/cut.jpg", b"\xff\xd8\xff\xe0");
    site.write("content/text.svg", b"only text");
    site.write("content/drawing.png", b"<svg viewBox=\"0 0 1 1\"></svg>");
    site.write(
        "content/zero.png",
        b"\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\0\0\0\0\x02\x08\x06\0\0\0",
    );
    assert_data_eq!(
        messages(&site.build()),
        str![[r#"
error[invalid-image]: browsers cannot show the image `cut.jpg`
--> content/cut.jpg
 = help: save the image again, or rename the file if it is not an image

warning[invalid-image]: the content of `drawing.png` is SVG
--> content/drawing.png
 = help: rename it to `drawing.svg`, or save it in the other format

error[invalid-image]: the image `empty.png` is empty
--> content/empty.png
 = help: save the image again

warning[invalid-image]: the content of `lie.png` is JPG
--> content/lie.png
 = help: rename it to `lie.jpg`, or save it in the other format

error[invalid-image]: browsers cannot show the image `text.svg`
--> content/text.svg
 = help: save the image again, or rename the file if it is not an image

error[invalid-image]: browsers cannot show the image `zero.png`
--> content/zero.png
 = help: save the image again, or rename the file if it is not an image

"#]]
    );
}

#[test]
fn the_messages_about_a_file_share_its_text() {
    let faults = (0..50).map(|at| {
        format!("T{at}\n: A term.\n\n[[none-{at}]] [a](none-{at}.md) [b](#none-{at}) [@none-{at}] ![](no-{at}.png)\n\n- [ ] Task {at}\n\n")
    });
    let page = format!("+++\ntitle = \"G\"\n[glossary]\n+++\n\n{}", faults.collect::<String>());
    let mut site = Fixture::new(&format!(
        "-- handbook.toml --\ntitle = \"T\"\n-- content/_index.md --\n# T\n-- content/a.md --\n{page}-- content/sources.yml --\n{}",
        (0..50).map(|at| format!("s{at}:\n  type: book\n  nothing: 1\n")).collect::<String>()
    ));
    let build = site.build();
    let mut texts: BTreeMap<String, (usize, HashSet<*const str>)> = BTreeMap::new();
    let places = build.diagnostics.iter().filter_map(|diagnostic| diagnostic.place.as_ref());
    for place in places {
        let Some(excerpt) = &place.excerpt else { continue };
        let (count, seen) = texts.entry(place.path.to_string()).or_default();
        *count += 1;
        seen.insert(Arc::as_ptr(&excerpt.text));
    }
    let (count, seen) = &texts["content/a.md"];
    assert!(*count > 200, "{count}");
    // One of each stage that reads the page.
    assert!(seen.len() <= 5, "{} texts for {count} messages", seen.len());
    let (count, seen) = &texts["content/sources.yml"];
    assert!(*count >= 50 && seen.len() <= 2, "{} texts for {count} messages", seen.len());
}

#[test]
fn a_page_over_its_work_budget_is_told_and_the_rest_is_built() {
    let options = BuildOptions { work_limit: 1000, ..BuildOptions::default() };
    let mut site = Fixture::with("-- content/_index.md --\n# T\n", options);
    site.write("content/slow.md", format!("# Slow\n\n{}", "*a* `b` [c](d)\n".repeat(5000)));
    let build = site.build();
    let slow: Vec<_> =
        build.diagnostics.iter().filter(|d| d.code.as_str() == "slow-page").collect();
    assert_eq!(slow.len(), 1);
    assert!(text(&build, "index.html").contains("<h1>T</h1>"));
    let told = messages(&build);
    let first = told.split("\n\n").find(|m| m.contains("slow-page")).unwrap();
    assert_data_eq!(
        first,
        str![[r#"
error[slow-page]: this page is too much work to read
--> content/slow.md
 = help: split the page, or shorten its longest code block, table, list or piece of HTML

"#]]
    );
}

#[test]
fn a_page_of_ten_thousand_headings_or_definitions_is_built() {
    let mut site = Fixture::new("-- content/_index.md --\n# T\n");
    let headings: String = (0..10_000).map(|at| format!("## Day {at}\n\nText.\n\n")).collect();
    site.write("content/headings.md", format!("# Headings\n\n{headings}"));
    let labels: String = (0..10_000).map(|at| format!("[a{at}]: headings.md\n")).collect();
    let links: String = (0..10_000).map(|at| format!("See [a{at}].\n")).collect();
    site.write("content/links.md", format!("# Links\n\n{links}\n{labels}"));
    let build = site.build();
    assert_eq!(messages(&build), "");
    assert!(text(&build, "headings/index.html").contains("id=\"day-9999\""));
    let links = text(&build, "links/index.html");
    assert!(links.matches("<a href=\"/headings/\">").count() >= 10_000, "{}", links.len());
}

/// An assessment up to its statements.
const FORM: &str = "+++\ntitle = 'A'\n[assessment]\nbasis = 'a'\nscale = ['a', 'b']\n\
    dimensions = [{ id = 'm', label = 'M' }]\n[[assessment.band]]\nid = 'x'\nwhen = 'else'\n+++\n\n\
    ## M {#m}\n\n";

#[test]
fn a_page_of_headings_or_open_tags_alone_is_told() {
    // A tenth of what a page may take, for a tenth of a megabyte.
    let options = BuildOptions { work_limit: 1_000_000, ..BuildOptions::default() };
    let mut site = Fixture::with("-- content/_index.md --\n# T\n", options);
    for (name, shape) in
        [("headings", "# a\n"), ("tags", "<b>"), ("blocks", "<div>"), ("tasks", "- [ ] a\n")]
    {
        let text = shape.repeat((100 << 10) / shape.len());
        site.write(&format!("content/{name}.md"), format!("# A\n\n{text}\n"));
    }
    let statements: String = (0..5000).map(|at| format!("1. a {{#a{at}}}\n")).collect();
    site.write("content/form.md", format!("{FORM}{statements}\n## X {{#x}}\n\nx\n"));
    let build = site.build();
    let slow = build.diagnostics.iter().filter(|d| d.code.as_str() == "slow-page");
    let files: Vec<String> = slow.filter_map(|d| Some(d.file()?.to_string())).collect();
    let pages = ["blocks", "form", "headings", "tags", "tasks"];
    assert_eq!(files, pages.map(|page| format!("content/{page}.md")));
}

#[test]
fn of_thousands_of_broken_links_those_that_are_told_have_suggestions() {
    let options = BuildOptions { baseline: false, ..BuildOptions::default() };
    let mut site = Fixture::with("-- content/_index.md --\n# T\n", options);
    site.write("content/frost.md", "# Frost\n");
    site.write("content/a.md", format!("# A\n\n{}", "[a](frosst.md)\n".repeat(600)));
    let build = site.build();
    let meant = |d: &&Diagnostic| d.hints.iter().any(|hint| hint.contains("`frost.md`"));
    assert_eq!(build.diagnostics.len(), 600);
    assert_eq!(build.diagnostics.iter().filter(meant).count(), 500);
}

#[test]
fn every_kind_of_fault_is_told_in_one_run() {
    let mut site = Fixture::new(
        "-- handbook.toml --\ntitle = \"T\"\nthem = \"x\"\n-- content/_index.md --\n+++\nwieght = 1\n+++\n\n# T\n\n[a](b.md) ![c](d.png) [^e]\n\
         -- content/f.md --\ntext\n-- content/g.md --\n+++\ntitle = \"G\"\nslug = \"f\"\n+++\n-- templates/page.html --\n{% if %}\n",
    );
    site.write("content/bad.md", b"\xff");
    site.write("content/h.png", b"");
    let codes: std::collections::BTreeSet<&str> =
        site.build().diagnostics.iter().map(|d| d.code.as_str()).collect();
    let wanted = [
        "broken-link",
        "invalid-image",
        "missing-image",
        "not-utf8",
        "output-collision",
        "template-syntax",
        "undefined-footnote",
        "unknown-key",
    ];
    assert_eq!(codes.into_iter().collect::<Vec<_>>(), wanted);
}
