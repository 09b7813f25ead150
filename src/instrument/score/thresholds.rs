//! [`Thresholds`]: the numbers with which conditions compare a measure.

use std::collections::BTreeSet;

use crate::instrument::score::condition::{BoolExpr, CompareOp, NumberExpr, Variable};
use crate::instrument::score::instrument::InstrumentRules;

/// Where the conditions of an instrument change with one of its measures.
#[derive(Debug, Default)]
pub struct Thresholds {
    /// The numbers from which comparisons of the measure with literals, alone or within `min` or
    /// `max`, are true or false.
    pub starts: BTreeSet<i64>,
    /// Whether conditions use the measure in another way too, such as in a sum.
    pub has_others: bool,
}

impl Thresholds {
    /// The thresholds of the measure at a place.
    pub fn of(instrument: &InstrumentRules, measure: usize) -> Self {
        let mut found = Self::default();
        for (operator, a, b) in instrument.conditions().flat_map(BoolExpr::comparisons) {
            if let Some((operator, number, literal)) = operator.with_literal(a, b) {
                found.add(operator, number, literal, measure);
            } else {
                found.has_others |= mentions(a, measure) || mentions(b, measure);
            }
        }
        found
    }

    /// The number from which the measure counts as high: the only one that it is compared with.
    pub fn cut_score(&self) -> Option<i64> {
        self.starts.first().copied().filter(|_| self.starts.len() == 1)
    }

    /// Adds what the comparison of a number with a literal says of a measure.
    fn add(&mut self, operator: CompareOp, number: &NumberExpr, literal: i64, measure: usize) {
        match number {
            NumberExpr::Variable(_) if mentions(number, measure) => match operator {
                CompareOp::Less | CompareOp::AtLeast => self.starts.extend([literal]),
                CompareOp::AtMost | CompareOp::Greater => self.starts.extend([literal + 1]),
                CompareOp::Equal => self.starts.extend([literal, literal + 1]),
            },
            // Its comparison is one of all or of any of its parts.
            NumberExpr::Least(parts) | NumberExpr::Greatest(parts) => {
                for part in parts {
                    self.add(operator, part, literal, measure);
                }
            }
            _ => self.has_others |= mentions(number, measure),
        }
    }
}

fn mentions(number: &NumberExpr, measure: usize) -> bool {
    let variables = number.variables();
    variables.contains(&Variable::Score) || variables.contains(&Variable::Measure(measure))
}
