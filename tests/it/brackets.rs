//! Brackets are text unless the site has what they refer to.

use snapbox::{assert_data_eq, str};

use handbook::base::diagnostic::Code;

use crate::fixture::{Fixture, messages, text};

const HOME: &str = "-- content/_index.md --\n# T\n-- content/a.md --\n# A\n\n";
const GLOSSARY: &str =
    "-- content/words.md --\n---\ntitle: Words\nglossary:\n---\n\nFrost\n: Cold.\n";
const SOURCES: &str = "-- content/sources.yml --\nalice: { type: book, title: X }\n";

#[test]
fn without_sources_and_glossary_citations_and_terms_are_text() {
    let body = "[@alice] asks [[x]], [@bob and [[unclosed and [see *@alice*].\n";
    let mut site = Fixture::new(&format!("{HOME}{body}"));
    let build = site.build();
    assert_eq!(messages(&build), "");
    let page = text(&build, "a/index.html");
    assert!(page.contains("[@alice] asks [[x]], [@bob and [[unclosed and [see"), "{page}");
}

#[test]
fn when_a_site_gets_a_glossary_or_sources_its_pages_are_read_anew() {
    let mut site = Fixture::new(&format!("{HOME}[@alice] asks [[frost]].\n"));
    assert_eq!(messages(&site.build()), "");
    let mut more = Fixture::new(&format!("{GLOSSARY}{SOURCES}"));
    for (path, bytes) in std::mem::take(&mut more.files) {
        site.files.insert(path, bytes);
    }
    let build = site.build();
    assert_eq!(messages(&build), "");
    let page = text(&build, "a/index.html");
    assert!(!page.contains("[[") && !page.contains("[@"), "{page}");
    site.files
        .retain(|path, _| path.as_str().ends_with("_index.md") || path.as_str().ends_with("a.md"));
    assert!(text(&site.build(), "a/index.html").contains("[@alice] asks [[frost]]."));
}

#[test]
fn brackets_in_code_of_html_are_no_references() {
    let body = "<code>arr[i][j] [^\\n] [^x] [text][label] [[frost]] [@alice]</code> <kbd>[[x]]</kbd> [[frost]]\n";
    let mut site = Fixture::new(&format!("{HOME}{body}{GLOSSARY}{SOURCES}"));
    let build = site.build();
    let errors: Vec<_> = build
        .diagnostics
        .iter()
        .filter(|d| d.place.as_ref().is_some_and(|p| p.path.as_str().ends_with("a.md")))
        .collect();
    assert!(errors.is_empty(), "{}", messages(&build));
    let page = text(&build, "a/index.html");
    assert!(page.contains("[text][label] [[frost]] [@alice]</code>"), "{page}");
    assert!(page.contains("class=\"term\""), "{page}");
}

#[test]
fn only_a_label_that_reads_as_one_is_missed() {
    let body = "m[0][1] arr[i][j] [0][1] int[][] [a-z][A-Z] [x][] [^\\n] [^a-z] [^\"]\n\n[the docs][gone] [the docs][1] [^gone] [Nope][]\n";
    assert_data_eq!(
        messages(&Fixture::new(&format!("{HOME}{body}")).build()),
        str![[r#"
warning[broken-reference]: the reference `[gone]` is not defined
 --> content/a.md:5:1
  |
5 | [the docs][gone] [the docs][1] [^gone] [Nope][]
  | ^^^^^^^^^^^^^^^^
  |
  = help: define it on a separate line, `[gone]: address`, or write `/[` for a literal bracket

warning[broken-reference]: the reference `[1]` is not defined
 --> content/a.md:5:18
  |
5 | [the docs][gone] [the docs][1] [^gone] [Nope][]
  |                  ^^^^^^^^^^^^^
  |
  = help: define it on a separate line, `[1]: address`, or write `/[` for a literal bracket

warning[undefined-footnote]: the footnote `gone` is not defined
 --> content/a.md:5:32
  |
5 | [the docs][gone] [the docs][1] [^gone] [Nope][]
  |                                ^^^^^^^
  |
  = help: define it at the start of a line, `[^gone]: text`, or write `/[^` for a literal bracket

warning[broken-reference]: the reference `[Nope]` is not defined
 --> content/a.md:5:40
  |
5 | [the docs][gone] [the docs][1] [^gone] [Nope][]
  |                                        ^^^^^^^^
  |
  = help: define it on a separate line, `[Nope]: address`, or write `/[` for a literal bracket

"#]]
    );
}

#[test]
fn tags_of_templates_of_other_tools_are_no_attributes() {
    let body = "- join {% channel \"a\" %}\n- see {{ site.name }}\n\n## {{< x >}}\n";
    let mut site = Fixture::new(&format!("{HOME}{body}"));
    let build = site.build();
    assert!(
        build.diagnostics.iter().all(|d| d.code == Code::ForeignSyntax),
        "{}",
        messages(&build)
    );
    assert!(text(&build, "a/index.html").contains("{{ site.name }}"));
}
