//! [`SearchSpace`]: unknown whole numbers within ranges, which bounds on sums of them narrow.

use crate::instrument::score::arithmetic::percent;

use crate::instrument::score::budget::{SearchBudget, TooLarge};
use crate::instrument::score::linear::{Atom, LinearBound};

/// The whole numbers from `least` to `most`; none if `least` is greater.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct IntRange {
    /// The first number of the range.
    pub least: i64,
    /// The last number of the range.
    pub most: i64,
}

impl IntRange {
    fn is_empty(self) -> bool {
        self.least > self.most
    }

    fn is_within(self, other: Self) -> bool {
        other.least <= self.least && self.most <= other.most
    }

    /// Intersects the range with another. Returns whether it became smaller.
    fn intersect(&mut self, other: Self) -> bool {
        let before = *self;
        self.least = self.least.max(other.least);
        self.most = self.most.min(other.most);
        *self != before
    }
}

/// The unknowns of an instrument and the sums of them that its conditions compare.
#[derive(Clone, Debug)]
pub struct SearchSpace {
    /// The range of each unknown.
    pub unknowns: Vec<IntRange>,
    /// The sum of all unknowns, in an audit: conditions then see percents of it.
    pub total: Option<i64>,
    /// The sums: each term is the place of an unknown and its coefficient.
    pub forms: Vec<Vec<(usize, i64)>>,
    /// The range of each sum, unlimited where it follows from those of the unknowns.
    pub bounds: Vec<IntRange>,
}

/// A part of a search space: ranges within those of the space.
#[derive(Clone, Debug)]
pub struct SearchRegion {
    /// The range of each unknown.
    pub unknowns: Vec<IntRange>,
    /// The range of each sum.
    pub forms: Vec<IntRange>,
}

impl SearchSpace {
    /// The whole space as a region.
    pub fn full_region(&self) -> SearchRegion {
        SearchRegion { unknowns: self.unknowns.clone(), forms: self.bounds.clone() }
    }

    /// The region of one point.
    pub fn point(&self, numbers: &[i64]) -> SearchRegion {
        let single = |number: &i64| IntRange { least: *number, most: *number };
        let mut region =
            SearchRegion { unknowns: numbers.iter().map(single).collect(), forms: Vec::new() };
        region.forms = self.forms.iter().map(|form| self.sum(form, &region)).collect();
        region
    }

    /// The number that conditions compare for an unknown: its percent of the total in an audit,
    /// else the unknown itself.
    pub fn scaled(&self, unknown: i64) -> i64 {
        match self.total {
            Some(total) => percent(unknown, total),
            None => unknown,
        }
    }

    /// The range of the unknowns whose [`Self::scaled`] number is within a range.
    fn unscaled(&self, scaled: IntRange) -> IntRange {
        match self.total {
            // 100 s / t + 1/2 >= p, and not 100 s / t + 1/2 >= p + 1.
            Some(total) => {
                let least = |percent: i64| ((2 * percent - 1) * total + 199).div_euclid(200);
                IntRange { least: least(scaled.least), most: least(scaled.most + 1) - 1 }
            }
            None => scaled,
        }
    }

    /// The range of a sum in a region.
    fn sum(&self, terms: &[(usize, i64)], region: &SearchRegion) -> IntRange {
        let mut sum = IntRange { least: 0, most: 0 };
        for (unknown, coefficient) in terms {
            let term = self.term(*unknown, *coefficient, region);
            sum.least += term.least;
            sum.most += term.most;
        }
        sum
    }

    fn term(&self, unknown: usize, coefficient: i64, region: &SearchRegion) -> IntRange {
        let range = region.unknowns[unknown];
        let (a, b) =
            (coefficient * self.scaled(range.least), coefficient * self.scaled(range.most));
        IntRange { least: a.min(b), most: a.max(b) }
    }

    /// The truth of a comparison in all of a narrowed region; `None` if it differs.
    pub fn decided(atom: Atom, region: &SearchRegion) -> Option<bool> {
        let form = region.forms[atom.form];
        let (always, never) = match atom.bound {
            LinearBound::AtLeast(least) => (form.least >= least, form.most < least),
            LinearBound::AtMost(most) => (form.most <= most, form.least > most),
        };
        always.then_some(true).or(never.then_some(false))
    }

