//! Parses the conditions of bands, which need the ids of statements, and reports what their proof
//! finds.

use std::ops::Range;

use crate::base::diagnostic::{Code, Diagnostic};
use crate::data::value::Spanned;
use crate::instrument::keys::{BandKeys, InstrumentKeys};
use crate::instrument::score::proof::prove;
use crate::instrument::score::proof::{Finding, Score};
use crate::instrument::score::quarters::quarters;
use crate::instrument::score::{
    ConditionError, InstrumentKind, InstrumentRules, Matching, Measure, ScoreBand, When,
    parse_condition,
};
use crate::markdown::report::Reporter;

/// Parses the conditions of bands into the rules of an instrument. If these and the instrument are
/// without errors, proves that every score has a band and every band a score. Then
/// says which fields of its chart stay without a name.
pub fn parse_and_prove(
    rules: &mut InstrumentRules,
    keys: &InstrumentKeys,
    is_complete: bool,
    reporter: &Reporter<'_>,
) {
    let mut bands: Vec<ScoreBand> = Vec::new();
    let mut is_provable = is_complete;
    for band in &keys.bands {
        let when =
            parse_condition(&band.when.value, &rules.scope(band.each)).unwrap_or_else(|problem| {
                // If a dimension was rejected, its name is unknown for that reason.
                if is_complete {
                    report_problem(&band.when, &problem, reporter);
                }
                is_provable = false;
                When::Else
            });
        bands.push(ScoreBand { id: band.id.value.to_string(), each: band.each, when });
    }
    rules.bands = bands;
    if !is_provable {
        return;
    }
    report_mixed_quarters(rules, keys.chart_span.as_ref(), reporter);
    let reporter = ProofReporter { rules, keys: &keys.bands, key_span: &keys.key_span, reporter };
    for finding in prove(rules) {
        reporter.report(&finding);
    }
}

fn report_problem(when: &Spanned<String>, problem: &ConditionError, reporter: &Reporter<'_>) {
    let span = span_in_file(when, &problem.span, reporter);
    reporter.error(Code::InvalidCondition, problem.message.clone(), Some(span), |d| {
        if problem.hint.is_empty() { d } else { d.hint(problem.hint.clone()) }
    });
}

/// Reports the fields of the chart of two dimensions that no reading can name.
fn report_mixed_quarters(
    rules: &InstrumentRules,
    span: Option<&Range<usize>>,
    reporter: &Reporter<'_>,
) {
    let Some(quarters) = quarters(rules).filter(|quarters| !quarters.mixed.is_empty()) else {
        return;
    };
    let side = |measure: usize, is_high: bool| {
        let (id, line) = (&rules.measures[measure].id, quarters.lines[measure]);
        if is_high { format!("`{id}` >= {line}") } else { format!("`{id}` < {line}") }
    };
    let field = |field: &usize| format!("{} and {}", side(0, field % 2 == 1), side(1, *field >= 2));
    let fields: Vec<String> = quarters.mixed.iter().map(field).collect();
    let what = match fields.len() {
        1 => "a field of the chart holds several readings, and stays without a name",
        _ => "fields of the chart hold several readings, and stay without a name",
    };
    let message = format!("{what}: {}", fields.join("; "));
    reporter.warning(Code::MixedQuarter, message, span.cloned(), |d| {
        d.hint("compare each dimension with one number in all conditions, or write `profile`")
    });
}

/// The bytes of the file for a span of a text of the front matter; the span of all of the text
/// where escapes make places in it differ from those in the file.
fn span_in_file(
    text: &Spanned<String>,
    span: &Range<usize>,
    reporter: &Reporter<'_>,
) -> Range<usize> {
    let source = reporter.page().and_then(|(_, file)| file.get(text.span.clone()));
    match source.and_then(|source| source.find(&text.value)) {
        Some(offset) if !text.value.is_empty() => {
            let start = text.span.start + offset;
            start + span.start..start + span.end
        }
        _ => text.span.clone(),
    }
}

/// Reports the findings of the proof.
struct ProofReporter<'a> {
    rules: &'a InstrumentRules,
    keys: &'a [BandKeys],
    key_span: &'a Range<usize>,
    reporter: &'a Reporter<'a>,
}

impl ProofReporter<'_> {
    fn report(&self, finding: &Finding) {
        let key = || Some(self.key_span.clone());
        let at = |band: usize| Some(self.keys[band].when.span.clone());
        let unreachable = Code::UnreachableBand;
        match finding {
            Finding::Uncovered(score) => {
                let message = format!("no band applies to {}", self.example(score));
                let complete = |d: Diagnostic| {
                    d.hint("widen a condition, or add a last band with `when = \"else\"`")
                };
                let code = Code::ScoreWithoutBand;
                match self.rules.matching {
                    Matching::First => self.reporter.error(code, message, key(), complete),
                    // Under `all` an author may leave some scores without a reading on purpose.
                    Matching::All => self.reporter.warning(code, message, key(), complete),
                }
            }
            Finding::Unsatisfiable { band } => {
                let message =
                    format!("no score meets the condition of the band `{}`", self.id(*band));
                self.reporter.error(unreachable, message, at(*band), |d| d.hint(self.ranges()));
            }
            Finding::Shadowed { band, .. } if self.rules.bands[*band].when == When::Else => {
                let id = self.id(*band);
                let message =
                    format!("the band `{id}` is never shown: others apply to every score");
                self.reporter.error(unreachable, message, at(*band), |d| {
                    d.hint("remove it, or narrow another condition")
                });
            }
            Finding::Shadowed { band, by, score } => {
                let (id, other) = (self.id(*band), self.id(*by));
                let message = format!(
                    "the band `{id}` is never shown: wherever its condition holds, another comes first"
                );
                self.reporter.error(unreachable, message, at(*band), |d| {
                    d.hint(format!("at {}, for example, `{other}` does", self.example(score)))
                        .hint("move it up, or narrow the conditions above it")
                });
            }
            Finding::Unproven(band) => {
                let what = match band {
                    Some(band) => format!("a score reaches the band `{}`", self.id(*band)),
                    None => "every score has a band".to_owned(),
                };
                let message = format!("not proved: whether {what}");
                let span = band.map_or_else(key, at);
                self.reporter.warning(Code::UnprovenBands, message, span, |d| {
                    d.hint("add an `else` band, or compare fewer dimensions with one another")
                });
            }
        }
    }

    fn id(&self, band: usize) -> &str {
        &self.rules.bands[band].id
    }

    /// A score in words: `m` 20, `l` 18.
    fn example(&self, score: &Score) -> String {
        let unit = self.unit();
        let parts = score.iter().map(|(id, number)| format!("`{id}` {number}{unit}"));
        parts.collect::<Vec<_>>().join(", ")
    }

    fn unit(&self) -> &'static str {
        match self.rules.kind {
            InstrumentKind::Assessment { .. } => "",
            InstrumentKind::Audit { .. } => " %",
        }
    }

    /// The ranges of the measures, as a hint.
    fn ranges(&self) -> String {
        if let InstrumentKind::Audit { .. } = self.rules.kind {
            return "the percents of all columns add up to 100".to_owned();
        }
        let range = |(at, measure): (usize, &Measure)| {
            let (least, most) = self.rules.range(at);
            format!("`{}` from {least} to {most}", measure.id)
        };
        let ranges: Vec<String> = self.rules.measures.iter().enumerate().map(range).collect();
        format!("points go: {}", ranges.join(", "))
    }
}
