//! What a source is in the list: names, dates, pages and text of BibTeX and YAML, as styles have
//! them.

use snapbox::str;

use crate::fixture::{Fixture, messages, text};

/// The lines of the list of sources, without tags but for emphasis, and before them the messages.
#[track_caller]
pub fn listed(style: &str, file: &str, content: &str) -> String {
    listed_in("en", style, file, content)
}

#[track_caller]
pub fn listed_in(language: &str, style: &str, file: &str, content: &str) -> String {
    let build = Fixture::new(&format!(
        "-- handbook.toml --\ntitle = \"T\"\nbase_url = \"https://example.org/\"\nlanguage = \"{language}\"\n-- content/_index.md --\n# Home\n-- content/list.md --\n+++\ntitle = \"Sources\"\n[sources]\nunused = true\nstyle = \"{style}\"\n+++\n-- content/{file} --\n{content}"
    ))
    .build();
    let mut told = messages(&build);
    if !told.contains("error[") {
        for line in text(&build, "list/index.html").split("<li id=\"").skip(1) {
            let line = line.split_once("<p>").map_or("", |(_, line)| line);
            told.push_str(line.split_once("</p>").map_or("", |(line, _)| line));
            told.push('\n');
        }
    }
    told
}

/// The list in APA, from BibTeX, where nothing is wrong.
#[track_caller]
pub fn apa(content: &str) -> String {
    listed("apa", "sources.bib", content)
}

