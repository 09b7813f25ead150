//! Lines that begin with a colon and no space behind it: containers of other tools, names of emoji,
//! `:-)`. The parser would take the colon for the mark of a definition and the whole paragraph above
//! for its term, so that it is given a copy of the text with another byte in its place. The bytes of
//! events stay the same.

use std::borrow::Cow;

use pulldown_cmark::{CowStr, Event, Tag};

/// What stands in the place of a colon: a character that means nothing in Markdown.
const STAND_IN: &str = "\u{1}";

/// The text for the parser: a copy only where a line begins with such a colon.
pub fn covered(source: &str) -> Cow<'_, str> {
    let begins_line = |at: &usize| {
        let before = source.as_bytes()[..*at].iter().rev();
        let before = before.take_while(|byte| **byte != b'\n');
        before.copied().all(|byte| b" \t>".contains(&byte))
    };
    let mut covered = Cow::Borrowed(source);
    let is_tight = |at: &usize| !source[at + 1..].starts_with([' ', '\t', '\r', '\n']);
    let colons = source.match_indices(':').map(|(at, _)| at);
    for at in colons.filter(is_tight).filter(begins_line) {
        // It could not be told from a colon then.
        if matches!(covered, Cow::Borrowed(_)) && source.contains(STAND_IN) {
            break;
        }
        covered.to_mut().replace_range(at..=at, STAND_IN);
    }
    covered
}

/// An event of such a copy, with its colons.
pub fn uncovered(mut event: Event<'_>) -> Event<'_> {
    let uncover = |text: &mut CowStr<'_>| {
        if text.contains(STAND_IN) {
            *text = text.replace(STAND_IN, ":").into();
        }
    };
    match &mut event {
        Event::Text(text) | Event::Code(text) | Event::Html(text) | Event::InlineHtml(text) => {
            uncover(text);
        }
        Event::Start(Tag::Link { dest_url, title, .. } | Tag::Image { dest_url, title, .. }) => {
            uncover(dest_url);
            uncover(title);
        }
        _ => {}
    }
    event
}
