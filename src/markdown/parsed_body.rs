//! [`ParsedBody`]: a body as a flat list of tokens, with everything that the writer must know
//! before it begins.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::document::body::Directive;
use crate::markdown::attributes::Attributes;
use crate::markdown::ids::IdRegistry;
use crate::markdown::token::{Token, element_len};

/// A parsed body: its tokens, attributes, tasks, footnotes and ids.
#[derive(Debug, Default)]
pub struct ParsedBody<'a> {
    /// The whole text of the page; the spans of tokens are bytes of this text.
    pub source: &'a str,
    /// All tokens of the body, in source order.
    pub tokens: Vec<Token<'a>>,
    /// Attribute blocks, by the index of the token that starts the heading, item or term.
    pub attributes: HashMap<usize, Attributes>,
    /// Attribute blocks of images, by the byte at which the image begins.
    pub image_attributes: HashMap<usize, Attributes>,
    /// The bytes of the definitions of links, by the byte at which a link with a label begins.
    pub defined: HashMap<usize, Range<usize>>,
    /// Tasks, by the index of the token that starts the item.
    pub tasks: HashMap<usize, Task>,
    /// The indices of the tokens that start lists with tasks.
    pub task_lists: HashSet<usize>,
    /// Directives, by the index of the token that starts the code block. The tokens of their bodies
    /// take the place of the code.
    pub directives: HashMap<usize, Directive>,
    /// The footnote definitions, in source order.
    pub notes: Vec<NoteDefinition>,
    /// The ids that the author wrote.
    pub ids: IdRegistry,
    /// The ids in raw HTML.
    pub raw_ids: Vec<String>,
    /// The plain text of the first paragraph, shortened.
    pub first_paragraph: String,
    /// Whether the work budget was used up before the end of the body.
    pub is_cut: bool,
}

/// An item of a task list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Task {
    /// Whether the marker is `[x]`.
    pub checked: bool,
}

impl ParsedBody<'_> {
    /// The bytes of tokens, without white space at their end.
    pub fn span_of(&self, tokens: &Range<usize>) -> Range<usize> {
        let tokens = self.tokens.get(tokens.clone()).unwrap_or_default();
        let start = tokens.first().map_or(0, |token| token.range.start);
        let end = tokens.iter().map(|token| token.range.end).max();
        let text = self.source.get(start..end.unwrap_or(start)).unwrap_or_default();
        start..start + text.trim_end().len()
    }

    /// Whether the attribute block of the element that starts at the token `at` has an id, be it
    /// one that was refused.
    pub fn names_id(&self, at: usize) -> bool {
        self.attributes.get(&at).is_some_and(|block| block.names_id)
    }

    /// The element that starts at the token `at`, or that token alone.
    pub fn element(&self, at: usize) -> Range<usize> {
        at..at + element_len(&self.tokens[at..])
    }

    /// The index of the token after the footnote definition that starts at token `start`.
    pub fn note_end(&self, start: usize) -> usize {
        let note = self.notes.binary_search_by_key(&start, |note| note.tokens.start);
        note.map_or(start + 1, |note| self.notes[note].tokens.end.max(start + 1))
    }
}

/// A footnote definition, `[^label]: text`.
#[derive(Debug)]
pub struct NoteDefinition {
    /// The label of the note as written.
    pub label: String,
    /// The indices of the tokens of the definition, start and end included.
    pub tokens: Range<usize>,
    /// The bytes of `[^label]`.
    pub span: Range<usize>,
}
