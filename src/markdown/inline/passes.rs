//! [`apply`]: applies the inline passes that a run of text needs.

use crate::markdown::foreign;
use crate::markdown::inline::brackets::{self, Syntax};
use crate::markdown::inline::text_span::source_of;
use crate::markdown::inline::{autolink, mark, note};
use crate::markdown::notes::{Definitions, UndefinedLabel};
use crate::markdown::raw_html::RawCode;
use crate::markdown::report::Reporter;
use crate::markdown::token::Token;

/// The passes that a text may need, from one scan of the whole text.
#[derive(Clone, Copy, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "one for each pass, not options")]
pub struct NeededPasses {
    marks: bool,
    autolinks: bool,
    notes: bool,
    /// Roles, the references of features.
    pub roles: bool,
    /// What is only text here and means something to another tool.
    pub leftovers: bool,
    /// Marks of emphasis.
    pub emphasis: bool,
}

impl NeededPasses {
    /// The passes whose syntax may occur in `text`.
    pub fn of(text: &str, syntax: &dyn Syntax) -> Self {
        Self {
            marks: text.contains(mark::DELIMITER),
            autolinks: autolink::may_hold(text),
            notes: text.contains(note::OPENING),
            roles: syntax.may_hold_role(text),
            leftovers: foreign::may_hold(text) || text.contains(['}', '|']),
            emphasis: text.contains('*'),
        }
    }
}

/// The properties of a run of text that passes depend on, besides its tokens.
#[derive(Clone, Copy)]
pub struct TextRun<'r> {
    /// The passes that the text may need.
    pub needs: NeededPasses,
    /// Whether roles in the run may become buttons: it is no heading, label or term.
    pub may_hold_button: bool,
    /// The reporter that collects the diagnostics of the page.
    pub reporter: &'r Reporter<'r>,
    /// The syntax of roles.
    pub syntax: &'r dyn Syntax,
    /// The raw HTML that shows code.
    pub raw_code: &'r RawCode,
    /// The definitions of all texts of the page.
    pub definitions: &'r Definitions,
}

/// Applies the passes to the run of text in `tokens[start..]`. Adds references to notes without a
/// definition to `undefined`.
pub fn apply<'a>(
    source: &'a str,
    tokens: &mut Vec<Token<'a>>,
    start: usize,
    run: TextRun<'_>,
    undefined: &mut Vec<UndefinedLabel>,
) {
    let needs = run.needs;
    let Some(text) = source_of(source, &tokens[start..]) else {
        return;
    };
    if needs.notes && text.contains(note::OPENING) {
        replace(tokens, start, |tokens| {
            note::apply(source, tokens, run.raw_code, run.definitions, undefined)
        });
    }
    if needs.roles && run.syntax.may_hold_role(text) {
        replace(tokens, start, |tokens| {
            let TextRun { raw_code, may_hold_button, reporter, syntax, .. } = run;
            brackets::apply(source, tokens, raw_code, may_hold_button, reporter, syntax)
        });
    }
    if needs.autolinks && autolink::may_hold(text) {
        replace(tokens, start, |run| autolink::apply(source, run));
    }
    if needs.marks && text.contains(mark::DELIMITER) {
        replace(tokens, start, |tokens| mark::apply(source, tokens, run.raw_code));
    }
}

fn replace<'a>(
    tokens: &mut Vec<Token<'a>>,
    start: usize,
    pass: impl FnOnce(Vec<Token<'a>>) -> Vec<Token<'a>>,
) {
    let run = tokens.split_off(start);
    tokens.extend(pass(run));
}
