//! Conditions are read and proved once the statements are known.

use std::ops::Range;

use crate::base::diagnostic::{Code, Diagnostic};
use crate::data::value::Spanned;
use crate::instrument::band_keys::BandKeys;
use crate::instrument::score::finding::{Finding, Score};
use crate::instrument::score::proof::prove;
use crate::instrument::score::{
    ConditionError, InstrumentKind, InstrumentRules, Matching, ScoreBand, When, parse_condition,
};
use crate::markdown::report::Reporter;

/// Reads the conditions of bands into the rules of an instrument. If all is well with them and with
/// the instrument, the proof is made that every score has a band and every band a score. `at` is
/// where the instrument is named.
pub fn conditions(
    rules: &mut InstrumentRules,
    keys: &[BandKeys],
    at: &Range<usize>,
    is_whole: bool,
    reports: &Reporter<'_>,
) {
    let mut bands: Vec<ScoreBand> = Vec::new();
    let mut is_right = is_whole;
    for band in keys {
        let when =
            parse_condition(&band.when.value, &rules.scope(band.each)).unwrap_or_else(|problem| {
                // With a dimension or a band that was refused, names are missing for that reason.
                if is_whole {
                    tell_problem(&band.when, &problem, reports);
                }
                is_right = false;
                When::Else
            });
        bands.push(ScoreBand {
            id: band.id.value.to_string(),
            each: band.each,
            when,
        });
    }
    rules.bands = bands;
    if !is_right {
        return;
    }
    let teller = ProofReporter {
        rules,
        keys,
        at,
        reports,
    };
    for finding in prove(rules) {
        teller.tell(&finding);
    }
}

fn tell_problem(when: &Spanned<String>, problem: &ConditionError, reports: &Reporter<'_>) {
    let span = within(when, &problem.span, reports);
    reports.error(
        Code::InvalidCondition,
        problem.message.clone(),
        Some(span),
        |d| {
            if problem.hint.is_empty() {
                d
            } else {
                d.hint(problem.hint.clone())
            }
        },
    );
}

/// A stretch of a text of the front matter as bytes of the file; all of the text where it is written
/// with escapes.
fn within(text: &Spanned<String>, span: &Range<usize>, reports: &Reporter<'_>) -> Range<usize> {
    let written = reports
        .page()
        .and_then(|(_, file)| file.get(text.span.clone()));
    match written.and_then(|written| written.find(&text.value)) {
        Some(offset) if !text.value.is_empty() => {
            let start = text.span.start + offset;
            start + span.start..start + span.end
        }
        _ => text.span.clone(),
    }
}

/// Says what the proof found.
struct ProofReporter<'a> {
    rules: &'a InstrumentRules,
    keys: &'a [BandKeys],
    at: &'a Range<usize>,
    reports: &'a Reporter<'a>,
}

impl ProofReporter<'_> {
    fn tell(&self, finding: &Finding) {
        match finding {
            Finding::Uncovered(score) => self.uncovered(score),
            Finding::Never { band } => self.unreachable(
                *band,
                &format!(
                    "no score meets the condition of the band `{}`",
                    self.id(*band)
                ),
                |d| d.hint(self.ranges()),
            ),
            Finding::Hidden { band, .. } if self.rules.bands[*band].when == When::Else => self
                .unreachable(
                    *band,
                    &format!(
                        "the band `{}` is never shown: others apply to every score",
                        self.id(*band)
                    ),
                    |d| d.hint("leave it out, or narrow the condition of another"),
                ),
            Finding::Hidden { band, by, score } => {
                let (id, other) = (self.id(*band), self.id(*by));
                let message = format!(
                    "the band `{id}` is never shown: wherever its condition holds, another comes first"
                );
                self.unreachable(*band, &message, |d| {
                    d.hint(format!(
                        "at {}, for example, `{other}` does",
                        self.example(score)
                    ))
                    .hint("move it up, or narrow the conditions above it")
                });
            }
            Finding::Unproven(band) => self.unproven(*band),
        }
    }

    fn uncovered(&self, score: &Score) {
        let message = format!("no band is for {}", self.example(score));
        let complete = |d: Diagnostic| {
            d.hint("let a condition include it, or end with a band with `when = \"else\"`")
        };
        let (code, span) = (Code::ScoreWithoutBand, Some(self.at.clone()));
        match self.rules.matching {
            Matching::First => self.reports.error(code, message, span, complete),
            // Nothing may be meant to be said of some scores; then it can be said.
            Matching::All => self.reports.warning(code, message, span, complete),
        }
    }

    fn unreachable(
        &self,
        band: usize,
        message: &str,
        complete: impl FnOnce(Diagnostic) -> Diagnostic,
    ) {
        let span = Some(self.keys[band].when.span.clone());
        self.reports
            .error(Code::UnreachableBand, message, span, complete);
    }

    fn unproven(&self, band: Option<usize>) {
        let (message, span) = match band {
            Some(band) => (
                format!(
                    "it would take too long to find out whether a score reaches the band `{}`",
                    self.id(band)
                ),
                self.keys[band].when.span.clone(),
            ),
            None => (
                "it would take too long to find out whether every score has a band".to_owned(),
                self.at.clone(),
            ),
        };
        self.reports.warning(Code::UnprovenBands, message, Some(span), |d| {
            d.hint("simpler conditions can be proved: fewer names in a sum, fewer `min` and `max` in one another")
        });
    }

    fn id(&self, band: usize) -> &str {
        &self.rules.bands[band].id
    }

    /// A score in words: `m` 20, `l` 18.
    fn example(&self, score: &Score) -> String {
        let unit = self.unit();
        let parts = score
            .iter()
            .map(|(id, number)| format!("`{id}` {number}{unit}"));
        parts.collect::<Vec<_>>().join(", ")
    }

    fn unit(&self) -> &'static str {
        match self.rules.kind {
            InstrumentKind::Assessment { .. } => "",
            InstrumentKind::Audit { .. } => " %",
        }
    }

    /// What the measures can be.
    fn ranges(&self) -> String {
        if let InstrumentKind::Audit { .. } = self.rules.kind {
            return "the percents of all columns together are 100, but for rounding".to_owned();
        }
        let range = |(at, measure): (usize, &crate::instrument::score::Measure)| {
            let (least, most) = self.rules.range(at);
            format!("`{}` from {least} to {most}", measure.id)
        };
        let ranges: Vec<String> = self.rules.measures.iter().enumerate().map(range).collect();
        format!("points go: {}", ranges.join(", "))
    }
}
