//! Random instruments, answers and conditions.

use handbook::instrument::score::{
    Chart, InstrumentKind, InstrumentRules, Matching, Measure, ScoreBand, ScoredItem, When,
    is_reserved, parse_condition,
};

use crate::random::Random;

/// How large an instrument is.
pub struct Size {
    /// The most dimensions or columns.
    pub measures: usize,
    /// The most statements in a dimension.
    pub items: usize,
    /// The most answers.
    pub answers: usize,
}

/// An assessment with random conditions.
pub fn assessment(random: &mut Random, size: &Size) -> InstrumentRules {
    let from = i64::try_from(random.below(3)).unwrap() - 1;
    let mut instrument = InstrumentRules {
        kind: InstrumentKind::Assessment {
            from,
            answers: 2 + random.below(size.answers - 1),
            skip: random.one_in(2),
            chart: random.one_in(2).then_some(Chart::Profile),
        },
        measures: measures(random, size.measures),
        matching: matching(random),
        bands: Vec::new(),
    };
    for (at, measure) in instrument.measures.iter_mut().enumerate() {
        measure.items = (0..=random.below(size.items))
            .map(|item| ScoredItem { id: format!("i{at}-{item}"), reverse: random.one_in(3) })
            .collect();
    }
    bands(random, &mut instrument);
    instrument
}

/// An audit with random conditions.
pub fn audit(random: &mut Random, size: &Size) -> InstrumentRules {
    let points = random.one_in(2).then_some(i64::try_from(size.answers).unwrap());
    let mut instrument = InstrumentRules {
        kind: InstrumentKind::Audit {
            entries: 1 + random.below(size.items),
            points,
            unit: if points.is_some() { "" } else { "hours" }.to_owned(),
        },
        measures: measures(random, size.measures),
        matching: matching(random),
        bands: Vec::new(),
    };
    bands(random, &mut instrument);
    instrument
}

fn matching(random: &mut Random) -> Matching {
    if random.one_in(2) { Matching::First } else { Matching::All }
}

fn measures(random: &mut Random, most: usize) -> Vec<Measure> {
    (0..=random.below(most))
        .map(|at| Measure {
            id: format!("d{at}"),
            label: format!("Dimension {at}"),
            items: Vec::new(),
        })
        .collect()
}

/// One to five bands; sometimes the last is `else`.
fn bands(random: &mut Random, instrument: &mut InstrumentRules) {
    let count = 1 + random.below(5);
    let mut bands = Vec::new();
    for at in 0..count {
        let each = random.one_in(4);
        let text = if at + 1 == count && random.one_in(2) {
            "else".to_owned()
        } else {
            truth(random, instrument, each, 3)
        };
        let each = each && text.contains("score");
        let scope = instrument.scope(each);
        bands.push(ScoreBand {
            id: format!("b{at}"),
            each,
            when: parse_condition(&text, &scope)
                .unwrap_or_else(|problem| panic!("{text}: {problem:?}")),
        });
    }
    instrument.bands = bands;
}

/// A random condition as text.
pub fn truth(
    random: &mut Random,
    instrument: &InstrumentRules,
    each: bool,
    depth: usize,
) -> String {
    let choice = random.below(if depth == 0 { 4 } else { 8 });
    match choice {
        0..=3 => {
            let how = *random.pick(&["<", "<=", ">", ">=", ">=", "=="]);
            let left = number(random, instrument, each, depth.min(2));
            let right = if random.one_in(3) {
                number(random, instrument, each, depth.min(1))
            } else {
                literal(random, instrument)
            };
            format!("{left} {how} {right}")
        }
        4 | 5 => {
            let word = if choice == 4 { "and" } else { "or" };
            let parts: Vec<String> = (0..2 + random.below(2))
                .map(|_| format!("({})", truth(random, instrument, each, depth - 1)))
                .collect();
            parts.join(&format!(" {word} "))
        }
        6 => format!("not ({})", truth(random, instrument, each, depth - 1)),
        _ => {
            let least = literal(random, instrument);
            let name = name(random, instrument, each);
            format!("{least} <= {name} and {name} < {least} + {}", 1 + random.below(6))
        }
    }
}

fn number(random: &mut Random, instrument: &InstrumentRules, each: bool, depth: usize) -> String {
    match random.below(if depth == 0 { 3 } else { 7 }) {
        0..=2 => name(random, instrument, each),
        3 => format!("-{}", number(random, instrument, each, depth - 1)),
        4 => {
            let sign = *random.pick(&["+", "-"]);
            let left = number(random, instrument, each, depth - 1);
            format!("{left} {sign} ({})", number(random, instrument, each, depth - 1))
        }
        _ => {
            let word = *random.pick(&["min", "max"]);
            let parts: Vec<String> = (0..=random.below(3))
                .map(|_| number(random, instrument, each, depth - 1))
                .collect();
            format!("{word}({})", parts.join(", "))
        }
    }
}

fn name(random: &mut Random, instrument: &InstrumentRules, each: bool) -> String {
    let items: Vec<&ScoredItem> = instrument.items().collect();
    if each && random.one_in(2) {
        "score".to_owned()
    } else if !items.is_empty() && random.one_in(5) {
        random.pick(&items).id.clone()
    } else {
        let id = random.pick(&instrument.measures).id.clone();
        assert!(!is_reserved(&id));
        id
    }
}

fn literal(random: &mut Random, instrument: &InstrumentRules) -> String {
    let (least, most) = instrument.range(random.below(instrument.measures.len()));
    let width = usize::try_from(most - least + 3).unwrap();
    let number = least - 1 + i64::try_from(random.below(width)).unwrap();
    number.to_string()
}

/// Whether some band is `else`.
pub fn has_else(instrument: &InstrumentRules) -> bool {
    instrument.bands.iter().any(|band| band.when == When::Else)
}
