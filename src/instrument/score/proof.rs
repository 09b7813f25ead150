//! [`prove`]: the proof that every score gets a band and that every band is reached, with an example
//! where that fails.
//!
//! The proof looks at scores: it asks of each which bands are shown. Numbers between two of those
//! with which conditions compare a measure are all alike, so that one of them is enough; only of a
//! measure that is part of a sum or a difference each number counts; if all conditions are about
//! one sum, one score for each of its numbers. Where scores are too many, some are left out, which
//! proves what the others show and nothing else.
//!
//! The points of a dimension are any whole number in its range, whatever the others are; the points
//! of a statement that a condition names are one part of its dimension's, the rest another. The
//! percents of an audit are any that add up to 100; with few points to divide, those that some
//! division of them gives, unless there are too many divisions to look at each.

use std::collections::BTreeSet;

use crate::instrument::score::condition::When;
use crate::instrument::score::instrument::{InstrumentKind, InstrumentRules, integer};
use crate::instrument::score::tally::{ScoreTally, applies, matching_bands};
use crate::instrument::score::walk::{ScoreWalk, count_divisions, look_at_divisions};

/// A score as an example: the ids of measures and statements with their numbers.
pub type Score = Vec<(String, i64)>;

/// A mistake in the bands of an instrument, or a proof that would take too long.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// No band applies to this score.
    Uncovered(Score),
    /// No score meets the condition of a band.
    Unsatisfiable {
        /// The place of the band in the instrument.
        band: usize,
    },
    /// No score reaches a band, since wherever its condition holds an earlier band applies.
    Shadowed {
        /// The place of the band in the instrument.
        band: usize,
        /// The place of the earlier band that applies to `score`.
        by: usize,
        /// An example of a score that meets the conditions of both bands.
        score: Score,
    },
    /// It would take too long to find out whether every score gets a band (`None`), or whether the
    /// band at a place is reached.
    Unproven(Option<usize>),
}

/// How many scores are looked at: first some that are far apart, which is mostly enough.
const LIMITS: [usize; 2] = [2_000, 200_000];

/// All mistakes in the bands of an instrument.
pub fn prove(instrument: &InstrumentRules) -> Vec<Finding> {
    let is_else = |at: usize| instrument.bands[at].when == When::Else;
    let bands = 0..instrument.bands.len();
    let has_else = bands.clone().any(is_else);
    let mut seen = SeenBands::default();
    let is_exact = look(instrument, false, &mut seen);
    let mut is_else_exact = is_exact;
    if matches!(instrument.kind, InstrumentKind::Assessment { skip: true, .. })
        && bands.clone().any(|at| is_else(at) && !seen.reached.contains(&at))
    {
        is_else_exact &= look(instrument, true, &mut seen);
    }
    let mut findings = Vec::new();
    match &seen.uncovered {
        _ if has_else => {}
        Some(tally) => findings.push(Finding::Uncovered(example(instrument, tally))),
        None if is_exact => {}
        None => findings.push(Finding::Unproven(None)),
    }
    for band in bands.filter(|band| !seen.reached.contains(band)) {
        let is_exact = if is_else(band) { is_else_exact } else { is_exact };
        findings.push(match seen.hidden.iter().find(|(hidden, ..)| *hidden == band) {
            _ if !is_exact => Finding::Unproven(Some(band)),
            None => Finding::Unsatisfiable { band },
            Some((_, by, tally)) => {
                Finding::Shadowed { band, by: *by, score: example(instrument, tally) }
            }
        });
    }
    findings
}

/// What was seen of bands at some scores.
#[derive(Default)]
struct SeenBands {
    /// The first score without a band.
    uncovered: Option<ScoreTally>,
    /// The bands that were shown.
    reached: BTreeSet<usize>,
    /// Bands whose condition held where another was shown, with that one and the score.
    hidden: Vec<(usize, usize, ScoreTally)>,
}

/// Looks at scores of an instrument; with `skips` at those in which something is absent. Returns
/// whether nothing else can be seen at others.
fn look(instrument: &InstrumentRules, skips: bool, seen: &mut SeenBands) -> bool {
    let totals = totals(instrument);
    let columns = instrument.measures.len();
    let each = |limit: usize| limit / totals.len().max(1);
    let is_small = |total: i64| count_divisions(total, columns) <= integer(each(LIMITS[1]));
    LIMITS.into_iter().any(|limit| {
        let mut is_exact = true;
        for total in &totals {
            let uneven = total.filter(|total| 100 % total != 0);
            if let Some(total) = uneven.filter(|total| is_small(*total)) {
                look_at_divisions(total, columns, &mut Vec::new(), &mut |tally| {
                    look_at(instrument, tally, skips, seen);
                });
                continue;
            }
            let total = if uneven.is_some() { Some(100) } else { *total };
            let walk = ScoreWalk::new(instrument, total, skips, &[], each(limit));
            walk.look_at_all(&mut |tally| look_at(instrument, tally, skips, seen));
            is_exact &= walk.is_exact;
        }
        let has_else = instrument.bands.iter().any(|band| band.when == When::Else);
        let is_settled =
            seen.reached.len() == instrument.bands.len() && (has_else || seen.uncovered.is_some());
        is_exact || is_settled
    })
}

/// The totals that the entries of an audit may have. An entry is filled in completely or left out,
/// so that any division of them is possible. Of 100 or more, and of amounts of a unit, all percents
/// are possible that add up to 100.
fn totals(instrument: &InstrumentRules) -> Vec<Option<i64>> {
    match &instrument.kind {
        InstrumentKind::Assessment { .. } => vec![None],
        InstrumentKind::Audit { entries, points: Some(points), .. } => {
            let mut totals: Vec<_> = (1..=integer(*entries))
                .rev()
                .map(|filled| Some((filled * points).min(100)))
                .collect();
            totals.dedup();
            totals
        }
        InstrumentKind::Audit { .. } => vec![Some(100)],
    }
}

/// Notes which bands are shown at a score; with `skips` only what skipping alone can reach.
fn look_at(instrument: &InstrumentRules, tally: &ScoreTally, skips: bool, seen: &mut SeenBands) {
    let bands = &instrument.bands;
    let shown = matching_bands(instrument, tally);
    if skips {
        // Nothing else is reached by skipping that is not reached without.
        let shown = shown.iter().map(|shown| shown.band);
        seen.reached.extend(shown.filter(|band| bands[*band].when == When::Else));
        return;
    }
    let Some(first) = shown.first() else {
        seen.uncovered.get_or_insert_with(|| tally.clone());
        return;
    };
    seen.reached.extend(shown.iter().map(|shown| shown.band));
    for (at, band) in bands.iter().enumerate() {
        let is_known = seen.reached.contains(&at) || seen.hidden.iter().any(|(h, ..)| *h == at);
        if !is_known && applies(band, tally) {
            seen.hidden.push((at, first.band, tally.clone()));
        }
    }
}

/// A score as an example: all measures, and the statements that conditions name.
fn example(instrument: &InstrumentRules, tally: &ScoreTally) -> Score {
    let measures = instrument.measures.iter().map(|measure| &measure.id);
    let ids = measures.chain(instrument.items().map(|item| &item.id));
    let numbers = tally.measures.iter().chain(&tally.items);
    ids.zip(numbers).filter_map(|(id, number)| Some((id.clone(), (*number)?))).collect()
}
