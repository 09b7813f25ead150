//! [`Band`]: a reading for some scores, and which bands are shown for a score.

use super::Instrument;
use super::condition::{Truth, Values, When};
use super::tally::Tally;

/// A reading for some scores.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Band {
    /// Its id.
    pub id: String,
    /// Whether `when` is applied to every measure in turn, as `score`.
    pub each: bool,
    /// Whom it is for.
    pub when: When,
}

/// How many bands are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Matching {
    /// The first that applies.
    #[default]
    First,
    /// Every one that applies.
    All,
}

impl Matching {
    /// As it is written.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::First => "first",
            Self::All => "all",
        }
    }
}

/// A band that is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shown {
    /// Its place among the bands.
    pub band: usize,
    /// The measures for which it applies, if it has `each`.
    pub measures: Vec<usize>,
}

/// The bands that are shown for a score.
pub fn shown(instrument: &Instrument, tally: &Tally) -> Vec<Shown> {
    if tally.measures.iter().all(Option::is_none) {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut otherwise = None;
    for (at, band) in instrument.bands.iter().enumerate() {
        match (&band.when, instrument.matching) {
            (When::Else, Matching::First) => found.push(plain(at)),
            (When::Else, Matching::All) => otherwise = otherwise.or(Some(at)),
            (When::Holds(truth), _) => found.extend(applied(at, band.each, truth, tally)),
        }
        if instrument.matching == Matching::First && !found.is_empty() {
            break;
        }
    }
    match otherwise {
        Some(at) if found.is_empty() => vec![plain(at)],
        _ => found,
    }
}

fn plain(band: usize) -> Shown {
    Shown {
        band,
        measures: Vec::new(),
    }
}

/// The band if it applies.
fn applied(band: usize, each: bool, truth: &Truth, tally: &Tally) -> Option<Shown> {
    let holds = |score: Option<i64>| {
        let values = Values {
            measures: &tally.measures,
            items: &tally.items,
            score,
        };
        truth.holds(&values) == Some(true)
    };
    if !each {
        return holds(None).then(|| plain(band));
    }
    let measures: Vec<usize> = (0..tally.measures.len())
        .filter(|at| tally.measures[*at].is_some() && holds(tally.measures[*at]))
        .collect();
    (!measures.is_empty()).then_some(Shown { band, measures })
}
