//! What an instrument has for paper: rows, lines for sums, a table that leads to readings.

use super::banded;
use super::listed::AUDIT;
use crate::fixture::{Fixture, between, messages, text};

/// The page of the default theme for an instrument, and the whole handbook as a book.
fn printed(instrument: &str) -> (String, String) {
    let site = format!(
        "-- content/_index.md --\n# Home\n-- content/a.md --\n{instrument}\
         -- content/print.md --\n+++\ntitle = \"All\"\n[print]\n+++\n"
    );
    let build = Fixture::new(&site).build();
    assert_eq!(messages(&build), "");
    (text(&build, "a/index.html"), text(&build, "print/index.html"))
}

/// An audit with two readings, and what a reader meant.
fn audit() -> String {
    let any = "[[audit.band]]\nid = \"any\"";
    AUDIT
        .replace("The week I <meant>", "Meant")
        .replace(any, &format!("[[audit.band]]\nid = \"much\"\nwhen = \"a >= 70\"\n{any}"))
        .replace("## Any", "## Much & more {#much}\n\nText.\n\n## Any")
}

#[test]
fn an_assessment_has_lines_for_its_sums_and_a_table_of_readings_on_paper_alone() {
    let bands = [("a", "when = \"m >= 4\""), ("b", "when = \"else\"")];
    let (page, book) = printed(&banded("", &bands));
    let sheet = between(&page, "<div class=\"on-paper\" hidden>", "</div>");
    let lines: Vec<&str> = between(sheet, "<p>", "</p>").trim().split("<br>\n").collect();
    assert_eq!(lines, ["Managing ________ of 2–6", "Leading ________ of 2–6"]);
    let rows: Vec<&str> = sheet.lines().filter(|line| line.starts_with("<tr><td>")).collect();
    assert_eq!(rows.len(), 2, "{sheet}");
    assert!(rows[0].starts_with("<tr><td>Managing 4 or more</td><th scope=\"row\">"), "{sheet}");
    assert!(rows[1].starts_with("<tr><td>Every other result</td>"), "{sheet}");
    // They come before the readings, and are no part of the form.
    let (before, _) = page.split_once("<details class=\"band\"").expect("a reading");
    assert!(before.contains("________") && !before.ends_with("</form>"));
    assert!(book.contains("<div class=\"on-paper\" hidden>"), "the book has them");
}

#[test]
fn few_short_answers_make_rows_with_their_points() {
    let bands = [("a", "when = \"else\"")];
    let numbers = |keys: &str| {
        let (page, _) = printed(&banded(keys, &bands));
        let numbers: String = between(&page, "<fieldset class=\"statement\"", "</fieldset>")
            .split("<span class=\"on-paper\" hidden>")
            .skip(1)
            .map(|rest| rest.split('<').next().unwrap())
            .collect();
        (page.contains("assessment rows\""), numbers)
    };
    assert_eq!(numbers(""), (true, "123".to_owned()));
    assert_eq!(numbers("skip = true\n"), (true, "123".to_owned()));
    assert_eq!(numbers("result = \"answers\"\n"), (true, String::new()));
    let words = "skip = true\nskip_label = \"Incomprehensibly\"\n";
    assert_eq!(numbers(words), (false, String::new()));
}

#[test]
fn an_audit_is_a_grid_on_a_wide_sheet_with_lines_for_sums_and_percent() {
    let (page, book) = printed(&audit());
    for html in [&page, &book] {
        let grid = between(html, "class=\"wide-paper\"", "class=\"bands\"");
        let (_, lines) = grid.split_once("<div class=\"on-paper\" hidden>").expect("lines");
        let names: Vec<&str> =
            lines.split("<b>").skip(1).map(|rest| rest.split('<').next().unwrap()).collect();
        assert_eq!(names, ["Sum", "Percent", "Meant (Percent)"], "{grid}");
        assert_eq!(lines.matches("<div class=\"amount\">").count(), 6);
        assert!(lines.contains("____ Hours"), "{lines}");
    }
    assert!(
        page.contains("<tr><td>First 70% or more</td><th scope=\"row\">Much &amp; more</th></tr>")
    );
    let (page, _) = printed(&audit().replace("intended = \"Meant\"\n", ""));
    assert!(!page.contains("Meant (Percent)"), "{page}");
}
