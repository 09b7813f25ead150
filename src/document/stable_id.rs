//! [`StableId`]: the id of a part of a page that must not change, because readers' ticks and
//! answers are saved under it or others link to it; and [`insert_ids`], which writes ids into a
//! source file.

use std::fmt;
use std::ops::Range;

use serde::Serialize;

use crate::base::paths::Anchor;

/// A kind of element with a stable id, such as an item of a checklist. Each feature declares its
/// kinds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct IdKind {
    /// The name of the kind in `ids.lock` and in messages.
    pub word: &'static str,
    /// Whether the pages that embed an element of this kind or link to it are listed as mentions.
    pub has_mentions: bool,
    /// Whether the ids stand in front matter, with a label; otherwise in attribute blocks.
    pub is_in_front_matter: bool,
}

impl IdKind {
    /// A kind whose mentions are not listed.
    pub const fn new(word: &'static str) -> Self {
        Self { word, has_mentions: false, is_in_front_matter: false }
    }

    /// A kind whose ids stand in front matter.
    pub const fn in_front_matter(word: &'static str) -> Self {
        Self { is_in_front_matter: true, ..Self::new(word) }
    }

    /// How an author writes an id of this kind.
    pub fn written(self, id: &Anchor) -> String {
        if self.is_in_front_matter {
            format!("{{ id = \"{id}\", label = \"…\" }}")
        } else {
            format!("{{#{id}}}")
        }
    }
}

impl fmt::Display for IdKind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.word)
    }
}

impl Serialize for IdKind {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.word)
    }
}

/// A part of a page with a stable id.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StableId {
    /// The kind of the element that has the id.
    pub kind: IdKind,
    /// The id, written by the author or generated from the text.
    pub id: Anchor,
    /// The bytes of the element's text, for messages.
    pub span: Range<usize>,
    /// The place where the id can be inserted; `None` if the author wrote one.
    pub insertion: Option<Insertion>,
}

/// A position at which an id can be inserted into a source text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Insertion {
    /// The byte of the page's text before which the id belongs.
    pub at: usize,
    /// Whether the position of the insertion is inside an attribute block, after its opening brace;
    /// otherwise a new block is written there.
    pub in_block: bool,
}

impl Insertion {
    /// The text to insert: the id, with a new attribute block around it unless there is one.
    pub fn text(self, id: &Anchor) -> String {
        if self.in_block { format!("#{id} ") } else { format!(" {{#{id}}}") }
    }
}

/// Inserts ids into the bytes of a file and changes no other byte. Insertions count bytes as
/// [`crate::source::Source::text`] does: without a byte order mark, and with `\n` for every line
/// ending.
pub fn insert_ids(bytes: &[u8], stable_ids: &[StableId]) -> Vec<u8> {
    let texts = stable_ids.iter().filter_map(|stable_id| {
        let insertion = stable_id.insertion?;
        Some((insertion.at, insertion.text(&stable_id.id)))
    });
    insert_texts(bytes, texts.collect())
}

/// Inserts texts into the bytes of a file, each before a byte that is counted as for
/// [`insert_ids`], and changes no other byte.
pub fn insert_texts(bytes: &[u8], mut insertions: Vec<(usize, String)>) -> Vec<u8> {
    insertions.sort_by_key(|(at, _)| *at);
    let mut written = Vec::with_capacity(bytes.len() + insertions.len() * 24);
    let mark = if bytes.starts_with(BYTE_ORDER_MARK) { BYTE_ORDER_MARK.len() } else { 0 };
    written.extend_from_slice(&bytes[..mark]);
    let mut next = insertions.into_iter().peekable();
    // The position in the text, where `\r\n` is one byte.
    let mut at = 0;
    let mut rest = bytes[mark..].iter().copied().peekable();
    while let Some(byte) = rest.next() {
        while let Some((_, text)) = next.next_if(|(place, _)| *place <= at) {
            written.extend_from_slice(text.as_bytes());
        }
        written.push(byte);
        if byte == b'\r' && rest.peek() == Some(&b'\n') {
            written.extend(rest.next());
        }
        at += 1;
    }
    for (_, text) in next {
        written.extend_from_slice(text.as_bytes());
    }
    written
}

/// A byte order mark in UTF-8.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";

#[cfg(test)]
mod tests {
    use super::{IdKind, Insertion, StableId, insert_ids};
    use crate::base::paths::Anchor;

    fn item(id: &str, at: usize, in_block: bool) -> StableId {
        StableId {
            kind: IdKind::new("item"),
            id: Anchor::raw(id),
            span: 0..0,
            insertion: Some(Insertion { at, in_block }),
        }
    }

    #[test]
    fn places_are_counted_without_the_mark_and_with_one_byte_for_a_line_end() {
        let bytes = b"\xef\xbb\xbf- [ ] a\r\n- [ ] b\r- [ ] c";
        let items = [item("c", 23, false), item("a", 7, false), item("b", 15, false)];
        assert_eq!(
            insert_ids(bytes, &items),
            b"\xef\xbb\xbf- [ ] a {#a}\r\n- [ ] b {#b}\r- [ ] c {#c}"
        );
    }

    #[test]
    fn an_id_joins_the_classes_of_its_item() {
        assert_eq!(insert_ids(b"a {.big}", &[item("x", 3, true)]), b"a {#x .big}");
    }
}
