//! [`describe`]: the condition of a band in words: `Managing 18 or more and Leading under 18`.

use std::collections::BTreeMap;

use crate::instrument::keys::LabelKeys;
use crate::instrument::score::{
    BoolExpr, CompareOp, InstrumentKind, InstrumentRules, NumberExpr, ScoreBand, Variable, When,
};

/// The phrases that conditions are described with, by the key of their string in the theme; `{a}`,
/// `{b}` and `{c}` stand for the parts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct ConditionWords(BTreeMap<String, String>);

impl ConditionWords {
    /// Takes the phrases from the strings of a theme.
    pub fn new(strings: &BTreeMap<String, String>) -> Self {
        let phrases = strings.iter().filter(|(key, _)| key.starts_with("condition_"));
        Self(phrases.map(|(key, phrase)| (key.clone(), phrase.clone())).collect())
    }

    /// The phrase of a key with its parts filled in.
    fn phrase(&self, key: &str, parts: &[&str]) -> String {
        let Some(template) = self.0.get(key) else {
            return parts.join(" ");
        };
        let mut pieces = template.split('{');
        let mut text = pieces.next().unwrap_or_default().to_owned();
        for piece in pieces {
            if let Some(part) = ["a}", "b}", "c}"].iter().position(|n| piece.starts_with(n)) {
                text.push_str(parts.get(part).copied().unwrap_or_default());
                text.push_str(&piece[2..]);
            } else {
                text.push('{');
                text.push_str(piece);
            }
        }
        text
    }
}

/// The condition of a band in words. If there are `answers`, those of the scale, the points of
/// statements are called by them.
pub fn describe(
    band: &ScoreBand,
    instrument: &InstrumentRules,
    answers: &[LabelKeys],
    words: &ConditionWords,
) -> String {
    let describer = ConditionDescriber { instrument, answers, words };
    let text = match &band.when {
        When::Else => words.phrase("condition_else", &[]),
        When::Holds(truth) => describer.expression(truth),
    };
    let mut chars = text.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => text,
    }
}

/// Describes the conditions of an instrument in the words of a theme.
struct ConditionDescriber<'a> {
    instrument: &'a InstrumentRules,
    answers: &'a [LabelKeys],
    words: &'a ConditionWords,
}

