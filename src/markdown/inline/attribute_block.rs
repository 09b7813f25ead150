//! [`take`]: removes the attribute block at the end of a run of text or of one of its lines.

use std::ops::Range;

use pulldown_cmark::Event;

use crate::markdown::attributes;
use crate::markdown::token::{Token, TokenKind};

/// The white space that is removed before an attribute block. Other white space may be intended.
pub const SPACES: [char; 2] = [' ', '\t'];

/// An attribute block that was removed from a run of text.
pub struct TakenBlock {
    /// The bytes of the block, braces included.
    pub span: Range<usize>,
    /// The index of the line break after the block, once it is removed; `None` at the end of the
    /// run.
    pub line_break: Option<usize>,
}

/// Removes the first block at the end of a line of `tokens[start..]`, or without `at_any_line` only
/// one at the end of the run. Blocks inside inline elements are text.
pub fn take(
    source: &str,
    tokens: &mut Vec<Token<'_>>,
    start: usize,
    at_any_line: bool,
) -> Option<TakenBlock> {
    let run = tokens.get(start..)?;
    let whole = crate::markdown::inline::text_span::source_of(source, run)?;
    if !(whole.ends_with('}') || at_any_line && whole.contains('}')) {
        return None;
    }
    let mut depth = 0usize;
    // The first token of the line, and the number of elements that are open there.
    let mut line = (start, 0usize);
    let mut index = start;
    loop {
        let token = tokens.get(index);
        let is_break = token.is_some_and(is_line_break);
        let ends_line = token.is_none() || is_break && at_any_line && depth == 0;
        if ends_line && let Some((first, span)) = find(source, &tokens[line.0..index], line.1) {
            let kept = remove_block(tokens, start, line.0 + first, index, span.start);
            return Some(TakenBlock { span, line_break: is_break.then_some(kept) });
        }
        let token = tokens.get(index)?;
        if is_break {
            line = (index + 1, depth);
        } else if token.opens() {
            depth += 1;
        } else if token.closes() {
            depth = depth.saturating_sub(1);
        }
        index += 1;
    }
}

/// The bytes of the block at the end of a line outside of elements.
pub fn at_end(source: &str, line: &[Token<'_>]) -> Option<Range<usize>> {
    find(source, line, 0).map(|(_, block)| block)
}

fn is_line_break(token: &Token<'_>) -> bool {
    matches!(token.kind, TokenKind::Event(Event::SoftBreak | Event::HardBreak))
}

/// Finds the block at the end of a line, at whose start `depth` elements are open. Gives its bytes,
/// and the index within the line of the token in which it begins.
fn find(source: &str, line: &[Token<'_>], mut depth: usize) -> Option<(usize, Range<usize>)> {
    let last = line.last().filter(|token| token.as_text().is_some())?;
    // A backslash that escapes the first character of the line precedes the token.
    let from = source.get(..line.first()?.range.start)?;
    let from = from.trim_end_matches('\\').len();
    let end = from + source.get(from..last.range.end)?.trim_end().len();
    let start = from + attributes::find(&source[from..end])?;
    // `{% … %}` and `{{ … }}` are tags of templates of other tools.
    if source[start + 1..].starts_with(['%', '{']) || source[from..start].ends_with('{') {
        return None;
    }
    for (index, token) in line.iter().enumerate() {
        if token.range.contains(&start) && !token.opens() && !token.closes() {
            let is_text = token.is_verbatim(source) && depth == 0;
            return is_text.then_some((index, start..end));
        }
        if token.opens() {
            depth += 1;
        } else if token.closes() {
            depth = depth.saturating_sub(1);
        }
    }
    None
}

/// Removes the tokens `first..end` except for the bytes before `at`, and the white space that is
/// then at the end. Returns the new index of the token at `end`.
fn remove_block(
    tokens: &mut Vec<Token<'_>>,
    start: usize,
    first: usize,
    end: usize,
    at: usize,
) -> usize {
    let head = tokens[first].slice(tokens[first].range.start, at);
    let mut kept = first;
    if let Some(head) = head.filter(|head| !head.range.is_empty()) {
        tokens[first] = head;
        kept += 1;
    }
    tokens.drain(kept..end);
    trim_end(tokens, start, kept)
}

/// Removes the white space at the end of `tokens[start..end]` after which an attribute block could
/// stand. Returns the new index of the token at `end`.
pub fn trim_end(tokens: &mut Vec<Token<'_>>, start: usize, end: usize) -> usize {
    let mut kept = end;
    while kept > start
        && let Some(text) = tokens[kept - 1].as_text()
    {
        let trimmed = text.trim_end_matches(SPACES).len();
        if trimmed == text.len() {
            break;
        }
        if trimmed > 0 {
            let range = &tokens[kept - 1].range;
            let to = range.start + trimmed;
            if let Some(shorter) = tokens[kept - 1].slice(range.start, to) {
                tokens[kept - 1] = shorter;
            }
            break;
        }
        tokens.remove(kept - 1);
        kept -= 1;
    }
    kept
}
