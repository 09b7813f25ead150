//! What answers and amounts are worth: the numbers that a reader sees and conditions compare.

use super::{Instrument, Kind};

/// The numbers of an instrument for one reader; `None` is absent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    /// Points of the dimensions or percents of the columns.
    pub measures: Vec<Option<i64>>,
    /// Points of the statements; none in an audit.
    pub items: Vec<Option<i64>>,
}

/// The points of answers: for each statement, in order, the place of its answer on the scale from
/// 0, or `None` where it was skipped. Nothing is absent but what was skipped or is missing.
pub fn points(instrument: &Instrument, answers: &[Option<usize>]) -> Tally {
    let Kind::Assessment {
        from, answers: of, ..
    } = instrument.kind
    else {
        return Tally::default();
    };
    let last = of.saturating_sub(1);
    let mut items = Vec::new();
    let mut measures = Vec::new();
    for measure in &instrument.measures {
        let first = items.len();
        for item in &measure.items {
            let answer = answers.get(items.len()).copied().flatten();
            items.push(answer.map(|answer| {
                let answer = answer.min(last);
                let step = if item.reverse { last - answer } else { answer };
                from + integer(step)
            }));
        }
        measures.push(full(&items[first..]));
    }
    Tally { measures, items }
}

/// The points of a dimension, scaled up to all its statements.
fn full(items: &[Option<i64>]) -> Option<i64> {
    let answered = integer(items.iter().flatten().count());
    let sum: i64 = items.iter().flatten().sum();
    (answered > 0).then(|| rounded(sum * integer(items.len()), answered))
}

/// The percents of amounts: for each entry a whole number for each column, in any unit that is the
/// same for all. Negative amounts count as nothing, missing ones likewise.
pub fn percents(instrument: &Instrument, entries: &[Vec<i64>]) -> Tally {
    let sums: Vec<i64> = (0..instrument.measures.len())
        .map(|column| {
            let amounts = entries.iter().filter_map(|entry| entry.get(column));
            amounts.map(|amount| (*amount).max(0)).sum()
        })
        .collect();
    let total: i64 = sums.iter().sum();
    Tally {
        measures: sums
            .iter()
            .map(|sum| (total > 0).then(|| percent(*sum, total)))
            .collect(),
        items: Vec::new(),
    }
}

/// The percent of a sum in a total above 0, rounded, halves up.
pub(super) fn percent(sum: i64, total: i64) -> i64 {
    rounded(100 * sum, total)
}

/// A quotient rounded to a whole number, halves up; `by` is above 0.
fn rounded(number: i64, by: i64) -> i64 {
    (2 * number + by).div_euclid(2 * by)
}

pub(super) fn integer(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
