//! The characters that mark in a text what the library which formats sources has no value for. They
//! are of those that [`crate::base::marks::is_mark`] knows, which no text has: in the files of
//! sources they are replaced.

use crate::base::marks::is_mark;

/// Where the locator goes in a citation.
pub(super) const LOCATOR: char = '\u{FDD0}';
/// A hyphen that stays one: in a number or a page, the library prints a plain one as a dash.
pub(super) const HYPHEN: char = '\u{FDD1}';
/// Nothing: the library takes a text with it for no number, so that it keeps leading zeros.
pub(super) const NO_NUMBER: char = '\u{FDD2}';
/// The name that stands for further people: `and others`.
pub(super) const OTHERS: char = '\u{FDD3}';
/// Where the initials before a family name begin and end, which only citations show.
pub(super) const INITIALS: (char, char) = ('\u{FDDE}', '\u{FDDF}');
/// What stands for a word of the language in the place of a year: `in press`, `ca.`.
pub(super) const IN_PRESS: char = '\u{FDDC}';
pub(super) const CIRCA: char = '\u{FDDD}';
/// Formatted text: where it begins, where it ends, and the HTML element for it.
pub(super) const FORMATS: &[(char, char, &str)] = &[
    ('\u{FDD4}', '\u{FDD5}', "i"),
    ('\u{FDD6}', '\u{FDD7}', "b"),
    ('\u{FDD8}', '\u{FDD9}', "sup"),
    ('\u{FDDA}', '\u{FDDB}', "sub"),
];

/// The marks around text in an HTML element of [`FORMATS`].
pub(super) fn format_marks(element: &str) -> Option<(char, char)> {
    FORMATS.iter().find(|(_, _, name)| *name == element).map(|(open, close, _)| (*open, *close))
}

/// A text without marks: its hyphens are hyphens again.
pub(super) fn without_marks(text: &str) -> String {
    let shown = text.chars().filter(|char| *char == HYPHEN || !is_mark(*char));
    shown.map(|char| if char == HYPHEN { '-' } else { char }).collect()
}

/// A text in which no library sees a number.
pub(super) fn no_number(text: &str) -> String {
    let dashed = text.replace("--", "–").replace('–', &format!("–{NO_NUMBER}"));
    format!("{NO_NUMBER}{}", dashed.replace('-', &HYPHEN.to_string()))
}
