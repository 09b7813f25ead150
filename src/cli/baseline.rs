//! `handbook check --write-baseline`: records the faults of a site as known.

use crate::base::diagnostic::{Diagnostic, DiagnosticTotals};
use crate::cli::outcome::CommandResult;
use crate::cli::site::{SelectedSite, for_readers};
use crate::cli::summary::count;
use crate::compile::baseline::{baseline_of, is_baseline};
use crate::compile::options::BuildOptions;
use crate::publish::edit;
use crate::source::BASELINE;

/// Writes the baseline anew. What cannot be recorded is reported.
pub(super) fn run(site: &SelectedSite) -> CommandResult {
    let options = BuildOptions { baseline: false, ..for_readers() };
    let diagnostics = site.rebuild(&mut site.rebuilder(options))?.build.diagnostics;
    let (text, known) = baseline_of(&diagnostics, site.flags.strict);
    let path = site.root.join(BASELINE);
    if known > 0 || path.exists() {
        edit::write_file(&path, text.into_bytes(), &is_baseline)?;
    }
    let is_left = |d: &Diagnostic| d.is_error() && !d.may_be_recorded();
    let left: Vec<Diagnostic> = diagnostics.into_iter().filter(is_left).collect();
    site.terminal.diagnostics(&left, false)?;
    site.terminal.say(&format!("recorded {} in `{BASELINE}`", count(known, "fault")));
    site.accept(DiagnosticTotals::of(&left), &left, " that cannot be recorded")
}
