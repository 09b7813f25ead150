//! `[^label]` that the parser left as text: the note is defined in another text of the page, or
//! nowhere.

use pulldown_cmark::Event;

use crate::markdown::inline::text_span::{replace, text_span};
use crate::markdown::notes::{Definitions, UndefinedLabel, reads_as_label};
use crate::markdown::raw_html::RawCode;
use crate::markdown::token::Token;

/// The start of a footnote reference, without which a text has none.
pub const OPENING: &str = "[^";

/// Replaces the text of references to notes of other texts, but not in raw code. Adds those to no note to `undefined`.
pub fn apply<'a>(
    source: &'a str,
    run: Vec<Token<'a>>,
    raw_code: &RawCode,
    definitions: &Definitions,
    undefined: &mut Vec<UndefinedLabel>,
) -> Vec<Token<'a>> {
    let mut found = Vec::new();
    let mut index = 0;
    while index < run.len() {
        if run[index].as_text().is_none() || raw_code.holds(&run[index].range) {
            index += 1;
            continue;
        }
        let (next, span) = text_span(&run, index);
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
            if !closed || escaped || label.is_empty() {
                continue;
            }
            let span = start..at + 1;
            if definitions.has_note(label) {
                let reference = Event::FootnoteReference(label.into());
                found.push((span.clone(), vec![Token::event(reference, span)]));
            } else {
                let is_meant = !label.contains(char::is_whitespace) && reads_as_label(label);
                undefined.push(UndefinedLabel { label: label.to_owned(), span, is_meant });
            }
        }
    }
    replace(run, found)
}
