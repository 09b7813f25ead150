//! [`cut_score`]: the threshold between low and high that conditions compare a measure with.

use std::collections::BTreeSet;

use crate::instrument::score::condition::{BoolExpr, CompareOp, NumberExpr, Variable, When};
use crate::instrument::score::instrument::InstrumentRules;

/// The number from which a measure counts as high: the one with which all conditions compare it,
/// alone or within `min` or `max`. `None` if there is none, or if there are several.
pub fn cut_score(instrument: &InstrumentRules, measure: usize) -> Option<i64> {
    let mut thresholds = BTreeSet::new();
    for band in &instrument.bands {
        if let When::Holds(truth) = &band.when {
            collect_thresholds(truth, measure, &mut thresholds);
        }
    }
    (thresholds.len() == 1).then(|| thresholds.into_iter().next()).flatten()
}

fn collect_thresholds(truth: &BoolExpr, measure: usize, thresholds: &mut BTreeSet<i64>) {
    match truth {
        BoolExpr::And(parts) | BoolExpr::Or(parts) => {
            for part in parts {
                collect_thresholds(part, measure, thresholds);
            }
        }
        BoolExpr::Not(operand) => collect_thresholds(operand, measure, thresholds),
        BoolExpr::Compare(operator, number, NumberExpr::Literal(literal))
            if depends_on(number, measure) =>
        {
            thresholds.extend(range_starts(*operator, *literal));
        }
        BoolExpr::Compare(operator, NumberExpr::Literal(literal), number)
            if depends_on(number, measure) =>
        {
            thresholds.extend(range_starts(operator.swapped(), *literal));
        }
        BoolExpr::Compare(..) => {}
    }
}

/// Whether an expression is a measure, or `min` or `max` with it.
fn depends_on(number: &NumberExpr, measure: usize) -> bool {
    match number {
        NumberExpr::Variable(Variable::Score) => true,
        NumberExpr::Variable(variable) => *variable == Variable::Measure(measure),
        NumberExpr::Least(parts) | NumberExpr::Greatest(parts) => {
            parts.iter().any(|part| depends_on(part, measure))
        }
        _ => false,
    }
}

/// The numbers at which a comparison with a literal changes between true and false.
fn range_starts(operator: CompareOp, literal: i64) -> Vec<i64> {
    match operator {
        CompareOp::Less | CompareOp::AtLeast => vec![literal],
        CompareOp::AtMost | CompareOp::Greater => vec![literal + 1],
        CompareOp::Equal => vec![literal, literal + 1],
    }
}
