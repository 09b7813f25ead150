//! [`InstrumentRules`]: the measures and bands of an assessment or audit; and their arithmetic.

use std::cmp::Reverse;

use serde::Serialize;

use crate::instrument::score::condition::{BoolExpr, When};
use crate::instrument::score::parser::Scope;

/// The most measures that an instrument may have.
pub const MEASURE_LIMIT: usize = 12;

/// The scoring rules of an assessment or audit: its measures and its bands.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct InstrumentRules {
    /// The kind of instrument, and the settings that only this kind has.
    pub kind: InstrumentKind,
    /// The dimensions of an assessment, the columns of an audit.
    pub measures: Vec<Measure>,
    /// Whether one band is shown or every one that applies.
    pub matching: Matching,
    /// The bands, in order.
    pub bands: Vec<ScoreBand>,
}

/// The kind of an instrument: its measures are points of answers or percents of amounts.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "lowercase", tag = "kind")]
pub enum InstrumentKind {
    /// Statements that are answered on a scale.
    Assessment {
        /// The points of the first answer; each further one is worth one more.
        from: i64,
        /// How many answers there are to choose from.
        answers: usize,
        /// Whether a statement may be skipped.
        skip: bool,
        /// The chart that shows the measures.
        #[serde(skip)]
        chart: Option<Chart>,
    },
    /// Entries whose amounts are divided over columns.
    Audit {
        /// How many entries there are.
        entries: usize,
        /// How many points are divided over the columns of each entry; `None` for amounts of a
        /// unit.
        points: Option<i64>,
        /// The unit of the amounts; empty for points.
        unit: String,
    },
}

/// A chart of the measures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Chart {
    /// Two dimensions as the sides of a square.
    TwoByTwo,
    /// A bar for each measure.
    Profile,
}

/// A dimension of an assessment or a column of an audit.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Measure {
    /// The id of the measure.
    pub id: String,
    /// The label of the measure.
    pub label: String,
    /// The statements of a dimension; none in an audit. Conditions number the statements of all
    /// dimensions through, in this order.
    pub items: Vec<ScoredItem>,
}

/// A statement of an assessment: its id and the direction of its points.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ScoredItem {
    /// The id of the statement.
    pub id: String,
    /// Whether the last answer of the scale is worth the fewest points.
    pub reverse: bool,
}

impl Chart {
    /// The chart as front matter names it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::TwoByTwo => "two-by-two",
            Self::Profile => "profile",
        }
    }
}

impl InstrumentRules {
    /// The statements of all dimensions, in order.
    pub fn items(&self) -> impl Iterator<Item = &ScoredItem> {
        self.measures.iter().flat_map(|measure| &measure.items)
    }

    /// The conditions of the bands, without `else`.
    pub fn conditions(&self) -> impl Iterator<Item = &BoolExpr> {
        self.bands.iter().filter_map(|band| match &band.when {
            When::Else => None,
            When::Holds(truth) => Some(truth),
        })
    }

    /// The fewest and the most points or percents that a measure can have.
    pub fn range(&self, measure: usize) -> (i64, i64) {
        match self.kind {
            InstrumentKind::Assessment { from, answers, .. } => {
                let items = self.measures.get(measure).map_or(0, |m| m.items.len());
                let count = integer(items);
                let most = from + integer(answers.saturating_sub(1));
                (from * count, most * count)
            }
            InstrumentKind::Audit { .. } => (0, 100),
        }
    }

    /// The variables that conditions of the bands may use; `each` says whether `score` is one of
    /// them.
    pub fn scope(&self, each: bool) -> Scope<'_> {
        Scope {
            measures: self
                .measures
                .iter()
                .map(|measure| (measure.id.as_str(), measure.label.as_str()))
                .collect(),
            items: self.items().map(|item| item.id.as_str()).collect(),
            each,
        }
    }
}

/// A band: an id and the condition under which its reading is shown.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ScoreBand {
    /// The id of the band.
    pub id: String,
    /// Whether the condition of the band is applied to every measure in turn, as `score`.
    pub each: bool,
    /// The condition of the band.
    pub when: When,
}

/// How many of the bands that apply to a score are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Matching {
    /// The first band that applies.
    #[default]
    First,
    /// Every band that applies.
    All,
}

impl Matching {
    /// The choice as front matter names it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::First => "first",
            Self::All => "all",
        }
    }
}

/// The percents of sums that are not all 0: whole numbers that add up to 100. What is cut off goes to
/// the largest fractions, of equal ones to the first.
pub fn percents(sums: &[i64]) -> Vec<i64> {
    let total: i64 = sums.iter().sum();
    let mut percents: Vec<i64> = sums.iter().map(|sum| 100 * sum / total).collect();
    let mut order: Vec<usize> = (0..sums.len()).collect();
    order.sort_by_key(|at| Reverse(100 * sums[*at] % total));
    let rest = usize::try_from(100 - percents.iter().sum::<i64>()).unwrap_or_default();
    for at in order.into_iter().take(rest) {
        percents[at] += 1;
    }
    percents
}

/// A quotient rounded to a whole number, halves up; `by` is above 0.
pub fn rounded(number: i64, by: i64) -> i64 {
    (2 * number + by).div_euclid(2 * by)
}

/// A count as a signed number.
pub fn integer(number: usize) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
