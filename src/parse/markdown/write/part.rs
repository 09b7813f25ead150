//! What was cut out of the flow, written into the structures of the page.

use super::super::plan::{Cut, Part};
use super::Writer;

impl Writer<'_, '_> {
    /// Writes what was cut out at the piece `at`.
    pub(super) fn part(&mut self, at: usize, cut: Cut) {
        match cut.part {
            Part::Comparison(plan) => self.comparison(at, &plan),
            Part::Terms(terms) => self.terms(at, &terms),
            Part::Instrument(part) => self.instrument_part(at, &part),
            Part::Questions(questions) => self.questions(at, &questions),
        }
    }
}
