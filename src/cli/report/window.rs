//! [`Window`]: the lines that a diagnostic points at, cut to the width of the terminal and
//! without anything that a terminal would obey.

use std::ops::Range;

/// Tabs are shown as so many spaces.
const TAB: &str = "    ";
/// A place of more lines than this is shown by its first line.
const LINE_LIMIT: usize = 100;
/// What stands for the part of a line that is cut off.
const CUT: char = '…';

/// Some whole or cut lines and the marked bytes in them.
#[derive(Debug, PartialEq, Eq)]
pub struct Window {
    /// The lines as they are shown.
    pub source: String,
    /// The number of the first of them.
    pub line: usize,
    /// The marked bytes of `source`.
    pub span: Range<usize>,
}

impl Window {
    /// The lines of `text` that `range` touches, each cut to `room` columns around what is marked.
    /// `line` is the number of the first of them. Any range will do, even one beyond the text or
    /// within a character.
    pub fn of(text: &str, range: &Range<usize>, line: usize, room: usize) -> Self {
        let start = floor(text, range.start);
        let mut end = floor(text, range.end).max(start);
        let first_line_end = text[start..].find('\n').map_or(text.len(), |n| start + n);
        // The line end itself is not shown, so that a mark on it stands behind the line.
        if end > start && text[..end].ends_with('\n') {
            end -= 1;
        }
        if text[start..end].matches('\n').count() >= LINE_LIMIT {
            end = first_line_end;
        }
        let from = text[..start].rfind('\n').map_or(0, |n| n + 1);
        let to = text[end..].find('\n').map_or(text.len(), |n| end + n);
        let mut window = Self {
            source: String::new(),
            line,
            span: 0..0,
        };
        let mut offset = from;
        for (index, line) in text[from..to].split('\n').enumerate() {
            if index > 0 {
                window.source.push('\n');
            }
            let marked = start.saturating_sub(offset)..end.saturating_sub(offset).min(line.len());
            let shown = Line::of(line, marked.start.min(line.len())..marked.end, room);
            if index == 0 {
                window.span.start = window.source.len() + shown.mark.start;
            }
            window.span.end = window.source.len() + shown.mark.end;
            window.source.push_str(&shown.text);
            offset += line.len() + 1;
        }
        window
    }
}

/// One line as it is shown.
struct Line {
    text: String,
    mark: Range<usize>,
}

impl Line {
    /// Keeps as much of the line as fits, the beginning of the mark always; the mark is cut with
    /// the line.
    fn of(line: &str, mark: Range<usize>, room: usize) -> Self {
        let before = columns(&line[..mark.start]);
        // A third of the room goes to what stands before the mark, unless all fits.
        let whole = before.saturating_add(columns(&line[mark.start..])) <= room;
        let start = if whole || before <= room / 3 {
            0
        } else {
            let mut left = room / 3;
            let kept = line[..mark.start]
                .char_indices()
                .rev()
                .take_while(|(_, c)| {
                    let fits = width(*c) <= left;
                    left = left.saturating_sub(width(*c));
                    fits
                });
            kept.last().map_or(mark.start, |(at, _)| at)
        };
        let mut shown = Self {
            text: String::new(),
            mark: 0..0,
        };
        let mut left = room;
        if start > 0 {
            shown.text.push(CUT);
            left -= 1;
        }
        let mut end = None;
        for (at, c) in line[start..].char_indices().map(|(at, c)| (start + at, c)) {
            if at == mark.start {
                shown.mark.start = shown.text.len();
            }
            if at == mark.end {
                end = Some(shown.text.len());
            }
            if !whole && width(c) + 1 > left {
                end = end.or(Some(shown.text.len()));
                shown.text.push(CUT);
                break;
            }
            left = left.saturating_sub(width(c));
            push_visible(&mut shown.text, c);
        }
        if mark.start >= line.len() {
            shown.mark.start = shown.text.len();
        }
        shown.mark.end = end.unwrap_or(shown.text.len()).max(shown.mark.start);
        shown
    }
}

