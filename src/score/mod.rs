//! How instruments are scored: what answers are worth, which readings they get, and the proof that
//! every score gets one.
//!
//! The same rules are written once more in the theme's `scripts/score.js`, which works them out in
//! the reader's browser; `tests/score.json` holds the two together. The principle: a reading is
//! decided by exactly the whole numbers that the reader sees. No fraction decides anything.
//!
//! **Measures.** The measures of an assessment are its dimensions, in points; those of an audit are
//! its columns, in percent of the total.
//!
//! - A dimension of `n` statements, `a` of them answered with points that sum to `s`, has
//!   `s × n ÷ a` points, rounded to whole points, halves up: a skipped statement is taken out and
//!   the rest scaled back to full points. With no statement answered it is *absent*.
//! - A column whose amounts sum to `s` has `100 × s ÷ t` percent of the total `t` of all amounts,
//!   rounded likewise, so that equal amounts are equal percents; their sum may miss 100 by a little.
//!   With nothing entered all columns are absent.
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
//! **Proof.** [`proof`] looks for a score without a band and for bands that no score reaches, with
//! every statement answered. What skipping changes: as rounding keeps each dimension within its
//! range, a score with skipped statements is one that could also be had without, and gets a band,
//! unless a whole dimension or a statement that a condition names was skipped. Then a site without
//! an `else` band may show no reading. Such scores alone also suffice for an `else` band to be
//! reached.

pub mod band;
pub mod condition;
pub mod data;
pub mod proof;
mod read;
pub mod tally;
mod token;

pub use band::{Band, Matching, Shown};
pub use condition::{Comparison, Name, Number, Truth, When};
pub use read::{Problem, Scope, is_reserved, read};

/// The most measures that an instrument may have.
pub const MEASURE_LIMIT: usize = 12;

/// An assessment or audit: what is measured, and the readings.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Instrument {
    /// What its measures are made of.
    pub kind: Kind,
    /// The dimensions of an assessment, the columns of an audit.
    pub measures: Vec<Measure>,
    /// Whether one band is shown or every one that applies.
    pub matching: Matching,
    /// The readings, in order.
    pub bands: Vec<Band>,
}

/// What the measures of an instrument are made of.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Statements that are answered on a scale.
    Assessment {
        /// The points of the first answer; each further one is worth one more.
        from: i64,
        /// How many answers there are to choose from.
        answers: usize,
        /// Whether a statement may be skipped.
        skip: bool,
        /// The chart that is drawn.
        chart: Option<Chart>,
    },
    /// Entries whose amounts are divided over columns.
    Audit {
        /// How many entries there are.
        entries: usize,
        /// How many points are divided over the columns of each entry; `None` for amounts of a unit.
        points: Option<i64>,
        /// The unit of the amounts; empty for points.
        unit: String,
    },
}

/// A chart of the measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Chart {
    /// Two dimensions as the sides of a square.
    TwoByTwo,
    /// A bar for each.
    Profile,
}

/// A dimension or a column.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Measure {
    /// Its id.
    pub id: String,
    /// Its label.
    pub label: String,
    /// The statements of a dimension; none in an audit. Conditions number the statements of all
    /// dimensions through, in this order.
    pub items: Vec<Item>,
}

/// A statement as far as scoring goes.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Item {
    /// Its id.
    pub id: String,
    /// Whether it is scored the other way round.
    pub reverse: bool,
}

impl Instrument {
    /// The statements of all dimensions, in order.
    pub fn items(&self) -> impl Iterator<Item = &Item> {
        self.measures.iter().flat_map(|measure| &measure.items)
    }

    /// The fewest and the most points or percents that a measure can have.
    pub fn range(&self, measure: usize) -> (i64, i64) {
        match self.kind {
            Kind::Assessment { from, answers, .. } => {
                let items = self.measures.get(measure).map_or(0, |m| m.items.len());
                let count = tally::integer(items);
                let most = from + tally::integer(answers.saturating_sub(1));
                (from * count, most * count)
            }
            Kind::Audit { .. } => (0, 100),
        }
    }

    /// The names that its conditions may use.
    pub fn scope(&self, each: bool) -> Scope<'_> {
        Scope {
            measures: self
                .measures
                .iter()
                .map(|measure| (measure.id.as_str(), measure.label.as_str()))
                .collect(),
            items: self.items().map(|item| item.id.as_str()).collect(),
            each,
        }
    }
}
