//! [`Formula`]: a condition without `min`, `max`, `not` and names, as `and` and `or` over
//! comparisons of sums with numbers.

use crate::score::condition::{Comparison, Name, Number, Truth};

use super::TooLarge;
use super::linear::{Atom, Bound, Forms, Linear};

/// How many sums the conditions of one instrument may come to.
const SIZE_LIMIT: usize = 20_000;

/// A condition over whole numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Formula {
    /// True or false for all.
    Known(bool),
    /// A comparison.
    Atom(Atom),
    /// All of these.
    And(Vec<Formula>),
    /// One of these.
    Or(Vec<Formula>),
}

impl Formula {
    /// True where it is false.
    pub fn negative(&self) -> Self {
        match self {
            Self::Known(truth) => Self::Known(!truth),
            Self::Atom(Atom { form, bound }) => Self::Atom(Atom {
                form: *form,
                bound: match bound {
                    Bound::AtLeast(least) => Bound::AtMost(least - 1),
                    Bound::AtMost(most) => Bound::AtLeast(most + 1),
                },
            }),
            Self::And(of) => Self::Or(of.iter().map(Self::negative).collect()),
            Self::Or(of) => Self::And(of.iter().map(Self::negative).collect()),
        }
    }
}

/// A number whose `min` and `max` stand outside of its sums.
#[derive(Clone, Debug)]
enum Piece {
    Linear(Linear),
    Least(Vec<Piece>),
    Greatest(Vec<Piece>),
}

/// Makes formulas of conditions.
pub struct Lowering<'a> {
    /// What names stand for; `None` is absent.
    pub names: &'a dyn Fn(Name) -> Option<Linear>,
    /// The sums that are compared.
    pub forms: &'a mut Forms,
    /// How many sums there were.
    pub size: usize,
}

impl Lowering<'_> {
    /// Where the condition is certainly `wanted`. Where it is unknown the formula is false.
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
        how: Comparison,
        a: &Number,
        b: &Number,
        wanted: bool,
    ) -> Result<Formula, TooLarge> {
        let (Some(a), Some(b)) = (self.number(a)?, self.number(b)?) else {
            return Ok(Formula::Known(false));
        };
        let (a_less_b, b_less_a) = (self.less(&a, &b)?, self.less(&b, &a)?);
        let formula = match how {
            Comparison::Less => a_less_b,
            Comparison::Greater => b_less_a,
            Comparison::AtMost => b_less_a.negative(),
            Comparison::AtLeast => a_less_b.negative(),
            Comparison::Equal => Formula::And(vec![a_less_b.negative(), b_less_a.negative()]),
        };
        Ok(if wanted { formula } else { formula.negative() })
    }

    /// `a < b`, which among whole numbers is `b - a - 1 >= 0`.
    fn less(&mut self, a: &Piece, b: &Piece) -> Result<Formula, TooLarge> {
        let difference = self.sum(b, &negative(a))?;
        let piece = self.sum(&difference, &Piece::Linear(Linear::constant(-1)))?;
        Ok(self.at_least_zero(&piece))
    }

    fn at_least_zero(&mut self, piece: &Piece) -> Formula {
        match piece {
            Piece::Linear(linear) => match self.forms.at_least_zero(linear) {
                Ok(atom) => Formula::Atom(atom),
                Err(truth) => Formula::Known(truth),
            },
            Piece::Least(of) => Formula::And(of.iter().map(|p| self.at_least_zero(p)).collect()),
            Piece::Greatest(of) => Formula::Or(of.iter().map(|p| self.at_least_zero(p)).collect()),
        }
    }

    fn number(&mut self, number: &Number) -> Result<Option<Piece>, TooLarge> {
        Ok(match number {
            Number::Literal(number) => Some(Piece::Linear(Linear::constant(*number))),
            Number::Name(name) => (self.names)(*name).map(Piece::Linear),
            Number::Sum(a, b) => match (self.number(a)?, self.number(b)?) {
                (Some(a), Some(b)) => Some(self.sum(&a, &b)?),
                _ => None,
            },
            Number::Difference(a, b) => match (self.number(a)?, self.number(b)?) {
                (Some(a), Some(b)) => Some(self.sum(&a, &negative(&b))?),
                _ => None,
            },
            Number::Negative(a) => self.number(a)?.as_ref().map(negative),
            Number::Least(of) => self.present(of)?.map(Piece::Least),
            Number::Greatest(of) => self.present(of)?.map(Piece::Greatest),
        })
    }

    /// Those that are not absent, unless all are.
    fn present(&mut self, of: &[Number]) -> Result<Option<Vec<Piece>>, TooLarge> {
        let mut present = Vec::new();
        for one in of {
            present.extend(self.number(one)?);
        }
        Ok((!present.is_empty()).then_some(present))
    }

    fn sum(&mut self, a: &Piece, b: &Piece) -> Result<Piece, TooLarge> {
        self.size += 1;
        if self.size > SIZE_LIMIT {
            return Err(TooLarge);
        }
        Ok(match (a, b) {
            (Piece::Linear(a), Piece::Linear(b)) => Piece::Linear(a.plus(b)),
            (Piece::Least(of), other) | (other, Piece::Least(of)) => {
                Piece::Least(self.sums(of, other)?)
            }
            (Piece::Greatest(of), other) | (other, Piece::Greatest(of)) => {
                Piece::Greatest(self.sums(of, other)?)
            }
        })
    }

    fn sums(&mut self, of: &[Piece], other: &Piece) -> Result<Vec<Piece>, TooLarge> {
        of.iter().map(|one| self.sum(one, other)).collect()
    }
}

fn negative(piece: &Piece) -> Piece {
    match piece {
        Piece::Linear(linear) => Piece::Linear(linear.negative()),
        Piece::Least(of) => Piece::Greatest(of.iter().map(negative).collect()),
        Piece::Greatest(of) => Piece::Least(of.iter().map(negative).collect()),
    }
}
