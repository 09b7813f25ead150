//! [`LinearExpr`]: sums of unknowns with whole coefficients, and the [`LinearForms`] that a proof
//! compares.

use crate::instrument::score::arithmetic::gcd;

/// A sum of unknowns, each times a whole number, and a constant.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LinearExpr {
    /// The unknowns of the sum in order, with coefficients that are not 0.
    pub terms: Vec<(usize, i64)>,
    /// The constant term.
    pub constant: i64,
}

impl LinearExpr {
    /// An expression without unknowns.
    pub fn constant(constant: i64) -> Self {
        let terms = Vec::new();
        Self { terms, constant }
    }

    /// The sum of some unknowns.
    pub fn unknowns(unknowns: impl IntoIterator<Item = usize>) -> Self {
        let mut terms: Vec<(usize, i64)> = unknowns.into_iter().map(|at| (at, 1)).collect();
        terms.sort_unstable();
        Self { terms, constant: 0 }
    }

    /// The sum of two expressions.
    pub fn plus(&self, other: &Self) -> Self {
        let mut terms = self.terms.clone();
        for (unknown, coefficient) in &other.terms {
            match terms.binary_search_by_key(unknown, |(at, _)| *at) {
                Ok(at) => terms[at].1 += coefficient,
                Err(at) => terms.insert(at, (*unknown, *coefficient)),
            }
        }
        terms.retain(|(_, coefficient)| *coefficient != 0);
        let constant = self.constant + other.constant;
        Self { terms, constant }
    }

    /// The expression with every sign reversed.
    pub fn negated(&self) -> Self {
        Self {
            terms: self.terms.iter().map(|(at, c)| (*at, -c)).collect(),
            constant: -self.constant,
        }
    }

    /// The value of the expression, in which `value_of` gives the value of each unknown.
    pub fn evaluate(&self, value_of: impl Fn(usize) -> i64) -> i64 {
        let sum: i64 = self.terms.iter().map(|(at, c)| c * value_of(*at)).sum();
        sum + self.constant
    }
}

/// A comparison of a sum of unknowns with a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Atom {
    /// The place of the sum among the forms.
    pub form: usize,
    /// The bound that the sum must keep.
    pub bound: LinearBound,
}

/// A bound on a sum.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LinearBound {
    /// A sum of this number or more.
    AtLeast(i64),
    /// A sum of this number or less.
    AtMost(i64),
}

/// The distinct sums that are compared with numbers. `m - l` and `l + l - m - m` are one form, so
/// that comparisons that contradict each other leave its range empty.
#[derive(Clone, Debug, Default)]
pub struct LinearForms {
    /// The sums, each without a constant, its first coefficient above 0, its coefficients without a
    /// common divisor.
    pub list: Vec<Vec<(usize, i64)>>,
}

impl LinearForms {
    /// The comparison `linear >= 0`.
    ///
    /// # Errors
    /// The truth of the comparison, if there is no unknown in it.
    pub fn at_least_zero(&mut self, linear: &LinearExpr) -> Result<Atom, bool> {
        let Some((_, first)) = linear.terms.first() else {
            return Err(linear.constant >= 0);
        };
        let divisor = linear.terms.iter().fold(0, |divisor, (_, c)| gcd(divisor, *c));
        let signed = divisor * first.signum();
        let form: Vec<(usize, i64)> =
            linear.terms.iter().map(|(at, c)| (*at, c / signed)).collect();
        let bound = if signed > 0 {
            LinearBound::AtLeast(
                (-linear.constant).div_euclid(divisor)
                    + i64::from(linear.constant.rem_euclid(divisor) != 0),
            )
        } else {
            LinearBound::AtMost(linear.constant.div_euclid(divisor))
        };
        let existing = self.list.iter().position(|other| *other == form);
        let form = existing.unwrap_or_else(|| {
            self.list.push(form);
            self.list.len() - 1
        });
        Ok(Atom { form, bound })
    }
}

#[cfg(test)]
mod tests {
    use super::{LinearBound, LinearExpr, LinearForms};

    #[test]
    fn equal_sums_are_one_form() {
        let mut forms = LinearForms::default();
        let difference = LinearExpr { terms: vec![(0, 1), (1, -1)], constant: -6 };
        let atom = forms.at_least_zero(&difference).expect("it has unknowns");
        assert_eq!((atom.form, atom.bound), (0, LinearBound::AtLeast(6)));
        let twice_round = LinearExpr { terms: vec![(0, -2), (1, 2)], constant: 7 };
        let atom = forms.at_least_zero(&twice_round).expect("it has unknowns");
        assert_eq!((atom.form, atom.bound), (0, LinearBound::AtMost(3)));
        let twice = LinearExpr { terms: vec![(0, 2), (1, -2)], constant: -7 };
        let atom = forms.at_least_zero(&twice).expect("it has unknowns");
        assert_eq!((atom.form, atom.bound), (0, LinearBound::AtLeast(4)));
        assert_eq!(forms.list, [[(0, 1), (1, -1)]]);
        assert_eq!(forms.at_least_zero(&LinearExpr::constant(-1)), Err(false));
    }
}
