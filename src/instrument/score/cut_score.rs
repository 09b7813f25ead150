//! [`cut_score`]: the threshold between low and high that conditions compare a measure with.

use std::collections::BTreeSet;

use crate::instrument::score::condition::{CompareOp, Name, Number, Truth, When};
use crate::instrument::score::instrument::InstrumentRules;

/// The number from which a measure counts as high: the one with which all conditions compare it,
/// alone or within `min` or `max`. `None` if there is none, or if there are several.
pub fn cut_score(instrument: &InstrumentRules, measure: usize) -> Option<i64> {
    let mut cuts = BTreeSet::new();
    for band in &instrument.bands {
        if let When::Holds(truth) = &band.when {
            collect(truth, measure, &mut cuts);
        }
    }
    (cuts.len() == 1).then(|| cuts.into_iter().next()).flatten()
}

fn collect(truth: &Truth, measure: usize, cuts: &mut BTreeSet<i64>) {
    match truth {
        Truth::And(of) | Truth::Or(of) => of.iter().for_each(|one| collect(one, measure, cuts)),
        Truth::Not(of) => collect(of, measure, cuts),
        Truth::Compare(how, number, Number::Literal(with)) if names(number, measure) => {
            cuts.extend(thresholds(*how, *with));
        }
        Truth::Compare(how, Number::Literal(with), number) if names(number, measure) => {
            cuts.extend(thresholds(how.turned(), *with));
        }
        Truth::Compare(..) => {}
    }
}

fn names(number: &Number, measure: usize) -> bool {
    match number {
        Number::Name(Name::Score) => true,
        Number::Name(name) => *name == Name::Measure(measure),
        Number::Least(of) | Number::Greatest(of) => of.iter().any(|one| names(one, measure)),
        _ => false,
    }
}

/// The first numbers of the ranges into which a comparison divides all numbers.
fn thresholds(how: CompareOp, with: i64) -> Vec<i64> {
    match how {
        CompareOp::Less | CompareOp::AtLeast => vec![with],
        CompareOp::AtMost | CompareOp::Greater => vec![with + 1],
        CompareOp::Equal => vec![with, with + 1],
    }
}