    /// Narrows a region to where a comparison may be true.
    pub fn assume(atom: Atom, region: &mut SearchRegion) {
        let form = &mut region.forms[atom.form];
        match atom.bound {
            LinearBound::AtLeast(least) => form.least = form.least.max(least),
            LinearBound::AtMost(most) => form.most = form.most.min(most),
        }
    }

    /// Narrows every range of a region by all others. Returns whether the region is not empty.
    pub fn narrow(
        &self,
        region: &mut SearchRegion,
        budget: &mut SearchBudget,
    ) -> Result<bool, TooLarge> {
        loop {
            let mut has_changed = false;
            for (at, terms) in self.forms.iter().enumerate() {
                budget.spend(terms.len())?;
                let sum = self.sum(terms, region);
                has_changed |= region.forms[at].intersect(sum);
                if region.forms[at].is_empty() {
                    return Ok(false);
                }
                has_changed |= self.narrow_terms(terms, sum, region.forms[at], region);
            }
            has_changed |= self.narrow_to_total(region);
            if region.unknowns.iter().any(|range| range.is_empty()) {
                return Ok(false);
            }
            if !has_changed {
                return Ok(true);
            }
        }
    }

    /// Narrows the unknowns of a sum whose range is `sum` and must be within `wanted`. Returns
    /// whether one became smaller.
    fn narrow_terms(
        &self,
        terms: &[(usize, i64)],
        sum: IntRange,
        wanted: IntRange,
        region: &mut SearchRegion,
    ) -> bool {
        let mut has_changed = false;
        for (unknown, coefficient) in terms {
            let term = self.term(*unknown, *coefficient, region);
            // The bounds of this term when all others are at their most or least.
            let least = wanted.least - (sum.most - term.most);
            let most = wanted.most - (sum.least - term.least);
            if least <= term.least && term.most <= most {
                continue;
            }
            let scaled = if *coefficient > 0 {
                IntRange {
                    least: div_ceil(least, *coefficient),
                    most: most.div_euclid(*coefficient),
                }
            } else {
                IntRange {
                    least: div_ceil(-most, -coefficient),
                    most: (-least).div_euclid(-coefficient),
                }
            };
            has_changed |= region.unknowns[*unknown].intersect(self.unscaled(scaled));
        }
        has_changed
    }

    fn narrow_to_total(&self, region: &mut SearchRegion) -> bool {
        let Some(total) = self.total else {
            return false;
        };
        let least: i64 = region.unknowns.iter().map(|range| range.least).sum();
        let most: i64 = region.unknowns.iter().map(|range| range.most).sum();
        let mut has_changed = false;
        for range in &mut region.unknowns {
            let before = *range;
            has_changed |= range.intersect(IntRange {
                least: total - (most - before.most),
                most: total - (least - before.least),
            });
        }
        has_changed
    }

    /// The unknown to branch on: the one with the widest range among those in sums that can still
    /// leave their ranges. `None` if every point of the region is a solution.
    pub fn branch_unknown(
        &self,
        region: &SearchRegion,
        budget: &mut SearchBudget,
    ) -> Result<Option<usize>, TooLarge> {
        let mut open: Vec<usize> = Vec::new();
        for (at, terms) in self.forms.iter().enumerate() {
            budget.spend(terms.len())?;
            if !self.sum(terms, region).is_within(region.forms[at]) {
                open.extend(terms.iter().map(|(unknown, _)| *unknown));
            }
        }
        if self.total.is_some() {
            open.extend(0..self.unknowns.len());
        }
        let width = |at: &usize| region.unknowns[*at].most - region.unknowns[*at].least;
        open.retain(|at| width(at) > 0);
        // Ties go to the first, so that examples are reproducible.
        open.sort_by_key(|at| (-width(at), *at));
        Ok(open.first().copied())
    }
}

fn div_ceil(number: i64, by: i64) -> i64 {
    -(-number).div_euclid(by)
}
