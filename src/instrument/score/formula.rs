//! [`Formula`]: a condition lowered to `and` and `or` over comparisons of sums with numbers, without
//! `min`, `max`, `not` and variables.

use crate::instrument::score::condition::{BoolExpr, CompareOp, NumberExpr, Variable};

use crate::instrument::score::budget::TooLarge;
use crate::instrument::score::linear::{Atom, LinearBound, LinearExpr, LinearForms};

/// How many sums the conditions of one instrument may be lowered to.
const SIZE_LIMIT: usize = 20_000;

/// A condition over the unknowns of a search.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Formula {
    /// A formula that is true or false everywhere.
    Known(bool),
    /// A comparison of a sum with a number.
    Atom(Atom),
    /// A formula that is true where all its parts are.
    And(Vec<Formula>),
    /// A formula that is true where one of its parts is.
    Or(Vec<Formula>),
}

impl Formula {
    /// The negation: true where the formula is false.
    pub fn negated(&self) -> Self {
        match self {
            Self::Known(truth) => Self::Known(!truth),
            Self::Atom(Atom { form, bound }) => Self::Atom(Atom {
                form: *form,
                bound: match bound {
                    LinearBound::AtLeast(least) => LinearBound::AtMost(least - 1),
                    LinearBound::AtMost(most) => LinearBound::AtLeast(most + 1),
                },
            }),
            Self::And(parts) => Self::Or(parts.iter().map(Self::negated).collect()),
            Self::Or(parts) => Self::And(parts.iter().map(Self::negated).collect()),
        }
    }
}

/// A numeric expression in which `min` and `max` were moved out of all sums.
#[derive(Clone, Debug)]
enum LoweredNumber {
    Linear(LinearExpr),
    Least(Vec<LoweredNumber>),
    Greatest(Vec<LoweredNumber>),
}

/// Lowers conditions to formulas.
pub struct Lowering<'a> {
    /// The sum of unknowns for a variable; `None` is absent.
    pub variables: &'a dyn Fn(Variable) -> Option<LinearExpr>,
    /// The sums that are compared, to which new ones are added.
    pub forms: &'a mut LinearForms,
    /// How many sums were lowered so far.
    pub size: usize,
}

impl Lowering<'_> {
    /// The formula that is true where an expression has the value `wanted`, and false where it has
    /// the other value or is unknown.
    pub fn truth(&mut self, truth: &BoolExpr, wanted: bool) -> Result<Formula, TooLarge> {
        Ok(match truth {
            BoolExpr::Not(operand) => self.truth(operand, !wanted)?,
            BoolExpr::And(parts) if wanted => Formula::And(self.all(parts, wanted)?),
            BoolExpr::Or(parts) if !wanted => Formula::And(self.all(parts, wanted)?),
            BoolExpr::And(parts) | BoolExpr::Or(parts) => Formula::Or(self.all(parts, wanted)?),
            BoolExpr::Compare(operator, a, b) => self.compare(*operator, a, b, wanted)?,
        })
    }

    fn all(&mut self, parts: &[BoolExpr], wanted: bool) -> Result<Vec<Formula>, TooLarge> {
        parts.iter().map(|part| self.truth(part, wanted)).collect()
    }

    fn compare(
        &mut self,
        operator: CompareOp,
        a: &NumberExpr,
        b: &NumberExpr,
        wanted: bool,
    ) -> Result<Formula, TooLarge> {
        let (Some(a), Some(b)) = (self.number(a)?, self.number(b)?) else {
            return Ok(Formula::Known(false));
        };
        let (a_less_b, b_less_a) = (self.less(&a, &b)?, self.less(&b, &a)?);
        let formula = match operator {
            CompareOp::Less => a_less_b,
            CompareOp::Greater => b_less_a,
            CompareOp::AtMost => b_less_a.negated(),
            CompareOp::AtLeast => a_less_b.negated(),
            CompareOp::Equal => Formula::And(vec![a_less_b.negated(), b_less_a.negated()]),
        };
        Ok(if wanted { formula } else { formula.negated() })
    }

    /// `a < b`, which among whole numbers is `b - a - 1 >= 0`.
    fn less(&mut self, a: &LoweredNumber, b: &LoweredNumber) -> Result<Formula, TooLarge> {
        let difference = self.sum(b, &negated(a))?;
        let number = self.sum(&difference, &LoweredNumber::Linear(LinearExpr::constant(-1)))?;
        Ok(self.at_least_zero(&number))
    }

    fn at_least_zero(&mut self, number: &LoweredNumber) -> Formula {
        match number {
            LoweredNumber::Linear(linear) => match self.forms.at_least_zero(linear) {
                Ok(atom) => Formula::Atom(atom),
                Err(truth) => Formula::Known(truth),
            },
            LoweredNumber::Least(parts) => {
                Formula::And(parts.iter().map(|part| self.at_least_zero(part)).collect())
            }
            LoweredNumber::Greatest(parts) => {
                Formula::Or(parts.iter().map(|part| self.at_least_zero(part)).collect())
            }
        }
    }

    fn number(&mut self, number: &NumberExpr) -> Result<Option<LoweredNumber>, TooLarge> {
        Ok(match number {
            NumberExpr::Literal(number) => {
                Some(LoweredNumber::Linear(LinearExpr::constant(*number)))
            }
            NumberExpr::Variable(variable) => {
                (self.variables)(*variable).map(LoweredNumber::Linear)
            }
            NumberExpr::Sum(a, b) => match (self.number(a)?, self.number(b)?) {
                (Some(a), Some(b)) => Some(self.sum(&a, &b)?),
                _ => None,
            },
            NumberExpr::Difference(a, b) => match (self.number(a)?, self.number(b)?) {
                (Some(a), Some(b)) => Some(self.sum(&a, &negated(&b))?),
                _ => None,
            },
            NumberExpr::Negative(a) => self.number(a)?.as_ref().map(negated),
            NumberExpr::Least(parts) => self.present(parts)?.map(LoweredNumber::Least),
            NumberExpr::Greatest(parts) => self.present(parts)?.map(LoweredNumber::Greatest),
        })
    }

    /// The lowered numbers that are not absent; `None` if all are absent.
    fn present(&mut self, parts: &[NumberExpr]) -> Result<Option<Vec<LoweredNumber>>, TooLarge> {
        let mut present = Vec::new();
        for part in parts {
            present.extend(self.number(part)?);
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
            (LoweredNumber::Least(parts), other) | (other, LoweredNumber::Least(parts)) => {
                LoweredNumber::Least(self.sums(parts, other)?)
            }
            (LoweredNumber::Greatest(parts), other) | (other, LoweredNumber::Greatest(parts)) => {
                LoweredNumber::Greatest(self.sums(parts, other)?)
            }
        })
    }

    fn sums(
        &mut self,
        parts: &[LoweredNumber],
        other: &LoweredNumber,
    ) -> Result<Vec<LoweredNumber>, TooLarge> {
        parts.iter().map(|part| self.sum(part, other)).collect()
    }
}

fn negated(number: &LoweredNumber) -> LoweredNumber {
    match number {
        LoweredNumber::Linear(linear) => LoweredNumber::Linear(linear.negated()),
        LoweredNumber::Least(parts) => LoweredNumber::Greatest(parts.iter().map(negated).collect()),
        LoweredNumber::Greatest(parts) => LoweredNumber::Least(parts.iter().map(negated).collect()),
    }
}
