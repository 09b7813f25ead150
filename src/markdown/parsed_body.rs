//! [`ParsedBody`]: a body as a flat list of tokens, with everything that must be known before the first
//! byte of HTML is written.

use std::collections::{HashMap, HashSet};
use std::ops::Range;

use crate::markdown::attributes::Attributes;
use crate::markdown::ids::IdRegistry;
use crate::markdown::token::Token;

/// A body, read.
#[derive(Debug, Default)]
pub struct ParsedBody<'a> {
    /// The text that was read.
    pub source: &'a str,
    /// All of it.
    pub tokens: Vec<Token<'a>>,
    /// Attribute blocks, by the token that starts their heading, item or term.
    pub attributes: HashMap<usize, Attributes>,
    /// Tasks, by the token that starts their item.
    pub tasks: HashMap<usize, Task>,
    /// The tokens that start lists with tasks.
    pub task_lists: HashSet<usize>,
    /// The definitions of footnotes, in the order of the text.
    pub notes: Vec<NoteDefinition>,
    /// The ids that the author wrote.
    pub ids: IdRegistry,
    /// The ids in raw HTML.
    pub raw_ids: Vec<String>,
    /// The plain text of the first paragraph, shortened.
    pub first_paragraph: String,
    /// Whether the time was over before the end.
    pub timed_out: bool,
}

/// A task of a list.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Task {
    /// Whether it was written `[x]`.
    pub checked: bool,
}

impl ParsedBody<'_> {
    /// The token after the definition of a footnote that starts at `start`.
    pub fn note_end(&self, start: usize) -> usize {
        let note = self
            .notes
            .binary_search_by_key(&start, |note| note.tokens.start);
        note.map_or(start + 1, |note| self.notes[note].tokens.end.max(start + 1))
    }
}

/// A definition, `[^label]: text`.
#[derive(Debug)]
pub struct NoteDefinition {
    /// The label as written.
    pub label: String,
    /// Its tokens, start and end included.
    pub tokens: Range<usize>,
    /// The bytes of `[^label]`.
    pub span: Range<usize>,
}
