//! The source of runs of text and of consecutive text tokens.

use std::ops::Range;

use crate::markdown::token::Token;

/// The source of a run of text.
pub(super) fn source_of<'a>(source: &'a str, run: &[Token<'_>]) -> Option<&'a str> {
    source.get(run.first()?.range.start..run.last()?.range.end)
}

/// The index after the text tokens from `first` on whose bytes are contiguous in the source, and
/// those bytes. An escaping backslash ends the span.
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
