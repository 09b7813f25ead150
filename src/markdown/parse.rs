//! [`parse_body`]: parses the body of a page and writes it as a document.

use crate::base::diagnostic::{Code, Diagnostic};
use crate::markdown::highlight::Highlighter;
use crate::markdown::ids::IdRegistry;
use crate::markdown::inline::brackets::NoExtension;
use crate::markdown::input::MarkdownInput;
use crate::markdown::notes::{NoteNumbers, number_notes};
use crate::markdown::read::body::{read_body, read_commonmark};
use crate::markdown::report::Reporter;
use crate::markdown::settings::MarkdownSettings;
use crate::markdown::time_budget::TimeBudget;
use crate::markdown::title::{self, TitleRule};
use crate::markdown::write::writer::{Extension, FeatureBlocks, MarkdownBody, OutputForm, Writer};

/// Parses the body of a page.
pub fn parse_body(
    input: &MarkdownInput<'_>,
    settings: &MarkdownSettings,
    highlighter: &Highlighter,
    extension: &dyn Extension,
) -> (MarkdownBody, Vec<Diagnostic>) {
    let time_budget = TimeBudget::start(settings.time_budget);
    let (mut parsed, reporter) = read_body(input, settings, &time_budget, extension);
    let title = title::decide(&parsed.tokens, input, &reporter);
    let notes = number_notes(&parsed, title.dropped.as_ref(), &reporter);
    let blocks = extension.find_blocks(&parsed, title.dropped.as_ref(), &reporter);
    let ids = std::mem::take(&mut parsed.ids);
    let form = OutputForm::Handbook { settings, highlighter, time_budget: &time_budget };
    let mut writer = Writer::new(&parsed, ids, &reporter, form, (extension, blocks));
    writer.body(&title, &notes);
    if parsed.timed_out || writer.timed_out {
        reporter.error(Code::SlowPage, "this page takes too long to read", None, |d| {
            d.hint(format!(
                "reading stopped after {:.1} seconds; split the page, or shorten its longest \
                 code block, table or list",
                settings.time_budget.as_secs_f64()
            ))
        });
    }
    let body = writer.finish(title);
    extension.check_ids(&body.stable_ids, &reporter);
    (body, reporter.finish())
}

/// Converts Markdown without extensions to HTML as the CommonMark specification prints it. Uses the
/// reader and the writer of [`parse_body`], for conformance tests.
pub fn parse_commonmark(text: &str) -> String {
    let parsed = read_commonmark(text);
    let reporter = Reporter::silent();
    let ids = IdRegistry::default();
    let extension = (&NoExtension as &dyn Extension, FeatureBlocks::default());
    let mut writer = Writer::new(&parsed, ids, &reporter, OutputForm::CommonMark, extension);
    writer.body(&TitleRule::default(), &NoteNumbers::default());
    writer.finish(TitleRule::default()).document.html
}
