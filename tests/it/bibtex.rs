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
<i>Four</i>. (2004). <a href="https://arxiv.org/abs/2001.00001" rel="noopener">https://arxiv.org/abs/2001.00001</a>
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
error[invalid-bibliography]: the field `title` has too much text once its abbreviations are written out
  --> content/sources.bib:31:10
   |
31 | @book{a, title = a29}
   |          ^^^^^
   |
   = help: shorten its `@string`, which may not hold itself either

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
