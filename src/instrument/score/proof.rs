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
//! percents of an audit are those that some division of a total gives.

use std::collections::BTreeSet;

use crate::instrument::score::condition::{BoolExpr, NumberExpr, Variable, When};
use crate::instrument::score::instrument::{InstrumentKind, InstrumentRules, integer, percent};
use crate::instrument::score::tally::{ScoreTally, applies, matching_bands};
use crate::instrument::score::thresholds::Thresholds;

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
    LIMITS.into_iter().any(|limit| {
        let mut is_exact = true;
        for total in &totals {
            let walk = ScoreWalk::new(instrument, *total, skips, limit / totals.len().max(1));
            walk.go_on(&mut Vec::new(), seen);
            is_exact &= walk.is_exact;
        }
        let has_else = instrument.bands.iter().any(|band| band.when == When::Else);
        let is_settled =
            seen.reached.len() == instrument.bands.len() && (has_else || seen.uncovered.is_some());
        is_exact || is_settled
    })
}

/// The totals that the entries of an audit may have. An entry is filled in completely or left out,
/// so that any division of them is possible.
fn totals(instrument: &InstrumentRules) -> Vec<Option<i64>> {
    match &instrument.kind {
        InstrumentKind::Assessment { .. } => vec![None],
        InstrumentKind::Audit { entries, points: Some(points), .. } => {
            (1..=integer(*entries)).rev().map(|filled| Some(filled * points)).collect()
        }
        // Halves of a percent, cut so finely that all columns together can stay just below theirs:
        // all percents that amounts of a unit can give are then those of whole numbers.
        InstrumentKind::Audit { .. } => vec![Some(200 * integer(instrument.measures.len()))],
    }
}

/// Numbers that all conditions treat alike.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Cell {
    /// The least of the numbers.
    least: i64,
    /// The least and the greatest amount whose percent of the total is one of the numbers.
    amounts: (i64, i64),
}

/// The scores that are looked at.
struct ScoreWalk<'a> {
    instrument: &'a InstrumentRules,
    total: Option<i64>,
    /// Whether dimensions and statements may be absent. With a statement skipped, the points of its
    /// dimension are any in its range, so that here they do not depend on those of statements.
    skips: bool,
    /// The statements that conditions name, with their dimensions.
    items: Vec<(usize, usize)>,
    /// Whether all conditions compare one sum of measures, so that scores with equal sums are alike.
    is_one_sum: bool,
    /// What each of `items` and then each measure, without its `items`, can be.
    numbers: Vec<Vec<Option<Cell>>>,
    /// Whether every score is like one of these.
    is_exact: bool,
}

impl<'a> ScoreWalk<'a> {
    fn new(instrument: &'a InstrumentRules, total: Option<i64>, skips: bool, limit: usize) -> Self {
        let items = named_items(instrument);
        let is_one_sum = total.is_none() && !skips && compares_one_sum(instrument);
        let numbers = Vec::new();
        let mut walk =
            Self { instrument, total, skips, items, is_one_sum, numbers, is_exact: true };
        let points = match instrument.kind {
            InstrumentKind::Assessment { from, answers, .. } => {
                (from, from + integer(answers.saturating_sub(1)))
            }
            InstrumentKind::Audit { .. } => (0, 100),
        };
        for _ in 0..walk.items.len() {
            walk.add_number(points, None);
        }
        for measure in 0..instrument.measures.len() {
            let thresholds = Thresholds::of(instrument, measure);
            let (mut least, mut most) = instrument.range(measure);
            let named = walk.items.iter().filter(|(_, of)| *of == measure && !skips).count();
            least -= integer(named) * points.0;
            most -= integer(named) * points.1;
            let is_shifted = named > 0 && !thresholds.starts.is_empty();
            let is_simple = !thresholds.has_others && !is_shifted;
            walk.add_number((least, most), is_simple.then_some(&thresholds.starts));
        }
        walk.thin(limit);
        walk
    }

    /// Adds a number that is cut into cells at `starts`, or else into single numbers.
    fn add_number(&mut self, (least, most): (i64, i64), starts: Option<&BTreeSet<i64>>) {
        let starts: Vec<i64> = match starts {
            Some(starts) => {
                let inner = starts.iter().copied().filter(|at| least < *at && *at <= most);
                std::iter::once(least).chain(inner).collect()
            }
            None => (least..=most).collect(),
        };
        let ends = starts.iter().skip(1).map(|next| next - 1).chain([most]);
        let cells = starts.iter().zip(ends).map(|(least, most)| {
            // The first amount of which 100 s / t + 1/2 is the percent or more.
            let first =
                |percent: i64, total: i64| ((2 * percent - 1) * total + 199).div_euclid(200);
            let amounts = self.total.map_or((0, 0), |total| {
                (first(*least, total).max(0), (first(most + 1, total) - 1).min(total))
            });
            Cell { least: *least, amounts }
        });
        let cells = cells.filter(|cell| cell.amounts.0 <= cell.amounts.1).map(Some);
        self.numbers.push(cells.chain(self.skips.then_some(None)).collect());
    }

