//! What conditions mean, and what is said of those that mean nothing.

use snapbox::{assert_data_eq, str};

use handbook::instrument::score::condition::ConditionValues;
use handbook::instrument::score::{BoolExpr, Scope, When, parse_condition};

fn scope(each: bool) -> Scope<'static> {
    Scope {
        measures: vec![("m", "Managing"), ("lead", "Leading"), ("x-y", "Both")],
        items: vec!["one", "two-1"],
        each,
    }
}

/// What is wrong with a condition, with carets.
fn problem(text: &str, each: bool) -> String {
    let problem = parse_condition(text, &scope(each)).expect_err(text);
    let start = text[..problem.span.start].chars().count();
    let width = text[problem.span].chars().count().max(1);
    let hint = match problem.hint.as_str() {
        "" => String::new(),
        hint => format!("\n  {hint}"),
    };
    format!("{text}\n{}{} {}{hint}", " ".repeat(start), "^".repeat(width), problem.message)
}

fn holds(text: &str) -> Option<bool> {
    let Ok(When::Holds(truth)) = parse_condition(text, &scope(false)) else {
        panic!("{text}");
    };
    truth.evaluate(&ConditionValues {
        measures: &[Some(20), Some(10), None],
        items: &[Some(3), None],
        score: None,
    })
}

#[test]
fn conditions_compare_and_join() {
    for text in [
        "m == 20",
        "m >= 20 and lead <= 10",
        "m > lead + 9 and not m > lead + 10",
        "m - lead - one == 7",
        "m - (lead - one) == 13",
        "-lead < -9",
        "- -lead == 10",
        "min(m, lead, one) == 3 and max(m, lead) == 20",
        "lead < 5 or m < 5 or one == 3",
        "lead < 5 and m < 5 or one == 3",
        "not (lead < 5 and one == 3)",
        "not not m > 1",
        "((m)) > (1)",
        "min(m) == 20",
    ] {
        assert_eq!(holds(text), Some(true), "{text}");
        assert_eq!(holds(&format!("not ({text})")), Some(false), "{text}");
    }
}

#[test]
fn what_was_skipped_is_unknown_and_left_out_of_extremes() {
    for text in ["x-y > 1", "not x-y > 1", "m + x-y > 1", "two-1 == two-1", "x-y > 1 or m < 5"] {
        assert_eq!(holds(text), None, "{text}");
    }
    for text in ["min(m, x-y) == 20", "max(two-1, lead) == 10", "x-y > 1 or m > 5"] {
        assert_eq!(holds(text), Some(true), "{text}");
    }
    assert_eq!(holds("x-y > 1 and m < 5"), Some(false));
    assert_eq!(holds("min(x-y, two-1) > 1"), None);
}

#[test]
fn else_is_a_condition_of_its_own() {
    assert_eq!(parse_condition(" else ", &scope(false)), Ok(When::Else));
    assert!(matches!(
        parse_condition("score > 1", &scope(true)),
        Ok(When::Holds(BoolExpr::Compare(..)))
    ));
}

