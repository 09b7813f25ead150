//! Any bytes in any file: thousands of small sites, each made from a seed, none of which may stop
//! the build with a panic.

use std::panic::{AssertUnwindSafe, catch_unwind};

use handbook::compile::builder::Builder;
use handbook::compile::options::BuildOptions;

use crate::fixture::{Fixture, messages};
use crate::random::Random;

/// How many sites are built.
const SITES: u64 = 1_500;

/// The files that are spoilt, each with a content to begin from.
const FILES: &[(&str, &str)] = &[
    (
        "handbook.toml",
        "title = \"T\"\nbase_url = \"https://example.org/x/\"\nlanguage = \"en\"\nedit_url = \"https://e.org/{path}\"\nignored_content = [\"*.x\"]\n[strings]\nhome = \"H\"\n[extra]\na = [1, {b = 2.5}]\n",
    ),
    (
        "content/_index.md",
        "+++\ntitle = \"T\"\naliases = [\"a\", \"b/c\"]\ndate = 2026-01-02\n[extra]\nx = 1\n+++\n\n# T\n\n[a](p/a.md#x) ![i](i.svg) [^n] ==m== {#id .c k=v}\n\n[^n]: Note\n",
    ),
    (
        "content/p/a.md",
        "---\ntitle: &a A\nweight: 3\ntaxonomies: {tags: [x, y]}\n---\n\n## H {#x}\n\n- [ ] t {#t}\n\n| a | b |\n|:-:|--:|\n| 1 | 2 |\n\nTerm\n: Def\n\n> [!NOTE]\n> q\n\n```rust\nfn x() {}\n```\n\n<p id=\"y\">\n",
    ),
    (
        "content/i.svg",
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"3\" viewBox=\"0 0 4 5\"></svg>",
    ),
    ("content/p/i.gif", "GIF89a\u{3}\0\u{2}\0\0\0\0"),
    (
        "templates/page.html",
        "{% extends \"default/templates/page.html\" %}{% block main %}{{ \"2026-01-02\" | date }}{% for h in page.toc %}{{ h.title | safe }}{% endfor %}{{ super() }}{% endblock main %}",
    ),
    ("themes/t/theme.toml", "name = \"t\"\nextends = \"default\"\n"),
    ("themes/t/strings/en.toml", "home = \"H\"\nminutes = \"{} m\"\n"),
    ("themes/t/static/s.css", "/* c */ a { b : c } @media (x) { d { e: f } }\n"),
    ("themes/t/static/s.js", "const a = `x${1}`; // c\nlet b = /re/g;\n"),
];

/// Pieces that mean something to one parser or another.
const PIECES: &[&str] = &[
    "+++\n",
    "---\n",
    "```",
    "~~~",
    "[[",
    "]]",
    "](",
    "[^",
    "{#",
    "}",
    "{{",
    "}}",
    "{%",
    "%}",
    "{#-",
    "\"",
    "'",
    "\\",
    "<",
    ">",
    "<!--",
    "-->",
    "<svg",
    "&#0;",
    "&#x10ffff;",
    "\u{feff}",
    "\u{0}",
    "\u{fdd0}",
    "\u{fdd1}",
    "\u{301}",
    "\u{202e}",
    "é",
    "漢",
    "\r\n",
    "\r",
    "\t",
    "|",
    "| --- |",
    "=",
    "[",
    "]",
    "1979-05-27T07:32:00Z",
    "9999999999999999999",
    "nan",
    "*",
    "**",
    "_",
    "#",
    "\n\n",
    "    ",
    ">",
    "- [ ] ",
    "1. ",
    ": ",
    "![",
    "http://",
    "javascript:",
    "../",
    "@/",
    "..",
    "//",
    "%",
    "%ff",
    "%00",
    "?",
    "extends",
    "include \"page.html\"",
    "slug = \"..\"\n",
    "template = \"x\"\n",
    "theme = \"t\"\n",
    "&a *a",
    "!!str",
    "<<: ",
    "$",
    "==",
    "~~",
];

fn spoil(random: &mut Random, content: &str) -> Vec<u8> {
    let mut bytes = content.as_bytes().to_vec();
    for _ in 0..=random.below(6) {
        let at = random.below(bytes.len() + 1);
        let to = at + random.below(bytes.len() - at + 1).min(random.below(20));
        let piece = match random.below(4) {
            0 => vec![u8::try_from(random.below(256)).unwrap()],
            1 => bytes[at..to].repeat(random.below(4)),
            _ => random.pick(PIECES).as_bytes().to_vec(),
        };
        let end = if random.one_in(2) { to } else { at };
        bytes.splice(at..end, piece);
    }
    bytes
}

fn site() -> Fixture {
    let mut site = Fixture::new("");
    for (path, content) in FILES {
        site.write(path, content);
    }
    site
}

#[test]
fn the_site_that_is_spoilt_is_faultless() {
    assert_eq!(messages(&site().build()), "");
}

#[test]
fn no_bytes_in_any_file_stop_the_build() {
    let mut builder = Builder::new(BuildOptions::default());
    let mut with_errors = 0;
    for seed in 0..SITES {
        let mut random = Random::new(seed);
        let mut site = site();
        if random.one_in(2) {
            site.replace("handbook.toml", "language", "theme = \"t\"\nlanguage");
        }
        for _ in 0..=random.below(2) {
            let (path, content) = random.pick(FILES);
            let spoilt = spoil(&mut random, content);
            site.write(path, spoilt);
        }
        let build = catch_unwind(AssertUnwindSafe(|| {
            let build = builder.build(site.sources());
            let shown = messages(&build);
            (build, shown)
        }));
        let Ok((build, shown)) = build else {
            panic!("seed {seed} stops the build: {:?}", site.files);
        };
        let control = shown.chars().any(|c| c.is_control() && c != '\n');
        assert!(!control, "seed {seed} prints control characters:\n{shown:?}");
        with_errors += usize::from(build.has_errors());
    }
    let some = usize::try_from(SITES).unwrap() / 10;
    println!("{with_errors} of {SITES} sites have errors");
    assert!(with_errors > some, "the sites are hardly spoilt");
    assert!(with_errors < some * 10, "no site is built");
}
