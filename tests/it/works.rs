//! A bibliography of known works in four styles, and its entries with random mistakes.

use crate::fixture::{Fixture, messages, text};
use crate::random::Random;

/// The bibliography.
const WORKS: &str = include_str!("../works/works.bib");

/// The messages of a site with this bibliography, and the lines of its list of sources.
fn list(style: &str, bibliography: &str) -> (String, Vec<String>) {
    let page = format!("+++\ntitle = \"S\"\n[sources]\nunused = true\nstyle = \"{style}\"\n+++\n");
    let build = Fixture::new(&format!(
        "-- content/_index.md --\n# Home\n-- content/list.md --\n{page}-- content/sources.bib --\n{bibliography}"
    ))
    .build();
    let told = messages(&build);
    if told.contains("error[") {
        return (told, Vec::new());
    }
    let page = text(&build, "list/index.html");
    let lines = page.split("<li id=\"").skip(1).map(|line| {
        let line = line.split_once("<p>").map_or("", |(_, line)| line);
        line.split_once("</p>").map_or("", |(line, _)| line).to_owned()
    });
    (told, lines.collect())
}

#[track_caller]
fn compare(style: &str, expected: snapbox::Data) {
    let (told, lines) = list(style, WORKS);
    assert_eq!(told, "");
    snapbox::assert_data_eq!(lines.join("\n") + "\n", expected);
}

#[test]
fn works_are_listed_as_apa_has_them() {
    compare("apa", snapbox::file!["../works/apa.txt"]);
}

#[test]
fn works_are_listed_as_chicago_has_them() {
    compare("chicago-author-date", snapbox::file!["../works/chicago.txt"]);
}

#[test]
fn works_are_listed_as_ieee_has_them() {
    compare("ieee", snapbox::file!["../works/ieee.txt"]);
}

#[test]
fn works_are_listed_as_vancouver_has_them() {
    compare("vancouver", snapbox::file!["../works/vancouver.txt"]);
}

/// The words of letters in a text.
fn words(text: &str) -> Vec<&str> {
    text.split(|c: char| !c.is_alphabetic()).filter(|word| word.len() > 2).collect()
}

/// The text of the field `author`, if it has no command of LaTeX and no date in it.
fn author(entry: &str) -> Option<&str> {
    let (_, rest) = entry.split_once("author={")?;
    let mut depth = 0;
    let end = rest.find(|c| {
        depth += i32::from(c == '{');
        depth -= i32::from(c == '}');
        depth < 0
    })?;
    let plain = |c: char| c.is_alphabetic() || " ,.-{}".contains(c);
    Some(&rest[..end]).filter(|author| author.chars().all(plain))
}

#[test]
fn an_entry_with_mistakes_is_told_or_shown_whole() {
    let entries: Vec<&str> = WORKS.split("\n\n").filter(|entry| entry.contains('@')).collect();
    let signs: Vec<char> = "{}(),=\"#@\\~-'` aB9é$%&_^/:;.".chars().collect();
    let mut random = Random::new(17);
    let mut shown = 0;
    for _ in 0..500 {
        let mut entry: Vec<char> = random.pick(&entries).chars().collect();
        for _ in 0..=random.below(3) {
            let at = random.below(entry.len());
            match random.below(4) {
                0 => entry[at] = *random.pick(&signs),
                1 => entry.insert(at, *random.pick(&signs)),
                2 => drop(entry.remove(at)),
                _ => {
                    let piece: Vec<char> = entry[at..].iter().take(9).copied().collect();
                    entry.splice(at..at, piece);
                }
            }
        }
        let entry: String = entry.into_iter().collect();
        let (told, lines) = list("chicago-author-date", &entry);
        let is_caught = told.contains("not a valid bibliography") || told.contains("cannot format");
        assert!(!is_caught, "{entry}\n{told}");
        let list = lines.join("\n");
        assert!(!list.contains(|c| ('\u{fdd0}'..='\u{fdef}').contains(&c)), "{entry}\n{list}");
        if told.is_empty() && !list.is_empty() {
            shown += 1;
            for word in author(&entry).map(words).unwrap_or_default() {
                let is_no_name =
                    matches!(word, "and" | "And" | "AND" | "others" | "family" | "given");
                assert!(is_no_name || list.contains(word), "{word} is missing\n{entry}\n{list}");
            }
        }
    }
    assert!(shown > 100, "only {shown} entries were shown");
}

#[test]
fn a_bibliography_takes_no_longer_than_its_length() {
    let hostile = [
        format!("@book{{a, title = {{{}x{}}}}}", "{".repeat(100_000), "}".repeat(100_000)),
        "@a({".repeat(50_000),
        format!("@book{{a, title = {{{}}}}}", "\\em\\(".repeat(40_000)),
        format!("@book{{a, author = {{{}A}}}}", "others and ".repeat(500)),
        format!("@book{{a, title = {{{}{}}}}}", " ‘a \"b".repeat(40_000), "” c\" ".repeat(40_000)),
    ];
    for bibliography in hostile {
        let (told, lines) = list("apa", &bibliography);
        assert!(told.len() + lines.len() > 0);
    }
}
