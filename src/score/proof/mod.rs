//! The proof that every score gets a band and that every band is reached, with an example where
//! that fails.
//!
//! It is exact. The points of a dimension are any whole number in its range, whatever the others
//! are; the points of a statement that a condition names are one part of its dimension's, the rest
//! another. The percents of an audit are those that some division of a total gives. Conditions
//! become formulas over comparisons of sums ([`formula`]), and a search ([`search`]) finds numbers
//! that make them true or shows that there are none.

mod cut;
mod formula;
mod linear;
mod search;
mod space;
mod unknowns;

pub use cut::cut;

use formula::{Formula, Lowering};
use linear::Forms;
use space::Space;
use unknowns::Unknowns;

use super::condition::{Truth, When};
use super::{Band, Instrument, Kind, Matching, Name};

/// That a search would take too long.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TooLarge;

/// How many dimensions and named statements there may be for the proof to look at every choice of
/// skipped ones.
const SKIP_LIMIT: usize = 12;

/// A score, as an example: the ids of measures and statements with their numbers.
pub type Score = Vec<(String, i64)>;

/// What is wrong with the bands of an instrument.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// A score that gets no band.
    Uncovered(Score),
    /// A band whose condition no score meets.
    Never {
        /// Its place.
        band: usize,
    },
    /// A band that no score reaches, since another comes first wherever its condition holds.
    Hidden {
        /// Its place.
        band: usize,
        /// The place of the other, for the score of the example.
        by: usize,
        /// A score that meets the condition of both.
        score: Score,
    },
    /// That it is too large a task to find out whether every score gets a band (`None`), or
    /// whether a band is reached.
    Unproven(Option<usize>),
}

/// Everything that is wrong with the bands of an instrument.
pub fn prove(instrument: &Instrument) -> Vec<Finding> {
    let Ok(cases) = cases(instrument, &|_| false) else {
        return vec![Finding::Unproven(None)];
    };
    let mut findings = Vec::new();
    if !instrument.bands.iter().any(|band| band.when == When::Else) {
        match find(&cases, |case| case.others(instrument.bands.len())) {
            Ok(Some((case, point))) => {
                findings.push(Finding::Uncovered(case.score(instrument, &point)));
            }
            Ok(None) => {}
            Err(TooLarge) => findings.push(Finding::Unproven(None)),
        }
    }
    for band in 0..instrument.bands.len() {
        match unreached(instrument, &cases, band) {
            Ok(finding) => findings.extend(finding),
            Err(TooLarge) => findings.push(Finding::Unproven(Some(band))),
        }
    }
    findings
}

/// What is wrong with one band.
fn unreached(
    instrument: &Instrument,
    cases: &[Case],
    at: usize,
) -> Result<Option<Finding>, TooLarge> {
    let otherwise = instrument.bands[at].when == When::Else;
    // What comes before it: under `all` nothing does, except before `else`.
    let before = match instrument.matching {
        Matching::First => at,
        Matching::All if otherwise => instrument.bands.len(),
        Matching::All => 0,
    };
    let reached = |case: &Case| {
        let mut wanted = case.others(before);
        wanted.push(case.bands[at].clone());
        wanted
    };
    if find(cases, reached)?.is_some() || otherwise && by_skipping(instrument, before)? {
        return Ok(None);
    }
    let Some((case, point)) = find(cases, |case| vec![case.bands[at].clone()])? else {
        return Ok(Some(Finding::Never { band: at }));
    };
    let applies = |by: &usize| *by != at && search::holds(&case.space, &case.bands[*by], &point);
    let by = (0..before).find(applies).unwrap_or_default();
    let score = case.score(instrument, &point);
    Ok(Some(Finding::Hidden {
        band: at,
        by,
        score,
    }))
}

