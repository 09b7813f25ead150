//! The mark of an alert with a backslash behind it, which GitHub has shown as an alert and the parser
//! takes for the first line of a quotation.

use pulldown_cmark::{BlockQuoteKind, Event};

use crate::markdown::token::{Token, TokenKind};

/// The kinds of alerts by their names.
const KINDS: [(&str, BlockQuoteKind); 5] = [
    ("note", BlockQuoteKind::Note),
    ("tip", BlockQuoteKind::Tip),
    ("important", BlockQuoteKind::Important),
    ("warning", BlockQuoteKind::Warning),
    ("caution", BlockQuoteKind::Caution),
];

/// The kind of the alert whose mark is the first line of a text, and the index of the line break
/// behind it.
pub(super) fn mark(source: &str, text: &[Token<'_>]) -> Option<(BlockQuoteKind, usize)> {
    let start = text.first()?.range.start;
    if !source.get(start..)?.starts_with("[!") {
        return None;
    }
    let is_break = |token: &Token<'_>| matches!(token.kind, TokenKind::Event(Event::HardBreak));
    let line_break = text.iter().position(is_break)?;
    let line = source.get(start..text[line_break].range.start)?;
    let name = line.strip_prefix("[!")?.strip_suffix(']')?;
    let (_, kind) = KINDS.iter().find(|(known, _)| known.eq_ignore_ascii_case(name))?;
    Some((*kind, line_break))
}
