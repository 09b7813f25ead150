//! `tests/score.json`: answers with their scores and bands, from which the script of the theme is
//! tested too. Written anew by `SNAPSHOTS=overwrite cargo test`.

use std::path::Path;

use serde_json::{Value, json};

use handbook::instrument::score::tally::{ScoreTally, matching_bands};
use handbook::instrument::score::{
    Chart, InstrumentKind, InstrumentRules, Matching, Measure, ScoreBand, ScoredItem, data,
    parse_condition,
};

use super::answers::{percents, points};
use super::generator::{Size, assessment, audit};
use crate::random::Random;

/// Bytes that the file may have.
const LIMIT: usize = 300_000;

#[test]
fn scores_and_bands_are_those_of_the_shared_file() {
    let text = file();
    assert!(text.len() < LIMIT, "{} bytes", text.len());
    assert!(text.matches("\n[").count() > 3000, "thousands of answers");
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/score.json");
    snapbox::Assert::new().action_env(snapbox::assert::DEFAULT_ACTION_ENV).eq(
        text,
        // Raw: it would take the backslashes of escapes for those of paths.
        snapbox::Data::read_from(&path, Some(snapbox::data::DataFormat::Text)).raw(),
    );
}

/// The whole file: one line for each case.
fn file() -> String {
    let mut instruments = Vec::new();
    for (name, instrument) in written() {
        instruments.push(part(&name, &instrument, 120, &mut Random::new(1)));
    }
    let size = Size { measures: 4, items: 6, answers: 7 };
    for seed in 0..40 {
        let mut random = Random::new(seed);
        let instrument =
            if seed % 3 == 0 { audit(&mut random, &size) } else { assessment(&mut random, &size) };
        instruments.push(part(&format!("random {seed}"), &instrument, 60, &mut random));
    }
    format!("{{\"instruments\":[\n{}\n]}}\n", instruments.join(",\n"))
}

/// One instrument with its cases.
fn part(name: &str, instrument: &InstrumentRules, count: usize, random: &mut Random) -> String {
    let cases: Vec<String> = (0..count).map(|_| case(instrument, random).to_string()).collect();
    let data = data::json(instrument);
    let name = json!(name);
    format!("{{\"name\":{name},\"data\":{data},\"cases\":[\n{}\n]}}", cases.join(",\n"))
}

fn case(instrument: &InstrumentRules, random: &mut Random) -> Value {
    let (input, tally) = match &instrument.kind {
        InstrumentKind::Assessment { answers, skip, .. } => {
            answered(instrument, *answers, *skip, random)
        }
        InstrumentKind::Audit { entries, points, .. } => {
            filled(instrument, *entries, *points, random)
        }
    };
    let bands: Vec<Value> = matching_bands(instrument, &tally)
        .into_iter()
        .map(|band| std::iter::once(band.band).chain(band.measures).collect())
        .collect();
    json!([input, tally.measures, bands])
}

/// Random answers, at times with a leaning, so that high and low scores occur.
fn answered(
    instrument: &InstrumentRules,
    answers: usize,
    skip: bool,
    random: &mut Random,
) -> (Value, ScoreTally) {
    let skips = if skip { 1 + random.below(6) } else { usize::MAX };
    let mut given = Vec::new();
    for measure in &instrument.measures {
        let leaning = random.below(answers);
        let spread = random.below(answers) + 1;
        for _ in &measure.items {
            let answer = (leaning + random.below(spread)).min(answers - 1);
            let skipped = skip && (skips == 1 && !random.one_in(3) || random.one_in(skips + 2));
            given.push((!skipped).then_some(answer));
        }
    }
    let digit = |answer: &Option<usize>| {
        answer.map_or('-', |at| char::from_digit(u32::try_from(at).unwrap(), 36).unwrap())
    };
    let input: String = given.iter().map(digit).collect();
    (json!(input), points(instrument, &given))
}

