//! The proof against brute force, and how fast it is on what people write.

use handbook::instrument::score::proof::{Finding, prove};
use handbook::instrument::score::tally::{ScoreTally, matching_bands};
use handbook::instrument::score::{InstrumentKind, InstrumentRules, Matching, When};

use super::answers::{percents, points};
use super::generator::{Size, assessment, audit, has_else};
use crate::clock::Clock;
use crate::random::Random;

/// What holds of every score, found by looking at each.
#[derive(Default)]
struct Truth {
    uncovered: bool,
    reached: Vec<bool>,
    /// Whether each band's own condition holds somewhere.
    holds: Vec<bool>,
}

impl Truth {
    fn look(&mut self, instrument: &InstrumentRules, tally: &ScoreTally) {
        let found = matching_bands(instrument, tally);
        self.uncovered |= found.is_empty();
        for band in found {
            self.reached[band.band] = true;
        }
        for (at, band) in instrument.bands.iter().enumerate() {
            let alone = InstrumentRules { bands: vec![band.clone()], ..instrument.clone() };
            self.holds[at] |= !matching_bands(&alone, tally).is_empty();
        }
    }
}

pub fn all_answers(instrument: &InstrumentRules, skip: bool, visit: &mut dyn FnMut(&ScoreTally)) {
    let InstrumentKind::Assessment { answers, .. } = instrument.kind else {
        return;
    };
    let count = instrument.items().count();
    let choices = answers + usize::from(skip);
    for number in 0..choices.pow(u32::try_from(count).unwrap()) {
        let mut rest = number;
        let given: Vec<Option<usize>> = (0..count)
            .map(|_| {
                let choice = rest % choices;
                rest /= choices;
                (choice < answers).then_some(choice)
            })
            .collect();
        visit(&points(instrument, &given));
    }
}

fn check(instrument: &InstrumentRules, truth: &Truth, by_skipping: &[bool]) {
    let findings = prove(instrument);
    let complaint = |what: &str| format!("{what}: {instrument:#?}\n{findings:#?}");
    assert!(
        !findings.iter().any(|f| matches!(f, Finding::Unproven(_))),
        "{}",
        complaint("unproven")
    );
    let uncovered = findings.iter().any(|f| matches!(f, Finding::Uncovered(_)));
    assert_eq!(uncovered, truth.uncovered, "{}", complaint("coverage"));
    for (at, band) in instrument.bands.iter().enumerate() {
        let never = findings.contains(&Finding::Unsatisfiable { band: at });
        let hidden =
            findings.iter().any(|f| matches!(f, Finding::Shadowed { band, .. } if *band == at));
        let is_else = band.when == When::Else;
        let reached = truth.reached[at] || is_else && by_skipping[at];
        // With a named statement skipped, the proof takes more scores for possible than are.
        if !is_else || !names_a_statement(instrument) || reached {
            assert_eq!(never || hidden, !reached, "{}", complaint("reached"));
        }
        assert_eq!(never, !truth.holds[at], "{}", complaint("holds"));
    }
}

pub fn names_a_statement(instrument: &InstrumentRules) -> bool {
    format!("{:?}", instrument.bands).contains("Item(")
}

fn nothing(instrument: &InstrumentRules) -> Truth {
    Truth {
        uncovered: false,
        reached: vec![false; instrument.bands.len()],
        holds: vec![false; instrument.bands.len()],
    }
}

#[test]
fn proofs_of_assessments_agree_with_looking_at_every_answer() {
    let size = Size { measures: 3, items: 2, answers: 3 };
    for seed in 0..1500 {
        let mut random = Random::new(seed);
        let instrument = assessment(&mut random, &size);
        let mut truth = nothing(&instrument);
        all_answers(&instrument, false, &mut |tally| {
            truth.look(&instrument, tally);
        });
        let mut skipping = nothing(&instrument);
        let skip = matches!(instrument.kind, InstrumentKind::Assessment { skip: true, .. });
        if skip && has_else(&instrument) {
            all_answers(&instrument, true, &mut |tally| {
                skipping.look(&instrument, tally);
            });
        }
        check(&instrument, &truth, &skipping.reached);
    }
}

#[test]
fn proofs_of_audits_with_points_agree_with_looking_at_every_division() {
    let size = Size { measures: 4, items: 3, answers: 7 };
    let mut looked = 0;
    for seed in 0..1500 {
        let instrument = audit(&mut Random::new(seed), &size);
        let InstrumentKind::Audit { entries, points: Some(points), .. } = instrument.kind else {
            continue;
        };
        looked += 1;
        let mut truth = nothing(&instrument);
        for filled in 1..=i64::try_from(entries).unwrap() {
            divisions(filled * points, instrument.measures.len(), &mut Vec::new(), &mut |sums| {
                truth.look(&instrument, &percents(&instrument, &[sums.to_vec()]));
            });
        }
        check(&instrument, &truth, &vec![false; instrument.bands.len()]);
    }
    assert!(looked > 500);
}

#[test]
fn proofs_of_audits_of_amounts_agree_with_looking_at_fine_divisions() {
    // 200 times the least common multiple of 1 to 4: fine enough for two columns.
    let size = Size { measures: 2, items: 3, answers: 7 };
    for seed in 0..600 {
        let instrument = audit(&mut Random::new(seed), &size);
        if !matches!(instrument.kind, InstrumentKind::Audit { points: None, .. }) {
            continue;
        }
        let mut truth = nothing(&instrument);
        divisions(2400, instrument.measures.len(), &mut Vec::new(), &mut |sums| {
            truth.look(&instrument, &percents(&instrument, &[sums.to_vec()]));
        });
        check(&instrument, &truth, &vec![false; instrument.bands.len()]);
    }
}

