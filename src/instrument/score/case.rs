//! [`ProofCase`]: the bands of an instrument as formulas over whole numbers.

use crate::instrument::score::band::{Matching, ScoreBand};
use crate::instrument::score::condition::{Name, Truth, When};
use crate::instrument::score::instrument::InstrumentRules;

use crate::instrument::score::budget::TooLarge;
use crate::instrument::score::finding::Score;
use crate::instrument::score::formula::{Formula, Lowering};
use crate::instrument::score::linear::LinearForms;
use crate::instrument::score::search;
use crate::instrument::score::space::SearchSpace;
use crate::instrument::score::unknowns::Unknowns;

/// The bands as formulas, for one way in which numbers come about. An assessment has one; an audit
/// whose entries have points has one for each number of entries that were filled in.
pub struct ProofCase {
    /// The numbers that its measures and statements are made of.
    unknowns: Unknowns,
    /// The numbers that are searched.
    pub space: SearchSpace,
    /// Where each band applies, whatever the others do; `else` everywhere.
    pub bands: Vec<Formula>,
    /// Where each band does not apply; `else` everywhere, since it gives way to all others.
    not: Vec<Formula>,
}

impl ProofCase {
    /// The formulas that are true together where none of the first bands applies.
    pub fn others(&self, before: usize) -> Vec<Formula> {
        self.not[..before].to_vec()
    }

    /// The score that a reader sees for numbers of the space.
    pub fn score(&self, instrument: &InstrumentRules, point: &[i64]) -> Score {
        self.unknowns
            .score(instrument, |at| self.space.seen(point[at]))
    }
}

/// The cases of an instrument in which the names that `absent` tells have no value.
pub fn cases(
    instrument: &InstrumentRules,
    absent: &dyn Fn(Name) -> bool,
) -> Result<Vec<ProofCase>, TooLarge> {
    Unknowns::all(instrument)
        .into_iter()
        .map(|unknowns| {
            let mut forms = LinearForms::default();
            let mut bands = Vec::new();
            let mut size = 0;
            for band in &instrument.bands {
                bands.push(applies(band, &unknowns, absent, &mut forms, &mut size)?);
            }
            let is_else = |band: &ScoreBand| band.when == When::Else;
            let not = |(formula, band): (&Formula, &ScoreBand)| {
                if is_else(band) {
                    Formula::Known(instrument.matching == Matching::All)
                } else {
                    formula.negative()
                }
            };
            let not = bands.iter().zip(&instrument.bands).map(not).collect();
            Ok(ProofCase {
                space: unknowns.space(forms),
                unknowns,
                bands,
                not,
            })
        })
        .collect()
}

/// The formula that is true where a band applies.
fn applies(
    band: &ScoreBand,
    unknowns: &Unknowns,
    absent: &dyn Fn(Name) -> bool,
    forms: &mut LinearForms,
    size: &mut usize,
) -> Result<Formula, TooLarge> {
    let When::Holds(truth) = &band.when else {
        return Ok(Formula::Known(true));
    };
    let mut lower = |truth: &Truth, in_turn: Option<usize>| {
        let names = |name| {
            let name = match (name, in_turn) {
                (Name::Score, Some(at)) => Name::Measure(at),
                (name, _) => name,
            };
            (!absent(name)).then(|| unknowns.value(name))
        };
        let mut lowering = Lowering {
            names: &names,
            forms,
            size: *size,
        };
        let formula = lowering.truth(truth, true);
        *size = lowering.size;
        formula
    };
    if !band.each {
        return lower(truth, None);
    }
    let present = (0..unknowns.measures.len()).filter(|at| !absent(Name::Measure(*at)));
    let parts: Result<Vec<_>, _> = present.map(|at| lower(truth, Some(at))).collect();
    Ok(Formula::Or(parts?))
}

/// Numbers for which all formulas that `wanted` gives for a case are true, in the first case that
/// has some.
pub fn find(
    cases: &[ProofCase],
    wanted: impl Fn(&ProofCase) -> Vec<Formula>,
) -> Result<Option<(&ProofCase, Vec<i64>)>, TooLarge> {
    for case in cases {
        let wanted = wanted(case);
        let found = search::find(&case.space, &wanted.iter().collect::<Vec<_>>())?;
        if let Some(point) = found {
            return Ok(Some((case, point)));
        }
    }
    Ok(None)
}
