//! Whatever bytes come: no panic, well-nested HTML, slots and spans in their places, linear time.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::time::Duration;

use handbook::document::body::{LinkKind, Reference};

use super::{read, settings};
use crate::clock::Clock;

/// Pieces of Markdown that texts are made of by chance.
const FRAGMENTS: &[&str] = &[
    "a",
    "word ",
    "é",
    "漢",
    "\u{301}",
    "\u{a0}",
    "\0",
    " ",
    "  ",
    "\n",
    "\n\n",
    "\n    ",
    "\t",
    "\\",
    "\\\n",
    "  \n",
    "*",
    "**",
    "_",
    "__",
    "~~",
    "==",
    "`",
    "``",
    "\n```rust\n",
    "\n```\n",
    "\n~~~ {x} y\n",
    "[",
    "]",
    "(",
    ")",
    "![",
    "](b.md)",
    "](<a b> \"t\")",
    "[a][b]",
    "[b]: c\n",
    "\n[^a]: note ",
    "[^a]",
    "[^b]",
    "<",
    ">",
    "<b>",
    "</b>",
    "<!-- c -->",
    "<p id=x ",
    "\n<div id=\"d\">\n",
    "\n</div>\n",
    "https://example.org/a--b",
    "www.example.org",
    "me@example.org",
    "&amp;",
    "&#0;",
    "&copy",
    "\n# ",
    "\n## ",
    "\n###### ",
    "\n===\n",
    "\n---\n",
    "\n- ",
    "\n- [ ] ",
    "\n  - [x] ",
    "\n1. ",
    "\n7) ",
    "\n> ",
    "\n> [!NOTE]\n> ",
    "\n: ",
    "\n|a|b|\n|-|:-:|\n",
    "|",
    "\n| | x | y | z | w |\n|-|-|-|-|-|\n|r|1|",
    " {#id}",
    " {#id .c k=\"v w\"}",
    "{",
    "}",
    " {#Bad}",
    " {.x",
    "{k=\"",
    "\"",
    "'",
    "--",
    "...",
    "\n***\n",
    "\n    code\n",
    "[ ]",
    "[x]",
    "<https://a.b>",
    "\u{2028}",
    "\r",
    "{#a}\n  hint",
];

/// A small generator with a known sequence (xorshift64*; Vigna, "An experimental exploration of
/// Marsaglia's xorshift generators, scrambled", 2016).
struct Random(u64);

impl Random {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        let high = self.0.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33;
        usize::try_from(high).unwrap_or_default() % limit
    }
}

#[test]
fn chance_texts_give_sound_documents() {
    let mut random = Random(0x0BAD_5EED_0BAD_5EED);
    let mut strict = settings();
    strict.markdown.raw_html = false;
    for case in 0..4000 {
        let length = 1 + random.below(40);
        let text: String = (0..length).map(|_| FRAGMENTS[random.below(FRAGMENTS.len())]).collect();
        let title = [None, Some("a")][random.below(2)];
        let settings = if case % 2 == 0 { settings() } else { strict.clone() };
        let (body, diagnostics) = read(&text, title, &settings);
        let html = &body.document.html;
        let mut last = 0;
        for slot in &body.document.slots {
            assert!(slot.at >= last && html.is_char_boundary(slot.at), "{text:?}");
            let is_attribute = matches!(
                &slot.link.reference,
                Reference::Link(link) if link.kind == LinkKind::Link
            );
            assert!(!is_attribute || html[..slot.at].ends_with("<a "), "{text:?}");
            assert!(text.get(slot.link.span.0.clone()).is_some(), "{text:?}");
            last = slot.at;
        }
        for diagnostic in &diagnostics {
            for place in diagnostic.place.iter().chain(diagnostic.related.iter().map(|(p, _)| p)) {
                let range = place.excerpt.as_ref().map_or(0..0, |e| e.range.clone());
                assert!(text.get(range.clone()).is_some(), "{range:?} {text:?}");
            }
        }
        if !settings.markdown.raw_html {
            if let Err(problem) = check_nesting(html) {
                panic!("case {case}: {problem}\n{text:?}\n{html}");
            }
            check_ids(html)
                .unwrap_or_else(|id| panic!("case {case}: {id} twice\n{text:?}\n{html}"));
        }
        handbook::markdown::parse::parse_commonmark(&text);
    }
}

/// Whether every element that begins ends in its parent.
pub fn check_nesting(html: &str) -> Result<(), String> {
    let mut open: Vec<&str> = Vec::new();
    for tag in html.split('<').skip(1) {
        let Some((inner, _)) = tag.split_once('>') else {
            return Err(format!("`<{tag}` is not closed"));
        };
        let name = inner.split_whitespace().next().unwrap_or_default();
        if let Some(name) = name.strip_prefix('/') {
            let last = open.pop();
            if last != Some(name) {
                return Err(format!("`</{name}>` closes {last:?}"));
            }
        } else if !["br", "hr", "img", "input"].contains(&name) {
            open.push(name);
        }
    }
    if open.is_empty() { Ok(()) } else { Err(format!("{open:?} are not closed")) }
}

fn check_ids(html: &str) -> Result<(), String> {
    let mut seen = BTreeSet::new();
    let tags = html.split('<').filter_map(|tag| tag.split('>').next());
    for rest in tags.flat_map(|tag| tag.split(" id=\"").skip(1)) {
        let id = rest.split('"').next().unwrap_or_default();
        if !seen.insert(id) {
            return Err(id.to_owned());
        }
    }
    Ok(())
}

