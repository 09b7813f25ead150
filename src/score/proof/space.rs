//! [`Space`]: whole numbers within ranges, and how a bound on a sum of them narrows the others.

use crate::score::tally;

use super::TooLarge;
use super::linear::{Atom, Bound};

/// How many terms of sums a search may look at: some hundredths of a second.
const WORK_LIMIT: usize = 20_000_000;

/// The whole numbers from `least` to `most`; none if `least` is greater.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Span {
    /// The first of them.
    pub least: i64,
    /// The last of them.
    pub most: i64,
}

impl Span {
    fn is_empty(self) -> bool {
        self.least > self.most
    }

    fn is_within(self, other: Self) -> bool {
        other.least <= self.least && self.most <= other.most
    }

    /// The part of it that is in another too. Tells whether that is less.
    fn cut(&mut self, other: Self) -> bool {
        let before = *self;
        self.least = self.least.max(other.least);
        self.most = self.most.min(other.most);
        *self != before
    }
}

/// The unknowns of an instrument and the sums of them that its conditions compare.
#[derive(Clone, Debug)]
pub struct Space {
    /// What each unknown can be.
    pub unknowns: Vec<Span>,
    /// The sum of all unknowns, in an audit: conditions then see percents of it.
    pub total: Option<i64>,
    /// The sums.
    pub forms: Vec<Vec<(usize, i64)>>,
    /// What each sum can be, as far as that is known from elsewhere.
    pub bounds: Vec<Span>,
}

/// A part of a space: narrower ranges.
#[derive(Clone, Debug)]
pub struct Region {
    /// What each unknown can be.
    pub unknowns: Vec<Span>,
    /// What each sum can be.
    pub forms: Vec<Span>,
}

/// Counts work.
#[derive(Debug, Default)]
pub struct Work(usize);

impl Work {
    /// Counts terms that were looked at.
    pub fn add(&mut self, terms: usize) -> Result<(), TooLarge> {
        self.0 += terms;
        if self.0 > WORK_LIMIT {
            Err(TooLarge)
        } else {
            Ok(())
        }
    }
}

impl Space {
    /// All of it.
    pub fn whole(&self) -> Region {
        Region {
            unknowns: self.unknowns.clone(),
            forms: self.bounds.clone(),
        }
    }

    /// The part of it that is these numbers alone.
    pub fn point(&self, numbers: &[i64]) -> Region {
        let single = |number: &i64| Span {
            least: *number,
            most: *number,
        };
        let mut region = Region {
            unknowns: numbers.iter().map(single).collect(),
            forms: Vec::new(),
        };
        region.forms = self
            .forms
            .iter()
            .map(|form| self.sum(form, &region))
            .collect();
        region
    }

    /// What conditions see of an unknown.
    pub fn seen(&self, unknown: i64) -> i64 {
        match self.total {
            Some(total) => tally::percent(unknown, total),
            None => unknown,
        }
    }

    /// The unknowns of which conditions see something within `seen`.
    fn unseen(&self, seen: Span) -> Span {
        match self.total {
            // 100 s / t + 1/2 >= p, and the same for p + 1 and not.
            Some(total) => {
                let least = |percent: i64| ((2 * percent - 1) * total + 199).div_euclid(200);
                Span {
                    least: least(seen.least),
                    most: least(seen.most + 1) - 1,
                }
            }
            None => seen,
        }
    }

    /// What a sum comes to in a region.
    fn sum(&self, terms: &[(usize, i64)], region: &Region) -> Span {
        let mut sum = Span { least: 0, most: 0 };
        for (unknown, coefficient) in terms {
            let term = self.term(*unknown, *coefficient, region);
            sum.least += term.least;
            sum.most += term.most;
        }
        sum
    }

    fn term(&self, unknown: usize, coefficient: i64, region: &Region) -> Span {
        let range = region.unknowns[unknown];
        let (a, b) = (
            coefficient * self.seen(range.least),
            coefficient * self.seen(range.most),
        );
        Span {
            least: a.min(b),
            most: a.max(b),
        }
    }

