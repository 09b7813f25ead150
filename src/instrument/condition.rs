//! Conditions of bands in words: `Managing 18 or more and Leading under 18`.

use std::collections::BTreeMap;

use crate::instrument::score::{
    CompareOp, InstrumentKind, InstrumentRules, Name, Number, ScoreBand, Truth, When,
};

/// The phrases, by the key of their string in the theme; `{a}`, `{b}` and `{c}` stand for the parts.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct ConditionWords(BTreeMap<&'static str, String>);

/// The keys of the strings.
const KEYS: &[&str] = &[
    "condition_and",
    "condition_any_column",
    "condition_any_dimension",
    "condition_at_least",
    "condition_at_most",
    "condition_between",
    "condition_else",
    "condition_equal",
    "condition_equal_to",
    "condition_higher",
    "condition_highest",
    "condition_less_above",
    "condition_less_than",
    "condition_list",
    "condition_list_end",
    "condition_lower",
    "condition_lowest",
    "condition_minus",
    "condition_more_above",
    "condition_more_than",
    "condition_negative",
    "condition_no_less_than",
    "condition_no_more_than",
    "condition_not",
    "condition_or",
    "condition_over",
    "condition_percent",
    "condition_plus",
    "condition_statement",
    "condition_under",
];

impl ConditionWords {
    /// Takes the phrases from the strings of a theme.
    pub fn new(string: impl Fn(&str) -> String) -> Self {
        Self(KEYS.iter().map(|key| (*key, string(key))).collect())
    }

    fn say(&self, key: &str, parts: &[&str]) -> String {
        let Some(phrase) = self.0.get(key) else {
            return parts.join(" ");
        };
        let mut said = String::new();
        let mut rest = phrase.as_str();
        while let Some(at) = rest.find('{') {
            said.push_str(&rest[..at]);
            let named = ["{a}", "{b}", "{c}"]
                .iter()
                .position(|n| rest[at..].starts_with(n));
            if let Some(part) = named {
                said.push_str(parts.get(part).copied().unwrap_or_default());
                rest = &rest[at + 3..];
            } else {
                said.push('{');
                rest = &rest[at + 1..];
            }
        }
        said.push_str(rest);
        said
    }
}

/// The condition of a band in words.
pub fn words(band: &ScoreBand, instrument: &InstrumentRules, words: &ConditionWords) -> String {
    let speaker = Speaker { instrument, words };
    let said = match &band.when {
        When::Else => words.say("condition_else", &[]),
        When::Holds(truth) => speaker.truth(truth),
    };
    let mut chars = said.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars).collect(),
        None => said,
    }
}

struct Speaker<'a> {
    instrument: &'a InstrumentRules,
    words: &'a ConditionWords,
}

