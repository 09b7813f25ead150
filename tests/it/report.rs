//! Diagnostics as people and programs read them.

use std::ops::Range;
use std::sync::Arc;

use handbook::base::diagnostic::{Code, Diagnostic, Place};
use handbook::base::paths::SourcePath;
use handbook::cli::report::{ReportFormat, ReportStyle, render};
use snapbox::{assert_data_eq, str};

const PLAIN: ReportStyle =
    ReportStyle { color: false, width: 100, format: ReportFormat::Human, all: true };

/// Diagnostics as an author sees them on a terminal of 100 columns without colours.
pub fn shown(diagnostics: &[Diagnostic]) -> String {
    render(diagnostics, PLAIN)
}

fn place(text: &str, range: Range<usize>) -> Place {
    let path = SourcePath::new("content/a.md").unwrap();
    let text: Arc<str> = text.into();
    Place::span(&path, &text, range)
}

fn broken(text: &str, range: Range<usize>) -> Diagnostic {
    Diagnostic::error(Code::BrokenLink, "no page `b.md`", place(text, range))
}

fn json(diagnostics: &[Diagnostic]) -> String {
    let style = ReportStyle { format: ReportFormat::Json, ..PLAIN };
    render(diagnostics, style)
}

fn full() -> Diagnostic {
    let text = "# Title\n\nSee [the page](b.md) for more.\n";
    broken(text, 24..28)
        .label("there is no such file")
        .did_you_mean(Some("c.md"))
        .hint("or make the page:\nhandbook new b.md")
        .related(place(text, 2..7), "the page begins here")
        .related(Place::file(&SourcePath::new("content/c.md").unwrap()), "this one exists")
}

