//! The examples of the guide and of the README of the default theme: each is run as a reader would
//! run it, and does what the text says.
//!
//! The examples of one document are the pieces of one site, in the [`garden`](Garden) that
//! `handbook init --example` writes. What each is, [`Piece`] tells by its content. A new example needs no line here.

#![expect(clippy::disallowed_methods, reason = "these tests read the documents")]

mod document;
mod piece;
mod site;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use document::Document;
use piece::Piece;
use site::Garden;

const MANIFEST: &str = env!("CARGO_MANIFEST_DIR");

/// The examples that no test of this module can run: the document, the heading, the reason.
const NOT_RUN: &[(&str, &str, &str)] = &[
    ("README.md", "Stored data", "scripts write it: tests/browser/copies.test.mjs"),
    ("_index.md", "Five minutes to a first page", "another program: cargo"),
    ("themes.md", "Your own logo and font", "its files are the reader's own"),
    ("private.md", "nginx", "another program: tests/hosts runs it"),
    ("private.md", "Caddy", "another program: tests/hosts runs it"),
];

/// The README of the default theme and the pages of the guide. The examples of messages are told
/// by `handbook explain`, which has tests of its own.
fn documents() -> Vec<Document> {
    let guide = Path::new(MANIFEST).join("content/editing");
    let pages = |folder: &Path| -> Vec<PathBuf> {
        let entries = fs::read_dir(folder).expect("the guide is there");
        entries.map(|entry| entry.unwrap().path()).filter(|path| path.is_file()).collect()
    };
    let mut paths = [pages(&guide), pages(&guide.join("hosting"))].concat();
    paths.retain(|path| !path.ends_with("troubleshooting.md"));
    paths.push(Path::new(MANIFEST).join("themes/default/README.md"));
    paths.sort();
    // Each is known by its path in the guide.
    let name = |path: &Path| {
        let name = path.strip_prefix(&guide).ok().or_else(|| path.file_name().map(Path::new));
        name.unwrap().to_string_lossy().replace('\\', "/")
    };
    paths
        .iter()
        .map(|path| Document::read(&name(path), &fs::read_to_string(path).unwrap()))
        .collect()
}

/// What is wrong with the examples of a text, in the garden of the guide.
fn faults(name: &str, text: &str) -> String {
    site::faults(&Document::read(name, text), &Garden::new()).join("\n")
}

#[test]
fn every_example_does_what_the_text_says() {
    let documents = documents();
    let garden = Garden::new();
    let mut faults = Vec::new();
    for document in &documents {
        faults.extend(site::faults(document, &garden));
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
    let examples: usize = documents.iter().map(|document| document.examples.len()).sum();
    assert!(examples > 60, "only {examples} examples were found");
}

#[test]
fn an_example_that_is_not_run_has_a_reason() {
    let mut wanted: Vec<(&str, &str)> =
        NOT_RUN.iter().map(|(file, name, _)| (*file, *name)).collect();
    let documents = documents();
    let mut found = Vec::new();
    for document in &documents {
        let examples = document.examples.iter().filter(|example| Piece::of(example).is_none());
        found.extend(examples.map(|example| (document.name.as_str(), example.heading.as_str())));
    }
    found.dedup();
    found.sort_unstable();
    wanted.sort_unstable();
    assert_eq!(found, wanted);
}

/// What is wrong with a command line: `handbook` knows the command and each flag. The value of the
/// last flag may be left out, as in a text about the flag.
fn command_fault(line: &str) -> Option<String> {
    let words = document::words(line);
    let run = |value: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_handbook"));
        command.args(&words[1..]).args(value);
        if words[1] != "help" {
            command.arg("--help");
        }
        command.output().expect("the program runs")
    };
    let output = run(&[]);
    let is_known = output.status.success() || run(&["value"]).status.success();
    (!is_known).then(|| String::from_utf8_lossy(&output.stderr).into_owned())
}

#[test]
fn every_command_and_flag_of_an_example_exists() {
    let mut seen = 0;
    for document in documents() {
        let of_examples = document.examples.iter().filter_map(|example| match Piece::of(example) {
            Some(Piece::Commands(lines)) => {
                Some(lines.into_iter().map(|line| (example.line, line)))
            }
            _ => None,
        });
        for (line, command) in of_examples.flatten().chain(document.commands.clone()) {
            seen += 1;
            if let Some(fault) = command_fault(&command) {
                panic!("{}:{line}: {command}\n{fault}", document.name);
            }
        }
    }
    assert!(seen > 40, "only {seen} command lines were found");
    assert!(command_fault("handbook build --minify").is_some(), "a wrong flag is noticed");
    assert!(command_fault("handbook bild").is_some(), "a wrong command is noticed");
}

/// A document with one mistake, and a part of what is told of it.
const MISTAKES: &[(&str, &str)] = &[
    (
        "```jinja\n{# templates/base.html #}\n{% extends \"default/templates/base.html\" %}\n{% block styles %}{{ super() }}\n<link rel=\"style sheet\" href=\"{{ asset(path=\"own.css\") }}\">\n{% endblock styles %}\n```\n\n```css\n/* static/own.css */\np { color: red }\n```\n",
        "no page loads static/own.css as a style sheet",
    ),
    (
        "```jinja\n{# templates/bse.html #}\n<p>mine</p>\n```\n",
        "nothing uses the template `bse.html`",
    ),
    (
        "```jinja\n{# templates/page.html #}\n{% extends \"default/templates/page.html\" %}\n{% block main %}{% if false %}<b>mine</b>{% endif %}{% endblock %}\n```\n",
        "no page shows `<b>mine</b>`",
    ),
    ("```toml\nofline = true\n```\n", "unknown key `ofline`"),
    ("```toml\noffline = true\n```\n", "the site is the same without it"),
    (
        "```toml\n[assessment]\nbasis = \"Ours\"\n```\n",
        "no page before it has the table `[assessment]`",
    ),
    ("```markdown\nSee [Watering](../plot/watring.md).\n```\n", "broken-link"),
    ("```markdown\n```{vidoe} x\n```\n", "invalid-directive"),
    (
        "```text\nhandbook.tml        the settings\ncontent/             the pages\n```\n",
        "there is no `handbook.tml`",
    ),
    ("```text\n/plot/watering/ item nothing-like-it\n```\n", "vanished-id"),
    (
        "| To | Write |\n|---|---|\n| a page | `../plot/watring.md` |\n",
        "did you mean `watering.md`?",
    ),
    ("| Written | Shown |\n|---|---|\n| `==a==` | b |\n", "`==a==` is shown as `a`"),
];

#[test]
fn a_mistake_in_an_example_is_told() {
    for (text, told) in MISTAKES {
        let faults = faults("mistakes.md", text);
        assert!(faults.contains(told), "no `{told}` in: {faults}\nof {text}");
    }
}