impl Speaker<'_> {
    fn truth(&self, truth: &Truth) -> String {
        match truth {
            Truth::And(of) => self.and(of),
            Truth::Or(of) => self.join("condition_or", of.iter().map(|one| self.part(one))),
            Truth::Not(of) => self.words.say("condition_not", &[&self.part(of)]),
            Truth::Compare(how, a, b) => self.compare(*how, a, b),
        }
    }

    /// Two bounds on one number are said as a range.
    fn and(&self, of: &[Truth]) -> String {
        let mut said = Vec::new();
        let mut rest = of.iter().peekable();
        while let Some(one) = rest.next() {
            let range = rest.peek().and_then(|next| self.range(one, next));
            if range.is_some() {
                rest.next();
            }
            said.push(range.unwrap_or_else(|| self.part(one)));
        }
        self.join("condition_and", said.into_iter())
    }

    fn range(&self, a: &Truth, b: &Truth) -> Option<String> {
        let (number, first) = bound(a)?;
        let (other, second) = bound(b)?;
        let ((ConditionBound::Least(least), ConditionBound::Most(most))
        | (ConditionBound::Most(most), ConditionBound::Least(least))) = (first, second)
        else {
            return None;
        };
        (number == other && least < most).then(|| {
            let parts = [self.number(number), self.literal(least), self.literal(most)];
            self.words
                .say("condition_between", &[&parts[0], &parts[1], &parts[2]])
        })
    }

    /// A part of a larger condition: in brackets if it has parts itself.
    fn part(&self, truth: &Truth) -> String {
        match truth {
            Truth::Compare(..) => self.truth(truth),
            _ => format!("({})", self.truth(truth)),
        }
    }

    fn join(&self, key: &str, mut parts: impl Iterator<Item = String>) -> String {
        let first = parts.next().unwrap_or_default();
        parts.fold(first, |said, part| self.words.say(key, &[&said, &part]))
    }

    fn compare(&self, how: CompareOp, a: &Number, b: &Number) -> String {
        if let (Number::Literal(_), false) = (a, matches!(b, Number::Literal(_))) {
            return self.compare(how.turned(), b, a);
        }
        if let Some(said) = self.apart(how, a, b) {
            return said;
        }
        let is_plain = matches!(b, Number::Literal(_));
        let key = match (how, is_plain) {
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
        self.words.say(key, &[&self.number(a), &self.number(b)])
    }

    /// `a - b >= 6` and `a >= b + 6`: how far one is above the other.
    fn apart(&self, how: CompareOp, a: &Number, b: &Number) -> Option<String> {
        let (high, low, by) = match (a, b) {
            (Number::Difference(high, low), Number::Literal(by)) => (&**high, &**low, *by),
            (high, Number::Sum(low, by)) => match &**by {
                Number::Literal(by) => (high, &**low, *by),
                _ => return None,
            },
            _ => return None,
        };
        let (key, by) = match how {
            CompareOp::AtLeast => ("condition_more_above", by),
            CompareOp::Greater => ("condition_more_above", by + 1),
            CompareOp::Less => ("condition_less_above", by),
            CompareOp::AtMost => ("condition_less_above", by + 1),
            CompareOp::Equal => return None,
        };
        let parts = [self.number(high), self.literal(by), self.number(low)];
        (by > 0).then(|| self.words.say(key, &[&parts[0], &parts[1], &parts[2]]))
    }

    fn number(&self, number: &Number) -> String {
        match number {
            Number::Literal(number) => self.literal(*number),
            Number::Name(name) => self.name(*name),
            Number::Sum(a, b) => self.two("condition_plus", a, b),
            Number::Difference(a, b) => self.two("condition_minus", a, b),
            Number::Negative(a) => self.words.say("condition_negative", &[&self.inner(a)]),
            Number::Least(of) => self.extreme(["condition_lower", "condition_lowest"], of),
            Number::Greatest(of) => self.extreme(["condition_higher", "condition_highest"], of),
        }
    }

    fn two(&self, key: &str, a: &Number, b: &Number) -> String {
        self.words.say(key, &[&self.number(a), &self.inner(b)])
    }

    /// A part of a sum: in brackets if it is a sum itself.
    fn inner(&self, number: &Number) -> String {
        match number {
            Number::Sum(..) | Number::Difference(..) | Number::Negative(_) => {
                format!("({})", self.number(number))
            }
            _ => self.number(number),
        }
    }

    fn extreme(&self, [of_two, of_many]: [&str; 2], of: &[Number]) -> String {
        let [rest @ .., last] = of else {
            return String::new();
        };
        if rest.is_empty() {
            return self.number(last);
        }
        let list = self.join("condition_list", rest.iter().map(|one| self.number(one)));
        let list = self
            .words
            .say("condition_list_end", &[&list, &self.number(last)]);
        self.words
            .say(if of.len() == 2 { of_two } else { of_many }, &[&list])
    }

    fn literal(&self, number: i64) -> String {
        match self.instrument.kind {
            InstrumentKind::Assessment { .. } => number.to_string(),
            InstrumentKind::Audit { .. } => {
                self.words.say("condition_percent", &[&number.to_string()])
            }
        }
    }

    fn name(&self, name: Name) -> String {
        match (name, &self.instrument.kind) {
            (Name::Measure(at), _) => {
                // `How: plans, dates, owners` explains itself; its first words are its name.
                let label = self.instrument.measures.get(at).map(|m| m.label.as_str());
                let name = label.and_then(|label| label.split(": ").next());
                name.unwrap_or_default().to_owned()
            }
            (Name::Item(at), _) => self
                .words
                .say("condition_statement", &[&(at + 1).to_string()]),
            (Name::Score, InstrumentKind::Assessment { .. }) => {
                self.words.say("condition_any_dimension", &[])
            }
            (Name::Score, InstrumentKind::Audit { .. }) => {
                self.words.say("condition_any_column", &[])
            }
        }
    }
}

/// One side of a range, both included.
enum ConditionBound {
    Least(i64),
    Most(i64),
}

/// A comparison of something with a plain number, as a bound of it.
fn bound(truth: &Truth) -> Option<(&Number, ConditionBound)> {
    let Truth::Compare(how, a, b) = truth else {
        return None;
    };
    let (how, number, with) = match (a, b) {
        (number, Number::Literal(with)) => (*how, number, *with),
        (Number::Literal(with), number) => (how.turned(), number, *with),
        _ => return None,
    };
    let bound = match how {
        CompareOp::Less => ConditionBound::Most(with - 1),
        CompareOp::AtMost => ConditionBound::Most(with),
        CompareOp::Greater => ConditionBound::Least(with + 1),
        CompareOp::AtLeast => ConditionBound::Least(with),
        CompareOp::Equal => return None,
    };
    Some((number, bound))
}

/// Whether all bands of an instrument are ranges of one number each, so that readers can find theirs
/// with the sums alone.
pub fn is_plain(instrument: &InstrumentRules) -> bool {
    instrument.bands.iter().all(|band| match &band.when {
        When::Else => true,
        When::Holds(Truth::And(of)) => {
            let mut numbers = of.iter().map(plain_number);
            let first = numbers.next().flatten();
            first.is_some() && numbers.all(|number| number == first)
        }
        When::Holds(truth) => plain_number(truth).is_some(),
    })
}

/// What a comparison with a plain number is about, if that is a sum of measures.
fn plain_number(truth: &Truth) -> Option<&Number> {
    let Truth::Compare(_, a, b) = truth else {
        return None;
    };
    match (a, b) {
        (number, Number::Literal(_)) | (Number::Literal(_), number) => {
            is_sum(number).then_some(number)
        }
        _ => None,
    }
}

fn is_sum(number: &Number) -> bool {
    match number {
        Number::Name(name) => !matches!(name, Name::Item(_)),
        Number::Sum(a, b) => is_sum(a) && is_sum(b),
        _ => false,
    }
}