fn divisions(total: i64, columns: usize, before: &mut Vec<i64>, visit: &mut dyn FnMut(&[i64])) {
    if columns == 1 {
        before.push(total);
        visit(before);
        before.pop();
        return;
    }
    for amount in 0..=total {
        before.push(amount);
        divisions(total - amount, columns - 1, before, visit);
        before.pop();
    }
}

#[test]
fn examples_are_true() {
    let size = Size { measures: 3, items: 3, answers: 4 };
    let mut seen = 0;
    for seed in 2000..2800 {
        let mut random = Random::new(seed);
        let mut instrument = assessment(&mut random, &size);
        // Measures alone decide.
        if names_a_statement(&instrument) {
            continue;
        }
        instrument.matching = Matching::First;
        for finding in prove(&instrument) {
            if let Finding::Uncovered(score) = finding {
                let tally = ScoreTally {
                    measures: score
                        .iter()
                        .take(instrument.measures.len())
                        .map(|(_, n)| Some(*n))
                        .collect(),
                    items: vec![None; instrument.items().count()],
                };
                seen += 1;
                assert_eq!(matching_bands(&instrument, &tally), [], "{instrument:#?} {score:?}");
            }
        }
    }
    assert!(seen > 50, "{seen}");
}

/// An assessment with dimensions of 20 statements on a scale of five.
fn large(dimensions: usize, conditions: &[&str]) -> InstrumentRules {
    let mut instrument = InstrumentRules {
        kind: InstrumentKind::Assessment { from: 1, answers: 5, skip: true, chart: None },
        measures: (0..dimensions)
            .map(|at| handbook::instrument::score::Measure {
                id: char::from(b'a' + u8::try_from(at).unwrap()).to_string(),
                label: String::new(),
                items: (0..20)
                    .map(|item| handbook::instrument::score::ScoredItem {
                        id: format!("i{at}-{item}"),
                        reverse: false,
                    })
                    .collect(),
            })
            .collect(),
        matching: Matching::First,
        bands: Vec::new(),
    };
    instrument.bands = conditions
        .iter()
        .enumerate()
        .map(|(at, text)| handbook::instrument::score::ScoreBand {
            id: format!("b{at}"),
            each: false,
            when: handbook::instrument::score::parse_condition(text, &instrument.scope(false))
                .unwrap(),
        })
        .collect();
    instrument
}

#[test]
fn what_people_write_is_proved_in_no_time() {
    let sets: &[(&[&str], &[usize])] = &[
        (
            &[
                "a >= max(b, c, d, e, f) + 6",
                "b >= max(a, c, d, e, f) + 6",
                "c >= max(a, b, d, e, f) + 6",
                "d >= max(a, b, c, e, f) + 6",
                "e >= max(a, b, c, d, f) + 6",
                "f >= max(a, b, c, d, e) + 6",
                "max(a, b, c, d, e, f) - min(a, b, c, d, e, f) <= 5 and min(a, b, c, d, e, f) >= 40",
                "min(a, b, c, d, e, f) < 30",
                "else",
            ],
            &[],
        ),
        (
            &[
                "a + b + c + d + e + f < 200",
                "a + b + c + d + e + f >= 200 and a + b + c + d + e + f <= 400",
                "a + b + c + d + e + f > 400",
            ],
            &[],
        ),
        (
            &[
                "a + b + c > d + e + f + 10",
                "a + b + c < d + e + f - 10",
                "a + b + c - d - e - f <= 10 and d + e + f <= a + b + c + 10 and i0-3 == 1",
                "else",
            ],
            &[],
        ),
        // Of fewer numbers all are looked at.
        (&["a - b >= 4", "b - a >= 4", "a + b > 101", "a + b < 100", "else"], &[]),
        (&["a + b >= 150", "a >= 60", "b >= 60", "a + b >= 119", "a + b < 119"], &[3]),
        (&["a >= 60 and b < 60", "a < 60 and b >= 60", "min(a, b) >= 60", "else"], &[]),
    ];
    for (set, expected) in sets {
        let instrument = large(6, set);
        let start = Clock::start();
        let findings = prove(&instrument);
        // A thousandth of a second in truth; the limit is for a machine that is slow.
        assert!(start.elapsed().as_secs() < 2, "{set:?}");
        let hidden: Vec<usize> = findings
            .iter()
            .map(|finding| match finding {
                Finding::Shadowed { band, .. } => *band,
                other => panic!("{set:?}: {other:?}"),
            })
            .collect();
        assert_eq!(hidden, *expected, "{set:?}");
    }
}

#[test]
fn what_cannot_be_proved_in_time_is_said() {
    // Too many numbers to look at all of them, and nothing that shows at some of them.
    let sets: &[(&[&str], &[Finding])] = &[
        (
            &[
                "a >= max(b, c, d, e, f)",
                "b >= max(a, c, d, e, f)",
                "c >= max(a, b, d, e, f)",
                "d >= max(a, b, c, e, f)",
                "e >= max(a, b, c, d, f)",
                "f >= max(a, b, c, d, e)",
            ],
            &[Finding::Unproven(None)],
        ),
        (
            &[
                "a + b >= 150",
                "b + c >= 150",
                "a + c >= 150",
                // Two of three such sums are needed for it.
                "a + b + c >= 225",
                "else",
            ],
            &[Finding::Unproven(Some(3))],
        ),
        // That twice a number is even.
        (&["a + a + b + b + c + c + d + d == 301", "else"], &[Finding::Unproven(Some(0))]),
    ];
    for (set, expected) in sets {
        let start = Clock::start();
        assert_eq!(prove(&large(6, set)), *expected, "{set:?}");
        assert!(start.elapsed().as_secs() < 2, "{set:?}");
    }
}
