//! The handbook as an EPUB: what stands in it, that every file is well-formed whatever was written,
//! that no link leads nowhere, and that the same input gives the same bytes.

use std::collections::{BTreeMap, BTreeSet};

use handbook::compile::build::Build;
use handbook::compile::builder::Builder;
use handbook::compile::options::{BookForm, BuildOptions};
use handbook::epub::{EpubArchive, STORED, is_generated};
use handbook::publish::archive::pack;
use roxmltree::{Document, ParsingOptions};
use snapbox::{assert_data_eq, str};

use crate::fixture::{Fixture, messages};

mod forms;
mod hostile;

/// The files of a book by their names, those that are text.
pub struct Book {
    pub files: BTreeMap<String, String>,
    pub order: Vec<String>,
}

/// Builds a site and the book of it.
pub fn book(site: &str) -> Book {
    let build = build(&Fixture::new(site));
    assert!(!build.has_errors(), "{}", messages(&build));
    of(&build)
}

/// Builds a site that may have errors and the book of it.
pub fn faulty(site: &str) -> Book {
    of(&build(&Fixture::new(site)))
}

fn options() -> BuildOptions {
    BuildOptions { book: BookForm::Epub, ..BuildOptions::default() }
}

fn build(fixture: &Fixture) -> Build {
    Builder::new(options()).build(fixture.sources())
}

fn archive(build: &Build) -> &EpubArchive {
    build.epub.as_ref().expect("a book")
}

fn of(build: &Build) -> Book {
    let files = &archive(build).files;
    let text = |(name, output): &(String, handbook::base::outputs::Output)| {
        let bytes = output.in_memory().expect("held in memory");
        Some((name.clone(), String::from_utf8(bytes.to_vec()).ok()?))
    };
    Book {
        files: files.iter().filter_map(text).collect(),
        order: files.iter().map(|(name, _)| name.clone()).collect(),
    }
}

impl Book {
    /// A file below `EPUB`.
    pub fn file(&self, name: &str) -> &str {
        let found = self.files.get(&format!("EPUB/{name}"));
        found.unwrap_or_else(|| panic!("there is no {name}, only {:?}", self.order))
    }

    /// What stands in the section of a page.
    pub fn body(&self, name: &str) -> &str {
        let (_, rest) = self.file(name).split_once("</h1>\n").expect("a heading");
        rest.rsplit_once("\n</section>").expect("a section").0
    }

    /// Reads every file that must be XML, and follows every link within the book.
    pub fn check(&self) {
        let mut ids: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
        let mut links: Vec<(&str, String)> = Vec::new();
        for (name, text) in &self.files {
            let kind = name.rsplit('.').next().unwrap_or_default();
            if !["xhtml", "opf", "xml"].contains(&kind) {
                continue;
            }
            let document = read(name, text);
            let name = name.trim_start_matches("EPUB/");
            for node in document.descendants().filter(roxmltree::Node::is_element) {
                if let Some(id) = node.attribute("id") {
                    let is_new = ids.entry(name).or_default().insert(id.to_owned());
                    assert!(is_new, "{name} has {id} twice");
                }
                let link = ["href", "src"].iter().find_map(|key| node.attribute(*key));
                links.extend(link.map(|link| (name, link.to_owned())));
            }
        }
        for (from, link) in links {
            if link.contains(':') {
                continue;
            }
            let (file, fragment) = link.split_once('#').unwrap_or((&link, ""));
            let file = if file.is_empty() { from } else { file };
            assert!(
                self.order.contains(&format!("EPUB/{file}")),
                "{from}: {link} leads to no file"
            );
            let is_there =
                fragment.is_empty() || ids.get(file).is_some_and(|ids| ids.contains(fragment));
            assert!(is_there, "{from}: {link} leads to no place");
        }
    }
}

fn read<'t>(name: &str, text: &'t str) -> Document<'t> {
    let options = ParsingOptions { allow_dtd: true, ..ParsingOptions::default() };
    Document::parse_with_options(text, options)
        .unwrap_or_else(|error| panic!("{name}: {error}\n{text}"))
}