#[test]
fn every_problem_says_where_and_how_to_mend_it() {
    let conditions = [
        "",
        "m",
        "m + lead",
        "m >= 18 and lead",
        "not m",
        "(m > 1) + 2",
        "min(m > 1, 2) > 1",
        "m >= 18 lead < 18",
        "10 < m < 20",
        "m >= 10 and < 20",
        "(10 < m < 20)",
        "m >=",
        "(m > 1",
        "m > 1)",
        "min m",
        "min(m",
        "m >= else",
        "score > 2",
        "Managing > 2",
        "leed > 2",
        "m-lead > 2",
        "managing-x > 2",
        "zebra > 2",
        "m = 2",
        "m != 2",
        "m ≥ 2",
        "m >= 2 && lead > 1",
        "how >= 70%",
        "m >= 17.5",
        "m * 2 > 4",
        "m / 2 > 4",
        "m > 1 # high",
        "m > 10000000",
        "m > and",
        "m > 1 and",
    ];
    let all: Vec<String> = conditions.iter().map(|text| problem(text, false)).collect();
    let each: Vec<String> =
        ["else", "m > 1", "scor > 1"].iter().map(|text| problem(text, true)).collect();
    assert_data_eq!(
        all.join("\n"),
        str![[r#"

^ the condition is empty
  write `else` for a band that applies when no other does
m
^ the condition must be true or false, but `m` is a number
  compare it, as in `m >= 10`
m + lead
^^^^^^^^ the condition must be true or false, but `m + lead` is a number
  compare it, as in `m + lead >= 10`
m >= 18 and lead
            ^^^^ each side of `and` must be true or false, but `lead` is a number
  compare it, as in `lead >= 10`
not m
    ^ the part after `not` must be true or false, but `m` is a number
  compare it, as in `m >= 10`
(m > 1) + 2
^^^^^^^ `+` takes numbers, but `(m > 1)` is true or false
min(m > 1, 2) > 1
    ^^^^^ `min` takes numbers, but `m > 1` is true or false
m >= 18 lead < 18
        ^^^^ expected `and`, `or` or the end
10 < m < 20
       ^ a comparison has two sides
  join two comparisons with `and`, as in `10 <= m and m < 20`
m >= 10 and < 20
            ^ expected a name or a number, found `<`
  a comparison has two sides, as in `10 <= m and m < 20`
(10 < m < 20)
        ^ a comparison has two sides
  join two comparisons with `and`, as in `10 <= m and m < 20`
m >=
    ^ expected a name or a number, found the end
(m > 1
      ^ expected `)`
m > 1)
     ^ expected `and`, `or` or the end
min m
    ^ expected `(` after `min`
  write `min(m, l)`
min(m
     ^ expected `)`
m >= else
     ^^^^ `else` must be the whole condition
score > 2
^^^^^ `score` works only in a band with `each = true`
  add `each = true`, or name a dimension
Managing > 2
^^^^^^^^ unknown name `Managing`
  the id of `Managing` is `m`
leed > 2
^^^^ unknown name `leed`
  did you mean `lead`?
m-lead > 2
^^^^^^ unknown name `m-lead`
  put spaces around the minus: `m - lead`
managing-x > 2
^^^^^^^^^^ unknown name `managing-x`
  a condition can name `m`, `lead`, `x-y`, and statements by their ids
zebra > 2
^^^^^ unknown name `zebra`
  a condition can name `m`, `lead`, `x-y`, and statements by their ids
m = 2
  ^ conditions have no `=`
  write `==` to compare
m != 2
  ^^ conditions have no `!=`
  write `not (a == b)` for numbers that differ
m ≥ 2
  ^ conditions have no `≥`
  write `>=`
m >= 2 && lead > 1
       ^^ conditions have no `&&`
  write `and`
how >= 70%
         ^ conditions have no `%`
  columns of an audit are already in percent; remove the sign
m >= 17.5
       ^ conditions have no `.`
  points and percents are whole numbers
m * 2 > 4
  ^ conditions have no `*`
  conditions have only `+` and `-`: write `m + m` for twice `m`
m / 2 > 4
  ^ conditions have no `/`
  conditions have only `+` and `-`: compare sums instead of averages
m > 1 # high
      ^ conditions have no `#`
m > 10000000
    ^^^^^^^^ `10000000` is larger than 1000000
m > and
    ^^^ expected a name or a number, found `and`
m > 1 and
         ^ expected a name or a number, found the end
"#]]
    );
    assert_data_eq!(
        each.join("\n"),
        str![[r#"
else
^^^^ `else` applies to all dimensions together
  remove `each = true`
m > 1
^^^^^ a condition with `each = true` must use `score`
  write `score` for the points of each dimension in turn, or remove `each`
scor > 1
^^^^ unknown name `scor`
  did you mean `score`?
"#]]
    );
}

#[test]
fn size_and_depth_are_bounded() {
    let deep =
        |open: &str, n: usize, close: &str| format!("{}m{} > 1", open.repeat(n), close.repeat(n));
    assert!(parse_condition(&deep("(", 30, ")"), &scope(false)).is_ok());
    for (open, close) in [("(", ")"), ("-", ""), ("min(", ")")] {
        let problem = parse_condition(&deep(open, 100, close), &scope(false)).expect_err(open);
        assert_eq!(problem.message, "the condition is nested more than 32 levels deep");
    }
    let problem =
        parse_condition(&format!("{}m > 1", "not ".repeat(200)), &scope(false)).expect_err("not");
    assert_eq!(problem.message, "the condition is nested more than 32 levels deep");
    let problem = parse_condition(&"m > 1 and ".repeat(200), &scope(false)).expect_err("long");
    assert_eq!(problem.message, "the condition is longer than 1000 bytes");
}

#[test]
fn no_text_panics() {
    let words = [
        "m",
        "lead",
        "x-y",
        "1",
        "99999999999999999999",
        "and",
        "or",
        "not",
        "min",
        "max",
        "else",
        "score",
        "(",
        ")",
        ",",
        "+",
        "-",
        "<",
        "<=",
        "==",
        "=",
        "é",
        "‐",
        "\u{301}",
        " ",
        "\n",
        ".",
        "#",
    ];
    for seed in 0..20_000 {
        let mut random = crate::random::Random::new(seed);
        let text: String =
            (0..random.below(12)).map(|_| format!("{} ", random.pick(&words))).collect();
        for text in [text.clone(), text.replace(' ', "")] {
            if let Err(problem) = parse_condition(&text, &scope(random.one_in(2))) {
                assert!(text.get(problem.span.clone()).is_some(), "{text:?} {problem:?}");
            }
        }
    }
}
