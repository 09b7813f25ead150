//! [`Quarters`]: the four fields of the chart of two dimensions, and the readings that they hold.

use std::collections::BTreeSet;

use crate::instrument::score::instrument::{Chart, InstrumentKind, InstrumentRules};
use crate::instrument::score::tally::matching_bands;
use crate::instrument::score::thresholds::Thresholds;
use crate::instrument::score::walk::ScoreWalk;

/// The four fields into which two lines divide the chart of two dimensions: left and right below,
/// left and right above.
#[derive(Debug, PartialEq, Eq)]
pub struct Quarters {
    /// The number from which each dimension lies beyond its line: that with which conditions
    /// compare it, or else the middle of its range.
    pub lines: [i64; 2],
    /// The band that names each field: that of all its scores, if there is one.
    pub bands: [Option<usize>; 4],
    /// The fields whose scores have several readings, or so many that not all were looked at.
    pub mixed: Vec<usize>,
}

/// How many scores are looked at.
const LIMIT: usize = 200_000;

/// The fields of the chart of an instrument; `None` if it has no such chart.
pub fn quarters(instrument: &InstrumentRules) -> Option<Quarters> {
    let InstrumentKind::Assessment { chart: Some(Chart::TwoByTwo), skip, .. } = instrument.kind
    else {
        return None;
    };
    if instrument.measures.len() != 2 {
        return None;
    }
    let lines = [0, 1].map(|measure| {
        let (least, most) = instrument.range(measure);
        let cut = Thresholds::of(instrument, measure).cut_score();
        cut.unwrap_or_else(|| (least + most).div_euclid(2) + 1)
    });
    let mut readings: [BTreeSet<Vec<usize>>; 4] = Default::default();
    let mut is_exact = true;
    for skips in [false, true].into_iter().filter(|skips| skip || !skips) {
        let walk = ScoreWalk::new(instrument, None, skips, &lines, LIMIT);
        is_exact &= walk.is_exact;
        walk.look_at_all(&mut |tally| {
            // A point has a place only with both numbers.
            if let [Some(across), Some(up)] = tally.measures[..] {
                let field = usize::from(across >= lines[0]) + 2 * usize::from(up >= lines[1]);
                let shown = matching_bands(instrument, tally);
                readings[field].insert(shown.iter().map(|shown| shown.band).collect());
            }
        });
    }
    let only =
        |of: &BTreeSet<Vec<usize>>| of.first().filter(|_| is_exact && of.len() == 1).cloned();
    let bands = readings.each_ref().map(|of| match only(of)?[..] {
        [band] => Some(band),
        _ => None,
    });
    let is_mixed = |field: &usize| {
        let is_empty = readings[*field].iter().all(Vec::is_empty);
        bands[*field].is_none() && !is_empty
    };
    Some(Quarters { lines, bands, mixed: (0..4).filter(is_mixed).collect() })
}
