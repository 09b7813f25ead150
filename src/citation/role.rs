//! `[@key, locator; see -@key]`: parses citations in the syntax of Pandoc.

use crate::citation::bibliography::{Cite, key_len, written_key};
use crate::document::body::Role;
use crate::markdown::inline::brackets::Brackets;

use crate::citation::declaration::ROLE;
use crate::citation::locator;

/// How many arguments of the role hold one [`Cite`].
const FIELDS: usize = 5;

/// Whether the label of a reference link without a definition is that of a citation: every citation
/// has an `@`.
pub fn is_label(label: &str) -> bool {
    label.contains('@')
}

/// Whether a text may hold a citation: a cheap check before parsing.
pub fn may_hold(text: &str) -> bool {
    text.contains('@') && text.contains('[')
}

/// Whether a citation stands in a plain text.
pub fn stands_in(text: &str) -> bool {
    let inner = text.split('[').skip(1).filter_map(|part| Some(part.split_once(']')?.0));
    let mut parts = inner.flat_map(|inner| inner.split([' ', ';', ',', '(']));
    parts.any(|part| {
        let key = part.trim_start_matches('-').strip_prefix('@');
        key.is_some_and(|key| key_len(key.chars()) > 0)
    })
}

/// The sources that a role cites.
pub fn sources(role: &Role) -> Vec<Cite> {
    let fields = role.arguments.chunks_exact(FIELDS).map(|fields| Cite {
        prefix: fields[0].clone(),
        without_author: !fields[1].is_empty(),
        key: fields[2].clone(),
        locator: fields[3].clone(),
        suffix: fields[4].clone(),
    });
    fields.collect()
}

/// A citation as Pandoc reads it.
pub fn written(cites: &[Cite]) -> String {
    let cites = cites.iter().map(|cite| {
        let Cite { prefix, key, locator, suffix, .. } = cite;
        let marker = if cite.without_author { "-@" } else { "@" };
        let comma = if locator.is_empty() { "" } else { ", " };
        let key = written_key(key);
        let text = format!("{prefix} {marker}{key}{comma}{locator} {suffix}");
        text.trim().to_owned()
    });
    format!("[{}]", cites.collect::<Vec<_>>().join("; "))
}

/// The arguments of the role that cites these sources, [`FIELDS`] for each.
fn role_arguments(sources: Vec<Cite>) -> Vec<String> {
    let fields = sources.into_iter().flat_map(|cite| {
        let marker = if cite.without_author { "-" } else { "" };
        [cite.prefix, marker.to_owned(), cite.key, cite.locator, cite.suffix]
    });
    fields.collect()
}

/// Parses the citation that an opening bracket at `at` begins. Returns the index after it; `None`
/// if no citation begins there.
pub fn take(brackets: &mut Brackets<'_, '_>, at: usize) -> Option<usize> {
    let open = at + 1;
    let mut after = open..brackets.glyphs.len();
    let close = after.find(|i| brackets.is(*i, '[') || brackets.is(*i, ']'));
    let Some(close) = close.filter(|close| brackets.is(*close, ']')) else {
        let key = open + usize::from(brackets.is(open, '-'));
        if key_at(brackets, open, key) {
            let hint = "a citation contains plain text without other brackets: `[@key, ch. 2]`";
            brackets.error("this citation is not closed", at..key + 1, hint);
        }
        brackets.is_open = brackets.is_open || close.is_none();
        return None;
    };
    let end = close + 1;
    if !(open..close).any(|i| key_at(brackets, open, i)) {
        return None;
    }
    if brackets.in_link {
        let hint = "move it out of the link";
        brackets.error("a citation cannot be inside a link", at..end, hint);
        return Some(end);
    }
    if let Some(sources) = parse_cites(brackets, open, close) {
        let role = Role {
            name: ROLE,
            arguments: role_arguments(sources),
            text: String::new(),
            may_hold_button: brackets.may_hold_button,
        };
        brackets.put(role, at..end);
    }
    Some(end)
}