/// Shapes that have made parsers of Markdown slow: a start, what is repeated, an end.
const SHAPES: &[(&str, &str, &str)] = &[
    ("", "*a **b ", ""),
    ("", "**a *b* ", ""),
    ("", "a* ", ""),
    ("", "*a_ ", ""),
    ("", "[a](", ""),
    ("", "[", ""),
    ("", "![", ""),
    ("", "]", ""),
    ("", "[a][b]", ""),
    ("", "[[a]", ""),
    ("[x]: ", "a", "\n[x]"),
    ("", "[a]: b\n", ""),
    ("", "`a``b", ""),
    ("", "`", "a"),
    ("", "<", ""),
    ("", "<!--", ""),
    ("", "<?", ""),
    ("", "<a id=x ", ""),
    ("", "<![CDATA[", ""),
    ("", "&amp;", ""),
    ("", "> ", "a"),
    ("", "- ", "a"),
    ("", "1. a\n", ""),
    ("", "- [ ] a {#x}\n  b\n", ""),
    ("", "==a ", ""),
    ("", "a==b ==c", ""),
    ("", "{", "#a}"),
    ("# ", "{#a ", "}"),
    ("- ", "a {#", "}"),
    ("- a\n", "  b }\n", ""),
    ("", "[^a]", ""),
    ("", "[^a]: b\n\n", ""),
    ("", "[^a] [^b", ""),
    ("", "a\n: b\n\n", ""),
    ("|", "a|", "\n|-|\n"),
    ("a|b\n-|-\n", "c|d\n", ""),
    ("", "a@", ""),
    ("", "http://", ""),
    ("", "http://a.b/(", ""),
    ("", "www.", ""),
    ("", "www.a@b://", ""),
    ("", "a.b@c.d ", ""),
    ("", "https://a.b/_c_ ", "https://a.b/_c d_"),
    ("", "https://a.b/_c_", "_c d_"),
    ("", "www.a.b/&amp;c ", ""),
    ("", "![](a){.b}", ""),
    ("", "![](a){ ", ""),
    ("- ", "![](a){#b}", ""),
    ("", "<td></b> ", ""),
    ("", "<Note>", ""),
    ("", "<code><Note a=b>", ""),
    ("", "\"'", ""),
    ("", "\\", ""),
    ("", "# a\n", ""),
    ("", "~~a~", ""),
    ("```\n", "a\n", ""),
    ("```rust\n", "(\"{", ""),
    ("```rust\n", "fn a() {\n", ""),
    ("", "\u{301}", ""),
    ("", "::", ""),
    ("a", "\n:: a", ""),
    ("", "(a)[", ""),
    ("", "[a] (", ""),
    ("", "[a](b (c ", ""),
    ("", "^[a ", ""),
    ("", "++a ", ""),
    ("", "[a]{.b ", ""),
    ("", "{++a", "++}"),
    ("", "![[a", "]]"),
    ("", "![[a]] ", ""),
    ("", "{a", "}`b`"),
    ("", ":a", ":`b`"),
    ("", "*[", "]: b"),
    ("# ", "a {", "}"),
    ("# ", "{#a} ", ""),
    ("", "[a [b](c)](d)", ""),
    ("", "[a [^b](c)", "\n\n[^b]: d"),
    ("", "**「a」**は", ""),
    ("", "*「a」*は**", ""),
    ("", "<a href=b> ", ""),
    ("", "- ```\n", ""),
];

fn time(shape: &(&str, &str, &str), bytes: usize) -> Duration {
    let (start, repeated, end) = shape;
    let text = format!("{start}{}{end}", repeated.repeat(bytes / repeated.len()));
    let begun = Clock::start();
    let (body, _) = read(&text, None, &settings());
    let taken = begun.elapsed();
    assert!(body.document.slots.iter().all(|s| s.at <= body.document.html.len()));
    taken
}

/// Half a megabyte of each shape, against an eighth of it: linear work takes eight times as long, and
/// quadratic work sixty-four times. What takes less than a sixth of a second is not judged, since then the
/// noise of the machine decides.
#[test]
fn half_a_megabyte_of_every_slow_shape_takes_linear_time() {
    let mut report = String::new();
    for shape in SHAPES {
        let whole = time(shape, 1 << 19);
        if whole < Duration::from_millis(175) {
            continue;
        }
        let part = (0..3).map(|_| time(shape, 1 << 16)).min().unwrap();
        let growth = whole.as_secs_f64() / part.as_secs_f64();
        if growth > 30.0 {
            let _ = writeln!(report, "{shape:?}: {part:?} → {whole:?}, {growth:.0} times");
        }
    }
    assert!(report.is_empty(), "{report}");
}

#[test]
fn deep_nesting_does_not_exhaust_the_stack() {
    for text in [
        "> ".repeat(50_000),
        format!("{}a{}", "[".repeat(50_000), "](b)".repeat(50_000)),
        format!("{}a{}", "*".repeat(50_000), "*".repeat(50_000)),
        "![".repeat(50_000),
    ] {
        read(&format!("{text}a"), None, &settings());
    }
    let nested: String = (0..400).fold(String::new(), |mut text, depth| {
        let _ = writeln!(text, "{}- [ ] a", "  ".repeat(depth));
        text
    });
    let (body, _) = read(&nested, None, &settings());
    check_nesting(&body.document.html).unwrap();
}