    /// Leaves cells out until there are at most so many scores. The last column of an audit has
    /// what the others leave, so that it does not count.
    fn thin(&mut self, limit: usize) {
        let last = usize::from(self.total.is_some());
        let count = self.numbers.len().saturating_sub(last);
        let numbers = &mut self.numbers[..count];
        let scores = |most: usize| {
            if self.is_one_sum {
                return numbers.iter().map(Vec::len).sum();
            }
            numbers.iter().fold(1, |all: usize, cells| all.saturating_mul(cells.len().min(most)))
        };
        let longest = numbers.iter().map(Vec::len).max().unwrap_or_default();
        let most = (1..=longest).rev().find(|most| scores(*most) <= limit).unwrap_or(1);
        for cells in numbers.iter_mut().filter(|cells| cells.len() > most) {
            self.is_exact = false;
            let step = |at: usize| at * (cells.len() - 1) / most.saturating_sub(1).max(1);
            *cells = (0..most).map(|at| cells[step(at)]).collect();
        }
    }

    /// Looks at all scores that begin with the numbers `chosen`.
    fn go_on(&self, chosen: &mut Vec<Option<Cell>>, seen: &mut SeenBands) {
        let Some(cells) = self.numbers.get(chosen.len()) else {
            self.look_at(&self.tally(chosen), seen);
            return;
        };
        // Of equal sums one is enough: of each measure the least, unless those before have their
        // most.
        let is_enough = self.is_one_sum
            && chosen.iter().zip(&self.numbers).any(|(chosen, cells)| cells.last() != Some(chosen));
        for cell in cells.iter().take(if is_enough { 1 } else { cells.len() }) {
            chosen.push(*cell);
            if self.fits(chosen) {
                self.go_on(chosen, seen);
            }
            chosen.pop();
        }
    }

    /// Whether the amounts can have the total.
    fn fits(&self, chosen: &[Option<Cell>]) -> bool {
        let amounts = || chosen.iter().flatten().map(|cell| cell.amounts);
        let is_last = chosen.len() == self.numbers.len();
        self.total.is_none_or(|total| {
            amounts().map(|(least, _)| least).sum::<i64>() <= total
                && (!is_last || amounts().map(|(_, most)| most).sum::<i64>() >= total)
        })
    }

    /// A score with the numbers `chosen`.
    fn tally(&self, chosen: &[Option<Cell>]) -> ScoreTally {
        let least = chosen.iter().flatten().map(|cell| cell.amounts.0);
        let mut rest = self.total.map_or(0, |total| total - least.sum::<i64>());
        let number = |cell: &Option<Cell>| {
            let Cell { least, amounts: (first, last) } = (*cell)?;
            let more = rest.min(last - first);
            rest -= more;
            Some(self.total.map_or(least, |total| percent(first + more, total)))
        };
        let numbers: Vec<Option<i64>> = chosen.iter().map(number).collect();
        let (items, rests) = numbers.split_at(self.items.len());
        let mut measures = rests.to_vec();
        let mut all = vec![None; self.instrument.items().count()];
        for ((item, measure), number) in self.items.iter().zip(items) {
            all[*item] = measures[*measure].and(*number);
            if !self.skips {
                measures[*measure] = measures[*measure].zip(*number).map(|(a, b)| a + b);
            }
        }
        ScoreTally { measures, items: all }
    }

    fn look_at(&self, tally: &ScoreTally, seen: &mut SeenBands) {
        let bands = &self.instrument.bands;
        let shown = matching_bands(self.instrument, tally);
        if self.skips {
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
}

/// A score as an example: all measures, and the statements that conditions name.
fn example(instrument: &InstrumentRules, tally: &ScoreTally) -> Score {
    let measures = instrument.measures.iter().map(|measure| &measure.id);
    let ids = measures.chain(instrument.items().map(|item| &item.id));
    let numbers = tally.measures.iter().chain(&tally.items);
    ids.zip(numbers).filter_map(|(id, number)| Some((id.clone(), (*number)?))).collect()
}

/// The statements that conditions name, by their place in the instrument, with their dimensions.
fn named_items(instrument: &InstrumentRules) -> Vec<(usize, usize)> {
    let named: BTreeSet<Variable> = instrument.conditions().flat_map(BoolExpr::variables).collect();
    let measures = instrument.measures.iter().enumerate();
    let owners = measures.flat_map(|(at, measure)| measure.items.iter().map(move |_| at));
    owners.enumerate().filter(|(item, _)| named.contains(&Variable::Item(*item))).collect()
}

/// Whether all conditions compare one sum of measures, each of them once, with literals.
fn compares_one_sum(instrument: &InstrumentRules) -> bool {
    let comparisons = instrument.conditions().flat_map(BoolExpr::comparisons);
    let numbers = comparisons.map(|(operator, a, b)| Some(operator.with_literal(a, b)?.1));
    let numbers: Option<Vec<&NumberExpr>> = numbers.collect();
    let Some([first, others @ ..]) = numbers.as_deref() else {
        return false;
    };
    let variables = first.variables();
    let measures: BTreeSet<&Variable> = variables.iter().collect();
    first.is_sum()
        && others.iter().all(|number| number == first)
        && measures.len() == variables.len()
        && !measures.contains(&Variable::Score)
}
