//! Citations and bibliographies, in all their forms and with everything that can be wrong.

use snapbox::str;

use crate::fixture::{Fixture, between, messages, text};

const YML: &str = r#"-- content/sources.yml --
kotter1990hbr:
  type: article
  title: What leaders really do
  author: Kotter, John P.
  date: 1990-05
  page-range: 103-111
  note: The pair as most people know it.
  parent:
    type: periodical
    title: Harvard Business Review
    volume: 68
    issue: 3
kotter1990force:
  type: book
  title: A Force for Change
  author: Kotter, John P.
  date: 1990
  publisher: Free Press
drucker1954:
  type: book
  title: The Practice of Management
  author: Drucker, Peter F.
  date: 1954
  publisher: Harper & Row
  url: https://example.org/?a=1&b=<2>
"#;

const PAGE: &str = "-- content/sources.md --\n+++\ntitle = \"Sources\"\n[sources]\nunused = true\n+++\n\nWhat we read.\n";

fn site(page: &str) -> Fixture {
    Fixture::new(&format!(
        "-- content/_index.md --\n# Home\n{YML}{PAGE}-- content/a.md --\n# A\n\n{page}"
    ))
}

/// The prose of the page `a`, in a site where nothing is wrong.
#[track_caller]
fn prose(page: &str) -> String {
    let build = site(page).build();
    assert_eq!(messages(&build), "");
    let text = text(&build, "a/index.html");
    between(&text, "<div class=\"prose\">\n", "</div>\n\n").to_owned()
}

/// The prose of the page `a` as plain text, in a site where nothing is wrong.
fn plain(page: &str) -> String {
    let mut plain = String::new();
    let mut in_tag = false;
    for sign in prose(page).chars() {
        match sign {
            '<' => in_tag = true,
            '>' => in_tag = false,
            sign if !in_tag => plain.push(sign),
            _ => {}
        }
    }
    plain.trim().to_owned()
}

fn wrong(page: &str) -> String {
    messages(&site(page).build())
}

