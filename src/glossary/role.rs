//! `[[name]]` and `[[name|shown text]]`: links to terms.

use crate::document::body::Role;
use crate::markdown::inline::brackets::Brackets;

use crate::glossary::declaration::ROLE;

/// Whether a text may hold a term: a cheap check before parsing.
pub fn may_hold(text: &str) -> bool {
    text.contains("[[")
}

/// Whether a term stands in a plain text.
pub fn stands_in(text: &str) -> bool {
    text.split_once("[[").is_some_and(|(_, rest)| rest.contains("]]"))
}

/// A term as its author wrote it.
pub fn written(role: &Role) -> String {
    let name = role.arguments.first().map_or("", String::as_str);
    if role.text == name { format!("[[{name}]]") } else { format!("[[{name}|{}]]", role.text) }
}

/// Parses the term that two opening brackets at `at` begin. Returns the index after it; `None` if
/// no term begins there.
pub fn take(brackets: &mut Brackets<'_, '_>, at: usize) -> Option<usize> {
    if !(brackets.is(at, '[') && brackets.is(at + 1, '[')) {
        return None;
    }
    let open = at + 2;
    let mut after = open..brackets.glyphs.len();
    let Some(close) = after.find(|i| brackets.is(*i, '[') || brackets.is(*i, ']')) else {
        brackets.error(
            "`[[` is not closed",
            at..open,
            "write a term as plain text within one paragraph; in a table write `\\|` for `|`",
        );
        return Some(open);
    };
    if !(brackets.is(close, ']') && brackets.is(close + 1, ']')) {
        let hint = "write a term as `[[name]]` or `[[name|shown text]]`";
        brackets.error("a term cannot contain a bracket", at..close + 1, hint);
        return Some(close + 1);
    }
    let end = close + 2;
    let inner = &brackets.glyphs[open..close];
    let bar = inner.iter().position(|glyph| glyph.character == '|');
    let name = brackets.text(open..bar.map_or(close, |bar| open + bar));
    let text = bar.map_or_else(|| name.clone(), |bar| brackets.text(open + bar + 1..close));
    if brackets.in_link {
        let hint = "write the words without brackets, or move the term out of the link";
        brackets.error("a term cannot be inside a link", at..end, hint);
    } else if name.is_empty() {
        let hint = "write the name of a term of the glossary between the brackets";
        brackets.error("this term has no name", at..end, hint);
    } else if text.is_empty() {
        let hint = "write the words to show after `|`, or remove the `|`";
        brackets.error("this term has no text after `|`", at..end, hint);
    } else {
        let role = Role {
            name: ROLE,
            arguments: vec![name],
            text,
            may_hold_button: brackets.may_hold_button,
        };
        brackets.put(role, at..end);
    }
    Some(end)
}