/// Whether no other band applies where dimensions, or statements that are named, were skipped. With
/// such a statement skipped, the points of its dimension are taken to be any in its range.
fn by_skipping(instrument: &Instrument, before: usize) -> Result<bool, TooLarge> {
    if !matches!(instrument.kind, Kind::Assessment { skip: true, .. }) {
        return Ok(false);
    }
    let named: Vec<usize> = unknowns::named(instrument).into_iter().collect();
    let (dimensions, items) = (instrument.measures.len(), named.len());
    if dimensions + items > SKIP_LIMIT {
        return Err(TooLarge);
    }
    for skipped in 1..1_u32 << (dimensions + items) {
        let is_skipped = |at: usize| skipped & (1 << at) != 0;
        let absent = |name| match name {
            Name::Measure(at) => is_skipped(at),
            Name::Item(at) => {
                is_skipped(unknowns::measure_of(instrument, at))
                    || named
                        .iter()
                        .position(|item| *item == at)
                        .is_some_and(|at| is_skipped(dimensions + at))
            }
            Name::Score => false,
        };
        // With all dimensions skipped there is no reading, and all statements of a dimension
        // cannot be skipped without it.
        let mut answered = (0..dimensions).filter(|at| !is_skipped(*at)).peekable();
        let possible = answered.peek().is_some()
            && answered
                .all(|at| unknowns::items_of(instrument, at).any(|item| !absent(Name::Item(item))));
        if possible && left(instrument, before, &absent)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Whether no band before one applies for some score with something absent.
fn left(
    instrument: &Instrument,
    before: usize,
    absent: &dyn Fn(Name) -> bool,
) -> Result<bool, TooLarge> {
    let cases = cases(instrument, absent)?;
    Ok(find(&cases, |case| case.others(before))?.is_some())
}

/// The bands as formulas, for one way in which numbers come about. An assessment has one; an audit
/// whose entries have points has one for each number of entries that were filled in.
struct Case {
    unknowns: Unknowns,
    space: Space,
    /// Where each band applies, whatever the others do; `else` everywhere.
    bands: Vec<Formula>,
    /// Where each band does not apply; `else` everywhere, since it gives way to all others.
    not: Vec<Formula>,
}

impl Case {
    /// That none of the first bands applies.
    fn others(&self, before: usize) -> Vec<Formula> {
        self.not[..before].to_vec()
    }

    /// Numbers as they are shown.
    fn score(&self, instrument: &Instrument, point: &[i64]) -> Score {
        self.unknowns
            .score(instrument, |at| self.space.seen(point[at]))
    }
}

fn cases(instrument: &Instrument, absent: &dyn Fn(Name) -> bool) -> Result<Vec<Case>, TooLarge> {
    Unknowns::all(instrument)
        .into_iter()
        .map(|unknowns| {
            let mut forms = Forms::default();
            let mut bands = Vec::new();
            let mut size = 0;
            for band in &instrument.bands {
                bands.push(applies(band, &unknowns, absent, &mut forms, &mut size)?);
            }
            let is_else = |band: &Band| band.when == When::Else;
            let not = |(formula, band): (&Formula, &Band)| {
                if is_else(band) {
                    Formula::Known(instrument.matching == Matching::All)
                } else {
                    formula.negative()
                }
            };
            let not = bands.iter().zip(&instrument.bands).map(not).collect();
            Ok(Case {
                space: unknowns.space(forms),
                unknowns,
                bands,
                not,
            })
        })
        .collect()
}

/// Where a band applies.
fn applies(
    band: &Band,
    unknowns: &Unknowns,
    absent: &dyn Fn(Name) -> bool,
    forms: &mut Forms,
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

/// Numbers that make what `wanted` gives true, in the first case that has some.
fn find(
    cases: &[Case],
    wanted: impl Fn(&Case) -> Vec<Formula>,
) -> Result<Option<(&Case, Vec<i64>)>, TooLarge> {
    for case in cases {
        let wanted = wanted(case);
        let found = search::find(&case.space, &wanted.iter().collect::<Vec<_>>())?;
        if let Some(point) = found {
            return Ok(Some((case, point)));
        }
    }
    Ok(None)
}
