//! [`find_point`]: a point of a space at which formulas are true, by constraint propagation and
//! branching.
//!
//! A region of the space is narrowed by what must be true in it. Where that does not decide the
//! formulas, the search branches over the parts of an `or`; where it does, yet the sums do not fit
//! everywhere, it halves the range of an unknown. Ranges are finite, so that it ends.

use crate::instrument::score::budget::{SearchBudget, TooLarge};
use crate::instrument::score::formula::Formula;
use crate::instrument::score::linear::Atom;
use crate::instrument::score::space::{SearchRegion, SearchSpace};

/// A point at which all formulas are true; `None` if there is none.
///
/// # Errors
/// If the search would take too long.
pub fn find_point(
    space: &SearchSpace,
    formulas: &[&Formula],
) -> Result<Option<Vec<i64>>, TooLarge> {
    ProofSearch { space, budget: SearchBudget::default() }
        .solve(space.full_region(), formulas.to_vec())
}

/// Whether a formula is true at a point of the space.
pub fn holds(space: &SearchSpace, formula: &Formula, point: &[i64]) -> bool {
    decided(formula, &space.point(point)) == Some(true)
}

/// A search with its budget.
struct ProofSearch<'a> {
    space: &'a SearchSpace,
    budget: SearchBudget,
}

impl ProofSearch<'_> {
    /// Searches a region for a point at which all formulas are true.
    fn solve(
        &mut self,
        mut region: SearchRegion,
        mut wanted: Vec<&Formula>,
    ) -> Result<Option<Vec<i64>>, TooLarge> {
        if !self.propagate(&mut region, &mut wanted)? {
            return Ok(None);
        }
        let open_parts = |formula: &&Formula| match formula {
            Formula::Or(parts) => {
                parts.iter().filter(|part| decided(part, &region) != Some(false)).count()
            }
            _ => usize::MAX,
        };
        let Some(choice) = (0..wanted.len()).min_by_key(|at| open_parts(&wanted[*at])) else {
            return self.solve_sums(region);
        };
        let Formula::Or(parts) = wanted.swap_remove(choice) else {
            return Ok(None);
        };
        for part in parts {
            if decided(part, &region) == Some(false) {
                continue;
            }
            let mut extended = wanted.clone();
            extended.push(part);
            if let Some(found) = self.solve(region.clone(), extended)? {
                return Ok(Some(found));
            }
            // Points with this part true were all searched, so it is false from here on.
            if let Formula::Atom(atom) = part.negated() {
                SearchSpace::assume(atom, &mut region);
            }
        }
        Ok(None)
    }

    /// Narrows a region by what the formulas imply, until only `or` is left with two or more parts
    /// that may be true. Returns whether the region is not empty.
    fn propagate(
        &mut self,
        region: &mut SearchRegion,
        wanted: &mut Vec<&Formula>,
    ) -> Result<bool, TooLarge> {
        loop {
            if !self.space.narrow(region, &mut self.budget)? {
                return Ok(false);
            }
            let mut atoms: Vec<Atom> = Vec::new();
            let mut open = Vec::new();
            while let Some(formula) = wanted.pop() {
                self.budget.spend(1)?;
                match (decided(formula, region), formula) {
                    (Some(true), _) => {}
                    (Some(false), _) => return Ok(false),
                    (None, Formula::Atom(atom)) => atoms.push(*atom),
                    (None, Formula::And(parts)) => wanted.extend(parts),
                    (None, Formula::Or(parts)) => {
                        let mut parts =
                            parts.iter().filter(|part| decided(part, region) != Some(false));
                        match (parts.next(), parts.next()) {
                            (Some(only), None) => wanted.push(only),
                            _ => open.push(formula),
                        }
                    }
                    (None, Formula::Known(_)) => {}
                }
            }
            open.reverse();
            *wanted = open;
            if atoms.is_empty() {
                return Ok(true);
            }
            for atom in atoms {
                SearchSpace::assume(atom, region);
            }
        }
    }

    /// Searches a region in which all formulas are true for a point whose sums are within their
    /// ranges.
    fn solve_sums(&mut self, mut region: SearchRegion) -> Result<Option<Vec<i64>>, TooLarge> {
        if !self.space.narrow(&mut region, &mut self.budget)? {
            return Ok(None);
        }
        let Some(unknown) = self.space.branch_unknown(&region, &mut self.budget)? else {
            return Ok(Some(region.unknowns.iter().map(|range| range.least).collect()));
        };
        let range = region.unknowns[unknown];
        let middle = range.least + (range.most - range.least) / 2;
        let mut lower = region.clone();
        lower.unknowns[unknown].most = middle;
        if let Some(found) = self.solve_sums(lower)? {
            return Ok(Some(found));
        }
        region.unknowns[unknown].least = middle + 1;
        self.solve_sums(region)
    }
}

/// The truth of a formula in all of a region; `None` if it differs or is not known.
fn decided(formula: &Formula, region: &SearchRegion) -> Option<bool> {
    match formula {
        Formula::Known(truth) => Some(*truth),
        Formula::Atom(atom) => SearchSpace::decided(*atom, region),
        Formula::And(parts) => all(parts, true, region),
        Formula::Or(parts) => all(parts, false, region),
    }
}

/// `truth` if all formulas have that value in the region, the opposite if one has the opposite,
/// else `None`.
fn all(parts: &[Formula], truth: bool, region: &SearchRegion) -> Option<bool> {
    let mut is_known = true;
    for part in parts {
        match decided(part, region) {
            Some(found) if found != truth => return Some(!truth),
            Some(_) => {}
            None => is_known = false,
        }
    }
    is_known.then_some(truth)
}
