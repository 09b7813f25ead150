//! Pieces of text and the bytes of the source that they come from.

use std::ops::Range;

use crate::markdown::node::Piece;

/// The source of a run.
pub(super) fn source_of<'a>(source: &'a str, run: &[Piece<'_>]) -> Option<&'a str> {
    source.get(run.first()?.range.start..run.last()?.range.end)
}

/// The end of the text pieces that begin at `first` and whose bytes follow each other without a
/// gap, and those bytes. An escaping backslash makes a gap.
pub(super) fn stretch(pieces: &[Piece<'_>], first: usize) -> (usize, Range<usize>) {
    let mut span = pieces[first].range.clone();
    let mut next = first + 1;
    while let Some(piece) = pieces.get(next)
        && piece.as_text().is_some()
        && piece.range.start == span.end
    {
        span.end = piece.range.end;
        next += 1;
    }
    (next, span)
}
