//! [`read_body`]: parses Markdown into a [`ParsedBody`].

use std::cell::RefCell;
use std::ops::Range;

use pulldown_cmark::{BrokenLink, CowStr, LinkType, Options, Parser};

use crate::base::diagnostic::Code;
use crate::base::suggest::nearest;
use crate::markdown::ids::IdRegistry;
use crate::markdown::inline::brackets::{NoExtension, Syntax};
use crate::markdown::inline::undefined_note::UndefinedNote;
use crate::markdown::input::MarkdownInput;
use crate::markdown::parsed_body::{NoteDefinition, ParsedBody};
use crate::markdown::quotes::Quotes;
use crate::markdown::report::Reporter;
use crate::markdown::settings::MarkdownSettings;
use crate::markdown::time_budget::{CHECK_INTERVAL, TimeBudget};

use crate::markdown::read::reader::TokenReader;

/// Parses a body with every extension that the settings enable. `ids` are taken already.
pub fn read_body<'a>(
    input: &MarkdownInput<'a>,
    ids: IdRegistry,
    settings: &MarkdownSettings,
    time_budget: &TimeBudget,
    reporter: &Reporter<'_>,
    syntax: &dyn Syntax,
) -> ParsedBody<'a> {
    let source: &'a str = input.text;
    let body_start = input.body.start;
    let Some(body) = source.get(input.body.clone()) else {
        return ParsedBody::default();
    };
    let mut options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_GFM
        | Options::ENABLE_DEFINITION_LIST;
    options.set(Options::ENABLE_SMART_PUNCTUATION, settings.markdown.smart_punctuation);
    let broken: RefCell<Vec<BrokenReference>> = RefCell::default();
    let on_broken = |link: BrokenLink<'a>| -> Option<(CowStr<'a>, CowStr<'a>)> {
        // A label alone in brackets is text; with a second pair of brackets it is meant as a link.
        // A role may follow brackets, or another role.
        let is_role =
            link.link_type == LinkType::Reference && syntax.is_role_label(&link.reference);
        if matches!(link.link_type, LinkType::Reference | LinkType::Collapsed) && !is_role {
            let mut span = link.span;
            if link.link_type == LinkType::Collapsed && body[span.end..].starts_with("[]") {
                span.end += 2;
            }
            broken.borrow_mut().push(BrokenReference {
                label: link.reference.into_string(),
                span: span.start + body_start..span.end + body_start,
            });
        }
        None
    };
    let parser = Parser::new_with_broken_link_callback(body, options, Some(on_broken));
    let mut events = parser.into_offset_iter();
    let mut reader = TokenReader::new(source, ids, settings.markdown.raw_html, reporter, syntax);
    let mut quotes = Quotes::new(&settings.strings.quotes);
    let mut count = 0usize;
    // The parser finds all blocks when it is created: a long body may have used up its time by now.
    let mut timed_out = time_budget.is_used_up() && body.len() > 64 * CHECK_INTERVAL;
    while !timed_out && let Some((event, range)) = events.next() {
        let event = quotes.localise(event, &body[range.start..]);
        reader.event(event, range.start + body_start..range.end + body_start);
        count += 1;
        timed_out = count.is_multiple_of(CHECK_INTERVAL) && time_budget.is_used_up();
    }
    let (mut parsed, undefined) = reader.finish();
    parsed.timed_out = timed_out;
    let broken = broken.take();
    if !broken.is_empty() {
        let definitions = events.reference_definitions();
        let labels: Vec<&str> = definitions.iter().map(|(label, _)| label).collect();
        report_broken_references(&broken, &labels, reporter);
    }
    report_undefined_notes(&undefined, &parsed.notes, reporter);
    parsed
}

/// Parses Markdown without extensions.
pub fn read_commonmark(text: &str) -> ParsedBody<'_> {
    let reporter = Reporter::silent();
    let mut reader = TokenReader::without_extensions(text, &reporter, &NoExtension);
    for (event, range) in Parser::new_ext(text, Options::empty()).into_offset_iter() {
        reader.event(event, range);
    }
    reader.finish().0
}

/// A reference link without a definition.
struct BrokenReference {
    label: String,
    span: Range<usize>,
}

fn report_broken_references(broken: &[BrokenReference], labels: &[&str], reporter: &Reporter<'_>) {
    for BrokenReference { label, span } in broken {
        reporter.error(
            Code::BrokenReference,
            format!("the reference `[{label}]` is not defined"),
            Some(span.clone()),
            |d| {
                d.did_you_mean(nearest(label, labels.iter().copied()))
                    .hint(format!(
                        "define it on a line of its own: `[{label}]: address`, or write `\\[` where no link is meant"
                    ))
            },
        );
    }
}

fn report_undefined_notes(
    undefined: &[UndefinedNote],
    notes: &[NoteDefinition],
    reporter: &Reporter<'_>,
) {
    for UndefinedNote { label, span } in undefined {
        reporter.error(
            Code::UndefinedFootnote,
            format!("the footnote `{label}` is not defined"),
            Some(span.clone()),
            |d| {
                let labels = notes.iter().map(|note| note.label.as_str());
                d.did_you_mean(nearest(label, labels)).hint(format!(
                    "define it at the start of a line: `[^{label}]: text`, or write `\\[^` where no note is meant"
                ))
            },
        );
    }
}
