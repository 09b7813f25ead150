//! Citations that would be equal, places within sources, and the ids of sources.

use snapbox::{assert_data_eq, str};

use crate::fixture::{Fixture, messages, text};
use crate::sources::listed;

/// The citations of a home page in a style, as plain text, where nothing is wrong.
#[track_caller]
fn cited(style: &str, sources: &str, page: &str) -> String {
    let build = Fixture::new(&format!(
        "-- handbook.toml --\ntitle = \"T\"\nlanguage = \"en\"\n-- content/_index.md --\n# Home\n\n{page}\n-- content/list.md --\n+++\ntitle = \"S\"\n[sources]\nunused = true\nstyle = \"{style}\"\n+++\n-- content/sources.bib --\n{sources}"
    ))
    .build();
    assert_eq!(messages(&build), "");
    let home = text(&build, "index.html");
    let citations = home.split("<span class=\"citation\">").skip(1);
    let plain = citations.filter_map(|citation| {
        let html = citation.split_once("</span>")?.0;
        let texts = html.split('<').map(|part| part.rsplit('>').next().unwrap_or_default());
        Some(texts.collect::<String>().replace("&amp;", "&"))
    });
    plain.collect::<Vec<_>>().join("\n") + "\n"
}

const GROUPS: &str = "\
@article{s1, author={Smith, A. and Jones, B. and Brown, C.}, title={One}, journal={J}, year=2001}
@article{s2, author={Smith, A. and Jones, B. and White, D.}, title={Two}, journal={J}, year=2001}
@article{s3, author={Smith, A. and Green, B. and White, D. and Zed, Q.}, title={Three}, journal={J}, year=2001}
@article{s4, author={Smith, A. and Jones, B. and Brown, C.}, title={Four}, journal={J}, year=2002}
@article{t1, author={Roe, A. and Bee, B. and Cee, C. and Dee, D.}, title={Roe one}, journal={J}, year=2003}
@article{t2, author={Roe, A. and Bee, B. and Cee, C. and Eee, D.}, title={Roe two}, journal={J}, year=2003}
@article{t3, author={Roe, A. and Bee, B. and Cee, C. and Eee, D.}, title={Roe three}, journal={J}, year=2003}
@book{e1, editor={King, Ann}, title={Alpha}, year=1990}
@book{e2, editor={King, Bo}, title={Beta}, year=1990}
@book{e3, author={King, Cy}, title={Gamma}, year=1991}
@book{m1, editor={Low, A. and Bee, B. and Cee, C. and Dee, D.}, title={Delta}, year=1990}
@book{m2, editor={Low, A. and Fee, B. and Cee, C. and others}, title={Epsilon}, year=1990}
";

