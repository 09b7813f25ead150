//! [`When`]: the condition of a band as a tree, and what it comes to for given numbers.

/// The condition of a band.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum When {
    /// `else`: where no other band applies.
    Else,
    /// Where this is true.
    Holds(Truth),
}

/// Something that is true, false or unknown.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Truth {
    /// Two numbers compared.
    Compare(Comparison, Number, Number),
    /// `and` between all of these.
    And(Vec<Truth>),
    /// `or` between all of these.
    Or(Vec<Truth>),
    /// `not`.
    Not(Box<Truth>),
}

/// Something that is a whole number, or absent.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Number {
    /// An integer as written.
    Literal(i64),
    /// What has a value by its name.
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

/// What a name stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Name {
    /// A measure by its place.
    Measure(usize),
    /// A statement by its place in the whole instrument.
    Item(usize),
    /// `score`: the measure in turn.
    Score,
}

/// How two numbers are compared.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Comparison {
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

impl Comparison {
    /// As it is written.
    pub fn symbol(self) -> &'static str {
        match self {
            Self::Less => "<",
            Self::AtMost => "<=",
            Self::Greater => ">",
            Self::AtLeast => ">=",
            Self::Equal => "==",
        }
    }

    /// The same with its sides exchanged.
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

/// The numbers for which a condition is looked at; `None` is absent.
#[derive(Clone, Copy, Debug)]
pub struct Values<'a> {
    /// The measures, in order.
    pub measures: &'a [Option<i64>],
    /// The statements, in order.
    pub items: &'a [Option<i64>],
    /// The measure in turn.
    pub score: Option<i64>,
}

impl Values<'_> {
    fn get(&self, name: Name) -> Option<i64> {
        match name {
            Name::Measure(at) => self.measures.get(at).copied().flatten(),
            Name::Item(at) => self.items.get(at).copied().flatten(),
            Name::Score => self.score,
        }
    }
}

impl Number {
    /// Its value.
    pub fn value(&self, values: &Values<'_>) -> Option<i64> {
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

    /// Calls `visit` with every name in it.
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
    /// Whether it is true; `None` if that is unknown.
    pub fn holds(&self, values: &Values<'_>) -> Option<bool> {
        match self {
            Self::Compare(how, a, b) => Some(how.of(a.value(values)?, b.value(values)?)),
            Self::And(of) => decide(of, false, values),
            Self::Or(of) => decide(of, true, values),
            Self::Not(of) => of.holds(values).map(|truth| !truth),
        }
    }

    /// Calls `visit` with every name in it.
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

/// `decisive` if one of the parts is, else unknown if one is unknown, else the opposite.
fn decide(parts: &[Truth], decisive: bool, values: &Values<'_>) -> Option<bool> {
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
