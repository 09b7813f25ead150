//! Ids are written into Markdown of every shape, and nothing else is changed.

use handbook::base::diagnostic::Code;
use handbook::compile::build::Build;

use crate::fixture::{bare, body, messages};
use crate::random::Random;

/// How many pages are made.
const PAGES: u64 = 1500;

const MARKERS: &[&str] =
    &["- [ ] ", "* [x] ", "+ [ ] ", "1. [ ] ", "12) [X] ", "- ", "-\t[ ] ", "- [ ]\t", "-  [ ]  "];
const INDENTS: &[&str] = &["", "", "", "  ", "  ", "    ", "\t", "> ", ">", "> > ", "   "];
const ENDS: &[&str] =
    &["\n", "\n", "\n", "\r\n", "\r", "\n\n", "\r\n\r\n", "  \n", "\\\n", " \t \n", ""];
const WORDS: &[&str] = &[
    "a",
    "Ask *what for*",
    "**b**",
    "`code`",
    "``a ` b``",
    "`open",
    "*open",
    "**",
    "_x_",
    "==mark==",
    "==",
    "[link](https://e.org)",
    "[link](https://e.org \"t\")",
    "[a][b]",
    "[a]",
    "[a](open",
    "<https://e.org>",
    "https://e.org",
    "www.e.org",
    "me@e.org",
    "![i](https://e.org/i.png)",
    "<b>raw</b>",
    "<!-- c -->",
    "<a",
    "&amp;",
    "&copy",
    "\\",
    "\\*",
    "\\{#x}",
    "{#",
    "{",
    "}",
    "{.big}",
    "{.big k=v}",
    "{k=\"a b\"}",
    "{b}",
    "{}",
    "\"quoted\"",
    "'tis",
    "it's",
    "...",
    "--",
    "a -- b",
    "|",
    "| a |",
    "a | b",
    "~~gone~~",
    "~",
    "^",
    "$x$",
    "größe",
    "Привет",
    "日本",
    "é",
    "\u{feff}",
    "\u{a0}",
    "\u{2028}",
    "\0",
    "\u{fdd2}0\u{fdd3}",
    "[^n]",
    "[x]",
    "[ ]",
    "#",
    "# h",
    "## h ##",
    "- ",
    "1.",
    "---",
    "===",
    ": def",
    "```",
    "~~~",
    "    ",
    "\t",
    "> ",
    "[[term]]",
    "[@key]",
    "a{.c}",
    "a\\ ",
    "`{#x}`",
    "*{.c}*",
    "![{#x}](y)",
    "</div>",
    "<div>",
    "hint\nnext",
    "one two three four five six seven eight nine ten",
];

#[test]
fn writing_ids_changes_no_other_byte_and_nothing_on_the_page() {
    let mut written = 0;
    for seed in 0..PAGES {
        written += check(&page(&mut Random::new(seed)), seed);
    }
    // Not all is refused.
    assert!(written > 2000, "{written}");
}

/// Tasks and other blocks out of hostile parts.
fn page(random: &mut Random) -> String {
    let mut page = String::new();
    if random.one_in(8) {
        page.push('\u{feff}');
    }
    page.push_str("+++\ntitle = \"T\"\n+++\n\n");
    for _ in 0..2 + random.below(9) {
        page.push_str(random.pick::<&str>(INDENTS));
        if !random.one_in(4) {
            page.push_str(random.pick::<&str>(MARKERS));
        }
        for _ in 0..random.below(4) {
            page.push_str(random.pick::<&str>(WORDS));
            if !random.one_in(4) {
                page.push(' ');
            }
        }
        page.push_str(random.pick::<&str>(WORDS));
        page.push_str(random.pick::<&str>(ENDS));
    }
    page
}

/// Writes the ids of a page and gives how many there were.
fn check(page: &str, seed: u64) -> usize {
    let mut fixture = bare("-- content/_index.md --\n# Home\n");
    let before = fixture.write("content/a.md", page).build();
    let ids = fixture.ids();
    let told = |build: &Build, code| build.diagnostics.iter().any(|d| d.code == code);
    if told(&before, Code::InvalidAttributes) || told(&before, Code::DuplicateId) {
        return 0;
    }
    let Some(edit) = ids.pages.iter().find(|p| p.path.as_str() == "content/a.md") else {
        return 0;
    };
    let texts: Vec<String> = edit
        .ids
        .iter()
        .map(|(_, identity)| identity.insertion.expect("it is not written").text(&identity.id))
        .collect();
    assert!(is_only_inserted(page.as_bytes(), &edit.after, &texts), "{seed}: {page:?}");

    let after = fixture.write("content/a.md", edit.after.clone()).build();
    let shown = String::from_utf8_lossy(&edit.after).into_owned();
    assert_eq!(
        body(&before, "a/index.html"),
        body(&after, "a/index.html"),
        "{seed}: {page:?}\nwritten: {shown:?}\n{}",
        messages(&after)
    );
    let again = fixture.ids();
    assert!(again.pages.is_empty(), "{seed}: {page:?}\nwritten: {shown:?}");
    assert_eq!(ids.count, again.count, "{seed}: {page:?}");
    assert_eq!(ids.added, again.added, "{seed}: {page:?}");
    edit.ids.len()
}

/// Whether the bytes are those of before with each text put in somewhere, in order.
fn is_only_inserted(before: &[u8], mut after: &[u8], texts: &[String]) -> bool {
    let mut texts = texts.iter().map(String::as_bytes).peekable();
    let mut before = before;
    loop {
        if let Some(text) = texts.peek()
            && let Some(rest) = after.strip_prefix(*text)
            && rest.len() >= before.len()
        {
            after = rest;
            texts.next();
            continue;
        }
        match (before.split_first(), after.split_first()) {
            (Some((b, more)), Some((a, rest))) if a == b => (before, after) = (more, rest),
            (None, None) => return texts.next().is_none(),
            _ => return false,
        }
    }
}
