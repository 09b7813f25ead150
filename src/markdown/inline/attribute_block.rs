//! Takes the attribute block off the end of a run or of one of its lines.

use std::ops::Range;

use pulldown_cmark::Event;

use crate::markdown::attributes;
use crate::markdown::node::{Node, Piece};

/// What is no part of a text before a block. Other white space may be meant to be seen.
pub const SPACES: [char; 2] = [' ', '\t'];

/// An attribute block that was taken off.
pub struct Taken {
    /// Its bytes, braces included.
    pub span: Range<usize>,
    /// The piece that is now the line break after it; `None` at the end of the run.
    pub line_break: Option<usize>,
}

/// Takes the first block that stands at the end of a line of `pieces[start..]`, or only one at the
/// very end. Blocks inside of an element are text.
pub fn take(
    source: &str,
    pieces: &mut Vec<Piece<'_>>,
    start: usize,
    at_any_line: bool,
) -> Option<Taken> {
    let run = pieces.get(start..)?;
    let whole = crate::markdown::inline::span::source_of(source, run)?;
    if !(whole.ends_with('}') || at_any_line && whole.contains('}')) {
        return None;
    }
    let mut depth = 0usize;
    // Where the line begins, and how many elements are open there.
    let mut line = (start, 0usize);
    let mut index = start;
    loop {
        let piece = pieces.get(index);
        let is_break = piece.is_some_and(is_line_break);
        let ends_line = piece.is_none() || is_break && at_any_line && depth == 0;
        if ends_line && let Some(block) = find(source, &pieces[line.0..index], line.1) {
            let kept = cut(pieces, start, line.0 + block.piece, index, block.span.start);
            return Some(Taken {
                span: block.span,
                line_break: is_break.then_some(kept),
            });
        }
        let piece = pieces.get(index)?;
        if is_break {
            line = (index + 1, depth);
        } else if piece.opens() {
            depth += 1;
        } else if piece.closes() {
            depth = depth.saturating_sub(1);
        }
        index += 1;
    }
}

fn is_line_break(piece: &Piece<'_>) -> bool {
    matches!(piece.node, Node::Event(Event::SoftBreak | Event::HardBreak))
}

struct Block {
    /// The piece of the line that the block begins in.
    piece: usize,
    span: Range<usize>,
}

/// The block at the end of the pieces of one line, at whose start `depth` elements are open.
fn find(source: &str, line: &[Piece<'_>], mut depth: usize) -> Option<Block> {
    let last = line.last().filter(|piece| piece.as_text().is_some())?;
    // A backslash that escapes the first sign of the line stands before its piece.
    let from = source.get(..line.first()?.range.start)?;
    let from = from.trim_end_matches('\\').len();
    let end = from + source.get(from..last.range.end)?.trim_end().len();
    let start = from + attributes::find(&source[from..end])?;
    for (index, piece) in line.iter().enumerate() {
        if piece.range.contains(&start) && !piece.opens() && !piece.closes() {
            let is_text = piece.is_verbatim(source) && depth == 0;
            return is_text.then_some(Block {
                piece: index,
                span: start..end,
            });
        }
        if piece.opens() {
            depth += 1;
        } else if piece.closes() {
            depth = depth.saturating_sub(1);
        }
    }
    None
}

/// Removes the pieces `first..end` but for the bytes before `at`, and the white space before
/// those. Gives the index of what followed.
fn cut(pieces: &mut Vec<Piece<'_>>, start: usize, first: usize, end: usize, at: usize) -> usize {
    let head = pieces[first].slice(pieces[first].range.start, at);
    let mut kept = first;
    if let Some(head) = head.filter(|head| !head.range.is_empty()) {
        pieces[first] = head;
        kept += 1;
    }
    pieces.drain(kept..end);
    while kept > start
        && let Some(text) = pieces[kept - 1].as_text()
    {
        let trimmed = text.trim_end_matches(SPACES).len();
        if trimmed == text.len() {
            break;
        }
        if trimmed > 0 {
            let range = &pieces[kept - 1].range;
            let to = range.start + trimmed;
            if let Some(shorter) = pieces[kept - 1].slice(range.start, to) {
                pieces[kept - 1] = shorter;
            }
            break;
        }
        pieces.remove(kept - 1);
        kept -= 1;
    }
    kept
}
