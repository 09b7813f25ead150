//! Finds the definition lists on a glossary page. All of them are lists of terms.

use std::ops::Range;

use crate::markdown::token::{Event, Tag};

use crate::markdown::parsed_body::ParsedBody;
use crate::markdown::token::{Token, TokenKind, element_len};

/// The tokens of a term, including the starts and ends of elements.
#[derive(Debug)]
pub struct TermTokens {
    /// The tokens of the term itself.
    pub title: Range<usize>,
    /// The tokens of each definition of the term.
    pub definitions: Vec<Range<usize>>,
}

/// Finds the definition lists that are not nested in another one. Returns the tokens of each list
/// and its terms.
pub fn find(body: &ParsedBody<'_>) -> Vec<(Range<usize>, Vec<TermTokens>)> {
    let mut lists = Vec::new();
    let tokens = &body.tokens;
    let mut at = 0;
    while at < tokens.len() {
        if starts(&tokens[at], &Tag::DefinitionList) {
            let end = at + element_len(&tokens[at..]);
            lists.push((at..end, terms(tokens, at + 1..end)));
            at = end;
        } else {
            at += 1;
        }
    }
    lists
}

fn terms(tokens: &[Token<'_>], list: Range<usize>) -> Vec<TermTokens> {
    let mut terms: Vec<TermTokens> = Vec::new();
    let mut at = list.start;
    while at < list.end {
        let end = at + element_len(&tokens[at..list.end]).max(1);
        if starts(&tokens[at], &Tag::DefinitionListTitle) {
            terms.push(TermTokens { title: at..end, definitions: Vec::new() });
            at = end;
        } else if starts(&tokens[at], &Tag::DefinitionListDefinition) {
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

fn starts(token: &Token<'_>, tag: &Tag<'_>) -> bool {
    matches!(&token.kind, TokenKind::Event(Event::Start(start)) if start == tag)
}