#[test]
fn a_diagnostic_shows_place_line_carets_hints_and_related_places() {
    assert_data_eq!(
        shown(&[full()]),
        str![[r#"
error[broken-link]: no page `b.md`
 --> content/a.md:3:16
  |
3 | See [the page](b.md) for more.
  |                ^^^^ there is no such file
  |
  = help: did you mean `c.md`?
  = help: or make the page:
          handbook new b.md
note: the page begins here
 --> content/a.md:1:3
  |
1 | # Title
  |   ^^^^^
note: this one exists
 --> content/c.md

"#]]
    );
}

#[test]
fn diagnostics_keep_their_order_with_an_empty_line_between() {
    let file = SourcePath::new("content/z.md").unwrap();
    let all = [
        Diagnostic::warning(Code::OrphanPage, "nothing links to it", Place::file(&file))
            .hint("link to it"),
        Diagnostic::global(Code::NoContent, "there is no `content` folder"),
        Diagnostic::global(Code::InvalidConfig, "no `handbook.toml`").hint("run `handbook init`"),
    ];
    assert_data_eq!(
        shown(&all),
        str![[r#"
warning[orphan-page]: nothing links to it
--> content/z.md
 = help: link to it

error[no-content]: there is no `content` folder

error[invalid-config]: no `handbook.toml`
 = help: run `handbook init`

"#]]
    );
    assert_eq!(shown(&[]), "");
}

#[test]
fn tabs_and_wide_characters_stand_above_their_carets() {
    assert_data_eq!(
        shown(&[broken("\ta\t日本語 [x](b.md)\n", 17..21)]),
        str![[r#"
error[broken-link]: no page `b.md`
 --> content/a.md:1:12
  |
1 |     a    日本語 [x](b.md)
  |                     ^^^^

"#]]
    );
    assert_data_eq!(
        shown(&[broken("\t日本語\n", 4..7)]),
        str![[r#"
error[broken-link]: no page `b.md`
 --> content/a.md:1:3
  |
1 |     日本語
  |       ^^

"#]]
    );
}

#[test]
fn a_very_long_line_is_cut_around_the_place_and_keeps_its_column() {
    let text = format!("{} [x](b.md) {}\n", "word ".repeat(50_000), "word ".repeat(50_000));
    assert_data_eq!(
        shown(&[broken(&text, 250_005..250_009)]),
        str![[r#"
error[broken-link]: no page `b.md`
 --> content/a.md:1:250006
  |
1 | ...rd word word word word word word word  [x](b.md) word word word word word word word word w...
  |                                               ^^^^

"#]]
    );
}

#[test]
fn places_of_several_lines_are_shown() {
    let text = "one\ntwo [a\nb](b.md) three\nfour\n";
    assert_data_eq!(
        shown(&[broken(text, 8..19).label("this link")]),
        str![[r#"
error[broken-link]: no page `b.md`
 --> content/a.md:2:5
  |
2 |   two [a
  |  _____^
3 | | b](b.md) three
  | |________^ this link

"#]]
    );
}

#[test]
fn empty_files_and_ends_of_files_have_a_caret() {
    assert_data_eq!(
        shown(&[broken("", 0..0)]),
        str![[r#"
error[broken-link]: no page `b.md`
 --> content/a.md:1:1
  |
1 |
  | ^

"#]]
    );
    assert_data_eq!(
        shown(&[broken("one\n", 4..4)]),
        str![[r#"
error[broken-link]: no page `b.md`
 --> content/a.md:2:1
  |
2 |
  | ^

"#]]
    );
    assert_data_eq!(
        shown(&[broken("one", 3..3)]),
        str![[r#"
error[broken-link]: no page `b.md`
 --> content/a.md:1:4
  |
1 | one
  |    ^

"#]]
    );
    assert_data_eq!(
        shown(&[broken("one\ntwo\n", 3..4)]),
        str![[r#"
error[broken-link]: no page `b.md`
 --> content/a.md:1:4
  |
1 | one
  |    ^

"#]]
    );
    assert_data_eq!(
        shown(&[broken("one", 70..90)]),
        str![[r#"
error[broken-link]: no page `b.md`
 --> content/a.md:1:4
  |
1 | one
  |    ^

"#]]
    );
}

#[test]
fn any_place_in_any_text_can_be_shown() {
    let long = "日 \t".repeat(60);
    let texts = ["", "\n", "a\n\n", "ä\n日本\n", "\t\u{1b}\n\n\r", "e\u{301}👩‍👩‍👧", long.as_str()];
    let mut shown = 0;
    for text in texts {
        for start in 0..text.len() + 2 {
            for len in [0, 1, 2, 5, 150, 1000] {
                for (color, width) in [(false, 0), (true, 60)] {
                    let style = ReportStyle { color, width, ..PLAIN };
                    let diagnostic = broken(text, start..start + len).label("here");
                    let report = render(&[diagnostic], style);
                    assert!(report.contains("here"), "{text:?} {start} {len}: {report}");
                    shown += 1;
                }
            }
        }
    }
    assert!(shown > 3000, "{shown}");
}

#[test]
fn control_characters_are_shown_as_pictures() {
    let evil = "\u{1b}]0;owned\u{7}\u{1b}[2J\u{9b}31m\u{202e}\r\0";
    let diagnostic = Diagnostic::error(
        Code::BrokenLink,
        format!("no page `{evil}`"),
        place(&format!("x {evil} y"), 2..3),
    )
    .label(evil)
    .hint(evil)
    .related(place(evil, 0..1), evil);
    let text = shown(&[diagnostic]);
    assert!(!text.chars().any(|c| c.is_control() && c != '\n'), "{text:?}");
    assert_data_eq!(
        text,
        str![[r#"
error[broken-link]: no page `␛]0;owned␇␛[2J�31m�␍␀`
 --> content/a.md:1:3
  |
1 | x ␛]0;owned␇␛[2J�31m�␍␀ y
  |   ^ ␛]0;owned␇␛[2J�31m�␍␀
  |
  = help: ␛]0;owned␇␛[2J�31m�␍␀
note: ␛]0;owned␇␛[2J�31m�␍␀
 --> content/a.md:1:1
  |
1 | ␛]0;owned␇␛[2J�31m�␍␀
  | ^

"#]]
    );
}

#[test]
fn colours_are_used_when_asked_for() {
    let style = ReportStyle { color: true, ..PLAIN };
    let text = render(&[full()], style);
    assert!(text.contains("\u{1b}["), "{text:?}");
    let mut plain = String::new();
    for (index, part) in text.split("\u{1b}[").enumerate() {
        plain += if index == 0 { part } else { part.split_once('m').unwrap().1 };
    }
    assert_eq!(plain, shown(&[full()]));
}

#[test]
fn json_is_one_object_a_line_with_every_field() {
    let all = [full(), Diagnostic::global(Code::NoContent, "there is no `content` folder")];
    assert_data_eq!(
        json(&all).replace("],\"", "],\n\""),
        str![[r#"
{"severity":"error","code":"broken-link","message":"no page `b.md`","file":"content/a.md","line":3,"column":16,"end_line":3,"end_column":20,"label":"there is no such file","hints":["did you mean `c.md`?","or make the page:/nhandbook new b.md"],
"related":[{"message":"the page begins here","file":"content/a.md","line":1,"column":3,"end_line":1,"end_column":8},{"message":"this one exists","file":"content/c.md","line":null,"column":null,"end_line":null,"end_column":null}]}
{"severity":"error","code":"no-content","message":"there is no `content` folder","file":null,"line":null,"column":null,"end_line":null,"end_column":null,"label":"","hints":[],
"related":[]}

"#]]
    );
    for line in json(&all).lines() {
        serde_json::from_str::<serde_json::Value>(line).unwrap();
    }
}

#[test]
fn a_narrow_terminal_still_shows_the_place() {
    let text = "# Title\n\nA long line that begins far to the left of what is wrong with [the page](b.md), and goes on.\n";
    let start = text.find("b.md").unwrap();
    let style = ReportStyle { width: 40, ..PLAIN };
    assert_data_eq!(
        render(&[broken(text, start..start + 4)], style),
        str![[r#"
error[broken-link]: no page `b.md`
 --> content/a.md:3:74
  |
3 | ...h [the page](b.md), and goes on.
  |                 ^^^^

"#]]
    );
}

#[test]
fn of_many_diagnostics_with_one_code_the_first_are_shown_and_the_rest_is_counted() {
    let text = "[a](b)\n".repeat(6);
    let in_file = |file: &str| {
        let path = SourcePath::new(file).unwrap();
        let text: Arc<str> = text.as_str().into();
        (0..6)
            .map(|line| {
                let place = Place::span(&path, &text, line * 7..line * 7 + 6);
                Diagnostic::error(Code::BrokenLink, "there is no page `b`", place)
            })
            .collect::<Vec<_>>()
    };
    let mut many = in_file("content/a.md");
    let grouped =
        |diagnostics: &[Diagnostic]| render(diagnostics, ReportStyle { all: false, ..PLAIN });
    assert_eq!(grouped(&many).matches("error[broken-link]").count(), 6);
    many.extend(in_file("content/c.md"));
    assert_data_eq!(
        grouped(&many),
        str![[r#"
error[broken-link]: there is no page `b`
 --> content/a.md:1:1
  |
1 | [a](b)
  | ^^^^^^

error[broken-link]: there is no page `b`
 --> content/a.md:2:1
  |
2 | [a](b)
  | ^^^^^^

error[broken-link]: there is no page `b`
 --> content/a.md:3:1
  |
3 | [a](b)
  | ^^^^^^

error[broken-link]: 9 more, in 2 files
 --> content/a.md:4:1
 --> content/a.md:5:1
 --> content/a.md:6:1
  = help: `--verbose` shows all

"#]]
    );
    assert_eq!(json(&many).lines().count(), 12);
}

#[test]
fn the_syntax_of_other_tools_is_shown_as_it_stands() {
    let page = "-- content/_index.md --\n# T\n\n=== \"In `a.toml`\"\n";
    let told = crate::fixture::messages(&crate::fixture::bare(page).build());
    assert!(told.contains("`=== \"In `a.toml`\"` is a tab of MkDocs"), "{told}");
}

#[test]
fn many_diagnostics_of_many_kinds_take_fewer_than_sixty_lines() {
    let text: Arc<str> = "[a](b)\n".into();
    for kinds in [5, 10, 20, 40] {
        let many = (0..10_000).map(|number| {
            let path = SourcePath::new(&format!("content/{number}.md")).unwrap();
            let place = Place::span(&path, &text, 0..6);
            let diagnostic = Diagnostic::error(Code::ALL[number % kinds], "something", place);
            diagnostic.hint("write it otherwise").hint("or leave it out")
        });
        let many: Vec<Diagnostic> = many.collect();
        let told = render(&many, ReportStyle { all: false, ..PLAIN });
        assert!(told.lines().count() < 60, "{kinds}: {told}");
        assert!(told.ends_with("  = help: `--verbose` shows all\n"), "{told}");
        for code in &Code::ALL[..kinds] {
            assert!(told.contains(&format!("error[{code}]")), "{kinds}: {code}");
        }
    }
}
