//! `==mark==`: two equals signs as delimiters with the rules of `*emphasis*`. Marks do not nest.

use std::ops::Range;

use crate::markdown::inline::text_span::{Replacement, replace};
use crate::markdown::raw_html::RawCode;
use crate::markdown::token::{Token, TokenKind};

/// The delimiter of a mark, without which a text has none.
pub const DELIMITER: &str = "==";

/// Replaces pairs of delimiters within one parent element by the start and the end of a mark.
/// Raw code has none.
pub fn apply<'a>(source: &str, run: Vec<Token<'a>>, raw_code: &RawCode) -> Vec<Token<'a>> {
    let mut delimiters = pairs(source, &run, raw_code);
    delimiters.sort_by_key(|(range, _)| range.start);
    replace(run, delimiters)
}

/// The delimiters that form pairs. Each level of nesting keeps the last opening delimiter alone.
fn pairs(source: &str, run: &[Token<'_>], raw_code: &RawCode) -> Vec<Replacement<'static>> {
    let bounds = run.first().map_or(0, |token| token.range.start)
        ..run.last().map_or(0, |token| token.range.end);
    let delimiter = |range: Range<usize>, kind| (range.clone(), vec![Token { kind, range }]);
    let mut open: Vec<Option<Range<usize>>> = vec![None];
    let mut found = Vec::new();
    for token in run {
        if token.opens() {
            open.push(None);
        } else if token.closes() {
            open.pop();
        } else if token.is_verbatim(source) && !raw_code.holds(&token.range) {
            for range in delimiters(source, token.range.clone()) {
                let (can_open, can_close) = flanks_at(source, &bounds, &range);
                let Some(opener) = open.last_mut() else {
                    continue;
                };
                match opener.take() {
                    Some(partner) if can_close && partner.end < range.start => {
                        found.push(delimiter(partner, TokenKind::Mark));
                        found.push(delimiter(range, TokenKind::MarkEnd));
                    }
                    _ if can_open => *opener = Some(range),
                    unused => *opener = unused,
                }
            }
        }
    }
    found
}

/// The runs of exactly two equals signs within `within` that are not escaped.
fn delimiters(source: &str, within: Range<usize>) -> impl Iterator<Item = Range<usize>> {
    let bytes = source.as_bytes();
    let mut at = within.start;
    std::iter::from_fn(move || {
        while at < within.end {
            if bytes[at] != b'=' {
                at += source[at..within.end].find('=')?;
            }
            let start = at;
            while at < within.end && bytes[at] == b'=' {
                at += 1;
            }
            let escaped = start > 0 && bytes[start - 1] == b'\\';
            if at - start == DELIMITER.len() && !escaped {
                return Some(start..at);
            }
        }
        None
    })
}

/// Whether a delimiter is left-flanking and right-flanking. The ends of a run count as white space.
fn flanks_at(source: &str, bounds: &Range<usize>, delimiter: &Range<usize>) -> (bool, bool) {
    let before = source
        .get(bounds.start..delimiter.start)
        .and_then(|text| text.chars().next_back())
        .unwrap_or(' ');
    let after =
        source.get(delimiter.end..bounds.end).and_then(|text| text.chars().next()).unwrap_or(' ');
    flanks(before, after)
}

/// Whether what stands between two characters is left-flanking and right-flanking (CommonMark,
/// section 6.2).
pub fn flanks(before: char, after: char) -> (bool, bool) {
    let is_punctuation = |c: char| !c.is_alphanumeric() && !c.is_whitespace();
    let left = !after.is_whitespace()
        && (!is_punctuation(after) || before.is_whitespace() || is_punctuation(before));
    let right = !before.is_whitespace()
        && (!is_punctuation(before) || after.is_whitespace() || is_punctuation(after));
    (left, right)
}

/// Whether a character belongs to a script that puts no spaces around words: Chinese, Japanese, and
/// Korean with its particles.
pub fn is_without_spaces(c: char) -> bool {
    matches!(c,
        '\u{1100}'..='\u{11FF}' | '\u{3005}'..='\u{3007}' | '\u{3040}'..='\u{30FF}'
        | '\u{3130}'..='\u{318F}' | '\u{31F0}'..='\u{31FF}' | '\u{3400}'..='\u{4DBF}'
        | '\u{4E00}'..='\u{9FFF}' | '\u{AC00}'..='\u{D7AF}' | '\u{F900}'..='\u{FAFF}'
        | '\u{FF10}'..='\u{FF5A}' | '\u{FF66}'..='\u{FF9F}' | '\u{20000}'..='\u{3FFFF}')
}
