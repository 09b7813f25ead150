//! Markdown to a [`Body`].

use std::sync::Arc;

use crate::base::diagnostic::Diagnostic;
use crate::base::paths::{Anchor, SourcePath};

use super::Settings;
use super::document::{Document, LinkRef};
use super::highlight::Highlighter;
use super::page::Heading;

/// How many characters of the first paragraph are kept as the lead, at the end of a word.
pub const LEAD_LIMIT: usize = 200;

/// What is read.
#[derive(Clone, Copy, Debug)]
pub struct Input<'a> {
    /// The file, for messages.
    pub path: &'a SourcePath,
    /// Its whole text; spans are bytes of it.
    pub text: &'a Arc<str>,
    /// Where the body begins.
    pub body_start: usize,
    /// The title of the front matter.
    pub title: Option<&'a str>,
}

/// A body, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Body {
    /// The HTML with its unresolved references.
    pub document: Document<LinkRef>,
    /// The text of the first `#` heading.
    pub title: Option<String>,
    /// The headings, without the one that is the title.
    pub headings: Vec<Heading>,
    /// Every id that is not a heading's.
    pub anchors: Vec<Anchor>,
    /// The number of words.
    pub word_count: usize,
    /// The plain text of the first paragraph, shortened.
    pub lead: String,
}

/// Reads the body of a page.
pub fn parse(
    input: &Input<'_>,
    settings: &Settings,
    highlighter: &Highlighter,
) -> (Body, Vec<Diagnostic>) {
    let _ = (input, settings, highlighter);
    unreachable!("written by the Markdown stage")
}
