//! [`When`]: the condition of a band as a syntax tree, and its value for given numbers.

/// The condition of a band.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum When {
    /// `else`: where no other band applies.
    Else,
    /// Where an expression is true.
    Holds(Truth),
}

/// A boolean expression: true, false or unknown.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Truth {
    /// Two numbers compared.
    Compare(CompareOp, Number, Number),
    /// `and` between several.
    And(Vec<Truth>),
    /// `or` between several.
    Or(Vec<Truth>),
    /// `not`.
    Not(Box<Truth>),
}

/// A numeric expression: a whole number, or absent.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Number {
    /// An integer as written.
    Literal(i64),
    /// A measure or statement by its name.
    Name(Name),
    /// `+`.
    Sum(Box<Number>, Box<Number>),
    /// `-` between two.
    Difference(Box<Number>, Box<Number>),
    /// `-` before one.
    Negative(Box<Number>),
    /// `min(…)`.
    Least(Vec<Number>),
    /// `max(…)`.
    Greatest(Vec<Number>),
}

/// A name in a condition: a measure, a statement or `score`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Name {
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
    /// `<`
    Less,
    /// `<=`
    AtMost,
    /// `>`
    Greater,
    /// `>=`
    AtLeast,
    /// `==`
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

    /// The operator that says as much about exchanged sides: `>` for `<`.
    #[must_use]
    pub fn turned(self) -> Self {
        match self {
            Self::Less => Self::Greater,
            Self::AtMost => Self::AtLeast,
            Self::Greater => Self::Less,
            Self::AtLeast => Self::AtMost,
            Self::Equal => Self::Equal,
        }
    }

    fn of(self, left: i64, right: i64) -> bool {
        match self {
            Self::Less => left < right,
            Self::AtMost => left <= right,
            Self::Greater => left > right,
            Self::AtLeast => left >= right,
            Self::Equal => left == right,
        }
    }
}

/// The numbers for which a condition is evaluated; `None` is absent.
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
    fn get(&self, name: Name) -> Option<i64> {
        match name {
            Name::Measure(at) => self.measures.get(at).copied().flatten(),
            Name::Item(at) => self.items.get(at).copied().flatten(),
            Name::Score => self.score,
        }
    }
}

impl Number {
    /// The value of an expression; `None` is absent.
    pub fn value(&self, values: &ConditionValues<'_>) -> Option<i64> {
        match self {
            Self::Literal(number) => Some(*number),
            Self::Name(name) => values.get(*name),
            Self::Sum(a, b) => Some(a.value(values)? + b.value(values)?),
            Self::Difference(a, b) => Some(a.value(values)? - b.value(values)?),
            Self::Negative(a) => Some(-a.value(values)?),
            Self::Least(of) => of.iter().filter_map(|one| one.value(values)).min(),
            Self::Greatest(of) => of.iter().filter_map(|one| one.value(values)).max(),
        }
    }

    /// Calls `visit` with every name in an expression.
    pub fn names(&self, visit: &mut impl FnMut(Name)) {
        match self {
            Self::Literal(_) => {}
            Self::Name(name) => visit(*name),
            Self::Sum(a, b) | Self::Difference(a, b) => {
                a.names(visit);
                b.names(visit);
            }
            Self::Negative(a) => a.names(visit),
            Self::Least(of) | Self::Greatest(of) => of.iter().for_each(|one| one.names(visit)),
        }
    }
}

impl Truth {
    /// The value of an expression; `None` is unknown.
    pub fn holds(&self, values: &ConditionValues<'_>) -> Option<bool> {
        match self {
            Self::Compare(how, a, b) => Some(how.of(a.value(values)?, b.value(values)?)),
            Self::And(of) => decide(of, false, values),
            Self::Or(of) => decide(of, true, values),
            Self::Not(of) => of.holds(values).map(|truth| !truth),
        }
    }

    /// Calls `visit` with every name in an expression.
    pub fn names(&self, visit: &mut impl FnMut(Name)) {
        match self {
            Self::Compare(_, a, b) => {
                a.names(visit);
                b.names(visit);
            }
            Self::And(of) | Self::Or(of) => of.iter().for_each(|one| one.names(visit)),
            Self::Not(of) => of.names(visit),
        }
    }
}

/// `and` (`decisive` is false) or `or` (it is true): `decisive` if a part has that value, else
/// unknown if a part is unknown, else the opposite.
fn decide(parts: &[Truth], decisive: bool, values: &ConditionValues<'_>) -> Option<bool> {
    let mut known = true;
    for part in parts {
        match part.holds(values) {
            Some(truth) if truth == decisive => return Some(decisive),
            Some(_) => {}
            None => known = false,
        }
    }
    known.then_some(!decisive)
}
