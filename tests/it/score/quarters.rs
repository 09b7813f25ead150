//! The names of the fields of a chart of two dimensions, against a look at every answer.

use std::collections::BTreeSet;

use handbook::instrument::score::quarters::quarters;
use handbook::instrument::score::tally::matching_bands;
use handbook::instrument::score::{Chart, InstrumentKind};

use super::generator::{Size, assessment};
use super::proofs::{all_answers, names_a_statement};
use crate::random::Random;

#[test]
fn a_field_has_the_name_of_a_reading_if_all_its_scores_have_that_one() {
    let size = Size { measures: 2, items: 2, answers: 3 };
    let [mut named, mut unnamed] = [0, 0];
    for seed in 0..1500 {
        let mut instrument = assessment(&mut Random::new(seed), &size);
        let InstrumentKind::Assessment { chart, skip, .. } = &mut instrument.kind else {
            continue;
        };
        *chart = Some(Chart::TwoByTwo);
        let skip = *skip;
        let Some(found) = quarters(&instrument) else {
            assert_eq!(instrument.measures.len(), 1);
            continue;
        };
        let mut readings: [BTreeSet<Vec<usize>>; 4] = Default::default();
        all_answers(&instrument, skip, &mut |tally| {
            let [Some(across), Some(up)] = tally.measures[..] else { return };
            let [right, above] = [across >= found.lines[0], up >= found.lines[1]];
            let shown = matching_bands(&instrument, tally).into_iter().map(|shown| shown.band);
            readings[usize::from(right) + 2 * usize::from(above)].insert(shown.collect());
        });
        for (field, readings) in readings.iter().enumerate() {
            let readings: Vec<&[usize]> = readings.iter().map(Vec::as_slice).collect();
            let complaint = format!("{field}: {readings:?} {found:?} {instrument:#?}");
            let is_mixed = found.mixed.contains(&field);
            match (found.bands[field], &readings[..]) {
                (Some(band), [[only]]) => {
                    named += 1;
                    assert!(band == *only && !is_mixed, "{complaint}");
                }
                (None, [] | [[]]) => assert!(!is_mixed || skip, "{complaint}"),
                // With a named statement skipped, more scores are taken for possible than are.
                (None, [[_]]) => assert!(skip && names_a_statement(&instrument), "{complaint}"),
                (None, _) => {
                    unnamed += 1;
                    assert!(is_mixed, "{complaint}");
                }
                (Some(_), _) => panic!("{complaint}"),
            }
        }
    }
    assert!(named > 200 && unnamed > 200, "{named} with names, {unnamed} without");
}