impl ConditionDescriber<'_> {
    fn expression(&self, truth: &BoolExpr) -> String {
        match truth {
            BoolExpr::And(parts) => self.and(parts),
            BoolExpr::Or(parts) => {
                self.join("condition_or", parts.iter().map(|part| self.operand(part)))
            }
            BoolExpr::Not(operand) => self.words.phrase("condition_not", &[&self.operand(operand)]),
            BoolExpr::Compare(operator, a, b) => self.compare(*operator, a, b),
        }
    }

    /// Describes an `and`, in which a lower and an upper bound on one number become a range.
    fn and(&self, parts: &[BoolExpr]) -> String {
        let mut phrases = Vec::new();
        let mut rest = parts.iter().peekable();
        while let Some(part) = rest.next() {
            let range = rest.peek().and_then(|next| self.range(part, next));
            if range.is_some() {
                rest.next();
            }
            phrases.push(range.unwrap_or_else(|| self.operand(part)));
        }
        self.join("condition_and", phrases.into_iter())
    }

    fn range(&self, a: &BoolExpr, b: &BoolExpr) -> Option<String> {
        let (number, from_a, to_a) = bounds(a)?;
        let (other, from_b, to_b) = bounds(b)?;
        let (least, most) = (from_a.xor(from_b)?, to_a.xor(to_b)?);
        (number == other && least < most).then(|| {
            let [from, to] = [least, most].map(|literal| self.points(number, literal));
            let parts = [self.number(number), from, to];
            self.words.phrase("condition_between", &[&parts[0], &parts[1], &parts[2]])
        })
    }

    /// Describes an operand of `and`, `or` or `not`: in brackets if it has operands itself.
    fn operand(&self, truth: &BoolExpr) -> String {
        match truth {
            BoolExpr::Compare(..) => self.expression(truth),
            _ => format!("({})", self.expression(truth)),
        }
    }

    fn join(&self, key: &str, mut parts: impl Iterator<Item = String>) -> String {
        let first = parts.next().unwrap_or_default();
        parts.fold(first, |text, part| self.words.phrase(key, &[&text, &part]))
    }

    fn compare(&self, operator: CompareOp, a: &NumberExpr, b: &NumberExpr) -> String {
        if let (NumberExpr::Literal(_), false) = (a, matches!(b, NumberExpr::Literal(_))) {
            return self.compare(operator.swapped(), b, a);
        }
        if let Some(text) = self.distance(operator, a, b) {
            return text;
        }
        let is_plain = matches!(b, NumberExpr::Literal(_));
        let key = match (operator, is_plain) {
            (CompareOp::Less, true) => "condition_under",
            (CompareOp::AtMost, true) => "condition_at_most",
            (CompareOp::Greater, true) => "condition_over",
            (CompareOp::AtLeast, true) => "condition_at_least",
            (CompareOp::Equal, true) => "condition_equal",
            (CompareOp::Less, false) => "condition_less_than",
            (CompareOp::AtMost, false) => "condition_no_more_than",
            (CompareOp::Greater, false) => "condition_more_than",
            (CompareOp::AtLeast, false) => "condition_no_less_than",
            (CompareOp::Equal, false) => "condition_equal_to",
        };
        let b = match b {
            NumberExpr::Literal(literal) => self.points(a, *literal),
            _ => self.number(b),
        };
        self.words.phrase(key, &[&self.number(a), &b])
    }

    /// A literal that a number is compared with: an answer, if the number is that of statements.
    fn points(&self, number: &NumberExpr, literal: i64) -> String {
        let of_statements = match number {
            NumberExpr::Least(parts) | NumberExpr::Greatest(parts) => parts,
            other => std::slice::from_ref(other),
        };
        let is_statement = |number: &NumberExpr| match number {
            NumberExpr::Variable(Variable::Item(at)) => {
                self.instrument.items().nth(*at).is_some_and(|item| !item.reverse)
            }
            _ => false,
        };
        let answer = match self.instrument.kind {
            InstrumentKind::Assessment { from, .. } if of_statements.iter().all(is_statement) => {
                usize::try_from(literal - from).ok().and_then(|at| self.answers.get(at))
            }
            _ => None,
        };
        match answer {
            Some(answer) => self.words.phrase("condition_answer", &[&answer.label]),
            None => self.literal(literal),
        }
    }

    /// Describes `a - b >= 6` and `a >= b + 6` as the distance of two numbers; `None` for other
    /// comparisons.
    fn distance(&self, operator: CompareOp, a: &NumberExpr, b: &NumberExpr) -> Option<String> {
        let (high, low, by) = match (a, b) {
            (NumberExpr::Difference(high, low), NumberExpr::Literal(by)) => (&**high, &**low, *by),
            (high, NumberExpr::Sum(low, by)) => match &**by {
                NumberExpr::Literal(by) => (high, &**low, *by),
                _ => return None,
            },
            _ => return None,
        };
        let (key, by) = match operator {
            CompareOp::AtLeast => ("condition_more_above", by),
            CompareOp::Greater => ("condition_more_above", by + 1),
            CompareOp::Less => ("condition_less_above", by),
            CompareOp::AtMost => ("condition_less_above", by + 1),
            CompareOp::Equal => return None,
        };
        let parts = [self.number(high), self.literal(by), self.number(low)];
        (by > 0).then(|| self.words.phrase(key, &[&parts[0], &parts[1], &parts[2]]))
    }

    fn number(&self, number: &NumberExpr) -> String {
        match number {
            NumberExpr::Literal(number) => self.literal(*number),
            NumberExpr::Variable(variable) => self.variable(*variable),
            NumberExpr::Sum(a, b) => self.binary("condition_plus", a, b),
            NumberExpr::Difference(a, b) => self.binary("condition_minus", a, b),
            NumberExpr::Negative(a) => self.words.phrase("condition_negative", &[&self.term(a)]),
            NumberExpr::Least(parts) => {
                self.min_max(["condition_lower", "condition_lowest"], parts)
            }
            NumberExpr::Greatest(parts) => {
                self.min_max(["condition_higher", "condition_highest"], parts)
            }
        }
    }

    fn binary(&self, key: &str, a: &NumberExpr, b: &NumberExpr) -> String {
        self.words.phrase(key, &[&self.number(a), &self.term(b)])
    }

    /// Describes a term of a sum: in brackets if it is a sum itself.
    fn term(&self, number: &NumberExpr) -> String {
        match number {
            NumberExpr::Sum(..) | NumberExpr::Difference(..) | NumberExpr::Negative(_) => {
                format!("({})", self.number(number))
            }
            _ => self.number(number),
        }
    }

    fn min_max(&self, [of_two, of_many]: [&str; 2], parts: &[NumberExpr]) -> String {
        let [rest @ .., last] = parts else {
            return String::new();
        };
        if rest.is_empty() {
            return self.number(last);
        }
        let list = self.join("condition_list", rest.iter().map(|part| self.number(part)));
        let list = self.words.phrase("condition_list_end", &[&list, &self.number(last)]);
        self.words.phrase(if parts.len() == 2 { of_two } else { of_many }, &[&list])
    }

    fn literal(&self, number: i64) -> String {
        match self.instrument.kind {
            InstrumentKind::Assessment { .. } => number.to_string(),
            InstrumentKind::Audit { .. } => {
                self.words.phrase("condition_percent", &[&number.to_string()])
            }
        }
    }

    fn variable(&self, variable: Variable) -> String {
        match (variable, &self.instrument.kind) {
            (Variable::Measure(at), _) => {
                // A label such as `How: plans, dates, owners` begins with its name.
                let label = self.instrument.measures.get(at).map(|m| m.label.as_str());
                let name = label.and_then(|label| label.split(": ").next());
                name.unwrap_or_default().to_owned()
            }
            (Variable::Item(at), _) => {
                self.words.phrase("condition_statement", &[&(at + 1).to_string()])
            }
            (Variable::Score, InstrumentKind::Assessment { .. }) => {
                self.words.phrase("condition_any_dimension", &[])
            }
            (Variable::Score, InstrumentKind::Audit { .. }) => {
                self.words.phrase("condition_any_column", &[])
            }
        }
    }
}

