//! Markdown to a [`Body`].
//!
//! Two steps, neither of them recursive, so that no depth of nesting can exhaust the stack:
//! [`read`] turns the parser's events into a flat list of [`node::Piece`]s, runs the [`inline`]
//! passes over each run of text, takes attribute blocks off and learns every id that the author
//! wrote; [`mod@write`] turns the list into HTML with slots.

mod clock;
mod ids;
mod inline;
mod node;
mod notes;
mod plan;
mod quotes;
mod raw_html;
mod read;
mod report;
mod title;
mod words;
mod write;

use std::ops::Range;
use std::sync::Arc;

use crate::base::diagnostic::{Code, Diagnostic};
use crate::base::paths::{Anchor, SourcePath};

use super::Settings;
use super::document::{Document, Heading, Located};
use super::front_matter::FrontMatter;
use super::highlight::Highlighter;
use super::identity::Identity;
use super::structure::Structures;

use clock::Clock;
use report::Reports;
use write::{Form, Writer};

/// How many characters of the first paragraph are kept as the lead, at the end of a word.
pub const LEAD_LIMIT: usize = 200;

/// What is read.
#[derive(Clone, Debug)]
pub struct Input<'a> {
    /// The file, for messages.
    pub path: &'a SourcePath,
    /// Its whole text; spans are bytes of it.
    pub text: &'a Arc<str>,
    /// The bytes of the body.
    pub body: Range<usize>,
    /// The front matter.
    pub front: &'a FrontMatter,
}

/// A body, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Body {
    /// The HTML with its unresolved references.
    pub document: Document<Located>,
    /// The text of the first `#` heading.
    pub title: Option<String>,
    /// What it holds besides prose.
    pub structures: Structures<Located>,
    /// The headings, without the one that is the title.
    pub headings: Vec<Heading>,
    /// Every id that is not a heading's.
    pub anchors: Vec<Anchor>,
    /// What has an id that must last, in the order of the text.
    pub identities: Vec<Identity>,
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
    let clock = Clock::start(settings.time_budget);
    let reports = Reports::new(input.path, input.text);
    let mut reading = read::read(input, ids::Ids::default(), settings, &clock, &reports);
    let title = title::decide(&reading.pieces, input, &reports);
    let notes = notes::plan(&reading, title.dropped.as_ref(), &reports);
    let cuts = plan::plan(&reading, title.dropped.as_ref(), input.front, &reports);
    let ids = std::mem::take(&mut reading.ids);
    let lead = std::mem::take(&mut reading.lead);
    let mut writer = Writer::new(
        &reading,
        ids,
        &reports,
        Form::Handbook {
            settings,
            highlighter,
            clock: &clock,
        },
    )
    .with_cuts(cuts)
    .with_sources(input.front.sources.is_some());
    writer.body(title.dropped.as_ref(), title.shift, &notes);
    let out = writer.finish();
    if reading.cut || out.cut {
        reports.error(
            Code::SlowPage,
            "this page takes longer to read than its time budget",
            None,
            |d| {
                d.hint(format!(
                    "it was left out after {:.1} seconds; split it, or shorten its longest code block, table or list",
                    settings.time_budget.as_secs_f64()
                ))
            },
        );
    }
    write::lasting::warn(&out.identities, &reports);
    let body = Body {
        document: out.document,
        structures: out.structures,
        title: title.text,
        headings: out.headings,
        anchors: out.anchors,
        identities: out.identities,
        word_count: out.words,
        lead,
    };
    (body, reports.finish())
}

/// Turns Markdown without any extension into HTML with the plain forms of the CommonMark
/// specification: the same reader and the same writer as [`parse`], for conformance tests.
pub fn parse_commonmark(text: &str) -> String {
    let reading = read::read_commonmark(text);
    let reports = Reports::none();
    let mut writer = Writer::new(&reading, ids::Ids::default(), &reports, Form::CommonMark);
    writer.body(None, false, &notes::Plan::default());
    writer.finish().document.html
}
