//! Summaries of a run: counts, durations, the table of timings.

use std::time::Duration;

use crate::base::diagnostic::DiagnosticTotals;

impl DiagnosticTotals {
    /// Whether the command fails with these counts: for errors, or for warnings when `strict`.
    pub(super) fn fails(self, strict: bool) -> bool {
        self.errors > 0 || (strict && self.warnings > 0)
    }

    /// The totals in words, `2 errors, 1 warning`; empty without any.
    pub(super) fn words(self) -> String {
        let errors = (self.errors > 0).then(|| count(self.errors, "error"));
        let warnings = (self.warnings > 0).then(|| count(self.warnings, "warning"));
        let both: Vec<String> = errors.into_iter().chain(warnings).collect();
        both.join(", ")
    }

    /// The number of warnings with where they are shown, to add to a line; empty without any.
    pub(super) fn in_check(self) -> String {
        match self.warnings {
            0 => String::new(),
            warnings => format!(", {} (`handbook check` shows them)", count(warnings, "warning")),
        }
    }

    /// The totals in words, to add to a line: `, 1 warning`; empty without any.
    pub(super) fn addition(self) -> String {
        match self.words() {
            words if words.is_empty() => words,
            words => format!(", {words}"),
        }
    }
}

/// A number with a noun in the right form: `1 page`, `2 pages`.
pub(super) fn count(number: usize, noun: &str) -> String {
    let ending = if number == 1 { "" } else { "s" };
    format!("{number} {noun}{ending}")
}

/// The number of deleted files, to add to others: `, 3 deleted`; empty for none.
pub(super) fn deleted(number: usize) -> String {
    if number > 0 { format!(", {number} deleted") } else { String::new() }
}

/// A duration for people: `48 ms`, `1.25 s`.
pub(super) fn time(duration: Duration) -> String {
    if duration < Duration::from_secs(1) {
        format!("{} ms", duration.as_millis())
    } else {
        format!("{:.2} s", duration.as_secs_f64())
    }
}

/// The table of timings: each stage with its milliseconds and its share of `total`, then the time
/// outside of all stages and the total.
pub(super) fn timings(stages: &[(&str, Duration)], total: Duration) -> String {
    let sum: Duration = stages.iter().map(|(_, time)| *time).sum();
    let rest = [("other", total.saturating_sub(sum)), ("total", total.max(sum))];
    let total_seconds = total.max(sum).as_secs_f64().max(f64::MIN_POSITIVE);
    let line = |(name, time): &(&str, Duration)| {
        let seconds = time.as_secs_f64();
        let (milliseconds, share) = (seconds * 1e3, 100.0 * seconds / total_seconds);
        format!("{name:<12} {milliseconds:>10.1} ms {share:>4.0} %\n")
    };
    stages.iter().chain(&rest).map(line).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_and_times_read_well() {
        let totals = |errors, warnings| DiagnosticTotals { errors, warnings };
        assert_eq!(totals(2, 1).words(), "2 errors, 1 warning");
        assert_eq!(totals(0, 2).addition(), ", 2 warnings");
        assert_eq!(totals(0, 0).addition(), "");
        assert_eq!(time(Duration::from_micros(48_900)), "48 ms");
        assert_eq!(time(Duration::from_millis(1250)), "1.25 s");
    }

    #[test]
    fn warnings_fail_only_when_they_are_to_be_taken_for_errors() {
        let one = DiagnosticTotals { errors: 0, warnings: 1 };
        assert!(!one.fails(false));
        assert!(one.fails(true));
        assert!(!DiagnosticTotals::default().fails(true));
    }

    #[test]
    fn the_table_of_stages_adds_up() {
        let ms = Duration::from_millis;
        assert_eq!(
            timings(&[("scan", ms(10)), ("parse", ms(60))], ms(100)),
            "scan               10.0 ms   10 %\n\
             parse              60.0 ms   60 %\n\
             other              30.0 ms   30 %\n\
             total             100.0 ms  100 %\n"
        );
    }
}
