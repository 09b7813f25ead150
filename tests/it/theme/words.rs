//! The interface in two languages: the same words with the same values, and pages that are written
//! the way their language is.

use std::collections::{BTreeMap, BTreeSet};

use super::page;
use crate::fixture::between;

/// The strings of a language, by key.
fn strings(toml: &str) -> BTreeMap<String, String> {
    let table: toml::Table = toml.parse().expect("the strings are TOML");
    let words = table.into_iter().map(|(key, word)| {
        let word = word.as_str().unwrap_or_else(|| panic!("{key} is a text"));
        (key, word.to_owned())
    });
    words.collect()
}

fn english() -> BTreeMap<String, String> {
    strings(include_str!("../../../themes/default/strings/en.toml"))
}

fn german() -> BTreeMap<String, String> {
    strings(include_str!("../../../themes/default/strings/de.toml"))
}

/// The places of values in a text: `{}`, `{n}`.
fn places(text: &str) -> BTreeSet<&str> {
    let inside = text.split('{').skip(1);
    inside.filter_map(|rest| rest.split_once('}')).map(|(name, _)| name).collect()
}

#[test]
fn german_has_every_word_of_english_and_no_other() {
    let keys = |words: BTreeMap<String, String>| words.into_keys().collect::<Vec<_>>();
    assert_eq!(keys(german()), keys(english()));
}

#[test]
fn german_puts_in_the_values_that_english_does() {
    let german = german();
    for (key, english) in english() {
        assert_eq!(places(&german[&key]), places(&english), "{key}");
    }
}

#[test]
fn german_is_written_with_its_own_quotation_marks() {
    for (key, word) in german() {
        let wrong = word.contains(['"', '\'', '”', '’']);
        assert!(!wrong && word.matches('„').count() == word.matches('“').count(), "{key}: {word}");
    }
}

const GERMAN: &str = "-- handbook.toml --\ntitle = \"T\"\nlanguage = \"de-AT\"\n";

#[test]
fn a_german_page_has_german_words_and_dates() {
    let html = page(
        &format!(
            "{GERMAN}-- content/b.md --\n+++\ntitle = \"B\"\nupdated = 2026-03-05\n+++\n\nText.\n"
        ),
        "b/index.html",
    );
    assert!(html.contains("<html lang=\"de-AT\""), "{html}");
    assert!(
        html.contains("<a class=\"skip visually-hidden\" href=\"#main\">Zum Inhalt springen</a>"),
        "{html}"
    );
    let meta = between(&html, "<ul class=\"meta\">", "</ul>");
    assert!(meta.contains("1 Min. Lesezeit"), "{meta}");
    assert!(
        meta.contains("Geändert am <time datetime=\"2026-03-05\">5. März 2026</time>"),
        "{meta}"
    );
}

/// The paragraph that a text becomes.
fn paragraph(config: &str, text: &str) -> String {
    let html = page(&format!("{config}-- content/b.md --\n# B\n\n{text}\n"), "b/index.html");
    between(&html, "<div class=\"prose\">\n<p>", "</p>").to_owned()
}

#[test]
fn straight_quotation_marks_become_those_of_the_language() {
    let text = "Sie sagte: \"Er rief 'Halt' und 'ging', wie geht's?\" Das war's. \"*Ja*\"!";
    assert_eq!(
        paragraph(GERMAN, text),
        "Sie sagte: „Er rief ‚Halt‘ und ‚ging‘, wie geht’s?“ Das war’s. „<em>Ja</em>“!"
    );
    assert_eq!(paragraph("", "It's \"the 'one' thing\"."), "It’s “the ‘one’ thing”.");
}

#[test]
fn curly_quotation_marks_and_code_stay_as_they_were_written() {
    let text = "“English” and `\"code\"`, \\\"straight\\\"";
    assert_eq!(paragraph(GERMAN, text), "“English” and <code>\"code\"</code>, \"straight\"");
}

#[test]
fn a_site_can_name_the_marks_of_its_language() {
    let french = "-- handbook.toml --\ntitle = \"T\"\nlanguage = \"fr\"\n[strings]\nquotes = \"«\u{a0} \u{a0}» “ ”\"\n";
    assert_eq!(
        paragraph(french, "Il a dit \"oui\". C'est l'heure."),
        "Il a dit «\u{a0}oui\u{a0}». C’est l’heure."
    );
    // Too few marks are none.
    let wrong = "-- handbook.toml --\ntitle = \"T\"\n[strings]\nquotes = \"« »\"\n";
    assert_eq!(paragraph(wrong, "a \"b\" c"), "a “b” c");
}

#[test]
fn months_have_names_where_twelve_are_given() {
    let day = |months: &str| {
        let files = format!(
            "-- templates/page.html --\n{{{{ \"2026-12-09\" | date(format=\"%d. %B %%B\", months=\"{months}\") }}}}\n"
        );
        page(&files, "a/index.html").trim().to_owned()
    };
    assert_eq!(day("a b c d e f g h i j k l"), "09. l %B");
    assert_eq!(day("a b"), "09. December %B");
}
