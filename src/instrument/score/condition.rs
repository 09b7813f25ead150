//! [`When`]: the condition of a band as a syntax tree, and its value for given numbers.

/// The condition of a band.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum When {
    /// `else`: where no other band applies.
    Else,
    /// A boolean expression that must be true.
    Holds(BoolExpr),
}

/// A boolean expression, whose value is true, false or unknown.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum BoolExpr {
    /// A comparison of two numbers.
    Compare(CompareOp, NumberExpr, NumberExpr),
    /// Operands joined by `and`.
    And(Vec<BoolExpr>),
    /// Operands joined by `or`.
    Or(Vec<BoolExpr>),
    /// An operand after `not`.
    Not(Box<BoolExpr>),
}

/// A numeric expression, whose value is a whole number or absent.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum NumberExpr {
    /// A whole number as written.
    Literal(i64),
    /// A variable.
    Variable(Variable),
    /// Two operands with `+` between them.
    Sum(Box<NumberExpr>, Box<NumberExpr>),
    /// Two operands with `-` between them.
    Difference(Box<NumberExpr>, Box<NumberExpr>),
    /// An operand after `-`.
    Negative(Box<NumberExpr>),
    /// The least of several operands: `min(…)`.
    Least(Vec<NumberExpr>),
    /// The greatest of several operands: `max(…)`.
    Greatest(Vec<NumberExpr>),
}

/// A variable of a condition: a measure, a statement or `score`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Variable {
    /// A measure by its place in the instrument.
    Measure(usize),
    /// A statement by its place among all statements of the instrument.
    Item(usize),
    /// `score`: the measure to which a band with `each` is being applied.
    Score,
}

/// An operator that compares two numbers.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CompareOp {
    /// The operator `<`.
    Less,
    /// The operator `<=`.
    AtMost,
    /// The operator `>`.
    Greater,
    /// The operator `>=`.
    AtLeast,
    /// The operator `==`.
    Equal,
}

impl CompareOp {
    /// The operator as conditions write it.
    pub fn symbol(self) -> &'static str {
        match self {
            Self::Less => "<",
            Self::AtMost => "<=",
            Self::Greater => ">",
            Self::AtLeast => ">=",
            Self::Equal => "==",
        }
    }

    /// The operator with the same meaning for swapped operands: `>` for `<`.
    #[must_use]
    pub fn swapped(self) -> Self {
        match self {
            Self::Less => Self::Greater,
            Self::AtMost => Self::AtLeast,
            Self::Greater => Self::Less,
            Self::AtLeast => Self::AtMost,
            Self::Equal => Self::Equal,
        }
    }

    /// A comparison of a number with a literal, the literal on the right; `None` for others.
    pub fn with_literal<'a>(
        self,
        a: &'a NumberExpr,
        b: &'a NumberExpr,
    ) -> Option<(Self, &'a NumberExpr, i64)> {
        match (a, b) {
            (number, NumberExpr::Literal(literal)) => Some((self, number, *literal)),
            (NumberExpr::Literal(literal), number) => Some((self.swapped(), number, *literal)),
            _ => None,
        }
    }

    fn compare(self, left: i64, right: i64) -> bool {
        match self {
            Self::Less => left < right,
            Self::AtMost => left <= right,
            Self::Greater => left > right,
            Self::AtLeast => left >= right,
            Self::Equal => left == right,
        }
    }
}

/// The values of the variables of a condition; `None` is absent.
#[derive(Clone, Copy, Debug)]
pub struct ConditionValues<'a> {
    /// The measures, in order.
    pub measures: &'a [Option<i64>],
    /// The statements, in order.
    pub items: &'a [Option<i64>],
    /// The value of `score`.
    pub score: Option<i64>,
}

impl ConditionValues<'_> {
    fn get(&self, variable: Variable) -> Option<i64> {
        match variable {
            Variable::Measure(at) => self.measures.get(at).copied().flatten(),
            Variable::Item(at) => self.items.get(at).copied().flatten(),
            Variable::Score => self.score,
        }
    }
}

impl NumberExpr {
    /// The value of the expression; `None` is absent.
    pub fn evaluate(&self, values: &ConditionValues<'_>) -> Option<i64> {
        match self {
            Self::Literal(number) => Some(*number),
            Self::Variable(variable) => values.get(*variable),
            Self::Sum(a, b) => Some(a.evaluate(values)? + b.evaluate(values)?),
            Self::Difference(a, b) => Some(a.evaluate(values)? - b.evaluate(values)?),
            Self::Negative(a) => Some(-a.evaluate(values)?),
            Self::Least(parts) => parts.iter().filter_map(|part| part.evaluate(values)).min(),
            Self::Greatest(parts) => parts.iter().filter_map(|part| part.evaluate(values)).max(),
        }
    }

    /// Whether the expression is a sum of measures.
    pub fn is_sum(&self) -> bool {
        match self {
            Self::Variable(variable) => !matches!(variable, Variable::Item(_)),
            Self::Sum(a, b) => a.is_sum() && b.is_sum(),
            _ => false,
        }
    }

    /// Every variable in the expression, as often as it is there.
    pub fn variables(&self) -> Vec<Variable> {
        match self {
            Self::Literal(_) => Vec::new(),
            Self::Variable(variable) => vec![*variable],
            Self::Sum(a, b) | Self::Difference(a, b) => [a.variables(), b.variables()].concat(),
            Self::Negative(a) => a.variables(),
            Self::Least(parts) | Self::Greatest(parts) => {
                parts.iter().flat_map(Self::variables).collect()
            }
        }
    }
}

impl BoolExpr {
    /// The value of the expression; `None` is unknown.
    pub fn evaluate(&self, values: &ConditionValues<'_>) -> Option<bool> {
        match self {
            Self::Compare(operator, a, b) => {
                Some(operator.compare(a.evaluate(values)?, b.evaluate(values)?))
            }
            Self::And(parts) => decide(parts, false, values),
            Self::Or(parts) => decide(parts, true, values),
            Self::Not(operand) => operand.evaluate(values).map(|truth| !truth),
        }
    }

    /// Every comparison in the expression.
    pub fn comparisons(&self) -> Vec<(CompareOp, &NumberExpr, &NumberExpr)> {
        match self {
            Self::Compare(operator, a, b) => vec![(*operator, a, b)],
            Self::And(parts) | Self::Or(parts) => {
                parts.iter().flat_map(Self::comparisons).collect()
            }
            Self::Not(operand) => operand.comparisons(),
        }
    }

    /// Every variable in the expression, as often as it is there.
    pub fn variables(&self) -> Vec<Variable> {
        let comparisons = self.comparisons().into_iter();
        comparisons.flat_map(|(_, a, b)| [a.variables(), b.variables()].concat()).collect()
    }
}

/// The value of `and`, with a `decisive` value of false, or of `or`, with one of true: `decisive`
/// if a part has that value, else unknown if a part is unknown, else the opposite.
fn decide(parts: &[BoolExpr], decisive: bool, values: &ConditionValues<'_>) -> Option<bool> {
    let mut is_known = true;
    for part in parts {
        match part.evaluate(values) {
            Some(truth) if truth == decisive => return Some(decisive),
            Some(_) => {}
            None => is_known = false,
        }
    }
    is_known.then_some(!decisive)
}