/// A comparison of an expression with a literal, as the least or the most that the expression is.
fn bounds(truth: &BoolExpr) -> Option<(&NumberExpr, Option<i64>, Option<i64>)> {
    let BoolExpr::Compare(operator, a, b) = truth else {
        return None;
    };
    let (operator, number, literal) = operator.with_literal(a, b)?;
    let (least, most) = match operator {
        CompareOp::Less => (None, Some(literal - 1)),
        CompareOp::AtMost => (None, Some(literal)),
        CompareOp::Greater => (Some(literal + 1), None),
        CompareOp::AtLeast => (Some(literal), None),
        CompareOp::Equal => return None,
    };
    Some((number, least, most))
}

/// Whether the condition of every band is a range of one sum of measures, so that readers can find
/// their band from the sums without a script.
pub fn is_plain(instrument: &InstrumentRules) -> bool {
    instrument.bands.iter().all(|band| match &band.when {
        When::Else => true,
        When::Holds(BoolExpr::And(parts)) => {
            let mut numbers = parts.iter().map(plain_number);
            let first = numbers.next().flatten();
            first.is_some() && numbers.all(|number| number == first)
        }
        When::Holds(truth) => plain_number(truth).is_some(),
    })
}

/// The sum of measures that a comparison compares with a literal; `None` for other comparisons.
fn plain_number(truth: &BoolExpr) -> Option<&NumberExpr> {
    let BoolExpr::Compare(operator, a, b) = truth else {
        return None;
    };
    let (_, number, _) = operator.with_literal(a, b)?;
    number.is_sum().then_some(number)
}
