//! What answers are worth, by the rules in the documentation of `instrument::score`. The program
//! itself only asks what any score leads to; readers' answers are counted by the theme's script,
//! which `tests/score.json` holds to these functions.

use handbook::instrument::score::instrument::{integer, percents as shares, rounded};
use handbook::instrument::score::tally::ScoreTally;
use handbook::instrument::score::{InstrumentKind, InstrumentRules};

/// The points of an assessment. `answers` has for each statement, in order, the place of its answer
/// on the scale, from 0; `None` or nothing where it was skipped.
pub fn points(instrument: &InstrumentRules, answers: &[Option<usize>]) -> ScoreTally {
    let InstrumentKind::Assessment { from, answers: of, .. } = instrument.kind else {
        return ScoreTally::default();
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
        measures.push(scaled(&items[first..]));
    }
    ScoreTally { measures, items }
}

/// The points of a dimension, scaled up to all its statements.
fn scaled(items: &[Option<i64>]) -> Option<i64> {
    let answered = integer(items.iter().flatten().count());
    let sum: i64 = items.iter().flatten().sum();
    (answered > 0).then(|| rounded(sum * integer(items.len()), answered))
}

/// The percents of an audit. `entries` has for each entry an amount for each column, all in one
/// unit. Negative and missing amounts count as 0.
pub fn percents(instrument: &InstrumentRules, entries: &[Vec<i64>]) -> ScoreTally {
    let sums: Vec<i64> = (0..instrument.measures.len())
        .map(|column| {
            let amounts = entries.iter().filter_map(|entry| entry.get(column));
            amounts.map(|amount| (*amount).max(0)).sum()
        })
        .collect();
    let is_empty = sums.iter().all(|sum| *sum == 0);
    let measures = if is_empty {
        vec![None; sums.len()]
    } else {
        shares(&sums).into_iter().map(Some).collect()
    };
    ScoreTally { measures, items: Vec::new() }
}