    /// Whether a comparison is true or false in all of a region that was narrowed.
    pub fn decided(atom: Atom, region: &Region) -> Option<bool> {
        let form = region.forms[atom.form];
        let (always, never) = match atom.bound {
            Bound::AtLeast(least) => (form.least >= least, form.most < least),
            Bound::AtMost(most) => (form.most <= most, form.least > most),
        };
        always.then_some(true).or(never.then_some(false))
    }

    /// Leaves of a region where a comparison may be true.
    pub fn assume(atom: Atom, region: &mut Region) {
        let form = &mut region.forms[atom.form];
        match atom.bound {
            Bound::AtLeast(least) => form.least = form.least.max(least),
            Bound::AtMost(most) => form.most = form.most.min(most),
        }
    }

    /// Narrows every range of a region by all others. Tells whether something is left.
    pub fn narrow(&self, region: &mut Region, work: &mut Work) -> Result<bool, TooLarge> {
        loop {
            let mut changed = false;
            for (at, terms) in self.forms.iter().enumerate() {
                work.add(terms.len())?;
                let sum = self.sum(terms, region);
                changed |= region.forms[at].cut(sum);
                if region.forms[at].is_empty() {
                    return Ok(false);
                }
                changed |= self.narrow_terms(terms, sum, region.forms[at], region);
            }
            changed |= self.narrow_to_total(region);
            if region.unknowns.iter().any(|range| range.is_empty()) {
                return Ok(false);
            }
            if !changed {
                return Ok(true);
            }
        }
    }

    /// Narrows the unknowns of a sum that comes to `sum` and must come to `wanted`.
    fn narrow_terms(
        &self,
        terms: &[(usize, i64)],
        sum: Span,
        wanted: Span,
        region: &mut Region,
    ) -> bool {
        let mut changed = false;
        for (unknown, coefficient) in terms {
            let term = self.term(*unknown, *coefficient, region);
            // What is left for this term when all others are at their least or most.
            let least = wanted.least - (sum.most - term.most);
            let most = wanted.most - (sum.least - term.least);
            if least <= term.least && term.most <= most {
                continue;
            }
            let seen = if *coefficient > 0 {
                Span {
                    least: ceiling(least, *coefficient),
                    most: most.div_euclid(*coefficient),
                }
            } else {
                Span {
                    least: ceiling(-most, -coefficient),
                    most: (-least).div_euclid(-coefficient),
                }
            };
            changed |= region.unknowns[*unknown].cut(self.unseen(seen));
        }
        changed
    }

    fn narrow_to_total(&self, region: &mut Region) -> bool {
        let Some(total) = self.total else {
            return false;
        };
        let least: i64 = region.unknowns.iter().map(|range| range.least).sum();
        let most: i64 = region.unknowns.iter().map(|range| range.most).sum();
        let mut changed = false;
        for range in &mut region.unknowns {
            let before = *range;
            changed |= range.cut(Span {
                least: total - (most - before.most),
                most: total - (least - before.least),
            });
        }
        changed
    }

    /// Some unknown that a sum, which need not be what it must be, still depends on; the one with
    /// the widest range. `None` if the region is as it must be everywhere.
    pub fn open(&self, region: &Region, work: &mut Work) -> Result<Option<usize>, TooLarge> {
        let mut open: Vec<usize> = Vec::new();
        for (at, terms) in self.forms.iter().enumerate() {
            work.add(terms.len())?;
            if !self.sum(terms, region).is_within(region.forms[at]) {
                open.extend(terms.iter().map(|(unknown, _)| *unknown));
            }
        }
        if self.total.is_some() {
            open.extend(0..self.unknowns.len());
        }
        let width = |at: &usize| region.unknowns[*at].most - region.unknowns[*at].least;
        open.retain(|at| width(at) > 0);
        // The first of equals, so that the same instrument has the same example everywhere.
        open.sort_by_key(|at| (-width(at), *at));
        Ok(open.first().copied())
    }
}

fn ceiling(number: i64, by: i64) -> i64 {
    -(-number).div_euclid(by)
}
