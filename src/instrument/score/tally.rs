//! [`ScoreTally`]: the points and percents of one reader, which conditions compare; and
//! [`matching_bands`]: which bands are shown for them.

use crate::instrument::score::condition::{BoolExpr, ConditionValues, When};
use crate::instrument::score::instrument::{InstrumentRules, Matching, ScoreBand};

/// The points or percents of an instrument for one reader; `None` is absent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ScoreTally {
    /// Points of the dimensions or percents of the columns.
    pub measures: Vec<Option<i64>>,
    /// Points of the statements; none in an audit.
    pub items: Vec<Option<i64>>,
}

/// A band that is shown for a score, and for which measures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BandMatch {
    /// The place of the band among the bands of the instrument.
    pub band: usize,
    /// The places of the measures for which the band applies, if it has `each`.
    pub measures: Vec<usize>,
}

/// The bands that are shown for a score, in order.
pub fn matching_bands(instrument: &InstrumentRules, tally: &ScoreTally) -> Vec<BandMatch> {
    if tally.measures.iter().all(Option::is_none) {
        return Vec::new();
    }
    let mut found = Vec::new();
    let mut else_band = None;
    for (at, band) in instrument.bands.iter().enumerate() {
        match (&band.when, instrument.matching) {
            (When::Else, Matching::First) => found.push(without_measures(at)),
            (When::Else, Matching::All) => else_band = else_band.or(Some(at)),
            (When::Holds(truth), _) => found.extend(match_band(at, band.each, truth, tally)),
        }
        if instrument.matching == Matching::First && !found.is_empty() {
            break;
        }
    }
    match else_band {
        Some(at) if found.is_empty() => vec![without_measures(at)],
        _ => found,
    }
}

/// Whether a band applies to a score, whatever others do; `else` always does.
pub fn applies(band: &ScoreBand, tally: &ScoreTally) -> bool {
    match &band.when {
        When::Else => true,
        When::Holds(truth) => match_band(0, band.each, truth, tally).is_some(),
    }
}

fn without_measures(band: usize) -> BandMatch {
    BandMatch { band, measures: Vec::new() }
}

/// A band with the measures for which it applies; `None` if it does not.
fn match_band(band: usize, each: bool, truth: &BoolExpr, tally: &ScoreTally) -> Option<BandMatch> {
    let holds = |score: Option<i64>| {
        let values = ConditionValues { measures: &tally.measures, items: &tally.items, score };
        truth.evaluate(&values) == Some(true)
    };
    if !each {
        return holds(None).then(|| without_measures(band));
    }
    let measures: Vec<usize> = (0..tally.measures.len())
        .filter(|at| tally.measures[*at].is_some() && holds(tally.measures[*at]))
        .collect();
    (!measures.is_empty()).then_some(BandMatch { band, measures })
}
