//! What styles do with the names, dates and titles of sources: as `pandoc --citeproc` prints them.

use snapbox::str;

use crate::fixture::{Fixture, messages, text};
use crate::sources::{apa, listed};

const SMITHS: &str = "\
@book{a, author={Smith, Ann}, title={One}, year=2001}
@book{b, author={Smith, Bo}, title={Two}, year=2001}
@book{c, author={Smith, Bo}, title={Three}, year=2001}
@book{d, author={Doe, Jo and Smith, Ann}, title={Four}, year=2001}
@book{e, author={van Smith, Bo}, title={Five}, year=2001}
";

/// The citations of the page, and the list, in a style.
fn cited(style: &str) -> String {
    let build = Fixture::new(&format!("-- content/_index.md --\n# Home\n\n[@a; @b; @c, p. 3; @d; @e; -@b]\n-- content/list.md --\n+++\ntitle = \"Sources\"\n[sources]\nstyle = \"{style}\"\n+++\n-- content/sources.bib --\n{SMITHS}"))
        .build();
    let home = text(&build, "index.html");
    let cited = home.lines().find(|line| line.contains("Smith")).unwrap_or_default();
    let links = cited.split("<a role=\"doc-biblioref\" href=").skip(1);
    let links = links.filter_map(|link| Some(link.split_once('>')?.1.split_once("</a>")?.0));
    format!("{}\n{}", links.collect::<Vec<_>>().join("; "), listed(style, "sources.bib", SMITHS))
}

