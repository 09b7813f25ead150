//! [`Section`]: a heading and the blocks below it, up to the next heading.

use std::ops::Range;

use pulldown_cmark::Tag;

use crate::base::paths::Anchor;
use crate::markdown::parsed_body::ParsedBody;
use crate::markdown::token::{Token, start_tag};

/// A heading and the blocks below it, as token ranges.
#[derive(Debug)]
pub struct Section {
    /// The level of the heading as written; 0 if there is none.
    pub level: u8,
    /// The id that the author gave the heading.
    pub id: Option<Anchor>,
    /// The heading; empty if there is none.
    pub heading: Range<usize>,
    /// The blocks below the heading, in order.
    pub blocks: Vec<Range<usize>>,
    /// The token after the last block of the section.
    pub end: usize,
}

/// The sections of a page, the first of which has no heading. A section without a heading begins at
/// `dropped` too, which is the heading that is not printed.
pub fn find(body: &ParsedBody<'_>, dropped: Option<&Range<usize>>) -> Vec<Section> {
    let mut sections = vec![untitled(0)];
    let mut at = 0;
    while at < body.tokens.len() {
        let end = body.element(at).end;
        let is_dropped = dropped.is_some_and(|dropped| dropped.start == at);
        if is_dropped {
            sections.push(untitled(end));
        } else if let Some(level) = heading_level(&body.tokens[at]) {
            let attributes = body.attributes.get(&at);
            let id = attributes.and_then(|attributes| attributes.id.as_ref());
            sections.push(Section {
                level,
                id: id.map(|id| id.value.clone()),
                heading: at..end,
                blocks: Vec::new(),
                end,
            });
        } else if let Some(section) = sections.last_mut() {
            if !is_footnote(&body.tokens[at]) {
                section.blocks.push(at..end);
            }
            section.end = end;
        }
        at = end;
    }
    sections
}

fn untitled(at: usize) -> Section {
    Section { level: 0, id: None, heading: at..at, blocks: Vec::new(), end: at }
}

fn heading_level(token: &Token<'_>) -> Option<u8> {
    match start_tag(token) {
        Some(Tag::Heading { level, .. }) => Some(*level as u8),
        _ => None,
    }
}

/// Whether a token starts the definition of a footnote, which belongs to no section.
fn is_footnote(token: &Token<'_>) -> bool {
    matches!(start_tag(token), Some(Tag::FootnoteDefinition(_)))
}