/// Reports a citation whose opening bracket stands before an element such as emphasis.
pub fn report_interrupted(brackets: &Brackets<'_, '_>, from: usize, close: usize) {
    if let Some(key) = (from..close).find(|i| key_at(brackets, from, *i)) {
        let hint = "remove emphasis, code and other markup: `[see @key, ch. 2]`";
        brackets.error("a citation can contain only plain text", key..close + 1, hint);
    }
}

/// Whether the `@` of a key stands at `at`. White space, the start of the citation or one of its
/// delimiters must come before `@` or `-@`, so that an e-mail address is no key.
fn key_at(brackets: &Brackets<'_, '_>, start: usize, at: usize) -> bool {
    let before = |at: usize| {
        at <= start
            || brackets.glyphs.get(at - 1).is_some_and(|glyph| {
                glyph.character.is_whitespace() || glyph.is_plain && ";,(".contains(glyph.character)
            })
    };
    let is_free_standing = before(at) || at > start && brackets.is(at - 1, '-') && before(at - 1);
    brackets.is(at, '@') && is_free_standing && key_end(brackets, at + 1) > at + 1
}

/// The index after the key that begins at `at`.
fn key_end(brackets: &Brackets<'_, '_>, at: usize) -> usize {
    at + key_len((at..brackets.glyphs.len()).map_while(|at| brackets.written_char(at)))
}

/// The sources between `open` and `close`; `None` if one of them has an error, which is reported.
fn parse_cites(brackets: &Brackets<'_, '_>, open: usize, close: usize) -> Option<Vec<Cite>> {
    let mut cites = Vec::new();
    let (mut start, mut at, mut after_key) = (open, open, open);
    let mut is_complete = true;
    while at <= close {
        if at < close && key_at(brackets, after_key, at) {
            // A key in braces may have a semicolon.
            after_key = key_end(brackets, at + 1);
            at = after_key;
            continue;
        }
        if at == close || brackets.is(at, ';') {
            match parse_cite(brackets, start, at) {
                Some(cite) => cites.push(cite),
                None => is_complete = false,
            }
            (start, after_key) = (at + 1, at + 1);
        }
        at += 1;
    }
    is_complete.then_some(cites)
}

fn parse_cite(brackets: &Brackets<'_, '_>, start: usize, end: usize) -> Option<Cite> {
    let part = start.saturating_sub(1)..(end + 1).min(brackets.glyphs.len());
    let Some(at) = (start..end).find(|at| key_at(brackets, start, *at)) else {
        let hint = "name a source in each part between semicolons: `[@one; see @two, ch. 2]`";
        brackets.error("a part of this citation names no source", part, hint);
        return None;
    };
    let without_author = at > start && brackets.is(at - 1, '-');
    let key = at + 1..key_end(brackets, at + 1);
    if let Some(second) = (key.end..end).find(|at| key_at(brackets, key.end, *at)) {
        let message = "two sources without a semicolon between them";
        let both = at..key_end(brackets, second + 1);
        brackets.error(message, both, "separate the sources with a semicolon");
        return None;
    }
    let mut cite = Cite {
        prefix: brackets.text(start..at - usize::from(without_author)),
        without_author,
        key: brackets.written(key.clone()).trim_matches(['{', '}']).to_owned(),
        ..Cite::default()
    };
    let has_comma =
        brackets.glyphs[key.end..end].first().is_some_and(|glyph| glyph.character == ',');
    let rest = brackets.text(key.end + usize::from(has_comma)..end);
    if let Some(braced) = locator::in_braces(&rest) {
        // Braces that hold nothing say that what follows is no locator.
        cite.locator = braced.replace("{}", "");
        cite.suffix = rest[braced.len()..].trim().into();
    } else if has_comma {
        if rest.is_empty() {
            let hint = "write the place in the source after the comma, or remove the comma: \
                        `[@key, ch. 2]`";
            brackets.error("nothing follows the comma", part, hint);
            return None;
        }
        cite.locator = rest;
    } else if locator::begins(&rest) {
        cite.locator = rest;
    } else {
        cite.suffix = rest;
    }
    Some(cite)
}
