//! [`ScoreWalk`]: the scores that stand for all that an instrument can have.

use std::collections::BTreeSet;

use crate::instrument::score::condition::{BoolExpr, NumberExpr, Variable};
use crate::instrument::score::instrument::{InstrumentKind, InstrumentRules, integer, percents};
use crate::instrument::score::tally::ScoreTally;
use crate::instrument::score::thresholds::Thresholds;

/// Numbers that all conditions treat alike.
#[derive(Clone, Copy, PartialEq, Eq)]
struct Cell {
    /// The least of the numbers.
    least: i64,
    /// The least and the greatest amount whose percent of the total is one of the numbers.
    amounts: (i64, i64),
}

/// The scores that are looked at.
pub struct ScoreWalk<'a> {
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
    pub is_exact: bool,
}

impl<'a> ScoreWalk<'a> {
    /// At most `limit` scores of an instrument; with `skips` those in which something is absent.
    /// Of an audit, the percents of `total` amounts, of which 100 is a multiple.
    /// `lines` are numbers of the measures from which scores are told apart though conditions do
    /// not.
    pub fn new(
        instrument: &'a InstrumentRules,
        total: Option<i64>,
        skips: bool,
        lines: &[i64],
        limit: usize,
    ) -> Self {
        let items = named_items(instrument);
        let is_one_sum =
            total.is_none() && !skips && lines.is_empty() && compares_one_sum(instrument);
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
            let mut thresholds = Thresholds::of(instrument, measure);
            thresholds.starts.extend(lines.get(measure));
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
            let first = |percent: i64, total: i64| (percent * total + 99).div_euclid(100);
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

    /// Shows each score to `look`.
    pub fn look_at_all(&self, look: &mut dyn FnMut(&ScoreTally)) {
        self.go_on(&mut Vec::new(), look);
    }

    /// Shows all scores that begin with the numbers `chosen`.
    fn go_on(&self, chosen: &mut Vec<Option<Cell>>, look: &mut dyn FnMut(&ScoreTally)) {
        let Some(cells) = self.numbers.get(chosen.len()) else {
            look(&self.tally(chosen));
            return;
        };
        // Of equal sums one is enough: of each measure the least, unless those before have their
        // most.
        let is_enough = self.is_one_sum
            && chosen.iter().zip(&self.numbers).any(|(chosen, cells)| cells.last() != Some(chosen));
        for cell in cells.iter().take(if is_enough { 1 } else { cells.len() }) {
            chosen.push(*cell);
            if self.fits(chosen) {
                self.go_on(chosen, look);
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
            Some(self.total.map_or(least, |total| 100 * (first + more) / total))
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
}

/// How many ways there are to divide an amount over columns.
pub fn count_divisions(amount: i64, columns: usize) -> i64 {
    let more = 1..integer(columns);
    more.fold(1, |count: i64, column| count.saturating_mul(amount + column) / column)
}

/// Shows the percents of every way to divide an amount over as many columns as `chosen` leaves.
pub fn look_at_divisions(
    amount: i64,
    columns: usize,
    chosen: &mut Vec<i64>,
    look: &mut dyn FnMut(&ScoreTally),
) {
    let last = columns <= chosen.len() + 1;
    for part in if last { amount } else { 0 }..=amount {
        chosen.push(part);
        if last {
            let measures = percents(chosen).into_iter().map(Some).collect();
            look(&ScoreTally { measures, items: Vec::new() });
        } else {
            look_at_divisions(amount - part, columns, chosen, look);
        }
        chosen.pop();
    }
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
