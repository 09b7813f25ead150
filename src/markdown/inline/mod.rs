//! Passes over the tokens of one run of text: what CommonMark has no syntax for.
//!
//! A pass takes the tokens of a run and gives the tokens that take their place; it sees the
//! source, because smart punctuation has already changed the text of the tokens. Passes are
//! independent of each other and run in the order of [`apply`].

pub mod attribute_block;
mod autolink;
pub mod brackets;
mod mark;
mod text_span;
mod undefined_note;

use crate::markdown::report::Reporter;
use crate::markdown::token::Token;

use crate::markdown::inline::brackets::Syntax;

use crate::markdown::inline::text_span::source_of;
pub use crate::markdown::inline::undefined_note::UndefinedNote;

/// Which passes a text can need at all, found by one look at the whole of it.
#[derive(Clone, Copy, Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "one for each pass, not options"
)]
pub struct NeededPasses {
    marks: bool,
    autolinks: bool,
    notes: bool,
    roles: bool,
}

impl NeededPasses {
    /// What the signs in `text` ask for.
    pub fn of(text: &str, syntax: &dyn Syntax) -> Self {
        Self {
            marks: text.contains(mark::DELIMITER),
            autolinks: autolink::may_hold(text),
            notes: text.contains(undefined_note::OPENING),
            roles: syntax.may_hold_role(text),
        }
    }
}

/// What the passes know of a run besides its tokens.
#[derive(Clone, Copy)]
pub struct TextRun<'r> {
    /// Which passes there are.
    pub needs: NeededPasses,
    /// Whether a button may stand in it: it is no heading, no label and no term.
    pub may_hold_button: bool,
    /// What is wrong goes here.
    pub reports: &'r Reporter<'r>,
    /// The roles that there are.
    pub syntax: &'r dyn Syntax,
}

/// Runs all passes over `tokens[start..]`, one run of text.
pub fn apply<'a>(
    source: &'a str,
    tokens: &mut Vec<Token<'a>>,
    start: usize,
    run: TextRun<'_>,
    undefined: &mut Vec<UndefinedNote>,
) {
    let needs = run.needs;
    let Some(text) = source_of(source, &tokens[start..]) else {
        return;
    };
    if needs.notes && text.contains(undefined_note::OPENING) {
        undefined_note::collect(source, &tokens[start..], undefined);
    }
    if needs.roles && run.syntax.may_hold_role(text) {
        replace(tokens, start, |tokens| {
            brackets::apply(source, tokens, run.may_hold_button, run.reports, run.syntax)
        });
    }
    if needs.autolinks && autolink::may_hold(text) {
        replace(tokens, start, |run| autolink::apply(source, &run));
    }
    if needs.marks && text.contains(mark::DELIMITER) {
        replace(tokens, start, |run| mark::apply(source, run));
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
