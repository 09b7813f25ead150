//! [`shown_bands`]: which bands are shown for a score.

use crate::instrument::score::band::Matching;
use crate::instrument::score::condition::{ConditionValues, Truth, When};
use crate::instrument::score::instrument::InstrumentRules;
use crate::instrument::score::tally::ScoreTally;

/// A band that is shown for a score.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ShownBand {
    /// Its place among the bands of the instrument.
    pub band: usize,
    /// The measures for which it applies, if it has `each`.
    pub measures: Vec<usize>,
}

/// The bands that are shown for a score.
pub fn shown_bands(instrument: &InstrumentRules, tally: &ScoreTally) -> Vec<ShownBand> {
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

fn plain(band: usize) -> ShownBand {
    ShownBand {
        band,
        measures: Vec::new(),
    }
}

/// A band with the measures for which it applies; `None` if it does not.
fn applied(band: usize, each: bool, truth: &Truth, tally: &ScoreTally) -> Option<ShownBand> {
    let holds = |score: Option<i64>| {
        let values = ConditionValues {
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
    (!measures.is_empty()).then_some(ShownBand { band, measures })
}
