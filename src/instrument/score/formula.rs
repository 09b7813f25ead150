//! [`Formula`]: a condition without `min`, `max`, `not` and names, as `and` and `or` over
//! comparisons of sums with numbers.

use crate::instrument::score::condition::{CompareOp, Name, Number, Truth};

use crate::instrument::score::budget::TooLarge;
use crate::instrument::score::linear::{Atom, LinearBound, LinearExpr, LinearForms};

/// How many sums the conditions of one instrument may come to.
const SIZE_LIMIT: usize = 20_000;

/// A condition over whole numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Formula {
    /// True or false for all numbers.
    Known(bool),
    /// A comparison of a sum with a number.
    Atom(Atom),
    /// True where all of several are.
    And(Vec<Formula>),
    /// True where one of several is.
    Or(Vec<Formula>),
}

impl Formula {
    /// The negation: true where the formula is false.
    pub fn negative(&self) -> Self {
        match self {
            Self::Known(truth) => Self::Known(!truth),
            Self::Atom(Atom { form, bound }) => Self::Atom(Atom {
                form: *form,
                bound: match bound {
                    LinearBound::AtLeast(least) => LinearBound::AtMost(least - 1),
                    LinearBound::AtMost(most) => LinearBound::AtLeast(most + 1),
                },
            }),
            Self::And(of) => Self::Or(of.iter().map(Self::negative).collect()),
            Self::Or(of) => Self::And(of.iter().map(Self::negative).collect()),
        }
    }
}

/// A number whose `min` and `max` stand outside of its sums.
#[derive(Clone, Debug)]
enum LoweredNumber {
    Linear(LinearExpr),
    Least(Vec<LoweredNumber>),
    Greatest(Vec<LoweredNumber>),
}

/// Lowers conditions to formulas.
pub struct Lowering<'a> {
    /// The sum that a name stands for; `None` is absent.
    pub names: &'a dyn Fn(Name) -> Option<LinearExpr>,
    /// The sums that are compared.
    pub forms: &'a mut LinearForms,
    /// How many sums were made so far.
    pub size: usize,
}

impl Lowering<'_> {
    /// The formula that is true where a condition has the value `wanted`; where the condition is
    /// unknown it is false.
    pub fn truth(&mut self, truth: &Truth, wanted: bool) -> Result<Formula, TooLarge> {
        Ok(match truth {
            Truth::Not(of) => self.truth(of, !wanted)?,
            Truth::And(of) if wanted => Formula::And(self.each(of, wanted)?),
            Truth::Or(of) if !wanted => Formula::And(self.each(of, wanted)?),
            Truth::And(of) | Truth::Or(of) => Formula::Or(self.each(of, wanted)?),
            Truth::Compare(how, a, b) => self.compare(*how, a, b, wanted)?,
        })
    }

    fn each(&mut self, of: &[Truth], wanted: bool) -> Result<Vec<Formula>, TooLarge> {
        of.iter().map(|one| self.truth(one, wanted)).collect()
    }

    fn compare(
        &mut self,
        how: CompareOp,
        a: &Number,
        b: &Number,
        wanted: bool,
    ) -> Result<Formula, TooLarge> {
        let (Some(a), Some(b)) = (self.number(a)?, self.number(b)?) else {
            return Ok(Formula::Known(false));
        };
        let (a_less_b, b_less_a) = (self.less(&a, &b)?, self.less(&b, &a)?);
        let formula = match how {
            CompareOp::Less => a_less_b,
            CompareOp::Greater => b_less_a,
            CompareOp::AtMost => b_less_a.negative(),
            CompareOp::AtLeast => a_less_b.negative(),
            CompareOp::Equal => Formula::And(vec![a_less_b.negative(), b_less_a.negative()]),
        };
        Ok(if wanted { formula } else { formula.negative() })
    }

    /// `a < b`, which among whole numbers is `b - a - 1 >= 0`.
    fn less(&mut self, a: &LoweredNumber, b: &LoweredNumber) -> Result<Formula, TooLarge> {
        let difference = self.sum(b, &negative(a))?;
        let number = self.sum(
            &difference,
            &LoweredNumber::Linear(LinearExpr::constant(-1)),
        )?;
        Ok(self.at_least_zero(&number))
    }

    fn at_least_zero(&mut self, number: &LoweredNumber) -> Formula {
        match number {
            LoweredNumber::Linear(linear) => match self.forms.at_least_zero(linear) {
                Ok(atom) => Formula::Atom(atom),
                Err(truth) => Formula::Known(truth),
            },
            LoweredNumber::Least(of) => {
                Formula::And(of.iter().map(|p| self.at_least_zero(p)).collect())
            }
            LoweredNumber::Greatest(of) => {
                Formula::Or(of.iter().map(|p| self.at_least_zero(p)).collect())
            }
        }
    }

    fn number(&mut self, number: &Number) -> Result<Option<LoweredNumber>, TooLarge> {
        Ok(match number {
            Number::Literal(number) => Some(LoweredNumber::Linear(LinearExpr::constant(*number))),
            Number::Name(name) => (self.names)(*name).map(LoweredNumber::Linear),
            Number::Sum(a, b) => match (self.number(a)?, self.number(b)?) {
                (Some(a), Some(b)) => Some(self.sum(&a, &b)?),
                _ => None,
            },
            Number::Difference(a, b) => match (self.number(a)?, self.number(b)?) {
                (Some(a), Some(b)) => Some(self.sum(&a, &negative(&b))?),
                _ => None,
            },
            Number::Negative(a) => self.number(a)?.as_ref().map(negative),
            Number::Least(of) => self.present(of)?.map(LoweredNumber::Least),
            Number::Greatest(of) => self.present(of)?.map(LoweredNumber::Greatest),
        })
    }

    /// The numbers that are not absent; `None` if all are.
    fn present(&mut self, of: &[Number]) -> Result<Option<Vec<LoweredNumber>>, TooLarge> {
        let mut present = Vec::new();
        for one in of {
            present.extend(self.number(one)?);
        }
        Ok((!present.is_empty()).then_some(present))
    }

    fn sum(&mut self, a: &LoweredNumber, b: &LoweredNumber) -> Result<LoweredNumber, TooLarge> {
        self.size += 1;
        if self.size > SIZE_LIMIT {
            return Err(TooLarge);
        }
        Ok(match (a, b) {
            (LoweredNumber::Linear(a), LoweredNumber::Linear(b)) => {
                LoweredNumber::Linear(a.plus(b))
            }
            (LoweredNumber::Least(of), other) | (other, LoweredNumber::Least(of)) => {
                LoweredNumber::Least(self.sums(of, other)?)
            }
            (LoweredNumber::Greatest(of), other) | (other, LoweredNumber::Greatest(of)) => {
                LoweredNumber::Greatest(self.sums(of, other)?)
            }
        })
    }

    fn sums(
        &mut self,
        of: &[LoweredNumber],
        other: &LoweredNumber,
    ) -> Result<Vec<LoweredNumber>, TooLarge> {
        of.iter().map(|one| self.sum(one, other)).collect()
    }
}

fn negative(number: &LoweredNumber) -> LoweredNumber {
    match number {
        LoweredNumber::Linear(linear) => LoweredNumber::Linear(linear.negative()),
        LoweredNumber::Least(of) => LoweredNumber::Greatest(of.iter().map(negative).collect()),
        LoweredNumber::Greatest(of) => LoweredNumber::Least(of.iter().map(negative).collect()),
    }
}
