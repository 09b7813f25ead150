//! Finds the definition lists on a glossary page. All of them are lists of terms.

use std::ops::Range;

use crate::markdown::parsed_body::ParsedBody;
use crate::markdown::token::{Tag, Token, element_len, start_tag};

/// The tokens of a term, including the starts and ends of elements.
#[derive(Debug)]
pub struct TermTokens {
    /// The tokens of the term itself.
    pub title: Range<usize>,
    /// The tokens of each definition of the term.
    pub definitions: Vec<Range<usize>>,
}

/// Finds the definition lists that are not nested in another one, nor in a directive. Returns the
/// tokens of each list and its terms.
pub fn find(body: &ParsedBody<'_>) -> Vec<(Range<usize>, Vec<TermTokens>)> {
    let mut lists = Vec::new();
    let tokens = &body.tokens;
    let mut at = 0;
    while at < tokens.len() {
        let end = at + element_len(&tokens[at..]);
        match start_tag(&tokens[at]) {
            Some(Tag::DefinitionList) => lists.push((at..end, terms(tokens, at + 1..end))),
            Some(Tag::CodeBlock(_)) => {}
            _ => {
                at += 1;
                continue;
            }
        }
        at = end;
    }
    lists
}

fn terms(tokens: &[Token<'_>], list: Range<usize>) -> Vec<TermTokens> {
    let mut terms: Vec<TermTokens> = Vec::new();
    let mut at = list.start;
    while at < list.end {
        let element = at..at + element_len(&tokens[at..list.end]);
        at = element.end;
        match (start_tag(&tokens[element.start]), terms.last_mut()) {
            (Some(Tag::DefinitionListTitle), _) => {
                terms.push(TermTokens { title: element, definitions: Vec::new() });
            }
            (Some(Tag::DefinitionListDefinition), Some(term)) => term.definitions.push(element),
            _ => {}
        }
    }
    terms
}
