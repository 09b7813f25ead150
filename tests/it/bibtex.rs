//! What only BibTeX has: addresses and DOIs in commands, strings, inheritance, and values that are
//! doubtful.

use snapbox::str;

use crate::sources::apa;

#[test]
fn a_doi_is_one_in_whichever_way_it_is_written() {
    let dois = [
        "https://doi.org/10.1000/xyz",
        "http://dx.doi.org/10.1000/xyz",
        "doi:10.1000/xyz",
        "DOI 10.1000/xyz",
        "10.1000%2Fxyz",
        "\\url{https://doi.org/10.1000/xyz}",
        " 10.1000/xyz",
    ];
    for doi in dois {
        let list = apa(&format!("@book{{a, title={{One}}, doi={{{doi}}}}}"));
        assert!(list.contains(">https://doi.org/10.1000/xyz<"), "{doi}: {list}");
    }
    snapbox::assert_data_eq!(
        apa("\
@misc{a, title={One}, doi={example.org/10}, url={nowhere at all}, year=2001}
@misc{b, title={Two}, howpublished={\\url{https://example.org/~x/a_b}}, year=2002}
@misc{c, title={Three}, url={www.example.org/a\\_b\\%20c}, year=2003}
@misc{d, title={Four}, eprint={2001.00001}, eprinttype={arxiv}, year=2004}
"),
        str![[r#"
warning[doubtful-source]: the source `a`: `doi`: `example.org/10` is no DOI and is left out
 --> content/sources.bib:1:27
  |
1 | @misc{a, title={One}, doi={example.org/10}, url={nowhere at all}, year=2001}
  |                           ^^^^^^^^^^^^^^^^
  |
  = help: write the DOI, such as `10.1000/182`; an address belongs in the field `url`

warning[doubtful-source]: the source `a`: `url`: `nowhere at all` is no address and is left out
 --> content/sources.bib:1:49
  |
1 | @misc{a, title={One}, doi={example.org/10}, url={nowhere at all}, year=2001}
  |                                                 ^^^^^^^^^^^^^^^^
  |
  = help: write the full address, with `https://`
<i>Four</i>. (2004). arXiv. <a href="https://arxiv.org/abs/2001.00001" rel="noopener">https://arxiv.org/abs/2001.00001</a>
<i>One</i>. (2001).
<i>Three</i>. (2003). <a href="https://www.example.org/a_b%20c" rel="noopener">https://www.example.org/a_b%20c</a>
<i>Two</i>. (2002). <a href="https://example.org/~x/a_b" rel="noopener">https://example.org/~x/a_b</a>

"#]]
    );
}

#[test]
fn entries_have_round_brackets_strings_and_inherit() {
    snapbox::assert_data_eq!(
        apa("\
@string(acm = \"ACM\")
@string{ place = {New (old) York} }
@comment(nothing)
@book(a, author = \"Alpha, Ann (Ed.)\", title = {One (two)}, publisher = acm # { Press}, address = place, year = 2001)
@proceedings{p, title={Proceedings}, editor={Ed, Eve}, publisher=ACM, year=2002, ids={q}}
@inproceedings{b, crossref={q}, author={Beta, Bea}, title={Paper}, pages={1--2}}
@xdata{x, publisher={From data}}
@book{c, xdata={x}, title={Three}, subtitle={And four}, titleaddon={Notes}, maintitle={Work}, volume=2, year=2003}
"),
        str![[r#"
Alpha, A. (E. (2001). <i>One (two)</i>. ACM Press.
Beta, B. (2002). Paper. In E. Ed (Ed.), <i>Proceedings</i> (pp. 1–2). ACM.
Ed, E. (Ed.). (2002). <i>Proceedings</i>. ACM.
<i>Work: Three: And four. Notes</i>. (2003). From data.

"#]]
    );
    let mut doubled = "@string{a0 = \"xxxxxxxxxx\"}\n".to_owned();
    for at in 1..30 {
        doubled.push_str(&format!("@string{{a{at} = a{} # a{0} # a{0}}}\n", at - 1));
    }
    snapbox::assert_data_eq!(
        apa(&format!("{doubled}@book{{a, title = a29}}")),
        str![[r#"
error[invalid-bibliography]: a value is longer than 256 KB
  --> content/sources.bib:11:20
   |
11 | @string{a10 = a9 # a9 # a9}
   |                    ^^
   |
   = help: shorten it, or the `@string` that it repeats

"#]]
    );
}

#[test]
fn what_is_doubtful_is_told_with_its_place() {
    snapbox::assert_data_eq!(
        apa("\
@book{a,
  author = {Smith, J., Doe, K., Roe, B.},
  title = {The \\unknown{one}},
  year = {19900},
}
@set{s, entryset={a}}
"),
        str![[r#"
warning[doubtful-source]: the source `a`: `author`: `Smith, J., Doe, K., Roe, B.` has too many commas for one name and is shown as it is
 --> content/sources.bib:2:12
  |
2 |   author = {Smith, J., Doe, K., Roe, B.},
  |            ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
  |
  = help: write `and` between names: `King, Ann and Roe, Bo`

warning[doubtful-source]: the source `a`: the command `/unknown` is unknown, and only its text is shown
 --> content/sources.bib:3:16
  |
3 |   title = {The /unknown{one}},
  |                ^^^^^^^^
  |
  = help: write the character itself, or `/emph{…}`, `/textbf{…}`, `/textsuperscript{…}` or `/textsubscript{…}`

warning[doubtful-source]: the source `a`: `year`: `19900` is no date and is shown as it is
 --> content/sources.bib:4:10
  |
4 |   year = {19900},
  |          ^^^^^^^
  |
  = help: write the year, `1990`, a range, `1990/1995`, or words, `in press`; with month and day in the field `date`, `1990-05-12`

warning[doubtful-source]: the source `s`: `title`: it has no title, author or editor
 --> content/sources.bib:6:6
  |
6 | @set{s, entryset={a}}
  |      ^
  |
  = help: add the field `title`; of a set, cite its members
(n.d.).
Smith, J., Doe, K., Roe, B. (19900). <i>The one</i>.

"#]]
    );
}

#[test]
fn each_field_is_printed_once_whichever_command_is_in_it() {
    snapbox::assert_data_eq!(
        apa("\
@techreport{a, author={Aa, A}, title={Report}, institution={I}, series={Series}, number={7}, year=2001}
@video{b, editor={Bb, B}, editortype={director}, title={Film}, year=2001}
@misc{c, author={Cc, C}, title={Page}, howpublished={Blog post, \\url{https://example.org/c}}, year=2001}
@misc{d, author={Dd, D}, title={Page}, howpublished={Available at {\\url{https://example.org/d}}}, year=2001}
@online{e, author={Ee, E}, title={Page}, url={\\href{https://example.org/e}{the page}}, year=2001}
@inbook{f, crossref={g}, title={Part}, pages={3--4}}
@book{g, author={Gg, G}, title={Whole}, publisher={Write to @support (weekdays)}, year=2001}
"),
        str![[r#"
Aa, A. (2001). <i>Report</i> (Technical Report No. 7; Series). I.
Bb, B. (Director). (2001). <i>Film</i> [Video recording].
Cc, C. (2001). <i>Page</i>. Blog post. <a href="https://example.org/c" rel="noopener">https://example.org/c</a>
Dd, D. (2001). <i>Page</i>. <a href="https://example.org/d" rel="noopener">https://example.org/d</a>
Ee, E. (2001). <i>Page</i>. <a href="https://example.org/e" rel="noopener">https://example.org/e</a>
Gg, G. (2001a). Part. In G. Gg, <i>Whole</i> (pp. 3–4). Write to @support (weekdays).
Gg, G. (2001b). <i>Whole</i>. Write to @support (weekdays).

"#]]
    );
}

#[test]
fn what_stands_in_the_wrong_place_is_told_there() {
    snapbox::assert_data_eq!(
        apa("\
@foo{a, author={Aa, A}, title={One}, Title={Two}, keywords = bar, edtion={2}, year=2001}
@book{b0, author={Bb, B}, title={One \\(\\foo x\\)}, year=2001}
@book{c0, title={X}, crossref={c1}}
@book{c1, crossref={c2}}
@book{c2, crossref={c0}}
"),
        str![[r#"
warning[doubtful-source]: the source `a`: the type `foo` is unknown and taken for `misc`
 --> content/sources.bib:1:2
  |
1 | @foo{a, author={Aa, A}, title={One}, Title={Two}, keywords = bar, edtion={2}, year=2001}
  |  ^^^
  |
  = help: write `@book`, `@article`, `@online`, `@report` or another

warning[doubtful-source]: the source `a`: it has the field `title` twice, and the first is taken
 --> content/sources.bib:1:38
  |
1 | @foo{a, author={Aa, A}, title={One}, Title={Two}, keywords = bar, edtion={2}, year=2001}
  |                                      ^^^^^
  |
  = help: delete one of them

warning[doubtful-source]: the source `a`: the field `edtion` is unknown and left out
 --> content/sources.bib:1:67
  |
1 | @foo{a, author={Aa, A}, title={One}, Title={Two}, keywords = bar, edtion={2}, year=2001}
  |                                                                   ^^^^^^
  |
  = help: did you mean `edition`?

warning[doubtful-source]: the source `b0`: the command `/foo` is unknown, and only its text is shown
 --> content/sources.bib:2:40
  |
2 | @book{b0, author={Bb, B}, title={One /(/foo x/)}, year=2001}
  |                                        ^^^^
  |
  = help: write the character itself, or `/emph{…}`, `/textbf{…}`, `/textsuperscript{…}` or `/textsubscript{…}`

error[invalid-bibliography]: the source `c0` inherits in a circle or from too many others
 --> content/sources.bib:3:7
  |
3 | @book{c0, title={X}, crossref={c1}}
  |       ^^
  |
  = help: check its `crossref` and `xdata`, and those of the sources they name

error[invalid-bibliography]: the source `c1` inherits in a circle or from too many others
 --> content/sources.bib:4:7
  |
4 | @book{c1, crossref={c2}}
  |       ^^
  |
  = help: check its `crossref` and `xdata`, and those of the sources they name

error[invalid-bibliography]: the source `c2` inherits in a circle or from too many others
 --> content/sources.bib:5:7
  |
5 | @book{c2, crossref={c0}}
  |       ^^
  |
  = help: check its `crossref` and `xdata`, and those of the sources they name

"#]]
    );
}