/// Random amounts; an entry may be left out.
fn filled(
    instrument: &InstrumentRules,
    entries: usize,
    points: Option<i64>,
    random: &mut Random,
) -> (Value, ScoreTally) {
    let columns = instrument.measures.len();
    let favourite = random.below(columns);
    let entries: Vec<Vec<i64>> = (0..entries)
        .map(|_| {
            let mut amounts = vec![0; columns];
            let mut drop = |amount: i64, random: &mut Random| {
                let at = if random.one_in(2) { favourite } else { random.below(columns) };
                amounts[at] += amount;
            };
            match points {
                _ if random.one_in(5) => return Vec::new(),
                Some(points) => (0..points).for_each(|_| drop(1, random)),
                None => {
                    for _ in 0..columns {
                        let amount = i64::try_from(random.below(80)).unwrap() * 25;
                        drop(amount, random);
                    }
                }
            }
            amounts
        })
        .collect();
    let tally = percents(instrument, &entries);
    (json!(entries), tally)
}

/// Instruments as people write them.
fn written() -> Vec<(String, InstrumentRules)> {
    let five = |chart, skip| InstrumentKind::Assessment { from: 1, answers: 5, skip, chart };
    let yes_no = InstrumentKind::Assessment { from: 0, answers: 2, skip: true, chart: None };
    let audit = |points: Option<i64>| InstrumentKind::Audit {
        entries: 5,
        points,
        unit: if points.is_some() { "" } else { "hours" }.to_owned(),
    };
    let (first, all) = (Matching::First, Matching::All);
    [
        (
            "two by two",
            five(Some(Chart::TwoByTwo), true),
            first,
            &[("m", 6), ("l", 6)][..],
            &[
                (false, "m >= 18 and l < 18"),
                (false, "m < 18 and l >= 18"),
                (false, "min(m, l) >= 18"),
                (false, "else"),
            ][..],
        ),
        (
            "which is highest",
            five(Some(Chart::Profile), true),
            first,
            &[("m", 7), ("l", 7), ("x", 7)],
            &[
                (false, "m >= max(l, x) + 6"),
                (false, "l >= max(m, x) + 6"),
                (false, "x >= max(m, l) + 6"),
                (false, "max(m, l, x) - min(m, l, x) <= 5 and min(m, l, x) >= 21"),
                (false, "min(m, l, x) < 15"),
                (false, "else"),
            ],
        ),
        (
            "five operations, each read alone",
            five(Some(Chart::Profile), true),
            all,
            &[("aims", 4), ("order", 4), ("talk", 4), ("measure", 4), ("grow", 4)],
            &[(true, "score <= 9"), (true, "10 <= score and score <= 14"), (true, "score >= 15")],
        ),
        (
            "a sum, and two statements that decide alone",
            yes_no,
            all,
            &[("ready", 10)],
            &[
                (false, "ready-8 == 0 or ready-9 == 0"),
                (false, "ready <= 4"),
                (false, "5 <= ready and ready <= 7"),
                (false, "ready >= 8"),
            ],
        ),
        (
            "points divided over columns",
            audit(Some(10)),
            first,
            &[("how", 0), ("where", 0), ("people", 0), ("other", 0)],
            &[
                (false, "how >= 70"),
                (false, "where >= 60"),
                (false, "min(how, where, people) < 10"),
                (false, "other >= 30"),
                (false, "else"),
            ],
        ),
        (
            "hours of a week",
            audit(None),
            all,
            &[("keep", 0), ("move", 0), ("people", 0), ("react", 0)],
            &[
                (false, "keep + react > 70"),
                (true, "score < 10"),
                (false, "not (react < 30 or react > 40)"),
                (false, "else"),
            ],
        ),
    ]
    .into_iter()
    .map(|(name, kind, matching, measures, bands)| {
        (name.to_owned(), instrument(kind, matching, measures, bands))
    })
    .collect()
}

fn instrument(
    kind: InstrumentKind,
    matching: Matching,
    measures: &[(&str, usize)],
    bands: &[(bool, &str)],
) -> InstrumentRules {
    let measures = measures.iter().map(|(id, items)| Measure {
        id: (*id).to_owned(),
        label: format!("The <{id}>"),
        items: (0..*items)
            .map(|at| ScoredItem { id: format!("{id}-{at}"), reverse: at % 3 == 2 })
            .collect(),
    });
    let mut instrument =
        InstrumentRules { kind, measures: measures.collect(), matching, bands: Vec::new() };
    let read = |(at, (each, text)): (usize, &(bool, &str))| ScoreBand {
        id: format!("band-{at}"),
        each: *each,
        when: parse_condition(text, &instrument.scope(*each)).unwrap(),
    };
    instrument.bands = bands.iter().enumerate().map(read).collect();
    instrument
}
