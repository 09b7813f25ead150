//! Passes over the pieces of one run of text: what CommonMark has no syntax for.
//!
//! A pass takes the pieces of a run and gives the pieces that take their place; it sees the
//! source, because smart punctuation has already changed the text of the pieces. Passes are
//! independent of each other and run in the order of [`apply`].

pub mod attribute_block;
mod autolink;
pub mod brackets;
mod mark;
mod span;
mod undefined_note;

use crate::markdown::node::Piece;
use crate::markdown::report::Reports;

use crate::markdown::inline::brackets::Syntax;

use crate::markdown::inline::span::source_of;
pub use crate::markdown::inline::undefined_note::UndefinedNote;

/// Which passes a text can need at all, found by one look at the whole of it.
#[derive(Clone, Copy, Debug)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "one for each pass, not options"
)]
pub struct Needs {
    marks: bool,
    autolinks: bool,
    notes: bool,
    roles: bool,
}

impl Needs {
    /// What the signs in `text` ask for.
    pub fn of(text: &str, syntax: &dyn Syntax) -> Self {
        Self {
            marks: text.contains(mark::SIGN),
            autolinks: autolink::may_hold(text),
            notes: text.contains(undefined_note::SIGN),
            roles: syntax.may_hold_role(text),
        }
    }
}

/// What the passes know of a run besides its pieces.
#[derive(Clone, Copy)]
pub struct Run<'r> {
    /// Which passes there are.
    pub needs: Needs,
    /// Whether a button may stand in it: it is no heading, no label and no term.
    pub may_hold_button: bool,
    /// What is wrong goes here.
    pub reports: &'r Reports<'r>,
    /// The roles that there are.
    pub syntax: &'r dyn Syntax,
}

/// Runs all passes over `pieces[start..]`, one run of text.
pub fn apply<'a>(
    source: &'a str,
    pieces: &mut Vec<Piece<'a>>,
    start: usize,
    run: Run<'_>,
    undefined: &mut Vec<UndefinedNote>,
) {
    let needs = run.needs;
    let Some(text) = source_of(source, &pieces[start..]) else {
        return;
    };
    if needs.notes && text.contains(undefined_note::SIGN) {
        undefined_note::collect(source, &pieces[start..], undefined);
    }
    if needs.roles && run.syntax.may_hold_role(text) {
        replace(pieces, start, |pieces| {
            brackets::apply(source, pieces, run.may_hold_button, run.reports, run.syntax)
        });
    }
    if needs.autolinks && autolink::may_hold(text) {
        replace(pieces, start, |run| autolink::apply(source, &run));
    }
    if needs.marks && text.contains(mark::SIGN) {
        replace(pieces, start, |run| mark::apply(source, run));
    }
}

fn replace<'a>(
    pieces: &mut Vec<Piece<'a>>,
    start: usize,
    pass: impl FnOnce(Vec<Piece<'a>>) -> Vec<Piece<'a>>,
) {
    let run = pieces.split_off(start);
    pieces.extend(pass(run));
}
