//! [`take`]: removes the attribute blocks that follow images, `![alt](file){width=300 .wide}`.

use std::ops::Range;

use pulldown_cmark::{Event, TagEnd};

use crate::document::body::GivenSize;
use crate::markdown::attributes::{self, AttributeProblem, Attributes};
use crate::markdown::token::{Token, TokenKind};

/// The attribute block of an image.
pub struct ImageBlock {
    /// The byte at which the image begins.
    pub image: usize,
    /// The attributes.
    pub attributes: Attributes,
    /// What is wrong with them.
    pub problems: Vec<AttributeProblem>,
}

/// Removes the blocks that stand right behind images among `tokens[start..]`. A block with an id at
/// the end of a run is that of the heading or item around the image, where `owner_takes_ids`.
pub fn take(
    source: &str,
    tokens: &mut Vec<Token<'_>>,
    start: usize,
    owner_takes_ids: bool,
) -> Vec<ImageBlock> {
    let mut found = Vec::new();
    let mut at = start;
    while let Some(token) = tokens.get(at) {
        at += 1;
        let is_image = matches!(token.kind, TokenKind::Event(Event::End(TagEnd::Image)));
        let Some(block) = is_image.then(|| block_at(source, token.range.end)).flatten() else {
            continue;
        };
        let is_inside =
            |token: &&Token<'_>| token.as_text().is_some() && token.range.start < block.end;
        let count = tokens[at..].iter().take_while(is_inside).count();
        let Some(last) = tokens[at..at + count].last().filter(|l| l.range.end >= block.end) else {
            continue;
        };
        let image = token.range.start;
        let (attributes, mut problems) = attributes::parse(source, block.clone());
        if attributes.id.is_some() && owner_takes_ids {
            continue;
        }
        problems.extend(meaningless(&attributes));
        let rest = last.slice(block.end, last.range.end).filter(|rest| !rest.range.is_empty());
        tokens.splice(at..at + count, rest);
        found.push(ImageBlock { image, attributes, problems });
    }
    found
}

/// The attribute block that begins at a byte.
fn block_at(source: &str, at: usize) -> Option<Range<usize>> {
    let rest = source.get(at..)?.lines().next()?;
    let mut is_quoted = false;
    let end = rest.strip_prefix('{')?.find(|c| {
        is_quoted ^= c == '"';
        c == '}' && !is_quoted
    })?;
    let block = rest.get(..end + 2)?;
    (attributes::find(block) == Some(0)).then(|| at..at + block.len())
}

/// The attributes that an image cannot have.
fn meaningless(attributes: &Attributes) -> Vec<AttributeProblem> {
    let hint = "an image takes `width` and `height` in pixels, an id and classes: \
                `{width=300 .wide}`";
    let problem = |message, span: &Range<usize>| AttributeProblem {
        message,
        hint: hint.to_owned(),
        span: span.clone(),
    };
    let mut problems = Vec::new();
    for (key, value) in &attributes.pairs {
        let name = &key.value;
        if !matches!(name.as_str(), "width" | "height") {
            problems.push(problem(format!("an image has no attribute `{name}`"), &key.span));
        } else if GivenSize::side(&value.value).is_none() {
            let message = format!("`{}` is no {name} in pixels", value.value);
            problems.push(problem(message, &value.span));
        }
    }
    let flags = attributes.flags.iter();
    problems
        .extend(flags.map(|flag| {
            problem(format!("an image has no attribute `{}`", flag.value), &flag.span)
        }));
    problems
}
