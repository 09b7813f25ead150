//! Cases and laws, chapters, ranges of months, preprints, words for dates, numbers that are texts.

use snapbox::{assert_data_eq, str};

use crate::kinds_of_sources::in_four_styles;
use crate::sources::listed;

#[test]
fn cases_and_laws_stand_in_their_reporters() {
    let sources = "\
@jurisdiction{a, title={Brown v. Board of Education}, number={347 U.S. 483}, institution={Supreme Court}, date={1954}, url={https://a.example/b}}
@jurisdiction{b, title={Alder v. Birch}, journaltitle={F.2d}, volume={12}, pages={345--350}, date={1990}, institution={2nd Cir.}}
@jurisdiction{c, title={Cedar v. Dogwood}, volume={410}, reporter={U.S.}, pages={113}, year=1973, court={Supreme Court}}
@legislation{d, title={Civil Rights Act of 1964}, number={Pub. L. No. 88-352}, date={1964}, pages={241}, journaltitle={Stat.}, volume={78}}
@legislation{e, title={Data Protection Act}, date={2018}, number={c. 12}, publisher={UK}}
@jurisdiction{f, title={Fir v. Gum}, volume={410}, pages={113}, year=1973}
";
    assert_data_eq!(
        in_four_styles("sources.bib", sources),
        str![[r#"
warning[doubtful-source]: the source `f`: `volume`: few styles print the place of a case without the title of its reporter
 --> content/sources.bib:6:45
  |
6 | @jurisdiction{f, title={Fir v. Gum}, volume={410}, pages={113}, year=1973}
  |                                             ^^^^^
  |
  = help: write the title, such as `U.S.`: as `journaltitle` in BibTeX, and in YAML as that of a `parent`
Alder v. Birch, 12 F.2d 345 (2nd Cir. 1990).
Brown v. Board of Education, 347 U.S. 483 (Supreme Court 1954). <a href="https://a.example/b" rel="noopener">https://a.example/b</a>
Cedar v. Dogwood, 410 U.S. 113 (Supreme Court 1973).
Civil Rights Act of 1964, Pub. L. No. 88-352, 78 Stat. 241 (1964).
Data Protection Act, c. 12, UK (2018).
Fir v. Gum (1973).

warning[doubtful-source]: the source `f`: `volume`: few styles print the place of a case without the title of its reporter
 --> content/sources.bib:6:45
  |
6 | @jurisdiction{f, title={Fir v. Gum}, volume={410}, pages={113}, year=1973}
  |                                             ^^^^^
  |
  = help: write the title, such as `U.S.`: as `journaltitle` in BibTeX, and in YAML as that of a `parent`
Alder v. Birch, 12 F.2d 345 (2nd Cir. 1990).
Brown v. Board of Education, 347 U.S. 483 (Supreme Court 1954). <a href="https://a.example/b" rel="noopener">https://a.example/b</a>.
Cedar v. Dogwood, 410 U.S. 113 (Supreme Court 1973).
Civil Rights Act of 1964, Pub. L. No. 88-352, 78 Stat. 241 (1964).
Data Protection Act, c. 12, UK (2018).
Fir v. Gum (1973).

warning[doubtful-source]: the source `f`: `volume`: few styles print the place of a case without the title of its reporter
 --> content/sources.bib:6:45
  |
6 | @jurisdiction{f, title={Fir v. Gum}, volume={410}, pages={113}, year=1973}
  |                                             ^^^^^
  |
  = help: write the title, such as `U.S.`: as `journaltitle` in BibTeX, and in YAML as that of a `parent`
[1] <i>Brown v. Board of Education</i>. Supreme Court, 1954. [Online]. Available: <a href="https://a.example/b" rel="noopener">https://a.example/b</a>
[2] <i>Alder v. Birch</i>, vol. 12. 2nd Cir., 1990, pp. 345–350.
[3] <i>Cedar v. Dogwood</i>, vol. 410. Supreme Court, 1973, p. 113.
[4] <i>Civil Rights Act of 1964</i>, vol. 78 Stat. 1964, p. 241.
[5] <i>Data Protection Act</i>. 2018.
[6] <i>Fir v. Gum</i>, vol. 410. 1973, p. 113.

warning[doubtful-source]: the source `f`: `volume`: few styles print the place of a case without the title of its reporter
 --> content/sources.bib:6:45
  |
6 | @jurisdiction{f, title={Fir v. Gum}, volume={410}, pages={113}, year=1973}
  |                                             ^^^^^
  |
  = help: write the title, such as `U.S.`: as `journaltitle` in BibTeX, and in YAML as that of a `parent`
1. Brown v. Board of Education [Internet]. Supreme Court; 1954. Available from: <a href="https://a.example/b" rel="noopener">https://a.example/b</a>
2. Alder v. Birch. F.2d. 2nd Cir.; 1990. p. 345–50.
3. Cedar v. Dogwood. U.S. Supreme Court; 1973. p. 113.
4. Civil Rights Act of 1964. Pub. L. No. 88-352. 1964. p. 241.
5. Data Protection Act. c. 12. 2018.
6. Fir v. Gum. Vol. 410. 1973. p. 113.

"#]]
    );
    let sources = "\
a: { type: case, title: Brown v. Board, date: 1954, page-range: 483, organization: Supreme Court, parent: { type: periodical, title: U.S., volume: 347 } }
b: { type: case, title: Roe v. Wade, date: 1973, volume: 410, page-range: 113 }
c: { type: legislation, title: Act, date: 1964, page-range: 241, parent: { type: periodical, title: Stat., volume: 78 } }
";
    assert_data_eq!(
        listed("apa", "sources.yml", sources),
        str![[r#"
warning[doubtful-source]: the source `b`: few styles print the place of a case without the title of its reporter
 --> content/sources.yml:2:50
  |
2 | b: { type: case, title: Roe v. Wade, date: 1973, volume: 410, page-range: 113 }
  |                                                  ^^^^^^
  |
  = help: write the title, such as `U.S.`: as `journaltitle` in BibTeX, and in YAML as that of a `parent`
Act, 78 Stat. 241 (1964).
Brown v. Board, 347 U.S. 483 (Supreme Court 1954).
Roe v. Wade (1973).

"#]]
    );
}

#[test]
fn chapters_have_their_number_and_papers_their_month() {
    let sources = "\
@incollection{a, author={Alder, A.}, title={Frost}, booktitle={All frost}, editor={Roe, Bo}, chapter={3}, pages={10--20}, publisher={P}, year=1990}
@inbook{b, author={Birch, B.}, title={Snow}, booktitle={All snow}, chapter={7}, publisher={P}, year=1990}
@inbook{c, author={Cedar, C.}, title={A whole book}, chapter={7}, publisher={P}, year=1990}
@inproceedings{d, author={Dogwood, D.}, title={Ice}, booktitle={Proceedings of ice}, month=jun, year=2001, pages={1--9}, publisher={ACM}}
@inproceedings{e, author={Elder, E.}, title={Ice}, booktitle={Proceedings of ice}, month=jun, year=2001, pages={1--9}}
";
    assert_data_eq!(
        in_four_styles("sources.bib", sources),
        str![[r#"
warning[doubtful-source]: the source `c`: `chapter`: most styles print no `chapter` of a whole book
 --> content/sources.bib:3:62
  |
3 | @inbook{c, author={Cedar, C.}, title={A whole book}, chapter={7}, publisher={P}, year=1990}
  |                                                              ^^^
  |
  = help: make it a part of the book, with a title of its own, or cite the place: `[@key, ch. 3]`
Alder, A. (1990). Frost. In B. Roe (Ed.), <i>All frost</i> (pp. 10–20). P.
Birch, B. (1990). Snow. In <i>All snow</i> (Chapter 7). P.
Cedar, C. (1990). <i>A whole book</i> (Chapter 7). P.
Dogwood, D. (2001). Ice. In <i>Proceedings of ice</i> (pp. 1–9). ACM.
Elder, E. (2001). Ice. <i>Proceedings of Ice</i>, 1–9.

warning[doubtful-source]: the source `c`: `chapter`: most styles print no `chapter` of a whole book
 --> content/sources.bib:3:62
  |
3 | @inbook{c, author={Cedar, C.}, title={A whole book}, chapter={7}, publisher={P}, year=1990}
  |                                                              ^^^
  |
  = help: make it a part of the book, with a title of its own, or cite the place: `[@key, ch. 3]`
Alder, A. 1990. “Frost.” Chap. 3 in <i>All Frost</i>, edited by Bo Roe. P.
Birch, B. 1990. “Snow.” Chap. 7 in <i>All Snow</i>. P.
Cedar, C. 1990. <i>A Whole Book</i>. P.
Dogwood, D. 2001. “Ice.” In <i>Proceedings of Ice</i>. ACM.
Elder, E. 2001. “Ice.” <i>Proceedings of Ice</i>, June, 1–9.

warning[doubtful-source]: the source `c`: `chapter`: most styles print no `chapter` of a whole book
 --> content/sources.bib:3:62
  |
3 | @inbook{c, author={Cedar, C.}, title={A whole book}, chapter={7}, publisher={P}, year=1990}
  |                                                              ^^^
  |
  = help: make it a part of the book, with a title of its own, or cite the place: `[@key, ch. 3]`
[1] A. Alder, “Frost,” in <i>All frost</i>, B. Roe, Ed., P, 1990, ch. 3, pp. 10–20.
[2] B. Birch, “Snow,” in <i>All snow</i>, P, 1990, ch. 7.
[3] C. Cedar, <i>A whole book</i>. P, 1990.
[4] D. Dogwood, “Ice,” in <i>Proceedings of ice</i>, ACM, Jun. 2001, pp. 1–9.
[5] E. Elder, “Ice,” in <i>Proceedings of ice</i>, Jun. 2001, pp. 1–9.

warning[doubtful-source]: the source `c`: `chapter`: most styles print no `chapter` of a whole book
 --> content/sources.bib:3:62
  |
3 | @inbook{c, author={Cedar, C.}, title={A whole book}, chapter={7}, publisher={P}, year=1990}
  |                                                              ^^^
  |
  = help: make it a part of the book, with a title of its own, or cite the place: `[@key, ch. 3]`
1. Alder A. Frost. In: Roe B, editor. All frost. P; 1990. p. 10–20.
2. Birch B. Snow. In: All snow. P; 1990.
3. Cedar C. A whole book. P; 1990.
4. Dogwood D. Ice. In: Proceedings of ice. ACM; 2001. p. 1–9.
5. Elder E. Ice. In: Proceedings of ice. 2001. p. 1–9.

"#]]
    );
}

#[test]
fn ranges_of_months_and_days_keep_their_ends() {
    let sources = "\
@article{a, author={Alder, A.}, title={One}, journal={J}, month= jan # \"--\" # feb, year=2005, volume=3, pages={4-5}}
@article{b, author={Birch, B.}, title={Two}, journal={J}, month={June/July}, year=2005}
@article{c, author={Cedar, C.}, title={Three}, journal={J}, date={2005-06/2005-07}}
@misc{d, author={Dogwood, D.}, title={Four}, howpublished={Newsletter}, month={June 3--5}, year=2005}
@misc{e, author={Elder, E.}, title={Five}, howpublished={Newsletter}, month=may, day={30--31}, year=2005}
@misc{f, author={Fir, F.}, title={Six}, howpublished={Newsletter}, date={2005-05-30/2005-06-02}}
@article{g, author={Gum, G.}, title={Seven}, journal={J}, month={Spring/Summer}, year=2005}
@misc{h, author={Hazel, H.}, title={Eight}, howpublished={Newsletter}, month=may, day={tenth}, year=2005}
@misc{i, author={Iris, I.}, title={Nine}, howpublished={Newsletter}, day=5, year=2005}
";
    assert_data_eq!(
        in_four_styles("sources.bib", sources),
        str![[r#"
warning[doubtful-source]: the source `h`: `day`: `tenth` is no day and is left out
 --> content/sources.bib:8:87
  |
8 | ...owpublished={Newsletter}, month=may, day={tenth}, year=2005}
  |                                             ^^^^^^^
  |
  = help: write the year, `1990`, or with month and day, `1990-05-12`; a range of years is `1990/1995`

warning[doubtful-source]: the source `i`: `day`: it has no month and is left out
 --> content/sources.bib:9:74
  |
9 | @misc{i, author={Iris, I.}, title={Nine}, howpublished={Newsletter}, day=5, year=2005}
  |                                                                          ^
  |
  = help: write the year, `1990`, or with month and day, `1990-05-12`; a range of years is `1990/1995`
Alder, A. (2005). One. <i>J</i>, <i>3</i>, 4–5.
Birch, B. (2005). Two. <i>J</i>.
Cedar, C. (2005). Three. <i>J</i>.
Dogwood, D. (2005, June 3–5). <i>Four</i>. Newsletter.
Elder, E. (2005, May 30–31). <i>Five</i>. Newsletter.
Fir, F. (2005, May 30–June 2). <i>Six</i>. Newsletter.
Gum, G. (2005). Seven. <i>J</i>.
Hazel, H. (2005, May). <i>Eight</i>. Newsletter.
Iris, I. (2005). <i>Nine</i>. Newsletter.

warning[doubtful-source]: the source `h`: `day`: `tenth` is no day and is left out
 --> content/sources.bib:8:87
  |
8 | ...owpublished={Newsletter}, month=may, day={tenth}, year=2005}
  |                                             ^^^^^^^
  |
  = help: write the year, `1990`, or with month and day, `1990-05-12`; a range of years is `1990/1995`

warning[doubtful-source]: the source `i`: `day`: it has no month and is left out
 --> content/sources.bib:9:74
  |
9 | @misc{i, author={Iris, I.}, title={Nine}, howpublished={Newsletter}, day=5, year=2005}
  |                                                                          ^
  |
  = help: write the year, `1990`, or with month and day, `1990-05-12`; a range of years is `1990/1995`
Alder, A. 2005. “One.” <i>J</i> 3 (January–February): 4–5.
Birch, B. 2005. “Two.” <i>J</i>, June/July.
Cedar, C. 2005. “Three.” <i>J</i>, June–July.
Dogwood, D. 2005. “Four.” Newsletter, June 3–5.
Elder, E. 2005. “Five.” Newsletter, May 30–31.
Fir, F. 2005. “Six.” Newsletter, May 30–June 2.
Gum, G. 2005. “Seven.” <i>J</i>, Spring/Summer.
Hazel, H. 2005. “Eight.” Newsletter, May.
Iris, I. 2005. “Nine.” Newsletter.

warning[doubtful-source]: the source `h`: `day`: `tenth` is no day and is left out
 --> content/sources.bib:8:87
  |
8 | ...owpublished={Newsletter}, month=may, day={tenth}, year=2005}
  |                                             ^^^^^^^
  |
  = help: write the year, `1990`, or with month and day, `1990-05-12`; a range of years is `1990/1995`

warning[doubtful-source]: the source `i`: `day`: it has no month and is left out
 --> content/sources.bib:9:74
  |
9 | @misc{i, author={Iris, I.}, title={Nine}, howpublished={Newsletter}, day=5, year=2005}
  |                                                                          ^
  |
  = help: write the year, `1990`, or with month and day, `1990-05-12`; a range of years is `1990/1995`
[1] A. Alder, “One,” <i>J</i>, vol. 3, pp. 4–5, Jan.–Feb. 2005.
[2] B. Birch, “Two,” <i>J</i>, Jun./Jul. 2005.
[3] C. Cedar, “Three,” <i>J</i>, Jun.–Jul. 2005.
[4] D. Dogwood, “Four.” Newsletter, Jun. 03–05, 2005.
[5] E. Elder, “Five.” Newsletter, May 30–31, 2005.
[6] F. Fir, “Six.” Newsletter, May 30–June 2, 2005.
[7] G. Gum, “Seven,” <i>J</i>, Spring/Summer 2005.
[8] H. Hazel, “Eight.” Newsletter, May 2005.
[9] I. Iris, “Nine.” Newsletter, 2005.

warning[doubtful-source]: the source `h`: `day`: `tenth` is no day and is left out
 --> content/sources.bib:8:87
  |
8 | ...owpublished={Newsletter}, month=may, day={tenth}, year=2005}
  |                                             ^^^^^^^
  |
  = help: write the year, `1990`, or with month and day, `1990-05-12`; a range of years is `1990/1995`

warning[doubtful-source]: the source `i`: `day`: it has no month and is left out
 --> content/sources.bib:9:74
  |
9 | @misc{i, author={Iris, I.}, title={Nine}, howpublished={Newsletter}, day=5, year=2005}
  |                                                                          ^
  |
  = help: write the year, `1990`, or with month and day, `1990-05-12`; a range of years is `1990/1995`
1. Alder A. One. J. 2005 Jan–Feb;3:4–5.
2. Birch B. Two. J. 2005 Jun/Jul.
3. Cedar C. Three. J. 2005 Jun–Jul.
4. Dogwood D. Four. Newsletter; 2005.
5. Elder E. Five. Newsletter; 2005.
6. Fir F. Six. Newsletter; 2005.
7. Gum G. Seven. J. 2005 Spring/Summer.
8. Hazel H. Eight. Newsletter; 2005.
9. Iris I. Nine. Newsletter; 2005.

"#]]
    );
}

#[test]
fn preprints_have_their_repository_and_their_year() {
    let sources = "\
@misc{a, author={Alder, A.}, title={One}, year=2020, eprint={2001.01234}, archivePrefix={arXiv}, primaryClass={cs.LG}}
@online{b, author={Birch, B.}, title={Two}, eprint={2001.01234}, eprinttype={arxiv}, date={2020-01-05}}
@misc{c, author={Cedar, C.}, title={Three}, eprint={2001.01234v2}, year=2021}
@misc{d, author={Dogwood, D.}, title={Four}, eprint={X-12}, year=2021}
@misc{e, author={Elder, E.}, title={Five}, eprint={arXiv:2001.01234}, year=2021}
";
    assert_data_eq!(
        in_four_styles("sources.bib", sources),
        str![[r#"
warning[doubtful-source]: the source `d`: `eprint`: it has no `eprinttype` and is left out
 --> content/sources.bib:4:53
  |
4 | @misc{d, author={Dogwood, D.}, title={Four}, eprint={X-12}, year=2021}
  |                                                     ^^^^^^
  |
  = help: write `eprinttype` beside it, such as `arxiv`, or the address under `url`
Alder, A. (2020). <i>One</i>. arXiv. <a href="https://arxiv.org/abs/2001.01234" rel="noopener">https://arxiv.org/abs/2001.01234</a>
Birch, B. (2020, January 5). <i>Two</i>. arXiv. <a href="https://arxiv.org/abs/2001.01234" rel="noopener">https://arxiv.org/abs/2001.01234</a>
Cedar, C. (2021). <i>Three</i>. arXiv. <a href="https://arxiv.org/abs/2001.01234v2" rel="noopener">https://arxiv.org/abs/2001.01234v2</a>
Dogwood, D. (2021). <i>Four</i>.
Elder, E. (2021). <i>Five</i>. arXiv. <a href="https://arxiv.org/abs/2001.01234" rel="noopener">https://arxiv.org/abs/2001.01234</a>

warning[doubtful-source]: the source `d`: `eprint`: it has no `eprinttype` and is left out
 --> content/sources.bib:4:53
  |
4 | @misc{d, author={Dogwood, D.}, title={Four}, eprint={X-12}, year=2021}
  |                                                     ^^^^^^
  |
  = help: write `eprinttype` beside it, such as `arxiv`, or the address under `url`
Alder, A. 2020. “One.” arXiv. <a href="https://arxiv.org/abs/2001.01234" rel="noopener">https://arxiv.org/abs/2001.01234</a>.
Birch, B. 2020. “Two.” arXiv, January 5. <a href="https://arxiv.org/abs/2001.01234" rel="noopener">https://arxiv.org/abs/2001.01234</a>.
Cedar, C. 2021. “Three.” arXiv. <a href="https://arxiv.org/abs/2001.01234v2" rel="noopener">https://arxiv.org/abs/2001.01234v2</a>.
Dogwood, D. 2021. “Four.”
Elder, E. 2021. “Five.” arXiv. <a href="https://arxiv.org/abs/2001.01234" rel="noopener">https://arxiv.org/abs/2001.01234</a>.

warning[doubtful-source]: the source `d`: `eprint`: it has no `eprinttype` and is left out
 --> content/sources.bib:4:53
  |
4 | @misc{d, author={Dogwood, D.}, title={Four}, eprint={X-12}, year=2021}
  |                                                     ^^^^^^
  |
  = help: write `eprinttype` beside it, such as `arxiv`, or the address under `url`
[1] A. Alder, “One.” arXiv, 2020. [Online]. Available: <a href="https://arxiv.org/abs/2001.01234" rel="noopener">https://arxiv.org/abs/2001.01234</a>
[2] B. Birch, “Two.” arXiv, Jan. 05, 2020. [Online]. Available: <a href="https://arxiv.org/abs/2001.01234" rel="noopener">https://arxiv.org/abs/2001.01234</a>
[3] C. Cedar, “Three.” arXiv, 2021. [Online]. Available: <a href="https://arxiv.org/abs/2001.01234v2" rel="noopener">https://arxiv.org/abs/2001.01234v2</a>
[4] D. Dogwood, “Four.” 2021.
[5] E. Elder, “Five.” arXiv, 2021. [Online]. Available: <a href="https://arxiv.org/abs/2001.01234" rel="noopener">https://arxiv.org/abs/2001.01234</a>

warning[doubtful-source]: the source `d`: `eprint`: it has no `eprinttype` and is left out
 --> content/sources.bib:4:53
  |
4 | @misc{d, author={Dogwood, D.}, title={Four}, eprint={X-12}, year=2021}
  |                                                     ^^^^^^
  |
  = help: write `eprinttype` beside it, such as `arxiv`, or the address under `url`
1. Alder A. One [Internet]. arXiv; 2020. Available from: <a href="https://arxiv.org/abs/2001.01234" rel="noopener">https://arxiv.org/abs/2001.01234</a>
2. Birch B. Two [Internet]. arXiv; 2020. Available from: <a href="https://arxiv.org/abs/2001.01234" rel="noopener">https://arxiv.org/abs/2001.01234</a>
3. Cedar C. Three [Internet]. arXiv; 2021. Available from: <a href="https://arxiv.org/abs/2001.01234v2" rel="noopener">https://arxiv.org/abs/2001.01234v2</a>
4. Dogwood D. Four. 2021.
5. Elder E. Five [Internet]. arXiv; 2021. Available from: <a href="https://arxiv.org/abs/2001.01234" rel="noopener">https://arxiv.org/abs/2001.01234</a>

"#]]
    );
}

#[test]
fn words_for_a_date_begin_with_a_capital_where_a_part_of_a_line_begins() {
    let sources = "\
@article{a, author={Alder, A.}, title={One}, journal={J}, year={forthcoming}}
@book{b, author={Birch, B.}, title={Two}, publisher={P}, pubstate={inpress}}
@book{c, author={Cedar, C.}, title={Three}, publisher={P}, year={c. 1850}}
@book{d, author={Dogwood, D.}, title={Four}, publisher={P}, year={forthcoming 2030}}
";
    assert_data_eq!(
        in_four_styles("sources.bib", sources),
        str![[r#"
warning[doubtful-source]: the source `d`: `year`: `forthcoming 2030` is no date and is shown as it is
 --> content/sources.bib:4:66
  |
4 | @book{d, author={Dogwood, D.}, title={Four}, publisher={P}, year={forthcoming 2030}}
  |                                                                  ^^^^^^^^^^^^^^^^^^
  |
  = help: write the year, `1990`, a range, `1990/1995`, or words, `in press`; with month and day in the field `date`, `1990-05-12`
Alder, A. (forthcoming). One. <i>J</i>.
Birch, B. (in press). <i>Two</i>. P.
Cedar, C. (c. 1850). <i>Three</i>. P.
Dogwood, D. (forthcoming 2030). <i>Four</i>. P.

warning[doubtful-source]: the source `d`: `year`: `forthcoming 2030` is no date and is shown as it is
 --> content/sources.bib:4:66
  |
4 | @book{d, author={Dogwood, D.}, title={Four}, publisher={P}, year={forthcoming 2030}}
  |                                                                  ^^^^^^^^^^^^^^^^^^
  |
  = help: write the year, `1990`, a range, `1990/1995`, or words, `in press`; with month and day in the field `date`, `1990-05-12`
Alder, A. Forthcoming. “One.” <i>J</i>.
Birch, B. In press. <i>Two</i>. P.
Cedar, C. c. 1850. <i>Three</i>. P.
Dogwood, D. Forthcoming 2030. <i>Four</i>. P.

warning[doubtful-source]: the source `d`: `year`: `forthcoming 2030` is no date and is shown as it is
 --> content/sources.bib:4:66
  |
4 | @book{d, author={Dogwood, D.}, title={Four}, publisher={P}, year={forthcoming 2030}}
  |                                                                  ^^^^^^^^^^^^^^^^^^
  |
  = help: write the year, `1990`, a range, `1990/1995`, or words, `in press`; with month and day in the field `date`, `1990-05-12`
[1] A. Alder, “One,” <i>J</i>, forthcoming.
[2] B. Birch, <i>Two</i>. P, in press.
[3] C. Cedar, <i>Three</i>. P, c. 1850.
[4] D. Dogwood, <i>Four</i>. P, forthcoming 2030.

warning[doubtful-source]: the source `d`: `year`: `forthcoming 2030` is no date and is shown as it is
 --> content/sources.bib:4:66
  |
4 | @book{d, author={Dogwood, D.}, title={Four}, publisher={P}, year={forthcoming 2030}}
  |                                                                  ^^^^^^^^^^^^^^^^^^
  |
  = help: write the year, `1990`, a range, `1990/1995`, or words, `in press`; with month and day in the field `date`, `1990-05-12`
1. Alder A. One. J. Forthcoming.
2. Birch B. Two. P; in press.
3. Cedar C. Three. P; c. 1850.
4. Dogwood D. Four. P; forthcoming 2030.

"#]]
    );
}

#[test]
fn numbers_are_texts_where_yaml_means_one() {
    let sources = "\
a: { type: book, title: 1984, author: Orwell, date: 1949, publisher: 42 }
b: { type: article, title: Something, author: \"King, Ann\", date: 1990, parent: { type: periodical, title: 2600, volume: 3 } }
c: { type: book, title: { value: 3.10, short: 3 }, author: [Cent, 50], date: 1990 }
d: { type: report, title: true, date: 1990, note: 5, genre: 7 }
";
    assert_data_eq!(
        listed("apa", "sources.yml", sources),
        str![[r#"
Cent, &amp; 50. (1990). <i>3.10</i>.
King, A. (1990). Something. <i>2600</i>, <i>3</i>.
Orwell. (1949). <i>1984</i>. 42.
<i>true</i>. (1990). [7].

"#]]
    );
}
