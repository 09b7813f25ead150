//! Front matter that is meant to break something.

use std::sync::Arc;
use std::time::Duration;

use handbook::base::paths::SourcePath;
use handbook::features::FeatureSet;
use handbook::features::page::{FeatureCollector, FeatureWords, KnownReferences};
use handbook::page::front_matter;
use snapbox::{assert_data_eq, str};

use super::{good, messages, parse};
use crate::clock::Clock;
use crate::report::shown;

#[test]
fn front_matter_of_more_than_64_kb_is_refused() {
    let text = format!("+++\ntitle = \"{}\"\n+++\nbody\n", "a".repeat(65 * 1024));
    assert_data_eq!(
        messages(&text),
        str![[r#"
error[invalid-front-matter]: front matter is larger than 64 kB
 --> content/a.md:1:1
  |
1 | +++
  | ^^^
  |
  = help: check the position of its closing line

"#]]
    );
}

#[test]
fn values_deep_in_one_another_are_refused_at_once() {
    let deep = [
        format!("+++\na = {}{}\n+++\n", "[".repeat(30_000), "]".repeat(30_000)),
        format!("+++\na = {}1{}\n+++\n", "{a=".repeat(15_000), "}".repeat(15_000)),
        format!("+++\na{} = 1\n+++\n", ".a".repeat(30_000)),
        format!("+++\na = 1\na = {{ a{} = 1 }}\n+++\n", ".a".repeat(30_000)),
        format!("+++\n[a{}]\n+++\n", ".a".repeat(30_000)),
        format!("+++\n[[a{}]]\n+++\n", ".\"=\"".repeat(15_000)),
        format!("+++\na = {}1\n+++\n", format!("{{ b{} = ", ".a".repeat(60)).repeat(70)),
        format!("---\na: {}{}\n---\n", "[".repeat(30_000), "]".repeat(30_000)),
        format!("---\na: {}\n---\n", "{a: ".repeat(15_000)),
        format!("---\na:\n  {}1\n---\n", "- ".repeat(30_000)),
        format!(
            "---\n{}\n---\n",
            (0..300).fold(String::new(), |text, i| text + &" ".repeat(i) + "a:\n")
        ),
    ];
    for text in &deep {
        let start = Clock::start();
        let (_, _, messages) = parse(text);
        assert!(messages.contains("error[invalid-front-matter]"), "{messages}");
        assert!(start.elapsed() < Duration::from_secs(1), "{}", &text[..20]);
    }
    assert_data_eq!(
        messages(&deep[2]),
        str![[r#"
error[invalid-front-matter]: invalid TOML: values are nested more than 64 levels deep
 --> content/a.md:2:129
  |
2 | ...a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a.a....
  |                                                ^

"#]]
    );
    assert_data_eq!(
        messages(&deep[9]),
        str![[r#"
error[invalid-front-matter]: invalid YAML: values are nested more than 64 levels deep
 --> content/a.md:3:129
  |
3 | ...- - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - - ...
  |                                                ^

"#]]
    );
}

#[test]
fn sixty_levels_are_fine() {
    good(&format!("+++\n[extra]\na = {}{}\n+++\n", "[".repeat(60), "]".repeat(60)));
    good(&format!("---\nextra:\n  a: {}{}\n---\n", "[".repeat(60), "]".repeat(60)));
}

#[test]
fn aliases_that_multiply_are_refused_at_once() {
    let mut bomb = "---\nextra:\n  a0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned();
    for level in 1..12 {
        let items = vec![format!("*a{}", level - 1); 8].join(", ");
        bomb = format!("{bomb}  a{level}: &a{level} [{items}]\n");
    }
    bomb += "---\n";
    let start = Clock::start();
    assert_data_eq!(
        messages(&bomb),
        str![[r#"
error[invalid-front-matter]: invalid YAML: aliases expand to too much data
 --> content/a.md:7:12
  |
7 |   a4: &a4 [*a3, *a3, *a3, *a3, *a3, *a3, *a3, *a3]
  |            ^^^

"#]]
    );
    assert!(start.elapsed() < Duration::from_secs(1));
    good("---\nextra:\n  a: &a [1, 2]\n  b: *a\n---\n");
}

#[test]
fn control_characters_never_reach_the_terminal() {
    let text = messages("+++\n\"\u{1b}[31m\\u001b[2J\" = 1\n+++\n---\n");
    assert!(!text.contains('\u{1b}'), "{text:?}");
    assert_data_eq!(
        text,
        str![[r#"
error[invalid-front-matter]: invalid TOML: invalid basic string, expected non-double-quote visible characters, `/`
 --> content/a.md:2:2
  |
2 | "␛[31m/u001b[2J" = 1
  |  ^

"#]]
    );
}

/// Marsaglia's xorshift: small, seeded, the same everywhere.
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 % n as u64).unwrap()
    }
}

const PIECES: &[&str] = &[
    "+++",
    "---",
    "\n",
    "\n\n",
    "title",
    "weight",
    "extra",
    "=",
    " = ",
    ":",
    ": ",
    "\"",
    "'",
    "\"\"\"",
    "'''",
    "[",
    "]",
    "[[",
    "]]",
    "{",
    "}",
    ",",
    ".",
    "- ",
    "  ",
    "\t",
    "#",
    "&a ",
    "*a",
    "<<: *a",
    "|",
    ">",
    "!!int ",
    "!x ",
    "%",
    "@",
    "`",
    "?",
    "~",
    "null",
    "true",
    "2026-11-22",
    "2026-11-22T09:30:00Z",
    "1e999",
    ".nan",
    "inf",
    "0x",
    "99999999999999999999",
    "-1",
    "\\u",
    "\\",
    "ä",
    "日",
    "\u{1b}",
    "\0",
    "\u{feff}",
    "\u{2028}",
    "taxonomies",
    "aliases",
    "draft",
    "...",
];

#[test]
fn no_bytes_whatever_break_it() {
    let seeds = [
        "+++\ntitle = \"A\"\nweight = 3\ndate = 2026-11-22\n[extra]\na = [1, {b = 2}]\n+++\nbody\n",
        "---\ntitle: A\nweight: 3\ndate: 2026-11-22\nextra:\n  a: &a [1, {b: 2}]\n  c: *a\n---\nbody\n",
    ];
    let mut random = Random(0x9e37_79b9_7f4a_7c15);
    let mut wrong = 0;
    for case in 0..6000 {
        let mut text = seeds[case % 2].to_owned();
        if case % 3 == 0 {
            let fence = &text[..4];
            let mut made = fence.to_owned();
            for _ in 0..random.below(40) {
                made += PIECES[random.below(PIECES.len())];
            }
            text = format!("{made}\n{fence}");
        }
        for _ in 0..=random.below(6) {
            let at = random.below(text.len() + 1);
            let at = (0..=at).rev().find(|i| text.is_char_boundary(*i)).unwrap();
            if random.below(3) == 0 && at < text.len() {
                text.remove(at);
            } else if random.below(2) == 0 {
                text.insert_str(at, PIECES[random.below(PIECES.len())]);
            } else {
                let c = char::from_u32(u32::try_from(random.below(0x300)).unwrap());
                text.insert(at, c.unwrap());
            }
        }
        let path = SourcePath::new("content/a.md").unwrap();
        let text: Arc<str> = text.into();
        let (set, words) = (FeatureSet::default(), FeatureWords::default());
        let collector = FeatureCollector::new(&set, &words, KnownReferences::all());
        let (_, body, diagnostics) = front_matter::parse(&path, &text, &collector);
        assert!(text.get(body..).is_some(), "{text:?}");
        for diagnostic in &diagnostics {
            let range = &diagnostic.place.as_ref().unwrap().excerpt.as_ref().unwrap().range;
            assert!(text.get(range.clone()).is_some(), "{text:?}: {diagnostic:?}");
        }
        let shown = shown(&diagnostics);
        assert!(!shown.contains(['\u{1b}', '\0']), "{text:?}");
        wrong += usize::from(!diagnostics.is_empty());
    }
    assert!((2000..6000).contains(&wrong), "{wrong} had something wrong");
}
