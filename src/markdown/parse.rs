//! [`parse_body`]: parses the body of a page and writes it as a document.

use std::borrow::Cow;
use std::cell::RefCell;

use crate::base::diagnostic::{Code, Diagnostic};
use crate::markdown::highlight::Highlighter;
use crate::markdown::ids::IdRegistry;
use crate::markdown::inline::brackets::{NoExtension, Syntax};
use crate::markdown::input::MarkdownInput;
use crate::markdown::notes::{NoteNumbers, number_notes};
use crate::markdown::parsed_body::ParsedBody;
use crate::markdown::read::colons;
use crate::markdown::read::reader::{Extensions, TokenReader};
use crate::markdown::report::Reporter;
use crate::markdown::sections::{TitleRule, decide_title};
use crate::markdown::settings::MarkdownSettings;
use crate::markdown::work::WorkBudget;
use crate::markdown::write::writer::{Extension, FeatureBlocks, MarkdownBody, OutputForm, Writer};

/// Parses the body of a page.
pub fn parse_body(
    input: &MarkdownInput<'_>,
    settings: &MarkdownSettings,
    highlighter: &Highlighter,
    extension: &dyn Extension,
) -> (MarkdownBody, Vec<Diagnostic>) {
    let work_budget = WorkBudget::new(settings.work_limit);
    let covered = colons::covered(input.text);
    let (mut parsed, reporter) = read_body(input, &covered, settings, &work_budget, extension);
    let title = decide_title(&parsed.tokens, input, extension.owns_headings(), &reporter);
    let notes = number_notes(&parsed, &reporter);
    let blocks = extension.find_blocks(&parsed, title.dropped.as_ref(), &reporter);
    let ids = std::mem::take(&mut parsed.ids);
    let form = OutputForm::Handbook { settings, highlighter, work_budget: &work_budget };
    let mut writer = Writer::new(&parsed, ids, &reporter, form, (extension, blocks));
    writer.body(&title, notes);
    if parsed.is_cut || writer.is_cut {
        reporter.error(Code::SlowPage, "this page is too much work to read", None, |d| {
            d.hint(
                "split the page, or shorten its longest code block, table, list or piece of HTML",
            )
        });
    }
    let body = writer.finish(title);
    extension.check_ids(&body.stable_ids, &reporter);
    (body, reporter.finish())
}

/// Converts Markdown without extensions to HTML as the CommonMark specification prints it. Uses the
/// reader and the writer of [`parse_body`], for conformance tests.
pub fn parse_commonmark(text: &str) -> String {
    let reporter = Reporter::silent();
    let definitions = RefCell::default();
    let mut reader = TokenReader::new(text, None, &definitions, &reporter, &NoExtension);
    reader.text(0..text.len());
    let (parsed, _) = reader.finish();
    let ids = IdRegistry::default();
    let extension = (&NoExtension as &dyn Extension, FeatureBlocks::default());
    let mut writer = Writer::new(&parsed, ids, &reporter, OutputForm::CommonMark, extension);
    writer.body(&TitleRule::default(), NoteNumbers::default());
    writer.finish(TitleRule::default()).document.html
}

/// Parses a body with every extension that the settings enable, and the bodies of its directives.
/// `covered` is its text for the parser. Returns what was found wrong too.
fn read_body<'a>(
    input: &MarkdownInput<'a>,
    covered: &'a Cow<'a, str>,
    settings: &MarkdownSettings,
    work_budget: &WorkBudget,
    syntax: &dyn Syntax,
) -> (ParsedBody<'a>, Reporter<'a>) {
    let extensions = Extensions::new(input.text, settings, work_budget, syntax);
    let definitions = RefCell::default();
    let read = || {
        let reporter = Reporter::new(input.path, input.text);
        let mut reader =
            TokenReader::new(input.text, Some(extensions), &definitions, &reporter, syntax)
                .with_covered(covered);
        reader.text(input.body.clone());
        let (parsed, undefined) = reader.finish();
        (parsed, undefined, reporter)
    };
    let (mut parsed, mut undefined, mut reporter) = read();
    // A label may be defined in the body of a directive below its use. That is known once all
    // texts were read, and takes a second reading.
    if undefined.is_any_defined(&definitions.borrow()) && !parsed.is_cut {
        (parsed, undefined, reporter) = read();
    }
    undefined.report(&definitions.borrow(), &reporter);
    (parsed, reporter)
}
