//! How instruments are scored: what answers are worth, which readings they get, and the proof that
//! every score gets a reading.
//!
//! The theme's `scripts/score.js` follows these rules in the reader's browser, where alone answers
//! are counted; `tests/score.json` holds it to what is written here. The principle: a reading is
//! decided by exactly the whole numbers that the reader sees. No fraction decides anything.
//!
//! **Measures.** The measures of an assessment are its dimensions, in points; those of an audit are
//! its columns, in percent of the total.
//!
//! - A dimension of `n` statements, `a` of them answered with points that sum to `s`, has
//!   `s × n ÷ a` points, rounded to whole points, halves up: a skipped statement is taken out and
//!   the rest scaled back to full points. With no statement answered it is *absent*.
//! - A column whose amounts sum to `s` has `100 × s ÷ t` percent of the total `t` of all amounts,
//!   in whole numbers that add up to 100: what is cut off goes to the columns that lost most, of
//!   equal ones to the first. With nothing entered all columns are absent.
//! - A statement's id in a condition is its points as scored; skipped, it is absent.
//!
//! **Conditions.** Sums and differences with an absent part are absent; `min` and `max` leave
//! absent ones out. A comparison with an absent side is unknown. `and` is false if a part is false,
//! else unknown if a part is unknown; `or` is true if a part is true, else unknown if a part is
//! unknown; `not` leaves unknown as it is. Only a condition that is true holds.
//!
//! **Bands.** A band applies if its condition holds; one with `each = true` if its condition holds
//! for at least one measure as `score`. Under `match = "first"` the first that applies is shown,
//! under `"all"` every one; `else` applies where no other does. With every measure absent there is
//! no reading at all.
//!
//! **Proof.** [`crate::instrument::score::proof`] looks for a score without a band and for bands
//! that no score reaches, with every statement answered. What skipping changes: as rounding keeps
//! each dimension within its range, a score with skipped statements is one that could also be had
//! without, and gets a band, unless a whole dimension or a statement that a condition names was
//! skipped. Then a site without an `else` band may show no reading. Such scores alone also suffice
//! for an `else` band to be reached.

pub mod condition;
pub mod data;
pub mod instrument;
mod lexer;
mod parser;
pub mod proof;
pub mod quarters;
pub mod tally;
mod thresholds;
mod walk;

pub use crate::instrument::score::condition::{BoolExpr, CompareOp, NumberExpr, Variable, When};
pub use crate::instrument::score::instrument::{
    Chart, InstrumentKind, InstrumentRules, MEASURE_LIMIT, Measure, ScoredItem,
};
pub use crate::instrument::score::instrument::{Matching, ScoreBand};
pub use crate::instrument::score::lexer::ConditionError;
pub use crate::instrument::score::parser::parse_condition;
pub use crate::instrument::score::parser::{Scope, is_reserved};
pub use crate::instrument::score::tally::BandMatch;
