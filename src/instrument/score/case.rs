//! [`ProofCase`]: the bands of an instrument as formulas over whole numbers.

use crate::instrument::score::band::{Matching, ScoreBand};
use crate::instrument::score::condition::{BoolExpr, Variable, When};
use crate::instrument::score::instrument::InstrumentRules;

use crate::instrument::score::budget::TooLarge;
use crate::instrument::score::finding::Score;
use crate::instrument::score::formula::{Formula, Lowering};
use crate::instrument::score::linear::LinearForms;
use crate::instrument::score::search;
use crate::instrument::score::space::SearchSpace;
use crate::instrument::score::unknowns::Unknowns;

/// The bands of an instrument as formulas over one search space. An assessment has one case; an
/// audit whose entries have points has one for each number of entries that can be filled in.
pub struct ProofCase {
    /// The unknowns that measures and statements are sums of.
    unknowns: Unknowns,
    /// The space of the unknowns.
    pub space: SearchSpace,
    /// For each band, the formula of its condition; true for `else`.
    pub bands: Vec<Formula>,
    /// For each band, the negation of its condition; for `else` true under `all`, where it gives
    /// way to all others, and false under `first`.
    negated_bands: Vec<Formula>,
}

impl ProofCase {
    /// The formulas that are all true where none of the first `before` bands applies.
    pub fn none_of_first(&self, before: usize) -> Vec<Formula> {
        self.negated_bands[..before].to_vec()
    }

    /// The score that a reader sees at a point of the space.
    pub fn score(&self, instrument: &InstrumentRules, point: &[i64]) -> Score {
        self.unknowns.score(instrument, |at| self.space.scaled(point[at]))
    }
}

/// The cases of an instrument; `absent` says which variables have no value in them.
pub fn cases(
    instrument: &InstrumentRules,
    absent: &dyn Fn(Variable) -> bool,
) -> Result<Vec<ProofCase>, TooLarge> {
    Unknowns::all(instrument)
        .into_iter()
        .map(|unknowns| {
            let mut forms = LinearForms::default();
            let mut bands = Vec::new();
            let mut size = 0;
            for band in &instrument.bands {
                bands.push(band_formula(band, &unknowns, absent, &mut forms, &mut size)?);
            }
            let is_else = |band: &ScoreBand| band.when == When::Else;
            let negated = |(formula, band): (&Formula, &ScoreBand)| {
                if is_else(band) {
                    Formula::Known(instrument.matching == Matching::All)
                } else {
                    formula.negated()
                }
            };
            let negated_bands = bands.iter().zip(&instrument.bands).map(negated).collect();
            Ok(ProofCase { space: unknowns.space(forms), unknowns, bands, negated_bands })
        })
        .collect()
}

/// The formula that is true where the condition of a band holds.
fn band_formula(
    band: &ScoreBand,
    unknowns: &Unknowns,
    absent: &dyn Fn(Variable) -> bool,
    forms: &mut LinearForms,
    size: &mut usize,
) -> Result<Formula, TooLarge> {
    let When::Holds(truth) = &band.when else {
        return Ok(Formula::Known(true));
    };
    let mut lower = |truth: &BoolExpr, in_turn: Option<usize>| {
        let variables = |variable| {
            let variable = match (variable, in_turn) {
                (Variable::Score, Some(at)) => Variable::Measure(at),
                (variable, _) => variable,
            };
            (!absent(variable)).then(|| unknowns.sum_of(variable))
        };
        let mut lowering = Lowering { variables: &variables, forms, size: *size };
        let formula = lowering.truth(truth, true);
        *size = lowering.size;
        formula
    };
    if !band.each {
        return lower(truth, None);
    }
    let present = (0..unknowns.measures.len()).filter(|at| !absent(Variable::Measure(*at)));
    let parts: Result<Vec<_>, _> = present.map(|at| lower(truth, Some(at))).collect();
    Ok(Formula::Or(parts?))
}

/// The first case with a point at which all formulas that `wanted` gives for the case are true, and
/// that point.
pub fn find_point(
    cases: &[ProofCase],
    wanted: impl Fn(&ProofCase) -> Vec<Formula>,
) -> Result<Option<(&ProofCase, Vec<i64>)>, TooLarge> {
    for case in cases {
        let wanted = wanted(case);
        let found = search::find_point(&case.space, &wanted.iter().collect::<Vec<_>>())?;
        if let Some(point) = found {
            return Ok(Some((case, point)));
        }
    }
    Ok(None)
}