/// The text with every character replaced that a terminal might obey, line ends included.
pub fn visible(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for c in text.chars() {
        push_visible(&mut shown, c);
    }
    shown
}

fn push_visible(shown: &mut String, c: char) {
    match c {
        '\t' => shown.push_str(TAB),
        // Unicode has a picture for each of these, such as ␛.
        '\0'..='\u{1f}' => shown.push(char::from_u32(0x2400 + u32::from(c)).unwrap_or('\u{fffd}')),
        '\u{7f}' => shown.push('␡'),
        _ if c.is_control() || reorders(c) => shown.push('\u{fffd}'),
        _ => shown.push(c),
    }
}

/// Characters that change the direction or the lines of the text around them.
fn reorders(c: char) -> bool {
    matches!(c, '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{61c}')
}

fn columns(text: &str) -> usize {
    text.chars().map(width).sum()
}

/// Columns that a character takes: two from the wide blocks of East Asia and emoji on, which is
/// near enough to cut lines by.
fn width(c: char) -> usize {
    match c {
        '\t' => TAB.len(),
        '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}' => 2,
        '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe4f}' | '\u{ff00}'..='\u{ff60}' => 2,
        '\u{1f300}'..='\u{1faff}' | '\u{20000}'..='\u{3fffd}' => 2,
        _ => 1,
    }
}

fn floor(text: &str, offset: usize) -> usize {
    let offset = offset.min(text.len());
    (0..=offset)
        .rev()
        .find(|at| text.is_char_boundary(*at))
        .unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::{Window, visible};

    fn marked(text: &str, range: std::ops::Range<usize>, room: usize) -> (String, String) {
        let window = Window::of(text, &range, 1, room);
        let mark = window.source[window.span.clone()].to_owned();
        (window.source, mark)
    }

    #[test]
    fn a_short_line_is_shown_whole() {
        let (source, mark) = marked("one\ntwo three\nfour", 8..13, 40);
        assert_eq!((source.as_str(), mark.as_str()), ("two three", "three"));
    }

    #[test]
    fn a_long_line_is_cut_around_the_mark() {
        let text = format!("{}HERE{}", "a".repeat(500_000), "b".repeat(500_000));
        let (source, mark) = marked(&text, 500_000..500_004, 40);
        assert_eq!(mark, "HERE");
        assert!(
            source.starts_with("…a") && source.ends_with("b…"),
            "{source}"
        );
        assert_eq!(source.chars().count(), 40);
    }

    #[test]
    fn a_long_mark_is_cut_with_its_line() {
        let (source, mark) = marked(&"x".repeat(1000), 10..900, 40);
        assert_eq!(source.chars().count(), 40);
        assert_eq!(mark, "x".repeat(29));
    }

    #[test]
    fn nothing_that_a_terminal_obeys_is_left() {
        let text = "a\u{1b}[31mred\u{9b}0m\u{7}\u{202e}\u{7f}\tz";
        assert_eq!(visible(text), "a␛[31mred\u{fffd}0m␇\u{fffd}␡    z");
        let start = text.find('z').expect("it is there");
        assert_eq!(marked(text, start..start + 1, 80).1, "z");
    }

    #[test]
    fn any_range_of_any_text_has_a_window() {
        let mut cases = 0;
        for text in [
            "",
            "\n",
            "a",
            "a\n",
            "ä\n日本\n",
            "\t\u{1b}\n\n\r",
            "日".repeat(90).as_str(),
        ] {
            for start in 0..text.len() + 3 {
                for end in start.saturating_sub(1)..text.len() + 3 {
                    let window = Window::of(text, &(start..end), 1, 28);
                    assert!(
                        window.source.get(window.span.clone()).is_some(),
                        "{text:?} {start}..{end}"
                    );
                    cases += 1;
                }
            }
        }
        assert!(cases > 30_000, "{cases}");
    }

    #[test]
    fn a_place_of_many_lines_is_shown_by_its_first() {
        let text = "line\n".repeat(1000);
        assert_eq!(marked(&text, 0..text.len(), 40).0, "line");
        assert_eq!(marked(&text, 0..12, 40).0, "line\nline\nline");
    }
}
