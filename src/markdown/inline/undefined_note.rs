//! `[^label]` without a definition, which the parser leaves as text.

use std::ops::Range;

use crate::markdown::inline::text_span::text_span;
use crate::markdown::token::Token;

/// The start of a footnote reference, without which a text has none.
pub const OPENING: &str = "[^";

/// A reference to a footnote that does not exist.
#[derive(Debug)]
pub struct UndefinedNote {
    /// The label of the note as written.
    pub label: String,
    /// The bytes of the whole reference.
    pub span: Range<usize>,
}

/// Adds the footnote references in a run that the parser left as text to `found`.
pub fn collect(source: &str, run: &[Token<'_>], found: &mut Vec<UndefinedNote>) {
    let mut index = 0;
    while index < run.len() {
        if run[index].as_text().is_none() {
            index += 1;
            continue;
        }
        let (next, span) = text_span(run, index);
        index = next;
        let mut at = span.start;
        while let Some(text) = source.get(at..span.end)
            && let Some(offset) = text.find(OPENING)
        {
            let start = at + offset;
            let label_start = start + OPENING.len();
            let rest = &source[label_start..span.end];
            let len = rest.find(['[', ']', '\n']).unwrap_or(rest.len());
            at = label_start + len;
            let label = &rest[..len];
            let closed = rest[len..].starts_with(']');
            let escaped = source[..start].ends_with('\\');
            if closed && !escaped && !label.is_empty() && !label.contains(char::is_whitespace) {
                found.push(UndefinedNote { label: label.to_owned(), span: start..at + 1 });
            }
        }
    }
}