#[test]
fn and_others_are_further_people_and_no_person() {
    let sources = "\
@book{a, author={Alpha, Ann and others}, title={One}, publisher={P}, year=2001}
@book{b, author={Beta, Bea and Gamma, Gus and others}, title={Two}, publisher={P}, year=2002}
@book{c, editor={Delta, Di and et al.}, title={Three}, publisher={P}, year=2003}
@book{d, author={Eta, Eve and Theta, Theo et al.}, title={Four}, publisher={P}, year=2004}
";
    snapbox::assert_data_eq!(
        ["apa", "chicago-author-date", "ieee", "vancouver"]
            .map(|style| listed(style, "sources.bib", sources))
            .join("\n"),
        str![[r#"
Alpha, A., et al. (2001). <i>One</i>. P.
Beta, B., Gamma, G., et al. (2002). <i>Two</i>. P.
Delta, D., et al. (Eds.). (2003). <i>Three</i>. P.
Eta, E., Theta, T., et al. (2004). <i>Four</i>. P.

Alpha, Ann, et al. 2001. <i>One</i>. P.
Beta, Bea, Gus Gamma, et al. 2002. <i>Two</i>. P.
Delta, Di, et al., eds. 2003. <i>Three</i>. P.
Eta, Eve, Theo Theta, et al. 2004. <i>Four</i>. P.

[1] A. Alpha et al., <i>One</i>. P, 2001.
[2] B. Beta, G. Gamma, et al., <i>Two</i>. P, 2002.
[3] D. Delta et al., Eds., <i>Three</i>. P, 2003.
[4] E. Eta, T. Theta, et al., <i>Four</i>. P, 2004.

1. Alpha A, et al. One. P; 2001.
2. Beta B, Gamma G, et al. Two. P; 2002.
3. Delta D, et al., editors. Three. P; 2003.
4. Eta E, Theta T, et al. Four. P; 2004.

"#]]
    );
    snapbox::assert_data_eq!(
        listed_in(
            "de",
            "apa",
            "sources.bib",
            "@book{a, author={Alpha, Ann and others}, title={Eins}}"
        ),
        str![[r#"
Alpha, A., et al. (o. J.). <i>Eins</i>.

"#]]
    );
    snapbox::assert_data_eq!(
        listed(
            "apa",
            "sources.yml",
            "a:\n  type: book\n  title: One\n  author: [\"Alpha, Ann\", others]\n"
        ),
        str![[r#"
Alpha, A., et al. (n.d.). <i>One</i>.

"#]]
    );
}

#[test]
fn the_title_of_a_collection_stands_once_and_pages_are_there() {
    let sources = "\
@incollection{a, author={Chap, Carl}, title={The chapter}, booktitle={Collected works}, editor={Ed, Eve}, pages={10--20}, publisher={P}, year=2001}
@inproceedings{b, author={Chap, Carl}, title={The paper}, booktitle={Proceedings of the meeting}, editor={Ed, Eve}, pages={10--20}, publisher={P}, year=2002}
@inproceedings{c, author={Chap, Carl}, title={Another}, booktitle={Proceedings of the meeting}, pages={10--20}, year=2003}
@inreference{d, author={Chap, Carl}, title={Term}, booktitle={Encyclopaedia}, publisher={P}, year=2004}
";
    snapbox::assert_data_eq!(
        ["apa", "chicago-author-date", "ieee", "vancouver"]
            .map(|style| listed(style, "sources.bib", sources))
            .join("\n"),
        str![[r#"
Chap, C. (2001). The chapter. In E. Ed (Ed.), <i>Collected works</i> (pp. 10–20). P.
Chap, C. (2002). The paper. In E. Ed (Ed.), <i>Proceedings of the meeting</i> (pp. 10–20). P.
Chap, C. (2003). Another. <i>Proceedings of the Meeting</i>, 10–20.
Chap, C. (2004). Term. In <i>Encyclopaedia</i>. P.

Chap, Carl. 2001. “The Chapter.” In <i>Collected Works</i>, edited by Eve Ed. P.
Chap, Carl. 2002. “The Paper.” In <i>Proceedings of the Meeting</i>, edited by Eve Ed. P.
Chap, Carl. 2003. “Another.” <i>Proceedings of the Meeting</i>, 10–20.
Chap, Carl. 2004. “Term.” <i>Encyclopaedia</i>. P.

[1] C. Chap, “The chapter,” in <i>Collected works</i>, E. Ed, Ed., P, 2001, pp. 10–20.
[2] C. Chap, “The paper,” in <i>Proceedings of the meeting</i>, E. Ed, Ed., P, 2002, pp. 10–20.
[3] C. Chap, “Another,” in <i>Proceedings of the meeting</i>, 2003, pp. 10–20.
[4] C. Chap, “Term,” in <i>Encyclopaedia</i>, P, 2004.

1. Chap C. The chapter. In: Ed E, editor. Collected works. P; 2001. p. 10–20.
2. Chap C. The paper. In: Ed E, editor. Proceedings of the meeting. P; 2002. p. 10–20.
3. Chap C. Another. In: Proceedings of the meeting. 2003. p. 10–20.
4. Chap C. Term. In: Encyclopaedia. P; 2004.

"#]]
    );
    let yaml = "\
a:
  type: article
  title: The paper
  author: Chap, Carl
  date: 2002
  page-range: 10-20
  parent:
    type: proceedings
    title: Proceedings of the meeting
    editor: Ed, Eve
    parent:
      type: proceedings
      title: Papers
b:
  type: anthos
  title: The part
  author: Chap, Carl
  date: 2003
  page-range: 10-20
  parent: { type: anthology, title: Collected works, editor: \"Ed, Eve\" }
";
    snapbox::assert_data_eq!(
        listed("apa", "sources.yml", yaml),
        str![[r#"
Chap, C. (2002). The paper. In E. Ed (Ed.), <i>Proceedings of the meeting</i> (pp. 10–20).
Chap, C. (2003). The part. In E. Ed (Ed.), <i>Collected works</i> (pp. 10–20).

"#]]
    );
}

#[test]
fn organisations_are_whole() {
    let yaml = "\
a:
  type: report
  title: Release
  author: Bureau of Labor Statistics
  date: 2006
b:
  type: web
  title: Norm
  author: [Deutsches Institut für Normung e. V., \"van Gogh, V.\"]
  date: 2007
";
    snapbox::assert_data_eq!(
        listed("apa", "sources.yml", yaml),
        str![[r#"
Bureau of Labor Statistics. (2006). <i>Release</i>.
Deutsches Institut für Normung e. V., &amp; van Gogh, V. (2007). <i>Norm</i>.

"#]]
    );
    snapbox::assert_data_eq!(
        apa("\
@report{a, author={{Bureau of Labor Statistics}}, title={One}, year=2001, institution={{Smith and Sons}}}
@report{b, author={Bureau of Labor Statistics and Ministry of Works}, title={Two}, year=2002}
@report{c, author={{\\'Ecole des Ponts} and Roe, Bo}, title={Three}, year=2003}
"),
        str![[r#"
Bureau of Labor Statistics. (2001). <i>One</i>. Smith and Sons.
Bureau of Labor Statistics, &amp; Ministry of Works. (2002). <i>Two</i>.
École des Ponts, &amp; Roe, B. (2003). <i>Three</i>.

"#]]
    );
}

#[test]
fn particles_are_part_of_the_name_and_of_its_place() {
    let sources = "\
@book{a, author={van der Berg, Jan}, title={One}, year=2001}
@book{b, author={Ludwig van Beethoven}, title={Two}, year=2002}
@book{c, author={de la Cruz, Ana and D'Angelo, Ugo and {\\'A}lvarez G{\\'o}mez, Lu{\\'\\i}s}, title={Three}, year=2003}
@book{d, author={family=Vinci, given=Leonardo, prefix=da}, title={Four}, year=2004}
@book{e, author={King, Jr., Martin Luther and Sartre, J.-P. and Rowling, J.K.}, title={Five}, year=2005}
@book{f, author={Zola, Émile}, title={Six}, year=2006}
";
    snapbox::assert_data_eq!(
        ["apa", "chicago-author-date", "ieee", "vancouver"]
            .map(|style| listed(style, "sources.bib", sources))
            .join("\n"),
        str![[r#"
da Vinci, L. (2004). <i>Four</i>.
de la Cruz, A., D’Angelo, U., &amp; Álvarez Gómez, L. (2003). <i>Three</i>.
King, M. L., Jr., Sartre, J.-P., &amp; Rowling, J. K. (2005). <i>Five</i>.
van Beethoven, L. (2002). <i>Two</i>.
van der Berg, J. (2001). <i>One</i>.
Zola, É. (2006). <i>Six</i>.

Beethoven, Ludwig van. 2002. <i>Two</i>.
Berg, Jan van der. 2001. <i>One</i>.
Cruz, Ana de la, Ugo D’Angelo, and Luís Álvarez Gómez. 2003. <i>Three</i>.
King, Martin Luther, Jr., J.-P. Sartre, and J. K. Rowling. 2005. <i>Five</i>.
Vinci, Leonardo da. 2004. <i>Four</i>.
Zola, Émile. 2006. <i>Six</i>.

[1] J. van der Berg, <i>One</i>. 2001.
[2] L. van Beethoven, <i>Two</i>. 2002.
[3] A. de la Cruz, U. D’Angelo, and L. Álvarez Gómez, <i>Three</i>. 2003.
[4] L. da Vinci, <i>Four</i>. 2004.
[5] M. L. King Jr., J.-P. Sartre, and J. K. Rowling, <i>Five</i>. 2005.
[6] É. Zola, <i>Six</i>. 2006.

1. van der Berg J. One. 2001.
2. van Beethoven L. Two. 2002.
3. de la Cruz A, D’Angelo U, Álvarez Gómez L. Three. 2003.
4. da Vinci L. Four. 2004.
5. King ML Jr., Sartre JP, Rowling JK. Five. 2005.
6. Zola É. Six. 2006.

"#]]
    );
    let yaml = "\
a:
  type: book
  title: One
  author: van der Berg, Jan
b:
  type: book
  title: Two
  author: { name: Beethoven, given-name: Ludwig, prefix: van }
";
    snapbox::assert_data_eq!(
        listed("apa", "sources.yml", yaml),
        str![[r#"
van Beethoven, L. (n.d.). <i>Two</i>.
van der Berg, J. (n.d.). <i>One</i>.

"#]]
    );
}

#[test]
fn pages_and_numbers_are_as_they_are_written() {
    snapbox::assert_data_eq!(
        apa("\
@article{a, author={A, A}, title={One}, journal={J}, year=2001, pages={7,41,73--97}}
@article{b, author={B, B}, title={Two}, journal={J}, year=2002, pages={1--3, 7}}
@article{c, author={C, C}, title={Three}, journal={J}, year=2003, pages={12-5--12-9}, volume={2}, number={3-4}}
@article{d, author={D, D}, title={Four}, journal={J}, year=2004, pages={e1234}}
@article{e, author={E, E}, title={Five}, journal={J}, year=2005, pages={pp. xi–xv}}
@techreport{f, author={F, F}, title={Six}, year=2006, number={2001-05}, institution={Works}}
@techreport{g, author={G, G}, title={Seven}, year=2007, number={007}, institution={Works}}
"),
        str![[r#"
A, A. (2001). One. <i>J</i>, 7, 41, 73–97.
B, B. (2002). Two. <i>J</i>, 1–3, 7.
C, C. (2003). Three. <i>J</i>, <i>2</i>(3–4), 12-5–12-9.
D, D. (2004). Four. <i>J</i>, e1234.
E, E. (2005). Five. <i>J</i>, xi–xv.
F, F. (2006). <i>Six</i> (Technical Report 2001-05). Works.
G, G. (2007). <i>Seven</i> (Technical Report No. 007). Works.

"#]]
    );
    let yaml = "\
a:
  type: report
  title: One
  page-range: 7, 41, 73-97
  serial-number: 2001-05
b:
  type: report
  title: Two
  serial-number: { serial: TR-12-3, doi: \"https://doi.org/10.1000/xyz\" }
";
    snapbox::assert_data_eq!(
        listed("apa", "sources.yml", yaml),
        str![[r#"
<i>One</i>. (n.d.). 2001-05.
<i>Two</i>. (n.d.). TR-12-3. <a href="https://doi.org/10.1000/xyz" rel="noopener">https://doi.org/10.1000/xyz</a>

"#]]
    );
}

#[test]
fn text_is_that_of_latex() {
    snapbox::assert_data_eq!(
        apa("\
@book{a, author={Tex, Tom}, title={Growth of \\emph{E. coli} in H\\textsubscript{2}O: a ``short'' study of 3~km, $\\alpha$}, publisher={P}, year=2001}
@article{b, author={Espelos{\\'{\\i}}n, Jos\\'e and M{\\\"u}ller, \\v{Z}ofia and {\\O}re, {\\AA}sa}, title={{\\bf Bold} \\& {\\em loud}: 10\\,\\% of \\$5, x$^{2}$ -- \\textbf{no} ``it's''}, journal={{IEEE} Trans. {X}}, year=2002}
@book{c, author={Yen, Y}, title={A \\weird{word} and \\other}, year=2003}
@book{d, author={Zed, Z}, title={Costs $5 {\\LaTeX} {\\'Etude} na{\\\"\\i}ve \\url{a_b}}, year=2004, note={See \\emph{this}.}}
"),
        str![[r#"
warning[doubtful-source]: the source `c`: the command `/weird` is unknown, and only its text is shown
 --> content/sources.bib:3:36
  |
3 | @book{c, author={Yen, Y}, title={A /weird{word} and /other}, year=2003}
  |                                    ^^^^^^
  |
  = help: write the character itself, or `/emph{…}`, `/textbf{…}`, `/textsuperscript{…}` or `/textsubscript{…}`
Espelosín, J., Müller, Ž., &amp; Øre, Å. (2002). <b>Bold</b> &amp; <i>loud</i>: 10 % of $5, x<sup>2</sup> – <b>no</b> “it’s.” <i>IEEE Trans. X</i>.
Tex, T. (2001). <i>Growth of </i>E. coli<i> in H<sub>2</sub>O: A “short” study of 3 km, α</i>. P.
Yen, Y. (2003). <i>A word and /other</i>.
Zed, Z. (2004). <i>Costs $5 LaTeX Étude naïve a_b</i>.

"#]]
    );
    snapbox::assert_data_eq!(
        listed(
            "chicago-author-date",
            "sources.bib",
            "@book{a, title={the {iPhone} of {NASA} and \\emph{e}}, year=2001}"
        ),
        str![[r#"
<i>The iPhone of NASA and </i>e. 2001.

"#]]
    );
}

#[test]
fn dates_are_ranges_words_and_about() {
    let sources = "\
@book{a, author={A, A}, title={One}, year={forthcoming}}
@book{b, author={A, A}, title={Two}, year={in press}}
@book{c, author={A, A}, title={Three}, year={in press}}
@book{d, author={D, D}, title={Four}, year={c. 1850}}
@book{e, author={E, E}, title={Five}, date={1990/1995}}
@book{f, author={F, F}, title={Six}, year={1990--95}}
@book{g, author={G, G}, title={Seven}, date={1850~}}
@book{h, author={H, H}, title={Eight}, year={44 BC}}
@book{i, author={I, I}, title={Nine}, year=1990, month=may, day=12}
@online{j, author={J, J}, title={Ten}, date={2001-02-03}, url={https://example.org/}, urldate={2002-03-04}}
@book{k, author={K, K}, title={Eleven}, pubstate={inpress}}
@book{l, author={L, L}, title={Twelve}, date={1990-13-01}}
@book{m, author={M, M}, title={Thirteen}, date={1990/}, origdate={1980}}
@book{n, author={N, N}, title={Fourteen}}
";
    snapbox::assert_data_eq!(
        ["apa", "chicago-author-date", "ieee", "vancouver"]
            .map(|style| listed(style, "sources.bib", sources))
            .join("\n"),
        str![[r#"
warning[doubtful-source]: the source `l`: `date`: `1990-13-01` is no date and is shown as it is
  --> content/sources.bib:12:46
   |
12 | @book{l, author={L, L}, title={Twelve}, date={1990-13-01}}
   |                                              ^^^^^^^^^^^^
   |
   = help: write the year, `1990`, a range, `1990/1995`, or words, `in press`; with month and day in the field `date`, `1990-05-12`
A, A. (forthcoming). <i>One</i>.
A, A. (in press-a). <i>Three</i>.
A, A. (in press-b). <i>Two</i>.
D, D. (c. 1850). <i>Four</i>.
E, E. (1990–1995). <i>Five</i>.
F, F. (1990–95). <i>Six</i>.
G, G. (ca. 1850). <i>Seven</i>.
H, H. (44 B.C.E.). <i>Eight</i>.
I, I. (1990). <i>Nine</i>.
J, J. (2001, February 3). <i>Ten</i>. <a href="https://example.org/" rel="noopener">https://example.org/</a>
K, K. (in press). <i>Eleven</i>.
L, L. (1990-13-01). <i>Twelve</i>.
M, M. (1990–). <i>Thirteen</i>. (Original work published 1980)
N, N. (n.d.). <i>Fourteen</i>.

warning[doubtful-source]: the source `l`: `date`: `1990-13-01` is no date and is shown as it is
  --> content/sources.bib:12:46
   |
12 | @book{l, author={L, L}, title={Twelve}, date={1990-13-01}}
   |                                              ^^^^^^^^^^^^
   |
   = help: write the year, `1990`, a range, `1990/1995`, or words, `in press`; with month and day in the field `date`, `1990-05-12`
A, A. Forthcoming. <i>One</i>.
A, A. In press-a. <i>Three</i>.
A, A. In press-b. <i>Two</i>.
D, D. c. 1850. <i>Four</i>.
E, E. 1990–1995. <i>Five</i>.
F, F. 1990–95. <i>Six</i>.
G, G. ca. 1850. <i>Seven</i>.
H, H. 44 BC. <i>Eight</i>.
I, I. 1990. <i>Nine</i>.
J, J. 2001. “Ten.” February 3. <a href="https://example.org/" rel="noopener">https://example.org/</a>.
K, K. In press. <i>Eleven</i>.
L, L. 1990-13-01. <i>Twelve</i>.
M, M. (1980) 1990–. <i>Thirteen</i>.
N, N. n.d. <i>Fourteen</i>.

warning[doubtful-source]: the source `l`: `date`: `1990-13-01` is no date and is shown as it is
  --> content/sources.bib:12:46
   |
12 | @book{l, author={L, L}, title={Twelve}, date={1990-13-01}}
   |                                              ^^^^^^^^^^^^
   |
   = help: write the year, `1990`, a range, `1990/1995`, or words, `in press`; with month and day in the field `date`, `1990-05-12`
[1] A. A, <i>One</i>. Forthcoming.
[2] A. A, <i>Two</i>. In press.
[3] A. A, <i>Three</i>. In press.
[4] D. D, <i>Four</i>. c. 1850.
[5] E. E, <i>Five</i>. 1990–1995.
[6] F. F, <i>Six</i>. 1990–95.
[7] G. G, <i>Seven</i>. ca. 1850.
[8] H. H, <i>Eight</i>. 44 BC.
[9] I. I, <i>Nine</i>. 1990.
[10] J. J, “Ten.” Accessed: Mar. 04, 2002. [Online]. Available: <a href="https://example.org/" rel="noopener">https://example.org/</a>
[11] K. K, <i>Eleven</i>. In press.
[12] L. L, <i>Twelve</i>. 1990-13-01.
[13] M. M, <i>Thirteen</i>. 1990–.
[14] N. N, <i>Fourteen</i>.

warning[doubtful-source]: the source `l`: `date`: `1990-13-01` is no date and is shown as it is
  --> content/sources.bib:12:46
   |
12 | @book{l, author={L, L}, title={Twelve}, date={1990-13-01}}
   |                                              ^^^^^^^^^^^^
   |
   = help: write the year, `1990`, a range, `1990/1995`, or words, `in press`; with month and day in the field `date`, `1990-05-12`
1. A A. One. Forthcoming.
2. A A. Two. In press.
3. A A. Three. In press.
4. D D. Four. c. 1850.
5. E E. Five. 1990–1995.
6. F F. Six. 1990–95.
7. G G. Seven. ca. 1850.
8. H H. Eight. 44 BC.
9. I I. Nine. 1990.
10. J J. Ten [Internet]. 2001 [cited 2002 Mar 4]. Available from: <a href="https://example.org/" rel="noopener">https://example.org/</a>
11. K K. Eleven. In press.
12. L L. Twelve. 1990-13-01.
13. M M. Thirteen. 1990–.
14. N N. Fourteen.

"#]]
    );
    let yaml = "\
a:
  type: book
  title: One
  date: in press
b:
  type: article
  title: Two
  parent: { type: periodical, title: J, date: 1990/1995 }
";
    snapbox::assert_data_eq!(
        listed("apa", "sources.yml", yaml),
        str![[r#"
<i>One</i>. (in press).
Two. (1990–1995). <i>J</i>.

"#]]
    );
}

#[test]
fn titles_keep_their_punctuation_and_the_words_that_have_capitals() {
    let sources = "\
@article{a, author={Aa, A}, title={covid-19 : une histoire ; suite}, journal={J}, volume=12, pages={1--2}, year=2001, langid={french}}
@article{b, author={Bb, B}, title={the iPhone of {NASA and ESA} on eLife}, journal={J}, volume=12, pages={1--2}, year=2001}
@article{c, author={Cc, C}, title={en svensk titel}, journal={J}, year=2001, langid={swedish}}
@article{d, author={Dd, D}, title={an english title}, journal={J}, year=2001, langid={en-US}}
@article{e, author={Ee, E}, title={titel einer unbekannten}, journal={J}, year=2001, langid={klingon}}
@book{f, author={Ff, F}, title={from $5 and $10 million to $x^2$}, year=2001}
";
    snapbox::assert_data_eq!(
        listed("chicago-author-date", "sources.bib", sources),
        str![[r#"
Aa, A. 2001. “covid-19 : une histoire ; suite.” <i>J</i> 12: 1–2.
Bb, B. 2001. “The iPhone of NASA and ESA on eLife.” <i>J</i> 12: 1–2.
Cc, C. 2001. “en svensk titel.” <i>J</i>.
Dd, D. 2001. “An English Title.” <i>J</i>.
Ee, E. 2001. “titel einer unbekannten.” <i>J</i>.
Ff, F. 2001. <i>From $5 and $10 Million to X<sup>2</sup></i>.

"#]]
    );
}

#[test]
fn words_in_the_place_of_a_year_are_those_of_the_language() {
    let sources = "\
@book{a, author={Aa, A}, title={One}, date={1850~}}
@book{b, author={Bb, B}, title={Two}, pubstate={inpress}}
@book{c, author={Cc, C}, title={Three}, year={in press}}
";
    snapbox::assert_data_eq!(
        listed_in("en", "apa", "sources.bib", sources),
        str![[r#"
Aa, A. (ca. 1850). <i>One</i>.
Bb, B. (in press). <i>Two</i>.
Cc, C. (in press). <i>Three</i>.

"#]]
    );
    snapbox::assert_data_eq!(
        listed_in("de", "apa", "sources.bib", sources),
        str![[r#"
Aa, A. (ca. 1850). <i>One</i>.
Bb, B. (im Druck). <i>Two</i>.
Cc, C. (in press). <i>Three</i>.

"#]]
    );
}

#[test]
fn names_tell_sources_apart_in_styles_without_letters() {
    let build = Fixture::new("-- content/_index.md --\n# Home\n\n[@a] [@b]\n-- content/list.md --\n+++\ntitle = \"Sources\"\n[sources]\nstyle = \"mla\"\n+++\n-- content/sources.bib --\n@book{a, author={Smith, Ann and Doe, Jo}, title={One}, year=2001}\n@book{b, author={Smith, Bo and Doe, Jo}, title={Two}, year=2002}\n")
        .build();
    let html = text(&build, "index.html") + &text(&build, "list/index.html");
    let lines = html.lines().filter(|line| line.contains("Smith")).collect::<Vec<_>>();
    snapbox::assert_data_eq!(
        lines.join("\n"),
        str![[r#"
<p><span class="citation">(<a role="doc-biblioref" href="/list/#a">A. Smith and Doe</a>)</span> <span class="citation">(<a role="doc-biblioref" href="/list/#b">B. Smith and Doe</a>)</span></p>
<li id="a"><p>Smith, Ann, and Jo Doe. <i>One</i>. 2001.</p>
<li id="b"><p>Smith, Bo, and Jo Doe. <i>Two</i>. 2002.</p>
"#]]
    );
}

#[test]
fn letters_are_given_in_long_lists_too() {
    let mut sources = String::new();
    for family in ["Ant", "Bee", "Cat"] {
        for (key, given) in [("a", "Ann"), ("b", "Ann"), ("c", "Zoe")] {
            sources.push_str(&format!(
                "@book{{{family}{key}, author={{{family}, {given}}}, title={{{key}}}, year=1990}}\n"
            ));
        }
    }
    snapbox::assert_data_eq!(
        apa(&sources),
        str![[r#"
Ant, A. (1990a). <i>a</i>.
Ant, A. (1990b). <i>b</i>.
Ant, Z. (1990). <i>c</i>.
Bee, A. (1990a). <i>a</i>.
Bee, A. (1990b). <i>b</i>.
Bee, Z. (1990). <i>c</i>.
Cat, A. (1990a). <i>a</i>.
Cat, A. (1990b). <i>b</i>.
Cat, Z. (1990). <i>c</i>.

"#]]
    );
}
