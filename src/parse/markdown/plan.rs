//! [`plan`]: which stretches of a page are no prose but structures.

mod comparison;
pub mod instrument;
pub mod terms;

use std::collections::BTreeMap;
use std::ops::Range;

use super::read::Reading;
use super::report::Reports;
use crate::parse::document::Located;
use crate::parse::front_matter::FrontMatter;
use crate::parse::structure::instrument::Instrument;

use instrument::{InstrumentPart, QuestionPlan};

pub use comparison::{CellPlan, GroupPlan, RowPlan, TablePlan};

/// What is cut out of the flow of a page, by the piece that it begins with.
#[derive(Debug, Default)]
pub struct Cuts {
    cuts: BTreeMap<usize, Cut>,
    /// The instrument that the page is, still without its texts.
    pub instrument: Option<Instrument<Located>>,
}

/// A stretch that is cut out.
#[derive(Debug)]
pub struct Cut {
    /// The piece after it.
    pub end: usize,
    /// What becomes of it.
    pub part: Part,
}

/// What becomes of a stretch.
#[derive(Debug)]
pub enum Part {
    /// The table of the page.
    Comparison(TablePlan),
    /// A list of terms, the pieces of which are known.
    Terms(Vec<terms::TermPieces>),
    /// A part of the instrument that the page is.
    Instrument(InstrumentPart),
    /// A list of open questions.
    Questions(Vec<QuestionPlan>),
}

impl Cuts {
    /// Cuts the pieces `range` out.
    pub fn add(&mut self, range: Range<usize>, part: Part) {
        let cut = Cut {
            end: range.end,
            part,
        };
        self.cuts.insert(range.start, cut);
    }

    /// Takes the cut that begins at a piece.
    pub fn take(&mut self, at: usize) -> Option<Cut> {
        if self.cuts.is_empty() {
            return None;
        }
        self.cuts.remove(&at)
    }
}

/// Finds the structures of a page. `dropped` are the pieces of a heading that is not printed.
pub fn plan(
    reading: &Reading<'_>,
    dropped: Option<&Range<usize>>,
    front: &FrontMatter,
    reports: &Reports<'_>,
) -> Cuts {
    let mut cuts = Cuts::default();
    if let Some(keys) = &front.comparison
        && !reading.cut
    {
        let start = dropped.map_or(0, |dropped| dropped.end);
        comparison::plan(reading, start, &keys.columns, reports, &mut cuts);
    }
    if front.glossary {
        terms::find(reading, &mut cuts);
    }
    if let Some(keys) = &front.instrument
        && front.comparison.is_none()
        && !reading.cut
    {
        instrument::plan(reading, dropped, keys, reports, &mut cuts);
    }
    cuts
}
