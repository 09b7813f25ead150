//! The definition lists of a glossary: every one of them is terms.

use std::ops::Range;

use crate::markdown::node::{Event, Tag};

use crate::markdown::node::{Node, Piece, element_len};
use crate::markdown::reading::Reading;

/// The pieces of a term, starts and ends of elements included.
#[derive(Debug)]
pub struct TermPieces {
    /// Those of the term itself.
    pub title: Range<usize>,
    /// Those of each definition.
    pub definitions: Vec<Range<usize>>,
}

/// Finds the definition lists that stand in no other one: the pieces of each, and its terms.
pub fn find(reading: &Reading<'_>) -> Vec<(Range<usize>, Vec<TermPieces>)> {
    let mut lists = Vec::new();
    let pieces = &reading.pieces;
    let mut at = 0;
    while at < pieces.len() {
        if starts(&pieces[at], &Tag::DefinitionList) {
            let end = at + element_len(&pieces[at..]);
            lists.push((at..end, terms(pieces, at + 1..end)));
            at = end;
        } else {
            at += 1;
        }
    }
    lists
}

fn terms(pieces: &[Piece<'_>], list: Range<usize>) -> Vec<TermPieces> {
    let mut terms: Vec<TermPieces> = Vec::new();
    let mut at = list.start;
    while at < list.end {
        let end = at + element_len(&pieces[at..list.end]).max(1);
        if starts(&pieces[at], &Tag::DefinitionListTitle) {
            terms.push(TermPieces {
                title: at..end,
                definitions: Vec::new(),
            });
            at = end;
        } else if starts(&pieces[at], &Tag::DefinitionListDefinition) {
            if let Some(term) = terms.last_mut() {
                term.definitions.push(at..end);
            }
            at = end;
        } else {
            at += 1;
        }
    }
    terms
}

fn starts(piece: &Piece<'_>, tag: &Tag<'_>) -> bool {
    matches!(&piece.node, Node::Event(Event::Start(start)) if start == tag)
}
