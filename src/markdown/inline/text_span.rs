//! Tokens of text and the bytes of the source that they come from.

use std::ops::Range;

use crate::markdown::token::Token;

/// The source of a run.
pub(super) fn source_of<'a>(source: &'a str, run: &[Token<'_>]) -> Option<&'a str> {
    source.get(run.first()?.range.start..run.last()?.range.end)
}

/// The end of the text tokens that begin at `first` and whose bytes follow each other without a
/// gap, and those bytes. An escaping backslash makes a gap.
pub(super) fn text_span(tokens: &[Token<'_>], first: usize) -> (usize, Range<usize>) {
    let mut span = tokens[first].range.clone();
    let mut next = first + 1;
    while let Some(token) = tokens.get(next)
        && token.as_text().is_some()
        && token.range.start == span.end
    {
        span.end = token.range.end;
        next += 1;
    }
    (next, span)
}
