//! [`with_capitals`]: titles whose subtitles begin with a capital, as APA has them.

use hayagriva::Entry;
use hayagriva::types::{ChunkKind, EntryType, FormatString};

/// The sources with a capital after each colon, question mark, exclamation mark and long dash in the
/// titles of works, as the *Publication Manual of the American Psychological Association*, section
/// 6.17, wants it. Titles of periodicals stay as they are, and so does what is written in braces, as
/// are the titles of sources in other languages.
pub(super) fn with_capitals(sources: &[&Entry]) -> Vec<Entry> {
    sources.iter().map(|source| of_work(source)).collect()
}

fn of_work(source: &Entry) -> Entry {
    let mut source = source.clone();
    let periodicals =
        [EntryType::Periodical, EntryType::Newspaper, EntryType::Blog, EntryType::Web];
    if let Some(title) = source.title().filter(|_| !periodicals.contains(source.entry_type())) {
        let title = of_title(title.clone());
        source.set_title(title);
    }
    let parents: Vec<Entry> = source.parents().iter().map(of_work).collect();
    if !parents.is_empty() {
        source.set_parents(parents);
    }
    source
}

fn of_title(mut title: FormatString) -> FormatString {
    let forms = [Some(&mut title.value), title.short.as_deref_mut()];
    for form in forms.into_iter().flatten() {
        let mut told = String::new();
        for chunk in &mut form.0 {
            if chunk.kind == ChunkKind::Normal {
                chunk.value = of_text(&told, &chunk.value);
            }
            told.push_str(&chunk.value);
        }
    }
    title
}

/// A text that follows `before`, with a capital after `: `, `? `, `! ` and `—`, but before a word with
/// capitals of its own, such as `iPhone`.
fn of_text(before: &str, text: &str) -> String {
    let mut told = before.to_owned();
    for part in text.split_inclusive([' ', '—']) {
        let follows = [": ", "? ", "! ", "—"].iter().any(|end| told.ends_with(end));
        let mut chars = part.chars();
        match chars.next().filter(|_| follows && !part.chars().any(char::is_uppercase)) {
            Some(first) => told.extend(first.to_uppercase().chain(chars)),
            None => told.push_str(part),
        }
    }
    told.split_off(before.len())
}
