//! What styles do with the names, dates and titles of sources: as `pandoc --citeproc` prints them.

use snapbox::str;

use crate::fixture::{Fixture, text};
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
A. Smith 2001; B. Smith 2001b; B. Smith 2001a, p. 3; Doe and Smith 2001; van Smith 2001; 2001b
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