const SITE: &str = r#"
-- handbook.toml --
title = "Tea & Bread"
description = "How we run the café."
base_url = "https://example.org/tea/"
author = "Ada"
language = "en"
[extra]
licence = "CC BY 4.0"
-- content/_index.md --
+++
title = "Welcome"
+++
See [how to serve](serving/cups.md#rinse) and [the plan](serving/plan.svg).
-- content/serving/_index.md --
+++
title = "Serving"
weight = 1
description = "From the kettle to the table."
updated = 2026-03-01
+++
-- content/serving/cups.md --
+++
title = "Cups"
updated = "2026-04-02T09:30:00+02:00"
+++
Warm them.[^1] ![The plan](plan.svg) Each [[cup]] counts.

## Rinse {#rinse}

See [the words](../words.md), [us](../imprint.md) and [elsewhere](https://example.com/?a=1&b=2).

[^1]: As *everybody* says.
-- content/serving/plan.svg --
<svg xmlns="http://www.w3.org/2000/svg" width="4" height="2"/>
-- content/words.md --
+++
title = "Words"
weight = 2
[glossary]
+++
Cup {#cup}
: What tea is in.
-- content/imprint.md --
+++
title = "Imprint"
nav = false
+++
Not in the book.
"#;

#[test]
fn a_book_holds_the_pages_in_reading_order() {
    let book = book(SITE);
    book.check();
    assert_data_eq!(
        book.order.join("\n"),
        str![[r#"
mimetype
META-INF/container.xml
EPUB/package.opf
EPUB/title.xhtml
EPUB/nav.xhtml
EPUB/introduction.xhtml
EPUB/serving.xhtml
EPUB/serving.cups.xhtml
EPUB/words.xhtml
EPUB/style.css
EPUB/media/serving.plan.svg
"#]]
    );
    assert_data_eq!(
        book.file("package.opf").to_owned(),
        str![[r#"
<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id" xml:lang="en">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">urn:uuid:2eb0b021-4fd0-8838-afe8-2179eed3d3b0</dc:identifier>
<dc:title>Tea &amp; Bread</dc:title>
<dc:language>en</dc:language>
<dc:creator>Ada</dc:creator>
<dc:description>How we run the café.</dc:description>
<dc:rights>CC BY 4.0</dc:rights>
<dc:source>https://example.org/tea/</dc:source>
<meta property="dcterms:modified">2026-04-02T07:30:00Z</meta>
<meta property="schema:version">[..]</meta>
<meta property="schema:accessMode">textual</meta>
<meta property="schema:accessMode">visual</meta>
<meta property="schema:accessModeSufficient">textual</meta>
<meta property="schema:accessibilityFeature">tableOfContents</meta>
<meta property="schema:accessibilityFeature">structuralNavigation</meta>
<meta property="schema:accessibilityFeature">readingOrder</meta>
<meta property="schema:accessibilityFeature">displayTransformability</meta>
<meta property="schema:accessibilityHazard">none</meta>
<meta property="schema:accessibilitySummary">All text adapts to the size, font and colours that you choose, is read in the order in which it was written, and can be reached by a table of contents and by headings. Questionnaires and checklists are printed to be filled in on paper. Nobody has checked whether the book conforms to a standard of accessibility.</meta>
<meta name="generator" content="handbook [..]"/>
</metadata>
<manifest>
<item id="f0" href="title.xhtml" media-type="application/xhtml+xml"/>
<item id="f1" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
<item id="f2" href="introduction.xhtml" media-type="application/xhtml+xml"/>
<item id="f3" href="serving.xhtml" media-type="application/xhtml+xml"/>
<item id="f4" href="serving.cups.xhtml" media-type="application/xhtml+xml"/>
<item id="f5" href="words.xhtml" media-type="application/xhtml+xml"/>
<item id="f6" href="style.css" media-type="text/css"/>
<item id="f7" href="media/serving.plan.svg" media-type="image/svg+xml"/>
</manifest>
<spine>
<itemref idref="f0"/>
<itemref idref="f1"/>
<itemref idref="f2"/>
<itemref idref="f3"/>
<itemref idref="f4"/>
<itemref idref="f5"/>
</spine>
</package>

"#]]
    );
    assert_data_eq!(
        book.file("nav.xhtml").to_owned(),
        str![[r#"
<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="en" xml:lang="en">
<head>
<title>Contents</title>
<link rel="stylesheet" type="text/css" href="style.css"/>
</head>
<body>
<nav epub:type="toc" role="doc-toc" id="toc">
<h1>Contents</h1>
<ol>
<li><a href="introduction.xhtml">Welcome</a></li>
<li><a href="serving.xhtml">Serving</a>
<ol>
<li><a href="serving.cups.xhtml">Cups</a></li>
</ol>
</li>
<li><a href="words.xhtml">Words</a></li>
</ol>
</nav>
<nav epub:type="landmarks" hidden="hidden">
<ol>
<li><a epub:type="titlepage" href="title.xhtml">Tea &amp; Bread</a></li>
<li><a epub:type="toc" href="nav.xhtml#toc">Contents</a></li>
<li><a epub:type="bodymatter" href="introduction.xhtml">Welcome</a></li>
<li><a epub:type="glossary" href="words.xhtml">Words</a></li>
</ol>
</nav>
</body>
</html>

"#]]
    );
    assert_data_eq!(
        book.file("title.xhtml").to_owned(),
        str![[r#"
<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="en" xml:lang="en">
<head>
<title>Tea &amp; Bread</title>
<link rel="stylesheet" type="text/css" href="style.css"/>
</head>
<body>
<section epub:type="titlepage" class="title-page" aria-label="Tea &amp; Bread">
<h1>Tea &amp; Bread</h1>
<p class="lead">How we run the café.</p>
<p class="author">By Ada</p>
<p class="about">Updated 2 April 2026</p>
<p class="about">This book was made from <a href="https://example.org/tea/">https://example.org/tea/</a>, where you find the newest edition.</p>
<p class="about">Licence: CC BY 4.0</p>
</section>
</body>
</html>

"#]]
    );
}

#[test]
fn links_lead_to_files_of_the_book_or_to_the_site() {
    let book = book(SITE);
    assert_data_eq!(
        book.body("introduction.xhtml").to_owned(),
        str![[r#"
<p>See <a href="serving.cups.xhtml#rinse">how to serve</a> and <a href="https://example.org/tea/serving/plan.svg">the plan</a>.</p>

"#]]
    );
    assert_data_eq!(
        book.file("serving.cups.xhtml").to_owned(),
        str![[r##"
<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="en" xml:lang="en">
<head>
<title>Cups</title>
<link rel="stylesheet" type="text/css" href="style.css"/>
</head>
<body>
<section epub:type="chapter" role="doc-chapter" aria-label="Cups">
<h1>Cups</h1>
<p>Warm them.<sup class="note-ref"><a id="fnref-1" aria-label="Note 1" role="doc-noteref" epub:type="noteref" href="#fn-1">1</a></sup> <img src="media/serving.plan.svg" width="4" height="2" alt="The plan"/> Each <a role="doc-glossref" epub:type="glossref" href="words.xhtml#cup">cup</a> counts.</p>
<div class="heading"><h2 id="rinse">Rinse</h2></div>
<p>See <a href="words.xhtml">the words</a>, <a href="https://example.org/tea/imprint/">us</a> and <a href="https://example.com/?a=1&amp;b=2">elsewhere</a>.</p>
<section class="notes" epub:type="footnotes">
<h2 id="notes">Notes</h2>
<ol>
<li><aside epub:type="footnote" role="doc-footnote" id="fn-1"><p>As <em>everybody</em> says. <a class="note-back" role="doc-backlink" aria-label="Back to note 1" epub:type="backlink" href="#fnref-1">↩</a></p>
</aside></li>
</ol>
</section>

</section>
</body>
</html>

"##]]
    );
}

#[test]
fn without_a_host_links_to_what_is_not_in_the_book_are_words() {
    let site = SITE.replace("https://example.org/tea/", "/tea/");
    let book = book(&site);
    book.check();
    let body = book.body("serving.cups.xhtml");
    assert!(body.contains(r#"<a href="words.xhtml">the words</a>"#), "{body}");
    assert!(body.contains("<span>us</span>"), "{body}");
    assert!(!book.file("title.xhtml").contains("/tea/"));
}

#[test]
fn every_page_is_in_the_contents_and_every_file_in_the_package() {
    let book = book(SITE);
    let package = read("package", book.file("package.opf"));
    let listed: BTreeSet<String> = package
        .descendants()
        .filter_map(|node| node.attribute("href"))
        .map(|href| format!("EPUB/{href}"))
        .collect();
    let packed: BTreeSet<String> = book.order[3..].iter().cloned().collect();
    assert_eq!(listed, packed);
    let read_in_order = package
        .descendants()
        .filter(|node| node.has_tag_name(("http://www.idpf.org/2007/opf", "itemref")));
    assert_eq!(read_in_order.count(), 6, "title, contents and four pages");
    for page in ["introduction", "serving", "serving.cups", "words"] {
        let link = format!("<a href=\"{page}.xhtml\">");
        assert!(book.file("nav.xhtml").contains(&link), "{page}");
    }
}

#[test]
fn pictures_and_drawings_are_said_to_be_there() {
    let modes = |body: &str| {
        let site = format!(
            "-- content/_index.md --\n+++\ntitle = \"Home\"\n+++\n{body}\n-- content/plan.svg --\n<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"/>\n"
        );
        let book = book(&site);
        let package = book.file("package.opf");
        let modes = package.split("schema:accessMode\">").skip(1);
        modes.map(|rest| rest.split('<').next().unwrap_or_default().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(modes("Words."), ["textual"]);
    assert_eq!(modes("![A plan](plan.svg)"), ["textual", "visual"]);
    assert_eq!(modes("<svg viewBox=\"0 0 1 1\"><path d=\"M0 0\"/></svg>"), ["textual", "visual"]);
}

#[test]
fn right_to_left_is_said() {
    let site = SITE
        .replace("language = \"en\"", "language = \"ar\"")
        .replace("[extra]", "[strings]\ndirection = \"rtl\"\n[extra]");
    let book = book(&site);
    book.check();
    assert!(book.file("words.xhtml").contains("xml:lang=\"ar\" dir=\"rtl\""));
    assert!(book.file("package.opf").contains("page-progression-direction=\"rtl\""));
}

#[test]
fn the_same_input_gives_the_same_bytes_whatever_was_built_before() {
    let packed = |build: &Build| pack(&archive(build).files, STORED).expect("packed");
    let mut fixture = Fixture::with(SITE, options());
    let first = packed(&build(&fixture));
    assert!(is_generated(&first));
    assert!(!is_generated(b"PK\x03\x04 somebody's"));
    fixture.replace("content/serving/cups.md", "Warm them.", "Warm all of them.");
    let changed = fixture.build();
    assert_ne!(packed(&changed), first);
    fixture.replace("content/serving/cups.md", "Warm all of them.", "Warm them.");
    assert_eq!(packed(&fixture.build()), first);
    // Files found in another order.
    let mut sources = handbook::source::Sources::default();
    for (path, content) in fixture.files.iter().rev() {
        sources.insert(path, content.clone());
    }
    let pool = rayon::ThreadPoolBuilder::new().num_threads(3).build();
    let build = pool.expect("threads").install(|| Builder::new(options()).build(sources));
    assert_eq!(packed(&build), first);
}

#[test]
fn an_edition_is_told_from_another_and_the_book_stays_the_same_book() {
    let identity = |book: &Book| {
        let text = book.file("package.opf");
        let line = |of: &str| {
            let line = text.lines().find(|line| line.contains(of));
            line.expect("a line").to_owned()
        };
        (line("dc:identifier"), line("schema:version"))
    };
    let (id, edition) = identity(&book(SITE));
    let (next_id, next) = identity(&book(&SITE.replace("Warm", "Heat")));
    assert_eq!(id, next_id);
    assert_ne!(edition, next);
    let (other, _) = identity(&book(&SITE.replace("example.org", "example.net")));
    assert_ne!(id, other);
}

#[test]
fn a_fault_of_a_component_for_books_is_one_message() {
    let site = format!(
        "{SITE}\n-- content/serving/pots.md --\n+++\ntitle = \"Pots\"\n+++\nA [[cup]].\n\
         -- templates/epub/term.html --\n{{% component epub_term(view) %}}{{{{ view.nothing }}}}{{% endcomponent epub_term %}}\n"
    );
    let fixture = Fixture::new(&site);
    assert!(!fixture.fresh().has_errors(), "the site has no such component");
    assert_data_eq!(
        messages(&build(&fixture)),
        str![[r#"
error[template-error]: field `nothing` is not defined
 --> templates/epub/term.html:1:40
  |
1 | {% component epub_term(view) %}{{ view.nothing }}{% endcomponent epub_term %}
  |                                        ^^^^^^^
  |
  = help: the defined variables are `card_id`, `definition`, `has_card`, `id`, `path`, `text`, `title`
  = help: the README of the default theme lists the variables of templates
  = help: the same happens on one more page
note: while this page was rendered
 --> content/serving/cups.md

"#]]
    );
}
