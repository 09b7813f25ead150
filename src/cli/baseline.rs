//! `handbook check --write-baseline`: records the faults of a site as known.

use crate::base::diagnostic::Diagnostic;
use crate::cli::outcome::{CommandError, CommandResult};
use crate::cli::site::{SelectedSite, for_readers};
use crate::cli::summary::count;
use crate::compile::baseline::{baseline_of, is_baseline};
use crate::compile::options::BuildOptions;
use crate::publish::edit;
use crate::source::BASELINE;

/// Writes the baseline anew. What cannot be recorded is reported.
pub(super) fn run(site: &SelectedSite) -> CommandResult {
    let options = BuildOptions { baseline: false, ..for_readers() };
    let rebuilt = site.rebuilder(options).rebuild()?;
    let rebuilt = rebuilt.ok_or_else(|| CommandError::new("the site was not built"))?;
    let diagnostics = rebuilt.build.diagnostics;
    let (text, known) = baseline_of(&diagnostics, site.flags.strict);
    let path = site.root.join(BASELINE);
    if known > 0 || path.exists() {
        edit::write_file(&path, text.into_bytes(), &is_baseline)?;
    }
    let is_left = |d: &Diagnostic| d.is_error() && !d.may_be_recorded();
    let left: Vec<Diagnostic> = diagnostics.into_iter().filter(is_left).collect();
    site.terminal.diagnostics(&left, false)?;
    site.terminal.say(&format!("recorded {} in `{BASELINE}`", count(known, "fault")));
    site.accept(&left, " that cannot be recorded").map(drop)
}
