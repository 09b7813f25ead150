//! The source of runs of text and of consecutive text tokens, and other tokens in its place.

use std::ops::Range;

use pulldown_cmark::Event;

use crate::markdown::token::{Token, TokenKind};

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

/// Bytes of the source, and the tokens that take their place.
pub(super) type Replacement<'a> = (Range<usize>, Vec<Token<'a>>);

/// Replaces parts of the text of a run. `found` is in ascending order.
pub(super) fn replace<'a>(run: Vec<Token<'a>>, found: Vec<Replacement<'a>>) -> Vec<Token<'a>> {
    if found.is_empty() {
        return run;
    }
    let mut out = Vec::with_capacity(run.len() + 2 * found.len());
    let mut found = found.into_iter().peekable();
    // The end of the last replacement, which may stand in a later token than its start.
    let mut done = 0;
    for token in run {
        if token.range.start < done && token.range.end <= done && !token.range.is_empty() {
            continue;
        }
        let is_text = matches!(token.kind, TokenKind::Event(Event::Text(_) | Event::SoftBreak));
        let mut from = token.range.start.max(done);
        let mut is_whole = !is_text || from == token.range.start;
        while let Some((span, tokens)) =
            found.next_if(|(span, _)| is_text && token.range.contains(&span.start))
        {
            out.extend(token.slice(from, span.start).filter(|part| !part.range.is_empty()));
            out.extend(tokens);
            from = span.end;
            done = from;
            is_whole = false;
        }
        if is_whole {
            out.push(token);
        } else if from < token.range.end {
            out.extend(token.slice(from, token.range.end));
        }
    }
    out
}
