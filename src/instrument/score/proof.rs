//! [`prove`]: the proof that every score gets a band and that every band is reached, with an example
//! where that fails.
//!
//! The proof is exact. The points of a dimension are any whole number in its range, whatever the
//! others are; the points of a statement that a condition names are one part of its dimension's,
//! the rest another. The percents of an audit are those that some division of a total gives.
//! Conditions become formulas over comparisons of sums (`formula`), and a search (`search`) finds
//! numbers that make them true or shows that there are none.

use crate::instrument::score::band::Matching;
use crate::instrument::score::condition::{Variable, When};
use crate::instrument::score::instrument::{InstrumentKind, InstrumentRules};

use crate::instrument::score::budget::TooLarge;
use crate::instrument::score::case::{ProofCase, cases, find_point};
use crate::instrument::score::finding::Finding;
use crate::instrument::score::{search, unknowns};

/// The most dimensions and statements in conditions for which the proof tries every choice of
/// skipped ones.
const SKIP_LIMIT: usize = 12;

/// All mistakes in the bands of an instrument.
pub fn prove(instrument: &InstrumentRules) -> Vec<Finding> {
    let Ok(cases) = cases(instrument, &|_| false) else {
        return vec![Finding::Unproven(None)];
    };
    let mut findings = Vec::new();
    if !instrument.bands.iter().any(|band| band.when == When::Else) {
        match find_point(&cases, |case| case.none_of_first(instrument.bands.len())) {
            Ok(Some((case, point))) => {
                findings.push(Finding::Uncovered(case.score(instrument, &point)));
            }
            Ok(None) => {}
            Err(TooLarge) => findings.push(Finding::Unproven(None)),
        }
    }
    for band in 0..instrument.bands.len() {
        match unreached_band(instrument, &cases, band) {
            Ok(finding) => findings.extend(finding),
            Err(TooLarge) => findings.push(Finding::Unproven(Some(band))),
        }
    }
    findings
}

/// The finding about the band at a place; `None` if a score reaches it.
fn unreached_band(
    instrument: &InstrumentRules,
    cases: &[ProofCase],
    at: usize,
) -> Result<Option<Finding>, TooLarge> {
    let is_else = instrument.bands[at].when == When::Else;
    // How many bands take precedence: under `all` none, except over `else`.
    let before = match instrument.matching {
        Matching::First => at,
        Matching::All if is_else => instrument.bands.len(),
        Matching::All => 0,
    };
    let reached = |case: &ProofCase| {
        let mut wanted = case.none_of_first(before);
        wanted.push(case.bands[at].clone());
        wanted
    };
    if find_point(cases, reached)?.is_some()
        || is_else && is_reached_by_skipping(instrument, before)?
    {
        return Ok(None);
    }
    let Some((case, point)) = find_point(cases, |case| vec![case.bands[at].clone()])? else {
        return Ok(Some(Finding::Unsatisfiable { band: at }));
    };
    let applies = |by: &usize| *by != at && search::holds(&case.space, &case.bands[*by], &point);
    let by = (0..before).find(applies).unwrap_or_default();
    let score = case.score(instrument, &point);
    Ok(Some(Finding::Shadowed { band: at, by, score }))
}

/// Whether an `else` band is reached by skipping: none of the first `before` bands applies where
/// some dimensions, or statements that conditions name, were skipped. With such a statement
/// skipped, the points of its dimension are taken to be any in its range.
fn is_reached_by_skipping(instrument: &InstrumentRules, before: usize) -> Result<bool, TooLarge> {
    if !matches!(instrument.kind, InstrumentKind::Assessment { skip: true, .. }) {
        return Ok(false);
    }
    let named: Vec<usize> = unknowns::named_items(instrument).into_iter().collect();
    let (dimensions, items) = (instrument.measures.len(), named.len());
    if dimensions + items > SKIP_LIMIT {
        return Err(TooLarge);
    }
    for skipped in 1..1_u32 << (dimensions + items) {
        let is_skipped = |at: usize| skipped & (1 << at) != 0;
        let absent = |variable| match variable {
            Variable::Measure(at) => is_skipped(at),
            Variable::Item(at) => {
                is_skipped(unknowns::measure_of(instrument, at))
                    || named
                        .iter()
                        .position(|item| *item == at)
                        .is_some_and(|at| is_skipped(dimensions + at))
            }
            Variable::Score => false,
        };
        // With all dimensions skipped there is no reading, and all statements of a dimension
        // cannot be skipped without it.
        let mut answered = (0..dimensions).filter(|at| !is_skipped(*at)).peekable();
        let is_possible = answered.peek().is_some()
            && answered.all(|at| {
                unknowns::items_of(instrument, at).any(|item| !absent(Variable::Item(item)))
            });
        if is_possible && is_uncovered(instrument, before, &absent)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether none of the first `before` bands applies to some score; `absent` says which variables
/// have no value in it.
fn is_uncovered(
    instrument: &InstrumentRules,
    before: usize,
    absent: &dyn Fn(Variable) -> bool,
) -> Result<bool, TooLarge> {
    let cases = cases(instrument, absent)?;
    Ok(find_point(&cases, |case| case.none_of_first(before))?.is_some())
}
