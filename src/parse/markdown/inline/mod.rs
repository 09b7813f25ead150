//! Passes over the pieces of one run of text: what CommonMark has no syntax for.
//!
//! A pass takes the pieces of a run and gives the pieces that take their place; it sees the
//! source, because smart punctuation has already changed the text of the pieces. Passes are
//! independent of each other and run in the order of [`apply`].

pub mod attribute_block;
mod autolink;
mod mark;
mod undefined_note;

use std::ops::Range;

use super::node::Piece;

pub use undefined_note::UndefinedNote;

/// Which passes a text can need at all, found by one look at the whole of it.
#[derive(Clone, Copy, Debug)]
pub struct Needs {
    marks: bool,
    autolinks: bool,
    notes: bool,
}

impl Needs {
    /// What the signs in `text` ask for.
    pub fn of(text: &str) -> Self {
        Self {
            marks: text.contains(mark::SIGN),
            autolinks: autolink::may_hold(text),
            notes: text.contains(undefined_note::SIGN),
        }
    }
}

/// Runs all passes over `pieces[start..]`, one run of text.
pub fn apply<'a>(
    source: &'a str,
    pieces: &mut Vec<Piece<'a>>,
    start: usize,
    needs: Needs,
    undefined: &mut Vec<UndefinedNote>,
) {
    let Some(text) = source_of(source, &pieces[start..]) else {
        return;
    };
    if needs.notes && text.contains(undefined_note::SIGN) {
        undefined_note::collect(source, &pieces[start..], undefined);
    }
    if needs.autolinks && autolink::may_hold(text) {
        replace(pieces, start, |run| autolink::apply(source, &run));
    }
    if needs.marks && text.contains(mark::SIGN) {
        replace(pieces, start, |run| mark::apply(source, run));
    }
}

fn replace<'a>(
    pieces: &mut Vec<Piece<'a>>,
    start: usize,
    pass: impl FnOnce(Vec<Piece<'a>>) -> Vec<Piece<'a>>,
) {
    let run = pieces.split_off(start);
    pieces.extend(pass(run));
}

/// The source of a run.
fn source_of<'a>(source: &'a str, run: &[Piece<'_>]) -> Option<&'a str> {
    source.get(run.first()?.range.start..run.last()?.range.end)
}

/// The end of the text pieces that begin at `first` and whose bytes follow each other without a
/// gap, and those bytes. An escaping backslash makes a gap.
fn stretch(pieces: &[Piece<'_>], first: usize) -> (usize, Range<usize>) {
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
