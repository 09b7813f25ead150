//! [`read_body`]: parses Markdown into a [`ParsedBody`].

use std::cell::RefCell;

use crate::markdown::definitions::Definitions;
use crate::markdown::inline::brackets::{NoExtension, Syntax};
use crate::markdown::input::MarkdownInput;
use crate::markdown::parsed_body::ParsedBody;
use crate::markdown::read::reader::{Extensions, TokenReader};
use crate::markdown::report::Reporter;
use crate::markdown::settings::MarkdownSettings;
use crate::markdown::time_budget::TimeBudget;

/// Parses a body with every extension that the settings enable, and the bodies of its directives.
/// Returns what was found wrong too.
pub fn read_body<'a>(
    input: &MarkdownInput<'a>,
    settings: &MarkdownSettings,
    time_budget: &TimeBudget,
    syntax: &dyn Syntax,
) -> (ParsedBody<'a>, Reporter<'a>) {
    let extensions = Extensions::new(input.text, settings, time_budget, syntax);
    let definitions = RefCell::default();
    let read = || {
        let reporter = Reporter::new(input.path, input.text);
        let mut reader =
            TokenReader::new(input.text, Some(extensions), &definitions, &reporter, syntax);
        reader.text(input.body.clone());
        let (parsed, undefined) = reader.finish();
        (parsed, undefined, reporter)
    };
    let (mut parsed, mut undefined, mut reporter) = read();
    // A label may be defined in the body of a directive below its use. That is known once all
    // texts were read, and takes a second reading.
    if undefined.is_any_defined(&definitions.borrow()) && !parsed.timed_out {
        (parsed, undefined, reporter) = read();
    }
    undefined.report(&definitions.borrow(), &reporter);
    (parsed, reporter)
}

/// Parses Markdown without extensions.
pub fn read_commonmark(text: &str) -> ParsedBody<'_> {
    let reporter = Reporter::silent();
    let definitions = RefCell::new(Definitions::default());
    let mut reader = TokenReader::new(text, None, &definitions, &reporter, &NoExtension);
    reader.text(0..text.len());
    reader.finish().0
}
