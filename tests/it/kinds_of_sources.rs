//! Kinds of sources in four styles: quotations in titles, collections and series, reports, pages in
//! Roman numerals, sources without a year.

use snapbox::{assert_data_eq, str};

use crate::fixture::{Fixture, messages, text};
use crate::sources::listed;

/// The lists in APA, Chicago, IEEE and Vancouver.
#[track_caller]
pub fn in_four_styles(file: &str, sources: &str) -> String {
    ["apa", "chicago-author-date", "ieee", "vancouver"]
        .map(|style| listed(style, file, sources))
        .join("\n")
}

#[test]
fn a_title_that_ends_in_a_quotation_keeps_its_marks() {
    let sources = "\
@article{a, author={Alder, A.}, title={What we mean by ``frost''}, journal={Frost}, volume=3, year=2001}
@article{b, author={Birch, B.}, title={What we mean by `frost'}, journal={Frost}, volume=3, year=2001}
@article{c, author={Cedar, C.}, title={Is it ``frost''?}, journal={Frost}, volume=3, year=2001}
@article{d, author={Dogwood, D.}, title={Is it ``frost?''}, journal={Frost}, volume=3, year=2001}
@article{e, author={Elder, E.}, title={The tools of the gardeners'}, journal={Frost}, volume=3, year=2001}
@incollection{f, author={Fir, F.}, title={A \"straight\" part}, booktitle={All \"quotes\"}, editor={Gum, G.}, publisher={P}, year=2001}
";
    assert_data_eq!(
        in_four_styles("sources.bib", sources),
        str![[r#"
Alder, A. (2001). What we mean by “frost.” <i>Frost</i>, <i>3</i>.
Birch, B. (2001). What we mean by “frost.” <i>Frost</i>, <i>3</i>.
Cedar, C. (2001). Is it “frost”? <i>Frost</i>, <i>3</i>.
Dogwood, D. (2001). Is it “frost?” <i>Frost</i>, <i>3</i>.
Elder, E. (2001). The tools of the gardeners’. <i>Frost</i>, <i>3</i>.
Fir, F. (2001). A “straight” part. In G. Gum (Ed.), <i>All “quotes.”</i> P.

Alder, A. 2001. “What We Mean by ‘Frost.’” <i>Frost</i> 3.
Birch, B. 2001. “What We Mean by ‘Frost.’” <i>Frost</i> 3.
Cedar, C. 2001. “Is It ‘Frost’?” <i>Frost</i> 3.
Dogwood, D. 2001. “Is It ‘Frost?’” <i>Frost</i> 3.
Elder, E. 2001. “The Tools of the Gardeners’.” <i>Frost</i> 3.
Fir, F. 2001. “A ‘Straight’ Part.” In <i>All “Quotes,”</i> edited by G. Gum. P.

[1] A. Alder, “What we mean by ‘frost,’” <i>Frost</i>, vol. 3, 2001.
[2] B. Birch, “What we mean by ‘frost,’” <i>Frost</i>, vol. 3, 2001.
[3] C. Cedar, “Is it ‘frost’?” <i>Frost</i>, vol. 3, 2001.
[4] D. Dogwood, “Is it ‘frost?’” <i>Frost</i>, vol. 3, 2001.
[5] E. Elder, “The tools of the gardeners’,” <i>Frost</i>, vol. 3, 2001.
[6] F. Fir, “A ‘straight’ part,” in <i>All “quotes,”</i> G. Gum, Ed., P, 2001.

1. Alder A. What we mean by “frost.” Frost. 2001;3.
2. Birch B. What we mean by “frost.” Frost. 2001;3.
3. Cedar C. Is it “frost”? Frost. 2001;3.
4. Dogwood D. Is it “frost?” Frost. 2001;3.
5. Elder E. The tools of the gardeners’. Frost. 2001;3.
6. Fir F. A “straight” part. In: Gum G, editor. All “quotes.” P; 2001.

"#]]
    );
    // British English has stops behind the marks.
    assert_data_eq!(
        crate::sources::listed_in("en-GB", "ieee", "sources.bib", sources),
        str![[r#"
[1] A. Alder, ‘What we mean by “frost”’, <i>Frost</i>, vol. 3, 2001.
[2] B. Birch, ‘What we mean by “frost”’, <i>Frost</i>, vol. 3, 2001.
[3] C. Cedar, ‘Is it “frost”?’, <i>Frost</i>, vol. 3, 2001.
[4] D. Dogwood, ‘Is it “frost?”’, <i>Frost</i>, vol. 3, 2001.
[5] E. Elder, ‘The tools of the gardeners’’, <i>Frost</i>, vol. 3, 2001.
[6] F. Fir, ‘A “straight” part’, in <i>All “quotes”</i>, G. Gum, Ed., P, 2001.

"#]]
    );
}

#[test]
fn the_organization_of_a_source_in_yaml_is_its_publisher() {
    let sources = "\
a: { type: report, title: One, author: \"Alder, A.\", date: 2001, organization: Frost Office, serial-number: 7 }
b: { type: report, title: Two, author: \"Birch, B.\", date: 2002, organization: Frost Office, publisher: Frost Press }
c: { type: case, title: Fern v. Moss, date: 2003, organization: High Court }
d: { type: book, title: Four, author: \"Dogwood, D.\", date: 2004, publisher: P, location: London }
e: { type: video, title: Five, author: \"Elder, E.\", date: 2005, time-range: \"0:10-0:20\", location: Leeds }
f: { type: article, title: Six, author: \"Fir, F.\", date: 2006, serial-number: { arxiv: \"2001.01234\", isan: \"12\" } }
";
    assert_data_eq!(
        listed("apa", "sources.yml", sources),
        str![[r#"
warning[doubtful-source]: the source `b`: no style prints `organization` here
 --> content/sources.yml:2:65
  |
2 | b: { type: report, title: Two, author: "Birch, B.", date: 2002, organization: Frost Office, p...
  |                                                                 ^^^^^^^^^^^^
  |
  = help: write its name under `publisher`, or as the `author`

warning[doubtful-source]: the source `e`: no style prints `time-range` here
 --> content/sources.yml:5:65
  |
5 | e: { type: video, title: Five, author: "Elder, E.", date: 2005, time-range: "0:10-0:20", loca...
  |                                                                 ^^^^^^^^^^
  |
  = help: cite the place in the recording: `[@key, 12:30]`

warning[doubtful-source]: the source `e`: no style prints `location` here
 --> content/sources.yml:5:90
  |
5 | ....", date: 2005, time-range: "0:10-0:20", location: Leeds }
  |                                             ^^^^^^^^
  |
  = help: name the publisher beside it, or the event as a `parent` of type `conference`

warning[doubtful-source]: the source `f`: no style prints the number `isan`
 --> content/sources.yml:6:102
  |
6 | ...006, serial-number: { arxiv: "2001.01234", isan: "12" } }
  |                                               ^^^^
  |
  = help: styles know `serial`, `doi`, `isbn`, `issn`, `pmid`, `pmcid`, `version`, `printing`, `arxiv`; others belong under `note`
Alder, A. (2001). <i>One</i> (No. 7). Frost Office.
Birch, B. (2002). <i>Two</i>. Frost Press.
Dogwood, D. (2004). <i>Four</i>. P.
Elder, E. (2005). <i>Five</i> [Video recording].
Fern v. Moss (High Court 2003).
Fir, F. (2006). <i>Six</i>. arXiv. <a href="https://arxiv.org/abs/2001.01234" rel="noopener">https://arxiv.org/abs/2001.01234</a>

"#]]
    );
}

#[test]
fn an_article_in_a_collection_is_a_part_of_it_and_a_book_in_a_book_one_of_a_series() {
    let sources = "\
a: { type: article, title: One, author: \"Alder, A.\", date: 2001, page-range: 10-20, parent: { type: anthology, title: The Collection, editor: \"Gum, G.\", publisher: P } }
b: { type: article, title: Two, author: \"Birch, B.\", date: 2001, page-range: 10-20, parent: { type: book, title: The Book, editor: \"Gum, G.\", publisher: P } }
c: { type: book, title: Three, author: \"Cedar, C.\", date: 2001, volume: 2, publisher: P, parent: { type: book, title: Great Series, volume: 12 } }
d: { type: chapter, title: Four, author: \"Dogwood, D.\", date: 2001, page-range: 3-9, parent: { type: book, title: The Volume, volume: 3, publisher: P, editor: \"Gum, G.\", parent: { type: anthology, title: Great Series, volume: 12 } } }
e: { type: report, title: Five, author: \"Elder, E.\", date: 2001, publisher: P, genre: Working paper, serial-number: 7, parent: { type: anthology, title: Frost papers } }
";
    assert_data_eq!(
        in_four_styles("sources.yml", sources),
        str![[r#"
Alder, A. (2001). One. In G. Gum (Ed.), <i>The Collection</i> (pp. 10–20). P.
Birch, B. (2001). Two. In G. Gum (Ed.), <i>The Book</i> (pp. 10–20). P.
Cedar, C. (2001). <i>Three</i> (Vol. 2). P.
Dogwood, D. (2001). Four. In G. Gum (Ed.), <i>The Volume</i> (Vol. 3, pp. 3–9). P.
Elder, E. (2001). <i>Five</i> (Working Paper No. 7; Frost Papers). P.

Alder, A. 2001. “One.” In <i>The Collection</i>, edited by G. Gum. P.
Birch, B. 2001. “Two.” In <i>The Book</i>, edited by G. Gum. P.
Cedar, C. 2001. <i>Three</i>. Vol. 2. Great Series 12. P.
Dogwood, D. 2001. “Four.” In <i>The Volume</i>, edited by G. Gum, vol. 3. Great Series 12. P.
Elder, E. 2001. <i>Five</i>. Working Paper No. 7. Frost Papers. P.

[1] A. Alder, “One,” in <i>The Collection</i>, G. Gum, Ed., P, 2001, pp. 10–20.
[2] B. Birch, “Two,” in <i>The Book</i>, G. Gum, Ed., P, 2001, pp. 10–20.
[3] C. Cedar, <i>Three</i>, vol. 2. In Great Series, no. 12. P, 2001.
[4] D. Dogwood, “Four,” in <i>The Volume</i>, vol. 3, G. Gum, Ed., in Great Series, no. 12, P, 2001, pp. 3–9.
[5] E. Elder, “Five,” P, Working paper 7, 2001.

1. Alder A. One. In: Gum G, editor. The Collection. P; 2001. p. 10–20.
2. Birch B. Two. In: Gum G, editor. The Book. P; 2001. p. 10–20.
3. Cedar C. Three. Vol. 2. P; 2001. (Great Series; no. 12).
4. Dogwood D. Four. In: Gum G, editor. The Volume. P; 2001. p. 3–9. (Great Series; no. 12).
5. Elder E. Five. P; 2001. (Frost papers). Working paper no.: 7.

"#]]
    );
}

#[test]
fn letters_tell_apart_what_looks_alike_wherever_it_stands_in_a_long_list() {
    let source = |key: &str, author: &str, date: &str| {
        format!(
            "{key}: {{ type: book, title: {key}, author: \"{author}, A.\", publisher: P{date} }}\n"
        )
    };
    let mut sources = String::new();
    for group in ["A", "C", "E"] {
        for at in 0..127 {
            sources += &source(&format!("{group}{at}"), &format!("{group}{at:03}"), ", date: 1999");
        }
        let date = if group == "C" { ", date: 2001" } else { "" };
        for key in ["Y", "Z"] {
            sources += &source(&format!("{group}{key}"), &format!("{group}{key}z"), date);
            sources += &source(&format!("{group}{key}{key}"), &format!("{group}{key}z"), date);
        }
    }
    let shown = listed("apa", "sources.yml", &sources);
    let lettered: Vec<&str> = shown.lines().filter(|line| line.contains("z, A.")).collect();
    assert_data_eq!(
        lettered.join("\n"),
        str![[r#"
AYz, A. (n.d.-a). <i>AY</i>. P.
AYz, A. (n.d.-b). <i>AYY</i>. P.
AZz, A. (n.d.-a). <i>AZ</i>. P.
AZz, A. (n.d.-b). <i>AZZ</i>. P.
CYz, A. (2001a). <i>CY</i>. P.
CYz, A. (2001b). <i>CYY</i>. P.
CZz, A. (2001a). <i>CZ</i>. P.
CZz, A. (2001b). <i>CZZ</i>. P.
EYz, A. (n.d.-a). <i>EY</i>. P.
EYz, A. (n.d.-b). <i>EYY</i>. P.
EZz, A. (n.d.-a). <i>EZ</i>. P.
EZz, A. (n.d.-b). <i>EZZ</i>. P.
"#]]
    );
}

#[test]
fn letters_tell_apart_what_looks_alike_and_nothing_else() {
    let sources = "\
a: { type: book, title: One, author: \"Alder, A.\", date: in press, publisher: P }
b: { type: book, title: Two, author: \"Alder, A.\", date: forthcoming, publisher: P }
c: { type: book, title: Three, author: \"Alder, A.\", date: 2020, publisher: P }
d: { type: book, title: Four, author: \"Alder, A.\", date: 2020/2021, publisher: P }
e: { type: book, title: Five, author: \"Alder, A.\", date: \"c. 2020\", publisher: P }
f: { type: book, title: Six, author: \"Alder, A.\", publisher: P }
g: { type: book, title: Seven, author: \"Alder, A.\", publisher: P }
h: { type: book, title: Eight, author: \"Alder, A.\", date: forthcoming, publisher: P }
i: { type: book, title: Nine, author: \"Alder, A.\", date: 2020-05-02, publisher: P }
";
    assert_data_eq!(
        in_four_styles("sources.yml", sources),
        str![[r#"
Alder, A. (n.d.-a). <i>Seven</i>. P.
Alder, A. (n.d.-b). <i>Six</i>. P.
Alder, A. (c. 2020). <i>Five</i>. P.
Alder, A. (2020–2021). <i>Four</i>. P.
Alder, A. (2020a). <i>Nine</i>. P.
Alder, A. (2020b). <i>Three</i>. P.
Alder, A. (forthcoming-a). <i>Eight</i>. P.
Alder, A. (in press). <i>One</i>. P.
Alder, A. (forthcoming-b). <i>Two</i>. P.

Alder, A. c. 2020. <i>Five</i>. P.
Alder, A. 2020–2021. <i>Four</i>. P.
Alder, A. 2020a. <i>Nine</i>. P.
Alder, A. 2020b. <i>Three</i>. P.
Alder, A. Forthcoming-a. <i>Eight</i>. P.
Alder, A. In press. <i>One</i>. P.
Alder, A. Forthcoming-b. <i>Two</i>. P.
Alder, A. n.d.-a. <i>Seven</i>. P.
Alder, A. n.d.-b. <i>Six</i>. P.

[1] A. Alder, <i>One</i>. P, in press.
[2] A. Alder, <i>Two</i>. P, forthcoming.
[3] A. Alder, <i>Three</i>. P, 2020.
[4] A. Alder, <i>Four</i>. P, 2020–2021.
[5] A. Alder, <i>Five</i>. P, c. 2020.
[6] A. Alder, <i>Six</i>. P.
[7] A. Alder, <i>Seven</i>. P.
[8] A. Alder, <i>Eight</i>. P, forthcoming.
[9] A. Alder, <i>Nine</i>. P, 2020.

1. Alder A. One. P; in press.
2. Alder A. Two. P; forthcoming.
3. Alder A. Three. P; 2020.
4. Alder A. Four. P; 2020–2021.
5. Alder A. Five. P; c. 2020.
6. Alder A. Six. P.
7. Alder A. Seven. P.
8. Alder A. Eight. P; forthcoming.
9. Alder A. Nine. P; 2020.

"#]]
    );
}

#[test]
fn pages_in_roman_numerals_are_pages() {
    let part = |key: &str, pages: &str| {
        format!(
            "{key}: {{ type: chapter, title: T, author: \"A{key}, A.\", date: 2001, page-range: \"{pages}\", parent: {{ type: book, title: B, publisher: P }} }}\n"
        )
    };
    let sources =
        [("a", "iv-ix"), ("b", "iv–ix"), ("c", "iv"), ("d", "iv-ix, 1-20"), ("e", "A-3--A-9")]
            .map(|(key, pages)| part(key, pages))
            .concat();
    assert_data_eq!(
        in_four_styles("sources.yml", &sources),
        str![[r#"
Aa, A. (2001). T. In <i>B</i> (pp. iv–ix). P.
Ab, A. (2001). T. In <i>B</i> (pp. iv–ix). P.
Ac, A. (2001). T. In <i>B</i> (p. iv). P.
Ad, A. (2001). T. In <i>B</i> (pp. iv–ix, 1–20). P.
Ae, A. (2001). T. In <i>B</i> (pp. A-3–A-9). P.

Aa, A. 2001. “T.” In <i>B</i>. P.
Ab, A. 2001. “T.” In <i>B</i>. P.
Ac, A. 2001. “T.” In <i>B</i>. P.
Ad, A. 2001. “T.” In <i>B</i>. P.
Ae, A. 2001. “T.” In <i>B</i>. P.

[1] A. Aa, “T,” in <i>B</i>, P, 2001, pp. iv–ix.
[2] A. Ab, “T,” in <i>B</i>, P, 2001, pp. iv–ix.
[3] A. Ac, “T,” in <i>B</i>, P, 2001, p. iv.
[4] A. Ad, “T,” in <i>B</i>, P, 2001, pp. iv–ix, 1–20.
[5] A. Ae, “T,” in <i>B</i>, P, 2001, pp. A-3–A-9.

1. Aa A. T. In: B. P; 2001. p. iv–ix.
2. Ab A. T. In: B. P; 2001. p. iv–ix.
3. Ac A. T. In: B. P; 2001. p. iv.
4. Ad A. T. In: B. P; 2001. p. iv–ix, 1–20.
5. Ae A. T. In: B. P; 2001. p. A-3–9.

"#]]
    );
}

#[test]
fn a_month_or_a_day_that_there_is_not_is_told() {
    let sources = "\
a: { type: book, title: One, date: 2006-13, publisher: P }
b: { type: book, title: Two, date: 2006-01-32, publisher: P }
c: { type: book, title: Three, date: 2006-02-30, publisher: P }
d: { type: web, title: Four, date: 2006, url: { value: \"https://example.org\", date: 2006-13-01 } }
e: { type: book, title: Five, date: 2024-02-29, publisher: P }
";
    assert_data_eq!(
        listed("apa", "sources.yml", sources),
        str![[r#"
error[invalid-bibliography]: the source `a`: `date` is invalid: there is no month 13
 --> content/sources.yml:1:36
  |
1 | a: { type: book, title: One, date: 2006-13, publisher: P }
  |                                    ^^^^^^^
  |
  = help: write the year, `1990`, or with month and day, `1990-05-12`; a range of years is `1990/1995`

error[invalid-bibliography]: the source `b`: `date` is invalid: this month has no day 32
 --> content/sources.yml:2:36
  |
2 | b: { type: book, title: Two, date: 2006-01-32, publisher: P }
  |                                    ^^^^^^^^^^
  |
  = help: write the year, `1990`, or with month and day, `1990-05-12`; a range of years is `1990/1995`

error[invalid-bibliography]: the source `c`: `date` is invalid: this month has no day 30
 --> content/sources.yml:3:38
  |
3 | c: { type: book, title: Three, date: 2006-02-30, publisher: P }
  |                                      ^^^^^^^^^^
  |
  = help: write the year, `1990`, or with month and day, `1990-05-12`; a range of years is `1990/1995`

error[invalid-bibliography]: the source `d`: `date` is invalid: there is no month 13
 --> content/sources.yml:4:85
  |
4 | ...: { value: "https://example.org", date: 2006-13-01 } }
  |                                            ^^^^^^^^^^
  |
  = help: write the year, `1990`, or with month and day, `1990-05-12`; a range of years is `1990/1995`

"#]]
    );
    let sources = "\
@book{a, author={A, A}, title={One}, year=2006, month=13}
@book{b, author={B, B}, title={Two}, year=2006, month=jan, day=32}
@book{c, author={C, C}, title={Three}, date={2006-13}}
@book{d, author={D, D}, title={Four}, year={2006-13}}
@online{e, author={E, E}, title={Five}, date=2006, url={https://example.org/}, urldate={2006-13-02}}
";
    assert_data_eq!(
        listed("apa", "sources.bib", sources),
        str![[r#"
warning[doubtful-source]: the source `a`: `month`: `13` is no month and is left out
 --> content/sources.bib:1:55
  |
1 | @book{a, author={A, A}, title={One}, year=2006, month=13}
  |                                                       ^^
  |
  = help: write a name, `may`, or a number from 1 to 12

warning[doubtful-source]: the source `b`: `day`: this month has no day 32, which is left out
 --> content/sources.bib:2:64
  |
2 | @book{b, author={B, B}, title={Two}, year=2006, month=jan, day=32}
  |                                                                ^^
  |
  = help: write the year, `1990`, or with month and day, `1990-05-12`; a range of years is `1990/1995`

warning[doubtful-source]: the source `c`: `date`: `2006-13` is no date and is shown as it is
 --> content/sources.bib:3:45
  |
3 | @book{c, author={C, C}, title={Three}, date={2006-13}}
  |                                             ^^^^^^^^^
  |
  = help: write the year, `1990`, a range, `1990/1995`, or words, `in press`; with month and day in the field `date`, `1990-05-12`

warning[doubtful-source]: the source `e`: `urldate`: `2006-13-02` is no date and is left out
 --> content/sources.bib:5:88
  |
5 | ...6, url={https://example.org/}, urldate={2006-13-02}}
  |                                           ^^^^^^^^^^^^
  |
  = help: write the year, `1990`, or with month and day, `1990-05-12`; a range of years is `1990/1995`
A, A. (2006). <i>One</i>.
B, B. (2006). <i>Two</i>.
C, C. (2006-13). <i>Three</i>.
D, D. (2006–13). <i>Four</i>.
E, E. (2006). <i>Five</i>. <a href="https://example.org/" rel="noopener">https://example.org/</a>

"#]]
    );
}

#[test]
fn references_in_a_title_or_a_description_are_told() {
    let build = Fixture::new(
        "-- content/_index.md --
# Home
-- content/page.md --
+++
title = \"Frost [see @a, ch. 2] and [[fleece]]\"
description = \"Mail bo@a, an array[@] and [-@a].\"
+++
Text [@a].
-- content/sources.yml --
a: { type: book, title: One, date: 2006, publisher: P }
-- content/words.md --
+++
title = \"Words\"
[glossary]
+++

fleece {#fleece}
: A cover.
",
    )
    .build();
    assert_data_eq!(
        messages(&build),
        str![[r#"
warning[invalid-reference]: `title` is plain text, and the brackets in it are shown
 --> content/page.md:2:9
  |
2 | title = "Frost [see @a, ch. 2] and [[fleece]]"
  |         ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: write the title as a heading below the front matter, `# …`

warning[invalid-reference]: `description` is plain text, and the brackets in it are shown
 --> content/page.md:3:15
  |
3 | description = "Mail bo@a, an array[@] and [-@a]."
  |               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: put it into plain words: a description has no terms, citations, emphasis, links or code

warning[unused-term]: no page uses the term `fleece`
 --> content/words.md:6:1
  |
6 | fleece {#fleece}
  | ^^^^^^
  |
  = help: write `[[fleece]]` where you use it, or delete it
  = help: if the page is for looking up, write `unused = true` under `[glossary]`

"#]]
    );
    assert!(text(&build, "page/index.html").contains("[see @a, ch. 2]"));
}

#[test]
fn what_contains_a_source_and_who_published_it_is_printed() {
    let sources = "\
a: { type: entry, title: Frost, author: \"Alder, A.\", date: 2001, parent: { type: reference, title: Words of Weather, publisher: P } }
b: { type: entry, title: Snow, date: 2001, parent: { type: reference, title: Words of Weather, publisher: P } }
c: { type: article, title: A talk, author: \"Cedar, C.\", date: 2001, parent: { type: conference, title: Frost Meeting, location: Rome } }
d: { type: article, title: A preprint, author: \"Dogwood, D.\", date: 2001, parent: { type: repository, title: frostRxiv } }
e: { type: video, title: An episode, author: \"Elder, E.\", date: 2001, parent: { type: video, title: The Series, issue: 3 } }
f: { type: anthology, title: Collected, editor: \"Fir, F.\", date: 2001, publisher: P }
g: { type: chapter, title: A part, author: \"Gum, G.\", date: 2001, chapter: 4, parent: { type: book, title: The whole, publisher: P } }
h: { type: report, title: Numbered, author: \"Hay, H.\", date: 2001, genre: Working paper, serial-number: w123, publisher: P }
i: { type: case, title: Fern v. Moss, date: 2001, organization: High Court }
";
    assert_data_eq!(
        in_four_styles("sources.yml", sources),
        str![[r#"
Alder, A. (2001). Frost. In <i>Words of Weather</i>. P.
Cedar, C. (2001). <i>A talk</i>. Frost Meeting, Rome.
Dogwood, D. (2001). <i>A preprint</i>. frostRxiv.
Elder, E. (2001). An episode. In <i>The Series</i> (Issue 3).
Fern v. Moss (High Court 2001).
Fir, F. (Ed.). (2001). <i>Collected</i>. P.
Gum, G. (2001). A part. In <i>The whole</i> (Chapter 4). P.
Hay, H. (2001). <i>Numbered</i> (Working Paper No. w123). P.
P. (2001). Snow. In <i>Words of Weather</i>.

Alder, A. 2001. “Frost.” <i>Words of Weather</i>. P.
Cedar, C. 2001. “A Talk.” Paper presented at Frost Meeting, Rome.
Dogwood, D. 2001. “A Preprint.” Preprint, FrostRxiv.
Elder, E. 2001. “An Episode.” In <i>The Series</i>. no. 3.
Fern v. Moss (High Court 2001).
Fir, F., ed. 2001. <i>Collected</i>. P.
Gum, G. 2001. “A Part.” Chap. 4 in <i>The Whole</i>. P.
Hay, H. 2001. <i>Numbered</i>. Working Paper No. w123. P.
<i>Words of Weather</i> 2001

[1] A. Alder, “Frost,” in <i>Words of Weather</i>, P, 2001.
[2] “Snow,” in <i>Words of Weather</i>, P, 2001.
[3] C. Cedar, “A talk,” presented at the Frost Meeting, 2001.
[4] D. Dogwood, “A preprint,” 2001, <i>frostRxiv</i>.
[5] E. Elder, “An episode,” <i>The Series</i>, no. 3. 2001.
[6] F. Fir, Ed., <i>Collected</i>. P, 2001.
[7] G. Gum, “A part,” in <i>The whole</i>, P, 2001, ch. 4.
[8] H. Hay, “Numbered,” P, Working paper w123, 2001.
[9] <i>Fern v. Moss</i>. 2001.

1. Alder A. Frost. In: Words of Weather. P; 2001.
2. Snow. In: Words of Weather. P; 2001.
3. Cedar C. A talk. Presented at: Frost Meeting, Rome. 2001.
4. Dogwood D. A preprint. frostRxiv; 2001.
5. Elder E. An episode. The Series. 2001.
6. Fir F, editor. Collected. P; 2001.
7. Gum G. A part. In: The whole. P; 2001.
8. Hay H. Numbered. P; 2001. Working paper no.: w123.
9. Fern v. Moss. 2001.

"#]]
    );
    let sources = "\
@book{a, author={Alder, A., Jr. and Birch, III, B.}, title={One}, publisher={P}, year=2001}
@article{b, author={O'Neill, C.}, title={It's 'trust': rock 'n' roll in the '70s}, journal={Frost}, year=2002}
@software{c, author={Dogwood, D.}, title={frostd}, version={2.0}, year=2003}
";
    assert_data_eq!(
        in_four_styles("sources.bib", sources),
        str![[r#"
Alder, A., Jr., &amp; Birch, B., III. (2001). <i>One</i>. P.
Dogwood, D. (2003). <i>frostd</i> (Version 2.0) [Computer software].
O’Neill, C. (2002). It’s “trust”: Rock ’n’ roll in the ’70s. <i>Frost</i>.

Alder, A., Jr., and B. Birch III. 2001. <i>One</i>. P.
Dogwood, D. 2003. <i>Frostd</i>. V. 2.0.
O’Neill, C. 2002. “It’s ‘trust’: Rock ’n’ Roll in the ’70s.” <i>Frost</i>.

[1] A. Alder Jr. and B. Birch III, <i>One</i>. P, 2001.
[2] C. O’Neill, “It’s ‘trust’: rock ’n’ roll in the ’70s,” <i>Frost</i>, 2002.
[3] D. Dogwood, <i>frostd</i>. (2003).

1. Alder A Jr., Birch B III. One. P; 2001.
2. O’Neill C. It’s “trust”: rock ’n’ roll in the ’70s. Frost. 2002.
3. Dogwood D. frostd. 2003.

"#]]
    );
}
