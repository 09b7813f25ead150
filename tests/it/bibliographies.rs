//! Bibliographies that cannot be read: each mistake with its place.

use snapbox::str;

use crate::fixture::{Fixture, messages};

/// What is said of a bibliography.
fn told(file: &str, content: &str) -> String {
    let site = format!(
        "-- content/_index.md --\n# Home\n\n[@a] [@nobody]\n-- content/{file} --\n{content}"
    );
    messages(&Fixture::new(&site).build())
}

#[test]
fn a_malformed_yaml_bibliography_is_told_with_its_place() {
    snapbox::assert_data_eq!(
        told("sources.yml", "a:\n  type: book\n  title: x: y\n"),
        str![[r#"
error[invalid-bibliography]: invalid YAML: mapping values are not allowed in this context
 --> content/sources.yml:3:11
  |
3 |   title: x: y
  |           ^
  |
  = help: put a text that contains `: ` in quotes

"#]]
    );
    snapbox::assert_data_eq!(
        told("sources.yml", "a:\n  type: bok\n"),
        str![[r#"
error[invalid-bibliography]: the source `a`: unknown type `bok`
 --> content/sources.yml:2:9
  |
2 |   type: bok
  |         ^^^
  |
  = help: did you mean `book`?

"#]]
    );
    snapbox::assert_data_eq!(
        told(
            "sources.yml",
            "a:\n  type: book\n  autor: X\nb: 3\nc:\n  title: C\nd e:\n  type: book\n"
        ),
        str![[r#"
error[invalid-bibliography]: the source `a`: unknown field `autor`
 --> content/sources.yml:3:3
  |
3 |   autor: X
  |   ^^^^^
  |
  = help: did you mean `author`?

error[invalid-bibliography]: the source `b` has no fields
 --> content/sources.yml:4:1
  |
4 | b: 3
  | ^
  |
  = help: write its fields, such as `type` and `title`, below it, indented

error[invalid-bibliography]: the source `c`: `type` is missing
 --> content/sources.yml:5:1
  |
5 | c:
  | ^
  |
  = help: write `type: book`, `article`, `report`, `web` or another

error[invalid-bibliography]: citations cannot use the key `d e`
 --> content/sources.yml:7:1
  |
7 | d e:
  | ^^^
  |
  = help: a key has no spaces, braces or brackets, such as `king2003`

"#]]
    );
    snapbox::assert_data_eq!(
        told(
            "sources.yml",
            "a:\n  type: article\n  date: 199x\nb:\n  type: article\n  parent:\n    date: [1]\nc:\n  type: book\n  parent: 3\n"
        ),
        str![[r#"
error[invalid-bibliography]: the source `a`: `date` is invalid: date format unknown
 --> content/sources.yml:3:9
  |
3 |   date: 199x
  |         ^^^^
  |
  = help: write the year, `1990`, or with month and day, `1990-05-12`; a range of years is `1990/1995`

error[invalid-bibliography]: the source `b`: `date` is invalid: invalid type: sequence, expected a date in the format YYYY-MM-DD
 --> content/sources.yml:7:11
  |
7 |     date: [1]
  |           ^^^
  |
  = help: write the year, `1990`, or with month and day, `1990-05-12`; a range of years is `1990/1995`

error[invalid-bibliography]: the source `c`: `parent` is invalid: a whole number
  --> content/sources.yml:10:11
   |
10 |   parent: 3
   |           ^
   |
   = help: write its fields below it, indented

"#]]
    );
    snapbox::assert_data_eq!(
        told("sources.yml", "a:\n  type: book\na:\n  type: book\n"),
        str![[r#"
error[invalid-bibliography]: invalid YAML: the key `a` appears twice
 --> content/sources.yml:3:1
  |
3 | a:
  | ^
  |
  = help: a key stands once in its table: remove one of them, or join what they hold

"#]]
    );
}

#[test]
fn a_malformed_bibtex_bibliography_is_told_with_its_place() {
    snapbox::assert_data_eq!(
        told("sources.bib", "@book{a,\n  title = {X},\n\n@book{b,\n  title = {Y}\n}\n"),
        str![[r#"
error[invalid-bibliography]: this entry is not closed
 --> content/sources.bib:1:1
  |
1 | @book{a,
  | ^^^^^^^^
  |
  = help: each `{` needs a `}`; write `/{` and `/}` for literal braces

"#]]
    );
    snapbox::assert_data_eq!(
        told("sources.bib", "@book{a,\n  title = {X}\n  year = 1990\n}\n"),
        str![[r#"
error[invalid-bibliography]: invalid BibTeX: expected comma
 --> content/sources.bib:3:3
  |
3 |   year = 1990
  |   ^
  |
  = help: a comma is missing between two fields, or a brace is closed too early

"#]]
    );
    snapbox::assert_data_eq!(
        told("sources.bib", "@book{a,\n  title {X}\n}\n"),
        str![[r#"
error[invalid-bibliography]: invalid BibTeX: expected equals
 --> content/sources.bib:2:9
  |
2 |   title {X}
  |         ^
  |
  = help: write a field as `name = {value}`

"#]]
    );
    snapbox::assert_data_eq!(
        told("sources.bib", "@book{a,\n  title = X,\n}\n@book{,}\n"),
        str![[r#"
error[invalid-bibliography]: invalid BibTeX: unknown abbreviation "X"
 --> content/sources.bib:2:11
  |
2 |   title = X,
  |           ^
  |
  = help: put the value in braces, or define the word with `@string`

"#]]
    );
    snapbox::assert_data_eq!(
        told("sources.bib", "@book{a, title = {X}, date = {1990-13-01}}\n"),
        str![[r#"
error[unknown-source]: there is no source `nobody`
 --> content/_index.md:3:7
  |
3 | [@a] [@nobody]
  |       ^^^^^^^
  |
  = help: if this is not a citation, write `/[@`

warning[doubtful-source]: the source `a`: `date`: `1990-13-01` is no date and is shown as it is
 --> content/sources.bib:1:30
  |
1 | @book{a, title = {X}, date = {1990-13-01}}
  |                              ^^^^^^^^^^^^
  |
  = help: write the year, `1990`, a range, `1990/1995`, or words, `in press`; with month and day in the field `date`, `1990-05-12`

"#]]
    );
    snapbox::assert_data_eq!(
        told(
            "sources.bib",
            "@book{a, title = {X}}\n\n@book{a, title = {Y}}\n@book{c--d, title = {Z}}\n"
        ),
        str![[r#"
error[duplicate-source]: the source `a` is defined twice
 --> content/sources.bib:3:7
  |
3 | @book{a, title = {Y}}
  |       ^
  |
  = help: rename or delete one of them
note: first defined here
 --> content/sources.bib:1:7
  |
1 | @book{a, title = {X}}
  |       ^

"#]]
    );
    snapbox::assert_data_eq!(
        told("sources.bib", "@book{a, crossref = {b}}\n@book{b, crossref = {a}}\n"),
        str![[r#"
error[invalid-bibliography]: the source `a` inherits in a circle or from too many others
 --> content/sources.bib:1:7
  |
1 | @book{a, crossref = {b}}
  |       ^
  |
  = help: check its `crossref` and `xdata`, and those of the sources they name

error[invalid-bibliography]: the source `b` inherits in a circle or from too many others
 --> content/sources.bib:2:7
  |
2 | @book{b, crossref = {a}}
  |       ^
  |
  = help: check its `crossref` and `xdata`, and those of the sources they name

"#]]
    );
}

#[test]
fn a_key_in_two_files_is_told_with_both_places() {
    let build = Fixture::new(
        "-- content/_index.md --\n# Home\n\n[@a]\n-- content/sources.yml --\na:\n  type: book\n  title: A\n-- content/sources.bib --\n@book{a, title = {A}}\n",
    )
    .build();
    snapbox::assert_data_eq!(
        messages(&build),
        str![[r#"
error[duplicate-source]: the source `a` is defined twice
 --> content/sources.bib:1:7
  |
1 | @book{a, title = {A}}
  |       ^
  |
  = help: rename or delete one of them
note: first defined here
 --> content/sources.yml:1:1
  |
1 | a:
  | ^

"#]]
    );
}

#[test]
fn a_doi_that_is_none_is_told_and_left_out() {
    snapbox::assert_data_eq!(
        told(
            "sources.yml",
            "a:\n  type: article\n  title: A\n  serial-number:\n    doi: foobar\n  parent:\n    - type: periodical\n      title: P\n      serial-number: { doi: example }\n"
        ),
        str![[r#"
error[unknown-source]: there is no source `nobody`
 --> content/_index.md:3:7
  |
3 | [@a] [@nobody]
  |       ^^^^^^^
  |
  = help: if this is not a citation, write `/[@`

warning[doubtful-source]: the source `a`: `doi`: `foobar` is no DOI and is left out
 --> content/sources.yml:5:10
  |
5 |     doi: foobar
  |          ^^^^^^
  |
  = help: write the DOI, such as `10.1000/182`; an address belongs in the field `url`

warning[doubtful-source]: the source `a`: `doi`: `example` is no DOI and is left out
 --> content/sources.yml:9:29
  |
9 |       serial-number: { doi: example }
  |                             ^^^^^^^
  |
  = help: write the DOI, such as `10.1000/182`; an address belongs in the field `url`

"#]]
    );
}
