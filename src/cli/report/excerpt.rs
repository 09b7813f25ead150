//! [`ExcerptLines`]: the source lines of a diagnostic, without control characters.

use std::ops::Range;

use crate::base::diagnostic::boundary_at;

/// A range of at least so many line ends is shown by its first line alone.
const LINE_LIMIT: usize = 100;

/// Source lines and the marked range in them.
#[derive(Debug, PartialEq, Eq)]
pub struct ExcerptLines {
    /// The lines with control characters replaced one by one, so that columns stay the same.
    pub source: String,
    /// The marked range, in bytes of `source`.
    pub span: Range<usize>,
}

/// The most bytes of a line that are laid out behind the marked range.
const LINE_BYTES: usize = 1_000;

impl ExcerptLines {
    /// The lines of `text` that `range` touches. The range may end beyond the text or within a
    /// character.
    pub fn of(text: &str, range: &Range<usize>) -> Self {
        let start = boundary_at(text, range.start);
        let mut end = boundary_at(text, range.end).max(start);
        let line_end = |at: usize| text[at..].find('\n').map_or(text.len(), |n| at + n);
        // A line end is not shown: a range that ends with one ends with its line, and a range of
        // only a line end is an empty one behind the line.
        if end > start && text[..end].ends_with('\n') {
            end -= 1;
        }
        if text[start..end].matches('\n').count() >= LINE_LIMIT {
            end = line_end(start);
        }
        let end = boundary_at(text, end.min(start + LINE_LIMIT * LINE_BYTES));
        let line_start = text[..start].rfind('\n').map_or(0, |n| n + 1);
        let before = visible_lines(&text[line_start..start]);
        let marked = visible_lines(&text[start..end]);
        let span = before.len()..before.len() + marked.len();
        let after =
            visible_lines(&text[end..boundary_at(text, line_end(end).min(end + LINE_BYTES))]);
        Self { source: before + &marked + &after, span }
    }
}

/// The text with all control characters replaced, line ends included and tabs excepted.
pub fn visible(text: &str) -> String {
    text.chars().map(replacement).collect()
}

/// The text with all control characters replaced, except line ends and tabs.
pub fn visible_lines(text: &str) -> String {
    let keep = |c| if c == '\n' { c } else { replacement(c) };
    text.chars().map(keep).collect()
}

/// The character, or a visible replacement for a control character. Tabs stay: the renderer prints
/// spaces for them.
fn replacement(c: char) -> char {
    match c {
        '\t' => c,
        // Unicode has a picture for each of these, such as ␛.
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{fffd}'),
        '\u{7f}' => '␡',
        _ if c.is_control() || reorders(c) => '\u{fffd}',
        _ => c,
    }
}

/// Whether a character changes the direction or the lines of the text around it.
fn reorders(c: char) -> bool {
    matches!(
        c,
        '\u{200e}' | '\u{200f}' | '\u{61c}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}'
    )
}

#[cfg(test)]
mod tests {
    use super::{ExcerptLines, visible};

    fn marked(text: &str, range: std::ops::Range<usize>) -> (String, String) {
        let lines = ExcerptLines::of(text, &range);
        let mark = lines.source[lines.span.clone()].to_owned();
        (lines.source, mark)
    }

    #[test]
    fn the_lines_of_the_place_are_shown() {
        let text = "one\ntwo three\nfour";
        assert_eq!(marked(text, 8..13), ("two three".into(), "three".into()));
        assert_eq!(marked(text, 8..14), ("two three".into(), "three".into()));
        assert_eq!(marked(text, 13..14), ("two three".into(), String::new()));
        assert_eq!(marked(text, 8..15), ("two three\nfour".into(), "three\nf".into()));
    }

    #[test]
    fn nothing_that_a_terminal_obeys_is_left() {
        let text = "a\u{1b}[31mred\u{9b}0m\u{7}\u{202e}\u{7f}z";
        assert_eq!(visible(text), "a␛[31mred\u{fffd}0m␇\u{fffd}␡z");
        let start = text.find('z').expect("it is there");
        assert_eq!(marked(text, start..start + 1).1, "z");
    }

    #[test]
    fn a_place_of_many_lines_is_shown_by_its_first() {
        let text = "line\n".repeat(1000);
        assert_eq!(marked(&text, 0..text.len()).0, "line");
        assert_eq!(marked(&text, 0..12).0, "line\nline\nline");
    }
}