#[test]
fn a_citation_links_to_each_of_its_sources() {
    snapbox::assert_data_eq!(
        prose("Two hats [@drucker1954, ch. 2; @kotter1990hbr].\n"),
        str![[r#"
<p>Two hats <span class="citation">(<a role="doc-biblioref" href="/sources/#drucker1954">Drucker, 1954, Chapter 2</a>; <a role="doc-biblioref" href="/sources/#kotter1990hbr">Kotter, 1990b</a>)</span>.</p>


"#]]
    );
}

#[test]
fn prefixes_locators_suffixes_and_authors_left_out_are_those_of_pandoc() {
    let cases = [
        ("[see @drucker1954, pp. 33--35]", "(see Drucker, 1954, pp. 33–35)"),
        ("[@drucker1954 p. 3]", "(Drucker, 1954, p. 3)"),
        ("[@drucker1954 § 3]", "(Drucker, 1954, Section 3)"),
        ("[@drucker1954 and others]", "(Drucker, 1954 and others)"),
        ("Drucker [-@drucker1954, ch. 2]", "Drucker (1954, Chapter 2)"),
        ("[e.g. -@drucker1954]", "(e.g. 1954)"),
        ("[@kotter1990force; @kotter1990hbr, p. 104]", "(Kotter, 1990a; Kotter, 1990b, p. 104)"),
        ("[@drucker1954,\nch. 2]", "(Drucker, 1954, Chapter 2)"),
        ("[@drucker1954][@kotter1990hbr]", "(Drucker, 1954)(Kotter, 1990b)"),
        ("[@drucker1954, a < b & c]", "(Drucker, 1954, a &lt; b &amp; c)"),
    ];
    for (written, shown) in cases {
        assert_eq!(plain(written), shown, "{written}");
    }
}

#[test]
fn what_only_looks_like_a_citation_is_text() {
    let cases = [
        ("[me@example.org](_index.md)", "me@example.org"),
        ("\\[@drucker1954]", "[@drucker1954]"),
        ("[at @ noon]", "[at @ noon]"),
        ("`[@drucker1954]`", "[@drucker1954]"),
        ("@drucker1954 alone", "@drucker1954 alone"),
        ("[x] and [y@z]", "[x] and [y@z]"),
    ];
    for (written, shown) in cases {
        assert_eq!(plain(written), shown, "{written}");
    }
}

#[test]
fn a_key_in_braces_may_have_any_signs() {
    let mut site = site("[see @{HFH+:WEKA:09}, p. 3; -@{drucker1954}] and [@{HFH:x}]\n");
    site.write(
        "content/sources.bib",
        "@book{HFH+:WEKA:09, author={Hall, Hal}, title={T}, year=2009}\n",
    );
    let build = site.build();
    snapbox::assert_data_eq!(
        messages(&build),
        str![[r#"
error[unknown-source]: there is no source `HFH:x`
 --> content/a.md:3:51
  |
3 | [see @{HFH+:WEKA:09}, p. 3; -@{drucker1954}] and [@{HFH:x}]
  |                                                   ^^^^^^^^
  |
  = help: if this is not a citation, write `/[@`

"#]]
    );
    site.replace("content/a.md", " and [@{HFH:x}]", "");
    let page = text(&site.build(), "a/index.html");
    snapbox::assert_data_eq!(
        between(&page, "<div class=\"prose\">\n", "</div>\n\n"),
        str![[r#"
<p><span class="citation">(<a role="doc-biblioref" href="/sources/#HFH+:WEKA:09">see Hall, 2009, p. 3</a>; <a role="doc-biblioref" href="/sources/#drucker1954">1954</a>)</span></p>


"#]]
    );
}

#[test]
fn a_key_in_braces_may_have_semicolons_and_a_message_finds_the_whole_key() {
    snapbox::assert_data_eq!(
        wrong("[@{a;b}] and [@drucker1954; see @{a;b;}; @drucker19]\n\n[@k12; @k1]\n"),
        str![[r#"
error[unknown-source]: there is no source `a;b`
 --> content/a.md:3:2
  |
3 | [@{a;b}] and [@drucker1954; see @{a;b;}; @drucker19]
  |  ^^^^^^
  |
  = help: if this is not a citation, write `/[@`

error[unknown-source]: there is no source `a;b;`
 --> content/a.md:3:33
  |
3 | [@{a;b}] and [@drucker1954; see @{a;b;}; @drucker19]
  |                                 ^^^^^^^
  |
  = help: if this is not a citation, write `/[@`

error[unknown-source]: there is no source `drucker19`
 --> content/a.md:3:42
  |
3 | [@{a;b}] and [@drucker1954; see @{a;b;}; @drucker19]
  |                                          ^^^^^^^^^^
  |
  = help: did you mean `drucker1954`?
  = help: if this is not a citation, write `/[@`

error[unknown-source]: there is no source `k12`
 --> content/a.md:5:2
  |
5 | [@k12; @k1]
  |  ^^^^
  |
  = help: if this is not a citation, write `/[@`

error[unknown-source]: there is no source `k1`
 --> content/a.md:5:8
  |
5 | [@k12; @k1]
  |        ^^^
  |
  = help: if this is not a citation, write `/[@`

"#]]
    );
    let mut site = site("[see @{a;b}, p. 3; -@drucker1954] and [@{a;b}]\n");
    site.write("content/sources.bib", "@book{a;b, author={Hall, Hal}, title={T}, year=2009}\n");
    let build = site.build();
    assert_eq!(messages(&build), "");
    let page = text(&build, "a/index.html");
    assert_eq!(page.matches("Hall, 2009").count(), 2, "{page}");
}

#[test]
fn letters_are_those_of_the_whole_list_whatever_a_page_cites() {
    assert_eq!(plain("[@kotter1990hbr]"), "(Kotter, 1990b)");
    assert_eq!(plain("[@kotter1990force]"), "(Kotter, 1990a)");
}

#[test]
fn the_list_of_sources_says_who_cites_each() {
    let build = site("[@drucker1954] and [the article](sources.md#kotter1990hbr).\n").build();
    assert_eq!(messages(&build), "");
    let page = text(&build, "sources/index.html");
    snapbox::assert_data_eq!(
        between(&page, "<div class=\"prose\">\n", "</article>"),
        str![[r#"
<p>What we read.</p>
<ul class="sources">
<li id="drucker1954"><p>Drucker, P. F. (1954). <i>The Practice of Management</i>. Harper &amp; Row. <a href="https://example.org/?a=1&amp;b=%3C2%3E" rel="noopener">https://example.org/?a=1&amp;b=%3C2%3E</a></p>
<p class="uses">Cited in <a href="/a/">A</a></p>
</li>
<li id="kotter1990force"><p>Kotter, J. P. (1990a). <i>A Force for Change</i>. Free Press.</p>
</li>
<li id="kotter1990hbr"><p>Kotter, J. P. (1990b). What leaders really do. <i>Harvard Business Review</i>, <i>68</i>(3), 103–111.</p>
<p class="source-note">The pair as most people know it.</p>
</li>
</ul>

</div>
<section class="backlinks" aria-labelledby="page-backlinks">
<h2 id="page-backlinks">Mentioned in</h2>
<ul>
<li><a href="/a/">A</a></li>
</ul>
</section>

"#]]
    );
}

#[test]
fn a_citation_without_a_list_of_sources_has_no_link() {
    let build = Fixture::new(&format!(
        "-- content/_index.md --\n# Home\n\n[@drucker1954; @kotter1990hbr; @kotter1990force]\n{YML}"
    ))
    .build();
    assert_eq!(messages(&build), "");
    let page = text(&build, "index.html");
    let prose = between(&page, "<div class=\"prose\">\n", "</div>\n");
    assert_eq!(
        prose,
        "<p><span class=\"citation\">(Drucker, 1954; Kotter, 1990b; Kotter, 1990a)</span></p>\n\n"
    );
}

#[test]
fn a_style_and_a_file_can_be_chosen_and_the_language_is_the_sites() {
    let build = Fixture::new(
        "-- handbook.toml --\ntitle = \"T\"\nbase_url = \"https://example.org/\"\nlanguage = \"de\"\n-- content/_index.md --\n# Home\n\n[@m, Kap. 2]\n-- content/back/list.md --\n+++\ntitle = \"Quellen\"\n[sources]\nfile = \"../books.bib\"\nstyle = \"chicago-author-date\"\n+++\n-- content/books.bib --\n@book{m, author = {Mintzberg, Henry and Doe, Jane and Roe, Richard and Poe, Ann}, title = {{Managing} it}, year = 2009, publisher = {FT}, note = {Eine {Notiz}.}}\n",
    )
    .build();
    assert_eq!(messages(&build), "");
    let page = text(&build, "index.html");
    assert!(page.contains(">Mintzberg u.\u{a0}a. 2009, Kap. 2</a>)"), "{page}");
    let list = text(&build, "back/list/index.html");
    snapbox::assert_data_eq!(
        between(&list, "<ul class=\"sources\">", "</ul>"),
        str![[r#"

<li id="m"><p>Mintzberg, Henry, Jane Doe, Richard Roe, und Ann Poe. 2009. <i>Managing it</i>. FT.</p>
<p class="source-note">Eine Notiz.</p>
<p class="uses">Zitiert in <a href="/">Home</a></p>
</li>

"#]]
    );
}

#[test]
fn numeric_and_footnote_styles_work_too() {
    let with = |style: &str| {
        let page = PAGE.replace("unused", &format!("style = \"{style}\"\nunused"));
        let build = Fixture::new(&format!(
            "-- content/_index.md --\n# Home\n\n[@drucker1954, ch. 2]\n{YML}{page}"
        ))
        .build();
        assert_eq!(messages(&build), "");
        let page = text(&build, "index.html");
        between(&page, "class=\"citation\">", "</p>").to_owned()
    };
    snapbox::assert_data_eq!(
        ["ieee", "nature", "chicago-notes", "alphanumeric"].map(with).join("\n"),
        str![[r#"
<a role="doc-biblioref" href="/sources/#drucker1954">[3, Ch. 2]</a></span>
<a role="doc-biblioref" href="/sources/#drucker1954"><sup>3</sup>, ch. 2</a></span>
(<a role="doc-biblioref" href="/sources/#drucker1954">Peter F. Drucker, <i>The Practice of Management</i> (Harper &amp; Row, 1954), chap. 2, https://example.org/?a=1&amp;b=%3C2%3E</a>)</span>
[<a role="doc-biblioref" href="/sources/#drucker1954">Dru54, ch. 2</a>]</span>
"#]]
    );
}

#[test]
fn an_unknown_source_is_an_error_with_a_suggestion() {
    snapbox::assert_data_eq!(
        wrong("[@Drucker1954; @druker1954, ch. 2] [@nobody]\n"),
        str![[r#"
error[unknown-source]: there is no source `Drucker1954`
 --> content/a.md:3:2
  |
3 | [@Drucker1954; @druker1954, ch. 2] [@nobody]
  |  ^^^^^^^^^^^^
  |
  = help: did you mean `drucker1954`?
  = help: if this is not a citation, write `/[@`

error[unknown-source]: there is no source `druker1954`
 --> content/a.md:3:16
  |
3 | [@Drucker1954; @druker1954, ch. 2] [@nobody]
  |                ^^^^^^^^^^^
  |
  = help: did you mean `drucker1954`?
  = help: if this is not a citation, write `/[@`

error[unknown-source]: there is no source `nobody`
 --> content/a.md:3:37
  |
3 | [@Drucker1954; @druker1954, ch. 2] [@nobody]
  |                                     ^^^^^^^
  |
  = help: if this is not a citation, write `/[@`

"#]]
    );
}

#[test]
fn a_site_without_sources_says_where_to_write_them() {
    let build = Fixture::new("-- content/_index.md --\n# Home\n\n[@drucker1954]\n").build();
    snapbox::assert_data_eq!(messages(&build), str![""]);
}

#[test]
fn malformed_citations_are_errors() {
    snapbox::assert_data_eq!(
        wrong(
            "[@drucker1954, ] and [@drucker1954; ch. 2] and [@drucker1954 @kotter1990hbr] and [x [@drucker1954] y](_index.md).\n\n[@drucker1954, ch. 2\n\n[see *also* @drucker1954]\n"
        ),
        str![[r#"
error[invalid-reference]: nothing follows the comma
 --> content/a.md:3:1
  |
3 | [@drucker1954, ] and [@drucker1954; ch. 2] and [@drucker1954 @kotter1990hbr] and [x [@drucker...
  | ^^^^^^^^^^^^^^^^
  |
  = help: write the place in the source after the comma, or remove the comma: `[@key, ch. 2]`
  = help: for a literal bracket write `/[`

error[invalid-reference]: a part of this citation names no source
 --> content/a.md:3:35
  |
3 | [@drucker1954, ] and [@drucker1954; ch. 2] and [@drucker1954 @kotter1990hbr] and [x [@drucker...
  |                                   ^^^^^^^^
  |
  = help: name a source in each part between semicolons: `[@one; see @two, ch. 2]`
  = help: for a literal bracket write `/[`

error[invalid-reference]: two sources without a semicolon between them
 --> content/a.md:3:49
  |
3 | [@drucker1954, ] and [@drucker1954; ch. 2] and [@drucker1954 @kotter1990hbr] and [x [@drucker...
  |                                                 ^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: separate the sources with a semicolon
  = help: for a literal bracket write `/[`

error[invalid-reference]: a citation cannot be inside a link
 --> content/a.md:3:85
  |
3 | ... [@drucker1954 @kotter1990hbr] and [x [@drucker1954] y](_index.md).
  |                                          ^^^^^^^^^^^^^^
  |
  = help: move it out of the link
  = help: for a literal bracket write `/[`

error[invalid-reference]: this citation is not closed
 --> content/a.md:5:1
  |
5 | [@drucker1954, ch. 2
  | ^^
  |
  = help: a citation contains plain text without other brackets: `[@key, ch. 2]`
  = help: for a literal bracket write `/[`

error[invalid-reference]: a citation can contain only plain text
 --> content/a.md:7:13
  |
7 | [see *also* @drucker1954]
  |             ^^^^^^^^^^^^^
  |
  = help: remove emphasis, code and other markup: `[see @key, ch. 2]`
  = help: for a literal bracket write `/[`

"#]]
    );
}

#[test]
fn unused_sources_are_one_warning_unless_they_are_wanted() {
    let mut site = site("[@drucker1954]\n");
    site.replace("content/sources.md", "unused = true", "unused = false");
    snapbox::assert_data_eq!(
        messages(&site.build()),
        str![[r#"
warning[unused-source]: no page cites 2 sources: `kotter1990force`, `kotter1990hbr`
--> content/sources.yml
 = help: cite or delete them; if they are further reading, write `unused = true` under `[sources]` on the page that lists them

"#]]
    );
}

#[test]
fn the_table_of_sources_is_checked() {
    let build = Fixture::new(&format!(
        "-- content/_index.md --\n# Home\n{YML}-- content/a.md --\n+++\ntitle = \"A\"\n[sources]\nfile = \"books.bib\"\nstyle = \"chicago-authr-date\"\nunsued = true\n+++\n"
    ))
    .build();
    snapbox::assert_data_eq!(
        messages(&build),
        str![[r#"
error[invalid-value]: the bibliography `books.bib` does not exist
 --> content/a.md:4:8
  |
4 | file = "books.bib"
  |        ^^^^^^^^^^^
  |
  = help: write the path of a `.bib`, `.yml` or `.yaml` file, relative to this page

error[invalid-value]: `sources.style` names an unknown style: `chicago-authr-date`
 --> content/a.md:5:9
  |
5 | style = "chicago-authr-date"
  |         ^^^^^^^^^^^^^^^^^^^^
  |
  = help: did you mean `chicago-author-date`?

error[unknown-key]: unknown key `sources.unsued`
 --> content/a.md:6:1
  |
6 | unsued = true
  | ^^^^^^
  |
  = help: did you mean `unused`?

"#]]
    );
}

#[test]
fn one_page_lists_the_sources() {
    let mut site = site("Text.\n");
    site.write("content/b.md", "---\ntitle: B\nsources:\n---\n");
    snapbox::assert_data_eq!(
        messages(&site.build()),
        str![[r#"
error[invalid-value]: another page already lists the sources
--> content/sources.md
 = help: remove `[sources]` from one of the two pages
note: the other page
--> content/b.md

warning[unused-source]: no page cites 3 sources: `drucker1954`, `kotter1990force`, `kotter1990hbr`
--> content/sources.yml
 = help: cite or delete them; if they are further reading, write `unused = true` under `[sources]` on the page that lists them

"#]]
    );
}

#[test]
fn a_key_cannot_be_another_id_of_the_page_that_lists_it() {
    let mut site = site("Text.\n");
    site.replace("content/sources.md", "What we read.", "## Drucker 1954 {#drucker1954}");
    snapbox::assert_data_eq!(
        messages(&site.build()),
        str![[r#"
error[duplicate-id]: the id `drucker1954` is also the key of a source listed on this page
--> content/sources.md
 = help: give the heading or item another id, such as `{#about-drucker1954}`

"#]]
    );
}

#[test]
fn an_edit_renders_those_who_show_it() {
    let mut site = site("Text.\n");
    site.write("content/b.md", "# B\n\n[@kotter1990hbr]\n");
    site.build();
    let build = site.replace("content/a.md", "Text", "[@drucker1954]").build();
    assert_eq!(build.stats.rendered, ["/a/", "/sources/"]);
    let build = site.replace("content/sources.yml", "date: 1954", "date: 1955").build();
    assert_eq!(build.stats.rendered, ["/a/", "/sources/"]);
    assert!(text(&build, "a/index.html").contains("Drucker, 1955"));
}

#[test]
fn a_citation_in_a_table_for_other_tools_is_written_as_pandoc_reads_it() {
    let mut site = site("One [@kotter1990force; @kotter1990hbr].\n");
    let cell =
        "So **it *is*** [see -@drucker1954, ch. 2; @kotter1990hbr and others]: it\\_s `a|b`.";
    site.write(
        "content/t.md",
        format!(
            "+++\ntitle = \"T\"\n[comparison]\ncolumns = [{{ id = \"a\", label = \"A\" }}, {{ id = \"b\", label = \"B\" }}]\n+++\n\n## R {{#r}}\n\nA\n: {cell}\n\nB\n: b\n"
        ),
    );
    let build = site.build();
    assert_eq!(messages(&build), "");
    let table = text(&build, "t/table.md");
    let written = cell.replace('|', "\\|").replace("it\\_s", "it_s");
    assert!(table.contains(&format!(" | {written} |")), "{table}");
}

#[test]
fn a_subtitle_begins_with_a_capital_in_apa_alone() {
    let sources = "-- content/sources.yml --
one: { type: book, title: \"Bowling alone: the collapse of community—and its revival\", author: \"A, B.\", date: 2000 }
two: { type: book, title: \"Phones: iPhone and after: {nasa} too\", author: \"C, D.\", date: 2001 }
three: { type: book, title: \"Führung: eine Kritik\", author: \"E, F.\", date: 2002, language: de }
four: { type: article, title: \"Goals? a reply\", author: \"G, H.\", date: 2003, parent: { type: periodical, title: \"Work: a journal\" } }
";
    let list = |style: &str| {
        let site = format!(
            "-- content/_index.md --\n# Home\n{sources}-- content/sources.md --\n+++\ntitle = \"Sources\"\n[sources]\nunused = true\nstyle = \"{style}\"\n+++\n"
        );
        let build = Fixture::new(&site).build();
        assert_eq!(messages(&build), "");
        let text = text(&build, "sources/index.html");
        between(&text, "<ul class=\"sources\">\n", "</ul>").to_owned()
    };
    let apa = list("apa");
    for title in [
        "Bowling alone: The collapse of community—And its revival",
        "Phones: iPhone and after: nasa too",
        "Führung: eine Kritik",
        "Goals? A reply",
        "Work: A Journal",
    ] {
        assert!(apa.contains(title), "{title} in {apa}");
    }
    assert!(list("chicago-author-date").contains("Goals"), "another style has its own rules");
}

#[test]
fn words_keep_the_capitals_that_are_their_own() {
    let sources = "-- content/sources.yml --
one: { type: article, title: \"McKinsey's mRNA on eBay: a Self-Help guide to SARS-CoV-2 (macOS)\", author: \"A, B.\", date: 2000, parent: { type: periodical, title: \"PLoS ONE Biology Letters\" } }
two: { type: article, title: \"{Very Own} words and o'Neill\", author: \"C, D.\", date: 2001, parent: { type: periodical, title: eLife } }
";
    for style in ["apa", "chicago-author-date", "ieee"] {
        let site = format!(
            "-- content/_index.md --\n# Home\n{sources}-- content/sources.md --\n+++\ntitle = \"Sources\"\n[sources]\nunused = true\nstyle = \"{style}\"\n+++\n"
        );
        let build = Fixture::new(&site).build();
        assert_eq!(messages(&build), "");
        let list = text(&build, "sources/index.html");
        for word in [
            "McKinsey",
            "mRNA",
            "eBay",
            "SARS-CoV-2",
            "macOS",
            "PLoS ONE Biology Letters",
            "eLife",
            "Very Own",
        ] {
            assert!(list.contains(word), "{style}: {word} in {list}");
        }
    }
}
