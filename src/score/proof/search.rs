//! The search for numbers that make conditions true: either some are found, or there are none.
//!
//! A region of the space is narrowed by what must be true in it. Where the conditions are not
//! decided in all of it, it is parted by the parts of an `or`; where they are, yet the sums do not
//! fit everywhere, it is halved. Ranges are finite, so that this ends; what would take too long is
//! said to be too large.

use super::TooLarge;
use super::formula::Formula;
use super::linear::Atom;
use super::space::{Region, Space, Work};

/// Numbers for the unknowns with which all formulas are true.
pub fn find(space: &Space, formulas: &[&Formula]) -> Result<Option<Vec<i64>>, TooLarge> {
    Search {
        space,
        work: Work::default(),
    }
    .conditions(space.whole(), formulas.to_vec())
}

/// Whether a formula is true for numbers of the space.
pub fn holds(space: &Space, formula: &Formula, point: &[i64]) -> bool {
    decided(formula, &space.point(point)) == Some(true)
}

struct Search<'a> {
    space: &'a Space,
    work: Work,
}

impl Search<'_> {
    /// Within a region, with all of the conditions.
    fn conditions(
        &mut self,
        mut region: Region,
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
                Space::assume(atom, &mut region);
            }
        }
        Ok(None)
    }

    /// Draws every conclusion, until only `or` is left with two or more parts that may be true.
    /// Tells whether something is left.
    fn imply(&mut self, region: &mut Region, wanted: &mut Vec<&Formula>) -> Result<bool, TooLarge> {
        loop {
            if !self.space.narrow(region, &mut self.work)? {
                return Ok(false);
            }
            let mut atoms: Vec<Atom> = Vec::new();
            let mut left = Vec::new();
            while let Some(formula) = wanted.pop() {
                self.work.add(1)?;
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
                Space::assume(atom, region);
            }
        }
    }

    /// Within a region where only the sums must still fit.
    fn sums(&mut self, mut region: Region) -> Result<Option<Vec<i64>>, TooLarge> {
        if !self.space.narrow(&mut region, &mut self.work)? {
            return Ok(None);
        }
        let Some(unknown) = self.space.open(&region, &mut self.work)? else {
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
fn decided(formula: &Formula, region: &Region) -> Option<bool> {
    match formula {
        Formula::Known(truth) => Some(*truth),
        Formula::Atom(atom) => Space::decided(*atom, region),
        Formula::And(of) => all(of, true, region),
        Formula::Or(of) => all(of, false, region),
    }
}

/// `truth` if all parts have it, the opposite if one has that.
fn all(of: &[Formula], truth: bool, region: &Region) -> Option<bool> {
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
