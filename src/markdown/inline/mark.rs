//! `==mark==`: two equals signs as delimiters with the rules of `*emphasis*`. Marks do not nest.

use std::ops::Range;

use crate::markdown::token::{Token, TokenKind};

/// The delimiter of a mark, without which a text has none.
pub const DELIMITER: &str = "==";

/// A `==` that opens or closes a mark, with the index of its token and its bytes in the source.
struct MarkDelimiter {
    token: usize,
    range: Range<usize>,
    opens: bool,
}

/// Replaces pairs of delimiters within one parent element by the start and the end of a mark.
pub fn apply<'a>(source: &str, run: Vec<Token<'a>>) -> Vec<Token<'a>> {
    let mut delimiters = pairs(source, &run);
    if delimiters.is_empty() {
        return run;
    }
    delimiters.sort_by_key(|delimiter| delimiter.range.start);
    let mut delimiters = delimiters.into_iter().peekable();
    let mut out = Vec::with_capacity(run.len() + 4);
    for (index, token) in run.into_iter().enumerate() {
        let mut from = token.range.start;
        let mut touched = false;
        while let Some(delimiter) = delimiters.next_if(|delimiter| delimiter.token == index) {
            touched = true;
            out.extend(token.slice(from, delimiter.range.start).filter(is_not_empty));
            from = delimiter.range.end;
            out.push(Token {
                kind: if delimiter.opens { TokenKind::Mark } else { TokenKind::MarkEnd },
                range: delimiter.range,
            });
        }
        if touched {
            out.extend(token.slice(from, token.range.end).filter(is_not_empty));
        } else {
            out.push(token);
        }
    }
    out
}

fn is_not_empty(token: &Token<'_>) -> bool {
    !token.range.is_empty()
}

/// The delimiters that form pairs. Each level of nesting keeps the last opening delimiter alone.
fn pairs(source: &str, run: &[Token<'_>]) -> Vec<MarkDelimiter> {
    let bounds = run.first().map_or(0, |token| token.range.start)
        ..run.last().map_or(0, |token| token.range.end);
    let mut open: Vec<Option<MarkDelimiter>> = vec![None];
    let mut found = Vec::new();
    for (index, token) in run.iter().enumerate() {
        if token.opens() {
            open.push(None);
        } else if token.closes() {
            open.pop();
        } else if token.is_verbatim(source) {
            for range in delimiters(source, token.range.clone()) {
                let (can_open, can_close) = flanks(source, &bounds, &range);
                let Some(opener) = open.last_mut() else {
                    continue;
                };
                let delimiter = |opens| MarkDelimiter { token: index, range: range.clone(), opens };
                match opener.take() {
                    Some(partner) if can_close && partner.range.end < range.start => {
                        found.push(partner);
                        found.push(delimiter(false));
                    }
                    _ if can_open => *opener = Some(delimiter(true)),
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

/// Whether a delimiter is left-flanking and right-flanking (CommonMark, section 6.2). The ends of a
/// run count as white space.
fn flanks(source: &str, bounds: &Range<usize>, delimiter: &Range<usize>) -> (bool, bool) {
    let before = source
        .get(bounds.start..delimiter.start)
        .and_then(|text| text.chars().next_back())
        .unwrap_or(' ');
    let after =
        source.get(delimiter.end..bounds.end).and_then(|text| text.chars().next()).unwrap_or(' ');
    let is_punctuation = |c: char| !c.is_alphanumeric() && !c.is_whitespace();
    let left = !after.is_whitespace()
        && (!is_punctuation(after) || before.is_whitespace() || is_punctuation(before));
    let right = !before.is_whitespace()
        && (!is_punctuation(before) || after.is_whitespace() || is_punctuation(after));
    (left, right)
}
