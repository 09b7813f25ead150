//! [`parse_body`]: parses the body of a page and writes it as a document.

use crate::base::diagnostic::{Code, Diagnostic};
use crate::base::paths::Anchor;
use crate::document::body::{Document, Heading, Located};
use crate::document::stable_id::StableId;
use crate::markdown::highlight::Highlighter;
use crate::markdown::ids::IdRegistry;
use crate::markdown::inline::brackets::NoExtension;
use crate::markdown::input::MarkdownInput;
use crate::markdown::notes::{NoteNumbers, number_notes};
use crate::markdown::read::body::{read_body, read_commonmark};
use crate::markdown::report::Reporter;
use crate::markdown::settings::MarkdownSettings;
use crate::markdown::time_budget::TimeBudget;
use crate::markdown::title;
use crate::markdown::write::writer::{Extension, OutputForm, Writer};

/// A body, parsed and written as a document.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarkdownBody {
    /// The HTML with unresolved references.
    pub document: Document<Located>,
    /// The plain text of the `#` heading that is the title; `None` if the front matter has a title
    /// or there is no such heading.
    pub title: Option<String>,
    /// The headings of the body, without the one that is the title.
    pub headings: Vec<Heading>,
    /// The ids of everything but headings.
    pub anchors: Vec<Anchor>,
    /// The parts with stable ids, in source order.
    pub stable_ids: Vec<StableId>,
    /// The number of words in the body.
    pub word_count: usize,
    /// The plain text of the first paragraph, shortened.
    pub first_paragraph: String,
}

/// Parses the body of a page.
pub fn parse_body(
    input: &MarkdownInput<'_>,
    settings: &MarkdownSettings,
    highlighter: &Highlighter,
    extension: &dyn Extension,
) -> (MarkdownBody, Vec<Diagnostic>) {
    let time_budget = TimeBudget::start(settings.time_budget);
    let reporter = Reporter::new(input.path, input.text);
    let mut parsed =
        read_body(input, IdRegistry::default(), settings, &time_budget, &reporter, extension);
    let title = title::decide(&parsed.tokens, input, &reporter);
    let notes = number_notes(&parsed, title.dropped.as_ref(), &reporter);
    let blocks = extension.find_blocks(&parsed, title.dropped.as_ref(), &reporter);
    let ids = std::mem::take(&mut parsed.ids);
    let first_paragraph = std::mem::take(&mut parsed.first_paragraph);
    let mut writer = Writer::new(
        &parsed,
        ids,
        &reporter,
        OutputForm::Handbook { settings, highlighter, time_budget: &time_budget },
        extension,
    )
    .with_blocks(blocks);
    writer.body(title.dropped.as_ref(), title.shift, &notes, |writer| {
        extension.write_end(writer);
    });
    let out = writer.finish();
    if parsed.timed_out || out.timed_out {
        reporter.error(
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
    extension.check_ids(&out.stable_ids, &reporter);
    let body = MarkdownBody {
        document: out.document,
        title: title.text,
        headings: out.headings,
        anchors: out.anchors,
        stable_ids: out.stable_ids,
        word_count: out.word_count,
        first_paragraph,
    };
    (body, reporter.finish())
}

/// Converts Markdown without extensions to HTML as the CommonMark specification prints it. Uses the
/// reader and the writer of [`parse_body`], for conformance tests.
pub fn parse_commonmark(text: &str) -> String {
    let parsed = read_commonmark(text);
    let reporter = Reporter::silent();
    let ids = IdRegistry::default();
    let mut writer = Writer::new(&parsed, ids, &reporter, OutputForm::CommonMark, &NoExtension);
    writer.body(None, false, &NoteNumbers::default(), |_| {});
    writer.finish().document.html
}