#[test]
fn further_names_and_initials_of_editors_tell_sources_apart() {
    let page = "[@s1; @s2; @s3; @s4]\n\n[@t1; @t2; @t3]\n\n[@e1; @e2; @e3, p. 3]\n\n[@m1; @m2]\n\nSmith [-@s1]";
    assert_data_eq!(
        cited("apa", GROUPS, page),
        str![[r#"
(Smith, Jones, & Brown, 2001; Smith, Jones, & White, 2001; Smith, Green, et al., 2001; Smith et al., 2002)
(Roe, Bee, Cee, & Dee, 2003; Roe, Bee, Cee, & Eee, 2003b; Roe, Bee, Cee, & Eee, 2003a)
(A. King, 1990; B. King, 1990; C. King, 1991, p. 3)
(Low, Bee, et al., 1990; Low, Fee, et al., 1990)
(2001)

"#]]
    );
    assert_data_eq!(
        cited("chicago-author-date", GROUPS, page),
        str![[r#"
(Smith, Jones, and Brown 2001; Smith, Jones, and White 2001; Smith, Green, et al. 2001; Smith et al. 2002)
(Roe, Bee, Cee, and Dee 2003; Roe, Bee, Cee, and Eee 2003b; Roe, Bee, Cee, and Eee 2003a)
(A. King 1990; B. King 1990; C. King 1991, 3)
(Low, Bee, et al. 1990; Low, Fee, et al. 1990)
(2001)

"#]]
    );
    // The list says nothing of what tells citations apart but the letters.
    assert_data_eq!(
        listed("apa", "sources.bib", GROUPS),
        str![[r#"
King, A. (Ed.). (1990). <i>Alpha</i>.
King, B. (Ed.). (1990). <i>Beta</i>.
King, C. (1991). <i>Gamma</i>.
Low, A., Bee, B., Cee, C., &amp; Dee, D. (Eds.). (1990). <i>Delta</i>.
Low, A., Fee, B., Cee, C., et al. (Eds.). (1990). <i>Epsilon</i>.
Roe, A., Bee, B., Cee, C., &amp; Dee, D. (2003). Roe one. <i>J</i>.
Roe, A., Bee, B., Cee, C., &amp; Eee, D. (2003a). Roe three. <i>J</i>.
Roe, A., Bee, B., Cee, C., &amp; Eee, D. (2003b). Roe two. <i>J</i>.
Smith, A., Green, B., White, D., &amp; Zed, Q. (2001). Three. <i>J</i>.
Smith, A., Jones, B., &amp; Brown, C. (2001). One. <i>J</i>.
Smith, A., Jones, B., &amp; Brown, C. (2002). Four. <i>J</i>.
Smith, A., Jones, B., &amp; White, D. (2001). Two. <i>J</i>.

"#]]
    );
}

#[test]
fn letters_alone_tell_sources_apart_in_a_style_that_adds_no_names() {
    let styles = ["harvard-cite-them-right", "elsevier-harvard", "springer-basic-author-date"];
    let page = "[@s1; @s2; @s3; @s4]\n\n[@t1; @t2; @t3]\n\n[@m1; @m2]";
    let told = styles.map(|style| cited(style, GROUPS, page));
    assert_data_eq!(
        told.join("\n"),
        str![[r#"
(Smith, Jones and Brown, 2001; Smith, Jones and White, 2001; Smith et al., 2001; Smith, Jones and Brown, 2002)
(Roe, Bee, Cee and Dee, 2003; Roe, Bee, Cee and Eee, 2003b; Roe, Bee, Cee and Eee, 2003a)
(Low, Bee, et al., 1990; Low, Fee, et al., 1990)

(Smith et al., 2001b; Smith et al., 2001c; Smith et al., 2001a; Smith et al., 2002)
(Roe et al., 2003a; Roe et al., 2003b; Roe et al., 2003c)
(Low et al., 1990a; Low et al., 1990b)

(Smith et al. 2001b; Smith et al. 2001c; Smith et al. 2001a; Smith et al. 2002)
(Roe et al. 2003a; Roe et al. 2003b; Roe et al. 2003c)
(Low et al. 1990a; Low et al. 1990b)

"#]]
    );
}

const PLACES: &str = "\
@book{a, author={King, Ann}, title={Alpha}, year=1990}
@book{b, author={Roe, Bo}, title={Beta}, year=1991}
";

#[test]
fn a_place_gets_the_word_of_the_style_for_its_kind() {
    let page = "\
[@a, 12-15] [@a 12] [@a, p. 12 and on] [@a, pp. 3--5, 9] [@a, A-12] [-@a, 5]

[@a, ch. 3] [@a, chapters 3 and 4] [@a, §3] [@a, §§ 3-5] [@a, sec. 3-4] [@a, vol. 2, pp. 3-5]

[@a, {appendix B}] [@a, {ii, A, D-Z}, with a suffix] [@a{}, 99 years later] [@a, fig. 2; @b, ch. 1]

[@a, Table 1] [@a, as it says] [@a, 12:30] [@a, 1 Cor. 13:1] [@a, part of the whole] [@a, {12]";
    let told =
        ["apa", "chicago-author-date", "ieee", "vancouver"].map(|style| cited(style, PLACES, page));
    assert_data_eq!(
        told.join("\n"),
        str![[r#"
(King, 1990, pp. 12–15)
(King, 1990, p. 12)
(King, 1990, p. 12 and on)
(King, 1990, pp. 3–5, 9)
(King, 1990, p. A-12)
(1990, p. 5)
(King, 1990, Chapter 3)
(King, 1990, Chapters 3 and 4)
(King, 1990, Section 3)
(King, 1990, Sections 3–5)
(King, 1990, Section 3-4)
(King, 1990, Volume 2, pp. 3–5)
(King, 1990, Appendix B)
(King, 1990, pp. ii, A, D–Z, with a suffix)
(King, 1990, 99 years later)
(King, 1990, Figure 2; Roe, 1991, Chapter 1)
(King, 1990, Table 1)
(King, 1990, as it says)
(King, 1990, 12:30)
(King, 1990, 1 Cor. 13:1)
(King, 1990, part of the whole)
(King, 1990, {12)

(King 1990, 12–15)
(King 1990, 12)
(King 1990, 12 and on)
(King 1990, 3–5, 9)
(King 1990, A-12)
(1990, 5)
(King 1990, chap. 3)
(King 1990, chaps. 3 and 4)
(King 1990, sec. 3)
(King 1990, secs. 3–5)
(King 1990, sec. 3-4)
(King 1990, vol. 2, pp. 3–5)
(King 1990, app. B)
(King 1990, ii, A, D–Z, with a suffix)
(King 1990, 99 years later)
(King 1990, fig. 2; Roe 1991, chap. 1)
(King 1990, Table 1)
(King 1990, as it says)
(King 1990, 12:30)
(King 1990, 1 Cor. 13:1)
(King 1990, part of the whole)
(King 1990, {12)

[1, pp. 12–15]
[1, p. 12]
[1, p. 12 and on]
[1, pp. 3–5, 9]
[1, p. A-12]
[1, p. 5]
[1, Ch. 3]
[1, Ch. 3 and 4]
[1, Sec. 3]
[1, Secs. 3–5]
[1, Sec. 3-4]
[1, Vol. 2, pp. 3–5]
[1, App. B]
[1, pp. ii, A, D–Z], with a suffix
[1], 99 years later
[1, Fig. 2], [2, Ch. 1]
[1, Table 1]
[1, as it says]
[1, 12:30]
[1, 1 Cor. 13:1]
[1, part of the whole]
[1, {12]

(1, 12–15)
(1, 12)
(1, p. 12 and on)
(1, pp. 3–5, 9)
(1, A-12)
(1, 5)
(1, ch. 3)
(1, chapters 3 and 4)
(1, §3)
(1, §§ 3–5)
(1, sec. 3-4)
(1, vol. 2, pp. 3–5)
(1, appendix B)
(1, ii, A, D–Z, with a suffix)
(1, 99 years later)
(1, fig. 2,2, ch. 1)
(1, Table 1)
(1, as it says)
(1, 12:30)
(1, 1 Cor. 13:1)
(1, part of the whole)
(1, {12)

"#]]
    );
}

#[test]
fn words_for_a_date_have_a_comma_before_them() {
    let sources = "\
@book{a, author={King, Ann}, title={Alpha}, pubstate={inpress}}
@book{b, author={Roe, Bo}, title={Beta}, year={c. 1850}}
@book{c, author={Low, Cy}, title={Gamma}, year={forthcoming}}
@book{d, author={Low, Cy}, title={Delta}, year={forthcoming}}
";
    let page = "[@a; @b; @c, p. 3; @d] [-@a]";
    let told = ["apa", "chicago-author-date"].map(|style| cited(style, sources, page));
    assert_data_eq!(
        told.join("\n"),
        str![[r#"
(King, in press; Roe, c. 1850; Low, forthcoming-b, p. 3; Low, forthcoming-a)
(in press)

(King, in press; Roe c. 1850; Low, forthcoming-b, 3; Low, forthcoming-a)
(in press)

"#]]
    );
}

#[test]
fn no_source_has_an_id_of_the_frame() {
    let build = Fixture::new(
        "-- handbook.toml --\ntitle = \"T\"\nbase_url = \"https://example.org/\"\n-- content/_index.md --\n# Home\n\n[@main] [@main-1]\n-- content/list.md --\n+++\ntitle = \"S\"\n[sources]\n+++\n-- content/sources.bib --\n@book{main, author={King, Ann}, title={Alpha}, year=1963}\n@book{main-1, author={Roe, Bo}, title={Beta}, year=1963}\n",
    )
    .build();
    assert_eq!(messages(&build), "");
    let home = text(&build, "index.html");
    assert!(home.contains("href=\"/list/#main-2\">King, 1963</a>"), "{home}");
    assert!(home.contains("href=\"/list/#main-1\">Roe, 1963</a>"));
    let list = text(&build, "list/index.html");
    assert_eq!(list.matches("id=\"main\"").count(), 1);
    assert!(list.contains("<li id=\"main-2\"><p>King"));
}
