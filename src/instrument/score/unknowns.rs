//! [`Unknowns`]: the independent whole numbers that measures and statements are sums of.

use std::collections::BTreeSet;
use std::ops::Range;

use crate::instrument::score::arithmetic::{gcd, integer};
use crate::instrument::score::condition::{Variable, When};
use crate::instrument::score::instrument::{InstrumentKind, InstrumentRules};

use crate::instrument::score::finding::Score;
use crate::instrument::score::linear::{LinearExpr, LinearForms};
use crate::instrument::score::space::{IntRange, SearchSpace};

/// The whole numbers that the measures and statements of an instrument are sums of. They are
/// independent within their ranges, except that those of an audit have a given total.
pub struct Unknowns {
    ranges: Vec<IntRange>,
    total: Option<i64>,
    /// Each measure as a sum of unknowns.
    pub measures: Vec<LinearExpr>,
    /// The statements that conditions name, each by its place and the place of its unknown.
    items: Vec<(usize, usize)>,
}

impl Unknowns {
    /// The unknowns of each case: one for an assessment, and for an audit with points one for each
    /// number of entries that can be filled in.
    pub fn all(instrument: &InstrumentRules) -> Vec<Self> {
        let count = integer(instrument.measures.len());
        match &instrument.kind {
            InstrumentKind::Assessment { from, answers, .. } => {
                let most = from + integer(answers.saturating_sub(1));
                vec![Self::of_assessment(instrument, *from, most)]
            }
            // An entry is filled in completely or left out, so that any division of the total is
            // possible.
            InstrumentKind::Audit { entries, points: Some(points), .. } => (1..=integer(*entries))
                .rev()
                .map(|filled| Self::of_audit(instrument, filled * points))
                .collect(),
            InstrumentKind::Audit { .. } => vec![Self::of_audit(instrument, fine_total(count))],
        }
    }

    fn of_assessment(instrument: &InstrumentRules, least: i64, most: i64) -> Self {
        let named = named_items(instrument);
        let mut unknowns =
            Self { ranges: Vec::new(), total: None, measures: Vec::new(), items: Vec::new() };
        let mut item = 0;
        for measure in &instrument.measures {
            let first = unknowns.ranges.len();
            let mut rest = 0;
            for _ in &measure.items {
                if named.contains(&item) {
                    unknowns.items.push((item, unknowns.ranges.len()));
                    unknowns.ranges.push(IntRange { least, most });
                } else {
                    rest += 1;
                }
                item += 1;
            }
            if rest > 0 {
                unknowns.ranges.push(IntRange { least: least * rest, most: most * rest });
            }
            let all = LinearExpr::unknowns(first..unknowns.ranges.len());
            unknowns.measures.push(all);
        }
        unknowns
    }

    fn of_audit(instrument: &InstrumentRules, total: i64) -> Self {
        let count = instrument.measures.len();
        let range = IntRange { least: 0, most: total };
        Self {
            ranges: vec![range; count],
            total: Some(total),
            measures: (0..count).map(|at| LinearExpr::unknowns([at])).collect(),
            items: Vec::new(),
        }
    }

    /// The sum of unknowns that a variable stands for.
    pub fn sum_of(&self, variable: Variable) -> LinearExpr {
        let zero = || LinearExpr::constant(0);
        match variable {
            Variable::Measure(at) => self.measures.get(at).cloned().unwrap_or_else(zero),
            Variable::Item(at) => {
                let unknown = self.items.iter().find(|(item, _)| *item == at);
                unknown.map_or_else(zero, |(_, unknown)| LinearExpr::unknowns([*unknown]))
            }
            Variable::Score => zero(),
        }
    }

    /// The space of all unknowns, with the sums that conditions compare.
    pub fn space(&self, forms: LinearForms) -> SearchSpace {
        let count = self.ranges.len();
        let bounds = forms.list.iter().map(|form| {
            let is_total = form.len() == count && form.iter().all(|(_, c)| *c == 1);
            match self.total {
                Some(_) if is_total => percent_sum_range(integer(count)),
                _ => IntRange { least: i64::MIN, most: i64::MAX },
            }
        });
        SearchSpace {
            unknowns: self.ranges.clone(),
            total: self.total,
            bounds: bounds.collect(),
            forms: forms.list,
        }
    }

    /// The score of an instrument, in which `value_of` gives the value of each unknown.
    pub fn score(&self, instrument: &InstrumentRules, value_of: impl Fn(usize) -> i64) -> Score {
        let measures = instrument.measures.iter().zip(&self.measures);
        let measures = measures.map(|(measure, sum)| (measure.id.clone(), sum.evaluate(&value_of)));
        let items: Vec<_> = instrument.items().collect();
        let items = self.items.iter().filter_map(|(item, unknown)| {
            let item = items.get(*item)?;
            Some((item.id.clone(), value_of(*unknown)))
        });
        measures.chain(items).collect()
    }
}

/// A total for amounts of a unit, fine enough that any rounded percents that real amounts can have
/// are those of whole numbers: it is a multiple of 200, for halves of a percent, and of all numbers
/// up to twice the number of columns, for shares of what rounding leaves over.
fn fine_total(count: i64) -> i64 {
    let multiple =
        (1..=2 * count).fold(1, |product, factor| product / gcd(product, factor) * factor);
    200 * multiple
}

/// The range of the sum of the percents of all columns: each may be rounded by up to a half.
fn percent_sum_range(count: i64) -> IntRange {
    IntRange { least: 100 - (count - 1) / 2, most: 100 + count / 2 }
}

/// The statements that conditions name, by their place in the instrument.
pub fn named_items(instrument: &InstrumentRules) -> BTreeSet<usize> {
    let mut named = BTreeSet::new();
    for band in &instrument.bands {
        if let When::Holds(truth) = &band.when {
            truth.visit_variables(&mut |variable| {
                if let Variable::Item(at) = variable {
                    named.insert(at);
                }
            });
        }
    }
    named
}

/// The statements of a dimension, by their place in the instrument.
pub fn items_of(instrument: &InstrumentRules, measure: usize) -> Range<usize> {
    let before = &instrument.measures[..measure];
    let first = before.iter().map(|measure| measure.items.len()).sum();
    first..first + instrument.measures[measure].items.len()
}

/// The dimension that a statement belongs to.
pub fn measure_of(instrument: &InstrumentRules, item: usize) -> usize {
    (0..instrument.measures.len())
        .find(|at| items_of(instrument, *at).contains(&item))
        .unwrap_or_default()
}
