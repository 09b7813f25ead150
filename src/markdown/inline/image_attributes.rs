//! [`take`]: removes the attribute blocks that follow images, `![alt](file){width=300 .wide}`.

use std::ops::Range;

use pulldown_cmark::{Event, TagEnd};

use crate::base::diagnostic::boundary_at;
use crate::document::body::GivenSize;
use crate::markdown::attributes::{self, AttributeProblem, Attributes};
use crate::markdown::inline::text_span::replace;
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

/// The most bytes of a block, so that no line is searched for each of its images.
const LONGEST: usize = 2000;

/// The place at whose end an attribute block is that of the element around an image.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum OwnerBlock {
    /// A line, as in an item.
    Line,
    /// The whole run of text, as in a heading.
    Run,
    /// There is none.
    Nowhere,
}

/// Removes the blocks that stand right behind images among `tokens[start..]`. A block with an id and
/// without a size is that of the heading or item around the image if it is where such a block ends.
pub fn take(
    source: &str,
    tokens: &mut Vec<Token<'_>>,
    start: usize,
    mut owner_block: OwnerBlock,
) -> Vec<ImageBlock> {
    let end = tokens.last().map_or(0, |token| token.range.end);
    let (mut found, mut removed) = (Vec::new(), Vec::new());
    for (at, token) in tokens.iter().enumerate().skip(start) {
        let is_image = matches!(token.kind, TokenKind::Event(Event::End(TagEnd::Image)));
        let Some(block) = is_image.then(|| block_at(source, token.range.end)).flatten() else {
            continue;
        };
        let is_inside =
            |token: &&Token<'_>| token.as_text().is_some() && token.range.start < block.end;
        let last = tokens[at + 1..].iter().take_while(is_inside).last();
        if last.is_none_or(|last| last.range.end < block.end) {
            continue;
        }
        let (attributes, mut problems) = attributes::parse(source, block.clone());
        let rest = source.get(block.end..end).unwrap_or_default().trim_start_matches([' ', '\t']);
        let is_of_owner = match owner_block {
            OwnerBlock::Line => rest.is_empty() || rest.starts_with(['\n', '\r']),
            OwnerBlock::Run => rest.is_empty(),
            OwnerBlock::Nowhere => false,
        };
        if is_of_owner && attributes.id.is_some() && attributes.pairs.is_empty() {
            owner_block = OwnerBlock::Nowhere;
            continue;
        }
        problems.extend(meaningless(&attributes));
        found.push(ImageBlock { image: token.range.start, attributes, problems });
        removed.push((block, Vec::new()));
    }
    if !removed.is_empty() {
        let run = tokens.split_off(start);
        tokens.extend(replace(run, removed));
    }
    found
}

/// The attribute block that begins at a byte.
fn block_at(source: &str, at: usize) -> Option<Range<usize>> {
    let rest = source.get(at..).filter(|rest| rest.starts_with('{'))?;
    let rest = rest[..boundary_at(rest, LONGEST)].lines().next()?;
    let mut is_quoted = false;
    let end = rest.find(|c| {
        is_quoted ^= c == '"';
        c == '}' && !is_quoted
    })?;
    let block = &rest[..=end];
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