#[test]
fn first_authors_with_one_family_name_have_initials_in_citations() {
    snapbox::assert_data_eq!(
        cited("apa"),
        str![[r#"
A. Smith, 2001; B. Smith, 2001b; B. Smith, 2001a, p. 3; Doe &amp; Smith, 2001; van Smith, 2001; 2001b
Doe, J., &amp; Smith, A. (2001). <i>Four</i>.
Smith, A. (2001). <i>One</i>.
Smith, B. (2001a). <i>Three</i>.
Smith, B. (2001b). <i>Two</i>.
van Smith, B. (2001). <i>Five</i>.

"#]]
    );
    snapbox::assert_data_eq!(
        cited("chicago-author-date"),
        str![[r#"
A. Smith 2001; B. Smith 2001b; B. Smith 2001a, 3; Doe and Smith 2001; van Smith 2001; 2001b
Doe, Jo, and Ann Smith. 2001. <i>Four</i>.
Smith, Ann. 2001. <i>One</i>.
Smith, Bo. 2001a. <i>Three</i>.
Smith, Bo. 2001b. <i>Two</i>.
Smith, Bo van. 2001. <i>Five</i>.

"#]]
    );
}

#[test]
fn seasons_stand_where_a_style_shows_months() {
    let sources = "\
@article{a, author={Aa, A}, title={One}, journal={J}, date={2020-21}}
@article{b, author={Aa, A}, title={Two}, journal={J}, year=2020, month={Winter}}
@book{c, author={Bb, B}, title={Three}, year={2020-21}}
@article{d, author={Cc, C}, title={Four}, journal={J}, year={2020-05}}
";
    snapbox::assert_data_eq!(
        apa(sources),
        str![[r#"
Aa, A. (2020a). One. <i>J</i>.
Aa, A. (2020b). Two. <i>J</i>.
Bb, B. (2020–21). <i>Three</i>.
Cc, C. (2020). Four. <i>J</i>.

"#]]
    );
    snapbox::assert_data_eq!(
        listed("ieee", "sources.bib", sources),
        str![[r#"
[1] A. Aa, “One,” <i>J</i>, Spring 2020.
[2] A. Aa, “Two,” <i>J</i>, Winter 2020.
[3] B. Bb, <i>Three</i>. 2020–21.
[4] C. Cc, “Four,” <i>J</i>, May 2020.

"#]]
    );
    snapbox::assert_data_eq!(
        listed("chicago-author-date", "sources.bib", sources),
        str![[r#"
Aa, A. 2020a. “One.” <i>J</i>, Spring.
Aa, A. 2020b. “Two.” <i>J</i>, Winter.
Bb, B. 2020–21. <i>Three</i>.
Cc, C. 2020. “Four.” <i>J</i>, May.

"#]]
    );
}

#[test]
fn a_page_of_the_web_without_a_type_has_its_year() {
    let sources = "\
@misc{a, author={Aa, A}, title={One}, url={https://example.org/}, year=2001, urldate={2020-01-02}}
@misc{b, author={Bb, B}, title={Two}, series={S}, howpublished={\\url{https://example.org/}}, year=2001}
";
    snapbox::assert_data_eq!(
        listed("ieee", "sources.bib", sources),
        str![[r#"
[1] A. Aa, “One.” 2001. Accessed: Jan. 02, 2020. [Online]. Available: <a href="https://example.org/" rel="noopener">https://example.org/</a>
[2] B. Bb, “Two.” 2001. [Online]. Available: <a href="https://example.org/" rel="noopener">https://example.org/</a>

"#]]
    );
    snapbox::assert_data_eq!(
        apa(sources),
        str![[r#"
Aa, A. (2001). <i>One</i>. <a href="https://example.org/" rel="noopener">https://example.org/</a>
Bb, B. (2001). <i>Two</i>. <a href="https://example.org/" rel="noopener">https://example.org/</a>

"#]]
    );
}

#[test]
fn another_language_changes_no_words_of_the_style() {
    let sources = "\
@incollection{a, author={Aa, A}, title={ein {TITEL} und \\{mehr\\}}, booktitle={ein Buch}, edition=2, year=2020, langid={german}, editor={Ed, E}, pages={1--2}}
";
    snapbox::assert_data_eq!(
        apa(sources),
        str![[r#"
Aa, A. (2020). ein TITEL und {mehr}. In E. Ed (Ed.), <i>ein Buch</i> (2nd ed., pp. 1–2).

"#]]
    );
    snapbox::assert_data_eq!(
        listed("chicago-author-date", "sources.bib", sources),
        str![[r#"
Aa, A. 2020. “ein TITEL und {mehr}.” In <i>ein Buch</i>, 2nd ed., edited by E. Ed.

"#]]
    );
}

#[test]
fn titles_have_small_words_after_commas_and_single_quotes_within_double_ones() {
    let sources = "\
@article{a, author={Aa, A}, title={A Web Thing: The Next, And More, Or Then, Again}, journal={J}, year=2020}
@article{b, author={Bb, B}, title={A ``thing'' of {``Names''}? No}, journal={J}, year=2020}
";
    snapbox::assert_data_eq!(
        apa(sources),
        str![[r#"
Aa, A. (2020). A Web Thing: The Next, And More, Or Then, Again. <i>J</i>.
Bb, B. (2020). A “thing” of “Names”? No. <i>J</i>.

"#]]
    );
    snapbox::assert_data_eq!(
        listed("ieee", "sources.bib", sources),
        str![[r#"
[1] A. Aa, “A Web Thing: The Next, And More, Or Then, Again,” <i>J</i>, 2020.
[2] B. Bb, “A ‘thing’ of ‘Names’? No,” <i>J</i>, 2020.

"#]]
    );
    snapbox::assert_data_eq!(
        listed("chicago-author-date", "sources.bib", sources),
        str![[r#"
Aa, A. 2020. “A Web Thing: The Next, and More, or Then, Again.” <i>J</i>.
Bb, B. 2020. “A ‘Thing’ of ‘Names’? No.” <i>J</i>.

"#]]
    );
}

#[test]
fn names_that_differ_in_what_follows_them_are_whole_in_the_list() {
    let kings = "\
a: {type: book, title: Alpha, author: \"King, Jr., Martin Luther\", date: 1963}
b: {type: book, title: Beta, author: \"King, Sr., Martin Luther\", date: 1963}
c: {type: book, title: Gamma, author: \"King, M. L.\", date: 1963}
";
    snapbox::assert_data_eq!(
        listed("apa", "sources.yml", kings),
        str![[r#"
King, M. L. (1963a). <i>Gamma</i>.
King, M. L., Jr. (1963b). <i>Alpha</i>.
King, M. L., Sr. (1963c). <i>Beta</i>.

"#]]
    );
    snapbox::assert_data_eq!(
        listed("chicago-author-date", "sources.yml", kings),
        str![[r#"
King, M. L. 1963a. <i>Gamma</i>.
King, Martin Luther, Jr. 1963b. <i>Alpha</i>.
King, Martin Luther, Sr. 1963c. <i>Beta</i>.

"#]]
    );
}

#[test]
fn words_with_capitals_are_parts_of_family_names() {
    let names = "\
@book{a, author={Le Guin, Ursula K.}, title={One}, year=2001}
@book{b, author={W. E. B. {Du Bois}}, title={Two}, year=2002}
@book{c, author={de La Fontaine, Jean}, title={Three}, year=2003}
@book{d, author={{de Beauvoir}, Simone}, title={Four}, year=2004}
@book{e, author={van der Berg, Jan}, title={Five}, year=2005}
";
    let right = "\
Berg, Jan van der. 2005. <i>Five</i>.
de Beauvoir, Simone. 2004. <i>Four</i>.
Du Bois, W. E. B. 2002. <i>Two</i>.
La Fontaine, Jean de. 2003. <i>Three</i>.
Le Guin, Ursula K. 2001. <i>One</i>.
";
    let shown = listed("chicago-author-date", "sources.bib", names);
    assert_eq!(shown.replace('\u{a0}', " "), right);
}

#[test]
fn a_name_that_looks_like_several_has_a_message() {
    let yaml = "\
a: {type: book, title: One, author: \"King, Ann and Roe, Bo\", date: 2001}
b: {type: book, title: Two, author: \"King, Ann; Roe, Bo\", date: 2001}
c: {type: book, title: Three, author: [\"King, Jr., Ann\", \"Roe, Bo, Sue\"], date: 2001}
d: {type: book, title: Four, author: {name: \"Smith, Roe and Sons\"}, date: 2001}
e: {type: book, title: \"\", author: \"\", date: 2001}
";
    snapbox::assert_data_eq!(
        listed("apa", "sources.yml", yaml),
        str![[r#"
warning[doubtful-source]: the source `a`: `author`: `King, Ann and Roe, Bo` is taken for one name
 --> content/sources.yml:1:37
  |
1 | a: {type: book, title: One, author: "King, Ann and Roe, Bo", date: 2001}
  |                                     ^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: write several names as a list: `["King, Ann", "Roe, Bo"]`; of an organisation, `{ name: … }`

warning[doubtful-source]: the source `b`: `author`: `King, Ann; Roe, Bo` has a semicolon and is taken for one name
 --> content/sources.yml:2:37
  |
2 | b: {type: book, title: Two, author: "King, Ann; Roe, Bo", date: 2001}
  |                                     ^^^^^^^^^^^^^^^^^^^^
  |
  = help: write several names as a list: `["King, Ann", "Roe, Bo"]`; of an organisation, `{ name: … }`

warning[doubtful-source]: the source `c`: `author`: `Bo` in `Roe, Bo, Sue` is taken for what `Jr.` is in a name
 --> content/sources.yml:3:58
  |
3 | c: {type: book, title: Three, author: ["King, Jr., Ann", "Roe, Bo, Sue"], date: 2001}
  |                                                          ^^^^^^^^^^^^^^
  |
  = help: write several names as a list: `["King, Ann", "Roe, Bo"]`; of an organisation, `{ name: … }`

warning[doubtful-source]: the source `e`: `title` is empty
 --> content/sources.yml:5:24
  |
5 | e: {type: book, title: "", author: "", date: 2001}
  |                        ^^
  |
  = help: write it, or delete the field

warning[doubtful-source]: the source `e`: `author` is empty
 --> content/sources.yml:5:36
  |
5 | e: {type: book, title: "", author: "", date: 2001}
  |                                    ^^
  |
  = help: write it, or delete the field
. (2001).
King, A., Jr., &amp; Roe, S., Bo. (2001). <i>Three</i>.
King, B., Ann and Roe. (2001a). <i>One</i>.
King, B., Ann; Roe. (2001b). <i>Two</i>.
Smith, Roe and Sons. (2001). <i>Four</i>.

"#]]
    );
    let bibtex = "\
@book{a, author={Uno, F.; Due, G.}, title={One}, year=2001}
@book{b, author={Uno, F., Due, G.}, title={Two}, year=2001}
@book{c, author={King, Jr., Ann and {Uno; Due} and King, III, Bo}, title={Three}, year=2001}
";
    snapbox::assert_data_eq!(
        listed("apa", "sources.bib", bibtex),
        str![[r#"
warning[doubtful-source]: the source `a`: `author`: `Uno, F.; Due, G.` has a semicolon and is taken for one name
 --> content/sources.bib:1:17
  |
1 | @book{a, author={Uno, F.; Due, G.}, title={One}, year=2001}
  |                 ^^^^^^^^^^^^^^^^^^
  |
  = help: write `and` between names: `King, Ann and Roe, Bo`

warning[doubtful-source]: the source `b`: `author`: `Uno, F., Due, G.` has too many commas for one name and is shown as it is
 --> content/sources.bib:2:17
  |
2 | @book{b, author={Uno, F., Due, G.}, title={Two}, year=2001}
  |                 ^^^^^^^^^^^^^^^^^^
  |
  = help: write `and` between names: `King, Ann and Roe, Bo`
King, A., Jr., Uno; Due, &amp; King, B., III. (2001). <i>Three</i>.
Uno, F., Due, G. (2001). <i>Two</i>.
Uno, G., F.; Due. (2001). <i>One</i>.

"#]]
    );
}

#[test]
fn a_number_with_letters_keeps_its_hyphens_and_noughts() {
    let reports = "\
@techreport{a, author={Re, A.}, title={One}, institution={I}, number={TR--98--04}, year=2000}
@techreport{b, author={Re, B.}, title={Two}, institution={I}, number={98--04}, year=2000}
";
    snapbox::assert_data_eq!(
        listed("apa", "sources.bib", reports),
        str![[r#"
Re, A. (2000). <i>One</i> (Technical Report TR-98-04). I.
Re, B. (2000). <i>Two</i> (Technical Report 98–04). I.

"#]]
    );
    snapbox::assert_data_eq!(
        listed("ieee", "sources.bib", reports),
        str![[r#"
[1] A. Re, “One,” I, Technical report TR-98-04, 2000.
[2] B. Re, “Two,” I, Technical report 98–04, 2000.

"#]]
    );
}

#[test]
fn stops_stand_once_and_greek_letters_stay_small() {
    let sources = "\
@article{a, author={Dot, Ann}, title={Why?}, journal={J. Math.}, year=1960}
@article{b, author={Dot, Ben}, title={What now!}, journal={Who Cares?}, year=1961}
@article{c, author={Dot, Cy}, title={Peas, beans, etc.}, journal={Proc. R. Soc.}, year=1962, volume=3}
@article{d, author={Dot, Di}, title={On $\\alpha$-trees at 5 µm and more ...}, journal={Acta}, year=1963}
@book{e, author={Dot, Ed}, title={{$\\alpha$}-trees}, publisher={Penguin Co.}, year=1965}
";
    snapbox::assert_data_eq!(
        listed("chicago-author-date", "sources.bib", sources),
        str![[r#"
Dot, Ann. 1960. “Why?” <i>J. Math.</i>
Dot, Ben. 1961. “What Now!” <i>Who Cares?</i>
Dot, Cy. 1962. “Peas, Beans, Etc.” <i>Proc. R. Soc.</i> 3.
Dot, Di. 1963. “On α-Trees at 5 µm and More ....” <i>Acta</i>.
Dot, Ed. 1965. <i>α-Trees</i>. Penguin Co.

"#]]
    );
}

#[test]
fn what_is_left_out_of_bibtex_has_a_message() {
    let sources = "\
@video{a, director={Varda, Agnes}, title={One}, year=1985}
@article{b, author={Uno, A.}, title={Two}, journal={J}, year=2001, volum=3, foo={bar}, abstract={A}, date-added={x}}
@inproceedings{c, author={Uno, B.}, title={Three}, crossref={nowhere}, year=2001}
";
    snapbox::assert_data_eq!(
        listed("apa", "sources.bib", sources),
        str![[r#"
warning[doubtful-source]: the source `a`: the field `director` is unknown and left out
 --> content/sources.bib:1:11
  |
1 | @video{a, director={Varda, Agnes}, title={One}, year=1985}
  |           ^^^^^^^^
  |
  = help: write the people under `editor`, and `editortype = {director}`

warning[doubtful-source]: the source `b`: the field `volum` is unknown and left out
 --> content/sources.bib:2:68
  |
2 | @article{b, author={Uno, A.}, title={Two}, journal={J}, year=2001, volum=3, foo={bar}, abstra...
  |                                                                    ^^^^^
  |
  = help: did you mean `volume`?

warning[doubtful-source]: the source `b`: the field `foo` is unknown and left out
 --> content/sources.bib:2:77
  |
2 | @article{b, author={Uno, A.}, title={Two}, journal={J}, year=2001, volum=3, foo={bar}, abstra...
  |                                                                             ^^^
  |
  = help: delete it, or write what readers need under `note`

warning[doubtful-source]: the source `c`: `crossref` names `nowhere`, which is not in this file
 --> content/sources.bib:3:61
  |
3 | @inproceedings{c, author={Uno, B.}, title={Three}, crossref={nowhere}, year=2001}
  |                                                             ^^^^^^^^^
  |
  = help: add the source, or delete the field
<i>One</i>. (1985). [Video recording].
Uno, A. (2001). Two. <i>J</i>.
Uno, B. (2001). <i>Three</i>.

"#]]
    );
}

#[test]
fn a_key_is_what_is_written() {
    let build = Fixture::new(
        "-- content/_index.md --\n# Home\n\n[@{O'Neil2016}; @{a--b}] is \"quoted\"\n\n[@{O'Neal}]\n-- content/sources.bib --\n@book{O'Neil2016, author={O'Neil, Cathy}, title={W}, year=2016}\n@book{a--b, author={Bo, A}, title={W}, year=2017}\n-- content/list.md --\n+++\ntitle = \"Sources\"\n[sources]\n+++\n",
    )
    .build();
    snapbox::assert_data_eq!(
        messages(&build),
        str![[r#"
error[unknown-source]: there is no source `O'Neal`
 --> content/_index.md:5:2
  |
5 | [@{O'Neal}]
  |  ^^^^^^^^^
  |
  = help: if this is not a citation, write `/[@`

"#]]
    );
}
