//! [`find`]: numbers for which formulas are true, or that there are none.
//!
//! A region of the space is narrowed by what must be true in it. Where the conditions are not
//! decided in all of it, it is parted by the parts of an `or`; where they are, yet the sums do not
//! fit everywhere, it is halved. Ranges are finite, so that this ends; what would take too long is
//! reported as too large.

use crate::instrument::score::budget::{SearchBudget, TooLarge};
use crate::instrument::score::formula::Formula;
use crate::instrument::score::linear::Atom;
use crate::instrument::score::space::{SearchRegion, SearchSpace};

/// Numbers for the unknowns with which all formulas are true.
pub fn find(space: &SearchSpace, formulas: &[&Formula]) -> Result<Option<Vec<i64>>, TooLarge> {
    ProofSearch {
        space,
        budget: SearchBudget::default(),
    }
    .conditions(space.whole(), formulas.to_vec())
}

/// Whether a formula is true for numbers of the space.
pub fn holds(space: &SearchSpace, formula: &Formula, point: &[i64]) -> bool {
    decided(formula, &space.point(point)) == Some(true)
}

/// A search and how much it may still look at.
struct ProofSearch<'a> {
    space: &'a SearchSpace,
    budget: SearchBudget,
}

impl ProofSearch<'_> {
    /// Searches a region for numbers for which all formulas are true.
    fn conditions(
        &mut self,
        mut region: SearchRegion,
        mut wanted: Vec<&Formula>,
    ) -> Result<Option<Vec<i64>>, TooLarge> {
        if !self.imply(&mut region, &mut wanted)? {
            return Ok(None);
        }
        let open = |formula: &&Formula| match formula {
            Formula::Or(of) => of
                .iter()
                .filter(|one| decided(one, &region) != Some(false))
                .count(),
            _ => usize::MAX,
        };
        let Some(choice) = (0..wanted.len()).min_by_key(|at| open(&wanted[*at])) else {
            return self.sums(region);
        };
        let Formula::Or(parts) = wanted.swap_remove(choice) else {
            return Ok(None);
        };
        for part in parts {
            if decided(part, &region) == Some(false) {
                continue;
            }
            let mut with = wanted.clone();
            with.push(part);
            if let Some(found) = self.conditions(region.clone(), with)? {
                return Ok(Some(found));
            }
            // Whatever is still to be found has this part false.
            if let Formula::Atom(atom) = part.negative() {
                SearchSpace::assume(atom, &mut region);
            }
        }
        Ok(None)
    }

    /// Narrows a region by what the formulas imply, until only `or` is left with two or more parts
    /// that may be true. Tells whether something is left.
    fn imply(
        &mut self,
        region: &mut SearchRegion,
        wanted: &mut Vec<&Formula>,
    ) -> Result<bool, TooLarge> {
        loop {
            if !self.space.narrow(region, &mut self.budget)? {
                return Ok(false);
            }
            let mut atoms: Vec<Atom> = Vec::new();
            let mut left = Vec::new();
            while let Some(formula) = wanted.pop() {
                self.budget.add(1)?;
                match (decided(formula, region), formula) {
                    (Some(true), _) => {}
                    (Some(false), _) => return Ok(false),
                    (None, Formula::Atom(atom)) => atoms.push(*atom),
                    (None, Formula::And(of)) => wanted.extend(of),
                    (None, Formula::Or(of)) => {
                        let mut parts = of.iter().filter(|p| decided(p, region) != Some(false));
                        match (parts.next(), parts.next()) {
                            (Some(only), None) => wanted.push(only),
                            _ => left.push(formula),
                        }
                    }
                    (None, Formula::Known(_)) => {}
                }
            }
            left.reverse();
            *wanted = left;
            if atoms.is_empty() {
                return Ok(true);
            }
            for atom in atoms {
                SearchSpace::assume(atom, region);
            }
        }
    }

    /// Searches a region in which the formulas are decided and only the sums must still fit.
    fn sums(&mut self, mut region: SearchRegion) -> Result<Option<Vec<i64>>, TooLarge> {
        if !self.space.narrow(&mut region, &mut self.budget)? {
            return Ok(None);
        }
        let Some(unknown) = self.space.open(&region, &mut self.budget)? else {
            return Ok(Some(
                region.unknowns.iter().map(|range| range.least).collect(),
            ));
        };
        let range = region.unknowns[unknown];
        let middle = range.least + (range.most - range.least) / 2;
        let mut lower = region.clone();
        lower.unknowns[unknown].most = middle;
        if let Some(found) = self.sums(lower)? {
            return Ok(Some(found));
        }
        region.unknowns[unknown].least = middle + 1;
        self.sums(region)
    }
}

/// Whether a formula is true or false in all of a region.
fn decided(formula: &Formula, region: &SearchRegion) -> Option<bool> {
    match formula {
        Formula::Known(truth) => Some(*truth),
        Formula::Atom(atom) => SearchSpace::decided(*atom, region),
        Formula::And(of) => all(of, true, region),
        Formula::Or(of) => all(of, false, region),
    }
}

/// `truth` if all formulas have that value in the region, the opposite if one has the opposite.
fn all(of: &[Formula], truth: bool, region: &SearchRegion) -> Option<bool> {
    let mut known = true;
    for one in of {
        match decided(one, region) {
            Some(found) if found != truth => return Some(!truth),
            Some(_) => {}
            None => known = false,
        }
    }
    known.then_some(truth)
}
